// What a typed name is compared as, by the rules of vjgraph.names and vjgraph.spelling; all spellings of the
// recorded names come with the data, so that here only what is typed is reduced.

import { data } from "./data.js";
import { fold } from "./fold.js";

const CLOSE = /([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]) (?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}])/gu;
const LONG_VOWELS = /o[uoh](?![aeiou])|o[uo](?=i)|uu/g;
const GENERATIONS = / (jr|sr|ii|iii|iv)$/;
const TONES = /(o)([\u0300\u0301\u0303\u0309\u0323])([ae])|(u)([\u0300\u0301\u0303\u0309\u0323])(y)/g;

// The name as it stands, then without one title after the other, and whether an office was among these.
function withoutTitles(folded) {
  const found = [[folded, false]];
  for (let [name, office] = found[0], title; (title = data.titles.find(([one]) => name.startsWith(`${one} `))); ) {
    [name, office] = [name.slice(title[0].length + 1), office || title[1]];
    found.push([name, office]);
  }
  return found;
}

// All but the first or the last word as one: hyun sook is hyunsook.
function joined(folded) {
  const words = folded.split(" ");
  return words.length < 3 ? [] : [`${words[0]} ${words.slice(1).join("")}`, `${words.slice(0, -1).join("")} ${words.at(-1)}`];
}

const shorten = (name) => name.replace(LONG_VOWELS, (vowel) => vowel[0]);

// What to look for among people, in turn, until something is found: the question, the number of words taken off the front
// for it, whether it must be a whole name (behind an office, part of a name may be somebody else's), and whether long vowels
// were shortened.
export function questions(text) {
  const folded = fold(text);
  const count = (name) => name.split(" ").length;
  const names = withoutTitles(folded).map(([name, office]) => [name.replace(CLOSE, "$1"), count(folded) - count(name), office]);
  const asked = [...names, ...names.flatMap(([name, ...rest]) => joined(name).map((one) => [one, ...rest]))];
  const short = asked.map(([name, title, office]) => [shorten(name), title, office, true]);
  const seen = new Set();
  const isNew = ([question, ...rest]) => question && !seen.has(`${question}/${rest}`) && seen.add(`${question}/${rest}`);
  return [...asked, ...short].filter(isNew);
}

const BRITISH = { defense: "defence", labor: "labour", center: "centre", harbor: "harbour", program: "programme" };
const AMERICAN = /(?<![\p{L}\p{N}])(?:defense|labor|center|harbor|program|[\p{L}\p{N}]+izations?)(?![\p{L}\p{N}])/gu;

// What to look for among all but people: neither the ocean nor the article tells their names apart.
export function plain(text) {
  const british = (word) => BRITISH[word] ?? word.replace("ization", "isation");
  return fold(text).replace(AMERICAN, british).replace(/^the /, "");
}

// What stands before the comma of a name is its family name, where that is known: Abe, Shinzo but not Shinzo, Abe.
export function fitsComma(text, entry) {
  const [before, after] = [text.split(",")[0], text.slice(text.indexOf(",") + 1)];
  if (!entry.family || before === text || !fold(after) || GENERATIONS.test(` ${fold(after)}`)) return true;
  const surname = shorten(withoutTitles(fold(before)).at(-1)[0].replace(GENERATIONS, ""));
  return surname === entry.family || entry.keys.some(([key]) => !` ${shorten(key)} `.includes(` ${entry.family} `) && key.startsWith(surname));
}

function marks(text) {
  const tone = (_, o, first, a, u, second, y) => `${o ?? u}${a ?? y}${first ?? second}`;
  const letters = text.normalize("NFKD").toLowerCase().replace(TONES, tone).normalize("NFC");
  return letters.replace(/[’‘ʼʻʹ´`']/g, "").replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
}

// Whether a form is written just as it was typed, but for capitals.
export const isWritten = (text, form) => marks(text) === marks(form);

// A macron is only a long vowel, and the voicing marks of kana make other letters.
export const isMarked = (text) => /[đĐ]|[^\P{M}\u0304\u3099\u309a]/u.test(text.normalize("NFD"));

// Whether the diacritics of a typed name that has some are, behind its title, those of a recorded form.
export function agrees(text, title, recorded) {
  if (!recorded) return true;
  const letters = recorded.replaceAll(" ", "");
  return marks(text).split(" ").slice(title).every((word) => letters.includes(word));
}
