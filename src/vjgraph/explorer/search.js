// The search box: suggestions by any form of a name, an office or an occasion, without regard to case and diacritics.

import { data, fold, nodes } from "./data.js";
import { byId, h, isolated } from "./dom.js";
import { agrees, fitsComma, isWritten, questions } from "./names.js";
import { sideVariable } from "./theme.js";

const MOST = 8;

// How well a folded form answers a folded question; 0 is best, -1 not at all.
function rank(form, question, inOrder) {
  if (form === question) return 0;
  if (form.startsWith(question)) return 1;
  if (form.includes(` ${question}`)) return 2;
  const words = form.split(" ");
  let at = -1;
  const begins = (asked) => words.findIndex((word, place) => (!inOrder || place > at) && word.startsWith(asked));
  if (question.split(" ").every((asked) => (at = begins(asked)) >= 0)) return 3;
  return question.length > 2 && form.includes(question) ? 4 : -1;
}

// The best form of a node that answers a question with the diacritics of the text.
function answer(node, text, [question, title, whole, short]) {
  let best = null;
  node.keys.forEach((spellings, number) => {
    // What a document calls somebody, as Doe, is no whole name.
    if ((short && !node.long[number]) || (whole && number && /^[a-z]+$/.test(question))) return;
    const ranks = spellings.map((key) => rank(key, question, node.cls === "person")).filter((score) => score >= 0 && !(whole && score));
    if (!ranks.length || !agrees(text, title, node.marks[number])) return;
    const form = number ? node.terms[number - 1] : node.label;
    const score = Math.min(...ranks) + (number ? 0.5 : 0) - (isWritten(text, form) ? 0.25 : 0);
    if (!best || score < best.score) best = { id: node.id, score, form: number ? form : "" };
  });
  return best;
}

export function find(text) {
  const order = (one) => ["person", "body", "meeting", "visit", "event"].indexOf(nodes.get(one.id).cls);
  const among = data.nodes.filter((node) => fitsComma(text, node));
  for (const question of questions(text)) {
    const found = among.map((node) => answer(node, text, question)).filter(Boolean);
    if (found.length) return found.sort((a, b) => a.score - b.score || order(a) - order(b) || (a.id < b.id ? -1 : 1)).slice(0, MOST);
  }
  return [];
}

export function startSearch(open) {
  const input = byId("search");
  const list = byId("found");
  let current = -1;

  const choose = (id) => {
    input.value = "";
    show([]);
    open(id);
  };

  function show(found) {
    current = -1;
    list.replaceChildren(...found.map(option));
    if (!found.length && fold(input.value)) list.replaceChildren(h("li", { class: "none" }, "Nothing of that name"));
    list.hidden = !list.childElementCount;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function option({ id, form }, number) {
    const node = nodes.get(id);
    const beside = form ? form : node.underline || node.tip[1] || node.kind;
    return h(
      "li",
      { id: `found-${number}`, role: "option", "aria-selected": "false", "data-id": id, onpointerdown: (event) => (event.preventDefault(), choose(id)) },
      h("i", { class: `glyph ${node.cls}${node.status ? " unheld" : ""}`, "--c": sideVariable(node.side) }),
      isolated(node.label, { class: "label" }),
      beside ? isolated(beside, { class: "beside" }) : null,
    );
  }

  function go(step) {
    const options = [...list.querySelectorAll("[role=option]")];
    if (!options.length) return;
    current = (current + step + options.length) % options.length;
    options.forEach((one, number) => one.setAttribute("aria-selected", String(number === current)));
    options[current].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[current].id);
  }

  input.addEventListener("input", () => show(find(input.value)));
  input.addEventListener("focus", () => show(find(input.value)));
  input.addEventListener("blur", () => show([]) || (list.hidden = true));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") go(1);
    else if (event.key === "ArrowUp") go(current < 0 ? 0 : -1);
    else if (event.key === "Enter") {
      const options = list.querySelectorAll("[role=option]");
      if (options.length) choose(options[Math.max(current, 0)].dataset.id);
    } else if (event.key === "Escape") {
      input.value = "";
      show([]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
