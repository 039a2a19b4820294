// What the filters can be set to: each value with its label, and how much it would leave under all the other filters.

import { data, label, order, sideLabel, sideNumber, sourceOf, value, values } from "./data.js";
import { bodiesOfItem, broader, ground, kindsOf, sourcesOf, statusesOf, topicsOf, whole } from "./grounds.js";
import { FAILS } from "./items.js";
import { remembered } from "./memory.js";
import { state } from "./state.js";
import { countsOf, indexOf, OCCASIONS, SIDED, unitsOf } from "./visible.js";

const CLASSES = { person: "people", body: "bodies", topic: "topics", meeting: "meetings", visit: "visits", event: "other events" };

// All that the view counts, whatever the filters: no filter takes away what another can be set to.
const all = remembered(["view"], () => {
  const { nodes, edges } = indexOf(state.view);
  if (state.view === "meetings") return [...nodes.values()].filter(({ cls }) => OCCASIONS.has(cls)).map(({ id }) => id);
  return [...new Set(edges.flatMap(({ items }) => items))];
});

// How many units have each value, of those that fail nothing but this filter; values that none has now are told with 0.
function counts(items, bit, valuesOf) {
  const found = new Map();
  for (const id of all()) for (const one of valuesOf(id)) found.set(one, new Set());
  for (const { id, item, fails } of items) {
    if (!(fails & ~bit)) for (const one of valuesOf(id)) found.get(one).add(item.unit);
  }
  return [...found].map(([id, units]) => ({ id, label: label(id), count: units.size }));
}

const byLabel = (one, other) => order(one.label, other.label) || order(one.id, other.id);
const keyed = (sort) => (option) => ({ key: `${sort}:${option.id}`, ...option });

const up = (found, wider) => new Set([...found].flatMap((one) => [...wider(one)]));

function classes({ nodes: left }) {
  const known = new Set([...indexOf(state.view).nodes.values()].map(({ cls }) => cls));
  const counted = left.filter((node) => !SIDED.has(node.cls) || !state.hide.has(`side:${node.side}`));
  const of = (id) => ({ id, label: CLASSES[id], count: counted.filter(({ cls }) => cls === id).length });
  return Object.keys(CLASSES).filter((id) => known.has(id)).map(of).map(keyed("class"));
}

function sides({ nodes: left }) {
  const known = new Set([...indexOf(state.view).nodes.values()].filter(({ cls }) => SIDED.has(cls)).map(({ side }) => side));
  const counted = left.filter(({ cls }) => SIDED.has(cls) && !state.hide.has(`class:${cls}`));
  const of = (id) => ({ id, label: id ? (sideLabel.get(id) ?? label(id)) : "no state", count: counted.filter(({ side }) => side === id).length });
  const place = ({ id }) => (id ? (sideNumber.get(id) ?? data.sides.length) : Infinity);
  return [...known].map(of).sort((one, other) => order(place(one), place(other)) || byLabel(one, other)).map(keyed("side"));
}

function kinds(part, { items }) {
  const found = counts(items, FAILS.kind, (id) => kindsOf(id)[part] ?? []);
  return found.sort(byLabel).map(keyed("kind"));
}

function statuses({ items }) {
  const found = counts(items, FAILS.status, (id) => statusesOf(ground(id).event).filter((status) => status !== "held"));
  return found.sort(byLabel).map(keyed("status"));
}

function sources({ items }) {
  const found = counts(items, FAILS.source, (id) => new Set(sourcesOf(id).flat()));
  const issued = ({ id }) => value(id, "dcterms:issued") || "9";
  return found
    .map((option) => ({ ...option, label: sourceOf(option.id).title }))
    .sort((one, other) => order(issued(one), issued(other)) || byLabel(one, other))
    .map(keyed("source"));
}

// Of topics and of bodies only those that have something, and the one that is chosen.
const topics = ({ items }) =>
  counts(items, FAILS.topic, (id) => up(topicsOf(id), broader)).filter(({ id, count }) => count || id === state.topic).sort(byLabel);

// Bodies as a tree, those of a state together, each before its parts; `level` tells how deep it stands.
function ministries({ items }) {
  const found = counts(items, FAILS.body, (id) => up(bodiesOfItem(id), whole)).filter(({ id, count }) => count || id === state.ministry);
  const known = new Set(found.map(({ id }) => id));
  const parent = ({ id }) => values(id, "org:subOrganizationOf").find((one) => known.has(one)) ?? "";
  const side = ({ id }) => sideNumber.get(value(id, "vj:country") || id) ?? data.sides.length;
  const below = (over, level) =>
    found
      .filter((option) => parent(option) === over)
      .sort((one, other) => side(one) - side(other) || byLabel(one, other))
      .flatMap((option) => [{ ...option, level }, ...below(option.id, level + 1)]);
  return below("", 0);
}

// `certain`, `possible`, and `all`, what is undated in a period included.
function certainty(items) {
  const left = unitsOf(items.filter(({ fails }) => !(fails & ~FAILS.sure)));
  const { certain, possible, undated, count } = countsOf(left);
  return { certain, possible, undated, all: count };
}

const GROUPS = { classes, sides, kinds: (of) => kinds(0, of), acts: (of) => kinds(1, of), statuses, sources, topics, ministries };

// The options for judged items and for nodes; each group is counted when it is asked for.
export function options(items, nodes) {
  const made = certainty(items);
  for (const [name, make] of Object.entries(GROUPS)) {
    let kept = null;
    Object.defineProperty(made, name, { enumerable: true, get: () => (kept ??= make({ items, nodes })) });
  }
  return made;
}
