// The cells of a table: each is told as {text, ids, sort}, and the columns that several tables have.

import { label, order, passage, sourceOf, value, values } from "./data.js";
import { ground, groundOn } from "./grounds.js";
import { reasonsFor } from "./happening.js";
import { itemDate, reachesBeyond } from "./items.js";
import { state } from "./state.js";
import { readable } from "./words.js";

export const plain = (text) => ({ text, sort: text });
export const number = (count) => ({ text: Number.isInteger(count) ? String(count) : count.toFixed(3), sort: count, number: true });
export const list = (ids, name = label) => {
  const texts = ids.map(name);
  return { ids, texts, text: texts.join("; "), sort: texts.join("; ") };
};
export const column = (name, cell) => ({ name, cell });

// Bounds sort a date: what is undated has none, and comes last.
const dated = ({ words, earliest, latest }) => ({ text: words, sort: earliest || latest ? `${earliest || latest} ${latest || "9"}` : "", earliest, latest });

export const unique = (texts) => [...new Set(texts.filter(Boolean))];

const publication = (source) => {
  const { id, publisher, issued } = sourceOf(source);
  return publisher ? [publisher, issued].filter(Boolean).join(", ") : id;
};

// By its id a document is told where no publisher is, but not sought: ids hold names and places that its rows need not.
function sourceCell(ids) {
  const sought = ids.flatMap((id) => [value(id, "dcterms:title"), sourceOf(id).publisher, sourceOf(id).issued]);
  return { ...list(ids, publication), sought: sought.join(" ") };
}

const because = (row) => (row.sure === "certain" ? "" : row.because());

// A cell with the reasons for which it is inferred.
export const inferred = (cell, reasons) => ({ ...cell, why: unique(reasons).join("; ") });

// Reasons that the row does not give as its own already.
export const untold = (row, reasons) => reasons.filter((reason) => !because(row).includes(reason));

export const COMMON = {
  topics: column("Topics", ({ topics }) => list([...topics()].sort((a, b) => order(label(a), label(b))))),
  sure: column("Certainty", ({ sure }) => plain(sure)),
  because: column("Because", (row) => plain(because(row))),
  contested: column("Contested", ({ contested }) => plain(unique(contested().flatMap((id) => values(id, "vj:contested"))).sort(order).join("; "))),
  sources: column("Sources", ({ words }) => sourceCell(unique(words().map((id) => passage(id).source)))),
};
// Of an agreement, whose days are those of its steps, each of them.
const moments = ({ event, item }) => (event ? [event] : ground(item).moments.map(({ id }) => id));
export const DATE = column("Date", (row) => {
  return inferred(dated(row.date()), untold(row, moments(row).flatMap((id) => values(id, "vj:dateReason"))));
});
// Where sources differ, each has its own: one or the other.
const either = (texts) => texts.join(" / ");
export const PLACE = column("Place", ({ event }) => {
  const cell = list(event ? values(event, "vj:place") : []);
  return inferred({ ...cell, text: either(cell.texts) }, event ? values(event, "vj:placeReason") : []);
});
export const kinds = (id) => either(values(id, "vj:kind").map(label).sort());

// Why the kind of an occasion is inferred, or that it was held.
export const kindReasons = (event) => reasonsFor(event, "kind", "status");

// Why an item is only possible, on an edge if that is given, as the queries say it.
export function reasons(id, edge = null) {
  const { doubt: told, sort } = edge ? groundOn(id, edge) : ground(id);
  const part = sort === "meeting" ? told : readable(told);
  const { earliest, latest, doubt } = itemDate(id);
  const inPeriod = state.from || state.to;
  if (inPeriod && !earliest && !latest) return unique(["its date is not told", part]).join("; ");
  return unique([reachesBeyond({ earliest, latest }, state) ? "the date reaches beyond the period" : "", doubt, part]).join("; ");
}
