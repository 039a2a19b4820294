// A path as a chain, from left to right or from top to bottom: what is one step further stands beside or beneath.

import { wrap } from "./lettering.js";

// How many steps each spot stands from the first, over the edges there are.
function steps(spots, edges, first) {
  const near = new Map(spots.map((spot) => [spot.id, []]));
  for (const { from, to } of edges) {
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  const far = new Map([[first, 0]]);
  for (const [id, step] of far) for (const other of near.get(id) ?? []) if (!far.has(other)) far.set(other, step + 1);
  return far;
}

// Gives each spot its place, with its name beneath; the length of a step.
export function chain(spots, { edges, first, last, space, tall }) {
  const far = steps(spots, edges, first);
  // What no way leads to stands at the end.
  const end = Math.max(...far.values()) + 1;
  const layers = [];
  for (const spot of [...spots].sort((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1))) {
    const at = far.get(spot.id) ?? (spot.id === last ? end : end + 1);
    (layers[at] ??= []).push(spot);
  }
  const filled = layers.filter(Boolean);
  const along = tall ? 120 : Math.min(360, Math.max(200, space.width / filled.length));
  const widest = Math.max(...filled.map((layer) => layer.length));
  const across = tall ? Math.max(120, Math.min(220, space.width / widest)) : 110;
  filled.forEach((layer, step) => layer.forEach((spot, at) => {
    const off = (at - (layer.length - 1) / 2) * across;
    [spot.x, spot.y] = tall ? [off, step * along] : [step * along, off];
    const beside = tall && widest === 1;
    Object.assign(spot, { box: null, chained: true, below: !beside, column: beside ? 1 : 0 });
    Object.assign(spot, { underline: spot.underline || spot.beside, beside: "" });
    spot.room = beside ? 210 : tall ? across - 14 : along - 50;
    spot.lines = wrap(spot.node.label, Math.max(12, Math.floor(spot.room / 7.4)), 2);
  }));
  return along;
}
