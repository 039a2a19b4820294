// What was said: a statement as a fact, and statements by the group of their act, by speaker or by occasion.

import { bodyOf, evidence, isA, label, labels, order, passage, subjects, value, values } from "./data.js";
import { byTime, counts, partsOf, partsWith, statementsAt, when } from "./card-facts.js";
import { h, isolated } from "./dom.js";
import { fact, folded, group, grouped, joined, link, links, opening, pieces, sideOf, unheld } from "./words.js";

const GROUPS = ["commitment", "ask", "wish", "view"];
const RAISED_FIRST = ["ask", "wish", "commitment", "view"];
const TOPICS_AT_MOST = 4;

const actGroup = (id) => {
  const act = value(id, "vj:act");
  return (value(act, "skos:broader") || act).split("/").at(-1);
};

const isJoint = (id) => value(id, "vj:joint") === "true";

// Statements in the order in which the documents tell them.
function inOrder(ids) {
  const place = (id) => {
    const [first] = evidence(id);
    return first ? `${passage(first).source} ${passage(first).paragraph.padStart(6, "0")}` : "~";
  };
  const places = new Map(ids.map((id) => [id, place(id)]));
  return [...ids].sort((a, b) => order(places.get(a), places.get(b)) || order(a, b));
}

// What was said, in our words, else in the document's own.
function told(id) {
  const says = values(id, "vj:says").join("; ");
  if (says) return says;
  const quoted = evidence(id).map((one) => passage(one).quote).filter(Boolean).slice(0, 1);
  return quoted.length ? `“${quoted[0]}”` : "";
}

function topics(id) {
  const about = values(id, "vj:about");
  if (!about.length) return null;
  const chip = (one) => h("li", {}, link(one));
  const rest = about.slice(TOPICS_AT_MOST);
  return [
    h("ul", { class: "about", "aria-label": "About" }, about.slice(0, TOPICS_AT_MOST).map(chip)),
    rest.length ? folded(`about ${rest.length} more`, () => h("ul", { class: "about" }, rest.map(chip))) : null,
  ];
}

function answered(id) {
  return values(id, "vj:answers").map((other) => ["in answer to ", links(values(other, "vj:speaker")), `, who ${labels(other, "vj:act")}: `, isolated(told(other))]);
}

// One statement; its speaker is left out where the heading names it, and its occasion is named where it does not.
function statementFact(id, { speaker = true, occasion = false, same = false } = {}) {
  const speakers = values(id, "vj:speaker");
  const addressed = values(id, "vj:addressee");
  const event = value(id, "vj:event");
  const who = speaker ? [joined(speakers.map((one) => link(one)), "and"), isJoint(id) ? ", jointly" : ""] : isJoint(id) ? ["jointly"] : [];
  const to = addressed.length ? [who.length ? " to " : "to ", links(addressed)] : [];
  return fact({
    side: speakers.length === 1 ? sideOf(speakers[0]) || sideAt(event, speakers[0]) : "",
    text: [h("span", { class: "act" }, labels(id, "vj:act")), " ", h("span", { class: "who" }, who, to)],
    sure: values(id, "vj:reason").length ? "inferred" : "stated",
    why: [...values(id, "vj:reason"), ...values(id, "vj:addresseeReason").map((why) => `to inferred: ${why}`)].join("; "),
    notes: [
      values(id, "vj:says").length ? h("span", { class: "says" }, isolated(told(id))) : null,
      ...values(id, "vj:quantity").map((quantity) => ["quantity: ", isolated(label(quantity))]),
      ...answered(id),
      occasion ? ["at ", link(event), `, ${when(event, { short: true })}`, unheld(event)] : null,
      topics(id),
    ],
    ids: evidence(id),
    same,
  });
}

// The side of a speaker who belongs to none by itself.
const sideAt = (event, speaker) => value(partsOf(event).find((part) => value(part, "vj:participant") === speaker) ?? "", "vj:side");

