// The search: whatever has a name is found by any form of it, suggested while one types, and opened.

import { when } from "./card-facts.js";
import { bodyOf, data, label, labels } from "./data.js";
import { byId, h, isolated, say } from "./dom.js";
import { find as findAll, holders, meant, nearest } from "./finding.js";
import { fold } from "./fold.js";
import { statusOf } from "./happening.js";
import { behindHolder, latestOffices, manner } from "./office-facts.js";
import { scene } from "./scene.js";
import { plural } from "./spans.js";
import { state, update } from "./state.js";
import { sideColour, sideOf } from "./words.js";

const MOST = 12;
const ALL = 200;
const PAUSE = 300; // milliseconds before the number found is said: nobody wants to hear one for each letter

export const find = (text, options) => findAll(text, options);

// --- what a suggestion says ---

function holdersText(office) {
  const held = holders(office);
  const names = held.slice(0, 3).map((one) => (one.former ? "formerly " : "") + label(one.id) + behindHolder(one));
  return names.join(", ") + (held.length > 3 ? ` and ${held.length - 3} more` : "");
}

function officesText(person) {
  return latestOffices(person).held.map((one) => manner(one) + label(one.office)).join(", ");
}

const within = (id, property, word) => (labels(id, property) ? `${word} ${labels(id, property)}` : "");

// Below a name, so that one knows what one has found.
function told({ id, cls }) {
  if (cls === "person") return officesText(id);
  if (cls === "office") return holdersText(id);
  if (cls === "body") return labels(bodyOf(id), "vj:kind");
  if (cls === "agreement") return labels(id, "vj:kind");
  if (cls === "topic") return within(id, "skos:broader", "part of");
  if (cls === "place") return within(id, "schema:containedInPlace", "in");
  return [when(id, { short: true }), labels(id, "vj:place"), statusOf(id)].filter(Boolean).join(" · ");
}

function option(one, number, list) {
  const { id, cls, form, near } = one;
  const beside = form ? ["found by ", isolated(form)] : [near ? "similar spelling · " : "", isolated(told(one))];
  return h(
    "li",
    { id: `${list.id}-${number}`, role: "option", "aria-selected": "false", "data-id": id },
    h("i", { class: `glyph ${cls}${statusOf(id) ? " unheld" : ""}`, "--c": sideColour(sideOf(id)), "aria-hidden": "true" }),
    h("span", { class: "names" }, isolated(one.label, { class: "label" }), h("span", { class: "beside" }, beside)),
    h("span", { class: "class" }, cls),
  );
}

const SEARCHED = "people, bodies, offices, meetings, agreements, topics and places";

function nothing(cls) {
  const searched = cls ? cls.map((one) => (one === "body" ? "bodies" : one === "person" ? "people" : one)).join(" and ") : SEARCHED;
  return h("li", { class: "none", role: "option", "aria-disabled": "true" }, `Nothing of that name. Search finds ${searched} by any form of a name.`);
}

// --- the combobox ---

// Makes an input one that suggests: `choose` is called with the id of what is chosen, `cls` names the classes to look among.
export function combobox(input, list, { choose, cls }) {
  let current = -1;
  let pause = 0;

  const options = () => [...list.querySelectorAll("[role=option]:not([aria-disabled])")];

  function mark(next) {
    const found = options();
    found[current]?.setAttribute("aria-selected", "false");
    current = found.length ? next : -1;
    if (current < 0) return input.removeAttribute("aria-activedescendant");
    found[current].setAttribute("aria-selected", "true");
    found[current].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", found[current].id);
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) mark(-1);
  }

  function later(action) {
    clearTimeout(pause);
    pause = setTimeout(action, PAUSE);
  }

  function offerNearest() {
    const near = nearest(input.value, { cls });
    if (near && !list.hidden) list.append(h("li", { class: "none", role: "presentation" }, "Nearest:"), option(near, 0, list));
    say(`Nothing of that name${near ? `; nearest: ${near.label}` : ""}`);
  }

  function rows(found, most) {
    const shown = found.slice(0, most).map((one, number) => option(one, number, list));
    const rest = found.length - shown.length;
    const more = h("li", { id: `${list.id}-more`, role: "option", "aria-selected": "false", class: "more", "data-more": true }, `${rest} more`);
    return rest && most < ALL ? [...shown, more] : shown;
  }

  function show(most = MOST) {
    mark(-1);
    if (!fold(input.value)) {
      clearTimeout(pause);
      return open(false);
    }
    const found = findAll(input.value, { cls });
    list.replaceChildren(...(found.length ? rows(found, most) : [nothing(cls)]));
    list.scrollTop = 0;
    open(true);
    later(found.length ? () => say(plural(found.length, "suggestion")) : offerNearest);
  }

  function take(chosen) {
    if (!chosen) return;
    if ("more" in chosen.dataset) {
      const at = options().indexOf(chosen);
      show(ALL);
      return mark(at);
    }
    clearTimeout(pause);
    input.value = label(chosen.dataset.id);
    open(false);
    choose(chosen.dataset.id);
  }

  const last = () => options().length - 1;
  const keys = {
    ArrowDown: () => (list.hidden ? show() : mark(current >= last() ? 0 : current + 1)),
    ArrowUp: () => (list.hidden ? show() : mark(current <= 0 ? last() : current - 1)),
    Home: () => (current < 0 ? false : mark(0)),
    End: () => (current < 0 ? false : mark(last())),
    // What is only nearest opens when it was gone to, not when nothing was found.
    Enter: () => (list.hidden ? show() : take(options()[current < 0 && !list.querySelector(".none") ? 0 : current])),
    Escape: () => {
      if (list.hidden && !input.value) return false;
      if (list.hidden) input.value = "";
      return open(false);
    },
    Tab: () => (open(false), false),
  };

  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) {
    input.setAttribute(name, value);
  }
  input.addEventListener("input", () => show());
  // What is looked up is made ready before the first letter comes.
  input.addEventListener("focus", () => (findAll("a"), input.value ? show() : null));
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!Object.hasOwn(keys, event.key) || keys[event.key]() === false) return;
    event.preventDefault();
    event.stopPropagation();
  });
  // The input keeps the keyboard while a suggestion is pointed at.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => take(target.closest("[data-id], [data-more]")));
}

// --- the search of the page ---

// The change that opens something, and takes away the filters of its class and side where these hide it.
function opening(id) {
  const node = data.projections[state.view].nodes.find((one) => one.id === id);
  if (!node || scene().nodes.some((one) => one.id === id)) return { open: id };
  const hiding = new Set([`class:${node.cls}`, `side:${node.side}`, `status:${node.status}`]);
  return { open: id, hide: new Set([...state.hide].filter((key) => !hiding.has(key))) };
}

export function startSearch() {
  const input = byId("search");
  const choose = (id) => {
    input.value = "";
    update(opening(meant(id)));
  };
  combobox(input, byId("found"), { choose });
}
