// How nodes are drawn: discs for people, rounded squares for bodies, cards for topics and occasions, large discs for groups.

import { data } from "./data.js";
import { LINE, SIZE, SMALL, SMALL_SIZE, fitted, font, widthOf, wrap, write } from "./lettering.js";
import { communityColour, mixed, sideColour, theme } from "./theme.js";

export const RADIUS = 8;
const BESIDE = 5; // from a glyph to its name
const CARDS = new Set(["meeting", "visit", "event", "topic"]);

// A node as it is placed: `below` writes its name beneath, as along a path.
export function spotOf(node, tall) {
  const at = tall && node.tall ? node.tall : node;
  const card = CARDS.has(node.cls);
  return {
    id: node.id, node, card, x: at.x ?? 0, y: at.y ?? 0,
    column: node.column ?? 0, lines: at.lines ?? wrap(node.label), room: at.room ?? 160,
    underline: node.underline ?? "",
    r: node.cls === "group" ? Math.min(34, 11 + 2.6 * Math.sqrt(node.count ?? 1)) : RADIUS,
    width: card ? data.cards?.[tall ? "tall" : "wide"] ?? 200 : 0, below: false, box: null,
    beside: tall || card ? "" : node.beside ?? "",
  };
}

// What stands in small type after a name, as an office does, begins so far from where the name does.
const besideFrom = (spot) => Math.min(spot.room, widthOf(spot.lines.at(-1), font(500, SIZE))) + 8;

const textWidth = (spot) => {
  const names = Math.max(...spot.lines.map((line) => widthOf(line, font(500, SIZE))));
  const under = spot.underline ? widthOf(spot.underline, font(400, SMALL_SIZE)) : 0;
  const beside = spot.beside && !spot.below && spot.column ? besideFrom(spot) + widthOf(spot.beside, font(400, SMALL_SIZE)) : 0;
  return Math.min(spot.room, Math.max(names, under, beside));
};

const cardHeight = (spot) => LINE * (spot.lines.length + (spot.underline ? 1 : 0)) + 8;
const textHeight = (spot) => LINE * spot.lines.length + (spot.underline ? SMALL : 0);

// The rectangle that a node and its name take, round its own position.
function boxOf(spot) {
  const { r } = spot;
  if (spot.card) {
    const [width, height] = [spot.width / 2, cardHeight(spot) / 2];
    return { left: -width, right: width, top: -height, bottom: height };
  }
  const text = textWidth(spot);
  if (spot.below || !spot.column) {
    const half = Math.max(r + 2, text / 2);
    return { left: -half, right: half, top: -r - 2, bottom: r + 4 + textHeight(spot) };
  }
  const [inner, outer] = [r + 2, r + BESIDE + text];
  const half = Math.max(r + 2, textHeight(spot) / 2);
  return { left: spot.column < 0 ? -outer : -inner, right: spot.column < 0 ? inner : outer, top: -half, bottom: half };
}

export function extent(spot) {
  spot.box ??= boxOf(spot);
  const { x, y, box } = spot;
  return { left: x + box.left, right: x + box.right, top: y + box.top, bottom: y + box.bottom };
}

// The same without measuring its name: as wide as the room that it has.
export function roughExtent({ x, y, r, room, width }) {
  const [across, down] = [Math.max(width / 2, room + r + BESIDE), Math.max(r, 2 * LINE)];
  return { left: x - across, right: x + across, top: y - down, bottom: y + down };
}

export function colourOf(node, byCommunity) {
  return byCommunity ? communityColour(node.community ?? -1) : sideColour(node.side);
}

// A glyph or card; text on cards is written only where it can be read.
export function drawNode(ctx, spot, look) {
  ctx.globalAlpha = look.dim ? 0.2 : 1;
  if (spot.card) drawCard(ctx, spot, look);
  else drawGlyph(ctx, spot, look);
  if (look.ring) drawRing(ctx, spot, look.ring);
  ctx.globalAlpha = 1;
}

