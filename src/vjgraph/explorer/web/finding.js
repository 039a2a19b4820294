// What a text can mean: everything it is a name of, best first, and what is nearest where it is none.

import { isA, subjects, value } from "./data.js";
import { fold } from "./fold.js";
import { officesOf } from "./office-facts.js";
import { byLikeness, byName, byWords, entries } from "./ranking.js";

const ORDER = ["person", "body", "office", "agreement", "meeting", "visit", "event", "topic", "place"];
const FEW = 4; // fewer than so many are filled up with what is nearly written so

const steadily = (one, other) =>
  ORDER.indexOf(one.cls) - ORDER.indexOf(other.cls) ||
  one.label.length - other.label.length ||
  (one.label < other.label || (one.label === other.label && one.id < other.id) ? -1 : 1);

let places = null;

// Where each stands among those that answer equally well: people first, then short names.
function placeOf(id) {
  places ??= new Map(entries().map(({ entry }) => entry).sort(steadily).map((entry, place) => [entry.id, place]));
  return places.get(id);
}

// What a text can mean, best first: {id, cls, label, score, form}. `form` is the recorded form it was found by where that is
// not the label, a score below 1 a whole name, and `near` says that it is written a little otherwise. `cls` names the classes.
export function find(text, { cls } = {}) {
  if (!fold(text)) return [];
  const best = new Map();
  for (const one of byName(text, cls)) if (!(best.get(one.id)?.score <= one.score)) best.set(one.id, one);
  const found = [...best.values(), ...byWords(text, cls, best)];
  if (found.length < FEW) found.push(...byLikeness(text, cls).filter(({ id }) => !found.some((one) => one.id === id)));
  return found.sort((one, other) => one.score - other.score || placeOf(one.id) - placeOf(other.id));
}

const pairs = (folded) => new Set(Array.from({ length: Math.max(folded.length - 1, 1) }, (_, at) => folded.slice(at, at + 2)));

// What has the name most like a text in which nothing was found; likeness only proposes.
export function nearest(text, { cls } = {}) {
  const plain = find(fold(text), { cls })[0];
  if (plain) return plain;
  const wanted = pairs(fold(text));
  let best = null;
  for (const { entry } of entries()) {
    if (cls && !cls.includes(entry.cls)) continue;
    for (const [key] of entry.keys) {
      const own = pairs(key);
      const common = [...wanted].filter((pair) => own.has(pair)).length;
      const like = (2 * common) / (own.size + wanted.size);
      if (like > 0.4 && !(best?.like >= like)) best = { id: entry.id, cls: entry.cls, label: entry.label, like };
    }
  }
  return best;
}

// Who is told to hold an office, be it acting, and who only to have held it.
export function holders(office) {
  const attested = subjects("vj:office", office).filter((one) => isA(one, "Attestation"));
  const people = [...new Set(attested.map((one) => value(one, "vj:person")))].map((id) => {
    const { former, acting } = officesOf(id).find((held) => held.office === office);
    return { id, former, acting };
  });
  return people.sort((one, other) => one.former - other.former);
}

// What opens for a suggestion: for an office that one person holds, that person.
export function meant(id) {
  const held = holders(id);
  return held.length === 1 ? held[0].id : id;
}
