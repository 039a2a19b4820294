// The card of two at once: each meeting of theirs whole, the instruments they share, what one said to the other or about a topic.

import { bodyOf, classOf, evidence, isA, narrower, subjects, value, values } from "./data.js";
import { encountersOf, kindOf, meetingsOf, milestonesAt, partsOf, partsWith, partyOf, roles, standsFor, statementsAt, when, where } from "./card-facts.js";
import { chips } from "./card-head.js";
import { instrument, sharedInstruments } from "./card-instruments.js";
import { disputed, kindBecause, meetingRow, outsideWords } from "./card-met.js";
import { staff } from "./card-offices.js";
import { sourcesDiffer } from "./card-sources.js";
import { byOccasion, bySpeaker, topicsOf } from "./card-statements.js";
import { h, isolated } from "./dom.js";
import { wasHeld } from "./happening.js";
import { judge } from "./items.js";
import { capacities } from "./office-facts.js";
import { plural } from "./spans.js";
import { badge, because, capacityLinks, capital, folded, joined, link, links, opening, party, pieces, quotes, section, unheld } from "./words.js";

const isSpoken = (id) => classOf(id) === "topic";

// The encounters of two parties, each as the first of them sees it.
export const encountersBetween = (a, b) =>
  encountersOf(a).filter(({ other }) => standsFor(other, b)).map((one) => ({ ...one, ends: { from: a, to: b } }));

// --- a meeting of theirs ---

// Role and offices of one of the two, and who was there for it.
function side(part, id) {
  const who = partyOf(part);
  const held = capacities(part);
  return h(
    "li",
    {},
    party(who),
    ` · ${roles(part)}`,
    held.length ? [", ", capacityLinks(held)] : "",
    who === id || standsForItself(part, id) ? "" : [h("span", { class: "beside" }, " for "), link(id)],
    values(part, "vj:onBehalfOf").map((body) => [" on behalf of ", link(body)]),
  );
}

const standsForItself = (part, id) => value(part, "vj:participant") === bodyOf(id);

// What the two said to each other there: either of them speaks, or both.
function exchanged({ id, own, other }) {
  const parts = [...own, ...other];
  const speakers = parts.flatMap((part) => [value(part, "vj:participant"), ...values(part, "vj:represents")]);
  const sides = parts.map((part) => value(part, "vj:side"));
  return statementsAt(id).filter((one) => values(one, "vj:speaker").some((who) => speakers.includes(who) || sides.includes(who)));
}

function meeting(met, ends, open) {
  const { id: event, own, other, sure, why } = met;
  const said = exchanged(met);
  const topics = [...new Set([...values(event, "vj:about"), ...topicsOf(said).map(([topic]) => topic)])];
  const handled = [...new Set([...values(event, "vj:handles"), ...milestonesAt(event).map((one) => value(one, "vj:agreement"))])];
  const present = partsOf(event).filter((part) => !own.includes(part) && !other.includes(part));
  const row = (words, content) => (content ? h("p", { class: "note" }, `${words}: `, content) : null);
  return h(
    "li",
    { class: "fact block" },
    h("h4", {}, h("span", {}, when(event)), " ", badge(sure), disputed(met)),
    because(why),
    h("p", { class: "text" }, opening(event), ` · ${kindOf(event)}`, where(event) ? [" · ", isolated(where(event))] : ""),
    kindBecause(event, why),
    values(event, "vj:placeReason").map((reason) => because(`place inferred: ${reason}`)),
    h("ul", { class: "ends-of" }, own.map((part) => side(part, ends[0])), other.map((part) => side(part, ends[1]))),
    row("Also there", present.length ? joined(present.map((part) => [link(partyOf(part)), ` (${roles(part)})`])) : null),
    row("Instruments dealt with", handled.length ? links(handled) : null),
    quotes(evidence(event, ...own, ...other)),
    topics.length ? folded(plural(topics.length, "topic"), () => h("ul", { class: "about" }, topics.map((topic) => h("li", {}, link(topic))))) : null,
    said.length ? folded(`${plural(said.length, "statement")} made there`, () => bySpeaker(said), { open }) : null,
  );
}

function meetings(found, ends) {
  const inside = found.filter((one) => !one.outside);
  const outside = found.filter((one) => one.outside);
  const list = (some) => pieces(some, (one) => meeting(one, ends, found.length === 1));
  return [
    inside.length ? list(inside) : h("p", { class: "note" }, "None within the present filters."),
    outside.length ? folded(outsideWords(outside.length), () => list(outside), { class: "more outside" }) : null,
  ];
}

// --- counting ---

function years(events) {
  const found = events.flatMap((event) => [value(event, "vj:earliest"), value(event, "vj:latest")]).filter(Boolean).map((day) => day.slice(0, 4)).sort();
  if (!found.length) return "year not told";
  return found[0] === found.at(-1) ? found[0] : `${found[0]}–${found.at(-1)}`;
}

