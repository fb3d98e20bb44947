// The records one walks through: those behind can be gone back to, those ahead are there before they are needed.

import { facts } from "./dom.js";
import { get } from "./outbox.js";

const LOW = 6; // fetch more when fewer records are ahead
const AGAIN = 3000; // milliseconds until the server is asked again after it did not answer

export class Walk {
  constructor(outbox, arrived) {
    this.outbox = outbox;
    this.arrived = arrived; // called when records came, or the end did
    this.sheets = [];
    this.at = -1;
    this.empty = false;
  }

  get current() {
    return this.sheets[this.at] || null;
  }

  // Whether only some records were asked for.
  get narrow() {
    return Object.keys(this.wish).some((name) => name !== "queue" || this.wish.queue !== "mine");
  }

  find(id) {
    return this.sheets.find((sheet) => sheet.id === id);
  }

  // Another queue: what was seen stays behind, what was not is forgotten. Resolves with whether it is still wanted.
  async begin(wish) {
    this.sheets = this.sheets.slice(0, this.at + 1).filter((sheet) => sheet.shown);
    this.at = this.sheets.length - 1;
    this.empty = false;
    this.wish = wish;
    await this.fill();
    return this.wish === wish;
  }

  insert(sheet) {
    const place = this.sheets.findIndex((one) => one.id === sheet.id);
    if (place >= 0) this.sheets.splice(place, 1);
    const next = Math.min(this.at + (place >= 0 && place <= this.at ? 0 : 1), this.sheets.length);
    this.sheets.splice(next, 0, sheet);
    return next;
  }

  // Fetch in time.
  provide() {
    if (this.wish && !this.empty && this.sheets.length - this.at < LOW) this.fill().then(() => this.arrived());
  }

  // One fetch at a time; one that was begun for another queue is forgotten.
  fill() {
    if (this.filling && this.filling.wish === this.wish) return this.filling.ended;
    const filling = { wish: this.wish };
    filling.ended = this.empty ? Promise.resolve() : this.fetched(filling);
    this.filling = filling;
    return filling.ended;
  }

  async fetched(filling) {
    const skipped = this.sheets.filter((sheet) => !sheet.decided);
    try {
      let found = await this.fresh(filling.wish);
      const after = Math.max(0, ...skipped.map((sheet) => sheet.place));
      if (!found.length && skipped.length) found = await this.fresh({ ...filling.wish, after });
      if (this.wish !== filling.wish) return;
      this.empty = !found.length && !this.outbox.busy;
      this.sheets.push(...found);
    } catch {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.provide(), AGAIN);
    } finally {
      if (this.filling === filling) this.filling = null;
    }
  }

  // What the server names may have been decided here while it was answering.
  async fresh(wish) {
    const found = await get("next", { ...wish, count: facts.ahead });
    const known = new Set(this.sheets.map((sheet) => sheet.id));
    const pending = new Set(this.outbox.waiting.filter((entry) => entry.path === "decide").map((entry) => entry.body.id));
    return found.filter((sheet) => !known.has(sheet.id) && !pending.has(sheet.id));
  }
}
