// What an item rests on: an edge is made of encounters, statements, participations or agreements, and each of these has an
// occasion, days with their doubts, kinds, sources, topics and bodies. All is looked up once.

import { isA, label, literals, subjects, value, values } from "./data.js";

// A function of one id whose answers are kept.
function once(make) {
  const kept = new Map();
  return (id) => {
    if (!kept.has(id)) kept.set(id, make(id));
    return kept.get(id);
  };
}

const text = (id, property) => literals(id, property).map(([words]) => words).join("; ");

// When something was: days (ISO, either may be empty) and why they are doubtful.
const moment = (id) => ({ id, earliest: value(id, "vj:earliest"), latest: value(id, "vj:latest"), doubt: text(id, "vj:dateDoubt") });
const momentOf = once(moment);

export const milestonesOf = once((agreement) => {
  const found = subjects("vj:agreement", agreement);
  const rank = (id) => Number(value(value(id, "vj:kind"), "vj:order") || 0);
  return [...found].sort((one, other) => rank(one) - rank(other));
});

const joined = (...doubts) => doubts.filter(Boolean).join("; ");

// Of a milestone the queries doubt also what is inferred of its day and of who signed, and that it was reached where sources differ.
const stage = (id) => {
  const why = text(id, "vj:dateReason");
  const differ = values(id, "vj:contested").some((told) => told.startsWith("status: "));
  const more = [why ? `date inferred: ${why}` : "", text(id, "vj:reason"), differ ? "sources differ on the status" : ""];
  return { ...moment(id), doubt: joined(text(id, "vj:dateDoubt"), ...more) };
};

const inferred = (id) => {
  const why = text(id, "vj:reason");
  return why ? `inferred: ${why}` : "";
};

const partsAt = once((event) => subjects("vj:event", event).filter((one) => isA(one, "Participation")));
const isStated = (id) => !values(id, "vj:reason").length;

// Who is inferred to have been at an occasion. That a delegation or a body came is stated, though who headed it or stood for it
// be inferred.
function guessedAt(event) {
  const parts = partsAt(event);
  const came = (body) => parts.some((part) => value(part, "vj:participant") === body && isStated(part));
  const isGuessed = (part) => !values(part, "vj:leads").some(isStated) && !values(part, "vj:onBehalfOf").some(came);
  const told = (part) => values(part, "vj:reason").map((why) => `${label(value(part, "vj:participant"))} inferred: ${why}`);
  return parts.filter(isGuessed).flatMap(told).join("; ");
}

// Who is a party in one document and only there in another, may have been no party.
function roleDoubt(part) {
  const counted = new Set(values(part, "vj:role").map((role) => value(role, "vj:counts") === "true"));
  const differ = counted.size > 1 ? values(part, "vj:contested").filter((told) => told.includes("role of ")) : [];
  return differ.map((told) => `sources differ on the ${told}`).join("; ");
}

// What kind of item it is, the occasion, what it counts as (`unit`: several encounters of one meeting are one meeting), when
// it may have been, and what else about it is doubtful.
export const ground = once((id) => {
  if (isA(id, "Encounter")) {
    const event = value(id, "vj:meeting");
    return { id, sort: "meeting", event, unit: event, moments: [moment(id)], doubt: text(id, "vj:because") };
  }
  if (isA(id, "Statement")) {
    const event = value(id, "vj:event");
    return { id, sort: "statement", event, unit: id, moments: [momentOf(event)], doubt: inferred(id) };
  }
  if (isA(id, "Participation")) {
    const event = value(id, "vj:event");
    return { id, sort: "part", event, unit: event, moments: [momentOf(event)], doubt: joined(roleDoubt(id), inferred(event), inferred(id)) };
  }
  if (isA(id, "Agreement")) {
    const stages = milestonesOf(id);
    return { id, sort: "agreement", event: "", unit: id, moments: stages.length ? stages.map(stage) : [moment(id)], doubt: "" };
  }
  return { id, sort: "occasion", event: id, unit: id, moments: [momentOf(id)], doubt: joined(guessedAt(id), inferred(id)) };
});

// Why somebody may not have been there for a body: no document states an office of theirs in it.
const officeDoubt = once((key) => {
  const [who, body] = key.split("\0");
  const isIn = (one) => isA(one, "Attestation") && values(one, "vj:office").some((office) => values(office, "org:postIn").includes(body));
  const reasons = subjects("vj:person", who).filter(isIn).map((one) => text(one, "vj:reason"));
  return reasons.length && reasons.every(Boolean) ? `office of ${label(who)} inferred: ${reasons.sort()[0]}` : "";
});

