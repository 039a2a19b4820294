// Facts as elements: a sentence, how sure it is and why, and the words behind it with their document and paragraph.

import { classOf, data, evidence, label, passage, sideNumber, sourceOf, value, bodyOf } from "./data.js";
import { h, isolated, outside } from "./dom.js";
import { statusOf } from "./happening.js";
import { manner } from "./office-facts.js";
import { plural } from "./spans.js";
import { addressOf, update } from "./state.js";

const SURE = new Map([["contested", "sources differ"], ["unknown", "not known"]]);

// --- links and names ---

// A name that leads to its card, where it has one; a click with a key goes the browser's own way.
export function link(id, text = label(id), properties = {}) {
  const name = typeof text === "string" ? isolated(text) : text;
  if (!classOf(id)) return name;
  const follow = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    update({ open: id });
  };
  return h("a", { class: "to", ...properties, href: addressOf({ open: id }), onclick: follow }, name);
}

export const links = (ids) => joined(ids.map((id) => link(id)));

// Elements with commas between, and a last word before the last of them.
export function joined(elements, last = "") {
  const between = (place) => (place === 0 ? [] : [last && place === elements.length - 1 ? ` ${last} ` : ", "]);
  return elements.flatMap((element, place) => [...between(place), element]);
}

// Items by what a function says of them, in the order in which each first comes.
export function grouped(items, key) {
  const found = new Map();
  for (const item of items) {
    const own = key(item);
    if (found.has(own)) found.get(own).push(item);
    else found.set(own, [item]);
  }
  return [...found];
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

let sides = null;

// The state that something belongs to; empty where none is known.
export function sideOf(id) {
  sides ??= new Map(Object.values(data.projections).flatMap(({ nodes }) => nodes.map((node) => [node.id, node.side])));
  const own = sides.get(id) || value(bodyOf(id), "vj:country") || (sideNumber.has(id) ? id : "");
  const body = value(id, "org:postIn");
  return own || (body ? sideOf(body) : "");
}

export const sideColour = (side) => (sideNumber.has(side) ? `var(--side-${sideNumber.get(side)})` : "var(--neutral)");

// A name that begins a line.
export const opening = (id) => link(id, capital(label(id)));

// Behind an occasion that was not held, or not by all who tell of it: what it is instead.
export const unheld = (event) => (statusOf(event) ? [" · ", h("em", { class: "unheld" }, statusOf(event))] : "");

// Offices, each as it was held.
export const capacityLinks = (held) => joined(held.map((one) => [manner(one), link(one.office)]));

// A name behind the sign of its class in the colour of its side; the sign is a background, so that no line ends with it.
export function party(id, text = label(id)) {
  const sign = ["person", "topic"].find((cls) => cls === classOf(id)) ?? "body";
  return link(id, isolated(text, { class: `party ${sign}`, "--c": sideColour(sideOf(id)) }));
}

// --- how sure, and why ---

export const badge = (sure) => (sure ? h("span", { class: `sure ${sure}` }, SURE.get(sure) ?? sure) : null);

// The fields of a source as a reader would ask for them.
const ASKED = new Map(Object.entries({ by: "by whom", to: "to whom", about: "about what", act: "what was done", answers: "what it answers", as: "office", occasion: "at which occasion" }));

const FIELD = /(?:^|; )(?:inferred: )?([a-z]+) inferred: /;

// Why fields are inferred, in plain words: each is named once, however many documents have it so, and so is "inferred".
export function readable(why) {
  const [before, ...told] = why.split(FIELD);
  const pairs = told.flatMap((field, at) => (at % 2 ? [] : [[ASKED.get(field) ?? field, told[at + 1]]]));
  const fields = grouped(pairs, ([field]) => field).map(([field, all]) => [field, all.map(([, text]) => text).join("; ")]);
  const [[only, reason] = []] = fields;
  const inferred = fields.length > 1 ? `inferred – ${fields.map((one) => one.join(": ")).join("; ")}` : only && `${only} – inferred: ${reason}`;
  return [before, inferred].filter(Boolean).join("; ");
}

export const because = (text) => (text ? h("p", { class: "because" }, isolated(readable(text))) : null);

// --- the words behind a fact ---

// The address of a document, at the words where the browser knows how to find them.
function atWords(address, quote) {
  if (!address || !quote || address.includes("#")) return address;
  const [first, last] = quote.split(" ... ").map((part) => encodeURIComponent(part).replaceAll("-", "%2D"));
  return `${address}#:~:text=${last === undefined ? first : `${first},${last}`}`;
}

function quoted(id) {
  const { source, quote, paragraph } = passage(id);
  const { address, language } = sourceOf(source);
  const place = paragraph ? outside(atWords(address, quote), `paragraph ${paragraph}`) : null;
  return h(
    "p",
    { class: "quote" },
    quote ? h("q", { lang: language || null, dir: "auto" }, quote) : h("span", { class: "whole" }, "the document as a whole"),
    place ? [" ", h("span", { class: "paragraph" }, place)] : null,
  );
}

// A document in a line: its title (the web address where it has one, else its card), publisher and date.
export function cited(source) {
  const { title, publisher, issued, address } = sourceOf(source);
  const where = [publisher || "publisher not told", issued || "date not told"];
  return h("cite", {}, address ? outside(address, title) : link(source, title), ...where.flatMap((text) => [" · ", isolated(text)]));
}

// Passages by document, in the order of the text.
function bySource(ids) {
  return grouped(ids, (id) => passage(id).source).map(([source, own]) => h("div", { class: "words" }, own.map(quoted), cited(source)));
}

// The words behind a fact: the first passage, and the others when they are asked for. `same` folds all of them away.
export function quotes(ids, { same = false } = {}) {
  if (!ids.length) return null;
  if (same) return folded("same words as above", () => bySource(ids));
  const rest = ids.slice(1);
  const more = rest.length ? folded(`${plural(rest.length, "more passage")}`, () => bySource(rest)) : null;
  return h("div", { class: "evidence" }, bySource(ids.slice(0, 1)), more);
}

// What is made only when somebody unfolds it.
export function folded(summary, make, properties = {}) {
  const details = h("details", { class: "more", ...properties }, h("summary", {}, summary));
  const fill = () => {
    if (details.open && details.childElementCount === 1) details.append(...[make()].flat(Infinity).filter(Boolean));
  };
  details.addEventListener("toggle", fill);
  fill();
  return details;
}

// --- facts, lists and sections ---

// One thing told: `text` is made of elements and texts, `notes` are lines below it.
export function fact({ text, sure = "", why = "", notes = [], ids = [], same = false, side = "", properties = {} }) {
  return h(
    "li",
    { class: "fact", "--c": side ? sideColour(side) : null, ...properties },
    h("p", { class: "text" }, text, " ", badge(sure)),
    because(why),
    notes.filter((note) => note && note.length !== 0).map((note) => (note.tagName === "P" ? note : h("p", { class: "note" }, note))),
    quotes(ids, { same }),
  );
}

const STEP = 50;

// A long list in pieces, first of `step` items, so that a card opens at once however much it holds.
export function pieces(items, render, { step = STEP, tag = "ul", ...properties } = { class: "facts" }) {
  const list = h(tag, properties, items.slice(0, step).map((item) => render(item)));
  if (items.length <= step) return list;
  let shown = step;
  const more = h("button", { type: "button", class: "plain", onclick: show }, wording());
  function wording() {
    return `Show ${Math.min(STEP, items.length - shown)} more of ${items.length - shown}`;
  }
  function show() {
    const next = items.slice(shown, shown + STEP).map((item) => render(item));
    list.append(...next);
    shown += next.length;
    more.textContent = wording();
    if (shown >= items.length) more.remove();
    next[0].tabIndex = -1;
    next[0].focus({ preventScroll: true });
  }
  return h("div", { class: "pieces" }, list, more);
}

// What the reader folded or unfolded stays so from card to card.
const kept = new Map();

// A part of a card under a heading with a count; nothing where there is nothing to count. `make` gives what it holds.
export function section(heading, count, make, { open = true, name = heading } = {}) {
  if (!count) return null;
  const details = h(
    "details",
    { class: "section", "data-section": name },
    h("summary", { onclick: () => kept.set(name, !details.open) }, h("h3", {}, isolated(heading)), h("span", { class: "count" }, String(count))),
  );
  const fill = () => (details.childElementCount === 1 ? details.append(...[make()].flat(Infinity).filter(Boolean)) : null);
  if (kept.get(name) ?? open) {
    fill();
    details.open = true;
  }
  details.addEventListener("toggle", () => (details.open ? fill() : null));
  return details;
}

export const group = (heading, ...content) => h("div", { class: "group" }, heading ? h("h4", {}, heading) : null, content);
