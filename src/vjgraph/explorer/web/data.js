// The graph that the page carries: what stands in each property, looked up by subject or backwards.

export const data = JSON.parse(document.getElementById("data").textContent);

// Each projection is unpacked when it is first looked at.
const projections = {};
for (const [name, packed] of Object.entries(data.projections)) {
  let whole;
  Object.defineProperty(projections, name, { enumerable: true, get: () => (whole ??= unpacked(packed)) });
}
data.projections = projections;

function unpacked({ nodes, edges, bands }) {
  const text = (number) => data.strings[number];
  const spot = ({ x, y, room, lines }, row) => ({ x: x[row], y: y[row], room: room[row], lines: lines[row].map(text) });
  const texts = ["id", "label", "cls", "side", "status", "within", "underline", "beside"];
  return {
    nodes: nodes.id.map((_, row) => ({
      ...Object.fromEntries(texts.map((name) => [name, text(nodes[name][row])])),
      community: nodes.community[row],
      column: nodes.column[row],
      ...spot(nodes.wide, row),
      tall: spot(nodes.tall, row),
    })),
    edges: edges.id.map((id, row) => {
      const [from, to] = [text(edges.from[row]), text(edges.to[row])];
      return { id: text(id) || `${from}~${to}`, from, to, kind: text(edges.kind[row]), items: edges.items[row].map(text) };
    }),
    bands,
    options: data.options,
  };
}

const { strings, languages, columns, classes } = data;
const NONE = Object.freeze([]);
const numbers = new Map(strings.map((text, number) => [text, number]));
const forward = new Map();
const backward = new Map();

// The rows of a column, gathered by one of its sides when they are first asked for.
function gathered(kept, property, from) {
  if (!kept.has(property)) {
    const rows = new Map();
    const keys = columns[property]?.[from] ?? NONE;
    for (let row = 0; row < keys.length; row += 1) {
      if (rows.has(keys[row])) rows.get(keys[row]).push(row);
      else rows.set(keys[row], [row]);
    }
    kept.set(property, rows);
  }
  return kept.get(property);
}

const once = (found) => (found.length > 1 ? [...new Set(found)] : found);

function rowsOf(subject, property) {
  return gathered(forward, property, "s").get(numbers.get(subject)) ?? NONE;
}

export function values(subject, property) {
  const rows = rowsOf(subject, property);
  return rows.length ? once(rows.map((row) => strings[columns[property].o[row]])) : NONE;
}

export const value = (subject, property) => values(subject, property)[0] ?? "";

// The values of a property, each with its language.
export function literals(subject, property) {
  const { o, l } = columns[property] ?? {};
  return rowsOf(subject, property).map((row) => [strings[o[row]], l ? languages[l[row]] : ""]);
}

export function subjects(property, object) {
  const rows = gathered(backward, property, "o").get(numbers.get(object)) ?? NONE;
  return rows.length ? once(rows.map((row) => strings[columns[property].s[row]])) : NONE;
}

const members = new Map(Object.entries(classes).map(([name, found]) => [name, new Set(found)]));

export const instances = (name) => (classes[name] ?? NONE).map((number) => strings[number]);

export const isA = (id, name) => members.get(name)?.has(numbers.get(id)) ?? false;

// The English label first; what has none is called by its id.
export function label(id) {
  if (id.startsWith("delegation/")) return `delegation of ${label(bodyOf(id))}`;
  const found = literals(id, "rdfs:label");
  return (found.find(([, language]) => language.startsWith("en")) ?? found[0])?.[0] ?? id;
}

export const labels = (subject, property) => values(subject, property).map(label).join(", ");

// A node "delegation/x" stands for those whom a body sent without naming them.
export const bodyOf = (id) => (id.startsWith("delegation/") ? `organisation/${id.slice("delegation/".length)}` : id);

const CLASSES = [
  ["Person", "person"],
  ["Organization", "body"],
  ["Office", "office"],
  ["Meeting", "meeting"],
  ["Visit", "visit"],
  ["OtherEvent", "event"],
  ["Topic", "topic"],
  ["Agreement", "agreement"],
  ["Place", "place"],
  ["Source", "source"],
];

// What a card would show; empty for what has none.
export function classOf(id) {
  if (id.startsWith("group/")) return "group";
  // A part somebody took; of several roles in one part each has a number behind it.
  if (isA(id.replace(/~\d+$/, ""), "Participation")) return "part";
  const [a, b, ...more] = id.split("~");
  if (b && !more.length && classOf(a) && classOf(b)) return "pair";
  if (id.startsWith("delegation/")) return isA(bodyOf(id), "Organization") ? "body" : "";
  return CLASSES.find(([name]) => isA(id, name))?.[1] ?? "";
}

export const isOccasion = (id) => ["meeting", "visit", "event"].includes(classOf(id));

// Passages in the order in which documents tell them; of those that begin at one place, the longer first.
export function evidence(...ids) {
  const found = once(ids.flatMap((id) => values(id, "vj:evidence")));
  const number = (id, property) => Number(value(id, property) || 0);
  const place = (id) => [number(id, "vj:paragraph"), number(id, "vj:position"), -value(id, "vj:quote").length];
  const placed = found.map((id) => ({ id, source: value(id, "vj:source"), place: place(id) }));
  placed.sort((one, other) => order(one.source, other.source) || byPlace(one.place, other.place) || order(one.id, other.id));
  return placed.map(({ id }) => id);
}

export const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
const byPlace = (one, other) => one.map((at, index) => at - other[index]).find((step) => step) ?? 0;

export const passage = (id) => ({ source: value(id, "vj:source"), quote: value(id, "vj:quote"), paragraph: value(id, "vj:paragraph") });

// A document as far as it is known; only a web address leads to it.
export function sourceOf(id) {
  const address = value(id, "schema:url");
  return {
    id: value(id, "dcterms:identifier") || id,
    title: value(id, "dcterms:title") || label(id),
    publisher: value(id, "dcterms:publisher"),
    issued: words(value(id, "dcterms:issued")),
    language: value(id, "dcterms:language"),
    address: /^https?:\/\//i.test(address) ? address : "",
  };
}

// A topic with all narrower ones, a body with all its parts, a place with all inside it.
export function below(id, property) {
  const found = new Set([id]);
  for (const one of found) for (const lower of subjects(property, one)) found.add(lower);
  return found;
}

export const narrower = (topic) => below(topic, "skos:broader");

export const sideNumber = new Map(data.sides.map((side, number) => [side.id, number]));
export const sideLabel = new Map(data.sides.map((side) => [side.id, side.label]));

// A date in words; they stand beside the data, since only Python reads EDTF.
export const words = (edtf) => (Object.hasOwn(data.words, edtf) ? data.words[edtf] : edtf);
