// What filters leave, stacked anew so that it fills the canvas: communities in frames, sides left and right, cards between
// them, all in the order in which Python has placed them.

import { columnsOf, measure, putColumns, putRows, rowsOf } from "./stacks.js";

const [HEAD, FOOT, APART, PAD] = [26, 8, 12, 14];
// How high a column is in parts of the canvas, as many times smaller: few columns come first.
const PARTS = [0.03, 0.05, 0.07, 0.1, 0.14, 0.2, 0.28, 0.4, 0.5, 0.6, 0.7, 0.85, 1, 1.2, 1.6, 2.2, 3, 4];
const ACROSS = [1, 2, 3, 4, 5, 6, 8, 11, 15, 21, 29];
const GAPS = [420, 330, 260, 200, 150, 110];
const AIRS = [30, 22, 15, 10];
const LARGE = 1.2; // text as large as it needs to be: what room is left then keeps things apart
const SIDES = [-1, 0, 1];

// Gives each spot its place; the frames of the communities. `edges` tell beside which cards somebody best stands.
export function gather(spots, { bands, edges, space, tall }) {
  if (!spots.length) return [];
  for (const spot of spots) {
    // There is room beneath a name for what Python wrote beside it.
    Object.assign(spot, { box: null, underline: spot.underline || spot.beside, beside: "" });
    measure(spot);
  }
  const blocks = blocksOf(spots, bands);
  for (const block of blocks) {
    block.sides = SIDES.map((column) => block.members.filter((spot) => spot.column === column));
    block.cards = block.sides[1].some((spot) => spot.card);
  }
  return put(fit(blocks, space, tall), wantedBy(spots, edges));
}

// Blocks of spots, one for each community that still has ties to show, and one for all who stand alone.
function blocksOf(spots, bands) {
  const order = new Map(bands.map((band, number) => [band.community, number]));
  const bandOf = ({ node }) => (node.cls === "group" ? undefined : order.get(node.community));
  const rank = (spot) => bandOf(spot) ?? bands.length;
  const sorted = [...spots].sort((a, b) => rank(a) - rank(b) || a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1));
  const found = new Map();
  for (const spot of sorted) {
    const key = bandOf(spot) ?? -1;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(spot);
  }
  const [framed, alone] = [[], []];
  for (const [key, members] of found) {
    if (key >= 0 && members.length > 1) framed.push({ label: bands[key].label, community: bands[key].community, members });
    else alone.push(...members);
  }
  return alone.length ? [...framed, { label: "", members: alone }] : framed;
}

// All blocks in so many piles, with columns about so high on their sides and so many cards across.
function arranged(blocks, { stacks, tallest, across, gap, air }) {
  const piles = Array.from({ length: stacks }, () => ({ height: -APART, built: [] }));
  for (const block of blocks) {
    const sideOf = (members) => columnsOf(members, { tallest, air, even: block.cards });
    const [left, middle, right] = block.sides;
    const parts = [sideOf(left), block.cards ? rowsOf(middle, { across, air }) : sideOf(middle), sideOf(right)];
    const height = Math.max(...parts.map((part) => part.height)) + (block.label ? HEAD + FOOT : 0);
    const pile = piles.reduce((least, other) => (other.height < least.height ? other : least));
    pile.built.push({ block, parts, height });
    pile.height += height + APART;
  }
  for (const pile of piles) {
    pile.widths = SIDES.map((_, at) => Math.max(0, ...pile.built.map(({ parts }) => parts[at].width)));
    const used = pile.widths.filter((width) => width).length;
    pile.gap = pile.widths[1] ? 0.6 * gap : gap;
    pile.width = pile.widths.reduce((sum, width) => sum + width, 0) + pile.gap * Math.max(0, used - 1) + 2 * PAD;
  }
  const width = piles.reduce((sum, pile) => sum + pile.width + APART, -APART);
  return { piles, air, width, height: Math.max(...piles.map((pile) => pile.height)) };
}

// The arrangement in which all is largest on the canvas; then as far apart as that allows.
function fit(blocks, space, tall) {
  if (tall) return arranged(blocks, { stacks: 1, tallest: Infinity, across: 1, gap: Math.max(70, space.width * 0.2), air: 12 });
  const scale = ({ width, height }) => Math.min(space.width / width, space.height / height, LARGE);
  const longest = (at) => Math.max(...blocks.map(({ sides }) => sides[at].length));
  const cards = blocks.some((block) => block.cards) ? longest(1) : 0;
  let [best, found] = [0, null];
  for (let stacks = 1; stacks <= Math.min(8, blocks.length); stacks += 1) {
    for (const across of cards ? ACROSS.filter((one, at) => !at || one <= cards) : [1]) {
      for (const part of PARTS) {
        const tallest = space.height / part;
        const made = scale(arranged(blocks, { stacks, tallest, across, gap: GAPS.at(-1), air: AIRS.at(-1) }));
        if (made > best * 1.02) [best, found] = [made, { stacks, tallest, across }];
      }
    }
  }
  const pairs = GAPS.flatMap((gap) => AIRS.map((air) => ({ gap, air }))).sort((a, b) => b.gap + 8 * b.air - a.gap - 8 * a.air);
  const made = pairs.map((pair) => arranged(blocks, { ...found, ...pair }));
  return made.find((one) => scale(one) >= best * 0.98) ?? made.at(-1);
}

// How high somebody would best stand: amid the cards they are tied to.
function wantedBy(spots, edges) {
  const byId = new Map(spots.map((spot) => [spot.id, spot]));
  const cards = new Map();
  for (const { from, to } of edges) {
    const [a, b] = [byId.get(from), byId.get(to)];
    if (!a || !b || a.card === b.card) continue;
    const [card, other] = a.card ? [a, b] : [b, a];
    if (!cards.has(other.id)) cards.set(other.id, []);
    cards.get(other.id).push(card);
  }
  return (spot) => {
    const tied = cards.get(spot.id);
    return tied ? tied.reduce((sum, { y }) => sum + y, 0) / tied.length : spot.y;
  };
}

function put({ piles, air }, wanted) {
  const frames = [];
  let x = 0;
  for (const pile of piles) {
    let y = 0;
    for (const { block, parts, height } of pile.built) {
      const inner = { y: y + (block.label ? HEAD : 0), height: height - (block.label ? HEAD + FOOT : 0) };
      putParts(pile, parts, { ...inner, x: x + PAD, air, wanted: block.cards ? wanted : null });
      const { label, community } = block;
      if (label) frames.push({ label, community, left: x, top: y, right: x + pile.width, bottom: y + height });
      y += height + APART;
    }
    x += pile.width + APART;
  }
  return frames;
}

// Cards first, since the others stand by them; the left part stands against the gap from the left, the right one from the right.
function putParts(pile, parts, { x, y, height, air, wanted }) {
  const lefts = [];
  let left = x;
  pile.widths.forEach((room, at) => {
    lefts.push(left);
    if (room) left += room + pile.gap;
  });
  for (const at of [1, 0, 2]) {
    const [part, room] = [parts[at], pile.widths[at]];
    const start = lefts[at] + (at === 0 ? room - part.width : at === 1 ? (room - part.width) / 2 : 0);
    putRows(part, { x: lefts[at], y, width: room, height, air, total: part.height });
    putColumns(part, { x: start, y, height, air, wanted: at === 1 ? null : wanted });
  }
}
