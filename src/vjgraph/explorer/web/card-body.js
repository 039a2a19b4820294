// The cards of a body and of an office: who is in it, whom it met and through whom, what it signed, what was raised with it.

import { bodyOf, isA, label, labels, order, subjects, value, values } from "./data.js";
import { counts, encountersOf, partyOf, partsWith } from "./card-facts.js";
import { actions, chips, elsewhere, forms, only } from "./card-head.js";
import { instruments, sharersOf } from "./card-instruments.js";
import { metCount, metList, pairOf } from "./card-met.js";
import { holdersOver, staff, staffRows, tenuresOf } from "./card-offices.js";
import { alsoPresent, measureLine, topicChips } from "./card-person.js";
import { namedIn, sourcesDiffer } from "./card-sources.js";
import { byOccasion, raised, raisedWith, saidBy } from "./card-statements.js";
import { h } from "./dom.js";
import { behindHolder, capacities } from "./office-facts.js";
import { plural } from "./spans.js";
import { capacityLinks, capital, group, grouped, joined, link, links, opening, party, pieces, section, sideOf, unheld } from "./words.js";

// --- bodies ---

const partsBelow = (id) => subjects("org:subOrganizationOf", id).sort((a, b) => order(label(a), label(b)));

// With whom a body shares instruments, a line each.
function shared(id) {
  const found = sharersOf(id);
  const tie = ([other, own]) => link(pairOf(bodyOf(id), other), plural(own.length, "instrument"), { class: "to tie" });
  const row = ([other, own]) => h("li", { class: "fact" }, h("p", { class: "text" }, party(other), tie([other, own])), h("p", { class: "note" }, links(own)));
  return section("Instruments shared with", found.length, () => pieces(found, row));
}

// Meetings of people who hold an office in a body, at which they were not told to stand for it.
function metByStaff(id, own) {
  const people = [...new Set(staff(bodyOf(id)).flatMap(([, all]) => all.map(({ person }) => person)))];
  const known = new Set(own.map((one) => one.id));
  return people.map((person) => [person, encountersOf(person).filter((one) => !known.has(one.id))]).filter(([, found]) => found.length);
}

function staffMeetings(found) {
  const row = ([person, encounters]) => {
    const others = grouped(encounters, (one) => one.party);
    const name = ([other, all]) => {
      const held = capacities(...new Set(all.map((one) => one.other)));
      const tie = link(pairOf(person, other), plural(new Set(all.map(({ meeting }) => meeting)).size, "meeting"), { class: "to tie" });
      return h("li", { class: "fact" }, h("p", { class: "text" }, party(other), tie), held.length ? h("p", { class: "note" }, capacityLinks(held)) : null);
    };
    return h("li", { class: "counterpart" }, h("h4", {}, party(person), " met"), pieces(others, name));
  };
  return [h("p", { class: "note" }, "Whether they then spoke for this body is not told."), pieces(found, row, { class: "counterparts" })];
}

export function bodyCard(id) {
  const body = bodyOf(id);
  const isDelegation = body !== id;
  const encounters = encountersOf(id);
  const said = saidBy(id);
  const put = raisedWith(partsWith(id).filter(counts));
  const people = isDelegation ? [] : staff(body);
  const others = isDelegation ? [] : metByStaff(id, encounters);
  const lower = isDelegation ? [] : partsBelow(body);
  const whole = values(body, "org:subOrganizationOf");
  const series = subjects("vj:series", body);
  return {
    title: isDelegation ? capital(label(id)) : label(id),
    chips: chips(isDelegation ? "Delegation" : capital(labels(body, "vj:kind") || "Body"), sideOf(id)),
    lead: isDelegation ? ["Those whom ", link(body), " sent, without names"] : whole.length ? ["Part of ", links(whole)] : [],
    below: [
      ...(isDelegation ? [] : [forms(id), elsewhere(id)]),
      measureLine(id),
      actions(id),
      isDelegation ? null : only("ministry", body, "Only this body and its parts"),
    ],
    sections: [
      section("People in office", people.reduce((sum, [, all]) => sum + all.length, 0), () => staffRows(body), { name: "staff" }),
      section("Met", metCount(id, encounters), () => metList(id, encounters)),
      section("Its people also met", others.reduce((sum, [person, found]) => sum + metCount(person, found), 0), () => staffMeetings(others)),
      shared(id),
      instruments(id),
      section("Raised with it", put.length, () => raised(put)),
      section("Said", said.length, () => byOccasion(said)),
      topicChips([...said, ...put]),
      sourcesDiffer([body]),
      section("Sessions", series.length, () => pieces(series, (event) => h("li", { class: "fact" }, h("p", { class: "text" }, opening(event), unheld(event))))),
      section("Parts", lower.length, () => h("ul", { class: "plain-list" }, lower.map((one) => h("li", {}, link(one))))),
      ...alsoPresent(id, encounters),
      namedIn(body),
    ],
  };
}

// --- offices ---

export function officeCard(id) {
  const bodies = values(id, "org:postIn");
  const held = tenuresOf(id);
  const parts = subjects("vj:inCapacity", id).filter((part) => isA(part, "Participation"));
  const people = [...new Set(parts.map(partyOf))];
  const encounters = people.flatMap((person) => encountersOf(person).filter(({ own }) => parts.includes(own)));
  const put = raisedWith(parts);
  const said = people.flatMap(saidBy).filter((one) => parts.some((part) => value(part, "vj:event") === value(one, "vj:event")));
  const byHolder = grouped(encounters, ({ own }) => partyOf(own));
  const holderMet = ([person, own]) => (byHolder.length > 1 ? group(party(person), metList(person, own)) : metList(person, own));
  const current = held.filter(({ former }) => !former);
  return {
    chips: chips("Office", sideOf(id)),
    lead: current.length ? ["Attested: ", joined(current.map((one) => [link(one.person), behindHolder(one)]), "and")] : ["No holder is told"],
    below: [bodies.length ? h("p", { class: "note" }, "In ", links(bodies)) : null, forms(id)],
    sections: [
      section("Holders over time", held.length, () => holdersOver(id)),
      section("Raised with the holder", put.length, () => raised(put)),
      section("Met in this office", byHolder.reduce((sum, [person, own]) => sum + metCount(person, own), 0), () => byHolder.map(holderMet)),
      section("Said in this office", said.length, () => byOccasion([...new Set(said)])),
      sourcesDiffer([id]),
      namedIn(id),
    ],
  };
}
