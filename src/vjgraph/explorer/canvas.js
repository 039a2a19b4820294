// The graph on its canvas: vis-network draws it, and this tells what is bright, what is hit and what is in sight.

import { data, edges, isOccasion, nodes } from "./data.js";
import { byId, h } from "./dom.js";
import { bright, changed, describe, isEdgeShown, isShown, onChange, scene } from "./scene.js";
import { extent, renderer, setCanvas, spotOf } from "./shapes.js";
import { sideColour, theme } from "./theme.js";

let network;
let drawnNodes;
let drawnEdges;
let lit = null;
let tall = false;
let whole = false; // whether all is in sight, and should stay so
let size = "";
let kept = {};
const READABLE = 0.72; // the zoom at which names can be read
const MARGIN = 24;
const MANY = 2000; // edges beyond which pointing at something does not dim the rest

const place = (drawn) => ({ x: spotOf(nodes.get(drawn.id)).x, y: spotOf(nodes.get(drawn.id)).y });
const stage = () => byId("canvas");
// By the window, so that opening the panel does not change the placing.
const isTall = () => window.innerWidth < Math.max(640, 0.9 * window.innerHeight);

export function startCanvas() {
  tall = isTall();
  setCanvas(tall ? "tall" : "wide");
  const draw = renderer((id) => !lit || lit.has(id), () => network.getScale());
  drawnNodes = new vis.DataSet(
    data.network.nodes.map((drawn) => ({ ...drawn, ...place(drawn), shape: "custom", ctxRenderer: draw, hidden: !isShown(drawn.id) })),
  );
  drawnEdges = new vis.DataSet(data.network.edges.map((drawn) => ({ ...drawn, ...edgeStyle(edges.get(drawn.id)) })));
  network = new vis.Network(stage(), { nodes: drawnNodes, edges: drawnEdges }, { ...data.network.options, autoResize: false });
  network.on("beforeDrawing", drawFrames);
  network.on("afterDrawing", keep);
  network.on("click", ({ pointer }) => changed({ open: hit(pointer) }));
  network.on("dragStart", () => {
    whole = false;
    hover("", null);
  });
  network.on("zoom", () => (whole = false));
  stage().addEventListener("mousemove", (event) => {
    const box = stage().getBoundingClientRect();
    const DOM = { x: event.clientX - box.left, y: event.clientY - box.top };
    hover(event.buttons ? "" : hit({ DOM, canvas: network.DOMtoCanvas(DOM) }), DOM);
  });
  stage().addEventListener("mouseleave", () => hover("", null));
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("zoom-all").addEventListener("click", showAll);
  onChange((what) => (what === "filter" ? filter() : what === "look" ? refresh() : null));
  size = sizeOf();
  new ResizeObserver(resized).observe(stage());
  showAll();
  return { network, nodes: drawnNodes, edges: drawnEdges, extentOf };
}

const sizeOf = () => `${stage().clientWidth} ${stage().clientHeight}`;

// vis-network zooms when its canvas changes size; here the zoom stays, and so does what is in the middle.
function resized() {
  if (!stage().clientWidth || sizeOf() === size) return; // the table is shown, or nothing has changed
  size = sizeOf();
  network.setSize("100%", "100%");
  const turned = isTall() !== tall;
  if (turned) {
    tall = isTall();
    setCanvas(tall ? "tall" : "wide");
    drawnNodes.update(data.network.nodes.map((drawn) => ({ id: drawn.id, ...place(drawn) })));
  }
  if (turned || whole) showAll();
  else network.moveTo({ ...kept, animation: false });
  network.redraw();
}

// What is in sight, as long as the canvas has its size.
function keep() {
  if (sizeOf() === size) kept = { scale: network.getScale(), position: network.getViewPosition() };
}

function edgeStyle(edge) {
  const faint = edge.kind === "office";
  const on = !lit || lit.has(edge.id);
  const own = scene.open === edge.id || scene.hover === edge.id || scene.focus === edge.id;
  const opacity = !on ? 0.07 : lit ? 0.95 : faint ? 0.4 : 0.7;
  return {
    hidden: !isEdgeShown(edge),
    color: { color: faint ? theme.neutral : sideColour(nodes.get(edge.from).side), opacity },
    width: own ? 3.5 : faint ? 0.9 : lit && on ? 2.2 : 1.6,
  };
}

// Colours and widths anew, after the open or pointed-at thing, the theme or a filter has changed.
export function refresh() {
  lit = data.edges.length > MANY ? bright(scene.open) : bright();
  drawnEdges.update(data.edges.map((edge) => ({ id: edge.id, ...edgeStyle(edge) })));
  network.redraw();
}

function filter() {
  drawnNodes.update(data.nodes.map((node) => ({ id: node.id, hidden: !isShown(node.id) })));
  refresh();
}

export function extentOf(id) {
  const node = nodes.get(id);
  return extent(node, network.getPosition(id));
}

