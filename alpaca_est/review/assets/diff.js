// The words that differ between two texts of one language.

const TOKENS = /[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu;
const LARGEST = 4_000_000; // cells of the table; beyond that the middle counts as changed as a whole

const tokens = (text) => text.match(TOKENS) || [];

export function difference(before, after) {
  const [old, now] = [tokens(before), tokens(after)];
  let first = 0;
  while (first < old.length && first < now.length && old[first] === now[first]) first += 1;
  let last = 0;
  const room = Math.min(old.length, now.length) - first;
  while (last < room && old[old.length - 1 - last] === now[now.length - 1 - last]) last += 1;
  const parts = [
    ["same", old.slice(0, first)],
    ...middle(old.slice(first, old.length - last), now.slice(first, now.length - last)),
    ["same", old.slice(old.length - last)],
  ];
  return joined(parts.map(([kind, some]) => [kind, some.join("")]));
}

function middle(old, now) {
  if (old.length * now.length > LARGEST) return [["gone", old], ["new", now]];
  const wide = now.length + 1;
  const longest = new Uint32Array((old.length + 1) * wide);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      longest[i * wide + j] = old[i] === now[j]
        ? longest[(i + 1) * wide + j + 1] + 1
        : Math.max(longest[(i + 1) * wide + j], longest[i * wide + j + 1]);
    }
  }
  const parts = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) {
      parts.push(["same", [old[i]]]);
      [i, j] = [i + 1, j + 1];
    } else if (longest[(i + 1) * wide + j] >= longest[i * wide + j + 1]) {
      parts.push(["gone", [old[i]]]);
      i += 1;
    } else {
      parts.push(["new", [now[j]]]);
      j += 1;
    }
  }
  return [...parts, ["gone", old.slice(i)], ["new", now.slice(j)]];
}

function joined(parts) {
  const found = [];
  for (const [kind, text] of bridged(parts)) {
    if (!text) continue;
    const before = found[found.length - 1];
    if (before && before[0] === kind) before[1] += text;
    else found.push([kind, text]);
  }
  return found;
}

// A space between two changed words belongs to the change: „vana hea“ → „uus kehv“ reads better than word by word.
function bridged(parts) {
  const kept = parts.filter(([, text]) => text);
  const found = [];
  let run = null;
  const flush = () => {
    if (run) found.push(["gone", run.gone], ["new", run.now]);
    run = null;
  };
  kept.forEach(([kind, text], place) => {
    const next = kept[place + 1];
    if (kind !== "same") {
      run = run || { gone: "", now: "" };
      if (kind === "gone") run.gone += text;
      else run.now += text;
    } else if (run && next && next[0] !== "same" && /^[^\S\n]+$/.test(text)) {
      run.gone += text;
      run.now += text;
    } else {
      flush();
      found.push([kind, text]);
    }
  });
  flush();
  return found;
}
