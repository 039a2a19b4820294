// What is worked out from the state is kept until a field that it depends on changes.

import { state } from "./state.js";

const ofNodes = (key) => key.startsWith("class:") || key.startsWith("side:");

// What is hidden is two fields in one: keys that hide nodes, and keys that leave items out.
const PARTS = {
  "hide nodes": () => [...state.hide].filter(ofNodes).sort().join("\n"),
  "hide items": () => [...state.hide].filter((key) => !ofNodes(key)).sort().join("\n"),
};

export const ITEM_FIELDS = ["from", "to", "undated", "hide items", "topic", "ministry", "sure"];
export const FILTER_FIELDS = [...ITEM_FIELDS, "hide nodes"];

// A function without arguments that does its work anew only when one of the fields has another value.
export function remembered(fields, make) {
  let [key, kept] = [null, null];
  return () => {
    const now = fields.map((name) => (name in PARTS ? PARTS[name]() : String(state[name]))).join("\0");
    if (key !== now) [kept, key] = [make(), now];
    return kept;
  };
}

// A function of one argument whose answers are kept as long as these fields stay the same.
export function rememberedBy(fields, make) {
  const answers = remembered(fields, () => new Map());
  return (asked) => {
    const kept = answers();
    if (!kept.has(asked)) kept.set(asked, make(asked));
    return kept.get(asked);
  };
}
