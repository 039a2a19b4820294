// The kinds of rows a table may have: meetings of two with how sure they are, pairs, people or bodies, statements, occasions.
// A column tells its cell of a row; cells are made when they are asked for.

import { counts, kindOf, partsOf, partyOf, roles, when } from "./card-facts.js";
import { bodyOf, classOf, evidence, label, labels, sideLabel, sideNumber, subjects, value, values } from "./data.js";
import { ground, milestonesOf, topicsOf } from "./grounds.js";
import { statusOf } from "./happening.js";
import { itemDate, judge } from "./items.js";
import { capacities, latestOffices, manner, officeReasons } from "./office-facts.js";
import { COMMON, DATE, PLACE, column, inferred, kindReasons, kinds, list, number, plain, reasons, unique, untold } from "./row-cells.js";
import { measures, membersOf, scene } from "./scene.js";
import { spanWords } from "./spans.js";
import { state } from "./state.js";
import { visible } from "./visible.js";
import { sideOf } from "./words.js";

// --- rows of what edges rest on ---

// Whom the view is around stands first, else who is of the first of two sides.
function ordered([one, other]) {
  const rank = (id) => (id === state.around ? -1 : sideNumber.get(sideOf(id)) ?? Infinity);
  return rank(other) < rank(one) ? [other, one] : [one, other];
}

// One item of an edge.
function itemRow({ edge, id, sure }) {
  const { event } = ground(id);
  const parts = values(id, "prov:wasDerivedFrom");
  const told = event ? [event, ...parts] : [id, ...milestonesOf(id)];
  const met = [value(id, "vj:first"), value(id, "vj:second")];
  const pair = met.includes(edge.from) && met.includes(edge.to) ? met : [edge.from, edge.to];
  return {
    id: `${edge.id} ${id}`,
    opens: edge.id,
    item: id,
    sure,
    event,
    met,
    pair: ordered(pair),
    date: () => itemDate(id),
    topics: () => topicsOf(id),
    because: () => reasons(id, edge),
    contested: () => (event ? [event, id, ...parts] : told),
    words: () => evidence(...told),
  };
}

const WHO = column("Who", ({ pair }) => list([pair[0]]));
const WITH = column("With whom", ({ pair }) => list([pair[1]]));
const WHAT = (name) => column(name, ({ event, item }) => list([event || item]));
const KIND = column("Kind", (row) => {
  const { event, item } = row;
  return inferred(plain(kinds(event || item) || kindOf(event)), untold(row, event ? kindReasons(event) : []));
});
const THROUGH = column("Through", ({ event, met, pair }) => list(event && !met.every((id) => pair.includes(id)) ? ordered(met) : []));

// --- statements ---

function statementRow({ id, sure }) {
  const event = value(id, "vj:event");
  return {
    id,
    opens: event,
    item: id,
    sure,
    event,
    date: () => itemDate(id),
    topics: () => topicsOf(id),
    because: () => reasons(id),
    contested: () => [event, id],
    words: () => evidence(id),
  };
}

const STATEMENTS = [
  DATE,
  column("Speaker", ({ item }) => list(values(item, "vj:speaker"))),
  column("Act", ({ item }) => plain(labels(item, "vj:act"))),
  COMMON.topics,
  column("Says", ({ item }) => plain(values(item, "vj:says").join("; "))),
  column("To", ({ item }) => inferred(list(values(item, "vj:addressee")), values(item, "vj:addresseeReason"))),
  WHAT("At"),
];

// --- occasions, and those who took part ---

const isOccasion = ({ cls }) => cls === "meeting" || cls === "visit" || cls === "event";

function occasionRow({ id }) {
  return {
    id,
    opens: id,
    item: id,
    sure: judge(id),
    event: id,
    date: () => ({ words: when(id), earliest: value(id, "vj:earliest"), latest: value(id, "vj:latest") }),
    topics: () => topicsOf(id),
    because: () => reasons(id),
    contested: () => [id, ...partsOf(id)],
    words: () => evidence(id, ...partsOf(id)),
  };
}

// Those who met first; the others with what they were there as.
function taking(parts) {
  const found = [...parts].sort((one, other) => counts(other) - counts(one));
  const name = (part) => label(partyOf(part)) + (counts(part) ? "" : ` (${roles(part)})`);
  return { ...list(found, name), ids: found.map(partyOf) };
}

const kindAndStatus = (event) => plain(unique([kinds(event) || kindOf(event), statusOf(event)]).join(", "));

const OCCASIONS = [
  DATE,
  WHAT("What"),
  column("Kind", ({ event }) => kindAndStatus(event)),
  PLACE,
  column("Who took part", ({ event }) => taking(partsOf(event))),
  COMMON.topics,
];

// Offices, each as it was held.
function officeCell(held) {
  const named = new Map(held.map((one) => [one.office, manner(one) + label(one.office)]));
  return list([...named.keys()], (id) => named.get(id));
}

function partRow({ id, sure }) {
  const { event } = ground(id);
  return { ...itemRow({ edge: { id, from: "", to: "" }, id, sure }), contested: () => [event, id], words: () => evidence(id) };
}

const PARTS = [
  DATE,
  column("Who", ({ item }) => list([partyOf(item)])),
  column("Role", ({ item }) => plain(roles(item))),
  column("Office", ({ item }) => inferred(officeCell(capacities(item)), officeReasons(item))),
  column("Side", ({ item }) => list(values(item, "vj:side"))),
  WHAT("What"),
  column("Kind", (row) => inferred(kindAndStatus(row.event), untold(row, kindReasons(row.event)))),
  PLACE,
];

