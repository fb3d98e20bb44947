// One record on the screen: why it is here, its texts side by side, the editor and what it changes.

import { byId, facts, make, saying, shortNumber, stepName, word } from "./dom.js";
import { Memory } from "./memory.js";
import { compared, painted, paragraphs, unseenIn, within } from "./texts.js";

export const FIELDS = ["instruction", "input", "output"];

// A textarea knows no carriage returns; a text nobody touched must stay as it was.
const typed = (text) => text.replace(/\r\n?/g, "\n");

const translated = (sheet) => Boolean(sheet.original) && sheet.original.lang !== sheet.lang;

export class SheetView {
  constructor(told) {
    this.told = told; // {edited()}
    this.root = byId("record");
    this.root.addEventListener("click", (event) => this.pointed(event));
    this.root.addEventListener("focusin", (event) => { this.writing = Object.keys(this.areas || {}).find((field) => this.areas[field] === event.target) || this.writing; });
    this.memory = new Memory((field, text) => this.insert(field, text));
  }

  show(sheet, edits, editing) {
    this.sheet = sheet;
    this.edits = edits;
    this.areas = {};
    this.changes = {};
    this.root.replaceChildren(this.heading(sheet), this.reasons(sheet), ...this.before(sheet),
      ...FIELDS.map((field) => this.field(field, editing)).filter(Boolean));
    if (!editing) return;
    this.writing = null;
    if (translated(sheet)) this.root.append(this.memory.begin(sheet));
    this.grow();
  }

  // A remembered translation goes where the writer last was, in place of what is selected there.
  insert(field, text) {
    const place = this.writing || field || "output";
    const area = this.areas[place];
    area.focus();
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    this.typed(place, area);
  }

  message(title, text) {
    this.sheet = null;
    this.root.replaceChildren(make("div", { class: "blank" }, make(text ? "h1" : "p", { class: "big" }, title), text ? make("p", {}, text) : ""));
  }

  heading(sheet) {
    const facts = [["source", sheet.source], ["made_by", stepName(sheet.made_by)], ["kind", sheet.kind], ["licence", sheet.licence]];
    return make("header", { class: "head" },
      make("h1", {}, sheet.id),
      make("p", { class: "facts" }, facts.filter(([, value]) => value)
        .map(([name, value]) => make("span", {}, `${word(name)} `, make("b", {}, value)))),
      sheet.own ? make("p", { class: `verdict ${sheet.own.verdict}` }, word(`done_${sheet.own.verdict}`)) : "");
  }

  reasons(sheet) {
    const told = sheet.flags.map((flag, number) => make("li", { class: "flag" },
      make("b", { title: flag.step }, stepName(flag.step)), make("span", { class: "reason" }, painted(saying(flag))),
      flag.score === null ? "" : make("span", { class: "score" }, `${word("score")} ${shortNumber(Number(Number(flag.score).toPrecision(3)))}`),
      flag.span ? make("button", { type: "button", class: "quiet", data: { place: number } }, word("show_place")) : ""));
    if (facts.mode !== "decide") return make("div", {});
    if (!told.length) return make("p", { class: "flag audit" }, word(sheet.purpose === "audit" ? "why_audit" : "why_none"));
    return make("ul", { class: "flags", "aria-label": word("why") }, told);
  }

  before(sheet) {
    const turns = [...(sheet.system ? [["system", sheet.system]] : []), ...sheet.history];
    if (!turns.length) return [];
    return [make("section", { class: "field turns" }, make("h2", {}, word("history")),
      ...turns.map(([role, text]) => make("div", { class: "text" }, make("b", {}, word(role === "system" ? "field_system" : `role_${role}`)), make("p", {}, painted(text)))))];
  }

  field(field, editing) {
    const { sheet } = this;
    const source = sheet.original ? sheet.original[field] : "";
    const text = sheet.texts[field];
    if (field === "output" && sheet.answers.length) return null;
    if (!editing && !text && !source && !(field in this.edits)) return null;
    const foreign = translated(sheet);
    const unseen = unseenIn(text);
    const title = make("div", { class: "title" }, make("h2", { id: `h-${field}` }, word(`field_${field}`)),
      make("span", { class: "hush" }, `${shortNumber(Array.from(text).length)} ${word("characters")}`),
      unseen.told ? make("span", { class: unseen.mild ? "unseen-note mild" : "unseen-note" }, `${word("invisible")}: ${unseen.told}`) : "");
    const body = editing ? this.editor(field, foreign && source) : this.reading(field, foreign && source, source);
    return make("section", { class: `field ${foreign && source ? "two" : ""}`, "aria-labelledby": `h-${field}`, data: { field } }, title, body);
  }

  marks(field) {
    return this.sheet.flags.map((flag, number) => ({ flag, number }))
      .filter(({ flag }) => flag.span && flag.span[0] === field)
      .map(({ flag, number }) => ({ start: flag.span[1], end: flag.span[2], flag: number, title: `${stepName(flag.step)}: ${saying(flag)}` }));
  }

  reading(field, foreign, source) {
    const { sheet, edits } = this;
    const text = sheet.texts[field];
    const parts = [];
    if (foreign) parts.push(this.aligned(source, text, field));
    else parts.push(make("div", { class: "text", lang: sheet.lang }, text ? painted(text, this.marks(field)) : make("span", { class: "hush" }, word("empty"))));
    if (field in edits) parts.push(this.changed(word("diff"), text, edits[field]));
    if (!foreign && sheet.original && source !== text) parts.push(this.changed(word("before"), source, text));
    return parts;
  }

