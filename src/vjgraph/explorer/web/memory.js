// What is worked out from the state is kept until a field that it depends on changes.

import { state } from "./state.js";

const written = (value) => (value instanceof Set ? [...value].sort().join("\n") : String(value));

// A function without arguments that does its work anew only when one of the fields has another value.
export function remembered(fields, make) {
  let [key, kept] = [null, null];
  return () => {
    const now = fields.map((name) => written(state[name])).join("\0");
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

export const ITEM_FIELDS = ["from", "to", "undated", "hide", "topic", "ministry", "sure"];
