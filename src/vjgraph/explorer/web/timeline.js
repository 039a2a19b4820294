// Time: a histogram of meetings, two handles that choose a period, and a play that goes through it.

import { byId, h, say } from "./dom.js";
import { histogram, scene } from "./scene.js";
import { spanWords } from "./spans.js";
import { onChange, state, update } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";
const STEP = 900; // milliseconds that a step of the play stays
const THUMB = 16; // width of a handle: its middle goes from half of it to half of it before the end
const WIDEST = 22; // of a bar
const still = matchMedia("(prefers-reduced-motion: reduce)");

let bins = []; // every month, or year, from the first to the last: {from, to, certain, possible}
let playing = 0;
let sliding = false; // whether the play moves a window, or lets the time grow

function s(tag, properties, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// The handles stand on edges of bins: 0 is before the first, bins.length after the last.
const low = () => Number(byId("time-from").value);
const high = () => Number(byId("time-to").value);

function periodOf(from, to) {
  return { from: from <= 0 ? "" : bins[from].from, to: to >= bins.length ? "" : bins[to - 1].to };
}

// A period from an address may lie anywhere: the handles take the edges around it.
function edges() {
  const from = state.from ? bins.findIndex(({ to }) => to >= state.from) : 0;
  const to = state.to ? bins.findLastIndex(({ from: start }) => start <= state.to) + 1 : bins.length;
  const first = from < 0 ? bins.length - 1 : from;
  return [first, Math.max(first + 1, to)];
}

function choose(from, to) {
  update(periodOf(from, to), { replace: true });
}

function moved({ target }) {
  stop();
  const isFrom = target.id === "time-from";
  const [from, to] = isFrom ? [Math.min(low(), high() - 1), high()] : [low(), Math.max(high(), low() + 1)];
  target.value = String(isFrom ? from : to);
  choose(from, to);
}

// --- Play -------------------------------------------------------------------------------------------------------

const held = (bin) => bin.certain + bin.possible > 0;

// Where the play goes next: a period that was chosen moves on as a window; else the time grows from the beginning. What
// holds nothing is passed over.
function next() {
  const [from, to] = edges();
  if (!sliding) {
    const end = bins.findIndex((bin, index) => index >= to && held(bin)) + 1;
    return end > 0 ? [0, end] : null;
  }
  for (let by = 1; to + by <= bins.length; by += 1) {
    if (bins.slice(from + by, to + by).some(held)) return [from + by, to + by];
  }
  return null;
}

function step() {
  const found = next();
  if (!found) return stop();
  choose(...found);
  say(periodWords());
  if (found[1] >= bins.length) stop();
}

function stop() {
  clearInterval(playing);
  playing = 0;
  showPlay();
}

// Who wants no motion goes on by one step with each press.
function play() {
  if (playing) return stop();
  const [from, to] = edges();
  const whole = from === 0 && to >= bins.length;
  if (whole) sliding = false;
  else if (from > 0) sliding = true;
  if (whole) choose(0, 1 + bins.findIndex(held));
  else if (sliding && !next()) choose(0, to - from); // a window at the end begins anew
  else if (still.matches) step();
  if (still.matches) return undefined;
  playing = setInterval(step, Math.min(STEP, 24000 / bins.length));
  return showPlay();
}

function showPlay() {
  const button = byId("time-play");
  button.classList.toggle("on", Boolean(playing));
  const words = playing ? "Pause" : still.matches ? "Next step" : "Play";
  button.setAttribute("aria-label", words);
  button.title = words;
}

// --- Drawing ----------------------------------------------------------------------------------------------------

const periodWords = () => {
  const { from, to } = state;
  if (!from && !to) return `All time, ${spanWords(bins[0].from, bins.at(-1).to, { short: true })}`;
  return spanWords(from || bins[0].from, to || bins.at(-1).to, { short: true });
};

function tellBin({ from, to, certain, possible }) {
  const told = [certain ? `${certain} certain` : "", possible ? `${possible} possible` : ""].filter(Boolean).join(", ");
  return `${spanWords(from, to)}: ${told || "none"}`;
}

// A bar a bin: certain below, possible, hatched, above it.
function bar(bin, index, { width, height, most }) {
  const [left, wide] = [index * width, Math.min(WIDEST, Math.max(1, width - (width > 5 ? 2 : 0.5)))];
  const tall = (count) => (count ? Math.max(2, (count / most) * (height - 6)) : 0);
  const [sure, maybe] = [tall(bin.certain), tall(bin.possible)];
  const inside = (!state.from || bin.to >= state.from) && (!state.to || bin.from <= state.to);
  const target = s("rect", { class: "hit", x: left, y: 0, width, height }, s("title", {}, tellBin(bin)));
  target.addEventListener("click", () => (stop(), choose(index, index + 1)));
  return s(
    "g",
    { class: inside ? "bin" : "bin out" },
    s("rect", { class: "certain", x: left + (width - wide) / 2, y: height - sure, width: wide, height: sure }),
    s("rect", { class: "possible", x: left + (width - wide) / 2, y: height - sure - maybe, width: wide, height: maybe }),
    target,
  );
}

function ticks(width, height) {
  const room = 34;
  let last = -Infinity;
  return bins.flatMap(({ from }, index) => {
    const first = from.slice(5, 7) === "01" || index === 0;
    if (!first || index * width - last < room) return [];
    last = index * width;
    const mark = s("line", { x1: last, x2: last, y1: height, y2: height + 4 });
    return [mark, s("text", { x: last + 3, y: height + 12 }, from.slice(0, 4))];
  });
}

function draw() {
  const box = byId("timeline").querySelector(".bars");
  const [across, down] = [box.clientWidth, box.clientHeight];
  if (!across || !bins.length) return;
  const [width, height] = [across / bins.length, down - 16];
  const most = Math.max(1, ...bins.map(({ certain, possible }) => certain + possible));
  const hatch = s(
    "pattern",
    { id: "hatch", width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    s("rect", { width: 4, height: 4 }),
    s("line", { x1: 0, x2: 0, y1: 0, y2: 4 }),
  );
  box.replaceChildren(
    s(
      "svg",
      { width: across, height: down, "aria-hidden": "true" },
      s("defs", {}, hatch),
      s("line", { class: "ground", x1: 0, x2: across, y1: height, y2: height }),
      ...ticks(width, height),
      ...bins.map((bin, index) => bar(bin, index, { width, height, most })),
    ),
  );
}

function show() {
  bins = histogram();
  byId("timeline").hidden = !bins.length;
  if (!bins.length) return;
  const [from, to] = edges();
  for (const [id, at, words] of [
    ["time-from", from, `from ${spanWords(bins[Math.min(from, bins.length - 1)].from, bins[Math.min(from, bins.length - 1)].to)}`],
    ["time-to", to, `to ${spanWords(bins[to - 1].from, bins[to - 1].to)}`],
  ]) {
    byId(id).max = String(bins.length);
    byId(id).value = String(at);
    byId(id).setAttribute("aria-valuetext", words);
  }
  const track = byId("timeline").querySelector(".track");
  track.style.setProperty("--from", from / bins.length);
  track.style.setProperty("--to", to / bins.length);
  byId("timeline").querySelector(".period").textContent = periodWords();
  byId("timeline").querySelector(".all-time").hidden = !(state.from || state.to);
  const { undated } = scene();
  byId("time-undated").textContent = `${undated} undated`;
  byId("time-undated").hidden = !undated && state.undated;
  byId("time-undated").setAttribute("aria-pressed", String(state.undated));
  draw();
}

function range(id, label) {
  return h("input", { type: "range", id, min: "0", step: "1", "aria-label": label, oninput: moved });
}

export function startTimeline() {
  const undated = { id: "time-undated", type: "button", class: "plain", title: "Meetings whose day no source tells" };
  const all = { type: "button", class: "plain all-time", onclick: () => (stop(), update({ from: "", to: "" })) };
  byId("timeline").replaceChildren(
    h("button", { id: "time-play", type: "button", onclick: play }, h("i", { "aria-hidden": "true" })),
    h(
      "div",
      { class: "time" },
      h(
        "div",
        { class: "time-head" },
        h("span", { class: "period" }),
        h("button", all, "All time"),
        h("button", { ...undated, onclick: () => update({ undated: !state.undated }) }),
      ),
      h("div", { class: "track", "--thumb": `${THUMB}px` }, h("div", { class: "bars" }), range("time-from", "First shown"), range("time-to", "Last shown")),
    ),
  );
  new ResizeObserver(draw).observe(byId("timeline").querySelector(".bars"));
  onChange((keys) => {
    if (playing && keys.has("view")) stop();
    show();
  });
  show();
  showPlay();
}
