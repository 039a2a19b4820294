// A large graph in groups: those of one community and one side stand as one node, occasions by their year, and what is
// between groups adds up.

import { data, sideLabel } from "./data.js";
import { ground } from "./grounds.js";
import { wrap } from "./lettering.js";
import { countsOf, indexOf, OCCASIONS, unitsOf } from "./visible.js";

export const MANY = 2000; // nodes above which they are shown in groups
const NAMED = 16; // groups in a column at most; the smaller ones stand together
const LETTER = 8; // the width of a letter, rather more than it takes
const REST = -1;

// The number of what a node belongs to: the year of an occasion, the community of a person or body; null for what stands alone.
function circleOf(node) {
  if (OCCASIONS.has(node.cls)) {
    const [{ earliest, latest }] = ground(node.id).moments;
    return Number((earliest || latest).slice(0, 4)) || REST;
  }
  if (node.cls === "topic") return null;
  if (node.community >= 0) return node.community;
  const elsewhere = ["people", "bodies"].map((view) => indexOf(view).nodes.get(node.id)).find(Boolean);
  return elsewhere?.community ?? REST;
}

const known = new Map();
function knownCircle(node) {
  if (!known.has(node)) known.set(node, circleOf(node));
  return known.get(node);
}

// The group of each node by its id: those of one circle and side; the smaller ones of a column stand together.
function groupsOf(nodes, opened) {
  const all = new Map();
  for (const node of nodes) {
    const [circle, occasions, side] = [knownCircle(node), OCCASIONS.has(node.cls), node.side ?? ""];
    if (circle === null || (circle === opened && opened !== REST)) continue;
    const id = `group/${circle}/${occasions ? "occasions" : side}`;
    if (!all.has(id)) all.set(id, { id, circle, side, occasions, column: node.column, members: [] });
    all.get(id).members.push(node);
  }
  const columns = [-1, 0, 1].map((column) => [...all.values()].filter((group) => group.column === column));
  return columns.flatMap((found) => {
    if (found.length <= NAMED) return found;
    found.sort((one, other) => (one.circle === REST) - (other.circle === REST) || other.members.length - one.members.length || one.circle - other.circle);
    return [...found.slice(0, NAMED - 1), together(found.slice(NAMED - 1))];
  });
}

function together(groups) {
  const sides = new Set(groups.map(({ side }) => side));
  const [{ occasions, column }] = groups;
  const side = sides.size === 1 ? groups[0].side : "";
  const where = occasions ? "occasions" : side || ["left", "middle", "right"][column + 1];
  return { id: `group/${REST}/${where}`, circle: REST, side, occasions, column, members: groups.flatMap(({ members }) => members) };
}

function nameOf({ circle, side, occasions }, view) {
  if (occasions) return circle === REST ? "other years" : String(circle);
  const { bands } = data.projections[view === "bodies" ? "bodies" : "people"];
  const band = bands.find(({ community }) => community === circle)?.label;
  const name = circle === REST ? "smaller circles" : (band ?? `community ${circle + 1}`);
  return [name, sideLabel.get(side)].filter(Boolean).join(" · ");
}

const middle = (found) => Math.round(found.reduce((sum, one) => sum + one, 0) / found.length);

// A group stands where its members do.
function groupNode(group, view) {
  const { id, circle, side, column, members } = group;
  const label = nameOf(group, view);
  const spot = (spots, letters) => ({
    x: middle(spots.map(({ x }) => x)),
    y: middle(spots.map(({ y }) => y)),
    room: letters * LETTER,
    lines: label.split(" · ").flatMap((part) => wrap(part, letters, 2)),
  });
  const tall = spot(members.map((node) => node.tall ?? node), 14);
  return { id, cls: "group", label, side, status: "", community: circle, column, count: members.length, ...spot(members, 22), tall };
}

// The edges between two that stand for others, in one; `of` are those edges.
function merged(from, to, edges) {
  const items = edges.flatMap((edge) => edge.items);
  const units = unitsOf(items);
  return { id: `${from}~${to}`, from, to, kind: edges[0].kind, items, units, ...countsOf(units), of: edges };
}

// `edges` between those that stand for their ends. Where a group is opened only what leads to its members is told.
function between(edges, standsFor, members) {
  const bundles = new Map();
  for (const edge of edges) {
    const [one, other] = [standsFor.get(edge.from), standsFor.get(edge.to)];
    if (one === other || (members && !members.has(one) && !members.has(other))) continue;
    const [from, to] = one < other ? [one, other] : [other, one];
    if (!bundles.has(from)) bundles.set(from, new Map());
    if (!bundles.get(from).has(to)) bundles.get(from).set(to, []);
    bundles.get(from).get(to).push(edge);
  }
  return [...bundles].flatMap(([from, all]) => [...all].flatMap(([to, found]) => (isOne(found, from, to) ? found : [merged(from, to, found)])));
}

// Edges between two nodes that stand for themselves stay as they are: in the view of meetings there is one for each role.
const isOne = (edges, from, to) => edges.every((edge) => (edge.from === from && edge.to === to) || (edge.from === to && edge.to === from));

// Nodes and edges in groups. `opened` is the number of the circle whose members are shown one by one, among the groups that
// they have to do with; null for none.
export function grouped({ nodes, edges }, { view, opened = null }) {
  const groups = new Map(groupsOf(nodes, opened).map((group) => [group.id, group]));
  const standsFor = new Map(nodes.map(({ id }) => [id, id]));
  for (const { id, circle, members } of groups.values()) {
    if (circle !== opened) for (const node of members) standsFor.set(node.id, id);
  }
  const alone = nodes.filter(({ id }) => standsFor.get(id) === id);
  const found = between(edges, standsFor, opened === null ? null : new Set(alone.map(({ id }) => id)));
  const near = new Set(found.flatMap(({ from, to }) => [from, to]));
  const shown = [...groups.values()].filter(({ id, circle }) => circle !== opened && (opened === null || near.has(id)));
  return { nodes: [...alone, ...shown.map((group) => groupNode(group, view))], edges: found, groups };
}
