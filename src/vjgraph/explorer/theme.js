// The colours of the canvas, taken from the style sheet, which knows light from dark.

import { data, sideNumber } from "./data.js";

export const theme = {};
const NAMES = ["page", "card", "ink", "muted", "line", "accent", "frame", "neutral"];

export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(`--${name}`).trim();
  for (const name of NAMES) theme[name] = value(name);
  theme.sides = data.sides.map((_, number) => value(`side-${number}`));
  theme.font = getComputedStyle(document.body).fontFamily;
}

export function sideColour(side) {
  return sideNumber.has(side) ? theme.sides[sideNumber.get(side)] : theme.neutral;
}

export const sideVariable = (side) => (sideNumber.has(side) ? `var(--side-${sideNumber.get(side)})` : "var(--neutral)");

export function onThemeChange(redraw) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    readTheme();
    redraw();
  });
}
