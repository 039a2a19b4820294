// Ways through a graph: who is so many steps away, and the shortest way between two.

// The edges at each node.
export function adjacency(nodes, edges) {
  const at = new Map(nodes.map(({ id }) => [id, []]));
  for (const edge of edges) {
    at.get(edge.from)?.push({ edge, id: edge.to });
    at.get(edge.to)?.push({ edge, id: edge.from });
  }
  return at;
}

// How many steps each node is away from the nearest of some, up to `most`. Through a node that `isPassed` one goes without a
// step: a meeting stands between people, it is none of them.
export function reached(at, starts, { most = Infinity, isPassed = () => false } = {}) {
  const steps = new Map(starts.map((id) => [id, isPassed(id) ? 1 : 0]));
  let layer = starts;
  while (layer.length) {
    const next = [];
    for (const from of layer) {
      const step = steps.get(from) + (isPassed(from) ? 0 : 1);
      if (step > most) continue;
      for (const { id } of at.get(from) ?? []) {
        if (steps.has(id) && steps.get(id) <= step) continue;
        steps.set(id, step);
        next.push(id);
      }
    }
    layer = next;
  }
  return steps;
}

// Of two ways of one length the better: fewer edges that are only possible, then meetings of later days, then the ids.
function isBetter(one, other) {
  if (one.possible !== other.possible) return one.possible < other.possible;
  if (one.latest !== other.latest) return one.latest > other.latest;
  return one.ids.join() < other.ids.join();
}

// The best of the shortest ways from `a` to `b`, with how many others are as short; null where none leads there. `lastDay`
// tells the last day of an edge.
export function shortest(at, { a, b, lastDay }) {
  if (!at.has(a) || !at.has(b)) return null;
  const steps = reached(at, [a]);
  if (!steps.has(b)) return null;
  // From `a` outwards, step by step: each node gets its best way from those a step nearer.
  const ways = new Map([[a, { ids: [a], edges: [], possible: 0, latest: "9", number: 1 }]]);
  const order = [...steps].sort((one, other) => one[1] - other[1]);
  for (const [id, step] of order) {
    if (step > steps.get(b) || id === a) continue;
    let [best, number] = [null, 0];
    for (const { edge, id: before } of at.get(id)) {
      if (steps.get(before) !== step - 1) continue;
      const way = ways.get(before);
      number += way.number;
      const latest = lastDay(edge);
      const longer = {
        ids: [...way.ids, id],
        edges: [...way.edges, edge],
        possible: way.possible + (edge.certain ? 0 : 1),
        latest: latest < way.latest ? latest : way.latest,
      };
      if (!best || isBetter(longer, best)) best = longer;
    }
    ways.set(id, { ...best, number });
  }
  const { ids, edges, number } = ways.get(b);
  return { ids, edges, alternatives: number - 1 };
}