const between = once((key) => {
  const [id, from, to] = key.split("\0");
  const [one, other] = values(id, "prov:wasDerivedFrom").filter((part) => isA(part, "Participation"));
  const stoodFor = (part, body) => part && values(part, "vj:represents").includes(body);
  const ways = [[one, other], [other, one]].filter(([a, b]) => stoodFor(a, from) && stoodFor(b, to));
  const doubtOf = (part, body) => officeDoubt(`${value(part, "vj:participant")}\0${body}`);
  const doubts = ways.map(([a, b]) => joined(doubtOf(a, from), doubtOf(b, to)));
  const item = ground(id);
  return doubts.length && doubts.every(Boolean) ? { ...item, doubt: joined(item.doubt, doubts[0]) } : item;
});

// What an item is on an edge between two: that two bodies came together is doubtful too where it is inferred that those who met
// were there for them.
export function groundOn(id, { from, to }) {
  const isBetween = isA(id, "Encounter") && isA(from, "Organization") && isA(to, "Organization");
  return isBetween ? between(`${id}\0${from}\0${to}`) : ground(id);
}

export const isUndated = ({ moments }) => moments.every(({ earliest, latest }) => !earliest && !latest);

// Its kinds, each list for itself: an item goes when all of one list are hidden.
export const kindsOf = once((id) => {
  const { sort, event } = ground(id);
  if (sort === "agreement") return [values(id, "vj:kind")];
  return sort === "statement" ? [values(event, "vj:kind"), values(id, "vj:act")] : [values(event, "vj:kind")];
});

const told = once((id) => [...new Set(values(id, "vj:evidence").map((passage) => value(passage, "vj:source")))]);

// The sources of each thing that the item needs: an encounter needs both who took part.
export const sourcesOf = once((id) => {
  const { sort } = ground(id);
  if (sort === "meeting") return values(id, "prov:wasDerivedFrom").map(told);
  if (sort === "agreement") return [[...new Set([id, ...milestonesOf(id)].flatMap(told))]];
  return [told(id)];
});

export const statusesOf = once((event) => values(event, "vj:status").map((one) => one.slice(one.lastIndexOf("/") + 1)));

const about = (id) => values(id, "vj:about").filter((one) => isA(one, "Topic"));

// What an occasion is about, what was said there, and what was signed there is about.
const topicsOfEvent = once((event) => {
  const said = subjects("vj:event", event).filter((one) => isA(one, "Statement"));
  return new Set([event, ...said, ...values(event, "vj:handles")].flatMap(about));
});

export const topicsOf = once((id) => {
  const { sort, event } = ground(id);
  return sort === "statement" || sort === "agreement" ? new Set(about(id)) : topicsOfEvent(event);
});

// A topic and all above it; a body and all that it is a part of.
function above(property) {
  return once((id) => {
    const found = new Set([id]);
    for (const one of found) for (const higher of values(one, property)) found.add(higher);
    return found;
  });
}
export const broader = above("skos:broader");
export const whole = above("org:subOrganizationOf");

// The bodies somebody is there for: those represented, and those of the offices held.
const bodiesOfPart = once((part) => [
  ...values(part, "vj:represents"),
  ...values(part, "vj:onBehalfOf"),
  ...values(part, "vj:inCapacity").flatMap((office) => values(office, "org:postIn")),
]);

// A speaker's or addressee's bodies at the event; a body is its own.
function bodiesAt(party, event) {
  if (isA(party, "Organization")) return [party];
  return partsAt(event).filter((part) => value(part, "vj:participant") === party).flatMap(bodiesOfPart);
}

const bound = (agreement) =>
  [...values(agreement, "vj:party"), ...values(agreement, "vj:initiator"), ...milestonesOf(agreement).flatMap((one) => values(one, "vj:signatory"))].filter(
    (one) => isA(one, "Organization"),
  );

export const bodiesOfItem = once((id) => {
  const { sort, event } = ground(id);
  if (sort === "meeting") return new Set(values(id, "prov:wasDerivedFrom").flatMap(bodiesOfPart));
  if (sort === "agreement") return new Set(bound(id));
  if (sort !== "statement") return new Set(partsAt(event).flatMap(bodiesOfPart));
  return new Set([...values(id, "vj:speaker"), ...values(id, "vj:addressee")].flatMap((party) => bodiesAt(party, event)));
});
