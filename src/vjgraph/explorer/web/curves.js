// The lines between nodes as curves: they leave a glyph towards the middle, so that they run clear of its name.

import { RADIUS } from "./shapes.js";

const PARTS = 18;

// Where a line ends at a spot, and the way in which it leaves there.
function endOf(spot, other) {
  const towards = Math.sign(other.x - spot.x) || 1;
  if (spot.card) return { x: spot.x + (towards * spot.width) / 2, y: spot.y, way: towards };
  return { x: spot.x, y: spot.y, way: spot.column ? -spot.column : towards };
}

function reach(end, other) {
  const ahead = (other.x - end.x) * end.way;
  const off = Math.abs(other.y - end.y);
  if (ahead > 2 * RADIUS) return Math.max(0.5 * ahead, Math.min(40, 0.3 * off));
  return Math.min(170, 26 + 0.3 * off + 0.1 * Math.max(0, -ahead));
}

// The eight numbers of a cubic curve between two spots.
export function curveOf(one, other) {
  if (one.chained && Math.abs(one.y - other.y) > Math.abs(one.x - other.x)) return straight(one, other);
  const [a, b] = [endOf(one, other), endOf(other, one)];
  const [from, to] = [reach(a, b), reach(b, a)];
  return [a.x, a.y, a.x + a.way * from, a.y, b.x + b.way * to, b.y, b.x, b.y];
}

function straight(a, b) {
  const [dx, dy] = [(b.x - a.x) / 3, (b.y - a.y) / 3];
  return [a.x, a.y, a.x + dx, a.y + dy, b.x - dx, b.y - dy, b.x, b.y];
}

export function pointAt(p, t) {
  const s = 1 - t;
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return { x: a * p[0] + b * p[2] + c * p[4] + d * p[6], y: a * p[1] + b * p[3] + c * p[5] + d * p[7] };
}

export function boundsOf(p) {
  return {
    left: Math.min(p[0], p[2], p[4], p[6]), right: Math.max(p[0], p[2], p[4], p[6]),
    top: Math.min(p[1], p[3], p[5], p[7]), bottom: Math.max(p[1], p[3], p[5], p[7]),
  };
}

// How far a point is from a curve, taken as a chain of straight parts.
export function distance(p, { x, y }) {
  let [nearest, from] = [Infinity, pointAt(p, 0)];
  for (let part = 1; part <= PARTS; part += 1) {
    const to = pointAt(p, part / PARTS);
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const along = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
    nearest = Math.min(nearest, Math.hypot(from.x + along * dx - x, from.y + along * dy - y));
    from = to;
  }
  return nearest;
}
