// Instruments: their milestones, their parties, where they were dealt with and who spoke of them; and the card of one.

import { bodyOf, evidence, isA, isOccasion, label, labels, order, subjects, value, values } from "./data.js";
import { dateWhy, isContested, partsWith, when } from "./card-facts.js";
import { actions, chips } from "./card-head.js";
import { namedIn, sourcesDiffer } from "./card-sources.js";
import { byOccasion } from "./card-statements.js";
import { h, isolated } from "./dom.js";
import { statusOf, wasHeld } from "./happening.js";
import { badge, because, capital, fact, grouped, joined, link, links, opening, party, pieces, quotes, section, sideOf, unheld } from "./words.js";

// --- milestones ---

export const milestonesOf = (agreement) =>
  subjects("vj:agreement", agreement)
    .filter((id) => isA(id, "Milestone"))
    .sort((a, b) => order(Number(value(value(a, "vj:kind"), "vj:order")), Number(value(value(b, "vj:kind"), "vj:order"))) || order(a, b));

// The state an instrument has reached: the furthest of its milestones.
const stateOf = (agreement) => milestonesOf(agreement).map((id) => labels(id, "vj:kind")).at(-1) ?? "";

function milestone(id, same = false) {
  const signed = values(id, "vj:signatory");
  const event = value(id, "vj:event");
  const who = values(id, "vj:reason").join("; ");
  return fact({
    text: [h("strong", {}, capital(labels(id, "vj:kind"))), " · ", when(id)],
    sure: isContested(id, "date") ? "contested" : dateWhy(id) || (who && !signed.length) ? "inferred" : "stated",
    why: [dateWhy(id), signed.length ? "" : who].filter(Boolean).join("; "),
    notes: [
      signed.length ? ["by ", joined(signed.map((one) => link(one)), "and"), " ", who ? badge("inferred") : null] : null,
      signed.length ? because(who) : null,
      event ? ["at ", link(event), unheld(event)] : null,
    ],
    ids: evidence(id),
    same,
  });
}

const milestoneList = (agreement) => h("ul", { class: "facts" }, milestonesOf(agreement).map((id) => milestone(id)));

// --- an instrument in a list ---

const RELATIONS = ["party", "initiator", "signed", "was there", "was there, if it was held", "was to be there", "spoke of it"];

// What taking part in an occasion comes to.
const presence = (event) => (wasHeld(event) ? (statusOf(event) ? "was there, if it was held" : "was there") : "was to be there");

// How a party and the instruments it has to do with hang together: Map agreement → words.
function relations(id) {
  const found = new Map();
  const add = (agreement, how) => (isA(agreement, "Agreement") ? found.set(agreement, [...new Set([...(found.get(agreement) ?? []), how])]) : null);
  const own = bodyOf(id);
  subjects("vj:party", own).forEach((one) => add(one, "party"));
  subjects("vj:initiator", own).forEach((one) => add(one, "initiator"));
  subjects("vj:signatory", own).forEach((one) => add(value(one, "vj:agreement"), "signed"));
  for (const event of new Set(partsWith(id).map((part) => value(part, "vj:event")))) {
    values(event, "vj:handles").forEach((one) => add(one, presence(event)));
    subjects("vj:event", event).filter((one) => isA(one, "Milestone")).forEach((one) => add(value(one, "vj:agreement"), presence(event)));
  }
  subjects("vj:speaker", own).flatMap((one) => values(one, "vj:about")).forEach((one) => add(one, "spoke of it"));
  return found;
}

export function instrument(agreement, how = []) {
  const signed = new Set(milestonesOf(agreement).flatMap((id) => values(id, "vj:signatory")));
  const others = values(agreement, "vj:party").filter((one) => !signed.has(one));
  return h(
    "li",
    { class: "instrument" },
    h("h4", {}, link(agreement)),
    h("p", { class: "note" }, [labels(agreement, "vj:kind"), ...how].filter(Boolean).join(" · "), isContested(agreement, "status") ? [" ", badge("contested")] : null),
    others.length ? h("p", { class: "note" }, "between ", joined(others.map((one) => party(one)), "and")) : null,
    milestonesOf(agreement).length ? milestoneList(agreement) : quotes(evidence(agreement)),
  );
}

