// Offices over time: who held what, from the first to the last day on which a document says so, never a term nobody stated.

import { evidence, isA, label, labels, order, subjects, value, values, words } from "./data.js";
import { h, isolated } from "./dom.js";
import { actingIn, behindHolder, officesOf, tenureDays } from "./office-facts.js";
import { plural, spanWords } from "./spans.js";
import { badge, cited, fact, folded, group, link, party, quotes } from "./words.js";

const HOLDING = new Map([["holds", "in office on"], ["acting", "acting on"], ["held", "no longer in office on"]]);

const dayNumber = (iso) => Date.parse(iso) / 86_400_000;

// One document's word on an office.
function attestation(id) {
  const how = value(id, "vj:holding").split("/").at(-1);
  const days = values(id, "vj:attestedOn").map(words).join(" / ");
  return fact({
    text: [`${HOLDING.get(how) ?? labels(id, "vj:holding")} `, days || "a day that is not told"],
    sure: values(id, "vj:reason").length ? "inferred" : "stated",
    why: values(id, "vj:reason").join("; "),
    notes: values(id, "vj:rank").map((rank) => ["rank: ", isolated(rank)]),
    ids: evidence(id),
  });
}

// The first and last day of all tenures shown, between which the strips are drawn; null where there is one day only.
function spanOf(tenures) {
  const days = tenures.flatMap((tenure) => [value(tenure, "vj:firstAttested"), value(tenure, "vj:lastAttested"), value(tenure, "vj:heldBefore")]).filter(Boolean).sort();
  return days.length && days[0] !== days.at(-1) ? [days[0], days.at(-1)] : null;
}

function strip({ tenure, attested, former }, span) {
  if (!span) return null;
  const [first, last] = span.map(dayNumber);
  const at = (iso) => `${(100 * (dayNumber(iso) - first)) / (last - first)}%`;
  const from = value(tenure, "vj:firstAttested");
  const to = value(tenure, "vj:lastAttested");
  const days = [...new Set(attested.map((id) => value(id, "vj:earliest")).filter(Boolean))];
  const width = from && to ? `${(100 * (dayNumber(to) - dayNumber(from))) / (last - first)}%` : "0";
  return h(
    "div",
    { class: `strip${former ? " former" : ""}`, "aria-hidden": "true" },
    from ? h("i", { class: "bar", "--from": at(from), "--width": width }) : null,
    days.map((day) => h("i", { class: "tick", "--from": at(day) })),
  );
}

// Of several documents that differ in it, how many call somebody acting; that all do, the name says.
function actingWords({ attested, acting }) {
  const count = actingIn(attested);
  return count && !(acting && count === attested.length) ? `, acting in ${count} of ${plural(attested.length, "document")}` : "";
}

function days({ tenure, former }) {
  const told = tenureDays(tenure);
  const before = value(tenure, "vj:heldBefore");
  if (told) return `attested ${told}${before ? `, former by ${spanWords(before, before)}` : ""}`;
  return former || before ? `former${before ? ` on ${spanWords(before, before)}` : ""}` : "day not told";
}

// A row: the office (or its holder) with its days, the strip, and each document's word.
function row(held, name, span) {
  const { attested } = held;
  const inferred = attested.length > 0 && attested.every((id) => values(id, "vj:reason").length);
  const why = inferred ? values(attested[0], "vj:reason").join("; ") : "";
  const list = () => h("ul", { class: "facts" }, attested.map(attestation));
  const differ = [...new Set([held.tenure, ...attested].flatMap((id) => values(id, "vj:contested")))];
  return h(
    "li",
    { class: "tenure" },
    h("p", { class: "text" }, name, " ", badge(differ.length ? "contested" : inferred ? "inferred" : "stated")),
    h("p", { class: "note" }, days(held), actingWords(held)),
    why ? h("p", { class: "because" }, isolated(why)) : null,
    differ.map((told) => h("p", { class: "because" }, isolated(told))),
    strip(held, span),
    attested.length === 1 ? quotes(evidence(attested[0])) : folded(plural(attested.length, "document"), list),
  );
}

const ends = (span) => (span ? h("p", { class: "ends", "aria-hidden": "true" }, span.map((day) => h("span", {}, spanWords(day, day, { short: true })))) : null);

function rows(all, name) {
  const span = spanOf(all.map(({ tenure }) => tenure));
  return [h("ul", { class: "tenures" }, all.map((held) => row(held, name(held), span))), ends(span)];
}

// The offices of a person, and ranks that stand in a document without one.
export function officesOver(person) {
  const all = officesOf(person);
  const alone = subjects("vj:person", person).filter((id) => isA(id, "Attestation") && !values(id, "vj:office").length);
  const rank = (id) => fact({ text: values(id, "vj:rank").map((one) => isolated(one)), sure: "stated", notes: [cited(value(id, "vj:source"))], ids: evidence(id) });
  return [...rows(all, ({ office, acting }) => [acting ? "acting " : "", link(office)]), alone.length ? group("Rank", h("ul", { class: "facts" }, alone.map(rank))) : null];
}

// Who held an office, in the order of the days on which they are attested in it.
export function tenuresOf(office) {
  const people = [...new Set(subjects("vj:office", office).filter((id) => isA(id, "Tenure")).map((id) => value(id, "vj:person")))];
  const found = people.flatMap((person) => officesOf(person).filter((held) => held.office === office).map((held) => ({ ...held, person })));
  const first = ({ tenure }) => value(tenure, "vj:firstAttested") || value(tenure, "vj:heldBefore") || "9";
  return found.sort((a, b) => order(first(a), first(b)) || order(label(a.person), label(b.person)));
}

const holder = (held) => [party(held.person), behindHolder(held)];

export const holdersOver = (office) => rows(tenuresOf(office), holder);

// The people of a body: every office in it with its holders.
export function staff(body) {
  const held = subjects("org:postIn", body).map((office) => [office, tenuresOf(office)]).filter(([, all]) => all.length);
  return held.sort(([a], [b]) => order(label(a), label(b)));
}

export const staffRows = (body) => staff(body).map(([office, all]) => group(link(office), rows(all, holder)));