// "3 meetings: 2 certain, 1 possible · 2020–2023".
function summary(met) {
  const count = (kind) => met.filter(({ sure }) => sure === kind).length;
  const told = ["certain", "possible", "undated"].filter(count).map((kind) => `${count(kind)} ${kind}`);
  const number = met.length === 1 ? `1 meeting, ${met[0].sure}` : `${plural(met.length, "meeting")}: ${told.join(", ")}`;
  return `${number} · ${years(met.map(({ id }) => id))}`;
}

// --- the card ---

// Statements of one of the two that are about the other, or to it.
function between(a, b) {
  const spoken = (who, thing) => {
    const about = isSpoken(thing) ? narrower(thing) : new Set([bodyOf(thing)]);
    const own = subjects("vj:speaker", bodyOf(who)).filter((one) => isA(one, "Statement"));
    return own.filter((one) => [...values(one, "vj:about"), ...values(one, "vj:addressee")].some((to) => about.has(to)));
  };
  return [...new Set([...(isSpoken(a) ? [] : spoken(a, b)), ...(isSpoken(b) ? [] : spoken(b, a))])];
}

// Occasions in which both took part without being told to have met, or were to.
function together(a, b, met) {
  const events = new Set(partsWith(a).map((part) => value(part, "vj:event")));
  return [...new Set(partsWith(b).map((part) => value(part, "vj:event")))].filter((event) => events.has(event) && !met.includes(event));
}

function statements(found) {
  const inside = found.filter((one) => judge(one));
  const outside = found.filter((one) => !judge(one));
  return [
    inside.length ? byOccasion(inside) : h("p", { class: "note" }, "None within the present filters."),
    outside.length ? folded(`${plural(outside.length, "statement")} outside the present filters`, () => byOccasion(outside), { class: "more outside" }) : null,
  ];
}

// Meetings of somebody in an office of the one with somebody in an office of the other, which were not told as theirs.
function staffMeetings(a, b, met) {
  const [own, others] = [a, b].map((id) => new Set(staff(bodyOf(id)).flatMap(([, all]) => all.map(({ person }) => person))));
  const known = new Set(met.map(({ id }) => id));
  return meetingsOf([...own].flatMap(encountersOf).filter(({ id, other }) => !known.has(id) && others.has(partyOf(other))));
}

const peopleMet = (found) => [
  h("p", { class: "note" }, "They hold an office in each; whether they then spoke for it is not told."),
  pieces(found, (one) => meetingRow(one, { through: true })),
];

// The people through whom two bodies met.
function through(found) {
  const pairs = new Map(found.map(({ own, other }) => [`${partyOf(own)} ${partyOf(other)}`, [partyOf(own), partyOf(other)]]));
  return [...pairs.values()].map((pair) => h("li", { class: "fact" }, h("p", { class: "text" }, joined(pair.map((id) => party(id)), "and"))));
}

const bothAt = (event) => h("li", {}, opening(event), `, ${when(event)}`, unheld(event));
const occasions = (events) => h("ul", { class: "plain-list" }, events.map(bothAt));

export function pairCard(id) {
  const [a, b] = id.split("~");
  const isBodies = classOf(a) === "body" && classOf(b) === "body";
  const found = isSpoken(a) || isSpoken(b) ? [] : encountersBetween(a, b);
  const met = meetingsOf(found);
  const events = met.map(({ id: event }) => event);
  const said = between(a, b).filter((one) => !events.includes(value(one, "vj:event")));
  const shared = isBodies ? sharedInstruments(bodyOf(a), bodyOf(b)) : [];
  const staffed = isBodies ? staffMeetings(a, b, found) : [];
  const both = together(a, b, events);
  const [held, others] = [both.filter(wasHeld), both.filter((event) => !wasHeld(event))];
  const people = isBodies && met.length ? through(found) : [];
  const counted = [
    met.length ? summary(met) : "",
    shared.length ? plural(shared.length, "shared instrument") : "",
    !met.length && staffed.length ? `their people met ${plural(staffed.length, "time")}` : "",
    !met.length && held.length ? `both at ${plural(held.length, "occasion")}` : "",
    !met.length && others.length ? `${plural(others.length, "occasion")} planned or called off` : "",
    !met.length && said.length ? plural(said.length, "statement") : "",
  ];
  const heading = isSpoken(a) || isSpoken(b) ? "Said about it" : met.length ? "Said elsewhere, to or about each other" : "Said to or about each other";
  return {
    title: [party(a), " and ", party(b)],
    chips: chips(isSpoken(a) || isSpoken(b) ? "Spoken of" : "Tie"),
    lead: [capital(counted.filter(Boolean).join("; ")) || "Nothing is told of the two together."],
    sections: [
      section("Instruments shared", shared.length, () => pieces(shared, (one) => instrument(one), { class: "instruments" })),
      section("Through", people.length, () => h("ul", { class: "facts" }, people)),
      section("Meetings", met.length, () => meetings(met, [a, b])),
      section("Their people also met", staffed.length, () => peopleMet(staffed)),
      section(heading, said.length, () => statements(said)),
      sourcesDiffer(...events.map((event) => [event, opening(event)])),
      section("Both at", held.length, () => occasions(held)),
      section("Planned or called off", others.length, () => occasions(others)),
    ],
  };
}

