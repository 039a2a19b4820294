// A name reduced as vjgraph.names.fold does it: without case, diacritics, invisible marks and punctuation.

const LETTERS = { đ: "d", ð: "d", ø: "o", ł: "l", ß: "ss", ı: "i", æ: "ae", œ: "oe", ς: "σ", "\u0345": "ι" };
const APOSTROPHES = /[’‘ʼʻʹ´`']/g;

// A mark that is put over or under a letter; canonical ordering tells, since nothing is moved past a mark of class 0.
// The voicing marks of kana are none: they make another letter.
function isDiacritic(mark) {
  if (mark === "\u3099" || mark === "\u309a") return false;
  return !`${mark}\u0334`.normalize("NFD").startsWith(mark) || `\u0301${mark}`.normalize("NFD").startsWith(mark);
}

export function fold(text) {
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g, "")
    .normalize("NFKC")
    .replace(APOSTROPHES, "")
    .normalize("NFKD")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[đðøłßıæœς\u0345]/g, (letter) => LETTERS[letter])
    .replace(/\p{M}/gu, (mark) => (isDiacritic(mark) ? "" : mark))
    .normalize("NFKC")
    .replace(/\+/g, " plus ")
    .replace(APOSTROPHES, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
