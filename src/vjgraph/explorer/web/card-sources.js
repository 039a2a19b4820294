// Where something is named, on what its sources differ, and the card of a source itself.

import { bodyOf, classOf, evidence, isOccasion, label, order, passage, sourceOf, subjects, value, values, words } from "./data.js";
import { chips } from "./card-head.js";
import { when } from "./card-facts.js";
import { h, isolated, outside } from "./dom.js";
import { badge, capital, cited, fact, grouped, link, pieces, plural, section } from "./words.js";

// --- named in ---

// The documents that name something, each with its words.
export function namedIn(id) {
  const sources = subjects("vj:mentions", bodyOf(id));
  const row = (source) => {
    const own = evidence(bodyOf(id)).filter((one) => passage(one).source === source);
    return fact({ text: own.length ? [plural(own.length, "passage"), " in ", link(source)] : [cited(source)], ids: own });
  };
  return section("Named in", sources.length, () => pieces(sources, row), { open: false });
}

// --- sources differ ---

const PROPERTIES = new Map([["inCapacity", "office"], ["attestedOn", "day"], ["counts", "role"], ["asDelegation", "delegation"]]);

const propertyName = (iri) => {
  const local = iri.split(/[#/:]/).at(-1);
  return PROPERTIES.get(local) ?? local.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
};

// What a claim says: a date in words, a thing by its name.
function claimed(claim) {
  const object = value(claim, "rdf:object");
  if (classOf(object)) return link(object);
  const named = label(object);
  return isolated(named === object ? words(object) : named);
}

function claimRow(claim) {
  const source = value(claim, "vj:source");
  return fact({ text: [claimed(claim)], notes: [evidence(claim).length ? null : cited(source)], ids: evidence(claim), properties: { class: "fact claim" } });
}

function contest(id, whose) {
  const told = values(id, "vj:contested");
  const claims = grouped(subjects("rdf:subject", id), (claim) => propertyName(value(claim, "rdf:predicate")));
  if (!told.length && !claims.length) return [];
  return [
    h(
      "li",
      { class: "contest" },
      whose ? h("h4", {}, whose) : null,
      told.map((one) => h("p", { class: "text" }, isolated(one), " ", badge("contested"))),
      claims.map(([name, own]) => h("div", { class: "claims" }, h("p", { class: "note" }, `${capital(name)}, as each source has it`), h("ul", { class: "facts" }, own.map(claimRow)))),
    ),
  ];
}

// On what the sources differ, of a thing and of what belongs to it: [id, name] pairs, the thing itself without a name.
export function sourcesDiffer(...things) {
  const found = things.flatMap(([id, whose]) => contest(id, whose));
  return section("Sources differ", found.length, () => h("ul", { class: "contests" }, found));
}

// --- the card of a source ---

const ORDER = [["Meetings, visits and events", isOccasion], ["People", is("person")], ["Bodies", is("body")], ["Offices", is("office")], ["Instruments", is("agreement")], ["Topics", is("topic")], ["Places", is("place")]];

function is(name) {
  return (id) => classOf(id) === name;
}

function mention(source) {
  return (id) => {
    const own = evidence(id).filter((one) => passage(one).source === source);
    return fact({ text: [link(id), isOccasion(id) ? `, ${when(id, { short: true })}` : ""], ids: own });
  };
}

export function sourceCard(id) {
  const { title, publisher, issued, language, address } = sourceOf(id);
  const named = values(id, "vj:mentions");
  const copied = values(id, "vj:derivedFrom");
  return {
    title,
    chips: chips("Source"),
    lead: [isolated(publisher || "publisher not told"), " · ", issued || "date not told", language ? ` · language: ${language}` : ""],
    below: [
      address ? h("p", { class: "note" }, "Read it at ", outside(address, address)) : h("p", { class: "note" }, "No address of the document is recorded."),
      copied.length ? h("p", { class: "note" }, "Copied from ", copied.map((one) => isolated(one)), ": it counts with its original.") : null,
    ],
    sections: ORDER.map(([heading, isOne]) => {
      const own = named.filter(isOne).sort((a, b) => order(label(a), label(b)));
      return section(heading, own.length, () => pieces(own, mention(id)), { name: `source ${heading}`, open: heading === ORDER[0][0] });
    }),
  };
}

