// What filters leave, stacked anew so that it fills the canvas: communities in frames, sides left and right, cards between
// them, all in the order in which Python has placed them; and a path as a chain.

import { extent } from "./shapes.js";
import { wrap } from "./lettering.js";

const [HEAD, FOOT, APART, PAD, NEAR] = [26, 8, 12, 14, 24];
const ROWS = [3, 5, 7, 9, 12, 16, 22, 30, 42, 60, 90, 140];
const GAPS = [400, 320, 250, 190, 150, 110];
const AIRS = [30, 22, 15, 10];
const LARGE = 1.2; // text as large as it needs to be: what room is left then keeps things apart

// Blocks of spots, one for each community that still has ties to show, and one for all who stand alone.
function blocksOf(spots, bands) {
  const order = new Map(bands.map((band, number) => [band.community, number]));
  const rank = (spot) => order.get(spot.node.community) ?? bands.length;
  const sorted = [...spots].sort((a, b) => rank(a) - rank(b) || a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1));
  const found = new Map();
  for (const spot of sorted) {
    const key = order.has(spot.node.community) ? spot.node.community : "";
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(spot);
  }
  const [framed, alone] = [[], []];
  for (const [key, members] of found) {
    if (key !== "" && members.length > 1) framed.push({ label: bands[order.get(key)].label, community: key, members });
    else alone.push(...members);
  }
  return alone.length ? [...framed, { label: "", members: alone }] : framed;
}

const size = (spot, edge) => {
  const box = extent(spot);
  return edge === "height" ? box.bottom - box.top : edge === "left" ? spot.x - box.left : box.right - spot.x;
};

// One side of a block in columns of so many rows, with the room that it takes.
function partOf(members, rows, air) {
  const number = Math.ceil(members.length / rows);
  const each = Math.ceil(members.length / Math.max(1, number));
  const columns = [];
  for (let at = 0; at < members.length; at += each) {
    const spots = members.slice(at, at + each);
    const [left, right] = [Math.max(...spots.map((spot) => spot.take.left)), Math.max(...spots.map((spot) => spot.take.right))];
    const height = spots.reduce((sum, spot) => sum + spot.take.height + air, -air);
    columns.push({ spots, left, right, height });
  }
  const width = columns.reduce((sum, { left, right }) => sum + left + right + NEAR, columns.length ? -NEAR : 0);
  return { columns, width, height: Math.max(0, ...columns.map(({ height }) => height)) };
}

function arranged(blocks, stacks, rows, gap, air) {
  const built = blocks.map((block) => {
    const parts = [-1, 0, 1].map((column) => partOf(block.sides[column + 1], rows, air));
    const height = Math.max(...parts.map((part) => part.height)) + (block.label ? HEAD + FOOT : 0);
    return { block, parts, height };
  });
  const piles = Array.from({ length: stacks }, () => ({ height: -APART, built: [] }));
  for (const one of built) {
    const pile = piles.reduce((least, other) => (other.height < least.height ? other : least));
    pile.built.push(one);
    pile.height += one.height + APART;
  }
  for (const pile of piles) {
    pile.widths = [0, 1, 2].map((at) => Math.max(0, ...pile.built.map(({ parts }) => parts[at].width)));
    const used = pile.widths.filter((width) => width).length;
    pile.gap = pile.widths[1] ? 0.55 * gap : gap;
    pile.width = pile.widths.reduce((sum, width) => sum + width, 0) + pile.gap * Math.max(0, used - 1) + 2 * PAD;
  }
  const width = piles.reduce((sum, pile) => sum + pile.width + APART, -APART);
  return { piles, air, width, height: Math.max(...piles.map((pile) => pile.height)) };
}

