// What an item rests on: an edge is made of encounters, statements, participations or agreements, and each of these has an
// occasion, days with their doubts, kinds, sources, topics and bodies. All is looked up once.

import { isA, literals, subjects, value, values } from "./data.js";

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

const inferred = (id) => {
  const why = text(id, "vj:reason");
  return why ? `inferred: ${why}` : "";
};

const joined = (...doubts) => doubts.filter(Boolean).join("; ");

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
    return { id, sort: "part", event, unit: event, moments: [momentOf(event)], doubt: joined(inferred(event), inferred(id)) };
  }
  if (isA(id, "Agreement")) {
    const stages = milestonesOf(id);
    return { id, sort: "agreement", event: "", unit: id, moments: (stages.length ? stages : [id]).map(moment), doubt: "" };
  }
  return { id, sort: "occasion", event: id, unit: id, moments: [momentOf(id)], doubt: inferred(id) };
});

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

const partsAt = once((event) => subjects("vj:event", event).filter((one) => isA(one, "Participation")));

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
