// The graph on its canvas: vis-network keeps sheet and nodes, and this tells what is bright, what is hit and what is open.

import { bodyOf, data, subjects } from "./data.js";
import { byId, h } from "./dom.js";
import { lookOf, paintBefore, paintBehind, paintLabel, paintNode } from "./painting.js";
import { isTall, place, placed } from "./placing.js";
import { extent } from "./shapes.js";
import { bringIntoSight, inSight, showAll, sight, stage, zoom } from "./sight.js";
import { onChange, state, update } from "./state.js";
import { onThemeChange, readTheme } from "./theme.js";
import { tieAt } from "./ties.js";
import { tipOfSpot, tipOfTie } from "./tips.js";

// What the mouse is on, and what the keyboard has reached.
export const pointed = { hover: "", focus: "" };
const drawn = { nodes: null, edges: null };
const MANY = 3000; // edges beyond which they are not drawn while the sheet is moved
const TOUCH = 10;
const STILL = 6; // pixels that a press may wander and be a click
let look = null;
let size = "";
let moving = false;

export function startCanvas() {
  readTheme();
  drawn.nodes = new vis.DataSet();
  drawn.edges = new vis.DataSet();
  sight.network = makeNetwork();
  // The keyboard stops once, at the canvas, and not at what vis-network puts into it.
  for (const inner of stage().querySelectorAll("[tabindex]")) inner.removeAttribute("tabindex");
  listen();
  size = sizeOf();
  new ResizeObserver(resized).observe(stage());
  onChange(changed);
  onThemeChange(refresh);
  arrange();
  if (state.open) requestAnimationFrame(() => bringIntoSight(bodyOf(state.open), litBy(state.open) ?? []));
  return { network: sight.network, nodes: drawn.nodes, edges: drawn.edges, positions, extentOf, idAt, badges, frames };
}

// vis-network is given the nodes; edges are drawn here, since it would take them one by one, and anew for each change of light.
function makeNetwork() {
  const options = { ...data.projections[state.view].options, autoResize: false };
  delete options.edges;
  // What is farther than its size from what is in sight is not drawn: names reach so far.
  options.nodes = { shape: "custom", ctxRenderer: renderer, size: 260 };
  options.interaction = { ...options.interaction, hover: false, selectable: false, dragNodes: false, keyboard: false };
  return new vis.Network(stage(), { nodes: drawn.nodes, edges: new vis.DataSet() }, options);
}

function listen() {
  const { network } = sight;
  network.on("beforeDrawing", (ctx) => {
    look = currentLook();
    if (!(moving && placed.ties.length > MANY)) paintBehind(ctx, look);
  });
  network.on("afterDrawing", (ctx) => {
    paintBefore(ctx, look);
    keep();
  });
  let pressed = null;
  let first = "";
  stage().addEventListener("pointerdown", ({ clientX, clientY }) => (pressed = { x: clientX, y: clientY }), true);
  // The browser's own click is the last event of a tap: what opens under the finger is not pressed by the same tap.
  stage().addEventListener("click", ({ target, clientX, clientY, detail, pointerType }) => {
    if (target.tagName !== "CANVAS" || (pressed && Math.hypot(clientX - pressed.x, clientY - pressed.y) > STILL)) return;
    const box = stage().getBoundingClientRect();
    const id = hit({ canvas: network.DOMtoCanvas({ x: clientX - box.left, y: clientY - box.top }) }, pointerType === "touch" ? TOUCH : 0);
    if (detail === 1) first = id;
    clicked(id);
  });
  // The first click opens a card and all moves: the second is for what the first one hit.
  document.addEventListener("dblclick", () => openGroup(first));
  network.on("dragStart", () => {
    [sight.whole, moving] = [false, true];
    hover("", null);
  });
  network.on("dragEnd", () => {
    moving = false;
    network.redraw();
  });
  network.on("zoom", () => (sight.whole = false));
  stage().addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const box = stage().getBoundingClientRect();
    const DOM = { x: event.clientX - box.left, y: event.clientY - box.top };
    hover(event.buttons ? "" : hit({ canvas: network.DOMtoCanvas(DOM) }), DOM);
  });
  stage().addEventListener("pointerleave", () => hover("", null));
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("zoom-all").addEventListener("click", showAll);
}

// --- what is drawn ---

