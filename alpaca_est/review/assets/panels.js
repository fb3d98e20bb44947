// What stands beside a record: progress, what people said, where it came from.

import { byId, make, saying, shortNumber, stepName, word } from "./dom.js";
import { get } from "./outbox.js";
import { compared, painted } from "./texts.js";

const place = (name) => byId(`info-${name}`).querySelector(":scope > div");

export function showProgress(progress) {
  const share = progress.total ? progress.done / progress.total : 0;
  byId("meter").value = share;
  byId("meter-text").textContent = `${shortNumber(progress.done)} / ${shortNumber(progress.total)}`;
  const left = (progress.total - progress.done) * (progress.seconds || 0);
  const rows = [
    [word("progress_today"), shortNumber(progress.today)],
    [word("progress_pace"), progress.seconds ? `${shortNumber(progress.seconds)} ${word("seconds")}` : "–"],
    [word("progress_left"), progress.seconds ? duration(left) : "–"],
  ];
  const sources = Object.entries(progress.sources).map(([name, states]) => {
    const total = Object.values(states).reduce((sum, count) => sum + count, 0);
    return make("div", { class: "bar" }, make("span", {}, name),
      make("progress", { max: total || 1, value: states.done || 0, "aria-label": name }),
      make("span", {}, `${shortNumber(states.done || 0)} / ${shortNumber(total)}`));
  });
  place("progress").replaceChildren(make("dl", {}, rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])),
    make("div", { class: "bars" }, sources));
}

// Minutes below an hour and a half, hours above.
const duration = (seconds) => seconds < 5400 ? `${shortNumber(Math.ceil(seconds / 60))} ${word("minutes")}`
  : `${shortNumber(seconds < 36000 ? Math.round(seconds / 360) / 10 : Math.round(seconds / 3600))} ${word("hours")}`;

export function showOpinions(sheet) {
  const told = sheet ? sheet.opinions : [];
  const items = told.map((one) => make("li", { class: one.stands ? "stands" : "past" },
    make("p", {}, make("b", {}, one.by), " ", make("span", { class: `verdict ${one.verdict}` }, word(`done_${one.verdict}`)), " ",
      make("time", { datetime: one.at }, moment(one.at))),
    one.reasons.length ? make("p", {}, one.reasons.map((reason) => word(`reason_${reason}`)).join(", ")) : "",
    one.note ? make("p", { class: "note" }, painted(one.note)) : "",
    ...Object.entries(one.edit).map(([field, text]) => make("div", { class: "text small" }, compared(sheet.texts[field], text)))));
  place("opinions").replaceChildren(told.length ? make("ol", { class: "told" }, items) : make("p", { class: "hush" }, word("no_opinions")));
}

const moment = (at) => at ? new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" }) : "";

// The life is looked up in the journal only when somebody opens it.
export class Life {
  constructor() {
    this.root = byId("info-life");
    this.root.addEventListener("toggle", () => { if (this.root.open) this.load(); });
  }

  show(id) {
    this.id = id;
    this.loaded = "";
    place("life").replaceChildren();
    if (this.root.open) this.load();
  }

  async load() {
    if (!this.id || this.loaded === this.id) return;
    const { id } = this;
    this.loaded = id;
    place("life").replaceChildren(make("p", { class: "hush" }, word("loading")));
    try {
      const life = await get("life", { id });
      if (this.id === id) place("life").replaceChildren(...told(life));
    } catch (error) {
      this.loaded = "";
      place("life").replaceChildren(make("p", { class: "hush" }, word(error.status ? "life_missing" : "status_offline")));
    }
  }
}

function told(life) {
  const parts = [];
  if (life.root) parts.push(block(word("life_root"), [life.root.instruction, life.root.input, life.root.output].filter(Boolean).join("\n\n")));
  for (const asked of life.asked) {
    parts.push(...asked.asks.map((ask) => block(`${word("life_asked")}: ${asked.step}`, ask.user)));
    parts.push(...asked.replies.map((reply) => block(word("life_reply"), reply.text)));
  }
  const rows = life.verdicts.map((one) => make("li", { class: one.verdict }, make("b", { title: one.step }, stepName(one.step)), ` ${word(`verdict_${one.verdict}`)}`, one.reason ? `: ${saying(one)}` : ""));
  return [...parts, make("h3", {}, word("life_verdicts")), make("ul", { class: "verdicts" }, rows)];
}

const block = (title, text) => make("details", { class: "block" }, make("summary", {}, title), make("div", { class: "text small" }, painted(text)));
