// Elements are made here, and only here: text enters the page as text nodes, never as HTML.

export const byId = (id) => document.getElementById(id);

export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "data") {
      Object.assign(element.dataset, value);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export const facts = JSON.parse(byId("facts").textContent);
export const word = (name) => facts.words[name] || name;

export function toast(text) {
  const place = byId("toast");
  place.textContent = text;
  place.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { place.hidden = true; }, 6000);
}

export function say(text) {
  byId("said").textContent = text;
}

export const shortNumber = (number) => number.toLocaleString(document.documentElement.lang);

// What a filter says, and what it is called, in the page's language; what has no Estonian stays as it is.
const estonian = document.documentElement.lang === "et";
export const saying = (told) => (estonian && told.estonian) || told.reason;
export const stepName = (step) => (estonian && facts.steps && facts.steps[step]) || step;