// The instruments of a party: those it is bound by first.
export function instruments(id) {
  const rank = ([, how]) => Math.min(...how.map((one) => RELATIONS.indexOf(one)));
  const found = [...relations(id)].sort((a, b) => rank(a) - rank(b) || order(label(a[0]), label(b[0])));
  return section("Instruments", found.length, () => pieces(found, ([agreement, how]) => instrument(agreement, how), { class: "instruments" }));
}

// What two bodies are both party to, or both signed.
export function sharedInstruments(a, b) {
  const bound = (id) => [...relations(id)].filter(([, how]) => how.includes("party") || how.includes("signed")).map(([one]) => one);
  const others = new Set(bound(b));
  return bound(a).filter((one) => others.has(one)).sort((one, other) => order(label(one), label(other)));
}

// With whom a body shares instruments: [other, agreements], most first.
export function sharersOf(id) {
  const own = [...relations(id)].filter(([, how]) => how.includes("party") || how.includes("signed")).map(([one]) => one);
  const pairs = own.flatMap((one) => {
    const bound = [...values(one, "vj:party"), ...milestonesOf(one).flatMap((step) => values(step, "vj:signatory"))];
    return [...new Set(bound)].filter((other) => other !== bodyOf(id)).map((other) => [other, one]);
  });
  const found = grouped(pairs, ([other]) => other).map(([other, all]) => [other, all.map(([, one]) => one)]);
  return found.sort((a, b) => b[1].length - a[1].length || order(label(a[0]), label(b[0])));
}

// --- the card ---

function between(id) {
  const parties = values(id, "vj:party");
  const initiators = values(id, "vj:initiator");
  const count = value(id, "vj:count");
  return [
    ...parties.map((one) => h("li", { class: "fact" }, h("p", { class: "text" }, party(one), " ", badge("stated")))),
    ...initiators.map((one) => h("li", { class: "fact" }, h("p", { class: "text" }, party(one), " set it up ", badge("stated")))),
    count ? h("li", { class: "fact" }, h("p", { class: "text" }, `${count} documents without titles of their own`)) : null,
  ].filter(Boolean);
}

const tie = (parties) =>
  parties.length === 2 ? h("p", { class: "note" }, link([...parties].sort(order).join("~"), "All that ties the two")) : null;

export function agreementCard(id) {
  const kind = labels(id, "vj:kind");
  const steps = milestonesOf(id);
  const partners = between(id);
  const about = values(id, "vj:about");
  const meetings = [...new Set([...subjects("vj:handles", id), ...steps.map((step) => value(step, "vj:event")).filter(Boolean)])];
  const spoken = subjects("vj:about", id);
  const statements = spoken.filter((one) => isA(one, "Statement"));
  const events = [...new Set([...meetings, ...spoken.filter(isOccasion)])];
  return {
    chips: chips(kind ? capital(kind) : "Instrument", values(id, "vj:initiator").map(sideOf)[0] ?? "", stateOf(id)),
    lead: about.length ? ["About ", links(about)] : [],
    below: [because(values(id, "vj:reason").join("; ")), actions(id)],
    sections: [
      section("Milestones", steps.length, () => milestoneList(id)),
      section("Parties", partners.length, () => [h("ul", { class: "facts" }, partners), tie(values(id, "vj:party"))]),
      sourcesDiffer([id], ...steps.map((step) => [step, isolated(labels(step, "vj:kind"))])),
      section("Dealt with at", events.length, () => pieces(events, (event) => fact({ text: [opening(event), ` · ${when(event)}`, unheld(event)], ids: evidence(event) }))),
      section("Said about it", statements.length, () => byOccasion(statements)),
      namedIn(id),
    ],
  };
}
