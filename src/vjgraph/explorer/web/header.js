// The header: which view, graph or table, theme, and a link to what is seen.

import { narrowings } from "./crumbs.js";
import { byId, h, say } from "./dom.js";
import { startMenu } from "./menus.js";
import { addressOf, onChange, state, update } from "./state.js";

const THEMES = ["auto", "light", "dark"];
const system = matchMedia("(prefers-color-scheme: dark)");
const KEPT = "vjgraph theme";

// A page opened from a mail or inside a notebook may have no storage: then the theme is forgotten with the page.
function kept() {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

// Each press but the last changes what is seen: from auto to the opposite, then to the other, then to auto.
function themeAfter(theme) {
  const [seen, opposite] = system.matches ? ["dark", "light"] : ["light", "dark"];
  if (theme === "auto") return opposite;
  return theme === opposite ? seen : "auto";
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  const button = byId("theme-button");
  button.querySelector(".word").textContent = `Theme: ${theme}`;
  button.setAttribute("aria-label", `Theme: ${theme}. Change to ${themeAfter(theme)}`);
  button.title = `Theme: ${theme}`;
  try {
    sessionStorage.setItem(KEPT, theme);
  } catch {
    return; // as above
  }
}

function nextTheme() {
  setTheme(themeAfter(document.documentElement.dataset.theme));
  say(`Theme: ${document.documentElement.dataset.theme}`);
}

// The old way of copying, for where the clipboard is not given to a page.
function copyBySelection(text) {
  const field = h("textarea", { class: "unseen", "aria-hidden": "true" }, text);
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

async function copyLink() {
  const page = location.href.split("#")[0];
  if (page.startsWith("about:")) return say("Inside a notebook the view has no address: save the page as a file to link to it");
  const link = page + addressOf({});
  const done = await navigator.clipboard?.writeText(link).then(() => true, () => false);
  const copied = done || copyBySelection(link);
  const told = location.protocol === "file:" ? "Copied. It works with this very file: send the file along." : "Copied.";
  note(copied ? told : "The browser does not let the page copy: take the link from the address bar");
}

// Said aloud and shown for a moment.
function note(text) {
  say(text);
  const shown = h("p", { class: "toast", "aria-hidden": "true" }, text);
  document.body.append(shown);
  setTimeout(() => shown.remove(), 4000);
}

function show() {
  for (const button of byId("views").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  }
  const table = state.as === "table";
  byId("as-graph").setAttribute("aria-pressed", String(!table));
  byId("as-table").setAttribute("aria-pressed", String(table));
  byId("graph").hidden = table;
  byId("table").hidden = !table;
  const count = narrowings().filter(({ filter }) => filter).length;
  const badge = byId("filters-button").querySelector(".badge");
  badge.hidden = !count;
  badge.textContent = String(count);
  byId("filters-button").setAttribute("aria-label", count ? `Filters, ${count} active` : "Filters");
}

export function startHeader() {
  setTheme(THEMES.includes(kept()) ? kept() : "auto");
  byId("theme-button").addEventListener("click", nextTheme);
  system.addEventListener("change", () => setTheme(document.documentElement.dataset.theme));
  byId("views").addEventListener("click", ({ target }) => {
    const view = target.closest("button")?.dataset.view;
    if (view) update({ view });
  });
  byId("as-graph").addEventListener("click", () => update({ as: "graph" }));
  byId("as-table").addEventListener("click", () => update({ as: "table" }));
  byId("copy-link").addEventListener("click", copyLink);
  startMenu(byId("save-button"), byId("save-menu"));
  startMenu(byId("more-button"), byId("more"));
  onChange(show);
  show();
}
