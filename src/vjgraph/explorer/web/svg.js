// A canvas context that writes SVG: what is drawn on the screen is drawn into it by the same functions. Texts stay text, and
// everything is made as elements, never as a string.

const SVG = "http://www.w3.org/2000/svg";
const round = (number) => String(Math.round(number * 100) / 100);
// What XML cannot hold is left out; so are the marks that isolate texts, since each is an element of its own.
const told = (text) => String(text).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[\u2066-\u2069]/gu, "");

function svgElement(name, attributes = {}, text = "") {
  const element = document.implementation.createDocument(SVG, name).documentElement;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = told(text);
  return element;
}

// The style that a canvas keeps and restores.
const PLAIN = {
  fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: "400 13px sans-serif", textAlign: "start",
  textBaseline: "alphabetic", lineJoin: "miter", lineCap: "butt",
};

export class SvgContext {
  constructor({ width, height, title, description }) {
    Object.assign(this, PLAIN);
    const told = { role: "img", "aria-labelledby": "title description" };
    this.root = svgElement("svg", { width, height, viewBox: `0 0 ${width} ${height}`, ...told });
    this.root.append(svgElement("title", { id: "title" }, title), svgElement("desc", { id: "description" }, description));
    this.at = this.root;
    this.kept = [];
    this.d = [];
    this.dash = [];
    this.halo = null;
    this.clips = 0;
  }

  save() {
    const style = Object.fromEntries(Object.keys(PLAIN).map((name) => [name, this[name]]));
    this.kept.push({ at: this.at, dash: this.dash, style });
  }

  restore() {
    const { at, dash, style } = this.kept.pop();
    Object.assign(this, style, { at, dash });
  }

  // What follows is drawn into a group, until the context is restored.
  group(attributes) {
    const group = svgElement("g", attributes);
    this.at.append(group);
    this.at = group;
  }

  translate(x, y) {
    this.group({ transform: `translate(${round(x)} ${round(y)})` });
  }

  scale(x, y) {
    this.group({ transform: `scale(${x} ${y})` });
  }

  clip() {
    const id = `clip-${(this.clips += 1)}`;
    const clip = svgElement("clipPath", { id });
    clip.append(svgElement("path", { d: this.d.join("") }));
    this.at.append(clip);
    this.group({ "clip-path": `url(#${id})` });
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  beginPath() {
    this.d = [];
  }

  moveTo(...to) {
    this.d.push(`M${to.map(round).join(" ")}`);
  }

  lineTo(...to) {
    this.d.push(`L${to.map(round).join(" ")}`);
  }

  bezierCurveTo(...to) {
    this.d.push(`C${to.map(round).join(" ")}`);
  }

  closePath() {
    this.d.push("Z");
  }

  // Whole circles only: nothing else is drawn.
  arc(x, y, r) {
    const [left, right, at, radius] = [x - r, x + r, y, r].map(round);
    this.d.push(`M${left} ${at}A${radius} ${radius} 0 1 1 ${right} ${at}A${radius} ${radius} 0 1 1 ${left} ${at}Z`);
  }

  rect(x, y, width, height) {
    this.roundRect(x, y, width, height, 0);
  }

  roundRect(x, y, width, height, radius) {
    const r = Math.min(radius, width / 2, height / 2);
    const [right, bottom] = [x + width, y + height];
    const corner = (endX, endY) => (r ? `A${round(r)} ${round(r)} 0 0 1 ${round(endX)} ${round(endY)}` : "");
    this.d.push(
      `M${round(x + r)} ${round(y)}H${round(right - r)}${corner(right, y + r)}V${round(bottom - r)}${corner(right - r, bottom)}`,
      `H${round(x + r)}${corner(x, bottom - r)}V${round(y + r)}${corner(x + r, y)}Z`,
    );
  }

  fillRect(x, y, width, height) {
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
  }

  add(name, attributes, text) {
    const element = svgElement(name, attributes, text);
    if (this.globalAlpha < 1) element.setAttribute("opacity", round(this.globalAlpha));
    this.at.append(element);
  }

  fill() {
    this.add("path", { d: this.d.join(""), fill: this.fillStyle });
  }

  stroke() {
    const line = { d: this.d.join(""), fill: "none", stroke: this.strokeStyle, "stroke-width": round(this.lineWidth) };
    if (this.dash.length) line["stroke-dasharray"] = this.dash.map(round).join(" ");
    this.add("path", line);
  }

  // The halo of the text that comes next.
  strokeText() {
    const line = { stroke: this.strokeStyle, "stroke-width": round(this.lineWidth), "stroke-linejoin": "round" };
    this.halo = { ...line, "paint-order": "stroke" };
  }

  fillText(text, x, y) {
    const [, weight, size, family] = this.font.match(/^(\S+) ([\d.]+)px (.*)$/);
    // Written at its base line: not every program knows another.
    const base = this.textBaseline === "middle" ? y + 0.35 * Number(size) : y;
    const anchor = { center: "middle", right: "end", end: "end" }[this.textAlign] ?? "start";
    const place = { x: round(x), y: round(base), "text-anchor": anchor, fill: this.fillStyle };
    this.add("text", { ...place, "font-family": family, "font-size": size, "font-weight": weight, ...this.halo }, text);
    this.halo = null;
  }
}

export const svgText = (context) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(context.root)}\n`;
