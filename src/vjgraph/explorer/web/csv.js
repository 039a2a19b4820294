// The table as a file for spreadsheets: exactly its rows, with ids, days and the words they rest on.

import { data, passage, sourceOf } from "./data.js";
import { h, say } from "./dom.js";
import { asked, cellOf, rowsOf } from "./rows.js";
import { plural } from "./spans.js";
import { state } from "./state.js";

// A spreadsheet computes what begins like a formula; behind an apostrophe it is text. Wide forms of the signs count too.
const guarded = (text) => (/^[\s\u0000-\u001f]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text);

const field = (text) => {
  const safe = guarded(text);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

// Passages as their words, each with its document and paragraph.
function wordsOf(ids) {
  const told = ids.map(passage).map(({ source, quote, paragraph }) => {
    const place = [sourceOf(source).id, paragraph && `paragraph ${paragraph}`].filter(Boolean).join(", ");
    return quote ? `“${quote}” (${place})` : `(${place})`;
  });
  return told.join(" | ");
}

// What a column of the table becomes: its text, and behind it the ids of what it names, why it is inferred, the days it lies between.
function spread({ name }, cells) {
  const low = name.toLowerCase();
  const found = [[low, ({ text }) => text]];
  if (cells.some(({ ids }) => ids)) found.push([`${low} id`, ({ ids = [] }) => ids.join("; ")]);
  if (cells.some((cell) => "why" in cell)) found.push([`${low}_because`, ({ why = "" }) => why]);
  if (cells.some((cell) => "earliest" in cell)) found.push(["earliest", (cell) => cell.earliest ?? ""], ["latest", (cell) => cell.latest ?? ""]);
  return found;
}

// Rows as RFC 4180 has them, with a byte order mark, by which spreadsheets know UTF-8.
function csvOf({ columns, rows }) {
  const written = columns.flatMap((column) => {
    const cells = rows.map((row) => cellOf(row, column));
    return spread(column, cells).map(([name, tell]) => [name, ...cells.map(tell)]);
  });
  written.push(["words", ...rows.map((row) => wordsOf(row.words()))]);
  const lines = Array.from({ length: rows.length + 1 }, (_, at) => written.map((one) => field(one[at])).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

const slug = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 80) || "graph";

// Saves the rows of the table as it stands; from the graph, those of its first table, for no words are asked for there.
export function saveCsv() {
  const isTable = state.as === "table";
  const found = rowsOf(isTable ? asked : { table: "items", by: "", down: false, text: "" });
  const table = isTable && asked.table !== "items" ? `-${asked.table}` : "";
  const address = URL.createObjectURL(new Blob([csvOf(found)], { type: "text/csv;charset=utf-8" }));
  h("a", { href: address, download: `${slug(data.title)}-${state.view}${table}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  say(`${plural(found.rows.length, "row")} saved as CSV`);
}
