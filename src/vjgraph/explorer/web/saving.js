// The view as a picture: PNG twice as sharp as the screen, or SVG; with title, what narrows it, sides, dates and sources.

import { narrowings } from "./crumbs.js";
import { data, instances } from "./data.js";
import { byId, say } from "./dom.js";
import { fold } from "./fold.js";
import { fitted, font, widthOf } from "./lettering.js";
import { lookOf, paintAll } from "./painting.js";
import { placed } from "./placing.js";
import { describeView, timeSpan } from "./scene.js";
import { sight, stage, wholeView } from "./sight.js";
import { spanWords } from "./spans.js";
import { state } from "./state.js";
import { SvgContext, svgText } from "./svg.js";
import { sideColour, theme } from "./theme.js";
import { DASHES, lookOfTie } from "./ties.js";

const SHARP = 2;
const [HEAD, FOOT, EDGE] = [56, 62, 20];
const LINES = { certain: "certain", possible: "only possible", undated: "undated", agreed: "agreements alone" };
const FORMS = { person: "person", body: "body" };
const VIEWS = { people: "People", bodies: "Ministries and other bodies", topics: "People and topics", meetings: "Meetings" };

const sources = () => {
  const count = instances("Source").length;
  return `vjgraph, ${count} ${count === 1 ? "source" : "sources"}`;
};

// The days that the picture covers: those chosen, else those of what is shown.
function dates() {
  if (state.from || state.to) return spanWords(state.from, state.to);
  const span = timeSpan();
  return span ? spanWords(span.from, span.to, { short: true }) : "";
}

const narrowed = () => [VIEWS[state.view], ...narrowings().map(({ text }) => text)].join(" · ");

// What is in sight on the screen; all of it where the graph itself is not.
function pictured() {
  const [width, height] = [stage().clientWidth, stage().clientHeight];
  if (width && height) {
    return { width, height, position: sight.network.getViewPosition(), scale: sight.network.getScale() };
  }
  return { width: 1280, height: 640, ...(wholeView({ width: 1280, height: 640 }) ?? { position: { x: 0, y: 0 }, scale: 1 }) };
}

function paintHead(ctx, width) {
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillStyle = theme.ink;
  ctx.font = font(650, 17);
  ctx.fillText(fitted(data.title, width - 2 * EDGE, ctx.font), EDGE, 22);
  ctx.fillStyle = theme.muted;
  ctx.font = font(400, 12.5);
  ctx.fillText(fitted(narrowed(), width - 2 * EDGE, ctx.font), EDGE, 43);
}

// The sides that are shown with their colours, then dates and sources.
function paintFoot(ctx, width, middle) {
  ctx.font = font(400, 12);
  ctx.textBaseline = "middle";
  ctx.textAlign = "right";
  ctx.fillStyle = theme.muted;
  const line = [dates(), sources()].filter(Boolean).join(" · ");
  ctx.fillText(line, width - EDGE, middle);
  if (state.colour !== "side") return;
  const room = width - 3 * EDGE - widthOf(line, ctx.font);
  const sides = new Set([...placed.spots.values()].map(({ node }) => node.side));
  let x = EDGE;
  ctx.textAlign = "left";
  for (const { id, label } of data.sides) {
    const next = x + 34 + widthOf(label, ctx.font);
    if (!sides.has(id) || next > room) continue;
    ctx.fillStyle = sideColour(id);
    ctx.beginPath();
    ctx.roundRect(x, middle - 6, 12, 12, 4);
    ctx.fill();
    ctx.fillStyle = theme.ink;
    ctx.fillText(label, x + 17, middle);
    x = next;
  }
}

// What lines and forms mean, as far as the picture has them.
function paintKey(ctx, width, middle) {
  const looks = new Set(placed.ties.map(lookOfTie));
  const classes = new Set([...placed.spots.values()].map(({ node }) => node.cls));
  const lines = Object.entries(LINES).filter(([look]) => looks.has(look));
  const forms = Object.entries(FORMS).filter(([cls]) => classes.has(cls));
  ctx.font = font(400, 12);
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  let x = EDGE;
  for (const [name, text] of [...lines, ...forms]) {
    const sample = name in LINES ? 30 : 12;
    if (x + sample + 5 + widthOf(text, ctx.font) > width - EDGE) return;
    if (name in LINES) paintSample(ctx, name, { x, middle, sample });
    else paintForm(ctx, name, { x, middle });
    ctx.fillStyle = theme.ink;
    ctx.fillText(text, x + sample + 5, middle);
    x += sample + 22 + widthOf(text, ctx.font);
  }
}

function paintSample(ctx, look, { x, middle, sample }) {
  ctx.strokeStyle = look === "undated" ? theme.neutral : theme.edge;
  ctx.lineWidth = 2;
  ctx.setLineDash(DASHES[look]);
  ctx.beginPath();
  ctx.moveTo(x, middle);
  ctx.lineTo(x + sample, middle);
  ctx.stroke();
  ctx.setLineDash([]);
}

function paintForm(ctx, cls, { x, middle }) {
  ctx.fillStyle = theme.muted;
  ctx.beginPath();
  if (cls === "person") ctx.arc(x + 6, middle, 6, 0, 2 * Math.PI);
  else ctx.roundRect(x, middle - 6, 12, 12, 2);
  ctx.fill();
}

function paintPicture(ctx, { width, height, position, scale }) {
  ctx.fillStyle = theme.page;
  ctx.fillRect(0, 0, width, height + HEAD + FOOT);
  paintHead(ctx, width);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, HEAD, width, height);
  ctx.clip();
  ctx.translate(width / 2, HEAD + height / 2);
  ctx.scale(scale, scale);
  ctx.translate(-position.x, -position.y);
  paintAll(ctx, lookOf({ scale }));
  ctx.restore();
  ctx.fillStyle = theme.line;
  ctx.fillRect(EDGE, HEAD + height + 4, width - 2 * EDGE, 1);
  paintFoot(ctx, width, HEAD + height + 22);
  paintKey(ctx, width, HEAD + height + 44);
}

function pictureAsCanvas() {
  const picture = pictured();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width * SHARP, (picture.height + HEAD + FOOT) * SHARP];
  const ctx = canvas.getContext("2d");
  ctx.scale(SHARP, SHARP);
  paintPicture(ctx, picture);
  return canvas;
}

function pictureAsSvg() {
  const picture = pictured();
  const description = [narrowed(), describeView(), dates(), sources()].filter(Boolean).join(". ");
  const ctx = new SvgContext({ width: picture.width, height: picture.height + HEAD + FOOT, title: data.title, description });
  paintPicture(ctx, picture);
  return svgText(ctx);
}

// A file's name of what the picture shows.
function fileName(ending) {
  const parts = [data.title, state.view, [state.from.slice(0, 4), state.to.slice(0, 4)].filter(Boolean).join(" ")];
  const name = parts.map((part) => fold(part).replaceAll(" ", "-").slice(0, 60)).filter(Boolean).join("-");
  return `${name}.${ending}`;
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  say(`Saved ${name}`);
}

export function startSaving() {
  byId("save-png").addEventListener("click", () => {
    const done = (blob) => (blob ? save(blob, fileName("png")) : say("This view is too large for a picture"));
    pictureAsCanvas().toBlob(done, "image/png");
  });
  byId("save-svg").addEventListener("click", () => {
    save(new Blob([pictureAsSvg()], { type: "image/svg+xml;charset=utf-8" }), fileName("svg"));
  });
}