  changed(title, before, after) {
    return make("div", { class: "changes" }, make("h3", {}, title), make("div", { class: "text", lang: this.sheet.lang }, compared(before, after)));
  }

  // Paragraph beside paragraph where both texts have as many; else the two texts as they are.
  aligned(source, text, field) {
    const [left, right] = [paragraphs(source), paragraphs(text)];
    const marks = this.marks(field);
    const rows = left.length === right.length
      ? right.map((one, number) => [painted(left[number].text), painted(one.text, within(marks, one))])
      : [[painted(source), painted(text, marks)]];
    return make("div", { class: "pair" },
      make("h3", {}, `${word("original")} · ${this.sheet.original.lang}`), make("h3", {}, `${word("current")} · ${this.sheet.lang}`),
      rows.flatMap(([one, other]) => [make("div", { class: "text source", lang: this.sheet.original.lang }, one), make("div", { class: "text", lang: this.sheet.lang }, other)]));
  }

  editor(field, foreign) {
    const { sheet, edits } = this;
    const area = make("textarea", { lang: sheet.lang, spellcheck: "true", "aria-labelledby": `h-${field}`, rows: 1, autocapitalize: "off" });
    area.value = typed(edits[field] ?? sheet.texts[field]);
    area.addEventListener("input", () => { this.typed(field, area); });
    this.areas[field] = area;
    this.changes[field] = make("div", { class: "text diff", lang: sheet.lang, "aria-live": "off" });
    const restore = make("button", { type: "button", class: "quiet", on: { click: () => { area.value = typed(sheet.texts[field]); this.typed(field, area); area.focus(); } } }, word("restore"));
    const right = make("div", { class: "editing" }, area,
      make("div", { class: "changes" }, make("div", { class: "title" }, make("h3", {}, word("diff")), restore), this.changes[field]),
      make("div", { class: "notes", data: { notes: field } }));
    this.showChange(field);
    if (!foreign) return right;
    return make("div", { class: "pair" }, make("div", { class: "text source", lang: sheet.original.lang }, painted(foreign)), right);
  }

  typed(field, area) {
    const original = this.sheet.texts[field];
    if (area.value === typed(original)) delete this.edits[field];
    else this.edits[field] = area.value;
    this.showChange(field);
    this.grow();
    this.told.edited();
  }

  showChange(field) {
    const after = this.edits[field] ?? this.sheet.texts[field];
    this.changes[field].replaceChildren(...compared(typed(this.sheet.texts[field]), typed(after)));
    this.changes[field].parentElement?.classList.toggle("same", !(field in this.edits));
  }

  // What filters and dictionary say of the edit, beside the field it is about.
  showHelp(help) {
    for (const field of FIELDS) {
      const place = this.root.querySelector(`[data-notes="${field}"]`);
      if (!place) continue;
      const general = field === "output";
      place.replaceChildren(
        ...help.broken.filter((text) => (FIELDS.find((one) => text.startsWith(one)) || "output") === field).map((text) => make("p", { class: "wrong" }, text)),
        ...help.doubts.filter((doubt) => (doubt.span ? doubt.span[0] === field : general)).map((doubt) => make("p", { class: `doubt ${doubt.verdict}` }, make("b", { title: doubt.step }, stepName(doubt.step)), " ", painted(saying(doubt)))),
        ...help.unknown.filter((one) => one.field === field).map((one) => this.unknown(one)),
        ...(general ? help.terms : []).map((term) => make("p", { class: term.there ? "term there" : "term" }, `${term.term} → `, make("b", {}, term.translation))));
      if (general && !help.checked) place.append(make("p", { class: "doubt" }, word("help_unchecked")));
      else if (general && !help.doubts.length && !help.broken.length) place.append(make("p", { class: "fine" }, word("help_fine")));
    }
  }

  unknown({ field, word: unknown, suggestions }) {
    const area = this.areas[field];
    const replace = (suggestion) => () => {
      const start = area.value.indexOf(unknown);
      if (start < 0) return;
      area.setRangeText(suggestion, start, start + unknown.length, "end");
      this.typed(field, area);
      area.focus();
    };
    return make("p", { class: "unknown" }, make("span", { class: "misspelt" }, unknown), ` ${word("help_unknown")} `,
      ...suggestions.map((one) => make("button", { type: "button", class: "small", on: { click: replace(one) } }, one)));
  }

  grow() {
    for (const area of Object.values(this.areas)) {
      area.style.height = "auto";
      area.style.height = `${area.scrollHeight + 2}px`;
    }
  }

  focusEditor() {
    const [flagged, at] = this.sheet.flags.map((flag) => flag.span).find(Boolean) || ["", 0];
    const field = flagged || (this.sheet.texts.output || !this.sheet.texts.instruction ? "output" : "instruction");
    this.areas[field].focus({ preventScroll: true });
    // The caret waits where the first doubt begins; places are counted in code points, a text area counts UTF-16.
    const caret = flagged && !(field in this.edits) ? typed(Array.from(this.sheet.texts[field]).slice(0, at).join("")).length : 0;
    this.areas[field].setSelectionRange(caret, caret);
    this.areas[field].scrollIntoView({ block: "center" });
  }

  pointed(event) {
    const button = event.target.closest("[data-place]");
    if (!button) return;
    const mark = [...this.root.querySelectorAll("mark")].find((one) => one.dataset.flags.split(" ").includes(button.dataset.place));
    if (!mark) return;
    mark.scrollIntoView({ block: "center" });
    mark.classList.remove("here");
    void mark.offsetWidth;
    mark.classList.add("here");
  }
}
