// The page as a whole: each part is started once; from then on everything follows the state.

import { data } from "./data.js";
import { startState, state, update } from "./state.js";

startState();

// For the console, and for tests.
window.vjgraph = { data, state, update };
