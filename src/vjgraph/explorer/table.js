// The table: the same meetings and other events as rows, to sort and to read without the graph.

import { data, edgesAt, isOccasion, nodes } from "./data.js";
import { byId, h, isolated, say } from "./dom.js";
import { isShown, onChange } from "./scene.js";
import { sideVariable } from "./theme.js";

const COLUMNS = [
  ["Date", (node) => `${node.earliest || node.latest || "9999"} ${node.latest || "9999"}`],
  ["What", (node) => node.label],
  ["Kind", (node) => `${node.kind} ${node.status}`],
  ["Place", (node) => node.place || "\uffff"],
  ["Who took part", (node) => parties(node).map((edge) => nodes.get(edge.from).label).join(", ") || "\uffff"],
];

const collator = new Intl.Collator("en");
let sorted = { column: 0, down: false };
let openRow = () => {};

function parties(node) {
  const seen = new Set();
  return edgesAt.get(node.id).filter((edge) => !seen.has(edge.from) && seen.add(edge.from));
}

function heading([name], column) {
  const order = sorted.column !== column ? "none" : sorted.down ? "descending" : "ascending";
  const arrow = order === "none" ? "" : sorted.down ? " ↓" : " ↑";
  return h("th", { scope: "col", "aria-sort": order }, h("button", { type: "button", onclick: () => sortBy(column) }, name + arrow));
}

function sortBy(column) {
  sorted = { column, down: sorted.column === column && !sorted.down };
  fill();
  byId("table").querySelectorAll("th button")[column].focus();
  say(`Sorted by ${COLUMNS[column][0]}, ${sorted.down ? "descending" : "ascending"}`);
}

function link(id, text) {
  return h("a", { href: `#${encodeURIComponent(id)}`, onclick: (event) => (event.preventDefault(), openRow(id)) }, isolated(text));
}

function row(node) {
  const who = parties(node).map((edge) => {
    const party = nodes.get(edge.from);
    return h(
      "li",
      { "--c": sideVariable(party.side) },
      link(party.id, party.label),
      h("span", { class: "role" }, edge.inferred ? ` ${edge.role}, inferred` : ` ${edge.role}`),
    );
  });
  return h(
    "tr",
    { "data-id": node.id, class: node.status ? "unheld" : null },
    h("td", { "data-name": "Date" }, node.caption),
    h("th", { scope: "row", "data-name": "What" }, link(node.id, node.label)),
    h("td", { "data-name": "Kind" }, [node.kind, node.status].filter(Boolean).join(", ")),
    h("td", { "data-name": "Place" }, isolated(node.place)),
    h("td", { "data-name": "Who took part" }, h("ul", {}, who)),
  );
}

function fill() {
  const [, key] = COLUMNS[sorted.column];
  const order = (a, b) => collator.compare(key(a), key(b)) || (a.id < b.id ? -1 : 1);
  const rows = data.nodes.filter((node) => isOccasion(node) && isShown(node.id)).sort(order);
  if (sorted.down) rows.reverse();
  byId("table").replaceChildren(
    h(
      "table",
      {},
      h("caption", {}, `${rows.length} meetings, visits and other events`),
      h("thead", {}, h("tr", {}, COLUMNS.map(heading))),
      h("tbody", {}, rows.map(row)),
    ),
  );
}

export function startTable(open) {
  openRow = open;
  fill();
  onChange((what) => (what === "filter" ? fill() : null));
}
