// The page as a whole: each part is started once; from then on everything follows the state.

import { extentOf, positions, startCanvas } from "./canvas.js";
import { startCrumbs } from "./crumbs.js";
import { data } from "./data.js";
import { startFilters } from "./filters.js";
import { fold } from "./fold.js";
import { startHeader } from "./header.js";
import { startKeys } from "./keys.js";
import { startLegend } from "./legend.js";
import { startMeasures } from "./measuring.js";
import { startPanel } from "./panel.js";
import { startSaving } from "./saving.js";
import { describeView, filterOptions, histogram, measures, membersOf, scene, shortestPath, timeSpan, wayBetween } from "./scene.js";
import { find, startSearch } from "./search.js";
import { startState, state, update } from "./state.js";
import { startTable } from "./table.js";
import { startTimeline } from "./timeline.js";

startState();
startHeader();
startFilters();
startLegend();
startTimeline();
startMeasures();
startCrumbs();
startSearch();
startTable();
startPanel();
const drawn = startCanvas();
startKeys();
startSaving();

// For the console, and for tests.
window.vjgraph = {
  ...drawn,
  ...{ data, state, update, find, fold, positions, extentOf },
  ...{ scene, measures, membersOf, shortestPath, wayBetween, histogram, timeSpan, filterOptions, describeView },
};
