// Where everything that is shown stands: as Python has placed it, stacked anew where little is left of it, or as a path.

import { chain } from "./chain.js";
import { data } from "./data.js";
import { byId } from "./dom.js";
import { visitFrames } from "./frames.js";
import { gather } from "./gather.js";
import { measures, scene } from "./scene.js";
import { extent, RADIUS, spotOf } from "./shapes.js";
import { state } from "./state.js";
import { tiesOf } from "./ties.js";
import { captionOf } from "./tips.js";

export const placed = { spots: new Map(), ties: [], at: new Map(), frames: [], tall: false, gathered: false };

const LEFT_OVER = 0.6; // of the nodes of a view: with fewer, what is left is stacked anew
const SMALL = 0.69; // the zoom below which names are smaller than 9 pixels
const LARGE = 13; // the radius of what measures most
const REARRANGED = 400; // nodes up to which a layout that is too small is tried anew for the canvas there is

// By the window, so that opening the panel does not change the placing.
export const isTall = () => window.innerWidth < Math.max(640, 0.9 * window.innerHeight);

function spaceOf() {
  const graph = byId("graph");
  const whole = graph.clientWidth ? graph : document.querySelector("main");
  return { width: Math.max(200, whole.clientWidth - 40), height: Math.max(160, whole.clientHeight - 32) };
}

export function place() {
  const found = scene();
  const tall = isTall();
  const nodes = found.nodes.filter((node) => node.shown !== false);
  const projection = data.projections[state.view];
  const { bands } = projection;
  const spots = new Map(nodes.map((node) => [node.id, spotOf(node, tall)]));
  const [first, last] = state.path.split("~");
  const chained = Boolean(state.path) && spots.has(first) && spots.has(last);
  const stacked = chained || isScattered(nodes, projection);
  sizeSpots(spots, stacked);
  const space = spaceOf();
  let [frames, along] = [[], 0];
  if (chained) {
    along = chain([...spots.values()], { edges: found.edges, first, last, space, tall });
  } else if (stacked) {
    frames = gather([...spots.values()], { bands, edges: found.edges, space, tall });
  } else {
    frames = ownFrames(bands, nodes, tall);
    if (!tall && nodes.length <= REARRANGED) frames = rearranged(spots, { frames, bands, edges: found.edges, space });
  }
  const ties = tiesOf(found.edges, spots);
  const room = tall ? 170 : along - 40;
  if (chained) for (const tie of ties) Object.assign(tie, { caption: captionOf(tie.edge), strong: true, room });
  const communities = new Set(frames.map(({ community }) => community));
  for (const spot of spots.values()) spot.framed = communities.has(spot.node.community) && spot.node.cls !== "group";
  const all = state.view === "meetings" ? [...frames, ...visitFrames(spots)] : frames;
  Object.assign(placed, { spots, ties, at: tiesAt(ties, spots), frames: all, tall, gathered: frames.gathered ?? true });
}

const isScattered = (nodes, projection) =>
  nodes.length < LEFT_OVER * projection.nodes.length || nodes.some((node) => node.cls === "group");

function ownFrames(bands, nodes, tall) {
  const left = new Set(nodes.map((node) => node.community));
  const frames = bands
    .filter((band) => left.has(band.community))
    .map((band) => ({ label: band.label, community: band.community, ...band[tall ? "tall" : "wide"] }));
  return Object.assign(frames, { gathered: false });
}

export function around(boxes) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { left, right, top, bottom } of boxes) {
    box.left = Math.min(box.left, left);
    box.right = Math.max(box.right, right);
    box.top = Math.min(box.top, top);
    box.bottom = Math.max(box.bottom, bottom);
  }
  return box;
}

const fitOf = (box, space) => Math.min(space.width / (box.right - box.left), space.height / (box.bottom - box.top));

// Where the canvas there is makes Python's layout too small to be read, and another would be larger, that other one.
function rearranged(spots, { frames, bands, edges, space }) {
  const all = () => [...spots.values()].map(extent);
  const own = fitOf(around([...all(), ...frames]), space);
  if (own >= SMALL || !spots.size) return frames;
  const kept = [...spots.values()].map(({ x, y, underline, beside }) => ({ x, y, underline, beside, box: null }));
  const made = gather([...spots.values()], { bands, edges, space, tall: false });
  if (fitOf(around([...all(), ...made]), space) > 1.12 * own) return made;
  [...spots.values()].forEach((spot, at) => Object.assign(spot, kept[at]));
  return frames;
}

// Glyphs as large as what is measured; where Python's places are kept never so large that they touch their neighbours.
function sizeSpots(spots, stacked) {
  if (!state.size) return;
  const measured = measures();
  const valueOf = (id) => measured.get(id)?.[state.size] ?? 0;
  const most = Math.max(...[...spots.keys()].map(valueOf)) || 1;
  const largest = stacked ? LARGE : Math.max(RADIUS - 1, Math.min(LARGE, nearestOf(spots) / 2 - 2.5));
  for (const spot of spots.values()) {
    if (spot.card || spot.node.cls === "group") continue;
    spot.r = 3.5 + (largest - 3.5) * Math.sqrt(valueOf(spot.id) / most);
  }
}

// How near to each other two glyphs of a column are.
function nearestOf(spots) {
  const sorted = [...spots.values()].sort((a, b) => a.x - b.x || a.y - b.y);
  const apart = (spot, at) => (at && sorted[at - 1].x === spot.x ? spot.y - sorted[at - 1].y : Infinity);
  return sorted.reduce((least, spot, at) => Math.min(least, apart(spot, at)), Infinity);
}

function tiesAt(ties, spots) {
  const at = new Map([...spots.keys()].map((id) => [id, []]));
  for (const tie of ties) {
    at.get(tie.a.id).push(tie);
    at.get(tie.b.id).push(tie);
  }
  return at;
}
