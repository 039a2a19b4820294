// Numbers and days in words; the days between two bounds as vjgraph.explorer.wording.span_words has them.

const MONTHS = "January February March April May June July August September October November December".split(" ");

const month = ([year, number], short) => `${short ? MONTHS[number - 1].slice(0, 3) : MONTHS[number - 1]} ${year}`;
const day = (parts, short) => `${parts[2]} ${month(parts, short)}`;
const lastDay = ([year, number]) => new Date(Date.UTC(year, number, 0)).getUTCDate();

// ISO days, either of which may be empty.
export function spanWords(earliest, latest, { short = false } = {}) {
  const [first, last] = [earliest, latest].map((text) => text.split("-").map(Number));
  if (!earliest || !latest) {
    if (!earliest && !latest) return "";
    return earliest ? `from ${day(first, short)}` : `by ${day(last, short)}`;
  }
  if (earliest === latest) return day(first, short);
  const whole = first[2] === 1 && last[2] === lastDay(last);
  if (first[0] === last[0] && first[1] === last[1]) return whole ? month(first, short) : `${first[2]}–${last[2]} ${month(first, short)}`;
  if (whole && first[1] === 1 && last[1] === 12) return first[0] === last[0] ? String(first[0]) : `${first[0]}–${last[0]}`;
  if (whole) return `${month(first, short)} – ${month(last, short)}`;
  return `${day(first, short)} – ${day(last, short)}`;
}

export const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
