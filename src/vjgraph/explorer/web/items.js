// Which items stand under the present filters, and how sure each is. The rule is that of the named queries: in a period an
// item is possible when its days reach beyond the period or it is doubtful itself, and out of it when its days are outside.

import { below, label, narrower, value, values, words } from "./data.js";
import { bodiesOfItem, ground, groundOn, isUndated, kindsOf, sourcesOf, statusesOf, topicsOf } from "./grounds.js";
import { ITEM_FIELDS, remembered } from "./memory.js";
import { spanWords } from "./spans.js";
import { state } from "./state.js";

// Why an item does not stand, as bits: more than one may be.
export const FAILS = { time: 1, kind: 2, source: 4, topic: 8, body: 16, sure: 32, status: 64 };

// The present filters of items, made ready once.
const filters = remembered(ITEM_FIELDS, () => {
  const hidden = (sort) => new Set([...state.hide].filter((key) => key.startsWith(`${sort}:`)).map((key) => key.slice(sort.length + 1)));
  return {
    kinds: hidden("kind"),
    sources: hidden("source"),
    statuses: hidden("status"),
    sorts: hidden("edge"),
    topics: state.topic ? narrower(state.topic) : null,
    bodies: state.ministry ? below(state.ministry, "org:subOrganizationOf") : null,
  };
});

// Whether anything narrows the items: then who has none left is hidden too.
export const isNarrowed = () => {
  const { kinds, sources, statuses, sorts, topics, bodies } = filters();
  const hides = kinds.size + sources.size + statuses.size + sorts.size > 0;
  return Boolean(state.from || state.to || state.sure || !state.undated || topics || bodies || hides);
};

const isGone = (list, hidden) => list.length > 0 && list.every((one) => hidden.has(one));
function meets(found, wanted) {
  for (const one of found) if (wanted.has(one)) return true;
  return false;
}

// Whether something may have been before a period or after it; each end of that may be open.
export const reachesBeyond = ({ earliest, latest }, { from, to }) => Boolean((from && (!earliest || earliest < from)) || (to && (!latest || latest > to)));

// One moment in a period: certain, possible, or empty for outside.
function inPeriod({ earliest, latest, doubt }, { from, to }) {
  if (!from && !to) return doubt ? "possible" : "certain";
  if (!earliest && !latest) return "";
  if ((to && earliest && earliest > to) || (from && latest && latest < from)) return "";
  return doubt || reachesBeyond({ earliest, latest }, { from, to }) ? "possible" : "certain";
}

// How sure an item is in a period. What has no day at all is in none: it is "undated", as long as that is shown.
export function certaintyIn(item, period) {
  if (isUndated(item) && (period.from || period.to)) return period.undated ? "undated" : "";
  let best = "";
  for (const moment of item.moments) {
    const found = inPeriod(moment, period);
    if (found === "certain") return item.doubt ? "possible" : "certain";
    best ||= found;
  }
  return best;
}

// Judges what items are (see grounds.js) under the present filters: how sure each is, and the bits of the filters that it fails.
export function judging() {
  const now = filters();
  const { from, to, undated: shown, sure: asked } = state;
  const period = { from, to, undated: shown };
  return (item) => {
    const undated = isUndated(item);
    const inTime = undated && !shown ? "" : certaintyIn(item, period);
    // Out of the period it is judged without one, so that the other filters can tell what they leave.
    const sure = inTime || certaintyIn(item, ALWAYS);
    const fails = (inTime ? 0 : FAILS.time) | (asked && sure !== asked ? FAILS.sure : 0) | failed(item, now);
    return { id: item.id, item, sure, undated, fails };
  };
}

const ALWAYS = { from: "", to: "" };

function failed({ id, sort, event }, { kinds, sources, statuses, sorts, topics, bodies }) {
  let fails = 0;
  if (kinds.size && kindsOf(id).some((list) => isGone(list, kinds))) fails |= FAILS.kind;
  if (sources.size && sourcesOf(id).some((list) => isGone(list, sources))) fails |= FAILS.source;
  if (topics && !meets(topicsOf(id), topics)) fails |= FAILS.topic;
  if (bodies && !meets(bodiesOfItem(id), bodies)) fails |= FAILS.body;
  if ((statuses.size && isGone(statusesOf(event), statuses)) || sorts.has(sort)) fails |= FAILS.status;
  return fails;
}

// "certain", "possible" or, in a period, "undated" under the present filters; empty for what they leave out. `ends` are those
// between whom it is asked about.
export function judge(id, ends = null) {
  const { sure, fails } = judging()(ends ? groundOn(id, ends) : ground(id));
  return fails ? "" : sure;
}

// The days of an item, in words too, and why they are doubtful.
export function itemDate(id) {
  const { moments, sort } = ground(id);
  const known = moments.filter(({ earliest, latest }) => earliest || latest);
  const earliest = known.some((one) => !one.earliest) ? "" : known.reduce((least, one) => (least && least < one.earliest ? least : one.earliest), "");
  const latest = known.some((one) => !one.latest) ? "" : known.reduce((most, one) => (most > one.latest ? most : one.latest), "");
  const told = moments.map((one) => (sort === "agreement" && one.id !== id ? stageWords(one) : momentWords(one)));
  return { earliest, latest, words: told.join(", "), doubt: moments.map(({ doubt }) => doubt).filter(Boolean).join("; ") };
}

// One day out of several is no span; what has no day says so.
function momentWords({ id, earliest, latest }, { short = false } = {}) {
  const told = values(id, "vj:date");
  if (told[0]?.startsWith("[") && told[0].includes(",")) return told.map(words).join(" / ");
  return spanWords(earliest, latest, { short }) || told.map(words).join(" / ") || "undated";
}

function stageWords(moment) {
  const kind = label(value(moment.id, "vj:kind"));
  return moment.earliest || moment.latest ? `${kind} ${momentWords(moment)}` : `${kind} (undated)`;
}
