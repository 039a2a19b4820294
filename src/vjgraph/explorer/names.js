// What a typed name is compared as, by the rules of vjgraph.names and vjgraph.spelling; all spellings of the recorded names
// stand beside the nodes, so that here only what is typed is reduced.

import { data, fold } from "./data.js";

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

// What to look for, in turn, until something is found: a question, the number of words taken off the front for it, whether
// it must be a whole name (behind an office, part of a name may be somebody else's), and whether long vowels were shortened.
export function questions(text) {
  const count = (name) => name.split(" ").length;
  const names = withoutTitles(fold(text)).map(([name, office]) => [name.replace(CLOSE, "$1"), count(fold(text)) - count(name), office]);
  const asked = [...names, ...names.flatMap(([name, ...rest]) => joined(name).map((one) => [one, ...rest]))];
  const short = asked.map(([name, title, office]) => [shorten(name), title, office, true]);
  return [...asked, ...short, [fold(text).replace(/^the /, "").replaceAll(" ", ""), 0]].filter(([question]) => question);
}

// What stands before the comma of a name is its family name, where that is known: Abe, Shinzo but not Shinzo, Abe.
export function fitsComma(text, node) {
  const [before, after] = [text.split(",")[0], text.slice(text.indexOf(",") + 1)];
  if (!node.family || before === text || !fold(after) || GENERATIONS.test(` ${fold(after)}`)) return true;
  const surname = shorten(withoutTitles(fold(before)).at(-1)[0].replace(GENERATIONS, ""));
  return surname === node.family || node.keys.some(([key]) => !` ${shorten(key)} `.includes(` ${node.family} `) && key.startsWith(surname));
}

function marks(text) {
  const tone = (_, o, first, a, u, second, y) => `${o ?? u}${a ?? y}${first ?? second}`;
  const letters = text.normalize("NFKD").toLowerCase().replace(TONES, tone).normalize("NFC");
  return letters.replace(/[’‘ʼʻʹ´`']/g, "").replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
}

// Whether a form is written just as it was typed, but for capitals.
export const isWritten = (text, form) => marks(text) === marks(form);

const isMarked = (text) => /[đĐ]|[^\P{M}\u0304\u3099\u309a]/u.test(text.normalize("NFD"));

// Whether the diacritics of a typed name, behind its title, are those of a recorded form.
export function agrees(text, title, recorded) {
  if (!recorded || !isMarked(text)) return true;
  const letters = recorded.replaceAll(" ", "");
  return marks(text).split(" ").slice(title).every((word) => letters.includes(word));
}
