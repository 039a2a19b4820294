// The cards of a path between two and of a group in a large graph.

import { classOf, data, order, sideLabel, subjects, value } from "./data.js";
import { encountersOf, meetingsOf, partsWith, partyOf } from "./card-facts.js";
import { chips } from "./card-head.js";
import { encountersBetween } from "./card-pair.js";
import { meetingRow, pairOf } from "./card-met.js";
import { saidBy, topicsOf } from "./card-statements.js";
import { h } from "./dom.js";
import { statusOf, wasHeld } from "./happening.js";
import { isNarrowed } from "./items.js";
import { apart, membersOf, scene, wayBetween } from "./scene.js";
import { plural } from "./spans.js";
import { state, update } from "./state.js";
import { capital, grouped, joined, link, party, pieces, section } from "./words.js";

// --- a path ---

function step(a, b) {
  const found = meetingsOf(encountersBetween(a, b));
  const list = pieces(found, (one) => meetingRow(one, { through: classOf(a) === "body" && classOf(b) === "body" }));
  const tie = link(pairOf(a, b), found.length ? plural(found.length, "meeting") : "how they are tied", { class: "to tie" });
  return h("li", { class: "step" }, h("h4", {}, party(a), " – ", party(b), tie), found.length ? list : null);
}

const counterpartsOf = (id) => [...new Set(encountersOf(id).map(({ other }) => partyOf(other)))];

// Some occasions in a line: those that were held, then the others; each that was not, or not by all, with what it is instead.
function occasions(events, held, others) {
  const name = (event) => [link(event), statusOf(event) ? ` (${statusOf(event)})` : ""];
  const line = (some, words) => (some.length ? h("p", { class: "note" }, words, joined(some.slice(0, 5).map(name), "and")) : null);
  return [line(events.filter(wasHeld), held), line(events.filter((event) => !wasHeld(event)), others)];
}

// Where somebody was who met nobody there.
function present(id) {
  const events = [...new Set(partsWith(id).map((part) => value(part, "vj:event")))];
  return occasions(events, "was at ", "was to be at ");
}

// What comes nearest where no chain of meetings leads from one to the other.
function nearest(a, b) {
  const events = (id) => new Set(encountersOf(id).map(({ meeting }) => meeting));
  const spoken = (id) => new Set(topicsOf(saidBy(id)).map(([topic]) => topic));
  const common = [...spoken(a)].filter((topic) => spoken(b).has(topic));
  const together = apart(a, b)?.together ?? [];
  const sources = subjects("vj:mentions", a).filter((source) => subjects("vj:mentions", b).includes(source));
  const names = (id) => joined(counterpartsOf(id).slice(0, 8).map((one) => link(one)), "and");
  const text = (id) => (events(id).size ? [" met ", names(id)] : " is not told to have met anybody");
  const met = (id) => h("li", { class: "fact" }, h("p", { class: "text" }, party(id), text(id)), events(id).size ? null : present(id));
  return [
    h("ul", { class: "facts" }, met(a), met(b)),
    occasions(together, "Both were at ", "Both were to be at "),
    common.length ? h("p", { class: "note" }, "Both spoke of ", joined(common.slice(0, 8).map((topic) => link(topic)), "and")) : null,
    sources.length ? h("p", { class: "note" }, "Both are named in ", joined(sources.map((source) => link(source)), "and")) : null,
  ];
}

export function pathCard(id) {
  const [a, b] = id.split("~");
  const way = wayBetween(a, b);
  const chain = way?.ids ?? [];
  const steps = chain.slice(1).map((next, place) => [chain[place], next]);
  const narrowed = isNarrowed() ? " under the present filters" : "";
  return {
    title: [party(a), " to ", party(b)],
    chips: chips("Path"),
    lead: [steps.length ? `${plural(steps.length, "step")}, each a meeting or more` : `No chain of meetings leads from one to the other${narrowed}.`],
    below: [
      steps.length > 1 ? h("p", { class: "note" }, "by way of ", joined(chain.slice(1, -1).map((one) => link(one)), "and")) : null,
      way?.alternatives ? h("p", { class: "note" }, "There are other ways as short.") : null,
    ],
    sections: [
      section("Who met whom", steps.length, () => h("ol", { class: "chain" }, steps.map(([one, next]) => step(one, next))), { name: "path" }),
      section("What is nearest", steps.length ? 0 : 2, () => nearest(a, b)),
    ],
  };
}