// --- which statements ---

// What a party said: itself, jointly where it was a counterpart, and for a body whoever stood for it.
export function saidBy(id) {
  const own = subjects("vj:speaker", bodyOf(id)).filter((one) => isA(one, "Statement"));
  const found = new Set(own);
  for (const part of partsWith(id).filter(counts)) {
    const speakers = [value(part, "vj:participant"), value(part, "vj:side")];
    for (const one of statementsAt(value(part, "vj:event"))) {
      const spoke = values(one, "vj:speaker");
      if (spoke.includes(speakers[0]) || (isJoint(one) && spoke.includes(speakers[1]))) found.add(one);
    }
  }
  return inOrder([...found]);
}

// What others put to those who had some parts as counterparts: addressed to them, or to nobody but the other side.
export function raisedWith(parts) {
  const found = new Set();
  for (const part of parts.filter(counts)) {
    const event = value(part, "vj:event");
    const side = value(part, "vj:side");
    const self = [value(part, "vj:participant"), side, ...values(part, "vj:represents")].filter(Boolean);
    for (const one of statementsAt(event)) {
      const to = values(one, "vj:addressee");
      const fromOthers = values(one, "vj:speaker").every((who) => !self.includes(who) && speakerSide(event, who) !== (side || who));
      if (fromOthers && !isJoint(one) && (!to.length || to.some((who) => self.includes(who)))) found.add(one);
    }
  }
  return inOrder([...found]);
}

const speakerSide = (event, who) => sideAt(event, who) || sideOf(who);

// --- in groups ---

// Statements as a list; where two in a row stand on the same words, these are folded the second time.
function listed(ids, { step = 50, ...options } = {}) {
  const before = new Map(ids.map((id, place) => [id, ids[place - 1]]));
  const isSame = (id) => before.get(id) !== undefined && String(evidence(id)) === String(evidence(before.get(id)));
  return pieces(ids, (id) => statementFact(id, { ...options, same: isSame(id) }), { class: "facts", step });
}

const MANY = 60; // statements from which on they come in smaller pieces

// By occasion, in the order of time; within each what binds comes first, or what was asked.
function grouping(ids, ranks, options) {
  const groups = grouped(ids, (id) => value(id, "vj:event")).sort(([a], [b]) => byTime(a, b));
  const step = ids.length > MANY ? 10 : 50;
  const heading = (event) => [opening(event), " ", h("span", { class: "beside" }, when(event, { short: true }), unheld(event))];
  const render = ([event, own]) => group(heading(event), listed(byRank(own, ranks), { ...options, step }));
  return pieces(groups, render, { tag: "div", step });
}

export const byOccasion = (ids, options = {}) => grouping(ids, GROUPS, options);

export const raised = (ids) => grouping(ids, RAISED_FIRST, {});

const byRank = (ids, ranks) => {
  const rank = (id) => (ranks.includes(actGroup(id)) ? ranks.indexOf(actGroup(id)) : ranks.length);
  return inOrder(ids).sort((a, b) => rank(a) - rank(b));
};

// By speaker: what all said together first, then each in turn; commitments come first.
export function bySpeaker(ids) {
  const key = (id) => (values(id, "vj:speaker").length > 1 ? "" : value(id, "vj:speaker"));
  const groups = grouped(inOrder(ids), key).sort(([a], [b]) => Boolean(a) - Boolean(b));
  return groups.map(([who, own]) => group(who ? link(who) : "Together", listed(byRank(own, GROUPS), { speaker: !who })));
}

// What statements are about, the most spoken of first: [topic, how often].
export function topicsOf(ids) {
  const found = grouped(ids.flatMap((id) => values(id, "vj:about")), (one) => one).map(([topic, all]) => [topic, all.length]);
  return found.sort((a, b) => b[1] - a[1] || order(label(a[0]), label(b[0])));
}
