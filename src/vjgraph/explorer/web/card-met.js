// Whom a party met: by counterpart, each meeting with its day, place and words; narrowed by place or by a typed word.

import { bodyOf, classOf, evidence, label, order, values } from "./data.js";
import { around, isContested, kindOf, meetingsOf, partyOf, sureness, when, where } from "./card-facts.js";
import { h, isolated } from "./dom.js";
import { fold } from "./fold.js";
import { reasonsFor } from "./happening.js";
import { capacities, offices } from "./office-facts.js";
import { plural } from "./spans.js";
import { badge, because, capacityLinks, folded, grouped, joined, link, party, pieces, quotes } from "./words.js";

const FILTERED_FROM = 7; // fewer rows are read faster than filtered
const PLACES_AT_MOST = 6;
const MANY = 60; // encounters from which on they come in smaller pieces

export const pairOf = (a, b) => [a, b].sort(order).join("~");

// A mark where sources differ on the day, place or kind of a meeting, or on a part in it.
export function disputed({ id, own, other }) {
  const differ = isContested(id, "date", "place", "kind") || [...own, ...other].some((part) => isContested(part, "role", "inCapacity", "side"));
  return differ ? [" ", badge("contested")] : null;
}

// Why the kind of a meeting is inferred, where that is not told already as why it is only possible.
export const kindBecause = (meeting, why) =>
  reasonsFor(meeting, "kind").filter((reason) => !why.includes(reason)).map((reason) => because(`kind inferred: ${reason}`));

// One meeting of a counterpart: day, place, kind, how sure and why, for bodies through whom, and the words.
export function meetingRow(met, { through = false } = {}) {
  const { id: meeting, own, other, sure, why } = met;
  const place = where(meeting);
  const kind = kindOf(meeting);
  const names = (parts) => joined(parts.map((part) => party(partyOf(part))), "and");
  return h(
    "li",
    { class: "fact" },
    h("p", { class: "text" }, link(meeting, when(meeting)), place ? [" · ", isolated(place)] : null, " · ", kind, " ", badge(sure), disputed(met)),
    because(why),
    kindBecause(meeting, why),
    through ? h("p", { class: "note" }, "through ", names(own), " with ", names(other)) : null,
    values(meeting, "vj:placeReason").map((reason) => because(`place inferred: ${reason}`)),
    quotes(evidence(meeting, ...own, ...other)),
  );
}

// The counterpart in whose name the other one was there: for bodies, the body that was represented.
function counterparts(encounter, ofBody) {
  const bodies = ofBody ? values(encounter.other, "vj:represents") : [];
  return bodies.length ? bodies : [encounter.party];
}

function counterpart(id, other, encounters, { ofBody, step }) {
  const held = capacities(...new Set(encounters.map((one) => one.other)));
  const meetings = meetingsOf(encounters);
  const number = plural(meetings.length, "meeting");
  return h(
    "li",
    { class: "counterpart" },
    h(
      "h4",
      {},
      party(other),
      link(pairOf(id, other), number, { class: "to tie", "aria-label": `${number} with ${label(other)}` }),
    ),
    held.length && !ofBody ? h("p", { class: "note office" }, capacityLinks(held)) : null,
    pieces(meetings, (one) => meetingRow(one, { through: ofBody }), { class: "facts", step }),
  );
}

// What a meeting can be found by: names, offices, places, kind, date.
function wordsOf(encounter) {
  const { meeting, other } = encounter;
  const places = values(meeting, "vj:place").flatMap(around);
  const things = [encounter.party, bodyOf(encounter.party), ...values(other, "vj:represents"), ...offices(other), ...places];
  return ` ${fold([label(meeting), when(meeting), kindOf(meeting), ...things.map(label)].join(" "))}`;
}

const meetingsIn = (encounters) => new Set(encounters.map(({ meeting }) => meeting));

// The places of meetings, with how many of them were there or inside; what is the same for all tells nothing.
function placesOf(meetings) {
  const all = [...meetings].flatMap((meeting) => [...new Set(values(meeting, "vj:place").flatMap(around))]);
  const found = grouped(all, (place) => place).map(([place, { length }]) => [place, length]);
  const telling = found.filter(([, count]) => count < meetings.size);
  return telling.sort((a, b) => b[1] - a[1] || order(label(a[0]), label(b[0]))).slice(0, PLACES_AT_MOST);
}

// The nearest places around one that meetings were only told, or inferred, to have been in: [place, meetings].
function widerPlaces(encounters, place) {
  const outer = place ? around(place).slice(1) : [];
  const at = (id) => meetingsIn(encounters.filter(({ meeting }) => values(meeting, "vj:place").includes(id))).size;
  return outer.map((id) => [id, at(id)]).filter(([, count]) => count);
}

