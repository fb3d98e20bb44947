// Rating an answer by four criteria, or ranking several: numbers alone do it, and nothing is sent before it is complete.

import { facts, make, word } from "./dom.js";
import { painted } from "./texts.js";

const MARKS = [1, 2, 3, 4, 5];

export class Judging {
  // What stands below the record; kept marks of an earlier opinion are shown again.
  begin(sheet) {
    this.sheet = sheet;
    this.ratings = { ...((sheet.own && sheet.own.ratings) || {}) };
    this.ranking = [...((sheet.own && sheet.own.ranking) || [])];
    this.at = 0;
    this.place = make("section", { class: "field judging", "aria-label": word(`${facts.mode}_title`) });
    this.show();
    return this.place;
  }

  get complete() {
    if (facts.mode === "rate") return facts.criteria.every((criterion) => this.ratings[criterion]);
    return this.ranking.length === this.sheet.answers.length;
  }

  get verdict() {
    return facts.mode === "rate" ? { ratings: this.ratings } : { ranking: this.ranking };
  }

  // Whether the key was meant for here.
  pressed(key) {
    const number = Number(key);
    if (!this.sheet || key === " " || !Number.isInteger(number)) return false;
    if (facts.mode === "rate" && MARKS.includes(number)) this.mark(facts.criteria[this.at], number);
    else if (facts.mode === "rank" && number <= this.sheet.answers.length) this.order(number);
    else return false;
    return true;
  }

  mark(criterion, number) {
    this.ratings[criterion] = number;
    this.at = (facts.criteria.indexOf(criterion) + 1) % facts.criteria.length;
    this.show();
  }

  order(number) {
    const [id] = this.sheet.answers[number - 1] || [];
    if (number === 0) this.ranking = [];
    else if (!this.ranking.includes(id)) this.ranking.push(id);
    this.show();
  }

  show() {
    const body = facts.mode === "rate" ? facts.criteria.map((one, place) => this.criterion(one, place)) : [this.answers()];
    this.place.replaceChildren(make("h2", {}, word(`${facts.mode}_title`)), make("p", { class: "hush" }, word(`${facts.mode}_hint`)), ...body);
  }

  criterion(name, place) {
    const marks = MARKS.map((mark) => make("button", {
      type: "button", class: "mark", "aria-pressed": String(this.ratings[name] === mark), "aria-label": `${word(`criterion_${name}`)} ${mark}`,
      on: { click: () => this.mark(name, mark) },
    }, String(mark)));
    return make("div", { class: place === this.at ? "criterion here" : "criterion" }, make("span", {}, word(`criterion_${name}`)), make("div", { role: "group", "aria-label": word(`criterion_${name}`) }, marks));
  }

  answers() {
    return make("div", { class: "answers" }, this.sheet.answers.map(([id, text], number) => {
      const place = this.ranking.indexOf(id) + 1;
      return make("article", { class: place ? "answer placed" : "answer" },
        make("button", { type: "button", on: { click: () => this.order(number + 1) } }, `${word("answer")} `, make("kbd", {}, String(number + 1)), place ? make("b", {}, ` ${place}. ${word("place")}`) : ""),
        make("div", { class: "text", lang: this.sheet.lang }, painted(text)));
    }));
  }
}
