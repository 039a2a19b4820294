// Time: a histogram of what is shown, two handles that choose a period, and bars that do so too.

import { byId, h } from "./dom.js";
import { bins, binWords, choose, chooseYear, edges, isEmpty, isInside, periodWords, yearOf } from "./period.js";
import { startPlay, stop } from "./play.js";
import { scene } from "./scene.js";
import { onChange, state, update } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";
const THUMB = 16; // width of a handle: its middle goes from half of it to half of it before the end
const WIDEST = 22; // of a bar
const YEAR = 36; // room that a year takes
const HINT = "Click a year or a bar, or drag over several";
const UNDATED = { topics: "Statements", bodies: "Meetings and agreements" }; // elsewhere meetings

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

// A press on a bar chooses its month or year, one where nothing stands the whole year; drawn over several, all of them.
function startBrush(box) {
  let first = -1;
  let last = -1;
  const at = ({ clientX }) => {
    const { left, width } = box.getBoundingClientRect();
    return Math.max(0, Math.min(bins().length - 1, Math.floor(((clientX - left) / width) * bins().length)));
  };
  const brush = (event) => {
    if (first < 0 || at(event) === last) return undefined;
    const bin = bins()[at(event)];
    const isPress = last < 0 || at(event) === first;
    last = at(event);
    if (isPress && isEmpty(bin)) return chooseYear(yearOf(bin), { replace: true });
    return choose(Math.min(first, last), Math.max(first, last) + 1);
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
  const year = bin.month ? `. Click for all of ${yearOf(bin)}` : "";
  return `${binWords(bin)}: ${told.join(", ") || `none${year}`}`;
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

// The years that there is room to name, each with the stretch that is its own: { year, left, width }. The last one keeps
// within the time; of a first one that is only just touched no name would fit.
function namedYears(all, width) {
  const starts = all.flatMap((bin, at) => (at === 0 || yearOf(bin) !== yearOf(all[at - 1]) ? [at] : []));
  const last = all.length * width;
  let free = 0;
  const named = starts.flatMap((at, index) => {
    const left = Math.max(0, Math.min(at * width, last - YEAR));
    const end = (starts[index + 1] ?? all.length) * width;
    if (left < free || (index === 0 && all[0].month && end < YEAR && starts.length > 1)) return [];
    free = left + YEAR;
    return [{ year: yearOf(all[at]), left, end }];
  });
  return named.map(({ year, left, end }, index) => {
    const room = Math.min(end, named[index + 1]?.left ?? last) - left;
    return { year, left, width: Math.max(YEAR, room) };
  });
}

function yearButton({ year, left, width }) {
  const place = { "--left": `${left}px`, "--width": `${width}px` };
  const only = () => (stop(), chooseYear(year));
  return h("button", { type: "button", "aria-label": `Only ${year}`, "data-year": year, ...place, onclick: only }, year);
}

// Buttons, which stay where they are as long as the years do: so the keyboard does not lose its place.
function showYears(all, width) {
  const layer = part(".years");
  const named = namedYears(all, width);
  const places = JSON.stringify(named);
  if (layer.dataset.places !== places) {
    layer.dataset.places = places;
    layer.replaceChildren(...named.map(yearButton));
  }
  for (const button of layer.children) {
    const { year } = button.dataset;
    button.setAttribute("aria-pressed", String(state.from === `${year}-01-01` && state.to === `${year}-12-31`));
  }
}

function hatch() {
  const lines = [s("rect", { width: 4, height: 4 }), s("line", { x1: 0, x2: 0, y1: 0, y2: 4 })];
  return s("pattern", { id: "hatch", width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, ...lines);
}

function draw() {
  const [box, all] = [part(".bars"), bins()];
  const [across, down] = [box.clientWidth, box.clientHeight];
  const width = across / (all.length || 1);
  showYears(across ? all : [], width);
  if (!across || !all.length) return box.replaceChildren();
  const height = down - parseFloat(getComputedStyle(part(".years")).height);
  const most = Math.max(1, ...all.map(({ certain, possible }) => certain + possible));
  const ground = s("line", { class: "ground", x1: 0, x2: across, y1: height, y2: height });
  const starts = all.flatMap((bin, at) => (at === 0 || yearOf(bin) !== yearOf(all[at - 1]) ? [at * width] : []));
  const ticks = starts.map((x) => s("line", { x1: x, x2: x, y1: height, y2: height + 4 }));
  const bars = all.map((bin, index) => bar(bin, index, { width, height, most }));
  const svg = s("svg", { width: across, height: down, "aria-hidden": "true" }, s("defs", {}, hatch()), ground, ...ticks, ...bars);
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
  const focused = document.activeElement;
  byId("timeline").classList.toggle("none", !bins().length);
  part(".period").textContent = periodWords();
  part(".all-time").hidden = !(state.from || state.to);
  byId("time-undated").textContent = `${undated} undated ${state.undated ? "shown" : "left out"}`;
  byId("time-undated").title = `${UNDATED[state.view] ?? "Meetings"} whose year no document tells; they belong to no period`;
  byId("time-undated").hidden = !undated && state.undated;
  byId("time-undated").setAttribute("aria-pressed", String(state.undated));
  if (bins().length) showHandles();
  draw();
  // A button that has done its work is gone: the keyboard goes on with the first handle.
  if (focused.hidden && byId("timeline").contains(focused)) byId("time-from").focus({ preventScroll: true });
}

const range = (id, label) => h("input", { type: "range", id, min: "0", step: "1", "aria-label": label, oninput: moved });

export function startTimeline() {
  const undated = { id: "time-undated", type: "button", class: "plain" };
  const all = { type: "button", class: "plain all-time", onclick: () => (stop(), update({ from: "", to: "" })) };
  const head = [
    h("span", { class: "period" }),
    h("button", all, "All time"),
    h("button", { ...undated, onclick: () => update({ undated: !state.undated }) }),
  ];
  const layer = h("div", { class: "years", role: "group", "aria-label": "Years" });
  const track = [h("div", { class: "bars" }), layer, range("time-from", "First shown"), range("time-to", "Last shown")];
  byId("timeline").replaceChildren(
    h("button", { id: "time-play", type: "button" }, h("i", { "aria-hidden": "true" })),
    h("div", { class: "time" }, h("div", { class: "time-head" }, head), h("div", { class: "track", title: HINT, "--thumb": `${THUMB}px` }, track)),
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
