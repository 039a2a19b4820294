// The colours of the canvas: those of the page are taken from its style sheet, which knows light from dark.

import { sideNumber } from "./data.js";

export const theme = { dark: false, sides: [], communities: [] };
const NAMES = ["page", "card", "ink", "muted", "line", "strong", "accent", "neutral"];

// Communities, on light and on dark: other hues than the sides' first ones, so that neither is taken for the other.
const COMMUNITIES = [
  ["#0f7c74", "#4fd1c5"],
  ["#b45309", "#f6ad55"],
  ["#6d4fc4", "#b7a4f5"],
  ["#be3a78", "#f38db9"],
  ["#4d7c0f", "#a3d65c"],
  ["#2563a8", "#7cb8f0"],
  ["#8a5a44", "#d8a88f"],
  ["#a21caf", "#e58af0"],
  ["#6b7280", "#b6bec9"],
  ["#92790a", "#e3cf5b"],
];

export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(`--${name}`).trim();
  for (const name of NAMES) theme[name] = value(name);
  theme.sides = [...sideNumber.values()].map((number) => value(`side-${number}`));
  theme.font = getComputedStyle(document.body).fontFamily;
  theme.dark = lightness(theme.page) < 128;
  theme.communities = COMMUNITIES.map((pair) => pair[theme.dark ? 1 : 0]);
  theme.edge = mixed(theme.page, theme.ink, 0.5);
  theme.band = mixed(theme.page, theme.ink, theme.dark ? 0.055 : 0.04);
}

export const sideColour = (side) => (sideNumber.has(side) ? theme.sides[sideNumber.get(side)] || theme.neutral : theme.neutral);

export function communityColour(number) {
  const { communities } = theme;
  return number >= 0 && communities.length ? communities[number % communities.length] : theme.neutral;
}

export const sideVariable = (side) => (sideNumber.has(side) ? `var(--side-${sideNumber.get(side)})` : "var(--neutral)");

function parts(colour) {
  const hex = colour.replace("#", "");
  const wide = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
  return [0, 2, 4].map((at) => parseInt(wide.slice(at, at + 2), 16) || 0);
}

const lightness = (colour) => parts(colour).reduce((sum, part) => sum + part, 0) / 3;

export function mixed(one, other, share) {
  const [a, b] = [parts(one), parts(other)];
  return `#${a.map((part, at) => Math.round(part + (b[at] - part) * share).toString(16).padStart(2, "0")).join("")}`;
}

// The page's own switch stands as data-theme on the document; without one the system decides.
export function onThemeChange(redraw) {
  const changed = () => {
    readTheme();
    redraw();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  matchMedia("(prefers-contrast: more)").addEventListener("change", changed);
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
