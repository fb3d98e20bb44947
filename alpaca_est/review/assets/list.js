// The list on the left: queues, filters, search.

import { byId, make, stepName, word } from "./dom.js";
import { get } from "./outbox.js";

const WAIT = 250; // milliseconds after the last letter of a search

export class List {
  constructor(told) {
    this.told = told; // {chosen(id), wished()}
    this.rows = byId("rows");
    this.form = byId("wish");
    this.asked = 0;
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.changed(); });
    this.form.addEventListener("change", (event) => { if (event.target.id !== "wish-text") this.changed(); });
    byId("wish-text").addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.changed(), WAIT); });
    byId("more").addEventListener("click", () => this.load(this.last));
    this.rows.addEventListener("click", (event) => {
      const row = event.target.closest("button[data-id]");
      if (row) this.told.chosen(row.dataset.id);
    });
  }

  wish() {
    return Object.fromEntries([...new FormData(this.form)].filter(([, value]) => value));
  }

  changed() {
    this.load(0);
    this.told.wished();
  }

  async load(after) {
    this.asked += 1;
    const asked = this.asked;
    let found;
    try {
      found = await get("list", { ...this.wish(), after });
    } catch {
      return;
    }
    if (asked !== this.asked) return;
    const rows = found.map((row) => this.row(row));
    if (after) this.rows.append(...rows);
    else this.rows.replaceChildren(...(rows.length ? rows : [make("li", { class: "hush none" }, word("nothing_found"))]));
    if (found.length) this.last = found[found.length - 1].place;
    byId("more").hidden = found.length < 50;
    this.mark(this.id);
  }

  row(row) {
    const state = row.verdict ? word(`done_${row.verdict}`) : word(`state_${row.state}`);
    return make("li", {}, make("button", { type: "button", data: { id: row.id } },
      make("span", { class: `dot ${row.verdict || row.state}`, title: state }, make("span", { class: "unseen" }, state)),
      make("span", { class: "excerpt" }, row.excerpt || row.id),
      make("span", { class: "by" }, row.steps.map(stepName).join(", ") || (row.purpose === "audit" ? word("purpose_audit") : row.source))));
  }

  mark(id) {
    this.id = id;
    for (const button of this.rows.querySelectorAll("button[data-id]")) {
      if (button.dataset.id === id) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  decided(id, verdict) {
    const button = [...this.rows.querySelectorAll("button[data-id]")].find((one) => one.dataset.id === id);
    if (!button) return;
    const dot = button.querySelector(".dot");
    dot.className = `dot ${verdict || "open"}`;
    const state = verdict ? word(`done_${verdict}`) : word("state_open");
    dot.title = state;
    dot.firstChild.textContent = state;
  }
}
