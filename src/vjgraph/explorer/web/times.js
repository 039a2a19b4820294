// Time: the months or years that items fall in. An item that may lie in several of them counts as possible in each, once, so
// that the bar of a month is as high as what choosing that month shows.

import { certaintyIn } from "./items.js";

const MONTHS_AT_MOST = 60; // a longer time is told by years

const monthOf = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const pad = (number, length) => String(number).padStart(length, "0");

function binOf(number, byYear) {
  if (byYear) return { year: number, from: `${pad(number, 4)}-01-01`, to: `${pad(number, 4)}-12-31` };
  const [year, month] = [Math.floor(number / 12), (number % 12) + 1];
  const stem = `${pad(year, 4)}-${pad(month, 2)}`;
  return { month: stem, from: `${stem}-01`, to: `${stem}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}` };
}

// The first and the last day that any of the items can have been on; null when none has a day.
export function spanOf(items) {
  let [from, to] = ["", ""];
  for (const { moments } of items) {
    for (const { earliest, latest } of moments) {
      for (const day of [earliest, latest]) {
        if (day && (!from || day < from)) from = day;
        if (day && day > to) to = day;
      }
    }
  }
  return from ? { from, to } : null;
}

// Bins from the first to the last, without gaps, empty ones too.
export function binsOf(span) {
  if (!span) return [];
  const months = monthOf(span.to) - monthOf(span.from) + 1;
  const byYear = months > MONTHS_AT_MOST;
  const place = byYear ? (day) => Number(day.slice(0, 4)) : monthOf;
  const first = place(span.from);
  return Array.from({ length: place(span.to) - first + 1 }, (_, at) => ({ ...binOf(first + at, byYear), certain: 0, possible: 0 }));
}

// How sure each unit is in each bin: the surest of its items. `items` have a unit, moments and a doubt.
export function fill(bins, items, { isOnlyCertain = false } = {}) {
  const seen = bins.map(() => new Map());
  for (const item of items) {
    const [low, high] = reachOf(item, bins);
    for (let at = low; at <= high; at += 1) {
      const sure = certaintyIn(item, bins[at]);
      if (sure && seen[at].get(item.unit) !== "certain") seen[at].set(item.unit, sure);
    }
  }
  return bins.map((bin, at) => {
    const found = [...seen[at].values()];
    const certain = found.filter((sure) => sure === "certain").length;
    return { ...bin, certain, possible: isOnlyCertain ? 0 : found.length - certain };
  });
}

// The bins that an item can lie in; an end that is not known reaches as far as the bins do.
function reachOf({ moments }, bins) {
  let [low, high] = [bins.length, -1];
  for (const moment of moments) {
    if (!moment.earliest && !moment.latest) continue;
    low = Math.min(low, moment.earliest ? placeOf(moment.earliest, bins) : 0);
    high = Math.max(high, moment.latest ? placeOf(moment.latest, bins) : bins.length - 1);
  }
  return [Math.max(0, low), Math.min(high, bins.length - 1)];
}

function placeOf(day, bins) {
  return bins[0].year === undefined ? monthOf(day) - monthOf(bins[0].from) : Number(day.slice(0, 4)) - bins[0].year;
}
