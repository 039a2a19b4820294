// Text on the canvas: measured once, cut to the room there is, kept from turning round what stands beside it.

import { theme } from "./theme.js";

export const LINE = 16;
export const SMALL = 14;
export const SIZE = 13;
export const SMALL_SIZE = 11.5;

export const font = (weight, size) => `${weight} ${size}px ${theme.font}`;

const widths = new Map();
const ruler = document.createElement("canvas").getContext("2d");

export function widthOf(text, style) {
  const key = style + text;
  let width = widths.get(key);
  if (width === undefined) {
    if (ruler.font !== style) ruler.font = style;
    width = ruler.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

export function fitted(text, room, style) {
  if (widthOf(text, style) <= room) return text;
  const letters = [...text];
  while (letters.length && widthOf(`${letters.join("").trimEnd()}…`, style) > room) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

// U+2068 and U+2069 keep a text's own direction marks from reaching beyond it.
export const isolate = (text) => `\u2068${text}\u2069`;

// A label in lines of about so many letters, where Python has not broken it.
export function wrap(label, letters = 22, most = 3) {
  const lines = [""];
  for (const word of label.split(/\s+/)) {
    const joined = `${lines.at(-1)} ${word}`.trim();
    if (joined.length <= letters || !lines.at(-1)) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines.slice(most - 1).join(" ").slice(0, letters - 1)}…`];
}

// A halo of the ground's colour lies round the letters, so that lines behind do not strike them through.
export function write(ctx, text, x, y, halo) {
  const told = isolate(text);
  if (halo) {
    ctx.strokeStyle = halo;
    ctx.lineWidth = 4.5;
    ctx.lineJoin = "round";
    ctx.strokeText(told, x, y);
  }
  ctx.fillText(told, x, y);
}
