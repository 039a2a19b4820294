// How well what is recorded answers what is typed: whole names first, then all words, then beginnings, what goes with a name
// last, and behind that what differs in one letter.

import { data } from "./data.js";
import { fold } from "./fold.js";
import { agrees, fitsComma, isMarked, isWritten, plain, questions } from "./names.js";

// Words that find nothing by themselves; To is one of them only where no person is meant.
const LITTLE = new Set("a an and at by for in of on the to with".split(" "));
const CLOSE_LETTERS = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const WORDS = 5;
const NEAR = 6;
const LEAST = 5; // letters of a word in which one may be wrong

let prepared = null;

// The entries with their names, and with all they are found by, as one text each: it tells most of them apart at once.
export function entries() {
  prepared ??= data.search.map((entry) => {
    const spaceless = entry.cls === "person" ? [] : entry.keys.map(([key]) => key.replace(/^the /, "").replaceAll(" ", ""));
    const names = ` ${[...entry.keys.flat(), ...spaceless].join(" | ")} `;
    return { entry, spaceless, names, all: `${names}| ${entry.words} ` };
  });
  return prepared;
}

// How well a folded form answers a folded question; -1 not at all.
function rank(key, question, tokens) {
  if (key === question) return 0;
  const form = ` ${key} `;
  const starts = key.startsWith(question);
  if (tokens.every((token) => form.includes(` ${token} `))) return starts ? 1 : 1.2;
  if (starts) return 2;
  if (tokens.every((token) => form.includes(` ${token}`))) return form.startsWith(` ${tokens[0]}`) ? 3 : 3.2;
  return (question.length > 2 || CLOSE_LETTERS.test(question)) && key.includes(question) ? 4 : -1;
}

const better = (one, other) => (!other || (one && one.score < other.score) ? one : other);

// The best form of a person's name for one of the questions. Of what a document calls somebody, as Doe, no office is told.
function person({ entry }, text, marked, [question, title, whole, short], order) {
  const tokens = question.split(" ");
  let best = null;
  for (let number = 0; number < entry.keys.length; number += 1) {
    if ((short && !entry.long[number]) || (whole && number && /^[a-z]+$/.test(question))) continue;
    let score = Infinity;
    for (const key of entry.keys[number]) {
      const found = rank(key, question, tokens);
      if (found >= 0 && found < score && !(whole && found)) score = found;
    }
    if (score === Infinity || (marked && !agrees(text, title, entry.marks[number]))) continue;
    best = better(answer(entry, number, score + order / 50, text), best);
  }
  return best;
}

function answer(entry, number, score, text) {
  const form = number ? entry.terms[number - 1] : entry.label;
  const written = score < 1 && isWritten(text, form) ? 0.25 : 0;
  return { id: entry.id, cls: entry.cls, label: entry.label, score: score + (number ? 0.5 : 0) - written, form: number ? form : "" };
}

// The best form of the name of anything else; spaces do not tell such names apart.
function thing({ entry, spaceless }, text, marked, { question, tokens, close, idle }) {
  let best = null;
  entry.keys.forEach(([key], number) => {
    let score = rank(key, question, tokens);
    if (score < 0 && close.length > 3 && spaceless[number].startsWith(close)) score = spaceless[number] === close ? 0.1 : 2.2;
    if (idle && score >= 1) score = score === 2 ? 2 : 4;
    if (score < 0 || (marked && !agrees(text, 0, entry.marks[number]))) return;
    best = better(answer(entry, number, score, text), best);
  });
  if (entry.initials.some((letters) => close === question && question.length > 1 && letters.startsWith(question))) {
    best = better(answer(entry, 0, 2.6, text), best);
  }
  return best;
}

const among = (kept, cls) => (cls ? entries().filter(({ entry }) => cls.includes(entry.cls)) : entries()).filter(kept);
const holdsAll = (tokens) => ({ names }) => tokens.every((token) => names.includes(token));

// The words that tell something.
const telling = (text) => plain(text).split(" ").filter((token) => token && !LITTLE.has(token));

