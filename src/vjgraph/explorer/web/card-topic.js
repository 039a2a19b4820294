// The cards of a topic and of a place: what lies below it, who raised it with whom, what happened there.

import { below, classOf, evidence, isA, isOccasion, label, narrower, order, subjects, values } from "./data.js";
import { byTime, counts, isContested, kindOf, partsOf, partyOf, when } from "./card-facts.js";
import { chips, elsewhere, forms, only } from "./card-head.js";
import { instrument } from "./card-instruments.js";
import { namedIn } from "./card-sources.js";
import { byOccasion } from "./card-statements.js";
import { h } from "./dom.js";
import { plural } from "./spans.js";
import { fact, group, grouped, joined, link, links, opening, party, pieces, section, unheld } from "./words.js";

const byLabel = (a, b) => order(label(a), label(b));

const statementsOn = (topics) => [...new Set([...topics].flatMap((one) => subjects("vj:about", one)))].filter((one) => isA(one, "Statement"));

// --- topics ---

// Who spoke of it, the most first: a line each, with how often.
function speakers(statements) {
  const found = grouped(statements.flatMap((one) => values(one, "vj:speaker").map((who) => [who, one])), ([who]) => who);
  const rows = found.map(([who, all]) => [who, all.length]).sort((a, b) => b[1] - a[1] || byLabel(a[0], b[0]));
  const number = (count) => h("span", { class: "count" }, ` ${plural(count, "statement")}`);
  const row = ([who, count]) => h("li", { class: "fact" }, h("p", { class: "text" }, party(who), number(count)));
  return section("Who spoke of it", rows.length, () => pieces(rows, row));
}

export function topicCard(id) {
  const broader = values(id, "skos:broader");
  const under = subjects("skos:broader", id).sort(byLabel);
  const all = narrower(id);
  const statements = statementsOn(all);
  const about = [...new Set([...all].flatMap((one) => subjects("vj:about", one)))];
  const agreements = about.filter((one) => isA(one, "Agreement")).sort(byLabel);
  const events = about.filter(isOccasion).sort(byTime);
  const chip = (one) => h("li", {}, link(one), h("span", { class: "count" }, ` ${statementsOn(narrower(one)).length || ""}`));
  return {
    chips: chips("Topic"),
    lead: broader.length ? ["Part of ", links(broader)] : [],
    below: [forms(id), elsewhere(id), only("topic", id, under.length ? "Only this topic and what is below it" : "Only this topic")],
    sections: [
      section("Narrower topics", under.length, () => pieces(under, chip, { class: "about topics" })),
      speakers(statements),
      section("Said about it", statements.length, () => byOccasion(statements)),
      section("Instruments about it", agreements.length, () => pieces(agreements, (one) => instrument(one), { class: "instruments" })),
      section("Events about it", events.length, () => pieces(events, (event) => fact({ text: [opening(event), ` · ${when(event)}`, unheld(event)], ids: evidence(event) }))),
      namedIn(id),
    ],
  };
}

// --- places ---

// An occasion at a place: its day and kind, and who met there.
function happened(event) {
  const parts = partsOf(event);
  const who = [...new Set(parts.filter((part) => counts(part) || classOf(event) !== "meeting").map(partyOf))];
  const why = values(event, "vj:placeReason").map((reason) => `place inferred: ${reason}`).join("; ");
  return fact({
    text: [link(event, when(event)), ` · ${kindOf(event)}`, unheld(event)],
    sure: isContested(event, "place") ? "contested" : why ? "inferred" : "stated",
    why,
    notes: [who.length ? joined(who.map((one) => party(one)), "and") : opening(event)],
    ids: evidence(event),
  });
}

export function placeCard(id) {
  const within = values(id, "schema:containedInPlace");
  const under = subjects("schema:containedInPlace", id).sort(byLabel);
  const groups = [...below(id, "schema:containedInPlace")].map((place) => [place, subjects("vj:place", place).sort(byTime)]).filter(([, events]) => events.length);
  const count = groups.reduce((sum, [, events]) => sum + events.length, 0);
  const said = subjects("vj:about", id).filter((one) => isA(one, "Statement"));
  const heading = (place) => (place === id ? (groups.length > 1 ? `${label(id)}, no nearer place told` : null) : link(place));
  return {
    chips: chips("Place"),
    lead: within.length ? ["In ", links(within)] : [],
    below: [forms(id), elsewhere(id)],
    sections: [
      section("What happened here", count, () => groups.map(([place, events]) => group(heading(place), pieces(events, happened)))),
      section("Places in it", under.length, () => h("ul", { class: "plain-list" }, under.map((one) => h("li", {}, link(one))))),
      section("Said about it", said.length, () => byOccasion(said)),
      namedIn(id),
    ],
  };
}

