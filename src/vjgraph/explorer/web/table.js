// The table: what the view shows as rows, to read, sort and search without the graph.

import { classOf } from "./data.js";
import { saveCsv } from "./csv.js";
import { byId, h, isolated, say } from "./dom.js";
import { asked, cellOf, rowsOf, tables } from "./rows.js";
import { plural } from "./spans.js";
import { onChange, state, update } from "./state.js";
import { badge, folded, link, party } from "./words.js";

const STEP = 150; // rows that are written at once
const LISTED = 3; // things named in a cell before the rest is folded away
const IDLE = ["open", "size", "colour", "weight"]; // what changes no row

let stale = true;

// --- cells ---

const isParty = (id) => ["person", "body"].includes(classOf(id));
const named = (id, text) => h("li", {}, isParty(id) ? party(id, text) : link(id, text));

function things({ ids, texts }) {
  const items = ids.map((id, at) => named(id, texts[at]));
  if (items.length <= LISTED + 1) return h("ul", {}, items);
  const rest = items.slice(LISTED);
  return h("div", {}, h("ul", {}, items.slice(0, LISTED)), folded(`${rest.length} more`, () => h("ul", {}, rest)));
}

// "inferred" behind what is so, and why to those who point at it or hear it.
const mark = (why) => h("span", { class: "mark", title: why }, " · inferred", h("span", { class: "unseen" }, `: ${why}`));

function content(column, cell, opens) {
  if (column.name === "Certainty") return badge(cell.text);
  // Without a name that leads on, the first cell leads to the card of the row.
  const told = cell.ids ? things(cell) : opens ? link(opens, cell.text) : isolated(cell.text);
  return cell.why && cell.text ? h("div", { class: "marked" }, told, mark(cell.why)) : told;
}

function tableRow(columns, row) {
  const cells = columns.map((column) => cellOf(row, column));
  const heading = cells.findIndex(({ ids }) => ids);
  return h(
    "tr",
    { "data-id": row.id, "data-opens": row.opens, class: row.sure === "possible" ? "possible" : null },
    columns.map((column, at) => {
      const cell = cells[at];
      const properties = { "data-name": column.name, class: cell.number ? "number" : cell.text ? null : "empty", scope: at === heading ? "row" : null };
      return h(at === heading ? "th" : "td", properties, content(column, cell, at === 0 && !cell.ids ? row.opens : ""));
    }),
  );
}

// --- the head ---

function heading({ name }, at, first) {
  const isSorted = asked.by === name;
  const order = !isSorted ? "none" : asked.down ? "descending" : "ascending";
  const arrow = h("span", { class: "arrow", "aria-hidden": "true" }, !isSorted ? "" : asked.down ? "↓" : "↑");
  return h("th", { scope: "col", "aria-sort": order, class: first?.number ? "number" : null }, h("button", { type: "button", onclick: () => sortBy(name, at) }, name, arrow));
}

// Numbers are first wanted from the highest.
function sortBy(name, at) {
  const { read: columns, rows } = rowsOf();
  const isNumber = rows.some((row) => cellOf(row, columns[at]).number);
  [asked.down, asked.by] = [asked.by === name ? !asked.down : isNumber, name];
  fill();
  byId("table").querySelectorAll("thead button")[at].focus();
  say(`Sorted by ${name}, ${asked.down ? "descending" : "ascending"}`);
}

function choose(table) {
  Object.assign(asked, { table, by: "", down: false });
  write();
  byId("table").querySelector('.switch [aria-pressed="true"]').focus();
  say(`${tables()[table].name}: ${plural(rowsOf().rows.length, "row")}`);
}

function tools() {
  const buttons = Object.entries(tables()).map(([table, { name }]) =>
    h("button", { type: "button", "data-table": table, "aria-pressed": String(table === asked.table), onclick: () => choose(table) }, name),
  );
  const words = h("input", { type: "search", "aria-label": "Only rows with these words", placeholder: "Only rows with …", value: asked.text });
  words.addEventListener("input", () => {
    asked.text = words.value;
    fill();
  });
  return h(
    "div",
    { class: "table-tools" },
    h("div", { class: "switch", role: "group", "aria-label": "Rows" }, buttons),
    words,
    h("button", { type: "button", class: "plain", onclick: saveCsv }, "Save as CSV"),
  );
}

// --- the rows ---

function captioned({ rows, whole }) {
  const { name } = tables()[asked.table];
  const count = rows.length === whole ? plural(whole, "row") : `${rows.length} of ${plural(whole, "row")}`;
  const those = (wanted) => rows.filter(({ sure }) => sure === wanted).length;
  const sure = rows.some((row) => row.sure) ? `, ${those("certain")} certain` : "";
  return `${name}: ${count}${sure}${those("undated") ? `, ${those("undated")} undated` : ""}`;
}

// The next rows below those that are there, and a button for what is left.
function append(body, { read: columns, rows }, from, { focus = false } = {}) {
  const next = rows.slice(from, from + STEP).map((row) => tableRow(columns, row));
  body.append(...next);
  const apart = rows.findIndex(({ sure }) => sure === "undated") - from;
  if (next[apart]) next[apart].before(h("tr", { class: "apart" }, h("td", { colspan: columns.length }, "No year told: in no period")));
  const left = rows.length - from - next.length;
  const more = h("button", { type: "button", class: "plain" }, `Show ${Math.min(STEP, left)} more of ${left}`);
  more.addEventListener("click", () => append(body, { read: columns, rows }, from + STEP, { focus: true }));
  byId("table").querySelector(".table-more").replaceChildren(...(left > 0 ? [more] : []));
  if (focus) next[0].querySelector("a, button")?.focus({ preventScroll: true });
}

function fill() {
  const found = rowsOf();
  const table = byId("table").querySelector("table");
  const body = h("tbody");
  const heads = found.read.map((column, at) => heading(column, at, found.rows.map((row) => cellOf(row, column)).find(({ text }) => text)));
  table.replaceChildren(h("caption", {}, captioned(found)), h("thead", {}, h("tr", {}, heads)), body);
  append(body, found, 0);
  if (!found.rows.length) body.append(h("tr", {}, h("td", { class: "none", colspan: found.read.length }, "No row holds these words.")));
  markOpen();
}

function write() {
  stale = false;
  if (!tables()[asked.table]) Object.assign(asked, { table: "items", by: "", down: false });
  byId("table").replaceChildren(tools(), h("table"), h("div", { class: "table-more" }));
  fill();
}

// The row whose card is open.
function markOpen() {
  for (const row of byId("table").querySelectorAll("tbody tr")) {
    if (state.open && row.dataset.opens === state.open) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

// A click beside the links opens the card of the row; a text that is being selected does not.
function follow({ target }) {
  const row = target.closest("tbody tr");
  if (!row?.dataset.opens || target.closest("a, button, summary") || String(getSelection())) return;
  if (classOf(row.dataset.opens)) update({ open: row.dataset.opens });
}

function react(changed) {
  if ([...changed].some((key) => !IDLE.includes(key) && key !== "as")) stale = true;
  if (state.as !== "table") return;
  if (stale) write();
  else markOpen();
}

export function startTable() {
  byId("table").addEventListener("click", follow);
  byId("save-csv").addEventListener("click", saveCsv);
  onChange(react);
  react(new Set());
}
