// Elements made of text: whatever comes from the data is written as text, never read as HTML.

export const byId = (id) => document.getElementById(id);

// An element with properties and children; a child is an element, or becomes text.
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.startsWith("--")) element.style.setProperty(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// A link to another place; only to an address of the web.
export function outside(address, text) {
  if (!/^https?:\/\//i.test(address)) return document.createTextNode(text);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer", class: "outside" }, text);
}

// Names come in many scripts; none may turn round the direction of what stands beside it.
export const isolated = (text, properties = {}) => h("bdi", properties, text);

const CONTROLS = "button, input, select, summary, a[href]";

// Writes a part of the page anew. The keyboard stays on the control of the same key, or goes to what now stands in its place.
export function keepFocus(box, write) {
  const controls = () => [...box.querySelectorAll(CONTROLS)].filter((one) => one.offsetParent);
  const place = controls().indexOf(document.activeElement);
  const { key } = document.activeElement?.dataset ?? {};
  write();
  const left = place < 0 ? [] : controls();
  (left.find((one) => key && one.dataset.key === key) ?? left[Math.min(place, left.length - 1)])?.focus({ preventScroll: true });
}

export function say(text) {
  byId("live").textContent = text;
}