// What is at a point: a node with its name, else an edge.
function hit({ DOM, canvas }) {
  const positions = network.getPositions();
  const slack = 4 / network.getScale();
  for (const node of data.nodes) {
    if (!isShown(node.id)) continue; // vis-network tells no position of what is hidden
    const box = extent(node, positions[node.id]);
    const inside =
      canvas.x > box.left - slack && canvas.x < box.right + slack && canvas.y > box.top - slack && canvas.y < box.bottom + slack;
    if (inside) return node.id;
  }
  const id = network.getEdgeAt(DOM);
  return id !== undefined && isEdgeShown(edges.get(id)) ? id : "";
}

function hover(id, at) {
  const tip = byId("tip");
  if (id !== scene.hover) {
    scene.hover = id;
    stage().style.cursor = id ? "pointer" : "";
    const thing = nodes.get(id) ?? edges.get(id);
    tip.replaceChildren(...(thing?.tip ?? []).filter(Boolean).map((line) => h("p", { dir: "auto" }, line)));
    tip.hidden = !id;
    if (data.edges.length <= MANY) refresh();
  }
  if (!id || !at) return;
  const room = stage().clientWidth - tip.offsetWidth - 8;
  const below = at.y + 18 + tip.offsetHeight < stage().clientHeight;
  tip.style.left = `${Math.max(4, Math.min(at.x + 12, room))}px`;
  tip.style.top = `${below ? at.y + 18 : at.y - tip.offsetHeight - 10}px`;
}

// A frame behind what was part of one visit or event.
function drawFrames(ctx) {
  const frames = new Map();
  const positions = network.getPositions();
  for (const node of data.nodes) {
    if (!node.within || !isOccasion(node) || !isShown(node.id)) continue;
    const box = extent(node, positions[node.id]);
    const around = frames.get(node.within) ?? (isShown(node.within) ? extent(nodes.get(node.within), positions[node.within]) : { ...box });
    frames.set(node.within, {
      left: Math.min(around.left, box.left),
      right: Math.max(around.right, box.right),
      top: Math.min(around.top, box.top),
      bottom: Math.max(around.bottom, box.bottom),
    });
  }
  ctx.save();
  ctx.fillStyle = theme.frame;
  for (const box of frames.values()) {
    ctx.beginPath();
    ctx.roundRect(box.left - 12, box.top - 10, box.right - box.left + 24, box.bottom - box.top + 20, 14);
    ctx.fill();
  }
  ctx.restore();
}

export function zoom(factor) {
  go({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)) });
}

function go(view) {
  whole = false;
  if (view.position) view.position = within(view.position, view.scale);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({ ...view, animation: still ? false : { duration: 250, easingFunction: "easeInOutQuad" } });
}

function around(ids) {
  const boxes = ids.map(extentOf);
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    right: Math.max(...boxes.map((box) => box.right)),
    top: Math.min(...boxes.map((box) => box.top)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}

const middle = (box) => ({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });

// The nearest position that does not show more of the empty margins than it must.
function within(position, scale) {
  const box = around(data.nodes.filter((node) => isShown(node.id)).map((node) => node.id));
  const clamp = (at, from, to, room) => (to - from <= room ? (from + to) / 2 : Math.min(Math.max(at, from + room / 2), to - room / 2));
  return {
    x: clamp(position.x, box.left - MARGIN, box.right + MARGIN, stage().clientWidth / scale),
    y: clamp(position.y, box.top - MARGIN, box.bottom + MARGIN, stage().clientHeight / scale),
  };
}

// All that is shown in sight; on a tall canvas all across, from the top.
export function showAll() {
  const shown = data.nodes.filter((node) => isShown(node.id)).map((node) => node.id);
  if (!shown.length) return;
  const box = around(shown);
  const [width, height] = [stage().clientWidth - 32, stage().clientHeight - 32];
  const across = width / (box.right - box.left);
  const scale = Math.min(1.25, tall ? Math.max(across, 0.45) : Math.min(across, height / (box.bottom - box.top)));
  const fits = (box.bottom - box.top) * scale <= height;
  const y = fits ? middle(box).y : box.top + height / scale / 2;
  network.moveTo({ position: { x: middle(box).x, y }, scale, animation: false });
  whole = true;
}

// What is open, and what it is tied to, in sight: all of it where that can be read, else itself.
export function bringIntoSight(id) {
  const lit = [...(bright(id) ?? [id])].filter((one) => nodes.has(one) && isShown(one));
  if (!lit.length) return;
  const box = around(lit);
  const fit = Math.min((stage().clientWidth - 40) / (box.right - box.left), (stage().clientHeight - 40) / (box.bottom - box.top));
  const scale = Math.min(Math.max(network.getScale(), READABLE), fit);
  if (isInSight(box) && network.getScale() > 0.98 * scale) return;
  if (scale >= 0.65 * READABLE) go({ position: middle(box), scale });
  else go({ position: middle(around(nodes.has(id) ? [id] : lit)), scale: Math.max(network.getScale(), READABLE) });
}

function isInSight(box) {
  const from = network.DOMtoCanvas({ x: 0, y: 0 });
  const to = network.DOMtoCanvas({ x: stage().clientWidth, y: stage().clientHeight });
  return box.left >= from.x && box.right <= to.x && box.top >= from.y && box.bottom <= to.y;
}

export const positionsOf = () => network.getPositions();
export const lookedAt = () => describe(scene.focus || scene.open);