// Answers by name: people to the first question that finds any, all else by the plain text.
export function byName(text, cls) {
  const marked = isMarked(text);
  const found = [];
  const people = !cls || cls.includes("person") ? questions(text) : [];
  for (const [order, question] of people.entries()) {
    const kept = holdsAll(question[0].split(" "));
    const held = among((one) => one.entry.cls === "person" && kept(one) && fitsComma(text, one.entry), cls);
    found.push(...held.map((one) => person(one, text, marked, question, order)).filter(Boolean));
    if (found.length) break;
  }
  const question = plain(text);
  if (!question) return found;
  const tokens = telling(text);
  const asked = { question, tokens: tokens.length ? tokens : question.split(" "), close: question.replaceAll(" ", ""), idle: !tokens.length };
  const kept = holdsAll(asked.tokens);
  const fits = (one) => kept(one) || one.names.includes(asked.close) || one.entry.initials.some((letters) => letters.startsWith(asked.close));
  for (const one of among(({ entry }) => entry.cls !== "person", cls)) {
    const answered = fits(one) ? thing(one, text, marked, asked) : null;
    if (answered) found.push(answered);
  }
  return found;
}

// Whether a word that was typed is one of the name but for its diacritics: who typed some means nobody else.
function unlike(text, { entry, names }) {
  const recorded = entry.marks.filter(Boolean);
  const isOther = (word) => names.includes(` ${fold(word)}`) && !recorded.some((form) => agrees(word, 0, form));
  return recorded.length > 0 && text.split(/\s+/).some((word) => fold(word) && isOther(word));
}

// Answers by what goes with a name too, but for those that are known: Saito justice, Tokyo 2023.
export function byWords(text, cls, known) {
  const tokens = telling(text);
  if (!tokens.length) return [];
  const marked = isMarked(text);
  const begins = (one) => !known.has(one.entry.id) && tokens.every((token) => one.all.includes(` ${token}`)) && !(marked && unlike(text, one));
  return among(begins, cls).map(({ entry, all }) => {
    const score = WORDS + (tokens.every((token) => all.includes(` ${token} `)) ? 0 : 0.5);
    return { id: entry.id, cls: entry.cls, label: entry.label, score, form: "" };
  });
}

// Whether one letter more, less, other, or two in each other's place make one word of the other.
function isNear(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let [a, b] = [one.length, other.length];
  while (a > start && b > start && one[a - 1] === other[b - 1]) [a, b] = [a - 1, b - 1];
  if (a - start <= 1 && b - start <= 1) return true;
  return a - start === 2 && b - start === 2 && one[start] === other[b - 1] && one[a - 1] === other[start];
}

let lexicon = null;

// Every word of a name, and the numbers of the entries that have it.
function words() {
  if (lexicon) return lexicon;
  lexicon = new Map();
  entries().forEach(({ all }, number) => {
    for (const word of new Set(all.split(" "))) {
      if (!lexicon.has(word)) lexicon.set(word, []);
      lexicon.get(word).push(number);
    }
  });
  return lexicon;
}

// Whether a token begins a word, or nearly is or begins it.
function likens(token, word) {
  if (word.startsWith(token)) return true;
  if (token.length < LEAST) return false;
  return isNear(token, word) || (word.length > token.length && isNear(token, word.slice(0, token.length)));
}

// The numbers of the entries with such a word.
function nearly(token) {
  const found = new Set();
  for (const [word, numbers] of words()) if (likens(token, word)) for (const number of numbers) found.add(number);
  return found;
}

const isNamed = (entry, tokens) => entry.keys.flat().some((key) => tokens.every((token) => key.split(" ").some((word) => likens(token, word))));

// Answers that differ from what was typed in one letter of a word. Letters with diacritics are not taken for others.
export function byLikeness(text, cls) {
  if (isMarked(text)) return [];
  const names = questions(text).filter(([, , , short]) => !short).map(([name]) => name.split(" "));
  const found = new Map();
  for (const tokens of [telling(text), ...names.slice(0, 3)]) {
    if (!tokens.length || tokens.every((token) => token.length < LEAST)) continue;
    const sets = tokens.map(nearly);
    for (const number of sets[0]) {
      const { entry } = entries()[number];
      if (!sets.every((set) => set.has(number)) || (cls && !cls.includes(entry.cls))) continue;
      found.set(entry.id, { id: entry.id, cls: entry.cls, label: entry.label, score: NEAR + (isNamed(entry, tokens) ? 0 : 0.5), form: "", near: true });
    }
  }
  return [...found.values()];
}
