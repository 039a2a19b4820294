// Time: a histogram of what is shown, two handles that choose a period, and bars that do so too.

import { byId, h } from "./dom.js";
import { bins, binWords, choose, edges, isInside, periodWords } from "./period.js";
import { startPlay, stop } from "./play.js";
import { scene } from "./scene.js";
import { onChange, state, update } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";
const THUMB = 16; // width of a handle: its middle goes from half of it to half of it before the end
const WIDEST = 22; // of a bar
const FOOT = 16; // below the bars, for the years
const YEAR = 34; // room that a year takes

function s(tag, properties, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const part = (name) => byId("timeline").querySelector(name);

// A handle does not pass the other.
function moved({ target }) {
  stop();
  const [low, high] = [Number(byId("time-from").value), Number(byId("time-to").value)];
  const isFrom = target.id === "time-from";
  const [from, to] = isFrom ? [Math.min(low, high - 1), high] : [low, Math.max(high, low + 1)];
  target.value = String(isFrom ? from : to);
  choose(from, to);
}

// A press on a bar chooses its month or year; drawn over several, all of them.
function startBrush(box) {
  let first = -1;
  let last = -1;
  const at = ({ clientX }) => {
    const { left, width } = box.getBoundingClientRect();
    return Math.max(0, Math.min(bins().length - 1, Math.floor(((clientX - left) / width) * bins().length)));
  };
  const brush = (event) => {
    if (first < 0 || at(event) === last) return;
    last = at(event);
    choose(Math.min(first, last), Math.max(first, last) + 1);
  };
  box.addEventListener("pointerdown", (event) => {
    if (event.button || !bins().length) return;
    stop();
    [first, last] = [at(event), -1];
    box.setPointerCapture(event.pointerId);
    brush(event);
  });
  box.addEventListener("pointermove", brush);
  for (const end of ["pointerup", "pointercancel"]) box.addEventListener(end, () => (first = -1));
}

function tellBin(bin) {
  const told = [bin.certain ? `${bin.certain} certain` : "", bin.possible ? `${bin.possible} possible` : ""].filter(Boolean);
  return `${binWords(bin)}: ${told.join(", ") || "none"}`;
}

// A bar a bin: certain below, possible, hatched, above it.
function bar(bin, index, { width, height, most }) {
  const wide = Math.min(WIDEST, Math.max(1, width - (width > 5 ? 2 : 0.5)));
  const tall = (count) => (count ? Math.max(2, (count / most) * (height - 6)) : 0);
  const [sure, maybe] = [tall(bin.certain), tall(bin.possible)];
  const box = { x: index * width + (width - wide) / 2, width: wide };
  return s(
    "g",
    { class: isInside(bin) ? "bin" : "bin out" },
    s("rect", { ...box, class: "certain", y: height - sure, height: sure }),
    s("rect", { ...box, class: "possible", y: height - sure - maybe, height: maybe }),
    s("rect", { class: "hit", x: index * width, y: 0, width, height }, s("title", {}, tellBin(bin))),
  );
}

function years(all, width, height) {
  let last = -Infinity;
  return all.flatMap(({ from }, index) => {
    const isFirst = from.slice(5, 7) === "01" || index === 0;
    if (!isFirst || index * width - last < YEAR) return [];
    last = index * width;
    return [s("line", { x1: last, x2: last, y1: height, y2: height + 4 }), s("text", { x: last + 3, y: height + 12 }, from.slice(0, 4))];
  });
}

function hatch() {
  const lines = [s("rect", { width: 4, height: 4 }), s("line", { x1: 0, x2: 0, y1: 0, y2: 4 })];
  return s("pattern", { id: "hatch", width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, ...lines);
}

function draw() {
  const [box, all] = [part(".bars"), bins()];
  const [across, down] = [box.clientWidth, box.clientHeight];
  if (!across || !all.length) return box.replaceChildren();
  const [width, height] = [across / all.length, down - FOOT];
  const most = Math.max(1, ...all.map(({ certain, possible }) => certain + possible));
  const ground = s("line", { class: "ground", x1: 0, x2: across, y1: height, y2: height });
  const bars = all.map((bin, index) => bar(bin, index, { width, height, most }));
  const svg = s("svg", { width: across, height: down, "aria-hidden": "true" }, s("defs", {}, hatch()), ground, ...years(all, width, height), ...bars);
  return box.replaceChildren(svg);
}

function showHandles() {
  const all = bins();
  const [from, to] = edges();
  for (const [id, at, words] of [
    ["time-from", from, `from ${binWords(all[from])}`],
    ["time-to", to, `to ${binWords(all[to - 1])}`],
  ]) {
    byId(id).max = String(all.length);
    byId(id).value = String(at);
    byId(id).setAttribute("aria-valuetext", words);
  }
  part(".track").style.setProperty("--from", from / all.length);
  part(".track").style.setProperty("--to", to / all.length);
}

function show() {
  const { undated } = scene();
  byId("timeline").classList.toggle("none", !bins().length);
  part(".period").textContent = periodWords();
  part(".all-time").hidden = !(state.from || state.to);
  byId("time-undated").textContent = `${undated} undated`;
  byId("time-undated").hidden = !undated && state.undated;
  byId("time-undated").setAttribute("aria-pressed", String(state.undated));
  if (bins().length) showHandles();
  draw();
}

const range = (id, label) => h("input", { type: "range", id, min: "0", step: "1", "aria-label": label, oninput: moved });

export function startTimeline() {
  const undated = { id: "time-undated", type: "button", class: "plain", title: "Meetings whose day no source tells" };
  const all = { type: "button", class: "plain all-time", onclick: () => (stop(), update({ from: "", to: "" })) };
  const head = [
    h("span", { class: "period" }),
    h("button", all, "All time"),
    h("button", { ...undated, onclick: () => update({ undated: !state.undated }) }),
  ];
  const track = [h("div", { class: "bars" }), range("time-from", "First shown"), range("time-to", "Last shown")];
  byId("timeline").replaceChildren(
    h("button", { id: "time-play", type: "button" }, h("i", { "aria-hidden": "true" })),
    h("div", { class: "time" }, h("div", { class: "time-head" }, head), h("div", { class: "track", "--thumb": `${THUMB}px` }, track)),
  );
  startPlay();
  startBrush(part(".bars"));
  new ResizeObserver(draw).observe(part(".bars"));
  onChange((keys) => {
    if (keys.has("view")) stop();
    show();
  });
  show();
}
