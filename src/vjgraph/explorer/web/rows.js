// The rows of the table as it is asked for: which of the view's tables, sorted by which column, holding which words.

import { fold } from "./fold.js";
import { TABLES } from "./row-kinds.js";
import { scene } from "./scene.js";
import { state } from "./state.js";

export const asked = { table: "items", by: "", down: false, text: "" };

// The tables of the present view, by name what each is called and makes.
export const tables = () => TABLES[state.view];

// A row's cell, kept once it is made.
export function cellOf(row, { name, cell }) {
  row.cells ??= new Map();
  if (!row.cells.has(name)) row.cells.set(name, cell(row));
  return row.cells.get(name);
}

const collator = new Intl.Collator("en", { numeric: true });
const compare = (one, other) => (typeof one === "number" ? one - other : collator.compare(one, other));

// Sorts rows by a column, which keeps the order of equal ones. What is empty or undated comes last, whichever way. Values are
// compared once each, for many rows have the same.
function sortBy(rows, wanted, down = false) {
  const sorts = [...new Set(rows.map((row) => cellOf(row, wanted).sort))].filter((sort) => sort !== "").sort(compare);
  if (down) sorts.reverse();
  const ranks = new Map(sorts.map((sort, rank) => [sort, rank]));
  const rank = (row) => ranks.get(cellOf(row, wanted).sort) ?? sorts.length;
  return rows.sort((one, other) => rank(one) - rank(other));
}

let kept = {};

// The columns and rows of a table in the order of time and names, made once for what is shown.
function made(table) {
  const shown = scene();
  if (kept.shown !== shown || kept.table !== table) {
    const [columns, rows] = (tables()[table] ?? tables().items).make();
    for (const one of [columns[2], columns[1], columns[0]]) sortBy(rows, one);
    // What sources nowhere differ on needs no column to read; a file has it all the same.
    const read = columns.filter((one) => one.name !== "Contested" || rows.some((row) => cellOf(row, one).text));
    kept = { shown, table, columns, read, rows };
  }
  return kept;
}

const folded = new Map();

function foldOnce(text) {
  if (!folded.has(text)) folded.set(text, fold(text));
  return folded.get(text);
}

// The columns of a table (`read`: those that are shown) and its rows that hold the beginnings of all typed words, sorted by a
// column; what is in no period comes last in one.
export function rowsOf({ table, by, down, text } = asked) {
  const { columns, read, rows } = made(table);
  const tokens = fold(text).split(" ").filter(Boolean);
  const holds = (row) => {
    row.folded ??= ` ${columns.map((one) => cellOf(row, one)).map(({ text, why, sought = text }) => foldOnce(why ? `${sought} inferred` : sought)).join(" ")}`;
    return tokens.every((token) => row.folded.includes(` ${token}`));
  };
  const found = tokens.length ? rows.filter(holds) : [...rows];
  const wanted = columns.find(({ name }) => name === by);
  if (wanted) sortBy(found, wanted, down);
  const isApart = ({ sure }) => sure === "undated";
  return { columns, read, rows: [...found.filter((row) => !isApart(row)), ...found.filter(isApart)], whole: rows.length };
}