// The arrangement in which all is largest on the canvas; then as far apart as that allows.
function fit(blocks, space, tall) {
  if (tall) return arranged(blocks, 1, Infinity, Math.max(70, space.width * 0.2), 12);
  const scale = ({ width, height }) => Math.min(space.width / width, space.height / height, LARGE);
  const most = Math.max(...blocks.flatMap((block) => block.sides.map((side) => side.length)));
  let [best, found] = [0, null];
  for (let stacks = 1; stacks <= Math.min(8, blocks.length); stacks += 1) {
    for (const rows of ROWS) {
      const made = scale(arranged(blocks, stacks, rows, GAPS.at(-1), AIRS.at(-1)));
      if (made > best * 1.02) [best, found] = [made, [stacks, rows]];
      if (rows >= most) break;
    }
  }
  const pairs = GAPS.flatMap((gap) => AIRS.map((air) => [gap, air])).sort((a, b) => b[0] + 8 * b[1] - a[0] - 8 * a[1]);
  const made = pairs.map((pair) => arranged(blocks, ...found, ...pair));
  return made.find((one) => scale(one) >= best * 0.98) ?? made.at(-1);
}

// Gives each spot its place; the frames of the communities.
export function gather(spots, { bands, space, tall }) {
  if (!spots.length) return [];
  for (const spot of spots) {
    // There is room beneath a name for what Python wrote outward of it.
    Object.assign(spot, { box: null, underline: spot.underline || spot.outward, outward: "" });
    spot.take = { left: size(spot, "left"), right: size(spot, "right"), height: size(spot, "height") };
  }
  const blocks = blocksOf(spots, bands);
  for (const block of blocks) block.sides = [-1, 0, 1].map((column) => block.members.filter((spot) => spot.column === column));
  const { piles, air } = fit(blocks, space, tall);
  const frames = [];
  let x = 0;
  for (const pile of piles) {
    let y = 0;
    for (const { block, parts, height } of pile.built) {
      put(pile, parts, x + PAD, y + (block.label ? HEAD : 0), height - (block.label ? HEAD + FOOT : 0), air);
      if (block.label) {
        const { label, community } = block;
        frames.push({ label, community, left: x, top: y, right: x + pile.width, bottom: y + height });
      }
      y += height + APART;
    }
    x += pile.width + APART;
  }
  return frames;
}

// The left part stands against the gap from the left, the right one from the right.
function put(pile, parts, left, top, height, air) {
  let from = left;
  parts.forEach((part, at) => {
    const room = pile.widths[at];
    let x = from + (at === 0 ? room - part.width : at === 1 ? (room - part.width) / 2 : 0);
    for (const column of part.columns) {
      let y = top + (height - column.height) / 2;
      for (const spot of column.spots) {
        const above = spot.y - extent(spot).top;
        [spot.x, spot.y] = [x + column.left, y + above];
        y += spot.take.height + air;
      }
      x += column.left + column.right + NEAR;
    }
    if (room) from += room + pile.gap;
  });
}

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

// A path from left to right, or from top to bottom: what is one step further stands beside or beneath.
export function chain(spots, { edges, first, space, tall }) {
  const far = steps(spots, edges, first);
  const layers = [];
  for (const spot of [...spots].sort((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1))) {
    const at = far.get(spot.id) ?? 0;
    (layers[at] ??= []).push(spot);
  }
  const along = tall ? 120 : Math.min(360, Math.max(200, space.width / Math.max(1, layers.length)));
  const widest = Math.max(...layers.map((layer) => layer?.length ?? 0));
  const across = tall ? Math.max(120, Math.min(220, space.width / widest)) : 110;
  layers.forEach((layer, step) =>
    layer.forEach((spot, at) => {
      const off = (at - (layer.length - 1) / 2) * across;
      [spot.x, spot.y] = tall ? [off, step * along] : [step * along, off];
      Object.assign(spot, { box: null, below: !tall || widest > 1, column: tall && widest === 1 ? 1 : 0 });
      spot.room = tall ? (widest > 1 ? across - 14 : 210) : along - 50;
      spot.lines = wrap(spot.node.label, Math.max(12, Math.floor(spot.room / 7.4)), 2);
    }),
  );
  return along;
}
