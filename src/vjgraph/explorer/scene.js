// What is shown and what is looked at: filters, the node or edge that is open, pointed at or reached by keyboard.

import { data, edges, edgesAt, isOccasion, nodes } from "./data.js";

export const scene = { open: "", hover: "", focus: "", hidden: new Set() };
const listeners = [];
export const onChange = (listener) => listeners.push(listener);
export const changed = (what) => listeners.forEach((listener) => listener(what));

// A filter is named "side:…", "class:…", "status:…" or "edge:…".
export function toggle(filter) {
  if (scene.hidden.has(filter)) scene.hidden.delete(filter);
  else scene.hidden.add(filter);
  changed("filter");
}

export function edgeFilter(edge) {
  if (edge.kind === "office") return "edge:office";
  return edge.inferred ? "edge:inferred" : `edge:${edge.kind}`;
}

export function filtersOf(node) {
  const filters = [`class:${node.cls}`];
  if (isOccasion(node)) {
    if (node.status) filters.push(`status:${node.status}`);
  } else {
    filters.push(`side:${node.side}`);
  }
  return filters;
}

const passes = (node) => !filtersOf(node).some((filter) => scene.hidden.has(filter));

// An occasion goes with the last of those who took part in it.
export function isShown(id) {
  const node = nodes.get(id);
  if (!node || !passes(node)) return false;
  if (!isOccasion(node)) return true;
  const parties = edgesAt.get(id);
  return parties.length === 0 || parties.some((edge) => passes(nodes.get(edge.from)));
}

export function isEdgeShown(edge) {
  return !scene.hidden.has(edgeFilter(edge)) && isShown(edge.from) && isShown(edge.to);
}

// Take away the filters that hide something, so that it can be shown.
export function reveal(id) {
  const found = nodes.has(id) ? [nodes.get(id)] : [nodes.get(edges.get(id).from), nodes.get(edges.get(id).to)];
  const filters = found.flatMap(filtersOf);
  if (edges.has(id)) filters.push(edgeFilter(edges.get(id)));
  if (nodes.has(id) && isOccasion(nodes.get(id)) && !isShown(id)) {
    filters.push(...edgesAt.get(id).flatMap((edge) => filtersOf(nodes.get(edge.from))));
  }
  const before = scene.hidden.size;
  for (const filter of filters) scene.hidden.delete(filter);
  if (scene.hidden.size !== before) changed("filter");
}

// The nodes and edges that stay bright while something is open or pointed at; null when all do.
export function bright(id = scene.hover || scene.open) {
  if (!id) return null;
  const found = new Set([id]);
  const near = nodes.has(id) ? edgesAt.get(id) : [edges.get(id)];
  for (const edge of near) found.add(edge.id).add(edge.from).add(edge.to);
  if (nodes.has(id) && isOccasion(nodes.get(id))) {
    for (const node of data.nodes) if (node.within === id) found.add(node.id);
  }
  // The counterparts of a person, one step further.
  if (nodes.has(id) && !isOccasion(nodes.get(id))) {
    for (const edge of near) {
      if (edge.kind === "office" || edge.from !== id) continue;
      for (const other of edgesAt.get(edge.to)) found.add(other.id).add(other.from);
    }
  }
  return found;
}

export function describe(id) {
  const thing = nodes.get(id) ?? edges.get(id);
  return thing ? thing.tip.filter(Boolean).join(". ") : "";
}
