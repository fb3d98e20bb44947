// The frame around a record: drawers, settings, the state of saving, and how long a record was looked at.

import { byId, toast, word } from "./dom.js";
import { post } from "./outbox.js";

export function toggle(place, wanted) {
  const open = wanted === undefined ? !document.body.classList.contains(`show-${place}`) : wanted;
  document.body.classList.toggle(`show-${place}`, open);
  byId(`open-${place}`).setAttribute("aria-expanded", String(open));
  if (open) document.body.classList.remove(place === "list" ? "show-info" : "show-list");
}

export function showState(state, waiting) {
  byId("status").dataset.state = state;
  const text = state === "logged_out" ? word("logged_out") : word(`status_${state}`);
  byId("status-text").textContent = waiting > 1 || (waiting && state !== "saving") ? `${text} · ${waiting} ${word("waiting")}` : text;
}

function prefer(name, value) {
  document.cookie = `${name}=${value === "auto" ? "" : value}; path=/; max-age=31536000; samesite=strict`;
  location.reload();
}

export function listenToFrame() {
  for (const place of ["list", "info"]) byId(`open-${place}`).addEventListener("click", () => toggle(place));
  for (const name of ["lang", "theme"]) byId(name).addEventListener("change", (event) => prefer(name, event.target.value));
}

// Nobody logs out while something is unsaved.
export async function leave(outbox) {
  if (outbox.busy) return toast(word("stay"));
  await post("leave", {});
  return location.reload();
}

// Counts the seconds a record is in view; hidden windows do not count.
export class Watch {
  start(sheet) {
    this.stop();
    if (this.sheet !== sheet) Object.assign(this, { sheet, spent: 0 });
    this.since = document.hidden ? null : performance.now();
  }

  stop() {
    if (this.since) this.spent += performance.now() - this.since;
    this.since = null;
  }

  get seconds() {
    const running = this.since ? performance.now() - this.since : 0;
    return Math.round((this.spent + running) / 100) / 10;
  }
}
