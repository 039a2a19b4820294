// How nodes are drawn: a glyph with its name beside it for people and bodies, a card with text for occasions.

import { data, isOccasion, nodes } from "./data.js";
import { scene } from "./scene.js";
import { sideColour, theme } from "./theme.js";

export const LINE = 16;
export const RADIUS = 8;
const SIZE = 13;

// Which of the two placings is drawn.
let canvas = "wide";
export const setCanvas = (name) => (canvas = name);
export const spotOf = (node) => node[canvas];

const font = (weight, size) => `${weight} ${size}px ${theme.font}`;
const widths = new Map();
const ruler = document.createElement("canvas").getContext("2d");

function widthOf(text, style) {
  const key = style + text;
  if (!widths.has(key)) {
    ruler.font = style;
    widths.set(key, ruler.measureText(text).width);
  }
  return widths.get(key);
}

// A text cut to the room that there is.
function fitted(text, room, style) {
  if (widthOf(text, style) <= room) return text;
  const letters = [...text];
  while (letters.length && widthOf(`${letters.join("")}…`, style) > room) letters.pop();
  return `${letters.join("")}…`;
}

// The size of an occasion's card.
export function cardSize(node) {
  return { width: data.cards[canvas], height: LINE * (spotOf(node).lines.length + 1) + 8 };
}

// The rectangle that a node and its name take, round a position.
export function extent(node, at) {
  if (isOccasion(node)) {
    const { width, height } = cardSize(node);
    return { left: at.x - width / 2, right: at.x + width / 2, top: at.y - height / 2, bottom: at.y + height / 2 };
  }
  const text = Math.max(...spotOf(node).lines.map((line) => widthOf(line, font(500, SIZE))));
  const room = RADIUS + 6 + Math.min(text, spotOf(node).room);
  const half = Math.max(RADIUS + 2, (spotOf(node).lines.length * LINE) / 2);
  const onLeft = node.column < 0;
  return {
    left: at.x - (onLeft ? room : RADIUS + 2),
    right: at.x + (onLeft ? RADIUS + 2 : room),
    top: at.y - half,
    bottom: at.y + half,
  };
}

function outline(ctx, node, x, y) {
  if (node.cls === "person") ctx.arc(x, y, RADIUS, 0, 2 * Math.PI);
  else if (node.cls === "body") ctx.rect(x - RADIUS + 1, y - RADIUS + 1, 2 * RADIUS - 2, 2 * RADIUS - 2);
  else card(ctx, node, x, y);
}

// A rounded card for a meeting, one with a point for a visit, one with two for another event.
function card(ctx, node, x, y) {
  const { width, height } = cardSize(node);
  const [left, top, right, bottom, nib] = [x - width / 2, y - height / 2, x + width / 2, y + height / 2, 10];
  if (node.cls === "meeting") {
    ctx.roundRect(left, top, width, height, 7);
    return;
  }
  const blunt = node.cls === "visit";
  ctx.moveTo(left + (blunt ? 0 : nib), top);
  ctx.lineTo(right - nib, top);
  ctx.lineTo(right, y);
  ctx.lineTo(right - nib, bottom);
  ctx.lineTo(left + (blunt ? 0 : nib), bottom);
  if (!blunt) ctx.lineTo(left, y);
  ctx.closePath();
}

// A ring round what is open, or reached by keyboard.
function mark(ctx, node, x, y) {
  ctx.globalAlpha = 1;
  if (scene.open === node.id) ring(ctx, node, x, y, theme.accent, 2.5);
  else if (scene.focus === node.id) ring(ctx, node, x, y, theme.ink, 1.5);
}

function ring(ctx, node, x, y, colour, width) {
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.setLineDash([]);
  if (isOccasion(node)) {
    const { width: w, height } = cardSize(node);
    ctx.beginPath();
    ctx.roundRect(x - w / 2 - 4, y - height / 2 - 4, w + 8, height + 8, 10);
  } else {
    ctx.beginPath();
    ctx.arc(x, y, RADIUS + 5, 0, 2 * Math.PI);
  }
  ctx.stroke();
  ctx.restore();
}

// What vis-network calls to draw a node that is "custom"; `lit` tells whether it is bright, `scale` the zoom.
export function renderer(lit, scale) {
  return ({ ctx, id, x, y }) => {
    const node = nodes.get(id);
    const occasion = isOccasion(node);
    return {
      drawNode() {
        ctx.globalAlpha = lit(id) ? 1 : 0.22;
        ctx.beginPath();
        outline(ctx, node, x, y);
        paint(ctx, node, lit(id));
        if (occasion) cardText(ctx, node, x, y, scale());
        if (occasion) mark(ctx, node, x, y);
      },
      drawExternalLabel: occasion ? undefined : () => sideText(ctx, node, x, y, lit(id), scale()),
      nodeDimensions: occasion ? cardSize(node) : { width: 2 * RADIUS, height: 2 * RADIUS },
    };
  };
}

function paint(ctx, node, bright) {
  if (!isOccasion(node)) {
    ctx.fillStyle = sideColour(node.side);
    ctx.fill();
    return;
  }
  // A card hides the edges behind it, however faint it is.
  const alpha = ctx.globalAlpha;
  ctx.globalAlpha = 1;
  ctx.fillStyle = node.status || !bright ? theme.page : theme.card;
  ctx.fill();
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = node.status ? theme.muted : theme.ink;
  ctx.lineWidth = node.status ? 1.2 : 1.3;
  if (node.status) ctx.setLineDash([5, 4]);
  ctx.stroke();
  ctx.setLineDash([]);
}

function cardText(ctx, node, x, y, scale) {
  if (SIZE * scale < 4) return;
  const { height } = cardSize(node);
  const room = spotOf(node).room - (node.cls === "meeting" ? 0 : 12);
  let line = y - height / 2 + 4 + LINE / 2;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = font(node.status ? 400 : 600, SIZE);
  ctx.fillStyle = node.status ? theme.muted : theme.ink;
  for (const text of spotOf(node).lines) {
    ctx.fillText(isolate(fitted(text, room, ctx.font)), x, line);
    line += LINE;
  }
  ctx.font = font(400, SIZE - 1);
  ctx.fillStyle = theme.muted;
  ctx.fillText(isolate(fitted(node.underline, room, ctx.font)), x, line);
}

function sideText(ctx, node, x, y, bright, scale) {
  if (SIZE * scale < 4) return;
  const onLeft = node.column < 0;
  const box = extent(node, { x, y });
  ctx.globalAlpha = bright ? 1 : 0.22;
  ctx.font = font(500, SIZE);
  ctx.textAlign = onLeft ? "right" : "left";
  ctx.textBaseline = "middle";
  // A plate under the name, so that edges behind it do not strike it through.
  ctx.fillStyle = theme.page;
  const [from, to] = onLeft ? [box.left - 2, x - RADIUS - 3] : [x + RADIUS + 3, box.right + 2];
  ctx.fillRect(from, box.top, to - from, box.bottom - box.top);
  ctx.fillStyle = theme.ink;
  let line = y - ((spotOf(node).lines.length - 1) * LINE) / 2;
  for (const text of spotOf(node).lines) {
    ctx.fillText(isolate(fitted(text, spotOf(node).room, ctx.font)), x + (onLeft ? -1 : 1) * (RADIUS + 5), line);
    line += LINE;
  }
  mark(ctx, node, x, y);
}

// U+2068 and U+2069 keep a text's own direction marks from reaching beyond it.
const isolate = (text) => `\u2068${text}\u2069`;
