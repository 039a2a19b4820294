// Who holds which office: as the last documents to attest it have it, for a time only, or no longer.

import { isA, label, order, subjects, value, values } from "./data.js";
import { spanWords } from "./spans.js";

const holding = (id) => value(id, "vj:holding").split("/").at(-1);
const day = (id) => value(id, "vj:earliest") || value(id, "vj:latest");

// Whether documents say "acting": all that attest the office last. A day, where told, is later than none.
function isActing(attested) {
  const inOffice = attested.filter((id) => holding(id) !== "held");
  const last = inOffice.reduce((most, id) => (day(id) > most ? day(id) : most), "");
  const latest = inOffice.filter((id) => day(id) === last);
  return latest.length > 0 && latest.every((id) => holding(id) === "acting");
}

// The offices of a person, each with its tenure and attestations: those attested last come first, former ones at the end.
export function officesOf(person) {
  const about = subjects("vj:person", person);
  const attested = about.filter((id) => isA(id, "Attestation"));
  const found = about.filter((id) => isA(id, "Tenure")).map((tenure) => {
    const office = value(tenure, "vj:office");
    const own = attested.filter((id) => values(id, "vj:office").includes(office));
    own.sort((a, b) => order(value(a, "vj:earliest") || "9", value(b, "vj:earliest") || "9") || order(a, b));
    const former = own.length > 0 && own.every((id) => holding(id) === "held");
    return { office, tenure, attested: own, former, acting: isActing(own), last: value(tenure, "vj:lastAttested") };
  });
  return found.sort((a, b) => a.former - b.former || order(b.last, a.last) || order(label(a.office), label(b.office)));
}

// What somebody is called: the offices attested last, else those once held, else a rank.
export function latestOffices(person) {
  const held = officesOf(person);
  const present = held.filter(({ former }) => !former);
  const latest = present.filter(({ last }) => last === present[0].last);
  return latest.length ? { held: latest, since: latest[0].last } : { held, since: "" };
}

// What stands before the name of an office that somebody holds or held, and behind that of who holds it.
export const manner = ({ former, acting }) => (former ? "formerly " : acting ? "acting " : "");
export const behindHolder = ({ former, acting }) => (acting && !former ? " (acting)" : "");

// How many of the documents that attest an office say "acting".
export const actingIn = (attested) => attested.filter((id) => holding(id) === "acting").length;

export const ranks = (person) => [...new Set(subjects("vj:person", person).flatMap((id) => values(id, "vj:rank")))];

export const tenureDays = (tenure) => spanWords(value(tenure, "vj:firstAttested"), value(tenure, "vj:lastAttested"));

// --- offices in which somebody took part ---

export const offices = (part) => values(part, "vj:inCapacity");

// What the documents that tell of a part attest of an office in it.
function attestedBy(part, office) {
  const sources = values(part, "vj:evidence").map((id) => value(id, "vj:source"));
  const own = subjects("vj:person", value(part, "vj:participant")).filter((one) => sources.includes(value(one, "vj:source")));
  return own.filter((one) => values(one, "vj:office").includes(office));
}

// The offices of parts, each once: { office, acting } where each document of theirs that attests it says so.
export function capacities(...parts) {
  const found = [...new Set(parts.flatMap(offices))];
  return found.map((office) => {
    const attested = parts.flatMap((part) => attestedBy(part, office));
    return { office, acting: attested.length > 0 && attested.every((one) => holding(one) === "acting") };
  });
}

// Why an office somebody took part in is inferred: so it is by each document of that part that attests it.
export function officeReasons(part) {
  return offices(part).flatMap((office) => {
    const found = attestedBy(part, office).map((one) => value(one, "vj:reason"));
    return found.every(Boolean) ? found.map((why) => `${label(office)} inferred: ${why}`) : [];
  });
}
