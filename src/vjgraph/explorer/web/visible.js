// What of a view stands under the filters: its edges with their items and counts, and the nodes that are left.

import { data } from "./data.js";
import { isNarrowed, judged } from "./items.js";
import { ITEM_FIELDS, rememberedBy } from "./memory.js";
import { state } from "./state.js";

export const OCCASIONS = new Set(["meeting", "visit", "event"]);

// A view's nodes by id, and its edges by each of their ends.
const indexes = new Map();
export function indexOf(view) {
  if (!indexes.has(view)) {
    const { nodes, edges } = data.projections[view];
    const edgesAt = new Map(nodes.map((node) => [node.id, []]));
    for (const edge of edges) {
      edgesAt.get(edge.from)?.push(edge);
      edgesAt.get(edge.to)?.push(edge);
    }
    indexes.set(view, { nodes: new Map(nodes.map((node) => [node.id, node])), edges: new Map(edges.map((edge) => [edge.id, edge])), edgesAt });
  }
  return indexes.get(view);
}

// An item judged once, however many edges rest on it.
export const judgedOnce = rememberedBy(ITEM_FIELDS, judged);

// Items as what they count as: several encounters of one meeting are one meeting, as sure as the surest of them.
export function unitsOf(found) {
  const units = new Map();
  for (const { item, sure, undated } of found) {
    const unit = units.get(item.unit);
    if (!unit) units.set(item.unit, { sure, undated, sort: item.sort });
    else if (sure === "certain") unit.sure = sure;
  }
  return units;
}

// A meeting of many counts less between any two of them: its n parties have 1/(n-1) each for every other (Newman).
function addNewman(edges) {
  const parties = new Map();
  for (const { from, to, units } of edges) {
    for (const [unit, { sort }] of units) {
      if (sort !== "meeting") continue;
      if (!parties.has(unit)) parties.set(unit, new Set());
      parties.get(unit).add(from).add(to);
    }
  }
  return edges.map((edge) => {
    let newman = 0;
    for (const unit of edge.units.keys()) if (parties.has(unit)) newman += 1 / (parties.get(unit).size - 1);
    return { ...edge, newman };
  });
}

// An edge with those of its items that stand; null when none does.
function tally(edge) {
  const found = edge.items.map(judgedOnce).filter(({ fails }) => !fails);
  if (!found.length) return null;
  const units = unitsOf(found);
  const counts = { certain: 0, possible: 0, undated: 0, meetings: 0, agreements: 0 };
  for (const { sure, undated, sort } of units.values()) {
    counts[sure] += 1;
    counts.undated += undated;
    counts.meetings += sort === "meeting";
    counts.agreements += sort === "agreement";
  }
  const items = found.map(({ id, sure, undated }) => ({ id, sure, undated }));
  const { id, from, to, kind } = edge;
  return { id, from, to, kind, items, ...counts, count: units.size, units };
}

const tallied = rememberedBy(ITEM_FIELDS, (view) => {
  const edges = data.projections[view].edges.filter(({ kind }) => !state.hide.has(`edge:${kind}`));
  return edges.map(tally).filter(Boolean);
});

// Whether a node is left by the filters of classes and sides; topics and occasions are of no side.
export function isWanted(node) {
  if (state.hide.has(`class:${node.cls}`)) return false;
  return !(node.cls === "person" || node.cls === "body") || !state.hide.has(`side:${node.side}`);
}

const ends = (edges) => new Set(edges.flatMap(({ from, to }) => [from, to]));
const isSideWanted = (node) => !state.hide.has(`side:${node.side}`);

// In the views of topics and of meetings whoever has no edge left goes; an occasion stays as long as a side of it does.
function isKept(node, { tied, sided, edgesAt, view }) {
  if (OCCASIONS.has(node.cls)) return sided.has(node.id) || !edgesAt.get(node.id).length;
  return tied.has(node.id) || view === "people" || view === "bodies";
}

// `left`: the nodes that the filters of items leave, whatever their class and side. Of these `nodes` are those that are wanted,
// with the edges between them.
export const visible = rememberedBy(ITEM_FIELDS, (view) => {
  const { nodes, edgesAt } = indexOf(view);
  const holds = ({ cls, id }) => !OCCASIONS.has(cls) || !judgedOnce(id).fails;
  const alive = tallied(view).filter(({ from, to }) => holds(nodes.get(from)) && holds(nodes.get(to)));
  const edges = addNewman(alive.filter(({ from, to }) => isWanted(nodes.get(from)) && isWanted(nodes.get(to))));
  const [once, tied] = [ends(alive), ends(edges)];
  const sided = ends(alive.filter(({ from, to }) => isSideWanted(nodes.get(from)) && isSideWanted(nodes.get(to))));
  const stays = (node) => (OCCASIONS.has(node.cls) ? holds(node) : once.has(node.id) || !isNarrowed());
  const left = [...nodes.values()].filter(stays);
  return { left, nodes: left.filter((node) => isWanted(node) && isKept(node, { tied, sided, edgesAt, view })), edges };
});

// What a view counts: in the view of meetings its occasions, else the items of the edges between those who are wanted.
export const countedIn = rememberedBy(ITEM_FIELDS, (view) => {
  const { nodes, edges } = indexOf(view);
  if (view === "meetings") return [...nodes.values()].filter((node) => OCCASIONS.has(node.cls) && isWanted(node)).map(({ id }) => judgedOnce(id));
  const found = new Set();
  for (const { from, to, kind, items } of edges.values()) {
    if (state.hide.has(`edge:${kind}`) || !isWanted(nodes.get(from)) || !isWanted(nodes.get(to))) continue;
    for (const item of items) found.add(item);
  }
  return [...found].map(judgedOnce);
});
