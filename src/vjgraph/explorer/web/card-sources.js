// Where something is named, on what its sources differ, and the card of a source itself.

import { bodyOf, classOf, evidence, isOccasion, label, order, passage, sourceOf, subjects, value, values, words } from "./data.js";
import { chips, languageName } from "./card-head.js";
import { propertyOf, when } from "./card-facts.js";
import { h, isolated, outside } from "./dom.js";
import { plural, spanWords } from "./spans.js";
import { badge, capital, cited, fact, grouped, joined, link, opening, pieces, section } from "./words.js";

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

const propertyName = (claim) => {
  const local = propertyOf(claim);
  return PROPERTIES.get(local) ?? local.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
};

// What a claim says: a date in words, a thing by its name.
function claimed(claim) {
  const object = value(claim, "rdf:object");
  if (classOf(object)) return link(object);
  const named = label(object);
  return isolated(named === object ? dayWords(object) : named);
}

const dayWords = (edtf) => (/^\d{4}-\d{2}-\d{2}$/.test(edtf) ? spanWords(edtf, edtf) : words(edtf));

const publisherOf = (source) => sourceOf(source).publisher || sourceOf(source).title;

// One value, and who tells it.
function valueRow(claims) {
  const sources = [...new Set(claims.map((claim) => value(claim, "vj:source")))];
  const publishers = grouped(sources, publisherOf);
  const name = ([publisher, own]) => link(own[0], own.length > 1 ? `${publisher} (${own.length} documents)` : publisher);
  return fact({
    text: [h("strong", {}, claimed(claims[0]))],
    notes: [["told by ", joined(publishers.map(name), "and")]],
    ids: evidence(...claims),
  });
}

// What is said in one sentence of several things is told once.
function contest([id, whose], seen) {
  const claims = grouped(subjects("rdf:subject", id), propertyName);
  const told = claims.length ? [] : values(id, "vj:contested").filter((one) => !seen.has(one));
  values(id, "vj:contested").forEach((one) => seen.add(one));
  if (!told.length && !claims.length) return [];
  const rows = (own) => grouped(own, (claim) => value(claim, "rdf:object")).map(([, same]) => valueRow(same));
  return [
    h(
      "li",
      { class: "contest" },
      whose ? h("h4", {}, whose) : null,
      told.map((one) => h("p", { class: "text" }, isolated(one), " ", badge("contested"))),
      claims.map(([name, own]) => h("div", { class: "claims" }, h("p", {}, `${capital(name)} `, badge("contested")), h("ul", { class: "facts" }, rows(own)))),
    ),
  ];
}

// On what the sources differ, of a thing and of what belongs to it: [id, name] pairs, the thing itself without a name.
export function sourcesDiffer(...things) {
  const seen = new Set();
  const found = things.flatMap((thing) => contest(thing, seen));
  return section("Sources differ", found.length, () => h("ul", { class: "contests" }, found));
}

// --- the card of a source ---

const ORDER = [
  ["Meetings, visits and events", isOccasion],
  ["People", is("person")],
  ["Bodies", is("body")],
  ["Offices", is("office")],
  ["Instruments", is("agreement")],
  ["Topics", is("topic")],
  ["Places", is("place")],
];

function is(name) {
  return (id) => classOf(id) === name;
}

function mention(source) {
  return (id) => {
    const own = evidence(id).filter((one) => passage(one).source === source);
    return fact({ text: [opening(id), isOccasion(id) ? `, ${when(id, { short: true })}` : ""], ids: own });
  };
}

export function sourceCard(id) {
  const { title, publisher, issued, language, address } = sourceOf(id);
  const named = values(id, "vj:mentions");
  const copied = values(id, "vj:derivedFrom");
  return {
    title,
    chips: chips("Source"),
    lead: [isolated(publisher || "publisher not told"), " · ", issued || "date not told", language ? ` · language: ${languageName(language)}` : ""],
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

