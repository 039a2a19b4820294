// Measures of a graph, as vjgraph.measures has them: degree, betweenness and brokerage between the sides.

const MOST = 2000; // nodes up to which shortest ways are counted

// Brandes: from each node all shortest ways are counted outwards, and their shares gathered backwards. `counts(s, t)` says how
// much a pair weighs.
function shares(near, counts) {
  const size = near.length;
  const total = new Float64Array(size);
  const [ways, far, share] = [new Float64Array(size), new Int32Array(size), new Float64Array(size)];
  const order = new Int32Array(size);
  for (let s = 0; s < size; s += 1) {
    ways.fill(0);
    far.fill(-1);
    share.fill(0);
    [ways[s], far[s], order[0]] = [1, 0, s];
    let end = 1;
    for (let at = 0; at < end; at += 1) {
      const v = order[at];
      for (const w of near[v]) {
        if (far[w] < 0) {
          far[w] = far[v] + 1;
          order[end] = w;
          end += 1;
        }
        if (far[w] === far[v] + 1) ways[w] += ways[v];
      }
    }
    for (let at = end - 1; at > 0; at -= 1) {
      const w = order[at];
      const gathered = (counts(s, w) + share[w]) / ways[w];
      for (const v of near[w]) if (far[v] === far[w] - 1) share[v] += ways[v] * gathered;
      total[w] += share[w];
    }
  }
  // Each pair was met with from both ends.
  return total.map((value) => value / 2);
}

// The number of pairs whose sides are known and differ.
function pairsOfSides(sides) {
  const sizes = new Map();
  for (const side of sides) if (side) sizes.set(side, (sizes.get(side) ?? 0) + 1);
  const known = [...sizes.values()];
  const all = known.reduce((sum, size) => sum + size, 0);
  return (all ** 2 - known.reduce((sum, size) => sum + size ** 2, 0)) / 2;
}

// What each edge weighs where a meeting of many counts less between any two of them: its n parties have 1/(n-1) each for every
// other (Newman). What is no meeting weighs nothing.
export function newman(edges) {
  const parties = new Map();
  const meetings = ({ units }) => units.filter(({ item }) => item.sort === "meeting").map(({ item }) => item.unit);
  for (const edge of edges) {
    for (const unit of meetings(edge)) {
      if (!parties.has(unit)) parties.set(unit, new Set());
      parties.get(unit).add(edge.from).add(edge.to);
    }
  }
  return new Map(edges.map((edge) => [edge.id, meetings(edge).reduce((sum, unit) => sum + 1 / (parties.get(unit).size - 1), 0)]));
}

// By id what each node that has an edge measures, and zeros for those that have none. Only edges of meetings count: bodies
// that share an instrument need not have met. Shortest ways are counted up to MOST nodes, else they are left out.
export function measured(nodes, edges) {
  const met = edges.filter(({ meetings }) => meetings);
  const tied = [...new Set(met.flatMap(({ from, to }) => [from, to]))];
  const number = new Map(tied.map((id, at) => [id, at]));
  const near = tied.map(() => []);
  const units = tied.map(() => new Set());
  const strength = new Float64Array(tied.length);
  const weights = newman(met);
  for (const edge of met) {
    const ends = [number.get(edge.from), number.get(edge.to)];
    near[ends[0]].push(ends[1]);
    near[ends[1]].push(ends[0]);
    for (const end of ends) {
      strength[end] += weights.get(edge.id);
      for (const { item } of edge.units) if (item.sort === "meeting") units[end].add(item.unit);
    }
  }
  const side = new Map(nodes.map((node) => [node.id, node.side]));
  const sides = tied.map((id) => side.get(id) ?? "");
  const counted = tied.length <= MOST;
  const between = counted ? shares(near, () => 1) : null;
  const broker = counted ? shares(near, (s, t) => (sides[s] && sides[t] && sides[s] !== sides[t] ? 1 : 0)) : null;
  const [pairs, mixed] = [((tied.length - 1) * (tied.length - 2)) / 2, pairsOfSides(sides)];
  const of = (at) => ({
    degree: near[at].length,
    meetings: units[at].size,
    newman: strength[at],
    ...(counted ? { betweenness: pairs > 0 ? between[at] / pairs : 0, broker: mixed > 0 ? broker[at] / mixed : 0 } : {}),
  });
  const none = { degree: 0, meetings: 0, newman: 0, ...(counted ? { betweenness: 0, broker: 0 } : {}) };
  return new Map(nodes.map(({ id }) => [id, number.has(id) ? of(number.get(id)) : none]));
}
