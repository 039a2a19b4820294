// The filters: what a view is narrowed by, as real inputs with how much each would leave.

import { label, sourceOf, values } from "./data.js";
import { byId, h, isolated, keepFocus } from "./dom.js";
import { startDrawer } from "./menus.js";
import { filterOptions } from "./scene.js";
import { onChange, reset, state, toggleHide, update } from "./state.js";
import { sideVariable } from "./theme.js";

const MANY = 12; // values of a filter that are shown at once
const unfolded = new Set(); // groups of which all are shown

// What shows the state: each control tells how it is to be brought up to date when anything changes.
let controls = [];
const follow = (show) => {
  controls.push(show);
  return show;
};

// --- Things to hide: a check box each ------------------------------------------------------------------------------

// A check box that is on while its things are shown, with a shortcut that leaves only them.
function check(group, { key, label: text, count }, { mark = "", beside = "" } = {}) {
  const input = h("input", { type: "checkbox", "data-key": key, onchange: () => toggleHide(key) });
  const number = h("span", { class: "count" }, String(count));
  const only = h("button", { type: "button", class: "only", "data-key": `only ${key}`, "aria-label": `Only ${text}`, onclick: () => leaveOnly(group, key) }, "only");
  const item = h("li", {}, h("label", {}, input, mark, h("span", { class: "of" }, isolated(text), beside), number), only);
  follow((options) => {
    input.checked = !state.hide.has(key);
    const now = options.counts.get(key) ?? 0;
    number.textContent = String(now);
    item.classList.toggle("none", !now);
  });
  return item;
}

function leaveOnly(group, key) {
  const keys = filterOptions()[group].map((option) => option.key);
  const others = [...state.hide].filter((hidden) => !keys.includes(hidden));
  update({ hide: new Set([...others, ...keys.filter((one) => one !== key)]) });
}

function showAllOf(group) {
  const keys = filterOptions()[group].map((option) => option.key);
  update({ hide: new Set([...state.hide].filter((hidden) => !keys.includes(hidden))) });
  // The button is gone with what it did: the keyboard goes on with what it brought back.
  byId("filters").querySelector(`[data-group="${group}"] input`)?.focus({ preventScroll: true });
}

function checks(legend, group, options, decorate = () => ({})) {
  if (options[group].length < 2) return "";
  const again = h("button", { type: "button", class: "all-of", "aria-label": `${legend}: show all`, onclick: () => showAllOf(group) }, "show all");
  const all = h("li", {}, again);
  follow((now) => (all.hidden = !now[group].some(({ key }) => state.hide.has(key))));
  const rows = options[group].map((option) => check(group, option, decorate(option)));
  const more = rows.length > MANY + 3 ? rows.splice(MANY) : [];
  const keep = ({ currentTarget }) => (currentTarget.open ? unfolded.add(group) : unfolded.delete(group));
  const told = [h("summary", {}, `${more.length} more`), h("ul", {}, more)];
  const rest = more.length ? h("details", { class: "rest", open: unfolded.has(group), ontoggle: keep }, told) : "";
  return h("fieldset", { "data-group": group }, h("legend", {}, legend), h("ul", {}, rows, all), rest);
}

function sourceBeside({ id }) {
  const { publisher, issued } = sourceOf(id);
  const told = [publisher, issued].filter(Boolean).join(", ");
  return { beside: told ? h("small", {}, isolated(told)) : "" };
}

// --- One of many ---------------------------------------------------------------------------------------------------

// A radio button of a field of the state.
function radio(field, value, text, countOf = null) {
  const input = h("input", { type: "radio", name: field, value, "data-key": `${field}:${value}`, onchange: () => update({ [field]: value }) });
  const number = h("span", { class: "count" });
  follow((options) => {
    input.checked = state[field] === value;
    if (countOf) number.textContent = String(countOf(options));
  });
  return h("label", {}, input, h("span", { class: "of" }, isolated(text)), number);
}

function certainty() {
  const all = (options) => options.all;
  return h(
    "fieldset",
    { "data-group": "sure" },
    h("legend", {}, "Certainty"),
    h("ul", {}, h("li", {}, radio("sure", "", "All", all)), h("li", {}, radio("sure", "certain", "Only certain", ({ certain }) => certain))),
  );
}

// Bodies by state, each above its parts.
function bodies({ ministries }) {
  if (!ministries.length) return "";
  const named = (text, count, level = 0) => `${"\u2003".repeat(level)}${text} (${count})`;
  const options = ministries.map(({ id, label: text, count, level }) => h("option", { value: id }, named(text, count, level)));
  const choose = () => update({ ministry: select.value });
  const select = h("select", { id: "filter-body", "data-key": "ministry", onchange: choose }, h("option", { value: "" }, "All"), options);
  follow((now) => {
    now.ministries.forEach(({ label: text, count, level }, at) => (options[at].textContent = named(text, count, level)));
    select.value = state.ministry;
  });
  return h(
    "fieldset",
    { "data-group": "ministry" },
    h("legend", {}, h("label", { for: "filter-body" }, "Ministry or body")),
    select,
    h("p", { class: "note" }, "Those who act for it or for a part of it."),
  );
}

