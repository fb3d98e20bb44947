// How a text is painted: highlighted places, invisible characters made visible, changes against another text.

import { difference } from "./diff.js";
import { make, word } from "./dom.js";

const UNSEEN = new RegExp("[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5"
  + "\\u180b-\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff9-\\ufffc]", "u");
const NAMES = new Map([
  [0x00, "NUL"], [0x0d, "CR"], [0x85, "NEL"], [0xa0, "NBSP"], [0xad, "SHY"], [0x2007, "FIGSP"], [0x2009, "THINSP"], [0x200b, "ZWSP"], [0x200c, "ZWNJ"],
  [0x200d, "ZWJ"], [0x200e, "LRM"], [0x200f, "RLM"], [0x2028, "LS"], [0x2029, "PS"], [0x202a, "LRE"], [0x202b, "RLE"],
  [0x202c, "PDF"], [0x202d, "LRO"], [0x202e, "RLO"], [0x202f, "NNBSP"], [0x2060, "WJ"], [0x2066, "LRI"], [0x2067, "RLI"],
  [0x2068, "FSI"], [0x2069, "PDI"], [0x3000, "IDSP"], [0xfeff, "BOM"],
]);

const code = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
const MILD = new Set([0xa0, 0x2007, 0x2009, 0x202f]); // spaces that may be meant
const nameOf = (character) => NAMES.get(character.codePointAt(0)) || code(character);

// An emoji's own joiners and selectors are no mistake.
function isUnseen(characters, place) {
  if (!UNSEEN.test(characters[place])) return false;
  const joins = characters[place] === "\u200d" || characters[place] === "\ufe0f";
  return !(joins && place > 0 && /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|[0-9#*]/u.test(characters[place - 1]));
}

// Places are counted in code points, as Python counts them. Marks: {start, end, flag}.
export function painted(text, marks) {
  const characters = Array.from(text);
  const edges = new Set([0, characters.length]);
  for (const mark of marks || []) {
    edges.add(Math.max(0, Math.min(mark.start, characters.length)));
    edges.add(Math.max(0, Math.min(mark.end, characters.length)));
  }
  const places = [...edges].sort((a, b) => a - b);
  const parts = document.createDocumentFragment();
  places.slice(0, -1).forEach((start, number) => {
    const end = places[number + 1];
    const covering = (marks || []).filter((mark) => mark.start <= start && mark.end >= end);
    const piece = shown(characters, start, end);
    if (covering.length) {
      const flags = covering.map((mark) => mark.flag);
      parts.append(make("mark", { data: { flags: flags.join(" ") }, title: covering.map((mark) => mark.title).join("\n") }, piece));
    } else {
      parts.append(piece);
    }
  });
  return parts;
}

function shown(characters, start, end) {
  const parts = document.createDocumentFragment();
  let plain = "";
  for (let place = start; place < end; place += 1) {
    if (isUnseen(characters, place)) {
      parts.append(plain, ghost(characters[place]));
      plain = "";
    } else {
      plain += characters[place];
    }
  }
  parts.append(plain);
  return parts;
}

function ghost(character) {
  const mild = MILD.has(character.codePointAt(0)) ? " mild" : "";
  return make("span", { class: `ghost${mild}`, title: `${code(character)} ${nameOf(character)}`, data: { name: nameOf(character) } }, character);
}

// „NBSP × 2, ZWSP × 1“, or nothing; and whether all of them may be meant.
export function unseenIn(text) {
  const characters = Array.from(text);
  const counts = new Map();
  characters.forEach((character, place) => {
    if (isUnseen(characters, place)) counts.set(nameOf(character), (counts.get(nameOf(character)) || 0) + 1);
  });
  const mild = characters.every((character, place) => !isUnseen(characters, place) || MILD.has(character.codePointAt(0)));
  return { told: [...counts].map(([name, count]) => `${name} × ${count}`).join(", "), mild };
}

export function compared(before, after) {
  if (before === after) return [make("span", { class: "hush" }, word("unchanged"))];
  return difference(before, after).map(([kind, text]) => {
    if (kind === "same") return painted(text);
    return make(kind === "gone" ? "del" : "ins", {}, painted(text));
  });
}

// The paragraphs of a text, each with the place where it begins, in code points.
export function paragraphs(text) {
  const found = [];
  let start = 0;
  for (const part of text.split(/(\n{2,})/)) {
    const length = Array.from(part).length;
    if (!/^\n{2,}$/.test(part)) found.push({ text: part, start, end: start + length });
    start += length;
  }
  return found;
}

// The marks of a text that touch one of its paragraphs, counted from where that begins.
export const within = (marks, paragraph) => marks.filter((mark) => mark.start < paragraph.end && mark.end > paragraph.start)
  .map((mark) => ({ ...mark, start: mark.start - paragraph.start, end: mark.end - paragraph.start }));
