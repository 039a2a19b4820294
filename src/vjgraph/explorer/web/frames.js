// The frames behind the nodes: one for each community, with its name, and one round what was part of a visit or event.

import { fitted, font, isolate, widthOf } from "./lettering.js";
import { extent } from "./shapes.js";
import { communityColour, mixed, theme } from "./theme.js";

// The frames round occasions that were part of another one.
export function visitFrames(spots) {
  const found = new Map();
  for (const spot of spots.values()) {
    const { within } = spot.node;
    if (!within || !spot.card) continue;
    const box = extent(spot);
    const around = found.get(within) ?? (spots.has(within) ? extent(spots.get(within)) : { ...box });
    found.set(within, {
      left: Math.min(around.left, box.left), right: Math.max(around.right, box.right),
      top: Math.min(around.top, box.top), bottom: Math.max(around.bottom, box.bottom),
    });
  }
  return [...found.values()].map((box) => ({
    left: box.left - 10, right: box.right + 10, top: box.top - 8, bottom: box.bottom + 8, label: "",
  }));
}

// The ground inside a community's frame.
export function groundOf(community, byCommunity) {
  return byCommunity && community !== undefined ? mixed(theme.page, communityColour(community), 0.09) : theme.band;
}

export function drawFrames(ctx, frames, look) {
  for (const frame of frames) {
    const colour = look.byCommunity && frame.community !== undefined ? communityColour(frame.community) : "";
    ctx.beginPath();
    ctx.roundRect(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top, 12);
    ctx.fillStyle = groundOf(frame.community, look.byCommunity);
    ctx.fill();
    if (!colour) continue;
    ctx.strokeStyle = mixed(theme.page, colour, 0.45);
    ctx.lineWidth = Math.max(1, 1 / look.scale);
    ctx.stroke();
  }
  for (const frame of frames) if (frame.label) drawName(ctx, frame, look);
}

// The name stands in the frame's uppermost line; on a sheet that is far away it keeps its size on the screen, in the middle
// of the frame, where there is room for it.
function drawName(ctx, frame, { scale }) {
  const far = scale < 0.62;
  const size = far ? Math.min(12 / scale, 0.5 * (frame.bottom - frame.top)) : 11.5;
  if (size * scale < 8) return;
  const style = font(600, size);
  const room = frame.right - frame.left - (far ? 8 / scale : 20);
  const whole = widthOf(frame.label, style) <= room ? frame.label : frame.label.replace(/^around /, "");
  const text = fitted(whole, room, style);
  if (text.length < 6 && text !== whole) return;
  ctx.font = style;
  ctx.textBaseline = "middle";
  ctx.textAlign = far ? "center" : "left";
  const [x, y] = far ? [(frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2] : [frame.left + 12, frame.top + 13];
  if (far) {
    ctx.globalAlpha = 0.86;
    ctx.fillStyle = theme.page;
    const half = widthOf(text, style) / 2 + 6 / scale;
    ctx.beginPath();
    ctx.roundRect(x - half, y - 0.75 * size, 2 * half, 1.5 * size, 0.4 * size);
    ctx.fill();
    ctx.globalAlpha = 1;
  }
  ctx.fillStyle = far ? theme.ink : theme.muted;
  ctx.fillText(isolate(text), x, y);
}
