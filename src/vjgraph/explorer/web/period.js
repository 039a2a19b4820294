// The period as a stretch of the histogram: bins, and the edges between them on which the handles stand.

import { histogram } from "./scene.js";
import { spanWords } from "./spans.js";
import { state, update } from "./state.js";

// Every month, or year, from the first to the last: { from, to, certain, possible }.
export const bins = () => histogram();

// Edge 0 is before the first bin, the last after the last. A period from an address may lie anywhere: the handles take the
// edges around it.
export function edges() {
  const all = bins();
  const from = state.from ? all.findIndex(({ to }) => to >= state.from) : 0;
  const to = state.to ? all.findLastIndex(({ from: start }) => start <= state.to) + 1 : all.length;
  const first = from < 0 ? all.length - 1 : from;
  return [first, Math.max(first + 1, to)];
}

// The bins between two edges; at the ends the period stays open. A slider leaves no step to go back to.
export function choose(from, to) {
  const all = bins();
  update({ from: from <= 0 ? "" : all[from].from, to: to >= all.length ? "" : all[to - 1].to }, { replace: true });
}

// The whole of a year, whatever of it the bins reach; it opens nothing at the ends, so that it is told as that year.
export const chooseYear = (year, options) => update({ from: `${year}-01-01`, to: `${year}-12-31` }, options);

export const yearOf = ({ from }) => from.slice(0, 4);
export const isEmpty = ({ certain, possible }) => certain + possible === 0;
export const binWords = ({ from, to }) => spanWords(from, to);
export const isInside = ({ from, to }) => (!state.from || to >= state.from) && (!state.to || from <= state.to);

export function periodWords() {
  const all = bins();
  if (!all.length) return "Nothing dated is shown";
  const { from, to } = state;
  const told = spanWords(from || all[0].from, to || all.at(-1).to, { short: true });
  return from || to ? told : `All time, ${told}`;
}
