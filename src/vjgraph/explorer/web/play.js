// The play: goes through the time step by step. A period that was chosen moves on as a window; else the time grows from the
// beginning. What holds nothing is passed over.

import { byId, say } from "./dom.js";
import { bins, choose, edges, periodWords } from "./period.js";

const STEP = 900; // milliseconds that a step stays
const LONGEST = 24000; // and all of them
const still = matchMedia("(prefers-reduced-motion: reduce)");

let playing = 0;
let sliding = false;

const held = ({ certain, possible }) => certain + possible > 0;

function next() {
  const all = bins();
  const [from, to] = edges();
  if (!sliding) {
    const end = all.findIndex((bin, index) => index >= to && held(bin)) + 1;
    return end > 0 ? [0, end] : null;
  }
  for (let by = 1; to + by <= all.length; by += 1) {
    if (all.slice(from + by, to + by).some(held)) return [from + by, to + by];
  }
  return null;
}

function step() {
  const found = bins().length ? next() : null;
  if (!found) return stop();
  choose(...found);
  say(periodWords());
  if (found[1] >= bins().length) stop();
  return undefined;
}

export function stop() {
  clearInterval(playing);
  playing = 0;
  show();
}

// Who wants no motion goes on by one step with each press.
function play() {
  if (playing) return stop();
  const [from, to] = edges();
  const whole = from === 0 && to >= bins().length;
  if (whole) sliding = false;
  else if (from > 0) sliding = true;
  if (whole) choose(0, 1 + bins().findIndex(held));
  else if (!next()) choose(0, sliding ? to - from : 1 + bins().findIndex(held)); // at the end it begins anew
  else if (still.matches) return step();
  say(periodWords());
  if (!still.matches) playing = setInterval(step, Math.min(STEP, LONGEST / bins().filter(held).length));
  return show();
}

function show() {
  const words = playing ? "Pause" : still.matches ? "Next step" : "Play";
  byId("time-play").classList.toggle("on", Boolean(playing));
  byId("time-play").setAttribute("aria-label", words);
  byId("time-play").title = words;
}

export function startPlay() {
  byId("time-play").addEventListener("click", play);
  still.addEventListener("change", stop);
  show();
}
