// The keyboard on the graph: arrows go from node to node as they stand, E goes through a node's edges.

import { data, edges, edgesAt, nodes } from "./data.js";
import { byId, say } from "./dom.js";
import { bringIntoSight, positionsOf, showAll, zoom } from "./canvas.js";
import { changed, describe, isEdgeShown, isShown, scene } from "./scene.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The node that is nearest in a direction; what lies askew counts as further away.
function towards([dx, dy]) {
  const positions = positionsOf();
  const shown = data.nodes.filter((node) => isShown(node.id));
  const at = nodeInFocus();
  if (!at) return shown[0]?.id ?? "";
  let best = "";
  let nearest = Infinity;
  for (const node of shown) {
    const x = positions[node.id].x - positions[at].x;
    const y = positions[node.id].y - positions[at].y;
    const along = x * dx + y * dy;
    const distance = along + 2.5 * Math.abs(x * dy) + 2.5 * Math.abs(y * dx);
    if (along > 1 && distance < nearest) [best, nearest] = [node.id, distance];
  }
  return best || at;
}

function nodeInFocus() {
  if (nodes.has(scene.focus)) return scene.focus;
  if (edges.has(scene.focus)) return edges.get(scene.focus).from;
  return nodes.has(scene.open) ? scene.open : "";
}

let walked = "";

function nextEdge(step) {
  const at = walked && edges.has(scene.focus) ? walked : nodeInFocus();
  const around = at ? edgesAt.get(at).filter(isEdgeShown) : [];
  if (!around.length) return "";
  walked = at;
  const index = around.findIndex((edge) => edge.id === scene.focus);
  return around[(index + step + around.length) % around.length].id;
}

function focus(id) {
  if (!id) return;
  scene.focus = id;
  if (nodes.has(id)) walked = "";
  bringIntoSight(id);
  changed("look");
  say(describe(id));
}

export function startKeys({ open, close }) {
  byId("canvas").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step) focus(towards(step));
    else if (event.key.toLowerCase() === "e") focus(nextEdge(event.shiftKey ? -1 : 1));
    else if ((event.key === "Enter" || event.key === " ") && scene.focus) open(scene.focus);
    else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") showAll();
    else return;
    event.preventDefault();
  });
  byId("canvas").addEventListener("blur", () => {
    if (!scene.focus) return;
    scene.focus = "";
    changed("look");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && scene.open) close();
    else if (event.key === "/" && !/^(input|textarea)$/i.test(event.target.tagName)) {
      event.preventDefault();
      byId("search").focus();
    }
  });
}
