// The measures: who has most contacts, stands between others and links the sides, of what is shown now.

import { data, instances, label, sideLabel } from "./data.js";
import { h, byId, isolated, keepFocus } from "./dom.js";
import { startDrawer } from "./menus.js";
import { describeView, measures } from "./scene.js";
import { onChange, state, update } from "./state.js";
import { communityColour, sideVariable } from "./theme.js";

const MEASURES = {
  degree: {
    name: "Contacts",
    term: "degree",
    means: "How many different people somebody met, among bodies how many bodies. Who has many is well connected, however often they met.",
    size: "degree",
  },
  meetings: { name: "Meetings", term: "meetings", means: "At how many meetings somebody met others. Who has many is often at the table." },
  newman: {
    name: "Shared out",
    term: "strength by Newman’s weighting",
    means: "Meetings, each shared out among those who met: a summit counts less between any two of its guests than talks of two do.",
  },
  betweenness: {
    name: "Between",
    term: "betweenness",
    means: "On how many of the shortest ways between two others somebody stands, as a share of all. Who has much is a way through which others reach each other.",
    size: "betweenness",
    share: true,
  },
  broker: {
    name: "Brokers",
    term: "brokerage between the sides",
    means: "On how many of the shortest ways between two of different sides somebody stands. Who has much links the sides: without them the sides would be further apart.",
    size: "broker",
    share: true,
  },
};
const TOP = 10;
let chosen = "degree";

function told(id, value) {
  if (id === "newman") return value.toFixed(1);
  if (!MEASURES[id].share) return String(value);
  return value < 0.001 ? "< 0.1%" : `${(100 * value).toFixed(1)}%`;
}

function tabs() {
  const names = [...Object.entries(MEASURES).map(([id, { name }]) => [id, name]), ["communities", "Communities"]];
  return h(
    "div",
    { class: "tabs", role: "group", "aria-label": "Measure" },
    names.map(([id, name]) =>
      h("button", { type: "button", "data-measure": id, "aria-pressed": String(id === chosen), onclick: () => choose(id) }, name),
    ),
  );
}

function choose(id) {
  chosen = id;
  fill(byId("measures").querySelector(".drawer-body"));
  byId("measures").querySelector(`[data-measure="${id}"]`).focus();
}

function explained(id) {
  const { means, term, size } = MEASURES[id];
  const sized = size && state.size === size;
  const button = h(
    "button",
    { type: "button", class: "plain", "aria-pressed": String(Boolean(sized)), onclick: () => update({ size: sized ? "" : size }) },
    sized ? "Sized by this" : "Size by this",
  );
  return [h("p", {}, means), h("p", { class: "note" }, `Known in network analysis as ${term}.`), size ? button : ""];
}

// Who is shown by id, though a large graph shows groups.
function shownNodes() {
  const values = measures();
  return new Map(data.projections[state.view].nodes.filter(({ id }) => values.has(id)).map((node) => [node.id, node]));
}

// The ten highest, a bar each; a click opens who it is.
function ranking(id) {
  const nodes = shownNodes();
  const found = [...measures()].filter(([one, values]) => nodes.has(one) && values[id] > 0);
  const isLeftOut = [...measures().values()].some((values) => values[id] === undefined);
  if (isLeftOut) return h("p", { class: "note" }, "Too many are shown to count the ways between them: narrow the view.");
  found.sort(([one, a], [other, b]) => b[id] - a[id] || (label(one) < label(other) ? -1 : 1));
  if (!found.length) return h("p", { class: "note" }, "Nobody has any in what is shown now.");
  const most = found[0][1][id];
  const rows = found.slice(0, TOP).map(([one, values]) => {
    const node = nodes.get(one);
    const bar = h("i", { class: "bar", "aria-hidden": "true", "--c": sideVariable(node.side), "--part": values[id] / most });
    const rank = 1 + found.findIndex(([, other]) => other[id] === values[id]);
    const cells = [h("td", { class: "rank" }, String(rank)), h("th", { scope: "row" }, opener(node), bar), h("td", { class: "value" }, told(id, values[id]))];
    return h("tr", {}, cells);
  });
  const head = h("tr", { class: "unseen" }, h("th", {}, "Rank"), h("th", {}, "Name"), h("th", {}, MEASURES[id].name));
  const more = found.length > TOP ? h("p", { class: "note" }, `and ${found.length - TOP} more`) : "";
  return [h("table", { class: "ranking" }, h("thead", {}, head), h("tbody", {}, rows)), more];
}

// The communities of what is shown, by size; who met nobody is in none.
function communities() {
  const values = measures();
  const found = new Map();
  for (const node of shownNodes().values()) {
    if (values.get(node.id).degree) found.set(node.community, [...(found.get(node.community) ?? []), node]);
  }
  const sorted = [...found].sort(([, one], [, other]) => other.length - one.length);
  const coloured = state.colour === "community";
  return [
    h("p", {}, "Groups whose members met each other more than they met others."),
    h("p", { class: "note" }, "They are found in all that the sources tell, whatever the filters."),
    h(
      "button",
      { type: "button", class: "plain", "aria-pressed": String(coloured), onclick: () => update({ colour: coloured ? "side" : "community" }) },
      coloured ? "Coloured by community" : "Colour by community",
    ),
    h("ol", { class: "communities" }, sorted.slice(0, TOP).map(([number, members]) => community(number, members, values))),
  ];
}

function community(number, members, values) {
  const rank = (node) => values.get(node.id).degree;
  const leading = [...members].sort((one, other) => rank(other) - rank(one)).slice(0, 3);
  const sides = new Set(members.map((node) => sideLabel.get(node.side)).filter(Boolean));
  const { label: called } = data.projections[state.view].bands.find((band) => band.community === number) ?? { label: "" };
  const more = members.length - leading.length;
  const names = [...leading.map(opener), more ? `and ${more} more` : ""].filter(Boolean).map((name) => h("div", {}, name));
  const colour = state.colour === "community" ? h("i", { class: "swatch", "--c": communityColour(number) }) : "";
  const told = [`${members.length} ${state.view}`, [...sides].join(", ")].filter(Boolean).join(", of ");
  const only = h("button", { type: "button", class: "only", onclick: () => update({ group: String(number) }) }, "show only these");
  return h("li", {}, h("p", {}, colour, h("b", {}, called)), names, h("p", { class: "note" }, told, only));
}

const opener = ({ id, label: name }) => h("button", { type: "button", class: "link", onclick: () => update({ open: id }) }, isolated(name));

function fill(body) {
  const fits = state.view === "people" || state.view === "bodies";
  const content = fits
    ? [tabs(), ...(chosen === "communities" ? communities() : [...explained(chosen), ranking(chosen)].flat())]
    : [h("p", {}, "Measures are of people or bodies that met."), h("button", { type: "button", class: "plain", onclick: () => update({ view: "people" }) }, "Show people")];
  const told = instances("Source").length;
  const of = `Of what is shown now: ${describeView()}. ${told} ${told === 1 ? "source tells" : "sources tell"} of it, and of nothing else.`;
  body.replaceChildren(h("p", { class: "note of" }, of), ...content.filter(Boolean));
}

export function startMeasures() {
  startDrawer(byId("measures-button"), byId("measures"), { title: "Measures", fill });
  onChange(() => (byId("measures").hidden ? null : refill()));
}

// Written anew, with the keyboard on the same control.
function refill() {
  const body = byId("measures").querySelector(".drawer-body");
  keepFocus(body, () => fill(body));
}
