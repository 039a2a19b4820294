// The side panel: the card of what is open, or of the path that is shown. The address says which; the panel follows it.

import { agreementCard } from "./card-instruments.js";
import { bodyCard, officeCard } from "./card-body.js";
import { occasionCard, partCard } from "./card-occasion.js";
import { pairCard } from "./card-pair.js";
import { groupCard, groupsCard, pathCard } from "./card-path.js";
import { personCard } from "./card-person.js";
import { sourceCard } from "./card-sources.js";
import { placeCard, topicCard } from "./card-topic.js";
import { classOf, label } from "./data.js";
import { byId, h, isolated } from "./dom.js";
import { addressOf, onChange, state, update } from "./state.js";
import { capital } from "./words.js";

const CARDS = {
  person: personCard, body: bodyCard, office: officeCard, meeting: occasionCard, visit: occasionCard, event: occasionCard,
  agreement: agreementCard, topic: topicCard, place: placeCard, source: sourceCard, pair: pairCard,
};
const NAMES_FROM = 3; // fewer sections need no way to jump between them

// An edge of the meetings view is a part; of several roles in one part each has a number behind it.
const partOf = (id) => id.replace(/~\d+$/, "");

function cardOf(id) {
  if (id.startsWith("group/")) return id.includes("~") ? groupsCard(id) : groupCard(id);
  if (classOf(id) === "part") return partCard(partOf(id));
  return CARDS[classOf(id)]?.(id) ?? null;
}

// What the panel shows: the path only where nothing else is open.
function shownNow() {
  if (state.open) return { id: state.open, card: () => cardOf(state.open) };
  return state.path ? { id: `path ${state.path}`, card: () => pathCard(state.path) } : null;
}

// --- the card as elements ---

// A way back to what was open before, as far as this reader went inside the panel.
let trail = [];

function back() {
  const previous = trail.at(-2);
  if (previous === undefined) return null;
  const go = (event) => {
    event.preventDefault();
    update({ open: previous });
  };
  const name = previous.includes("~") ? "the tie" : previous.startsWith("group/") ? "the group" : label(previous);
  return h("a", { class: "back", href: addressOf({ open: previous }), onclick: go }, "‹ ", isolated(name));
}

function close() {
  update(state.open ? { open: "" } : { path: "" });
  if (!shownNow()) returnFocus();
}

function jump(details) {
  details.open = true;
  const head = byId("panel").querySelector(".head");
  requestAnimationFrame(() => {
    byId("panel").scrollTop += details.getBoundingClientRect().top - byId("panel").getBoundingClientRect().top - head.offsetHeight;
    details.querySelector("summary").focus({ preventScroll: true });
  });
}

// The sections by name and count, to jump to.
function contents(sections) {
  if (sections.length < NAMES_FROM) return null;
  const name = (details) => details.querySelector("h3").textContent;
  const count = (details) => details.querySelector("summary .count").textContent;
  const text = (details) => [isolated(name(details)), " ", h("span", { class: "count" }, count(details))];
  const entry = (details) => h("li", {}, h("button", { type: "button", onclick: () => jump(details) }, text(details)));
  return h("nav", { class: "contents", "aria-label": "Sections of this card" }, h("ul", {}, sections.map(entry)));
}

// What is no proper name begins with a capital where it stands alone.
const titleOf = (id) => (["topic", "agreement", "meeting", "visit", "event"].includes(classOf(id)) ? capital(label(id)) : label(id));

function draw({ id, card }) {
  const { title = titleOf(id), chips, lead = [], below = [], sections: all } = card;
  const sections = all.filter(Boolean);
  const heading = h("h2", { tabindex: "-1" }, typeof title === "string" ? isolated(title) : title);
  byId("panel").replaceChildren(
    h(
      "div",
      { class: "head" },
      h("div", { class: "top" }, back(), h("button", { type: "button", class: "close", "aria-label": "Close details", onclick: close }, "×")),
      chips,
      heading,
      contents(sections),
    ),
    h(
      "div",
      { class: "told" },
      [lead].flat(Infinity).some(Boolean) ? h("p", { class: "lead" }, lead) : null,
      below,
      sections.length ? sections : h("p", { class: "note" }, "Nothing more is told."),
    ),
  );
  return heading;
}

// --- showing it ---

let drawn = "";
let cameFrom = null;

function returnFocus() {
  const to = cameFrom?.isConnected && cameFrom !== document.body ? cameFrom : byId("canvas");
  to.focus({ preventScroll: true });
}

function hide() {
  byId("panel").hidden = true;
  byId("panel").replaceChildren();
  document.body.classList.remove("with-panel");
  drawn = "";
  trail = [];
}

// Follow what the reader opens: going back to the last but one takes the last away.
function follow(id) {
  if (trail.at(-2) === id) trail.pop();
  else if (trail.at(-1) !== id) trail.push(id);
}

// Draw the card of what is open. What was open already keeps its place on the page and the keyboard.
function showPanel() {
  const shown = shownNow();
  if (!shown) return hide();
  const card = shown.card();
  if (!card) return hide();
  const panel = byId("panel");
  const again = drawn === shown.id;
  const at = panel.scrollTop;
  const key = panel.contains(document.activeElement) ? document.activeElement.dataset.key : "";
  if (!panel.contains(document.activeElement)) cameFrom = again ? cameFrom : document.activeElement;
  if (state.open) follow(state.open);
  const heading = draw({ id: shown.id, card });
  panel.hidden = false;
  document.body.classList.add("with-panel");
  drawn = shown.id;
  panel.scrollTop = again ? at : 0;
  if (again) return key ? panel.querySelector(`[data-key="${key}"]`)?.focus({ preventScroll: true }) : undefined;
  heading.focus({ preventScroll: true });
}

// Fields that change what a card says of the same thing.
const FIELDS = ["open", "path", "from", "to", "undated", "hide", "topic", "ministry", "sure", "around", "hops", "group", "view"];

let waiting = 0;

export function startPanel() {
  onChange((changed) => {
    if (changed.has("open") || changed.has("path")) return showPanel();
    if (byId("panel").hidden || !FIELDS.some((field) => changed.has(field))) return;
    // While the time is played the card waits for a pause.
    clearTimeout(waiting);
    waiting = setTimeout(showPanel, 120);
  });
  byId("panel").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });
  showPanel();
}
