// The card of a meeting, visit or other event: when and where, who took part, what was said and dealt with.

import { classOf, evidence, label, order, subjects, value, values, words } from "./data.js";
import { byTime, counts, dateWhy, isContested, kindOf, milestonesAt, partsOf, partyOf, roles, statementsAt, when, where } from "./card-facts.js";
import { actions, chips, forms } from "./card-head.js";
import { instrument } from "./card-instruments.js";
import { namedIn, sourcesDiffer } from "./card-sources.js";
import { bySpeaker, topicsOf } from "./card-statements.js";
import { h, isolated } from "./dom.js";
import { otherReasons, reasonsFor, statusOf, statusWords } from "./happening.js";
import { capacities, officeReasons } from "./office-facts.js";
import { plural, spanWords } from "./spans.js";
import { because, capacityLinks, capital, fact, group, grouped, joined, link, links, opening, party, pieces, section, unheld } from "./words.js";

// --- when and where ---

const surely = (why, contested) => (contested ? "contested" : why ? "inferred" : "stated");

const UNDATED = "no source gives a day or year, and nothing bounds it";
const PLAIN_DAY = /^\d{4}(-\d{2}){0,2}$/;

function whenFact(id) {
  const told = values(id, "vj:date");
  const bounds = spanWords(value(id, "vj:earliest"), value(id, "vj:latest"));
  const ids = evidence(id);
  if (!told.length && !bounds) return fact({ text: "No date is told", sure: "unknown", why: UNDATED, ids });
  const why = dateWhy(id);
  const said = told.map(words).join(" / ");
  return fact({
    text: [h("strong", {}, said || bounds)],
    sure: surely(why, isContested(id, "date")),
    why,
    notes: [
      bounds && said && bounds !== said && !told.every((one) => PLAIN_DAY.test(one)) ? `that is ${bounds}` : null,
      value(id, "vj:undated") === "true" ? "The year is not told, so it counts in no year." : null,
    ],
    ids,
  });
}

function whereFacts(id) {
  const why = values(id, "vj:placeReason").join("; ");
  const text = (place) => [link(place), ...values(place, "schema:containedInPlace").flatMap((outer) => [", ", link(outer)])];
  return values(id, "vj:place").map((place) => fact({ text: text(place), sure: surely(why, isContested(id, "place")), why, ids: evidence(id), same: true }));
}

// What it was part of, and what came before and after.
function orderFacts(id) {
  const why = (property) => values(id, property).join("; ");
  const told = (word, other, reason) =>
    fact({ text: [`${word} `, link(other)], sure: surely(reason), why: reason, notes: [[when(other, { short: true }), unheld(other)]] });
  // A reason is of one pair: it stands on the earlier, and names the later by its id.
  const ofOrder = (first, then) => {
    const named = `before ${then.split("/").at(-1)}: `;
    return values(first, "vj:orderReason").filter((reason) => reason.startsWith(named)).map((reason) => reason.slice(named.length)).join("; ");
  };
  const session = (series) => [`${values(id, "vj:edition").map((number) => `Session ${number}`).join(", ") || "A session"} of `, link(series)];
  return [
    ...values(id, "vj:during").map((other) => told("During", other, why("vj:duringReason"))),
    ...values(id, "vj:series").map((series) => fact({ text: session(series), sure: "stated" })),
    ...subjects("vj:before", id).map((other) => told("After", other, ofOrder(other, id))),
    ...values(id, "vj:before").map((other) => told("Before", other, ofOrder(id, other))),
  ];
}

// Whether it took place, where that is inferred or sources differ on it.
function statusFacts(id) {
  const reasons = reasonsFor(id, "status");
  const sure = surely(reasons.length, isContested(id, "status"));
  return reasons.length ? [fact({ text: statusWords(id), sure, why: reasons.join("; ") })] : [];
}

// --- participants ---