function drawGlyph(ctx, { node, x, y, r }, look) {
  const colour = colourOf(node, look.byCommunity);
  // What is faint hides the lines behind it all the same.
  ctx.beginPath();
  if (node.cls === "body") ctx.roundRect(x - r + 0.5, y - r + 0.5, 2 * r - 1, 2 * r - 1, r * 0.42);
  else ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fillStyle = node.cls === "group" ? mixed(theme.page, colour, 0.28) : colour;
  ctx.fill();
  ctx.lineWidth = node.cls === "group" ? 2 : 1.5;
  ctx.strokeStyle = node.cls === "group" ? colour : theme.page;
  ctx.stroke();
  if (node.cls !== "group" || look.scale * r < 7) return;
  ctx.fillStyle = theme.ink;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = font(650, Math.max(11, r * 0.62));
  write(ctx, String(node.count ?? ""), x, y + 0.5);
}

// A rounded card for a meeting or topic, one with a point for a visit, one with two for another event.
function cardPath(ctx, { node, x, y, width }, height) {
  const [left, top, right, bottom, nib] = [x - width / 2, y - height / 2, x + width / 2, y + height / 2, 10];
  ctx.beginPath();
  if (node.cls === "meeting" || node.cls === "topic") {
    ctx.roundRect(left, top, width, height, node.cls === "topic" ? height / 2.4 : 7);
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

function drawCard(ctx, spot, { dim, scale }) {
  const { node, x, y } = spot;
  const height = cardHeight(spot);
  cardPath(ctx, spot, height);
  // A card hides the edges behind it, however faint it is.
  ctx.globalAlpha = 1;
  ctx.fillStyle = node.status ? theme.page : theme.card;
  ctx.fill();
  ctx.globalAlpha = dim ? 0.25 : 1;
  ctx.strokeStyle = node.status ? theme.muted : theme.strong || theme.ink;
  ctx.lineWidth = 1.2;
  if (node.status) ctx.setLineDash([5, 4]);
  ctx.stroke();
  ctx.setLineDash([]);
  if (SIZE * scale < 6) return;
  const room = Math.min(spot.room, spot.width - 16) - (node.cls === "meeting" || node.cls === "topic" ? 0 : 12);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = font(node.status ? 400 : 600, SIZE);
  ctx.fillStyle = node.status ? theme.muted : theme.ink;
  let line = y - height / 2 + 4 + LINE / 2;
  for (const text of spot.lines) {
    write(ctx, fitted(text, room, ctx.font), x, line);
    line += LINE;
  }
  if (!spot.underline) return;
  ctx.font = font(400, SMALL_SIZE);
  ctx.fillStyle = theme.muted;
  write(ctx, fitted(spot.underline, room, ctx.font), x, line);
}

function drawRing(ctx, spot, colour) {
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2.5;
  ctx.beginPath();
  if (spot.card) {
    const [width, height] = [spot.width, cardHeight(spot)];
    ctx.roundRect(spot.x - width / 2 - 4, spot.y - height / 2 - 4, width + 8, height + 8, 10);
  } else {
    ctx.arc(spot.x, spot.y, spot.r + 4, 0, 2 * Math.PI);
  }
  ctx.stroke();
}

// The name beside a glyph, outward, or beneath it.
export function drawLabel(ctx, spot, look) {
  if (spot.card) return;
  const { x, y, r, column } = spot;
  const under = spot.below || !column;
  const at = under ? x : x + (column < 0 ? -1 : 1) * (r + BESIDE);
  let line = under ? y + r + 4 + LINE / 2 : y - textHeight(spot) / 2 + LINE / 2;
  ctx.globalAlpha = look.dim ? 0.25 : 1;
  ctx.textAlign = under ? "center" : column < 0 ? "right" : "left";
  ctx.textBaseline = "middle";
  ctx.font = font(500, SIZE);
  ctx.fillStyle = theme.ink;
  for (const text of spot.lines) {
    write(ctx, fitted(text, spot.room, ctx.font), at, line, look.halo);
    line += LINE;
  }
  ctx.font = font(400, SMALL_SIZE);
  ctx.fillStyle = theme.muted;
  if (spot.underline) write(ctx, fitted(spot.underline, spot.room, ctx.font), at, line - 1, look.halo);
  const from = spot.beside && !under ? besideFrom(spot) : spot.room;
  if (spot.room - from > 24) {
    write(ctx, fitted(spot.beside, spot.room - from, ctx.font), at + (column < 0 ? -from : from), line - LINE, look.halo);
  }
  ctx.globalAlpha = 1;
}