// --- a group ---

// Where the graph is no longer drawn in groups, a group is its community's people or bodies of one side: the id says which.
function groupMembers(id) {
  const shown = membersOf(id);
  if (shown.length) return shown;
  const [, community, ...side] = id.split("/");
  return data.projections[state.view].nodes.filter((node) => String(node.community) === community && node.side === side.join("/"));
}

function groupName(id) {
  const { bands } = data.projections[state.view];
  const drawn = scene().nodes.find((node) => node.id === id)?.label;
  return drawn ?? bands.find(({ community }) => String(community) === id.split("/")[1])?.label ?? "Group";
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
  const members = groupMembers(id);
  const ties = tiesOf(members);
  const sorted = [...members].sort((a, b) => ties.get(b.id) - ties.get(a.id) || order(a.label, b.label));
  const [, community] = id.split("/");
  const bySide = grouped(members, (node) => sideLabel.get(node.side) ?? "no state");
  const sides = bySide.map(([name, own]) => `${own.length.toLocaleString("en")} of ${name}`);
  const topics = topicsOf(sorted.slice(0, 200).flatMap((node) => saidBy(node.id))).slice(0, 12);
  const isTied = sorted.length > 0 && ties.get(sorted[0].id) > 0;
  const count = (node) => (ties.get(node.id) ? h("span", { class: "count" }, ` ${plural(ties.get(node.id), "tie")}`) : null);
  const row = (node) => h("li", { class: "fact" }, h("p", { class: "text" }, party(node.id), count(node)));
  const open = () => update({ group: community });
  const chip = ([topic, count]) => h("li", {}, link(topic), h("span", { class: "count" }, ` ${count}`));
  const isCommunity = isTied && Number(community) >= 0 && members.some(({ cls }) => cls === "person" || cls === "body");
  return {
    title: capital(groupName(id)),
    chips: chips("Group"),
    lead: [`${plural(members.length, "member")}: ${sides.join(", ")}.`, isCommunity ? " They meet each other more often than they meet others." : ""],
    below: [h("div", { class: "actions" }, h("button", { type: "button", class: "plain", "data-key": "members", onclick: open }, "Show its members"))],
    sections: [
      section(isTied ? "Most tied" : "Members", members.length, () => pieces(sorted, row)),
      section("Topics", topics.length, () => h("ul", { class: "about topics" }, topics.map(chip))),
    ],
  };
}

// Two groups: who of the one met whom of the other, the most tied first.
export function groupsCard(id) {
  const sets = id.split("~").map((one) => new Set(groupMembers(one).map((node) => node.id)));
  const isBetween = ({ from, to }) => (sets[0].has(from) && sets[1].has(to)) || (sets[1].has(from) && sets[0].has(to));
  const found = data.projections[state.view].edges.filter(isBetween);
  const sorted = [...found].sort((a, b) => b.items.length - a.items.length || order(a.id, b.id));
  const tie = ({ id: pair, items }) => link(pair, plural(items.length, "tie"), { class: "to tie" });
  const row = (edge) => h("li", { class: "fact" }, h("p", { class: "text" }, party(edge.from), " – ", party(edge.to), tie(edge)));
  return {
    title: "Between two groups",
    chips: chips("Groups"),
    lead: [`${plural(found.length, "pair")} of them met`],
    sections: [section("Who met whom", found.length, () => pieces(sorted, row), { name: "groups" })],
  };
}
