// What the columns say of occasions and of those who took part: when, where, in which role, how sure and why.

import { bodyOf, classOf, isA, label, labels, order, subjects, value, values, words } from "./data.js";
import { groundOn } from "./grounds.js";
import { itemDate, judge, reachesBeyond } from "./items.js";
import { spanWords } from "./spans.js";
import { state } from "./state.js";

// --- when and where ---

const isOneOf = (edtf) => edtf.startsWith("[") && edtf.includes(",");

// The date of an occasion in words: its bounds, else what is told of its day. One day out of several is no span.
export function when(id, { short = false } = {}) {
  const told = values(id, "vj:date");
  if (told.length && isOneOf(told[0])) return told.map(words).join(" / ");
  return spanWords(value(id, "vj:earliest"), value(id, "vj:latest"), { short }) || told.map(words).join(" / ") || "date not told";
}

// Why a date is doubtful: its doubt, and reasons which that does not tell already.
export function dateWhy(id) {
  const doubts = values(id, "vj:dateDoubt");
  return [...doubts, ...values(id, "vj:dateReason").filter((reason) => !doubts.some((doubt) => doubt.includes(reason)))].join("; ");
}

// A place and what it lies in.
export function around(place) {
  const found = [place];
  for (const one of found) for (const outer of values(one, "schema:containedInPlace")) if (!found.includes(outer)) found.push(outer);
  return found;
}

export const where = (id) => values(id, "vj:place").map((place) => around(place).slice(0, 2).map(label).join(", ")).join(" / ");

// When something began, to sort by; what is undated comes last.
const begin = (id) => value(id, "vj:earliest") || value(id, "vj:latest") || "9";

export const byTime = (one, other) => order(begin(one), begin(other)) || order(label(one), label(other)) || order(one, other);

// The kind of an occasion; where none is told, its class.
export const kindOf = (id) => labels(id, "vj:kind") || (classOf(id) === "event" ? "event" : classOf(id));

// --- taking part ---

export const partsOf = (occasion) => subjects("vj:event", occasion).filter((id) => isA(id, "Participation"));
export const statementsAt = (occasion) => subjects("vj:event", occasion).filter((id) => isA(id, "Statement"));
export const milestonesAt = (occasion) => subjects("vj:event", occasion).filter((id) => isA(id, "Milestone"));

export const counts = (part) => values(part, "vj:role").some((role) => value(role, "vj:counts") === "true");
export const roles = (part) => values(part, "vj:role").map(label).sort().join(" and ") || "took part";

// Who took part: a body that sent people without naming them is its delegation.
export function partyOf(part) {
  const id = value(part, "vj:participant");
  return value(part, "vj:asDelegation") === "true" ? `delegation/${id.slice(id.indexOf("/") + 1)}` : id;
}

// Whether a party was there by a part: itself, by its delegation, or by somebody who represents it.
export function standsFor(part, id) {
  if (id.startsWith("delegation/")) return partyOf(part) === id;
  return value(part, "vj:participant") === id || values(part, "vj:represents").includes(id);
}

export function partsWith(id) {
  const own = bodyOf(id);
  const found = [...subjects("vj:participant", own), ...subjects("vj:represents", own)];
  return [...new Set(found)].filter((part) => isA(part, "Participation") && standsFor(part, id));
}

// --- having met ---

// The encounters of a party: each with its meeting, its own part, the other's, and who these are.
export function encountersOf(id) {
  const found = new Map();
  for (const own of partsWith(id)) {
    for (const encounter of subjects("prov:wasDerivedFrom", own)) {
      const other = values(encounter, "prov:wasDerivedFrom").find((part) => part !== own && isA(part, "Participation"));
      if (!other || !isA(encounter, "Encounter") || standsFor(other, id)) continue;
      found.set(encounter, { id: encounter, meeting: value(encounter, "vj:meeting"), own, other, party: partyOf(other) });
    }
  }
  return [...found.values()].sort((a, b) => byTime(a.meeting, b.meeting) || order(a.id, b.id));
}

const NOBODY = { from: "", to: "" };

// How sure an encounter is under the present filters, and why it is not certain; `outside` when they leave it out. Its `ends`
// are two bodies where it is told as a meeting of these.
export function sureness({ id, ends = NOBODY }) {
  const judged = judge(id, ends);
  const doubts = [groundOn(id, ends).doubt, ...values(id, "vj:dateDoubt")].filter(Boolean);
  const sure = judged || (doubts.length ? "possible" : "certain");
  const why = sure === "certain" ? [] : doubts;
  if (sure === "undated") why.push("its year is not told, so it may lie outside the period");
  else if (judged && reachesBeyond(itemDate(id), state)) why.unshift("its date reaches beyond the period");
  return { sure, why: why.join("; "), outside: !judged };
}

const SUREST = ["certain", "possible", "undated"];

// Encounters as the meetings at which they were: each once, as sure as the surest of them, with the parts of both sides.
export function meetingsOf(encounters) {
  const found = new Map();
  for (const one of encounters) {
    const judged = sureness(one);
    const known = found.get(one.meeting);
    const meeting = known ?? { id: one.meeting, own: new Set(), other: new Set(), rank: Infinity };
    const rank = (judged.outside ? SUREST.length : 0) + SUREST.indexOf(judged.sure);
    if (rank < meeting.rank) Object.assign(meeting, judged, { rank });
    meeting.own.add(one.own);
    meeting.other.add(one.other);
    found.set(one.meeting, meeting);
  }
  return [...found.values()].map((meeting) => ({ ...meeting, own: [...meeting.own], other: [...meeting.other] }));
}

// --- where sources differ ---

export const propertyOf = (claim) => value(claim, "rdf:predicate").split(/[#/:]/).at(-1);

// Whether sources differ on one of these properties of a thing.
export const isContested = (id, ...names) => subjects("rdf:subject", id).some((claim) => names.includes(propertyOf(claim)));
