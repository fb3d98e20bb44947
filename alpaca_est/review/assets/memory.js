// The translation memory below the editor: what is like the source text, and a look-up of words in either language.

import { byId, make, word } from "./dom.js";
import { get } from "./outbox.js";
import { painted } from "./texts.js";

const WAIT = 300; // milliseconds after the last letter

export class Memory {
  // insert(field, text) puts a translation where the writer is.
  constructor(insert) {
    this.insert = insert;
    this.search = make("input", { type: "search", "aria-label": word("memory_search"), placeholder: word("memory_search"), autocomplete: "off", maxlength: 200 });
    this.search.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.look(), WAIT); });
    this.rows = make("ul", { class: "remembered", "aria-live": "polite" });
    this.place = make("section", { class: "field memory", "aria-labelledby": "h-memory" },
      make("div", { class: "title" }, make("h2", { id: "h-memory" }, word("memory"))), this.search, this.rows);
  }

  // What stands below the record while it is edited.
  begin(sheet) {
    this.sheet = sheet;
    this.search.value = "";
    this.rows.replaceChildren();
    this.look();
    return this.place;
  }

  async look() {
    const { sheet } = this;
    const text = this.search.value.trim();
    const found = await get("similar", { id: sheet.id, text }).catch(() => null);
    if (sheet !== this.sheet || text !== this.search.value.trim()) return;
    if (!found) this.rows.replaceChildren(make("li", { class: "hush" }, word("status_offline")));
    else if (!found.length) this.rows.replaceChildren(make("li", { class: "hush" }, word(text ? "nothing_found" : "memory_none")));
    else this.rows.replaceChildren(...found.map((one) => this.row(one)));
  }

  row(one) {
    const alike = one.field ? `${Math.round(100 * one.alike)} %` : "";
    return make("li", {},
      alike ? make("span", { class: one.alike === 1 ? "alike same" : "alike", title: word(`field_${one.field}`) }, alike) : "",
      make("div", { class: "text small source", lang: this.sheet.original.lang }, painted(one.source)),
      make("div", { class: "text small", lang: this.sheet.lang }, painted(one.translation)),
      make("button", { type: "button", class: "small", on: { click: () => this.insert(one.field, one.translation) } }, word("memory_insert")));
  }
}