// Topics as a tree; a branch opens by its arrow, and to the topic that is chosen.
function topics({ topics: found }) {
  if (!found.length) return "";
  const known = new Set(found.map(({ id }) => id));
  const parents = (id) => values(id, "skos:broader").filter((one) => known.has(one));
  // A topic under several stands under the first, so that there is one to choose.
  const children = (id) => found.filter((topic) => parents(topic.id)[0] === id);
  const countOf = (id) => (options) => options.counts.get(id) ?? 0;
  const branch = ({ id, label: text }) => {
    const lower = children(id);
    const list = lower.length ? h("ul", { hidden: !opened.has(id), "data-topic": id }, lower.map(branch)) : "";
    return h("li", {}, lower.length ? opener(text, list) : h("span", { class: "twig" }), radio("topic", id, text, countOf(id)), list);
  };
  const roots = found.filter(({ id }) => !parents(id).length);
  const tree = h("ul", { class: "tree" }, h("li", {}, h("span", { class: "twig" }), radio("topic", "", "All topics")), roots.map(branch));
  follow(() => {
    const input = [...tree.querySelectorAll("input")].find((one) => one.checked);
    for (let list = input?.closest("ul"); list && list !== tree; list = list.parentElement.closest("ul")) setOpen(list, true);
  });
  const note = h("p", { class: "note" }, "A topic takes its narrower ones along.");
  return h("fieldset", { "data-group": "topic" }, h("legend", {}, "Topic"), tree, note);
}

function opener(text, list) {
  const button = h("button", { type: "button", class: "opener", "aria-expanded": String(!list.hidden), "aria-label": `Narrower topics of ${text}` });
  button.addEventListener("click", () => setOpen(list, list.hidden));
  return button;
}

const opened = new Set(); // topics whose narrower ones are shown

function setOpen(list, open) {
  list.hidden = !open;
  if (open) opened.add(list.dataset.topic);
  else opened.delete(list.dataset.topic);
  list.parentElement.querySelector(":scope > .opener")?.setAttribute("aria-expanded", String(open));
}

// --- The drawer ----------------------------------------------------------------------------------------------------

// What can be chosen, and what is chosen though nothing has it now.
function offered() {
  const found = filterOptions();
  const chosen = (id, list) => (id && !list.some((one) => one.id === id) ? [{ id, label: label(id), count: 0 }, ...list] : list);
  const { classes, sides, kinds, acts, sources, certain, all } = found;
  const [topic, ministry] = [chosen(state.topic, found.topics), chosen(state.ministry, found.ministries)];
  const counts = new Map([classes, sides, kinds, acts, sources, topic].flatMap((group) => group.map(({ key, id, count }) => [key ?? id, count])));
  return { classes, sides, kinds, acts, sources, certain, all, topics: topic, ministries: ministry, counts };
}

const GROUPS = ["sides", "classes", "topics", "ministries", "kinds", "acts", "sources"];
const names = (options) => GROUPS.flatMap((group) => options[group].map(({ id }) => id)).join("\n");
let filled = "";

function fill(body) {
  controls = [];
  const options = offered();
  filled = names(options);
  const mark = ({ id }) => ({ mark: h("i", { class: `glyph ${id}` }) });
  const colour = ({ id }) => ({ mark: h("i", { class: "swatch", "--c": sideVariable(id) }) });
  const clear = h("button", { type: "button", class: "plain", "data-key": "reset", onclick: reset }, "Reset all");
  body.replaceChildren(
    ...[
      checks("Side", "sides", options, colour),
      checks("Show", "classes", options, mark),
      topics(options),
      bodies(options),
      checks("Kind of meeting", "kinds", options),
      checks("What was said", "acts", options),
      certainty(options),
      checks("Source", "sources", options, sourceBeside),
      h("p", { class: "foot" }, clear),
    ].filter(Boolean),
  );
  for (const one of controls) one(options);
}

// What can be chosen may change: then the drawer is filled anew, and stays where it was, as does the keyboard.
function show() {
  const options = offered();
  if (names(options) === filled) return controls.forEach((one) => one(options));
  const body = byId("filters").querySelector(".drawer-body");
  const { scrollTop } = byId("filters");
  keepFocus(body, () => fill(body));
  byId("filters").scrollTop = scrollTop;
  return undefined;
}

export function startFilters() {
  startDrawer(byId("filters-button"), byId("filters"), { title: "Filters", fill });
  onChange(() => (byId("filters").hidden ? null : show()));
}
