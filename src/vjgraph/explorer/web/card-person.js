// The card of a person: whom they met, what was raised with them, what they said, what they held and signed.

import { bodyOf, classOf, evidence, subjects, value, values } from "./data.js";
import { byTime, counts, encountersOf, isContested, partsWith, roles, when, where } from "./card-facts.js";
import { actions, chips, elsewhere, forms } from "./card-head.js";
import { instruments } from "./card-instruments.js";
import { metCount, metList } from "./card-met.js";
import { officesOver } from "./card-offices.js";
import { namedIn, sourcesDiffer } from "./card-sources.js";
import { byOccasion, raised, raisedWith, saidBy, topicsOf } from "./card-statements.js";
import { h, isolated } from "./dom.js";
import { reasonsFor, wasHeld } from "./happening.js";
import { latestOffices, officesOf, ranks } from "./office-facts.js";
import { measures } from "./scene.js";
import { plural, spanWords } from "./spans.js";
import { state } from "./state.js";
import { capacityLinks, fact, link, opening, pieces, section, sideOf, unheld } from "./words.js";

function lead(id) {
  const { held, since } = latestOffices(id);
  const own = ranks(id);
  if (!held.length) return own.map((rank) => isolated(rank));
  const attested = since ? h("span", { class: "beside" }, ` attested ${spanWords(since, since)}`) : "";
  return [own.length ? `${own.join(", ")} · ` : "", capacityLinks(held), attested];
}

const MEASURED = { people: "person", bodies: "body" };

// What the measures say of somebody in the graph as it is shown.
export function measureLine(id) {
  const own = MEASURED[state.view] === classOf(id) ? measures().get(id) : null;
  if (!own?.degree) return null;
  const met = `Met ${state.view === "people" ? plural(own.degree, "person", "people") : plural(own.degree, "body", "bodies")} at ${plural(own.meetings, "meeting")}`;
  const share = Math.round(100 * (own.broker ?? 0));
  return h("p", { class: "measure note" }, share ? `${met}; on ${share} % of the shortest paths between the sides.` : `${met}.`);
}

// Topics as chips that lead to their cards, with how many statements are about each.
export function topicChips(statements) {
  const found = topicsOf(statements);
  const chip = ([topic, count]) => h("li", {}, link(topic), h("span", { class: "count" }, ` ${count}`));
  return section("Topics", found.length, () => pieces(found, chip, { class: "about topics" }));
}

// A part somebody took in an occasion, or was to take.
function partRow(part) {
  const event = value(part, "vj:event");
  const differ = isContested(event, "status");
  const why = [...(differ ? reasonsFor(event, "status") : []), ...values(part, "vj:reason")].join("; ");
  return fact({
    text: [opening(event), ` · ${roles(part)}`, unheld(event)],
    sure: differ ? "contested" : why ? "inferred" : "stated",
    why,
    notes: [[when(event), where(event)].filter(Boolean).join(" · ")],
    ids: evidence(part),
  });
}

// Occasions at which somebody was without meeting anybody there; apart from them those that nobody says were held.
export function alsoPresent(id, encounters) {
  const met = new Set(encounters.flatMap(({ own }) => own));
  const parts = partsWith(id).filter((part) => !met.has(part)).sort((a, b) => byTime(value(a, "vj:event"), value(b, "vj:event")));
  const [held, others] = [true, false].map((wanted) => parts.filter((part) => wasHeld(value(part, "vj:event")) === wanted));
  return [
    section("Also present at", held.length, () => pieces(held, partRow)),
    section("Planned or called off", others.length, () => pieces(others, partRow)),
  ];
}

export function personCard(id) {
  const encounters = encountersOf(id);
  const said = saidBy(id);
  const put = raisedWith(partsWith(id).filter(counts));
  const about = subjects("vj:about", id).filter((one) => value(one, "vj:act"));
  const parts = partsWith(id).map((part) => [part, ["at ", link(value(part, "vj:event"))]]);
  return {
    chips: chips("Person", sideOf(id)),
    lead: lead(id),
    below: [forms(id), elsewhere(id), measureLine(id), actions(id)],
    sections: [
      section("Met", metCount(id, encounters), () => metList(id, encounters)),
      section("Raised with them", put.length, () => raised(put)),
      section("Said", said.length, () => byOccasion(said, { speaker: false })),
      topicChips([...said, ...put]),
      sourcesDiffer([bodyOf(id)], ...parts),
      section("Offices over time", officesOf(id).length || ranks(id).length, () => officesOver(id)),
      ...alsoPresent(id, encounters),
      instruments(id),
      section("Said about them", about.length, () => byOccasion(about), { open: false }),
      namedIn(id),
    ],
  };
}
