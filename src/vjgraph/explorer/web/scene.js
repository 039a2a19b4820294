// What is shown: the filtered graph of the view, narrowed to what is around something or along a path, in groups if it is large.

import { bodyOf, classOf, order, values } from "./data.js";
import { ground } from "./grounds.js";
import { grouped, MANY } from "./groups.js";
import { FAILS, itemDate } from "./items.js";
import { measured, newman } from "./measures.js";
import { FILTER_FIELDS, remembered } from "./memory.js";
import { options } from "./options.js";
import { adjacency, reached, shortest } from "./paths.js";
import { plural } from "./spans.js";
import { state } from "./state.js";
import { binsOf, fill, spanOf } from "./times.js";
import { countedIn, indexOf, judgedAll, OCCASIONS, unitsOf, visible } from "./visible.js";

// --- Around, and along a path ---------------------------------------------------------------------------------------

// The nodes of a view that stand for a thing: itself, a body for its delegation, the bodies that somebody is there for, the
// people who are there for a body.
function standFor(id, view) {
  const { nodes } = indexOf(view);
  if (nodes.has(bodyOf(id))) return [bodyOf(id)];
  const [who, what] = { person: ["vj:participant", "vj:represents"], body: ["vj:represents", "vj:participant"] }[classOf(id)] ?? [];
  if (!who) return [];
  const parts = indexOf("meetings").edges.map(({ items }) => items[0]).filter((part) => values(part, who).includes(id));
  return [...new Set(parts.flatMap((part) => values(part, what)))].filter((one) => nodes.has(one));
}

const within = ({ nodes, edges }, ids) => ({
  nodes: nodes.filter(({ id }) => ids.has(id)),
  edges: edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
});

// The graph with some nodes in it, whatever the filters say.
function withNodes({ nodes, edges }, ids) {
  const there = new Set(nodes.map(({ id }) => id));
  const more = ids.filter((id) => !there.has(id)).map((id) => indexOf(state.view).nodes.get(id));
  return { nodes: [...nodes, ...more], edges };
}

// Who is at most so many steps away. Through a meeting one comes to the others who were there; and to a visit belongs what
// fell in it.
function aroundOf(graph) {
  const starts = standFor(state.around, state.view);
  const whole = withNodes(graph, starts);
  const cls = new Map(whole.nodes.map((node) => [node.id, node.cls]));
  const inside = whole.nodes.filter((node) => node.within && starts.includes(node.within)).map(({ id }) => id);
  const isPassed = (id) => OCCASIONS.has(cls.get(id));
  const steps = reached(adjacency(whole.nodes, whole.edges), [...starts, ...inside], { most: state.hops, isPassed });
  return within(whole, new Set(steps.keys()));
}

const lastDay = ({ items }) => items.map(({ id }) => itemDate(id).latest).reduce((most, day) => (day > most ? day : most), "");

// The view in which a way between two is looked for: people, or bodies; else whichever shows both.
function viewOfPath(a, b) {
  const holds = (view) => indexOf(view).nodes.has(a) && indexOf(view).nodes.has(b);
  const first = ["people", "bodies"].includes(state.view) ? [state.view] : [];
  return [...first, "people", "bodies", state.view].find(holds);
}

// Ways lead over meetings (or, in the view of topics, over what was said), not over instruments alone.
function network(view) {
  const { nodes, edges } = visible(view);
  return adjacency(nodes, edges.filter(({ count, agreements }) => count > agreements));
}

// The best of the shortest ways between two under the present filters: first over certain meetings, then over late ones.
// { ids, edges, alternatives, view }; null where none is.
export function wayBetween(a, b) {
  const view = viewOfPath(a, b);
  const found = view ? shortest(network(view), { a, b, lastDay }) : null;
  return found ? { ...found, view } : null;
}

export const shortestPath = (a, b) => wayBetween(a, b)?.ids ?? null;

// What can be said of two whom no way joins: how many each of them can reach, and at which occasions both were.
export function apart(a, b) {
  const view = viewOfPath(a, b);
  if (!view) return null;
  const at = network(view);
  const occasions = (id) => new Set((indexOf("meetings").edgesAt.get(id) ?? []).map(({ from, to }) => (from === id ? to : from)));
  const own = occasions(a);
  const reach = (id) => Math.max(0, reached(at, [id]).size - 1);
  return { view, reached: [reach(a), reach(b)], together: [...occasions(b)].filter((one) => own.has(one)).sort(order) };
}

// The nodes and edges of a path; in another view than its own what stands for them there.
function pathOf(graph) {
  const ends = state.path.split("~");
  const way = wayBetween(...ends);
  const ids = (way?.ids ?? ends).flatMap((id) => standFor(id, state.view));
  const meetings = state.view === "meetings" && way ? way.edges.flatMap(({ items }) => items.map(({ id }) => ground(id).event)) : [];
  const shown = within(withNodes(graph, ids), new Set([...ids, ...meetings]));
  if (way?.view !== state.view) return shown;
  const along = new Set(way.edges.map(({ id }) => id));
  return { ...shown, edges: shown.edges.filter(({ id }) => along.has(id)) };
}

// --- The scene ------------------------------------------------------------------------------------------------------

const FOCUS = ["view", ...FILTER_FIELDS, "around", "hops", "path"];

const focused = remembered(FOCUS, () => {
  const graph = visible(state.view);
  if (state.path) return pathOf(graph);
  return state.around ? aroundOf(graph) : graph;
});

