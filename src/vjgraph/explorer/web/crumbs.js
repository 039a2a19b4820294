// What narrows the view now, a chip each that can be taken away; and what to do when nothing is left.

import { data, label, sideLabel } from "./data.js";
import { byId, h, isolated } from "./dom.js";
import { scene } from "./scene.js";
import { spanWords } from "./spans.js";
import { onChange, reset, state, update } from "./state.js";

const CLASSES = { person: "people", body: "bodies", topic: "topics", meeting: "meetings", visit: "visits", event: "other events" };
const EDGES = { meeting: "meetings", agreement: "agreements", counterpart: "counterparts", present: "others present" };
const named = (names, name) => (Object.hasOwn(names, name) ? names[name] : name); // an address may say anything
const MANY = 3; // more of one sort are told as a number

const steps = (hops) => `${hops} ${hops === 1 ? "step" : "steps"}`;

function hiddenName(sort, rest) {
  if (sort === "class") return named(CLASSES, rest);
  if (sort === "side") return rest ? sideLabel.get(rest) ?? label(rest) : "those of no state";
  if (sort === "edge") return named(EDGES, rest);
  return sort === "kind" || sort === "source" ? label(rest) : rest;
}

const SORTS = { source: "sources", side: "sides", kind: "kinds", class: "classes", status: "statuses", edge: "lines" };

// What is filtered away, by sort: a chip each, or one for many.
function hidden() {
  const sorts = new Map();
  for (const key of state.hide) {
    const [sort] = key.split(":", 1);
    sorts.set(sort, [...(sorts.get(sort) ?? []), key]);
  }
  const without = (keys) => ({ hide: new Set([...state.hide].filter((key) => !keys.includes(key))) });
  return [...sorts].flatMap(([sort, keys]) => {
    if (keys.length > MANY) return [{ text: `without ${keys.length} ${named(SORTS, sort)}`, patch: without(keys), filter: true }];
    return keys.map((key) => ({
      text: `without ${hiddenName(sort, key.slice(sort.length + 1))}`,
      patch: without([key]),
      filter: true,
    }));
  });
}

// Everything that narrows the view: words, the change that takes it away, and whether the filters hold it.
export function narrowings() {
  const found = [];
  const add = (text, patch, filter = false) => found.push({ text, patch, filter });
  if (state.from || state.to) add(spanWords(state.from, state.to, { short: true }), { from: "", to: "" });
  if (!state.undated) add("without undated", { undated: true });
  if (state.around) add(`around ${label(state.around)}, ${steps(state.hops)}`, { around: "" });
  if (state.path) add(`path ${state.path.split("~").map(label).join(" → ")}`, { path: "" });
  if (state.topic) add(`topic: ${label(state.topic)}`, { topic: "" }, true);
  if (state.ministry) add(`body: ${label(state.ministry)}`, { ministry: "" }, true);
  if (state.sure) add("only certain", { sure: "" }, true);
  if (state.group !== "") add(groupName(state.group), { group: "" });
  return [...found, ...hidden()];
}

function groupName(group) {
  if (group === "all") return "everybody shown";
  const band = data.projections[state.view].bands.find(({ community }) => String(community) === String(group));
  return band?.label ? `group ${band.label}` : "one group";
}

function chip({ text, patch }) {
  const remove = h("button", { type: "button", "aria-label": `Remove: ${text}`, onclick: () => (update(patch), focusNext()) }, "×");
  return h("li", { class: "crumb" }, isolated(text), remove);
}

// The chip that had the keyboard is gone: the next has it, or the filters' button.
function focusNext() {
  (byId("crumbs").querySelector("button") ?? byId("filters-button")).focus();
}

function resetButton(text) {
  return h("button", { type: "button", class: "plain", onclick: () => (reset(), byId("filters-button").focus()) }, text);
}

function show() {
  const found = narrowings();
  byId("crumbs").hidden = !found.length;
  byId("crumbs").replaceChildren(
    h("ul", { "aria-label": "Narrowed to" }, found.map(chip)),
    found.length > 1 ? resetButton("Reset all") : "",
  );
  showEmpty(found);
}

function showEmpty(found) {
  const none = scene().nodes.length === 0;
  byId("empty").hidden = !none;
  if (!none) return byId("empty").replaceChildren();
  const why = found.length
    ? `Nothing is left with ${found.map(({ text }) => `“${text}”`).join(", ")}.`
    : "This view has nothing to show: the sources tell of none.";
  byId("empty").replaceChildren(h("h2", {}, "Nothing to show"), h("p", {}, why), found.length ? resetButton("Reset all") : "");
}

export function startCrumbs() {
  onChange(show);
  show();
}