// What vis-network calls to draw a node that is "custom".
function renderer({ ctx, id }) {
  const spot = placed.spots.get(id);
  if (!spot) return { drawNode() {} };
  return {
    drawNode: () => paintNode(ctx, spot, look),
    drawExternalLabel: spot.card ? undefined : () => paintLabel(ctx, spot, look),
  };
}

// The data sets hold what is shown and nothing else; changed as a whole, since one by one takes long.
function arrange() {
  place();
  pointed.hover = "";
  if (!placed.spots.has(pointed.focus) && !tieOf(pointed.focus)) pointed.focus = "";
  // First the view, so that nothing is drawn where it is not seen.
  showAll();
  const gone = drawn.nodes.getIds().filter((id) => !placed.spots.has(id));
  if (gone.length) drawn.nodes.remove(gone);
  const known = new Map(drawn.nodes.get({ fields: ["id", "x", "y"] }).map((node) => [node.id, node]));
  const moved = [...placed.spots.values()].filter(({ id, x, y }) => known.get(id)?.x !== x || known.get(id)?.y !== y);
  if (moved.length) {
    drawn.nodes.update(moved.map(({ id, x, y }) => ({ id, x, y })));
    // vis-network would learn where they are only in the drawing in which they come into sight, and leave them out of that.
    const { nodes } = sight.network.body;
    sight.network.once("beforeDrawing", (ctx) => moved.forEach(({ id }) => nodes[id]?.updateBoundingBox(ctx, false)));
  }
  drawn.edges.clear();
  drawn.edges.update(placed.ties.map(({ id, a, b, count }) => ({ id, from: a.id, to: b.id, value: count })));
  byId("tip").hidden = true;
  sight.network.redraw();
}

// What else changes is only how it looks.
const DRAWN = [
  "view", "from", "to", "undated", "hide", "topic", "ministry", "sure", "around", "hops", "path", "group", "size", "weight",
];

function changed(keys) {
  if (DRAWN.some((key) => keys.has(key))) arrange();
  else if (keys.has("as") && state.as === "graph") requestAnimationFrame(resized);
  else refresh();
  if (keys.has("open")) byId("tip").hidden = true;
  // The canvas takes its new size at the end of this frame.
  if (keys.has("open") && state.open) {
    requestAnimationFrame(() => requestAnimationFrame(() => state.open && bringIntoSight(bodyOf(state.open), litBy(state.open) ?? [])));
  }
}

export const refresh = () => sight.network.redraw();

function currentLook() {
  const at = pointed.hover || pointed.focus || state.open;
  const marked = new Set([pointed.hover, bodyOf(state.open)].filter(Boolean));
  if (pointed.focus && !placed.spots.has(pointed.focus)) marked.add(pointed.focus);
  if (pointed.hover && placed.spots.has(pointed.hover)) marked.delete(pointed.hover);
  return lookOf({ lit: at ? litBy(at) : null, marked, focus: pointed.focus, scale: sight.network.getScale(), sight: inSight() });
}

// The nodes and edges that stay bright while something is open or pointed at; null when that is not in the picture.
export function litBy(thing) {
  const id = bodyOf(thing);
  if (placed.spots.has(id)) return litByNode(id);
  const ties = tieOf(id) ? [tieOf(id)] : tiesOn(id);
  return ties.length ? new Set(ties.flatMap((tie) => [tie.id, tie.a.id, tie.b.id])) : null;
}

// The edges that rest on something that is not drawn: an agreement, a statement, a meeting, or all meetings of a visit.
function tiesOn(id) {
  const whole = [id, ...subjects("vj:during", id)];
  const rests = (item) => whole.some((one) => item.id === one || item.id.startsWith(`${one}/`));
  return placed.ties.filter(({ edge }) => edge.items.some(rests));
}

function litByNode(id) {
  const own = placed.spots.get(id);
  const found = new Set([id]);
  for (const tie of placed.at.get(id)) {
    for (const one of [tie.id, tie.a.id, tie.b.id]) found.add(one);
    // Counterparts stand one step further, behind the occasion.
    const other = tie.a === own ? tie.b : tie.a;
    if (state.view !== "meetings" || own.card || !other.card) continue;
    for (const next of placed.at.get(other.id)) for (const one of [next.id, next.a.id, next.b.id]) found.add(one);
  }
  if (own.card) for (const { node } of placed.spots.values()) if (node.within === id) found.add(node.id);
  return found;
}