// The list with its filters; `render` draws what is left of the encounters.
function narrowed(encounters, render) {
  const list = h("div", { class: "narrowed" });
  const typed = h("input", { type: "search", class: "narrow", placeholder: "Narrow by name, place, year…", "aria-label": "Narrow this list" });
  const said = h("p", { class: "unseen", role: "status" });
  const texts = new Map();
  const wider = h("div", { class: "wider" });
  let place = "";
  let isWide = false;
  const isThere = ({ meeting }) => values(meeting, "vj:place").flatMap(around).includes(place);
  const mayBeThere = ({ meeting }) => values(meeting, "vj:place").some((one) => around(place).includes(one));
  const holds = (one) => {
    if (!texts.has(one)) texts.set(one, wordsOf(one));
    return fold(typed.value).split(" ").every((word) => texts.get(one).includes(` ${word}`));
  };
  const widen = () => {
    isWide = true;
    draw();
    list.tabIndex = -1;
    list.focus({ preventScroll: true });
  };
  // What may have been there too, since no nearer place is told of it, is offered and not dropped unsaid.
  const offer = (found) => {
    const more = isWide ? [] : widerPlaces(found.filter((one) => !isThere(one)), place);
    const row = ([id, count]) => h("p", { class: "note" }, `${count} more in `, isolated(label(id)), ", no nearer place told ");
    const button = () => h("button", { type: "button", class: "plain", onclick: widen }, more.some(([, count]) => count > 1) ? "Show them" : "Show it");
    wider.replaceChildren(...more.map(row), ...(more.length ? [button()] : []));
  };
  const draw = () => {
    const found = encounters.filter(holds);
    const left = found.filter((one) => !place || isThere(one) || (isWide && mayBeThere(one)));
    offer(found);
    list.replaceChildren(...[left.length ? render(left) : h("p", { class: "note" }, "None of these.")].flat(Infinity).filter(Boolean));
    const [some, all] = [meetingsIn(left).size, meetingsIn(encounters).size];
    said.textContent = some < all ? `${some} of ${plural(all, "meeting")}` : "";
  };
  const choose = (event, id) => {
    [place, isWide] = [place === id ? "" : id, false];
    const buttons = event.currentTarget.parentElement.children;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.place === place));
    draw();
  };
  typed.addEventListener("input", draw);
  draw();
  const chips = placesOf(meetingsIn(encounters)).map(([id, count]) => {
    const properties = { type: "button", class: "place", "data-place": id, "aria-pressed": "false", onclick: (event) => choose(event, id) };
    return h("button", properties, isolated(label(id)), " ", h("span", { class: "count" }, String(count)));
  });
  return [
    chips.length ? h("div", { class: "places", role: "group", "aria-label": "Only meetings in" }, chips) : null,
    encounters.length >= FILTERED_FROM ? typed : null,
    said,
    list,
    wider,
  ];
}

// Encounters, each once for every counterpart.
function tiesOf(id, encounters) {
  const ofBody = classOf(id) === "body";
  const tie = (one, other) => ({ ...one, counterpart: other, ...(ofBody ? { ends: { from: id, to: other } } : {}) });
  return encounters.flatMap((one) => counterparts(one, ofBody).map((other) => tie(one, other)));
}

// Ties by counterpart, whom one met most often first: [counterpart, ties].
function byCounterpart(ties) {
  const groups = grouped(ties, (tie) => tie.counterpart);
  const number = new Map(groups.map(([other, own]) => [other, meetingsIn(own).size]));
  return groups.sort(([a], [b]) => number.get(b) - number.get(a) || order(label(a), label(b)));
}

// How many somebody met.
export const metCount = (id, encounters) => byCounterpart(tiesOf(id, encounters)).length;

// The section "Met": whom by counterpart; what the present filters leave out is folded.
export function metList(id, encounters) {
  const ofBody = classOf(id) === "body";
  const rows = (some) => {
    const groups = byCounterpart(some);
    const step = some.length > MANY ? { others: 20, own: Math.max(3, Math.ceil(50 / groups.length)) } : {};
    const render = ([other, own]) => counterpart(id, other, own, { ofBody, step: step.own });
    return pieces(groups, render, { class: "counterparts", step: step.others });
  };
  const ties = tiesOf(id, encounters);
  const inside = ties.filter((one) => !sureness(one).outside);
  const outside = ties.filter((one) => sureness(one).outside);
  return [
    inside.length ? narrowed(inside, rows) : null,
    outside.length ? folded(outsideWords(meetingsIn(outside).size), () => rows(outside), { class: "more outside" }) : null,
  ];
}

export const outsideWords = (count) => `${plural(count, "meeting")} outside the present filters`;

