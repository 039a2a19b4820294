// The head of a card: its class and side, title, lead, other forms of the name, places where it is also found; and what can be
// done with it in the graph.

import { bodyOf, classOf, data, isOccasion, label, literals, sideLabel, values } from "./data.js";
import { h, isolated, outside } from "./dom.js";
import { combobox } from "./search.js";
import { plural } from "./spans.js";
import { state, update } from "./state.js";
import { folded, joined, sideColour } from "./words.js";

const NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

const INLINE = 4; // short forms that are told in a line

// A language by its name: "Vietnamese" for vi.
export function languageName(tag) {
  try {
    return NAMES.of(tag) ?? tag;
  } catch {
    return tag; // a tag that no browser takes for one
  }
}

// --- names and links ---

// Other forms of the name, each once; short ones are those of a document.
function formsOf(id) {
  const found = new Map();
  for (const term of ["rdfs:label", "foaf:name", "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel"]) {
    for (const [form, language] of literals(bodyOf(id), term)) {
      if (form !== label(id) && !found.has(form)) found.set(form, { form, language, isShort: term === "skos:hiddenLabel" });
    }
  }
  return [...found.values()];
}

function formItem({ form, language }) {
  const note = language ? h("span", { class: "use" }, ` ${languageName(language)}`) : null;
  return h("li", {}, isolated(form, { lang: language || null }), note);
}

export function forms(id) {
  const all = formsOf(id);
  const list = (some) => h("ul", { class: "forms", "aria-label": "Other forms of the name" }, some.map(formItem));
  const called = all.filter(({ isShort }) => isShort);
  const names = all.filter(({ isShort }) => !isShort);
  const inline = () => h("p", { class: "note" }, "Called ", joined(called.map(({ form }) => isolated(`“${form}”`)), "or"), " in documents");
  const short = called.length > INLINE ? folded(`${called.length} short forms in documents`, () => list(called)) : called.length ? inline() : null;
  return [names.length ? list(names) : null, short];
}

// The same elsewhere: only addresses of the web are links.
export function elsewhere(id) {
  const found = values(bodyOf(id), "owl:sameAs");
  if (!found.length) return null;
  const short = (address) => address.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
  return h("p", { class: "elsewhere note" }, "Also at ", joined(found.map((address) => outside(address, short(address)))));
}

// --- the head ---

const swatch = () => h("i", { class: "swatch", "aria-hidden": "true" });

// What a card is of, in small letters above its title: kind, then side, then status.
export function chips(kind, side = "", status = "") {
  return h(
    "p",
    { class: "chips" },
    kind ? h("span", { class: "chip kind" }, isolated(kind)) : null,
    sideLabel.has(side) ? h("span", { class: "chip side", "--c": sideColour(side) }, swatch(), isolated(sideLabel.get(side))) : null,
    status ? h("span", { class: "chip status" }, status) : null,
  );
}

// --- what can be done with it ---

const inProjection = (id, view) => data.projections[view].nodes.some((node) => node.id === id);

// The view in which something has a place: the present one where it can be.
function viewOf(id) {
  return [state.view, "people", "bodies", "meetings", "topics"].find((view) => inProjection(id, view)) ?? "";
}

function hopsButton(id, view, hops) {
  const pressed = state.around === id && state.hops === hops;
  const press = () => update(pressed ? { around: "" } : { around: id, hops, path: "", view });
  const name = `Around, ${plural(hops, "step")}`;
  return h("button", { type: "button", "data-key": `hops-${hops}`, "aria-pressed": String(pressed), "aria-label": name, onclick: press }, String(hops));
}

function pathSearch(id) {
  const name = `Path from ${label(id)} to a person`;
  const input = h("input", {
    type: "search", class: "path-to", placeholder: "Path to…", autocomplete: "off", spellcheck: "false", "aria-label": name, "data-key": "path",
  });
  const list = h("ul", { id: "path-found", class: "found", role: "listbox", "aria-label": "People", hidden: true });
  const path = (other) => ({ path: `${id}~${other}`, open: "", around: "", view: "people" });
  const choose = (other) => (other === id ? null : update(path(other)));
  combobox(input, list, { choose, cls: ["person"] });
  return h("div", { class: "path-search" }, input, list);
}

// "Around: 1 2 3", a path to somebody, and their meetings alone.
export function actions(id) {
  const view = viewOf(id);
  if (!view) return null;
  const isPerson = classOf(id) === "person";
  const alone = () => update({ view: "meetings", around: id, hops: 1, path: "" });
  const word = (text) => h("span", { "aria-hidden": "true" }, text);
  const hops = [word("Around"), [1, 2, 3].map((count) => hopsButton(id, view, count)), word("steps")];
  return h(
    "div",
    { class: "actions" },
    h("div", { class: "hops", role: "group", "aria-label": `Show only what is around ${label(id)}` }, hops),
    inProjection(id, "meetings") && !isOccasion(id) ? h("button", { type: "button", class: "plain", "data-key": "alone", onclick: alone }, "Their meetings") : null,
    isPerson && inProjection(id, "people") ? pathSearch(id) : null,
  );
}

// A button that narrows the view to a topic or a body, or widens it again.
export function only(field, id, words) {
  const pressed = state[field] === id;
  const press = () => update({ [field]: pressed ? "" : id });
  return h(
    "div",
    { class: "actions" },
    h("button", { type: "button", class: "plain", "data-key": field, "aria-pressed": String(pressed), onclick: press }, words),
  );
}
