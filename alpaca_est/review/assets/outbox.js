// What is on its way to the server. Every action has a key of its own: sent twice, it counts once.

import { facts } from "./dom.js";

const PREFIX = `outbox/${facts.run}/${facts.person}/`;
const TIRED = [1, 2, 4, 8, 15];

export const newKey = () => crypto.randomUUID();

export class Outbox {
  constructor(told) {
    this.told = told; // {state, saved, conflict, refused}
    this.versions = new Map(); // newest version of each record as the server last said it
    this.waiting = this.stored();
    this.failures = 0;
    this.sending = false;
    this.lost = false; // the browser would not keep a copy
    addEventListener("online", () => { this.failures = 0; this.flush(); });
    addEventListener("beforeunload", (event) => { if (this.busy) event.preventDefault(); });
    this.show();
    this.flush();
  }

  get busy() {
    return this.waiting.length > 0;
  }

  stored() {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).sort();
    return names.map((name) => ({ ...JSON.parse(localStorage.getItem(name)), name }));
  }

  // A draft replaces the one of the same record that has not been sent yet.
  put(path, body) {
    if (path === "draft") this.drop((entry) => entry.path === "draft" && entry.body.id === body.id && entry !== this.current);
    const name = `${PREFIX}${String(Date.now()).padStart(15, "0")}-${String(this.waiting.length).padStart(6, "0")}-${newKey()}`;
    const entry = { path, body, name };
    this.waiting.push(entry);
    try {
      localStorage.setItem(name, JSON.stringify({ path, body }));
      this.lost = false;
    } catch {
      this.lost = true;
    }
    this.show();
    return this.flush();
  }

  drop(chosen) {
    for (const entry of this.waiting.filter(chosen)) localStorage.removeItem(entry.name);
    this.waiting = this.waiting.filter((entry) => !chosen(entry));
  }

  forget(entry) {
    localStorage.removeItem(entry.name);
  }

  pending(id) {
    return this.waiting.filter((entry) => entry.body.id === id);
  }

  async flush() {
    if (this.sending) return;
    this.sending = true;
    clearTimeout(this.timer);
    try {
      while (this.waiting.length && await this.sendFirst());
    } finally {
      this.sending = false;
      this.show();
    }
  }

  async sendFirst() {
    const entry = this.waiting[0];
    this.current = entry;
    const body = { ...entry.body };
    if (entry.path === "decide" && this.versions.has(body.id)) body.version = this.versions.get(body.id);
    let response;
    try {
      response = await post(entry.path, body);
    } catch {
      return this.later("offline");
    }
    if (response.status === 401 || response.status === 403) return this.later("logged_out");
    if (response.status >= 500) return this.later("error");
    const answer = await response.json().catch(() => null);
    if (response.status === 409) this.waiting.shift(); // its copy stays until somebody chose one of the two
    else this.drop((one) => one === entry);
    this.current = null;
    this.failures = 0;
    if (response.ok) {
      if (answer && answer.version) this.versions.set(answer.id, answer.version);
      this.told.saved(entry, answer);
    } else if (response.status === 409) {
      this.versions.set(body.id, answer.current.version);
      this.told.conflict(entry, answer.current);
    } else {
      this.told.refused(entry, (answer && answer.error) || String(response.status));
    }
    this.show();
    return true;
  }

  later(state) {
    this.current = null;
    this.trouble = state;
    const wait = TIRED[Math.min(this.failures, TIRED.length - 1)];
    this.failures += 1;
    this.timer = setTimeout(() => this.flush(), 1000 * wait);
    return false;
  }

  show() {
    if (!this.failures) this.trouble = "";
    const state = this.lost ? "error" : this.trouble || (this.busy ? "saving" : "saved");
    this.told.state(state, this.waiting.filter((entry) => entry.path !== "draft").length);
  }
}

export function post(path, body) {
  return fetch(`/api/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-csrf-token": facts.csrf },
    body: JSON.stringify(body),
    keepalive: JSON.stringify(body).length < 60_000,
  });
}

export async function get(path, query) {
  const response = await fetch(`/api/${path}?${new URLSearchParams(query)}`);
  if (!response.ok) throw Object.assign(new Error(`${response.status}`), { status: response.status });
  return response.json();
}
