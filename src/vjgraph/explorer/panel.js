// The side panel: all that is told of one node or edge, fact by fact, each with its evidence.

import { CLASSES, data, edges, nodes, sideLabel } from "./data.js";
import { byId, h, isolated, outside } from "./dom.js";
import { sideVariable } from "./theme.js";

const CERTAINTY = {
  stated: "Stated",
  inferred: "Inferred",
  certain: "Certainly met",
  possible: "Possibly met",
  contested: "Contested",
  unknown: "Not known",
};
const OPEN_AT_MOST = 60;

// A sentence whose parts may lead to other nodes and edges.
function sentence(runs, open) {
  return runs.map((run) => {
    if (typeof run === "string") return isolated(run);
    const [text, id] = run;
    if (!nodes.has(id) && !edges.has(id)) return isolated(text);
    return h("a", { href: `#${encodeURIComponent(id)}`, class: "to", onclick: (event) => follow(event, id, open) }, isolated(text));
  });
}

function follow(event, id, open) {
  event.preventDefault();
  open(id);
}

function passageItem(number) {
  const [source, quote, paragraph] = data.passages[number];
  const { title, publisher, issued, language, address } = data.sources[source];
  const where = [paragraph ? `paragraph ${paragraph}` : "", publisher, issued].filter(Boolean).join(", ");
  return h(
    "li",
    {},
    quote ? h("q", { lang: language || null, dir: "auto" }, quote) : h("span", {}, "the document as a whole"),
    h("cite", {}, outside(address, title), where ? ` — ${where}` : ""),
  );
}

function evidence(numbers, before) {
  if (!numbers.length) return null;
  if (before && String(before) === String(numbers)) {
    const same = h("ul", { class: "evidence" }, numbers.map(passageItem));
    return h("details", { class: "more" }, h("summary", {}, "the same words"), same);
  }
  const first = h("ul", { class: "evidence" }, numbers.slice(0, 1).map(passageItem));
  if (numbers.length === 1) return first;
  const rest = h("ul", { class: "evidence" }, numbers.slice(1).map(passageItem));
  return h("div", {}, first, h("details", { class: "more" }, h("summary", {}, `${numbers.length - 1} more quoted`), rest));
}

function factItem(number, before, open) {
  const fact = data.facts[number];
  return h(
    "li",
    { class: "fact" },
    h(
      "p",
      { class: "text" },
      fact.tags.map((tag) => h("span", { class: "tag" }, tag)),
      sentence(fact.text, open),
      fact.certainty ? h("span", { class: `sure ${fact.certainty}` }, CERTAINTY[fact.certainty] ?? fact.certainty) : null,
    ),
    fact.because ? h("p", { class: "because" }, isolated(fact.because)) : null,
    fact.notes.filter((note) => note.join("")).map((note) => h("p", { class: "note" }, sentence(note, open))),
    evidence(fact.evidence, before === undefined ? null : data.facts[before].evidence),
  );
}

function groupItem(group, open) {
  const facts = h("ul", { class: "facts" }, group.facts.map((number, place) => factItem(number, group.facts[place - 1], open)));
  return group.heading.length ? h("div", { class: "group" }, h("h4", {}, sentence(group.heading, open)), facts) : facts;
}

function sectionItem(section, open) {
  const long = section.count > OPEN_AT_MOST;
  return h(
    "details",
    { class: "section", open: !long },
    h("summary", {}, h("h3", {}, section.heading), h("span", { class: "count" }, String(section.count))),
    section.groups.map((group) => groupItem(group, open)),
  );
}

function chips(id, panel) {
  const node = nodes.get(id);
  const cls = node ? CLASSES.find(([name]) => name === node.cls)[1] : "";
  const kind = panel.kind.toLowerCase() === cls.toLowerCase() ? cls : panel.kind;
  return h(
    "p",
    { class: "chips" },
    h("span", { class: "chip kind" }, kind),
    panel.side && sideLabel.has(panel.side)
      ? h("span", { class: "chip side", "--c": sideVariable(panel.side) }, isolated(sideLabel.get(panel.side)))
      : null,
    node?.status ? h("span", { class: "chip" }, node.status) : null,
  );
}

function forms(panel) {
  if (!panel.forms.length) return null;
  const items = panel.forms.map(([form, use]) => h("li", {}, isolated(form, { class: "form" }), use ? h("span", { class: "use" }, use) : null));
  return h("div", { class: "forms" }, h("h3", {}, "Other forms of the name"), h("ul", {}, items));
}

// Fill the panel with what is told of a node or edge, and show it.
export function showPanel(id, { open, close }) {
  const panel = data.panels[id];
  const aside = byId("panel");
  const heading = h("h2", { tabindex: "-1" }, isolated(panel.title));
  aside.replaceChildren(
    h(
      "div",
      { class: "head" },
      chips(id, panel),
      h("button", { type: "button", class: "close", "aria-label": "Close details", onclick: close }, "×"),
      heading,
      panel.lead.length ? h("p", { class: "lead" }, sentence(panel.lead, open)) : null,
    ),
    h(
      "div",
      { class: "told" },
      panel.sections.map((section) => sectionItem(section, open)),
      forms(panel),
      panel.links.length ? h("p", { class: "links" }, "The same elsewhere: ", panel.links.map((link) => outside(link, link))) : null,
    ),
  );
  aside.hidden = false;
  document.body.classList.add("with-panel");
  aside.scrollTop = 0;
  return heading;
}

export function hidePanel() {
  byId("panel").hidden = true;
  document.body.classList.remove("with-panel");
}
