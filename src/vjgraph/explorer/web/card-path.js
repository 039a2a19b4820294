// The cards of a path between two and of a group in a large graph.

import { classOf, data, label, order, sideLabel, subjects } from "./data.js";
import { encountersOf, partyOf } from "./card-facts.js";
import { chips } from "./card-head.js";
import { encountersBetween } from "./card-pair.js";
import { meetingRow, pairOf } from "./card-met.js";
import { saidBy, topicsOf } from "./card-statements.js";
import { h, isolated } from "./dom.js";
import { shortestPath } from "./scene.js";
import { state, update } from "./state.js";
import { grouped, joined, link, party, pieces, plural, section } from "./words.js";

// --- a path ---

function step(a, b) {
  const found = encountersBetween(a, b);
  const list = pieces(found, (one) => meetingRow(one, { through: classOf(a) === "body" && classOf(b) === "body" }));
  const tie = found.length ? link(pairOf(a, b), plural(found.length, "meeting"), { class: "to tie" }) : link(pairOf(a, b), "how they are tied", { class: "to tie" });
  return h("li", { class: "step" }, h("h4", {}, party(a), " – ", party(b), tie), found.length ? list : null);
}

const counterpartsOf = (id) => [...new Set(encountersOf(id).map(({ other }) => partyOf(other)))];

// What comes nearest where no chain of meetings leads from one to the other.
function nearest(a, b) {
  const events = (id) => new Set(encountersOf(id).map(({ meeting }) => meeting));
  const spoken = (id) => new Set(topicsOf(saidBy(id)).map(([topic]) => topic));
  const common = [...spoken(a)].filter((topic) => spoken(b).has(topic));
  const sources = subjects("vj:mentions", a).filter((source) => subjects("vj:mentions", b).includes(source));
  const met = (id) => h("li", { class: "fact" }, h("p", { class: "text" }, party(id), events(id).size ? [" met ", joined(counterpartsOf(id).slice(0, 8).map((one) => link(one)), "and")] : " met nobody, as far as is told"));
  return [
    h("ul", { class: "facts" }, met(a), met(b)),
    common.length ? h("p", { class: "note" }, "Both spoke of ", joined(common.slice(0, 8).map((topic) => link(topic)), "and")) : null,
    sources.length ? h("p", { class: "note" }, "Both are named in ", joined(sources.map((source) => link(source)), "and")) : null,
  ];
}

export function pathCard(id) {
  const [a, b] = id.split("~");
  const chain = shortestPath(a, b);
  const steps = (chain ?? []).slice(1).map((next, place) => [chain[place], next]);
  const narrowed = state.from || state.to || state.topic || state.ministry || state.sure || state.hide.size;
  return {
    title: [isolated(label(a)), " to ", isolated(label(b))],
    chips: chips("Path"),
    lead: [steps.length ? `${plural(steps.length, "step")}, each a meeting or more` : `No chain of meetings leads from one to the other${narrowed ? " under the present filters" : ""}.`],
    below: [steps.length > 1 ? h("p", { class: "note" }, "by way of ", joined(chain.slice(1, -1).map((one) => link(one)), "and")) : null],
    sections: [
      section("Who met whom", steps.length, () => h("ol", { class: "chain" }, steps.map(([one, next]) => step(one, next))), { name: "path" }),
      section("What is nearest", steps.length ? 0 : 2, () => nearest(a, b)),
    ],
  };
}

// --- a group ---

// A group's id is "group/<community>/<side>"; without a side it is the whole community.
function membersOf(id) {
  const [, community, ...side] = id.split("/");
  const { nodes } = data.projections[state.view];
  return nodes.filter((node) => String(node.community) === community && (!side.length || node.side === side.join("/")));
}

// How many meetings tie each member to the others of the view.
function tiesOf(members) {
  const ids = new Set(members.map(({ id }) => id));
  const found = new Map([...ids].map((id) => [id, 0]));
  for (const { from, to, items } of data.projections[state.view].edges) {
    for (const end of [from, to]) if (ids.has(end)) found.set(end, found.get(end) + items.length);
  }
  return found;
}

export function groupCard(id) {
  const members = membersOf(id);
  const ties = tiesOf(members);
  const sorted = [...members].sort((a, b) => ties.get(b.id) - ties.get(a.id) || order(a.label, b.label));
  const [, community] = id.split("/");
  const band = data.projections[state.view].bands.find((one) => String(one.community) === community);
  const sides = grouped(members, (node) => sideLabel.get(node.side) ?? "no state").map(([name, own]) => `${own.length.toLocaleString("en")} of ${name}`);
  const topics = topicsOf(sorted.slice(0, 200).flatMap((node) => saidBy(node.id))).slice(0, 12);
  const row = (node) => h("li", { class: "fact" }, h("p", { class: "text" }, party(node.id), h("span", { class: "count" }, ` ${plural(ties.get(node.id), "tie")}`)));
  return {
    title: band?.label ? `Group ${band.label}` : "Group",
    chips: chips("Group"),
    lead: [`${plural(members.length, "member")}: ${sides.join(", ")}. They meet each other more often than they meet others.`],
    below: [h("div", { class: "actions" }, h("button", { type: "button", class: "plain", "data-key": "members", onclick: () => update({ group: community }) }, "Show its members"))],
    sections: [
      section("Most tied", members.length, () => pieces(sorted, row)),
      section("Topics", topics.length, () => h("ul", { class: "about topics" }, topics.map(([topic, count]) => h("li", {}, link(topic), h("span", { class: "count" }, ` ${count}`))))),
    ],
  };
}

// Two groups: who of the one met whom of the other, the most tied first.
export function groupsCard(id) {
  const sets = id.split("~").map((one) => new Set(membersOf(one).map((node) => node.id)));
  const found = data.projections[state.view].edges.filter(({ from, to }) => (sets[0].has(from) && sets[1].has(to)) || (sets[1].has(from) && sets[0].has(to)));
  const sorted = [...found].sort((a, b) => b.items.length - a.items.length || order(a.id, b.id));
  const row = ({ id: pair, from, to, items }) => h("li", { class: "fact" }, h("p", { class: "text" }, party(from), " – ", party(to), link(pair, plural(items.length, "tie"), { class: "to tie" })));
  return {
    title: "Between two groups",
    chips: chips("Groups"),
    lead: [`${plural(found.length, "pair")} of them met`],
    sections: [section("Who met whom", found.length, () => pieces(sorted, row), { name: "groups" })],
  };
}