// --- what is pointed at ---

let known = { ties: null, by: null };

export function tieOf(id) {
  if (known.ties !== placed.ties) known = { ties: placed.ties, by: new Map(placed.ties.map((tie) => [tie.id, tie])) };
  return known.by.get(id);
}

// A node with its name, where names are written, the nearest if it is beside several; else an edge.
function hit({ canvas }, more = 0) {
  const scale = sight.network.getScale();
  let [nearest, found] = [(4 + more) / scale, null];
  for (const spot of placed.spots.values()) {
    const far = farFrom(spot, canvas, nearest);
    if (far < nearest) [nearest, found] = [far, spot];
  }
  return (found ?? tieAt(placed.ties, canvas, more ? scale / 2 : scale))?.id ?? "";
}

// How far a point is from a node; where names are not written only its glyph counts.
function farFrom(spot, { x, y }, most) {
  if (Math.abs(spot.y - y) > most + 60 || Math.abs(spot.x - x) > most + 60 + spot.r + spot.room) return Infinity;
  const { left, right, top, bottom } = (look?.labels ?? true) || spot.card ? extent(spot) : glyphBox(spot);
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}

const glyphBox = ({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r });

function clicked(id) {
  pointed.focus = "";
  if (id) update({ open: id });
  else if (state.open) update({ open: "" });
  else refresh();
}

// A group of a large graph is opened into its members.
export function openGroup(id) {
  const spot = placed.spots.get(id);
  if (spot?.node.cls !== "group") return false;
  update({ group: String(spot.node.community), open: "" });
  return true;
}

export function linesOf(id) {
  const spot = placed.spots.get(id);
  if (spot) return tipOfSpot(spot, placed.at.get(id).length);
  return tieOf(id) ? tipOfTie(tieOf(id)) : [];
}

function hover(id, at) {
  const tip = byId("tip");
  if (id !== pointed.hover) {
    pointed.hover = id;
    stage().style.cursor = id ? "pointer" : "";
    tip.replaceChildren(...linesOf(id).map((line) => h("p", { dir: "auto" }, line)));
    tip.hidden = !id;
    refresh();
  }
  if (!id || !at) return;
  const room = stage().clientWidth - tip.offsetWidth - 8;
  const below = at.y + 18 + tip.offsetHeight < stage().clientHeight;
  tip.style.left = `${Math.max(4, Math.min(at.x + 12, room))}px`;
  tip.style.top = `${below ? at.y + 18 : Math.max(4, at.y - tip.offsetHeight - 10)}px`;
}

// --- sizes ---

const sizeOf = () => `${stage().clientWidth} ${stage().clientHeight}`;
const windowSize = () => `${window.innerWidth} ${window.innerHeight}`;
let seen = "";

// vis-network zooms when its canvas changes size; here the zoom stays, and so does what is in the middle.
function resized() {
  if (!stage().clientWidth) return; // the table is shown
  // What is drawn behind the table has made the sheet 0 wide, though the stage comes back as it was.
  if (sizeOf() === size && stage().querySelector("canvas").width) return;
  const first = !size || size.startsWith("0 ") || size.endsWith(" 0");
  size = sizeOf();
  sight.network.setSize("100%", "100%");
  const other = seen && seen !== windowSize();
  seen = windowSize();
  if (first || isTall() !== placed.tall || (other && placed.gathered)) arrange();
  else if (sight.whole) showAll();
  else if (sight.kept) sight.network.moveTo({ ...sight.kept, animation: false });
  sight.network.redraw();
}

// What is in sight, as long as the canvas has its size.
function keep() {
  if (sizeOf() === size) sight.kept = { scale: sight.network.getScale(), position: sight.network.getViewPosition() };
}

// --- for tests, and for what else shows the graph ---

export const positions = () => Object.fromEntries([...placed.spots.values()].map(({ id, x, y }) => [id, { x, y }]));

export function extentOf(id) {
  const spot = placed.spots.get(id);
  return spot ? extent(spot) : null;
}

// What is at a point of the canvas, in pixels of the screen.
const idAt = (DOM) => hit({ canvas: sight.network.DOMtoCanvas(DOM) });

// The numbers on edges: how much each tells and where it stands.
const badges = () => placed.ties.filter((tie) => tie.badge).map(({ id, count, badge }) => ({ id, count, ...badge }));

const frames = () => placed.frames;