// --- pairs and nodes ---

// Two who met: the first and last of what their edge rests on, each no more exact than it is told.
function pairRow(edge) {
  const pair = ordered([edge.from, edge.to]);
  const days = edge.items.map(({ id }) => itemDate(id)).filter(({ earliest, latest }) => earliest || latest);
  const first = days.reduce((least, one) => (!least || begin(one) < begin(least) ? one : least), null);
  const last = days.reduce((most, one) => (!most || end(one) > end(most) ? one : most), null);
  return { id: edge.id, opens: edge.id, edge, pair, first, last, words: () => evidence(...edge.items.map(({ id }) => ground(id).event || id)) };
}

const begin = ({ earliest, latest }) => earliest || latest;
const end = ({ earliest, latest }) => latest || earliest;
const days = (one, by) => (one ? { text: spanWords(one.earliest, one.latest, { short: true }), sort: by(one) } : plain(""));

const PAIRS = [
  WHO,
  WITH,
  column("In all", ({ edge }) => number(edge.count)),
  column("Certain", ({ edge }) => number(edge.certain)),
  column("Possible", ({ edge }) => number(edge.possible)),
  column("First", ({ first }) => days(first, begin)),
  column("Last", ({ last }) => days(last, end)),
  COMMON.sources,
];

// What names somebody, and what tells of a part they took or of something they said.
function nodeRow({ id }) {
  const own = bodyOf(id);
  const told = () => [own, ...["vj:participant", "vj:speaker", "vj:about"].flatMap((property) => subjects(property, own))];
  return { id, opens: id, measured: measures().get(id) ?? {}, words: () => evidence(...told()) };
}
const measured = (name, key) => column(name, (row) => (key in row.measured ? number(row.measured[key]) : plain("")));


const NODES = [
  column("Name", ({ id }) => list([id])),
  column("Class", ({ id }) => plain(classOf(id))),
  column("Office or kind", ({ id }) => (classOf(id) === "person" ? officeCell(latestOffices(id).held) : plain(labels(bodyOf(id), "vj:kind")))),
  column("Side", ({ id }) => plain(sideLabel.get(sideOf(id)) ?? "")),
  measured("Contacts", "degree"),
  measured("Meetings", "meetings"),
  measured("Weighted (Newman)", "newman"),
  measured("Betweenness", "betweenness"),
  measured("Broker", "broker"),
  COMMON.sources,
];

// --- tables ---

const DOUBT = [COMMON.sure, COMMON.because, COMMON.contested, COMMON.sources];
const MEETINGS = (what) => [DATE, WHO, WITH, WHAT(what), KIND, PLACE, COMMON.topics, ...DOUBT];

// What the graph shows, each for itself where it draws groups: of an opened group what leads to its members.
function shown() {
  const { nodes, edges, isGrouped } = scene();
  if (!isGrouped) return { nodes, edges };
  const alone = new Set(nodes.filter(({ cls }) => cls !== "group" && cls !== "topic").map(({ id }) => id));
  const ids = new Set(nodes.flatMap(({ id, cls }) => (cls === "group" ? membersOf(id).map((node) => node.id) : [id])));
  const whole = visible(state.view);
  const leads = ({ from, to }) => ids.has(from) && ids.has(to) && (!alone.size || alone.has(from) || alone.has(to));
  return { nodes: whole.nodes.filter(({ id }) => (alone.size ? alone : ids).has(id)), edges: whole.edges.filter(leads) };
}

const items = () => shown().edges.flatMap((edge) => edge.items.map(({ id, sure }) => ({ edge, id, sure })));
const once = () => [...new Map(items().map((one) => [one.id, one])).values()];

// By view, what each of its tables is called and makes: columns and rows.
export const TABLES = {
  people: { items: { name: "Who met whom", make: () => [MEETINGS("Meeting"), items().map(itemRow)] } },
  bodies: {
    items: {
      name: "Meetings and agreements",
      make: () => [[...MEETINGS("What").slice(0, 3), THROUGH, ...MEETINGS("What").slice(3)], items().map(itemRow)],
    },
  },
  topics: { items: { name: "Statements", make: () => [[...STATEMENTS, ...DOUBT], once().map(statementRow)] } },
  meetings: {
    items: { name: "Meetings and other events", make: () => [[...OCCASIONS, ...DOUBT], shown().nodes.filter(isOccasion).map(occasionRow)] },
    parts: { name: "Who took part", make: () => [[...PARTS, ...DOUBT], once().map(partRow)] },
  },
};
const pairs = (name) => ({ name, make: () => [PAIRS, shown().edges.map(pairRow)] });
const nodes = (name) => ({ name, make: () => [NODES, shown().nodes.filter((node) => !isOccasion(node)).map(nodeRow)] });
Object.assign(TABLES.people, { pairs: pairs("Pairs"), nodes: nodes("People") });
Object.assign(TABLES.bodies, { pairs: pairs("Pairs"), nodes: nodes("Bodies") });
Object.assign(TABLES.topics, { pairs: pairs("Speakers with topics"), nodes: nodes("Speakers and topics") });
Object.assign(TABLES.meetings, { nodes: nodes("People and bodies") });
