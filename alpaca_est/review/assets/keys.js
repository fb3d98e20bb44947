// Keys for everything. None of them does anything while somebody types, composes or holds a modifier.

import { byId, facts, make, word } from "./dom.js";

const deciding = facts.mode === "decide";
const ORIGINAL = {
  ...(deciding ? { accept: "1", reject: "2", unsure: "3", escalate: "4", edit: "e" } : { unsure: "s" }), undo: "u",
  next: "j", previous: "k", search: "/", list: "l", info: "i", help: "?",
};
const NEVER = new Set(["Backspace", "Delete", "Enter", "Escape", "Tab", " ", "Shift", "Control", "Alt", "Meta", "AltGraph", "Dead"]);
const STORED = `alpaca-est/keys/${facts.mode}`;

const typing = (target) => target.closest && target.closest("input, textarea, select, [contenteditable]");

export class Keys {
  constructor(act, judged) {
    this.act = act;
    this.judged = judged; // whether a key was a mark or a place
    const kept = JSON.parse(localStorage.getItem(STORED) || "{}");
    this.on = kept.on !== false;
    this.map = { ...ORIGINAL, ...(kept.map || {}) };
    document.addEventListener("keydown", (event) => this.pressed(event));
    byId("keys-on").checked = this.on;
    byId("keys-on").addEventListener("change", (event) => { this.on = event.target.checked; this.keep(); });
    byId("keys-reset").addEventListener("click", () => { this.map = { ...ORIGINAL }; this.keep(); });
    this.show();
  }

  pressed(event) {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    const control = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (control && event.key === "Enter") return this.go("save", event);
    if (event.key === "Escape") return this.go("stop", event);
    if (typing(event.target)) return;
    if (control && event.key.toLowerCase() === "z") return this.go("undo", event);
    if (event.ctrlKey || event.metaKey || event.altKey || !this.on || event.repeat) return;
    if (this.judged(event.key)) {
      event.preventDefault();
      return;
    }
    const action = Object.keys(this.map).find((name) => this.map[name] === event.key.toLowerCase());
    if (action) this.go(action, event);
  }

  go(action, event) {
    if (this.act(action) !== false) event.preventDefault();
  }

  keep() {
    localStorage.setItem(STORED, JSON.stringify({ on: this.on, map: this.map }));
    this.show();
  }

  show() {
    for (const button of document.querySelectorAll("[data-action]")) {
      const key = button.dataset.action === "save" ? "Ctrl ↵" : (this.map[button.dataset.action] || "").toUpperCase();
      button.querySelector("kbd").textContent = this.on ? key : "";
    }
    byId("keys").replaceChildren(...Object.entries(this.map).map(([name, key]) => this.row(name, key)));
  }

  row(name, key) {
    const button = make("button", { type: "button", class: "key" }, make("kbd", {}, key.toUpperCase()));
    button.addEventListener("click", () => this.choose(name, button));
    button.setAttribute("aria-label", `${word(`key_${name}`)}: ${key}`);
    return make("div", {}, make("span", {}, word(`key_${name}`)), button);
  }

  choose(name, button) {
    const text = button.firstChild;
    text.textContent = word("keys_press");
    const chosen = (event) => {
      event.preventDefault();
      event.stopPropagation();
      const key = event.key.toLowerCase();
      const taken = Object.keys(this.map).some((other) => other !== name && this.map[other] === key);
      byId("keys-wrong").textContent = taken ? word("keys_taken") : "";
      if (!taken && !NEVER.has(event.key) && key.length === 1) this.map[name] = key;
      button.removeEventListener("keydown", chosen);
      this.keep();
      byId("keys").children[Object.keys(this.map).indexOf(name)].lastChild.focus();
    };
    button.addEventListener("keydown", chosen);
  }
}
