// Nodes in columns, and cards in rows: how much room they take, and where in it each stands.

import { extent } from "./shapes.js";

const NEAR = 24; // between columns
const BETWEEN = 16; // between the rows of one visit and the next

const most = (numbers) => Math.max(0, ...numbers);

// What a spot takes to its left, to its right and in height.
export function measure(spot) {
  const box = extent(spot);
  spot.take = { left: spot.x - box.left, right: box.right - spot.x, above: spot.y - box.top, height: box.bottom - box.top };
}

// One side in columns about so high; with `even` all columns are equally wide, so that spots may change places.
export function columnsOf(members, { tallest, air, even }) {
  const total = members.reduce((sum, { take }) => sum + take.height + air, 0);
  const each = total / Math.max(1, Math.ceil(total / (tallest + air)));
  const columns = [];
  let used = 0;
  for (const spot of members) {
    // Into the column in which its middle falls.
    const at = Math.min(columns.length, Math.floor((used + (spot.take.height + air) / 2) / each));
    used += spot.take.height + air;
    (columns[at] ??= { spots: [] }).spots.push(spot);
  }
  for (const column of columns) {
    const widest = even ? members : column.spots;
    column.left = most(widest.map(({ take }) => take.left));
    column.right = most(widest.map(({ take }) => take.right));
    column.height = column.spots.reduce((sum, { take }) => sum + take.height + air, -air);
  }
  const width = columns.reduce((sum, { left, right }) => sum + left + right + NEAR, columns.length ? -NEAR : 0);
  return { columns, rows: [], width, height: most(columns.map(({ height }) => height)) };
}

// Cards in the order in which they stand, those of one visit or event together.
function clusters(members) {
  const shown = new Set(members.map(({ id }) => id));
  const found = new Map();
  for (const spot of members) {
    const { within } = spot.node;
    const key = within && !shown.has(within) ? within : shown.has(within) ? within : spot.id;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(spot);
  }
  // What stands alone flows on in one row with the next that does.
  const joined = [];
  let loose = null;
  for (const cluster of found.values()) {
    if (cluster.length > 1) joined.push({ spots: cluster, framed: true });
    else if (loose && joined.at(-1) === loose) loose.spots.push(...cluster);
    else joined.push((loose = { spots: [...cluster], framed: false }));
  }
  return joined;
}

// Cards in rows of so many.
export function rowsOf(members, { across, air }) {
  const rows = [];
  for (const { spots, framed } of clusters(members)) {
    for (let at = 0; at < spots.length; at += across) {
      const row = spots.slice(at, at + across);
      rows.push({ spots: row, before: at ? 0 : framed ? BETWEEN : 4, height: most(row.map(({ take }) => take.height)) });
    }
  }
  const height = rows.reduce((sum, row) => sum + row.before + row.height + air, rows.length ? -air : 0);
  const widest = most(rows.map(({ spots }) => spots.length));
  const card = most(members.map((spot) => spot.take.left + spot.take.right));
  return { columns: [], rows, width: widest ? widest * (card + NEAR) - NEAR : 0, height };
}

// The rows in the middle of a room.
export function putRows({ rows }, { x, y, width, height, air, total }) {
  let at = y + (height - total) / 2;
  for (const row of rows) {
    const card = row.spots[0].take.left + row.spots[0].take.right;
    let left = x + (width - row.spots.length * (card + NEAR) + NEAR) / 2;
    at += row.before;
    for (const spot of row.spots) {
      [spot.x, spot.y] = [left + spot.take.left, at + row.height / 2];
      left += card + NEAR;
    }
    at += row.height + air;
  }
}

// Columns side by side; each spot as near to where it is wanted as its neighbours allow, or all evenly.
export function putColumns({ columns }, { x, y, height, air, wanted }) {
  if (wanted) deal(columns, wanted);
  let left = x;
  for (const { spots, left: before, right } of columns) {
    const heights = spots.map(({ take }) => take.height + air);
    const total = heights.reduce((sum, one) => sum + one, 0);
    let at = y + (height - total) / 2;
    const centres = wanted ? spread(spots.map(wanted), heights) : heights.map((one) => (at += one) - one / 2);
    spots.forEach((spot, index) => {
      spot.x = left + before;
      spot.y = centres[index] - spot.take.height / 2 + spot.take.above;
    });
    left += before + right + NEAR;
  }
}

// Dealt out anew, so that each column runs from top to bottom.
function deal(columns, wanted) {
  const spots = columns.flatMap((column) => column.spots).sort((a, b) => wanted(a) - wanted(b));
  columns.forEach((column, index) => (column.spots = spots.filter((_, at) => at % columns.length === index)));
}

// Centres as near to those wanted as their order and sizes allow; as vjgraph.explorer.columns.spread.
function spread(wanted, sizes) {
  const blocks = [];
  wanted.forEach((want, at) => {
    let block = { top: want - sizes[at] / 2, number: 1, height: sizes[at] };
    while (blocks.length && blocks.at(-1).top + blocks.at(-1).height > block.top) {
      const { top, number, height } = blocks.pop();
      const all = number + block.number;
      block = { top: (top * number + (block.top - height) * block.number) / all, number: all, height: height + block.height };
    }
    blocks.push(block);
  });
  const centres = [];
  for (const { top, number } of blocks) {
    let at = top;
    for (let left = number; left; left -= 1) {
      const size = sizes[centres.length];
      centres.push(at + size / 2);
      at += size;
    }
  }
  return centres;
}
