// How edges are drawn: as wide as what they rest on, dashed where all of it is only possible, dotted for agreements alone, in
// fine grey dots for what has no year while a period is shown; with the number on a badge where there is more than one.

import { boundsOf, curveOf, distance, pointAt } from "./curves.js";
import { SMALL_SIZE, fitted, font, widthOf, write } from "./lettering.js";
import { colourOf, extent } from "./shapes.js";
import { state } from "./state.js";
import { theme } from "./theme.js";

const BADGE = 8.5;
export const DASHES = { certain: [], possible: [7, 5], undated: [1.5, 5], agreed: [2.5, 3.5] };
export const lookOfTie = (tie) => ["possible", "undated", "agreed"].find((name) => tie[name]) ?? "certain";
const PLACES = [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.2, 0.8];
const CAREFUL = 600; // edges up to which badges are moved aside from names

// As wide as what is counted; in parts of the widest where the numbers are large, or shares.
function widthOfTie({ weight, kind }, most) {
  if (kind === "present") return 1; // was there too, not as a counterpart
  if (state.weight === "newman" || most > 16) return 1.2 + 4.8 * Math.sqrt(weight / (most || 1));
  return Math.min(8, 1.5 + 1.15 * (Math.sqrt(Math.max(1, weight)) - 1) * 1.6);
}

// The edges of a scene between spots, with their curves; those that have no end in sight are left out.
export function tiesOf(edges, spots) {
  const most = edges.reduce((high, edge) => Math.max(high, edge.weight ?? 0), 0);
  const ties = [];
  for (const edge of edges) {
    const [a, b] = [spots.get(edge.from), spots.get(edge.to)];
    if (!a || !b) continue;
    const p = curveOf(a, b);
    const { count } = edge;
    const agreed = count > 0 && edge.agreements === count;
    ties.push({
      id: edge.id, edge, a, b, p, count, agreed, box: boundsOf(p), badge: null, caption: null, strong: false,
      width: widthOfTie(edge, most), possible: edge.certain === 0 && edge.possible > 0,
      undated: edge.undated > 0 && edge.certain === 0 && edge.possible === 0,
    });
  }
  placeBadges(ties, spots);
  return ties;
}

// A badge stands in the middle of its edge, or as near to that as no name and no other badge is.
function placeBadges(ties, spots) {
  const counted = ties.filter((tie) => tie.count > 1);
  if (ties.length > CAREFUL) {
    for (const tie of counted) tie.badge = pointAt(tie.p, 0.5);
    return;
  }
  const boxes = [...spots.values()].map(extent);
  for (const tie of counted) {
    const free = ({ x, y }) =>
      boxes.every((box) => x < box.left - BADGE || x > box.right + BADGE || y < box.top - BADGE || y > box.bottom + BADGE);
    const points = PLACES.map((t) => pointAt(tie.p, t));
    tie.badge = points.find(free) ?? points[0];
    boxes.push({ left: tie.badge.x - BADGE, right: tie.badge.x + BADGE, top: tie.badge.y - BADGE, bottom: tie.badge.y + BADGE });
  }
}

function colourOfTie({ a, b }, byCommunity) {
  if (a.card !== b.card) return colourOf(a.card ? b.node : a.node, byCommunity);
  const same = byCommunity ? a.node.community === b.node.community : a.node.side && a.node.side === b.node.side;
  return same ? colourOf(a.node, byCommunity) : theme.edge;
}

export const isInSight = (box, sight) =>
  !sight || (box.right > sight.left && box.left < sight.right && box.bottom > sight.top && box.top < sight.bottom);

function path(ctx, p) {
  ctx.beginPath();
  ctx.moveTo(p[0], p[1]);
  ctx.bezierCurveTo(p[2], p[3], p[4], p[5], p[6], p[7]);
}

