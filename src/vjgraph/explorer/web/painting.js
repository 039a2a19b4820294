// All that is drawn, in its order: frames, edges, glyphs and cards, names, numbers. The same on the screen and in pictures.

import { drawFrames, groundOf } from "./frames.js";
import { SIZE } from "./lettering.js";
import { placed } from "./placing.js";
import { drawLabel, drawNode, roughExtent } from "./shapes.js";
import { state } from "./state.js";
import { theme } from "./theme.js";
import { drawBadges, drawTies, isInSight } from "./ties.js";

const READABLE = 8; // pixels: smaller names are not written

// How everything looks now; `lit` are the ids that stay bright (null: all), `marked` those that are open or pointed at.
export function lookOf({ lit = null, marked = new Set(), focus = "", scale = 1, sight = null } = {}) {
  const crowded = placed.ties.length > (placed.tall ? 30 : 120) && scale < 1.5;
  return { lit, marked, focus, scale, sight, crowded, byCommunity: state.colour === "community", labels: SIZE * scale >= READABLE };
}

export function paintBehind(ctx, look) {
  drawFrames(ctx, placed.frames, look);
  drawTies(ctx, placed.ties, look);
}

export function paintNode(ctx, spot, look) {
  const open = look.marked.has(spot.id);
  const ring = look.focus === spot.id ? theme.ink : open ? theme.accent : "";
  drawNode(ctx, spot, { ...look, dim: look.lit !== null && !look.lit.has(spot.id), ring });
}

// Names that are lit are written even where the others are too small to be read.
export function paintLabel(ctx, spot, look) {
  const dim = look.lit !== null && !look.lit.has(spot.id);
  if (!look.labels && !(look.lit && !dim && look.lit.size < 40)) return;
  if (!isInSight(roughExtent(spot), look.sight)) return;
  drawLabel(ctx, spot, { dim, halo: spot.framed ? groundOf(spot.node.community, look.byCommunity) : theme.page });
}

export const paintBefore = (ctx, look) => drawBadges(ctx, placed.ties, look);

export function paintAll(ctx, look) {
  paintBehind(ctx, look);
  for (const spot of placed.spots.values()) paintNode(ctx, spot, look);
  for (const spot of placed.spots.values()) paintLabel(ctx, spot, look);
  paintBefore(ctx, look);
}
