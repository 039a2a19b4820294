// What of a view stands under the filters: its edges with their items and counts, and the nodes that are left.

import { data } from "./data.js";
import { broader, ground, groundOn } from "./grounds.js";
import { isNarrowed, judging } from "./items.js";
import { FILTER_FIELDS, ITEM_FIELDS, remembered, rememberedBy } from "./memory.js";
import { state } from "./state.js";

export const OCCASIONS = new Set(["meeting", "visit", "event"]);
export const SIDED = new Set(["person", "body"]);

// A view's nodes and edges by id, and its edges by each of their ends.
const indexes = new Map();
export function indexOf(view) {
  if (!indexes.has(view)) {
    const { nodes, edges } = data.projections[view];
    const edgesAt = new Map(nodes.map((node) => [node.id, []]));
    for (const edge of edges) {
      edgesAt.get(edge.from)?.push(edge);
      edgesAt.get(edge.to)?.push(edge);
    }
    indexes.set(view, { nodes: new Map(nodes.map((node) => [node.id, node])), edges, edgesAt });
  }
  return indexes.get(view);
}

// --- Items ----------------------------------------------------------------------------------------------------------

// Judges what items are, each once, however many edges rest on it.
const judgements = remembered(ITEM_FIELDS, () => {
  const kept = new Map();
  const judge = judging();
  return (item) => {
    let found = kept.get(item);
    if (!found) kept.set(item, (found = judge(item)));
    return found;
  };
});

export const judgedAll = (ids) => ids.map(ground).map(judgements());

const RANK = { certain: 2, possible: 1, undated: 0 };

// Items as what they count as: several encounters of one meeting are one meeting, as sure as the surest of them.
export function unitsOf(found) {
  if (found.length === 1) return found;
  const units = new Map();
  for (const one of found) {
    const known = units.get(one.item.unit);
    if (!known || RANK[one.sure] > RANK[known.sure]) units.set(one.item.unit, one);
  }
  return [...units.values()];
}

// How many units are certain, possible, undated in a period, which add up to `count`; how many are meetings, agreements.
export function countsOf(units) {
  const counts = { certain: 0, possible: 0, undated: 0, meetings: 0, agreements: 0, count: units.length };
  for (const { sure, item } of units) {
    counts[sure] += 1;
    if (item.sort === "meeting") counts.meetings += 1;
    if (item.sort === "agreement") counts.agreements += 1;
  }
  return counts;
}

// --- Edges ----------------------------------------------------------------------------------------------------------

// An edge with those of its items that stand; null when none does.
function tally(edge, judge) {
  const { id, from, to, kind, items: all } = edge;
  const items = all.map((one) => judge(groundOn(one, edge))).filter(({ fails }) => !fails);
  if (!items.length) return null;
  const units = unitsOf(items);
  return { id, from, to, kind, items, units, ...countsOf(units) };
}

// Of the cards of topics those of one topic: its own and those below it, else the nearest above it.
function cardsOf(topic) {
  const cards = data.projections.topics.nodes.filter(({ cls }) => cls === "topic").map(({ id }) => id);
  const own = cards.filter((id) => broader(id).has(topic));
  const over = cards.filter((id) => broader(topic).has(id));
  const nearest = over.filter((id) => !over.some((other) => other !== id && broader(other).has(id)));
  return new Set(own.length ? own : nearest);
}

// Where one topic is asked for it stands alone: what was said of it may have been about others too.
function isAsked(view) {
  if (view !== "topics" || !state.topic) return ({ kind }) => !state.hide.has(`edge:${kind}`);
  const cards = cardsOf(state.topic);
  return ({ from, to }) => cards.has(from) || cards.has(to);
}

const tallied = rememberedBy(ITEM_FIELDS, (view) => {
  const judge = judgements();
  const edges = data.projections[view].edges.filter(isAsked(view));
  return edges.map((edge) => tally(edge, judge)).filter(Boolean);
});

// --- Nodes ----------------------------------------------------------------------------------------------------------

const isSideWanted = (node) => !SIDED.has(node.cls) || !state.hide.has(`side:${node.side}`);

// The nodes that the filters of classes and sides leave; topics and occasions are of no side.
const wanted = rememberedBy(["hide nodes"], (view) => {
  const nodes = data.projections[view].nodes.filter((node) => !state.hide.has(`class:${node.cls}`) && isSideWanted(node));
  return new Set(nodes.map(({ id }) => id));
});

function ends(edges) {
  const found = new Set();
  for (const { from, to } of edges) found.add(from).add(to);
  return found;
}

// The edges that filters of items leave, whatever the class and side of their ends; in the view of meetings an occasion that
// does not stand takes its edges along.
const alive = rememberedBy(ITEM_FIELDS, (view) => {
  if (view !== "meetings") return { edges: tallied(view), fallen: new Set() };
  const occasions = data.projections[view].nodes.filter(({ cls }) => OCCASIONS.has(cls)).map(({ id }) => id);
  const fallen = new Set(judgedAll(occasions).filter(({ fails }) => fails).map(({ id }) => id));
  return { edges: tallied(view).filter(({ from, to }) => !fallen.has(from) && !fallen.has(to)), fallen };
});

// In the views of topics and of meetings whoever has no edge left goes; an occasion stays as long as one who was there is of a
// side that is shown.
function stays(view, { edges, own }) {
  const { nodes, edgesAt } = indexOf(view);
  if (view === "people" || view === "bodies") return () => true;
  const tied = ends(own);
  const sided = ends(edges.filter(({ from, to }) => isSideWanted(nodes.get(from)) && isSideWanted(nodes.get(to))));
  return ({ cls, id }) => (OCCASIONS.has(cls) ? sided.has(id) || !edgesAt.get(id).length : tied.has(id));
}

// `left`: the nodes that the filters of items leave, whatever their class and side. Of these `nodes` are those that are wanted,
// with the edges between them.
export const visible = rememberedBy(FILTER_FIELDS, (view) => {
  const { edges, fallen } = alive(view);
  const here = wanted(view);
  const all = here.size === indexOf(view).nodes.size;
  const own = all ? edges : edges.filter(({ from, to }) => here.has(from) && here.has(to));
  const [tied, narrowed, kept] = [ends(edges), isNarrowed(), stays(view, { edges, own })];
  const isLeft = ({ cls, id }) => (OCCASIONS.has(cls) ? !fallen.has(id) : !narrowed || tied.has(id));
  const left = data.projections[view].nodes.filter(isLeft);
  return { left, nodes: left.filter((node) => here.has(node.id) && kept(node)), edges: own };
});

// What a view counts: in the view of meetings its occasions, else the items of the edges between those who are wanted.
export const countedIn = rememberedBy(FILTER_FIELDS, (view) => {
  const here = wanted(view);
  const { nodes, edges } = indexOf(view);
  if (view === "meetings") return judgedAll([...nodes.values()].filter(({ cls, id }) => OCCASIONS.has(cls) && here.has(id)).map(({ id }) => id));
  const found = new Map();
  for (const edge of edges) {
    const { from, to, kind, items } = edge;
    if (state.hide.has(`edge:${kind}`) || !here.has(from) || !here.has(to)) continue;
    // On several edges it counts as what it is where it is surest.
    for (const id of items) if (found.get(id) !== ground(id)) found.set(id, groundOn(id, edge));
  }
  return [...found.values()].map(judgements());
});
