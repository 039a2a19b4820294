// A large graph in groups: those of one community and one side stand as one node, occasions by their year, and what is
// between groups adds up.

import { data, sideLabel } from "./data.js";
import { ground } from "./grounds.js";
import { countsOf, indexOf, OCCASIONS, unitsOf } from "./visible.js";

export const MANY = 2000; // nodes above which they are shown in groups
const NAMED = 40; // groups of one kind that stand for themselves; the smaller ones stand together
export const REST = -1;

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

// The circle of each node; those of the smaller ones are put together.
function circlesOf(nodes, opened) {
  const circles = new Map(nodes.map((node) => [node.id, knownCircle(node)]));
  const sizes = new Map();
  for (const circle of circles.values()) sizes.set(circle, (sizes.get(circle) ?? 0) + 1);
  const ranked = [...sizes].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, NAMED);
  const named = new Set([...ranked.map(([circle]) => circle), opened, null]);
  for (const [id, circle] of circles) if (!named.has(circle)) circles.set(id, REST);
  return circles;
}

function nameOf({ circle, side, occasions }, view) {
  if (occasions) return circle === REST ? "other years" : String(circle);
  const { bands } = data.projections[view === "bodies" ? "bodies" : "people"];
  const band = bands.find(({ community }) => community === circle)?.label;
  const name = circle === REST ? "smaller circles" : (band ?? `community ${circle + 1}`);
  return [name, sideLabel.get(side)].filter(Boolean).join(" · ");
}

const middle = (found) => Math.round(found.reduce((sum, one) => sum + one, 0) / found.length);

// Most of a group stand in one column, and there it stands, as high as they do.
function groupNode(id, group, view) {
  const { circle, side, members, occasions } = group;
  const columns = [-1, 0, 1].map((column) => members.filter((node) => node.column === column));
  const most = columns.reduce((best, found) => (found.length > best.length ? found : best));
  const label = nameOf(group, view);
  const lines = [...label.split(" · "), occasions ? `${members.length} occasions` : `${members.length} together`];
  const spot = (spots) => ({ x: middle(spots.map(({ x }) => x)), y: middle(spots.map(({ y }) => y)), room: spots[0].room, lines });
  const { column } = most[0];
  return { id, cls: "group", label, side, status: "", community: circle, column, count: members.length, ...spot(most), tall: spot(most.map((node) => node.tall ?? node)) };
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
  const circles = circlesOf(nodes, opened);
  const isAlone = ({ id }) => circles.get(id) === null || circles.get(id) === opened;
  const groups = new Map();
  const standsFor = new Map();
  for (const node of nodes) {
    const [circle, occasions, side] = [circles.get(node.id), OCCASIONS.has(node.cls), node.side ?? ""];
    const id = isAlone(node) ? node.id : `group/${circle}/${occasions ? "occasions" : side}`;
    standsFor.set(node.id, id);
    if (isAlone(node)) continue;
    if (!groups.has(id)) groups.set(id, { circle, side, occasions, members: [] });
    groups.get(id).members.push(node);
  }
  const alone = nodes.filter(isAlone);
  const found = between(edges, standsFor, opened === null ? null : new Set(alone.map(({ id }) => id)));
  const near = new Set(found.flatMap(({ from, to }) => [from, to]));
  const shown = [...groups].filter(([id]) => opened === null || near.has(id));
  return { nodes: [...alone, ...shown.map(([id, group]) => groupNode(id, group, view))], edges: found, groups };
}
