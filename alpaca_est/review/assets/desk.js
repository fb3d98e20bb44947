// The annotators' page. What is decided is shown at once and sent in order; nothing is lost when the line is.

import { byId, facts, say, toast, word } from "./dom.js";
import { choose, Reasons } from "./dialogs.js";
import { leave, listenToFrame, showState, toggle, Watch } from "./frame.js";
import { Judging } from "./judging.js";
import { Keys } from "./keys.js";
import { List } from "./list.js";
import { get, newKey, Outbox, post } from "./outbox.js";
import { Life, showOpinions, showProgress } from "./panels.js";
import { SheetView } from "./sheet.js";
import { Walk } from "./walk.js";

const DRAFT_WAIT = 800;
const HELP_WAIT = 500;

class Desk {
  constructor() {
    this.edits = {};
    this.editing = false;
    this.done = []; // own decisions of this window, the last at the end
    this.watch = new Watch();
    this.view = new SheetView({ edited: () => this.edited() });
    this.life = new Life();
    this.reasons = new Reasons();
    this.list = new List({ chosen: (id) => this.open(id), wished: () => this.restart() });
    this.outbox = new Outbox({
      state: (state, waiting) => this.status(state, waiting),
      saved: (entry, answer) => this.saved(entry, answer),
      conflict: (entry, current) => this.conflict(entry, current),
      refused: (entry, error) => this.refused(entry, error),
    });
    this.walk = new Walk(this.outbox, () => this.arrived());
    this.judging = facts.mode === "decide" ? null : new Judging();
    this.keys = new Keys((action) => this.act(action), (key) => Boolean(this.judging && this.current && this.judging.pressed(key)));
    this.listen();
    this.start();
  }

  async start() {
    await Promise.all([this.restart(), this.list.load(0), this.progress()]);
  }

  listen() {
    byId("decide").addEventListener("click", (event) => {
      const button = event.target.closest("[data-action]");
      if (button) this.act(button.dataset.action);
    });
    listenToFrame();
    byId("open-help").addEventListener("click", () => this.act("help"));
    byId("leave").addEventListener("click", () => leave(this.outbox));
    addEventListener("pagehide", () => this.keepDraft());
    document.addEventListener("visibilitychange", () => { this.watch.start(this.current); if (document.hidden) this.keepDraft(); });
    byId("record").addEventListener("focusout", () => this.keepDraft());
  }

  get current() {
    return this.walk.current;
  }

  act(action) {
    const acts = {
      accept: () => this.decide("accept"), reject: () => this.ask("reject"), unsure: () => this.decide("unsure"),
      escalate: () => this.ask("escalate"), edit: () => this.edit(true), undo: () => this.undo(),
      next: () => this.step(1), previous: () => this.step(-1), save: () => this.save(), stop: () => this.stop(),
      search: () => { toggle("list", true); byId("wish-text").focus(); },
      list: () => toggle("list"), info: () => toggle("info"), help: () => byId("help").showModal(),
    };
    if (this.judging && ["accept", "reject", "escalate", "edit"].includes(action)) return false;
    return acts[action]();
  }

  // --- which record ---

  async restart() {
    if (await this.walk.begin(this.list.wish())) this.go(this.walk.at + 1);
  }

  go(at) {
    this.keepDraft();
    this.walk.at = Math.max(0, at);
    this.editing = false;
    const sheet = this.current;
    if (!sheet) {
      this.edits = {};
      if (this.walk.empty) this.view.message(word(this.walk.narrow || !facts.any ? "nothing_here" : "finished"), word("finished_more"));
      else this.view.message(word("loading"), "");
    } else {
      sheet.shown = true;
      this.edits = { ...(sheet.edits || sheet.draft || (sheet.own && sheet.own.edit) || {}) };
      this.view.show(sheet, this.edits, false);
      if (this.judging) byId("record").append(this.judging.begin(sheet));
      byId("record").scrollTo({ top: 0 });
      scrollTo({ top: 0 });
      say(`${word("announce")} ${sheet.id}`);
    }
    showOpinions(sheet);
    this.life.show(sheet ? sheet.id : "");
    this.list.mark(sheet ? sheet.id : "");
    this.buttons();
    this.watch.start(sheet);
    this.walk.provide();
  }

  // Records came, or the end did, while somebody waited for the next one.
  arrived() {
    if (!this.current && (this.walk.empty || this.walk.sheets.length > this.walk.at)) this.go(this.walk.at);
  }

  step(by) {
    if (by < 0 ? this.walk.at > 0 : this.current) this.go(this.walk.at + by);
  }

  async open(id) {
    try {
      const sheet = await get("sheet", { id });
      if (!this.outbox.pending(id).length) this.outbox.versions.set(id, sheet.version);
      this.keepDraft();
      toggle("list", false);
      this.go(this.walk.insert(sheet));
    } catch {
      toast(word("status_offline"));
    }
  }

  // --- deciding ---

  decide(verdict, more) {
    const sheet = this.current;
    if (!sheet) return;
    const edit = verdict === "accept" && Object.keys(this.edits).length ? { ...this.edits } : {};
    const action = {
      key: newKey(), id: sheet.id, version: sheet.version, verdict: Object.keys(edit).length ? "edit" : verdict,
      edit, reasons: [], note: "", seconds: this.watch.seconds, ...more,
    };
    clearTimeout(this.draftTimer);
    this.draftDue = false;
    this.outbox.drop((entry) => entry.path === "draft" && entry.body.id === sheet.id && entry !== this.outbox.current);
    sheet.decided = action;
    sheet.edits = Object.keys(edit).length ? edit : null;
    sheet.draft = null;
    sheet.own = { ...action, by: facts.person, stands: true };
    this.done.push(action);
    this.list.decided(sheet.id, action.verdict);
    this.outbox.put("decide", action);
    this.go(this.walk.at + 1);
  }

