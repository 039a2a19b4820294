// The keyboard on the graph: arrows go from node to node as they stand, E goes through a node's edges.

import { linesOf, litBy, openGroup, pointed, refresh, tieOf } from "./canvas.js";
import { byId, say } from "./dom.js";
import { placed } from "./placing.js";
import { bringIntoSight, showAll, zoom } from "./sight.js";
import { state, update } from "./state.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The uppermost node on the left: where the arrows begin.
function firstSpot() {
  let best = null;
  for (const spot of placed.spots.values()) if (!best || spot.x + 2 * spot.y < best.x + 2 * best.y) best = spot;
  return best?.id ?? "";
}

// The node that is nearest in a direction; what lies askew counts as further away, and not at all if it is mostly beside.
function towards([dx, dy]) {
  const at = placed.spots.get(nodeInFocus());
  if (!at) return firstSpot();
  let [best, nearest] = ["", Infinity];
  for (const spot of placed.spots.values()) {
    const [x, y] = [spot.x - at.x, spot.y - at.y];
    const [along, off] = [x * dx + y * dy, Math.abs(x * dy) + Math.abs(y * dx)];
    const far = along + 2.5 * off;
    if (along > 1 && off < 2.5 * along && far < nearest) [best, nearest] = [spot.id, far];
  }
  return best || at.id;
}

function nodeInFocus() {
  if (placed.spots.has(pointed.focus)) return pointed.focus;
  const tie = tieOf(pointed.focus);
  if (tie) return walked || tie.a.id;
  return [state.open, left].find((id) => placed.spots.has(id)) ?? "";
}

let walked = ""; // the node whose edges one goes through
let left = ""; // where one was when the keyboard went elsewhere, as to a card

// The edges of a node, one after another.
function nextEdge(step) {
  const at = walked && tieOf(pointed.focus) ? walked : nodeInFocus();
  const around = placed.at.get(at) ?? [];
  if (!around.length) return "";
  walked = at;
  const index = around.findIndex((tie) => tie.id === pointed.focus);
  return around[index < 0 ? (step > 0 ? 0 : around.length - 1) : (index + step + around.length) % around.length].id;
}

function focus(id) {
  if (!id) return;
  pointed.focus = id;
  if (placed.spots.has(id)) walked = "";
  bringIntoSight(id, litBy(id) ?? []);
  refresh();
  say(linesOf(id).join(". "));
}

function focusNothing() {
  pointed.focus = "";
  refresh();
}

function open(id) {
  if (state.open === id && openGroup(id)) return;
  update({ open: id });
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = STEPS[event.key];
  if (step) focus(towards(step));
  else if (event.key.toLowerCase() === "e") focus(nextEdge(event.shiftKey ? -1 : 1));
  else if ((event.key === "Enter" || event.key === " ") && pointed.focus) open(pointed.focus);
  else if (event.key === "+" || event.key === "=") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") showAll();
  else if (event.key === "Escape" && pointed.focus && !state.open) focusNothing();
  else return;
  event.preventDefault();
}

export function startKeys() {
  byId("canvas").addEventListener("keydown", onKey);
  byId("canvas").addEventListener("focusout", () => {
    if (!pointed.focus) return;
    left = pointed.focus;
    pointed.focus = "";
    refresh();
  });
  document.addEventListener("keydown", (event) => {
    const writing = /^(input|textarea|select)$/i.test(event.target.tagName);
    if (event.key === "Escape" && state.open && !event.defaultPrevented && !writing) {
      update({ open: "" });
    } else if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      byId("search").focus();
    }
  });
}
