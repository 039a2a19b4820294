// The legend: every colour, shape and line with its count; a click hides or shows what it stands for.

import { CLASSES, data, isOccasion } from "./data.js";
import { byId, h, isolated } from "./dom.js";
import { edgeFilter, filtersOf, onChange, scene, toggle } from "./scene.js";
import { sideVariable } from "./theme.js";

const LINES = [
  ["edge:counterpart", "counterpart", "solid"],
  ["edge:present", "present", "dashed"],
  ["edge:inferred", "inferred", "dotted"],
  ["edge:office", "office", "faint"],
];

function key(filter, glyph, label, count) {
  return h(
    "button",
    { type: "button", class: "key", "data-filter": filter, "aria-pressed": "true", onclick: () => toggle(filter) },
    glyph,
    isolated(label),
    h("span", { class: "count" }, String(count)),
  );
}

function group(name, keys) {
  return keys.length ? h("div", { class: "keys", role: "group", "aria-label": name }, keys) : null;
}

function counts() {
  const found = new Map();
  const add = (filter) => found.set(filter, (found.get(filter) ?? 0) + 1);
  for (const node of data.nodes) filtersOf(node).forEach(add);
  for (const edge of data.edges) add(edgeFilter(edge));
  return found;
}

export function startLegend() {
  const count = counts();
  const has = ([filter]) => count.has(filter);
  const sides = data.sides.map((side) => [`side:${side.id}`, side.label, side.id]).filter(has);
  if (data.nodes.some((node) => !isOccasion(node) && !node.side)) sides.push(["side:", "no state", ""]);
  const classes = CLASSES.map(([cls, label]) => [`class:${cls}`, label, cls]).filter(has);
  const statuses = [...new Set(data.nodes.map((node) => node.status))].filter(Boolean).sort();
  const list = h(
    "div",
    { class: "all" },
    group(
      "Sides",
      sides.map(([filter, label, side]) => key(filter, h("i", { class: "swatch", "--c": sideVariable(side) }), label, count.get(filter))),
    ),
    group("Classes", [
      ...classes.map(([filter, label, cls]) => key(filter, h("i", { class: `glyph ${cls}` }), label, count.get(filter))),
      ...statuses.map((status) => key(`status:${status}`, h("i", { class: "glyph unheld" }), status, count.get(`status:${status}`))),
    ]),
    group(
      "Lines",
      LINES.filter(has).map(([filter, label, line]) => key(filter, h("i", { class: `line ${line}` }), label, count.get(filter))),
    ),
  );
  const button = h("button", { type: "button", class: "fold", "aria-expanded": "false", onclick: unfold }, "Legend and filters");
  byId("legend").replaceChildren(button, list);
  onChange((what) => {
    if (what !== "filter") return;
    for (const one of list.querySelectorAll(".key")) one.setAttribute("aria-pressed", String(!scene.hidden.has(one.dataset.filter)));
  });
}

// On a phone the legend is folded away until it is asked for.
function unfold(event) {
  const open = byId("legend").classList.toggle("open");
  event.currentTarget.setAttribute("aria-expanded", String(open));
}