  async ask(verdict) {
    const sheet = this.current;
    if (!sheet) return;
    const answer = await this.reasons.ask(verdict);
    if (answer && this.current === sheet) this.decide(verdict, answer);
  }

  save() {
    if (this.judging && this.current) return this.judge();
    if (!this.current || !this.editing) return false;
    if (!Object.keys(this.edits).length) toast(word("nothing_changed"));
    else this.decide("accept");
  }

  judge() {
    if (this.judging.complete) this.decide(facts.mode, this.judging.verdict);
    else toast(word("unfinished"));
  }

  undo() {
    const last = this.done.pop();
    const undo = { key: newKey(), undoes: last ? last.key : "" };
    const sheet = last && this.walk.find(last.id);
    if (sheet) {
      sheet.decided = null;
      sheet.own = null;
      sheet.edits = last.verdict === "edit" ? last.edit : null;
      this.list.decided(sheet.id, "");
      this.go(this.walk.sheets.indexOf(sheet));
    }
    this.outbox.put("undo", undo);
  }

  // --- editing ---

  edit(on) {
    if (!this.current) return;
    this.editing = on;
    this.view.show(this.current, this.edits, on);
    if (on) {
      this.view.focusEditor();
      this.help();
    } else byId("record").focus({ preventScroll: true });
    this.buttons();
  }

  stop() {
    if (document.activeElement && document.activeElement.closest(".list, .info")) {
      toggle("list", false);
      toggle("info", false);
      byId("record").focus({ preventScroll: true });
      return;
    }
    if (!this.editing) return false;
    this.keepDraft();
    this.edit(false);
  }

  // Asks the run's own filters about the edit; an answer to an older text is thrown away.
  async help() {
    const { current } = this;
    const asked = JSON.stringify(this.edits);
    const response = await post("check", { id: current.id, edit: this.edits }).catch(() => null);
    if (!response || !response.ok) return;
    const told = await response.json();
    if (this.editing && this.current === current && JSON.stringify(this.edits) === asked) this.view.showHelp(told);
  }

  edited() {
    clearTimeout(this.helpTimer);
    this.helpTimer = setTimeout(() => { if (this.editing) this.help(); }, HELP_WAIT);
    this.draftDue = true;
    clearTimeout(this.draftTimer);
    this.draftTimer = setTimeout(() => this.keepDraft(), DRAFT_WAIT);
    this.buttons();
  }

  keepDraft() {
    if (!this.draftDue || !this.current) return;
    clearTimeout(this.draftTimer);
    this.draftDue = false;
    this.current.draft = { ...this.edits };
    this.current.edits = null;
    this.outbox.put("draft", { id: this.current.id, edit: { ...this.edits } });
  }

  // --- what the server said ---

  saved(entry, answer) {
    if (entry.path === "draft") return;
    const sheet = this.walk.find(answer.id);
    if (sheet) sheet.version = answer.version;
    if (entry.path === "undo" && !(sheet && sheet === this.current)) this.open(answer.id);
    else if (entry.path === "undo") this.refresh(answer.id);
    clearTimeout(this.progressTimer);
    this.progressTimer = setTimeout(() => this.progress(), 300);
  }

  async refresh(id) {
    const sheet = await get("sheet", { id }).catch(() => null);
    const mine = this.current;
    if (!sheet || !mine || mine.id !== id || mine.decided || this.editing) return;
    Object.assign(mine, sheet);
    showOpinions(mine);
  }

  async conflict(entry, current) {
    const mine = await choose(entry.body, current);
    this.outbox.forget(entry);
    const sheet = this.walk.find(current.id);
    if (sheet) Object.assign(sheet, current, { decided: null, edits: null });
    if (mine) this.outbox.put("decide", { ...entry.body, key: newKey(), version: current.version });
    else this.done = this.done.filter((action) => action.key !== entry.body.key);
    if (sheet && sheet === this.current) this.go(this.walk.at);
  }

  async refused(entry, error) {
    toast(`${word("not_saved")}: ${error}`);
    if (entry.path !== "decide") return;
    this.done = this.done.filter((action) => action.key !== entry.body.key);
    this.list.decided(entry.body.id, "");
    if (Object.keys(entry.body.edit).length) this.outbox.put("draft", { id: entry.body.id, edit: entry.body.edit });
    const sheet = this.walk.find(entry.body.id);
    if (!sheet) return;
    const fresh = await get("sheet", { id: sheet.id }).catch(() => ({}));
    Object.assign(sheet, fresh, { decided: null, own: null, edits: entry.body.edit });
    this.go(this.walk.sheets.indexOf(sheet));
  }

  async progress() {
    const told = await get("progress", {}).catch(() => null); // the status says that there is no line
    if (told) showProgress(told);
  }

  buttons() {
    const sheet = this.current;
    for (const button of document.querySelectorAll("#decide [data-action]")) button.disabled = !sheet && button.dataset.action !== "undo";
    const accept = document.querySelector("#decide .accept span");
    if (accept) accept.textContent = word(Object.keys(this.edits).length ? "accept_edit" : "accept");
    document.querySelector("#decide .edit")?.setAttribute("aria-pressed", String(this.editing));
  }

  status(state, waiting) {
    showState(state, waiting);
    if (state === "saved" && this.walk) this.walk.provide();
  }
}

new Desk();
