// The view as one plain object: what is shown, narrowed and open. It stands in the address, so that a link restores it.

import { classOf, data } from "./data.js";

const VIEWS = ["people", "bodies", "topics", "meetings"];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isThing = (text) => Boolean(classOf(text));
const isPair = (text) => classOf(text) === "pair";
const oneOf = (...allowed) => (text) => allowed.includes(text);

// Each field: what it is by default, and which texts in an address it takes.
const FIELDS = {
  view: { at: "people", takes: oneOf(...VIEWS) },
  as: { at: "graph", takes: oneOf("graph", "table") },
  open: { at: "", takes: isThing },
  from: { at: "", takes: (text) => DAY.test(text) && !Number.isNaN(Date.parse(text)) },
  to: { at: "", takes: (text) => DAY.test(text) && !Number.isNaN(Date.parse(text)) },
  undated: { at: true, takes: oneOf("false"), read: () => false },
  hide: { at: new Set(), takes: (text) => /^[\w-]+:/.test(text), read: readSet },
  topic: { at: "", takes: isThing },
  ministry: { at: "", takes: isThing },
  sure: { at: "", takes: oneOf("certain") },
  around: { at: "", takes: isThing },
  hops: { at: 1, takes: oneOf("1", "2", "3"), read: Number },
  path: { at: "", takes: isPair },
  group: { at: "", takes: (text) => /^(all|-?\d+)$/.test(text) },
  size: { at: "", takes: oneOf("degree", "betweenness", "broker") },
  weight: { at: "count", takes: oneOf("count", "newman") },
  colour: { at: "side", takes: oneOf("side", "community") },
};

// What is hidden is written as a list; a comma inside a name is kept by its own escape.
function readSet(text) {
  return new Set(text.split(",").filter(Boolean).map(unescaped));
}

function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // an address that somebody has cut short
  }
}

const escapedComma = (text) => text.replaceAll("%", "%25").replaceAll(",", "%2C");

function written(name, value) {
  if (name === "hide") return [...value].sort().map(escapedComma).join(",");
  return String(value);
}

const defaults = () => Object.fromEntries(Object.entries(FIELDS).map(([name, { at }]) => [name, at instanceof Set ? new Set() : at]));

// A view from the part of an address behind the #; what it does not take is left at its default.
function readAddress(text) {
  const found = defaults();
  const given = new URLSearchParams(text.replace(/^#/, ""));
  for (const [name, { takes, read = (told) => told }] of Object.entries(FIELDS)) {
    const told = given.get(name);
    if (told && takes(told)) found[name] = read(told);
  }
  return found;
}

// The address of the present view, with some fields changed. Where an empty one means what the page opens with, the whole graph
// is told by its view.
export function addressOf(patch = {}) {
  const given = new URLSearchParams();
  const untouched = defaults();
  for (const name of Object.keys(FIELDS)) {
    const value = name in patch ? patch[name] : state[name];
    if (written(name, value) !== written(name, untouched[name])) given.set(name, written(name, value));
  }
  if (data.start && !String(given)) given.set("view", untouched.view);
  return `#${given}`.replaceAll("%2F", "/").replaceAll("%3A", ":");
}

const addressed = () => readAddress(location.hash.length > 1 ? location.hash : (data.start ?? ""));

export const state = addressed();

const listeners = [];
export const onChange = (listener) => listeners.push(listener);

function take(next) {
  const changed = Object.keys(FIELDS).filter((name) => written(name, next[name]) !== written(name, state[name]));
  Object.assign(state, next);
  if (changed.length) for (const listener of listeners) listener(new Set(changed));
}

// The address that was written last, so that its own event changes nothing again.
let own = location.hash;

function writeAddress(replace) {
  own = addressOf();
  if (own === (location.hash || "#")) return;
  try {
    if (replace) history.replaceState(null, "", own);
    else history.pushState(null, "", own);
  } catch {
    // Inside a frame without an address of its own (a notebook) the history belongs to the page around it.
    location.hash = own;
  }
}

// Change some fields: the address first, then everything that shows them. `replace` leaves no step to go back to.
export function update(patch, { replace = false } = {}) {
  const next = { ...state, ...patch };
  const before = addressOf();
  take(next);
  if (addressOf() !== before) writeAddress(replace);
}

export function toggleHide(key) {
  const hide = new Set(state.hide);
  if (!hide.delete(key)) hide.add(key);
  update({ hide });
}

// All that narrows what is shown, as it was at first; what is looked at stays.
export function reset() {
  const { from, to, undated, hide, topic, ministry, sure, around, hops, path, group } = defaults();
  update({ from, to, undated, hide, topic, ministry, sure, around, hops, path, group });
}

export function startState() {
  const follow = () => {
    if (location.hash === own) return;
    own = location.hash;
    take(addressed());
  };
  window.addEventListener("hashchange", follow);
  window.addEventListener("popstate", follow);
}
