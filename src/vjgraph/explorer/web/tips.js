// What an edge rests on, counted, and what is said of a node or edge in a few plain lines.

import { isA, label, labels, sideLabel, value } from "./data.js";
import { capacities, manner } from "./office-facts.js";
import { plural, spanWords } from "./spans.js";

// Meetings, agreements, statements and roles, each once, however many items stand for it.
function things(edge) {
  const found = new Map();
  for (const { id, sure } of edge.items) {
    const [kind, thing] = isA(id, "Encounter")
      ? ["meeting", value(id, "vj:meeting") || id]
      : id.startsWith("agreement/")
        ? ["agreement", value(id, "vj:agreement") || id]
        : [isA(id, "Participation") ? "role" : isA(id, "Statement") ? "statement" : "tie", id];
    const known = found.get(thing);
    if (!known || sure === "certain") found.set(thing, { kind, id: thing, item: id, sure });
  }
  return [...found.values()];
}

const bounds = (item) => [value(item, "vj:earliest"), value(item, "vj:latest")];

function dateOf(item) {
  return spanWords(...bounds(item), { short: true });
}

// The last day comes first: what is known to the day stands for a meeting that is known to the year.
function latest(meetings) {
  const dated = meetings.filter(({ item }) => bounds(item)[1]);
  dated.sort((a, b) => (bounds(a.item)[1] < bounds(b.item)[1] ? 1 : -1));
  return dated.length ? dateOf(dated[0].item) : "";
}

const restOf = (meetings) => (meetings.every(({ sure }) => sure === "undated") ? "undated" : "possible");

function counted(edge) {
  const all = things(edge);
  const of = (kind) => all.filter((thing) => thing.kind === kind);
  const [meetings, agreements, statements, roles] = ["meeting", "agreement", "statement", "role"].map(of);
  const lines = [];
  if (meetings.length) {
    const certain = meetings.filter(({ sure }) => sure === "certain").length;
    const sure = certain === meetings.length ? "certain" : certain ? `${certain} certain` : restOf(meetings);
    const when = latest(meetings);
    const last = when && meetings.length > 1 ? `latest ${when}` : when;
    lines.push([plural(meetings.length, "meeting"), sure, last].filter(Boolean).join(", "));
  }
  if (agreements.length === 1) lines.push(label(agreements[0].id));
  else if (agreements.length) lines.push(plural(agreements.length, "agreement"));
  if (statements.length) lines.push(plural(statements.length, "statement"));
  const held = (part) => capacities(part).map((one) => manner(one) + label(one.office));
  for (const { id } of roles) lines.push([labels(id, "vj:role"), ...held(id)].filter(Boolean).join(", "));
  if (edge.count && !all.length) lines.push(plural(edge.count, "tie"));
  return lines;
}

export function tipOfTie({ edge, a, b }) {
  // Whoever has a part in what was planned or called off was not there for that.
  return [`${a.node.label} – ${b.node.label}`, ...counted(edge), a.node.status || b.node.status].filter(Boolean);
}

export function tipOfSpot({ node }, ties) {
  const lines = [node.label];
  if (node.cls === "group") return [...lines, plural(node.count ?? 0, "member"), "Double-click to see them"];
  if (node.underline || node.beside) lines.push(node.underline || node.beside);
  if (node.side && sideLabel.get(node.side) !== node.label) lines.push(sideLabel.get(node.side) ?? "");
  if (node.status) lines.push(node.status);
  if (ties) lines.push(plural(ties, "connection"));
  return lines.filter(Boolean);
}

// What stands on an edge of a path: the meeting and its day, or how many there are.
export function captionOf(edge) {
  const all = things(edge);
  if (all.length !== 1) return counted(edge).flatMap((line) => line.split(/, (?=latest )/));
  const [{ id, kind, item, sure }] = all;
  const what = kind === "meeting" ? label(value(id, "vj:kind")) || "meeting" : label(id);
  return [what, [dateOf(item), sure === "possible" ? "possible" : ""].filter(Boolean).join(", ")].filter(Boolean);
}
