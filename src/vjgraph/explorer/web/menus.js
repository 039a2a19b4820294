// What opens and closes: menus under their button, and drawers beside the graph.

import { h } from "./dom.js";

// A menu goes away with Escape, with a click elsewhere and with a choice, unless the choice may be made again.
export function startMenu(button, panel) {
  const isOpen = () => "open" in panel.dataset;
  const show = (open) => {
    if (open) panel.dataset.open = "";
    else delete panel.dataset.open;
    button.setAttribute("aria-expanded", String(open));
  };
  const escape = (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    event.stopPropagation();
    show(false);
    button.focus();
  };
  button.addEventListener("click", () => {
    show(!isOpen());
    if (isOpen()) panel.querySelector("button")?.focus();
  });
  panel.addEventListener("click", ({ target }) => (target.closest("button:not([data-stays])") ? show(false) : null));
  panel.addEventListener("keydown", escape);
  button.addEventListener("keydown", escape);
  document.addEventListener("pointerdown", ({ target }) => {
    if (isOpen() && !panel.contains(target) && !button.contains(target)) show(false);
  });
}

const closers = [];

// A drawer is filled when it opens; one is open at a time. Returns what closes it.
export function startDrawer(button, panel, { title, fill }) {
  const heading = h("h2", { tabindex: "-1" }, title);
  const body = h("div", { class: "drawer-body" });
  const close = h("button", { type: "button", class: "close", "aria-label": `Close ${title.toLowerCase()}` }, "×");
  panel.replaceChildren(h("div", { class: "drawer-head" }, heading, close), body);
  const show = (open) => {
    if (open) closers.forEach((hide) => hide());
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (!open) return;
    fill(body);
    heading.focus({ preventScroll: true });
  };
  const leave = () => {
    show(false);
    if (button.offsetParent) button.focus(); // on a phone the button may stand in a closed menu
  };
  closers.push(() => (panel.hidden ? null : show(false)));
  button.addEventListener("click", () => (panel.hidden ? show(true) : leave()));
  close.addEventListener("click", leave);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    leave();
  });
  return leave;
}
