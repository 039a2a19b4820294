// What part of the sheet is in sight: zoom, all of it, or the surroundings of one thing.

import { byId } from "./dom.js";
import { around, placed } from "./placing.js";
import { extent, roughExtent } from "./shapes.js";

export const sight = { network: null, whole: false, kept: null };

const READABLE = 0.72; // the zoom at which names can be read well
const SCROLLED = 0.8; // the zoom below which a tall sheet is scrolled, rather than seen whole
const LARGEST = 1.45;
const MARGIN = 16;

export const stage = () => byId("canvas");
const MANY = 1000; // names beyond which they are not measured to find out how wide the sheet is
const shown = () => [...placed.spots.values()].map(placed.spots.size > MANY ? roughExtent : extent);
const sheet = () => around([...shown(), ...placed.frames, ...placed.ties.filter((tie) => tie.caption).map((tie) => tie.box)]);
const middle = (box) => ({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });

export function zoom(factor) {
  go({ scale: Math.min(4, Math.max(0.03, sight.network.getScale() * factor)) });
}

// Where it goes by itself, all is shown again when the canvas takes another size.
function go(view, { isWhole = false } = {}) {
  sight.whole = isWhole;
  if (view.position) view.position = within(view.position, view.scale);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  sight.network.moveTo({ ...view, animation: still ? false : { duration: 250, easingFunction: "easeInOutQuad" } });
}

// The nearest position that does not show more of the empty margins than it must.
function within(position, scale) {
  const box = sheet();
  const clamp = (at, from, to, room) => {
    return to - from <= room ? (from + to) / 2 : Math.min(Math.max(at, from + room / 2), to - room / 2);
  };
  return {
    x: clamp(position.x, box.left - MARGIN, box.right + MARGIN, stage().clientWidth / scale),
    y: clamp(position.y, box.top - MARGIN, box.bottom + MARGIN, stage().clientHeight / scale),
  };
}

// All that is shown: as large as the canvas allows; on a tall canvas all across, from the top.
export function wholeView({ width, height, beside = 0 }) {
  const box = sheet();
  if (!placed.spots.size || !(width > 0) || !(height > 0)) return null;
  if (beside) return clearOf({ width, height, beside });
  const [across, down] = [(width - 2 * MARGIN) / (box.right - box.left), (height - 2 * MARGIN) / (box.bottom - box.top)];
  const scale = Math.min(LARGEST, placed.tall && down < SCROLLED ? across : Math.min(across, down));
  const fits = (box.bottom - box.top) * scale <= height;
  return { position: { x: middle(box).x, y: fits ? middle(box).y : box.top - MARGIN + height / scale / 2 }, scale };
}

// The same, with the buttons at the lower right beside it where they would hide something.
function clearOf({ width, height, beside }) {
  const view = wholeView({ width, height });
  const [left, top] = [view.position.x + (width / 2 - beside) / view.scale, view.position.y + (height / 2 - 112) / view.scale];
  if (placed.tall || !shown().some((spot) => spot.right > left && spot.bottom > top)) return view;
  const room = wholeView({ width: width - beside + MARGIN, height });
  return { ...room, position: { ...room.position, x: room.position.x + (beside - MARGIN) / 2 / room.scale } };
}

export function showAll() {
  const view = wholeView({ width: stage().clientWidth, height: stage().clientHeight, beside: 52 });
  if (!view) return;
  sight.network.moveTo({ ...view, animation: false });
  sight.whole = true;
}

function isInSight(box) {
  const from = sight.network.DOMtoCanvas({ x: 0, y: 0 });
  const to = sight.network.DOMtoCanvas({ x: stage().clientWidth, y: stage().clientHeight });
  return box.left >= from.x && box.right <= to.x && box.top >= from.y && box.bottom <= to.y;
}

// Something with all that it is tied to, where that can be read; else itself.
export function bringIntoSight(id, lit) {
  const found = [...lit].map((one) => placed.spots.get(one)).filter(Boolean);
  if (!found.length || !stage().clientWidth) return;
  const box = around(found.map(extent));
  const fit = Math.min((stage().clientWidth - 40) / (box.right - box.left), (stage().clientHeight - 40) / (box.bottom - box.top));
  const scale = Math.min(Math.max(sight.network.getScale(), READABLE), fit);
  if (isInSight(box) && sight.network.getScale() > 0.98 * scale) return;
  if (scale >= 0.65 * READABLE) return go({ position: middle(box), scale }, { isWhole: sight.whole });
  const own = placed.spots.get(id);
  go({ position: middle(own ? extent(own) : box), scale: Math.max(sight.network.getScale(), READABLE) }, { isWhole: sight.whole });
}

// What is in sight, in the sheet's own coordinates, with a margin for names.
export function inSight() {
  if (!stage().clientWidth) return null;
  const from = sight.network.DOMtoCanvas({ x: 0, y: 0 });
  const to = sight.network.DOMtoCanvas({ x: stage().clientWidth, y: stage().clientHeight });
  return { left: from.x - 20, right: to.x + 20, top: from.y - 20, bottom: to.y + 20 };
}
