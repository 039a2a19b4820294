// What a typed name is compared as, by the rules of vjgraph.names and vjgraph.spelling; all spellings of the recorded names
// stand beside the nodes, so that here only what is typed is reduced.

import { data, fold } from "./data.js";

const CLOSE = /([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]) (?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}])/gu;
const LONG_VOWELS = /o[uoh](?![aeiou])|o[uo](?=i)|uu/g;
const GENERATIONS = / (jr|sr|ii|iii|iv)$/;
const TONES = /(o)([\u0300\u0301\u0303\u0309\u0323])([ae])|(u)([\u0300\u0301\u0303\u0309\u0323])(y)/g;

// The name as it stands, then without one title after the other: the last may be a name.
function withoutTitles(folded) {
  const found = [folded];
  for (let title; (title = data.titles.find((one) => found.at(-1).startsWith(`${one} `))); ) found.push(found.at(-1).slice(title.length + 1));
  return found;
}

// All but the first or the last word as one: hyun sook is hyunsook.
function joined(folded) {
  const words = folded.split(" ");
  return words.length < 3 ? [] : [`${words[0]} ${words.slice(1).join("")}`, `${words.slice(0, -1).join("")} ${words.at(-1)}`];
}

const shorten = (name) => name.replace(LONG_VOWELS, (vowel) => vowel[0]);

// What to look for, in turn, until something is found: a question, the number of words taken off the front for it, and
// whether its long vowels were written short.
export function questions(text) {
  const names = withoutTitles(fold(text)).map((name) => [name.replace(CLOSE, "$1"), fold(text).split(" ").length - name.split(" ").length]);
  const asked = [...names, ...names.flatMap(([name, title]) => joined(name).map((one) => [one, title]))];
  const short = asked.map(([name, title]) => [shorten(name), title, true]);
  return [...asked, ...short, [fold(text).replace(/^the /, "").replaceAll(" ", ""), 0]].filter(([question]) => question);
}

// What stands before the comma of a name is its family name, where that is known: Abe, Shinzo but not Shinzo, Abe.
export function fitsComma(text, node) {
  const [before, after] = [text.split(",")[0], text.slice(text.indexOf(",") + 1)];
  if (!node.family || before === text || !fold(after) || GENERATIONS.test(` ${fold(after)}`)) return true;
  const surname = shorten(withoutTitles(fold(before)).at(-1).replace(GENERATIONS, ""));
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
