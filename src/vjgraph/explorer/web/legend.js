// The legend: what colours, forms and lines mean, with counts; a click hides or shows what it stands for.

import { byId, h, isolated, keepFocus } from "./dom.js";
import { filterOptions, scene } from "./scene.js";
import { onChange, state, toggleHide, update } from "./state.js";
import { sideVariable } from "./theme.js";

// What lines rest on, where a view has more than one sort: the key that hides it, how it is drawn, its name.
const SORTS = {
  bodies: [
    ["meeting", "solid", "meetings"],
    ["agreement", "dotted", "agreements alone"],
  ],
  meetings: [
    ["counterpart", "thick", "counterparts"],
    ["present", "thin", "others present"],
  ],
};
// What the badge of a line counts.
const COUNTED = { people: "meetings", bodies: "meetings and agreements", topics: "statements" };
const WEIGHTS = {
  count: ["Meetings", "Lines are as wide as the number of meetings."],
  newman: ["Shared out", "A summit counts less between any two of its guests: each meeting is shared out among those who met (Newman’s weighting)."],
};

function key(name, glyph, label, count, { pressed = !state.hide.has(name), onclick = () => toggleHide(name) } = {}) {
  return h(
    "button",
    { type: "button", class: "key", "data-key": name, "aria-pressed": String(pressed), onclick },
    glyph,
    isolated(label),
    count === undefined ? "" : h("span", { class: "count" }, String(count)),
  );
}

const group = (name, ...keys) => (keys.flat().filter(Boolean).length ? h("div", { class: "keys", role: "group", "aria-label": name }, keys) : "");
const glyph = (kind) => h("i", { class: `glyph ${kind}` });
const line = (kind) => h("i", { class: `line ${kind}` });

function sides({ sides: found }) {
  const swatch = (id) => (state.colour === "side" ? h("i", { class: "swatch", "--c": sideVariable(id) }) : "");
  return found.map(({ key: name, id, label, count }) => key(name, swatch(id), label, count));
}

function forms({ classes, statuses }) {
  return [
    ...classes.map(({ key: name, id, label, count }) => key(name, glyph(id), label, count)),
    ...statuses.map(({ key: name, label, count }) => key(name, glyph("unheld"), label, count)),
  ];
}

// Certain and possible lines, in a period those of no period, and what they rest on; a badge tells of how many. Each line is
// counted once, as the surest of what it rests on.
function lines() {
  const edges = scene().edges;
  const only = { pressed: state.sure !== "certain", onclick: () => update({ sure: state.sure ? "" : "certain" }) };
  const certain = edges.filter((edge) => edge.certain).length;
  const undated = edges.filter((edge) => edge.undated && !edge.certain && !edge.possible).length;
  const isPeriod = Boolean(state.from || state.to);
  const shown = { pressed: state.undated, onclick: () => update({ undated: !state.undated }) };
  const told = (mark, text, count = "") => h("span", { class: "key told" }, mark, isolated(text), count);
  return [
    told(line(""), "certain", h("span", { class: "count" }, String(certain))),
    key("possible", line("dashed"), "only possible", edges.length - certain - undated, only),
    isPeriod && (scene().undated || !state.undated) ? key("undated", line("undated"), "undated", undated, shown) : "",
    ...(SORTS[state.view] ?? []).map(([sort, look, label]) => key(`edge:${sort}`, line(look), label)),
    COUNTED[state.view] ? told(h("i", { class: "tally" }, "3"), `number of ${COUNTED[state.view]}`) : "",
  ];
}

function choice(name, field, options) {
  const buttons = options.map(([value, label, title]) =>
    h("button", { type: "button", title, "data-key": `${field}:${value}`, "aria-pressed": String(state[field] === value), onclick: () => update({ [field]: value }) }, label),
  );
  return h("div", { class: "choice", role: "group", "aria-label": name }, h("span", { class: "note" }, name), h("span", { class: "switch" }, buttons));
}

function choices() {
  if (state.view === "meetings" || state.view === "topics") return "";
  const weights = Object.entries(WEIGHTS).map(([value, [label, title]]) => [value, label, title]);
  return [
    choice("Colour", "colour", [["side", "Side"], ["community", "Community"]]),
    choice("Width", "weight", weights),
    state.weight === "newman" ? h("p", { class: "note" }, WEIGHTS.newman[1]) : "",
  ];
}

function show() {
  const options = filterOptions();
  const content = [group("Sides", sides(options)), group("Forms", forms(options)), group("Lines", lines()), choices()].flat().filter(Boolean);
  const all = byId("legend").querySelector(".all");
  keepFocus(all, () => all.replaceChildren(...content));
}

// On a phone the legend is folded away until it is asked for.
function unfold({ currentTarget }) {
  const open = byId("legend").classList.toggle("open");
  currentTarget.setAttribute("aria-expanded", String(open));
}

export function startLegend() {
  const button = h("button", { type: "button", class: "fold", "aria-expanded": "false", onclick: unfold }, "Legend");
  byId("legend").replaceChildren(button, h("div", { class: "all" }));
  onChange(show);
  show();
}