// `look` tells what is lit (null: everything), what is marked, the zoom and what is in sight.
export function drawTies(ctx, ties, look) {
  const plain = ties.length > 4000 ? 0.22 : ties.length > 800 ? 0.4 : ties.length > 150 ? 0.6 : 0.8;
  for (const tie of ties) {
    if (!isInSight(tie.box, look.sight)) continue;
    const lit = !look.lit || look.lit.has(tie.id);
    drawTie(ctx, tie, look, lit ? (look.lit ? 0.95 : plain) : Math.min(0.1, plain / 3));
  }
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

function drawTie(ctx, tie, look, alpha) {
  const marked = look.marked.has(tie.id);
  // On a sheet that is far away a line is still a line.
  const width = Math.max(tie.width * (marked ? 1.25 : 1) + (marked || tie.strong ? 1 : 0), 0.7 / look.scale);
  ctx.globalAlpha = marked ? 1 : alpha;
  ctx.strokeStyle = marked || tie.strong ? theme.accent : tie.undated ? theme.neutral : colourOfTie(tie, look.byCommunity);
  ctx.lineWidth = width;
  ctx.lineCap = "butt";
  ctx.setLineDash(DASHES[lookOfTie(tie)]);
  path(ctx, tie.p);
  ctx.stroke();
  ctx.setLineDash([]);
  // A dot where it ends at a card, since others pass behind that.
  for (const [spot, at] of [[tie.a, 0], [tie.b, 6]]) {
    if (!spot.card || look.scale < 0.3) continue;
    ctx.fillStyle = ctx.strokeStyle;
    ctx.beginPath();
    ctx.arc(tie.p[at], tie.p[at + 1], Math.max(2.6, width), 0, 2 * Math.PI);
    ctx.fill();
  }
}

// Where numbers are many, only those that are pointed at are written.
export function drawBadges(ctx, ties, look) {
  const legible = SMALL_SIZE * look.scale >= 7;
  for (const tie of ties) {
    if (!tie.caption && !(tie.badge && legible && (!look.crowded || look.lit?.has(tie.id)))) continue;
    if (!isInSight(tie.box, look.sight)) continue;
    ctx.globalAlpha = !look.lit || look.lit.has(tie.id) ? 1 : 0.15;
    if (tie.caption) drawCaption(ctx, tie);
    else drawBadge(ctx, tie, look);
  }
  ctx.globalAlpha = 1;
}

function drawBadge(ctx, { id, badge, count, possible }, look) {
  const text = String(count);
  const style = font(650, 11);
  const half = Math.max(BADGE, widthOf(text, style) / 2 + 5);
  ctx.beginPath();
  ctx.roundRect(badge.x - half, badge.y - BADGE, 2 * half, 2 * BADGE, BADGE);
  ctx.fillStyle = theme.card;
  ctx.fill();
  ctx.lineWidth = 1.2;
  ctx.setLineDash(possible ? [3, 2.5] : []);
  ctx.strokeStyle = look.marked.has(id) ? theme.accent : theme.edge;
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = style;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = theme.ink;
  write(ctx, text, badge.x, badge.y + 0.5);
}

// What an edge of a path rests on, written above it, or beside it where it runs down.
function drawCaption(ctx, { p, caption, room }) {
  const { x, y } = pointAt(p, 0.5);
  const down = Math.abs(p[7] - p[1]) > Math.abs(p[6] - p[0]);
  ctx.font = font(400, SMALL_SIZE);
  ctx.textAlign = down ? "left" : "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = theme.ink;
  caption.forEach((line, at) => {
    const dy = down ? (at - (caption.length - 1) / 2) * 14 : -10 - (caption.length - 1 - at) * 14;
    write(ctx, fitted(line, room, ctx.font), down ? x + 10 : x, y + dy, theme.page);
  });
}

// The edge at a point; badges count, and 8 pixels on either side of a line.
export function tieAt(ties, at, scale) {
  const slack = 8 / scale;
  let [nearest, found] = [slack, null];
  for (const tie of ties) {
    if (tie.badge && Math.hypot(tie.badge.x - at.x, tie.badge.y - at.y) < Math.max(BADGE + 3, slack)) return tie;
    const { left, right, top, bottom } = tie.box;
    if (at.x < left - slack || at.x > right + slack || at.y < top - slack || at.y > bottom + slack) continue;
    const far = Math.max(0, distance(tie.p, at) - tie.width / 2);
    if (far < nearest) [nearest, found] = [far, tie];
  }
  return found;
}