// A part taken; where it stands beside its occasion, words that both rest on are not repeated.
function partFact(part, { beside = false } = {}) {
  const held = capacities(part);
  const leads = values(part, "vj:leads").map(partyOf);
  const behalf = values(part, "vj:onBehalfOf");
  const why = values(part, "vj:reason").join("; ");
  return fact({
    text: [party(partyOf(part)), ` · ${roles(part)}`],
    sure: surely(why, isContested(part, "role", "inCapacity", "side")),
    why,
    notes: [held.length ? capacityLinks(held) : null, officeReasons(part).join("; ") || null, behalf.length ? ["on behalf of ", links(behalf)] : null, leads.length ? ["heads the ", links(leads)] : null],
    ids: evidence(part),
    same: beside && String(evidence(part)) === String(evidence(value(part, "vj:event"))),
  });
}

function participants(parts) {
  const sorted = [...parts].sort((a, b) => counts(b) - counts(a) || order(label(partyOf(a)), label(partyOf(b))));
  const groups = grouped(sorted, (part) => value(part, "vj:side")).sort(([a], [b]) => Boolean(b) - Boolean(a) || order(label(a), label(b)));
  return groups.map(([side, own]) => group(side ? link(side) : "No side is told", pieces(own, (part) => partFact(part, { beside: true }))));
}

// --- the card ---

// What was told to have taken place there, and how much of it.
function insideRow(event) {
  return fact({ text: [opening(event), ` · ${when(event, { short: true })}`], notes: [[kindOf(event), statusOf(event), where(event)].filter(Boolean).join(" · ")] });
}

function lead(id, parts) {
  const principals = parts.filter((part) => counts(part) || classOf(id) !== "meeting").map(partyOf);
  const shown = [...new Set(principals)].slice(0, 6);
  return [when(id), where(id) ? [" · ", isolated(where(id))] : "", shown.length ? h("span", { class: "between" }, joined(shown.map((one) => party(one)), "and")) : ""];
}

export function occasionCard(id) {
  const parts = partsOf(id);
  const statements = statementsAt(id);
  const inside = subjects("vj:during", id).sort(byTime);
  const handled = [...new Set([...values(id, "vj:handles"), ...milestonesAt(id).map((one) => value(one, "vj:agreement"))])];
  const topics = [...new Set([...values(id, "vj:about"), ...topicsOf(statements).map(([topic]) => topic)])];
  const facts = [whenFact(id), ...whereFacts(id), ...orderFacts(id), ...statusFacts(id)];
  const kind = kindOf(id);
  return {
    title: capital(label(id)),
    chips: chips(capital(kind), "", statusOf(id) || "held"),
    lead: lead(id, parts),
    below: [otherReasons(id).map(because), forms(id), publishers(id), actions(id)],
    sections: [
      section("When and where", facts.length, () => h("ul", { class: "facts" }, facts)),
      sourcesDiffer([id], ...parts.map((part) => [part, party(partyOf(part))])),
      section("Participants", parts.length, () => participants(parts)),
      section("Said there", statements.length, () => bySpeaker(statements)),
      section("Instruments dealt with", handled.length, () => pieces(handled, (one) => instrument(one), { class: "instruments" })),
      section("Topics", topics.length, () => pieces(topics, (topic) => h("li", {}, link(topic)), { class: "about topics" })),
      section("During it", inside.length, () => pieces(inside, insideRow)),
      namedIn(id),
    ],
  };
}

// On whose word: documents may be copies of each other, so what counts are independent publishers.
function publishers(id) {
  const count = Number(value(id, "vj:publishers") || 0);
  const sources = subjects("vj:mentions", id).length;
  const told = count > 1 ? `, of ${count} independent publishers` : "";
  return sources ? h("p", { class: "note" }, `Told in ${plural(sources, "source")}${told}`) : null;
}

// --- one part taken ---

// The card of a single part: whose it was, and what they said there.
export function partCard(id) {
  const event = value(id, "vj:event");
  const who = partyOf(id);
  const said = statementsAt(event).filter((one) => values(one, "vj:speaker").includes(value(id, "vj:participant")));
  return {
    title: `${label(who)} at ${label(event)}`,
    chips: chips("Part taken"),
    lead: [party(who), " at ", link(event), `, ${when(event)}`, unheld(event)],
    sections: [
      section("Part", 1, () => h("ul", { class: "facts" }, partFact(id))),
      sourcesDiffer([id]),
      section("Said there", said.length, () => bySpeaker(said)),
    ],
  };
}

