// Questions that stop the work for a moment: reasons, two decisions on one record, help.

import { byId, facts, make, word } from "./dom.js";
import { compared, painted } from "./texts.js";

const LETTERS = "1234567890q";

// A closed dialog keeps the focus until the next frame; a key pressed before it would be lost.
function shut(dialog) {
  dialog.close();
  byId("record").focus({ preventScroll: true });
}

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) shut(dialog); });
}

// Asks why; resolves with {reasons, note}, or null. Enter alone sends nothing.
export class Reasons {
  constructor() {
    this.dialog = byId("reasons");
    this.dialog.addEventListener("keydown", (event) => this.pressed(event));
    this.dialog.addEventListener("close", () => this.end(null));
    this.dialog.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    byId("reasons-save").addEventListener("click", () => this.save());
    byId("choices").replaceChildren(...facts.reasons.map((reason, number) => make("label", { class: "choice" },
      make("input", { type: "checkbox", value: reason }), make("kbd", {}, LETTERS[number].toUpperCase()), make("span", {}, word(`reason_${reason}`)))));
    this.boxes = [...byId("choices").querySelectorAll("input")];
  }

  ask(verdict) {
    this.verdict = verdict;
    const rejecting = verdict === "reject";
    byId("reasons-title").textContent = word(rejecting ? "reject_title" : "escalate_title");
    byId("reasons-hint").hidden = !rejecting;
    byId("choices").hidden = !rejecting;
    byId("reasons-save").firstElementChild.textContent = word(verdict);
    byId("reasons-wrong").textContent = "";
    byId("note").value = "";
    for (const box of this.boxes) box.checked = false;
    this.dialog.showModal();
    (rejecting ? this.boxes[0] : byId("note")).focus();
    return new Promise((resolve) => { this.resolve = resolve; });
  }

  pressed(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.save();
    } else if (event.key === "Enter" && event.target.tagName === "INPUT") {
      event.preventDefault();
    } else if (event.target.id !== "note" && !event.ctrlKey && !event.metaKey && !event.altKey && this.verdict === "reject") {
      const box = this.boxes[LETTERS.indexOf(event.key.toLowerCase())];
      if (event.key.length !== 1 || !box) return;
      event.preventDefault();
      box.checked = !box.checked;
      box.focus();
    }
  }

  save() {
    const reasons = this.boxes.filter((box) => box.checked).map((box) => box.value);
    const note = byId("note").value;
    const wrong = this.verdict === "reject" && !reasons.length ? "need_reason" : reasons.includes("other") && !note.trim() ? "need_note" : "";
    byId("reasons-wrong").textContent = wrong ? word(wrong) : "";
    if (wrong) return;
    this.end({ reasons, note });
    shut(this.dialog);
  }

  end(answer) {
    const resolve = this.resolve;
    this.resolve = null;
    if (resolve) resolve(answer);
  }
}

// Shows both decisions on one record; resolves with true to keep one's own.
export function choose(action, current) {
  const dialog = byId("conflict");
  byId("conflict-which").replaceChildren(make("b", {}, current.id), " ", painted(current.texts.instruction.slice(0, 120)));
  byId("conflict-mine").replaceChildren(...side(action, current));
  const saved = current.own || [...current.opinions].reverse().find((one) => one.stands);
  byId("conflict-theirs").replaceChildren(...side(saved || { verdict: "undo", edit: {}, reasons: [], note: "" }, current));
  dialog.showModal();
  byId("keep-theirs").focus();
  return new Promise((resolve) => {
    const done = (mine) => () => { shut(dialog); resolve(mine); };
    byId("keep-mine").onclick = done(true);
    byId("keep-theirs").onclick = done(false);
    dialog.oncancel = (event) => event.preventDefault();
  });
}

function side(decision, sheet) {
  return [
    make("p", {}, make("span", { class: `verdict ${decision.verdict}` }, word(`done_${decision.verdict}`)), decision.by ? ` ${decision.by}` : ""),
    decision.reasons.length ? make("p", {}, decision.reasons.map((reason) => word(`reason_${reason}`)).join(", ")) : "",
    decision.note ? make("p", { class: "note" }, painted(decision.note)) : "",
    ...Object.entries(decision.edit).map(([field, text]) => make("div", { class: "text small" }, compared(sheet.texts[field], text))),
  ].filter(Boolean);
}
