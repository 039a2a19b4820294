// The page as a whole: what is open stands in the address, so that it can be linked to and gone back from.

import { bringIntoSight, refresh, showAll, startCanvas } from "./canvas.js";
import { data, edges, fold, nodes } from "./data.js";
import { byId, say } from "./dom.js";
import { startKeys } from "./keys.js";
import { startLegend } from "./legend.js";
import { hidePanel, showPanel } from "./panel.js";
import { describe, onChange, reveal, scene } from "./scene.js";
import { find, startSearch } from "./search.js";
import { startTable } from "./table.js";
import { onThemeChange, readTheme } from "./theme.js";

const known = (id) => nodes.has(id) || edges.has(id);

// Where the keyboard was before the panel opened; it goes back there.
let cameFrom = null;

function open(id) {
  if (!known(id)) return;
  if (!byId("panel").contains(document.activeElement)) cameFrom = document.activeElement;
  if (scene.open === id) show(id);
  else location.hash = encodeURIComponent(id);
}

function close() {
  if (location.hash) location.hash = "";
  else show("");
  if (cameFrom?.isConnected) cameFrom.focus({ preventScroll: true });
}

function addressed() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ""; // an address that somebody has cut short
  }
}

function show(id) {
  scene.open = known(id) ? id : "";
  scene.hover = "";
  byId("tip").hidden = true;
  if (!scene.open) {
    hidePanel();
  } else {
    reveal(id);
    const heading = showPanel(id, { open, close });
    heading.focus({ preventScroll: true });
    say(describe(id));
  }
  refresh();
  // The canvas takes its new size at the end of this frame.
  requestAnimationFrame(() => requestAnimationFrame(() => scene.open && bringIntoSight(scene.open)));
}

function showAs(table) {
  byId("graph").hidden = table;
  byId("table").hidden = !table;
  byId("show-graph").setAttribute("aria-pressed", String(!table));
  byId("show-table").setAttribute("aria-pressed", String(table));
  if (!table) requestAnimationFrame(showAll);
}

readTheme();
startLegend();
const drawn = startCanvas();
startSearch(open);
startTable(open);
startKeys({ open, close });
onThemeChange(refresh);
onChange((what) => {
  if (typeof what === "object") what.open ? open(what.open) : scene.open ? close() : null;
});
byId("show-graph").addEventListener("click", () => showAs(false));
byId("show-table").addEventListener("click", () => showAs(true));
window.addEventListener("hashchange", () => show(addressed()));
if (addressed()) show(addressed());

// For the console, and for tests: the network and its data.
window.vjgraph = { ...drawn, data, scene, fold, find };
