// The rows of the table as it is asked for: which of the view's tables, sorted by which column, holding which words.

import { fold } from "./fold.js";
import { TABLES } from "./row-kinds.js";
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

// What is empty or undated comes last, whichever way.
function sorting(wanted, down) {
  return (one, other) => {
    const [a, b] = [cellOf(one, wanted).sort, cellOf(other, wanted).sort];
    if (a === "" || b === "") return (a === "") - (b === "");
    return down ? compare(b, a) : compare(a, b);
  };
}

// The columns and rows of a table, those that hold every typed word, sorted by a column; ties stay in the order of time and name.
export function rowsOf({ table, by, down, text } = asked) {
  const [columns, found] = (tables()[table] ?? tables().items).make();
  const tokens = fold(text).split(" ").filter(Boolean);
  const holds = (row) => {
    const words = ` ${fold(columns.map((one) => cellOf(row, one).text).join(" "))}`;
    return tokens.every((token) => words.includes(` ${token}`));
  };
  const rows = tokens.length ? found.filter(holds) : found;
  const steady = [columns[2], columns[1], columns[0]];
  for (const one of steady) rows.sort(sorting(one, false));
  const wanted = columns.find(({ name }) => name === by);
  if (wanted) rows.sort(sorting(wanted, down));
  return { columns, rows, whole: found.length };
}