// Large graphs stand in groups; of a small one a group is a part.
const inGroups = remembered([...FOCUS, "group"], () => {
  const graph = focused();
  const opened = state.group === "" || state.group === "all" ? null : Number(state.group);
  if (graph.nodes.length > MANY && state.group !== "all") return grouped(graph, { view: state.view, opened });
  return opened === null ? graph : within(graph, new Set(graph.nodes.filter(({ community }) => community === opened).map(({ id }) => id)));
});

// All that is shown, one by one: those in groups too.
const shown = () => (inGroups().groups ? focused() : inGroups());

// How much each edge weighs: its meetings (in other views, statements or parts), or what Newman leaves of them.
function weights() {
  if (state.weight !== "newman") return ({ count, agreements }) => count - agreements;
  const shares = newman(shown().edges);
  return ({ id, of }) => (of ? of.reduce((sum, edge) => sum + shares.get(edge.id), 0) : shares.get(id));
}

// What can be counted and put in time: all that the view has, or what is around something at any time, or along the path.
const countedHere = remembered(FOCUS, () => {
  const all = countedIn(state.view);
  if (!state.around && !state.path) return all;
  const { nodes, edges } = indexOf(state.view);
  const stands = new Set(all.filter(({ fails }) => !(fails & ~FAILS.time & ~FAILS.sure)).map(({ id }) => id));
  const left = edges.filter(({ items }) => state.view === "meetings" || items.some((id) => stands.has(id)));
  const ids = new Set((state.path ? focused() : aroundOf({ nodes: [...nodes.values()], edges: left })).nodes.map(({ id }) => id));
  if (state.view === "meetings") return all.filter(({ id }) => ids.has(id));
  const here = new Set(edges.filter(({ from, to }) => ids.has(from) && ids.has(to)).flatMap(({ items }) => items));
  return all.filter(({ id }) => here.has(id));
});

// { nodes, edges, undated: how many have no day, hidden: how many nodes of the view are left out }
export const scene = remembered([...FOCUS, "group", "weight"], () => {
  const { nodes, edges, groups } = inGroups();
  const weight = weights();
  const told = countedHere().filter(({ undated, fails }) => undated && !(fails & ~FAILS.time));
  return {
    nodes,
    edges: edges.map((edge) => ({ ...edge, weight: weight(edge) })),
    undated: unitsOf(told).length,
    hidden: indexOf(state.view).nodes.size - shown().nodes.length,
    isGrouped: Boolean(groups),
  };
});

// The nodes that a group stands for.
export const membersOf = (id) => inGroups().groups?.get(id)?.members ?? [];

// By id, what each of those shown measures; see measures.js. Among people only people: a delegation and its head, who both met
// somebody at one meeting, are not two.
export const measures = remembered([...FOCUS, "group"], () => {
  const { nodes, edges } = shown();
  if (state.view !== "people") return measured(nodes, edges);
  const people = nodes.filter(({ cls }) => cls === "person");
  const ids = new Set(people.map(({ id }) => id));
  return measured(people, edges.filter(({ from, to }) => ids.has(from) && ids.has(to)));
});

// --- Counts and time ------------------------------------------------------------------------------------------------

// The first and last day of what the view has, whatever the filters: { from, to }; null when nothing has a day.
export const timeSpan = remembered(["view", "hide nodes", "hide items"], () => spanOf(countedIn(state.view).map(({ item }) => item)));

// Months, or years where they are many, with how much is certain and possible in each; all filters count but the period.
export const histogram = remembered(FOCUS, () => {
  const left = countedHere().filter(({ fails }) => !(fails & ~FAILS.time & ~FAILS.sure));
  return fill(binsOf(timeSpan()), left.map(({ item }) => item), { isOnlyCertain: state.sure === "certain" });
});

// What the filters can be set to, with counts; see options.js.
export const filterOptions = remembered(FOCUS, () => {
  const narrowed = state.around || state.path;
  return options(countedHere(), narrowed ? focused().nodes : visible(state.view).left);
});

const CLASSES = {
  person: ["person", "people"],
  body: ["body", "bodies"],
  topic: ["topic", "topics"],
  meeting: ["meeting", "meetings"],
  visit: ["visit", "visits"],
  event: ["other event", "other events"],
};
const SORTS = {
  meeting: ["meeting", "meetings"],
  agreement: ["shared agreement", "shared agreements"],
  statement: ["statement", "statements"],
};

// One sentence on what is shown: "12 people, 9 meetings, 3 of them only possible, 2 undated".
export function describeView() {
  const { nodes, edges } = shown();
  const occasions = nodes.filter(({ cls }) => OCCASIONS.has(cls));
  const units = unitsOf(state.view === "meetings" ? judgedAll(occasions.map(({ id }) => id)) : edges.flatMap((edge) => edge.items));
  const things = Object.entries(CLASSES).map(([name, words]) => [nodes.filter(({ cls }) => cls === name).length, words]);
  const sorts = Object.entries(SORTS).map(([name, words]) => [units.filter(({ item }) => item.sort === name).length, words]);
  const undated = units.filter((unit) => unit.undated).length;
  const possible = units.filter((unit) => unit.sure === "possible" && !unit.undated).length;
  const told = [...things, ...sorts].filter(([count]) => count).map(([count, words]) => plural(count, ...words));
  if (possible) told.push(`${possible} of them only possible`);
  if (undated) told.push(`${undated} undated`);
  return told.join(", ") || "nothing";
}
