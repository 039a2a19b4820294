// Whether an occasion took place, as the sources have it, and why that, its kind or anything else told of it is inferred.

import { label, values } from "./data.js";

const HELD = "/held";

// Whether any source says that it was held: only then was anybody there.
export const wasHeld = (event) => values(event, "vj:status").some((one) => one.endsWith(HELD));

// What it is when not all say that it was held: planned, cancelled, or what sources differ on.
export const statusOf = (event) => {
  const told = values(event, "vj:status");
  return told.every((one) => one.endsWith(HELD)) ? "" : told.map(label).sort().join(" or ");
};

// Its reasons, each with the field that it is of; that sources differ on the status is of the status.
const reasonsOf = (event) =>
  values(event, "vj:reason")
    .flatMap((why) => why.split(/; (?=[a-z_]+ inferred: )/))
    .map((why) => /^([a-z_]+) inferred: (.*)$/s.exec(why)?.slice(1) ?? ["status", why]);

export const reasonsFor = (event, ...fields) => reasonsOf(event).filter(([field]) => fields.includes(field)).map(([, why]) => why);

// The reasons for all but its status, as they are written.
export const otherReasons = (event) => reasonsOf(event).filter(([field]) => field !== "status").map((pair) => pair.join(" inferred: "));

const WORDS = { held: "It took place", planned: "It is planned", cancelled: "It was called off" };

// The status as a sentence; where sources differ, as the question.
export function statusWords(event) {
  const told = values(event, "vj:status");
  return (told.length === 1 && WORDS[told[0].slice(told[0].lastIndexOf("/") + 1)]) || "Whether it took place";
}
