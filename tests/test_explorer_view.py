"""What the page shows is what the queries answer: the same ties, the same meetings, as sure, in every period."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import vjgraph

Open = Callable[..., Page]
Rests = set[tuple[str, str, str, str]]
"""Two ends, what their tie rests on, and how sure that is."""

GRAPHS = ("five", "example", "world", "doubted")
PERIODS = {
    "five": [
        ("", ""),
        ("2020-01-01", "2020-12-31"),
        ("2022-09-10", "2022-09-10"),
        ("2022-01-01", ""),
        ("2023-04-01", "2023-04-30"),
        ("2023-04-04", "2023-04-04"),
        ("", "2023-04-03"),
        ("2024-01-01", "2024-12-31"),
    ],
    "example": [
        ("", ""),
        ("2021-01-01", "2021-12-31"),
        ("2021-03-09", "2021-03-09"),
        ("2021-03-01", "2021-03-31"),
        ("2022-06-15", ""),
    ],
    "world": [("", ""), ("2019-07-01", "2019-07-01"), ("2019-01-01", "2019-12-31"), ("2020-01-01", "2020-12-31")],
    "doubted": [("", ""), ("2019-06-01", "2019-06-30"), ("2019-06-02", ""), ("", "2019-06-01")],
}  # fmt: skip
DOUBTED = (
    """
source: {format: 1, publisher: Courier, published: 2019-07-02, language: en}
people:
  Jane Roe: {as: Minister of Foreign Affairs of Aland, inferred: {as: told as the guest of a minister}}
  Ann Poe: {as: Commander of the Navy of Beland}
  John Doe: {as: President of Beland}
  Rob Foe: {}
visits:
  - {id: long, visitor: Rob Foe, place: Besse, date: 2019-06-02/..}
meetings:
  - id: guessed-office
    date: 2019-06-01
    participants: {guest: Jane Roe, host: Ann Poe}
  - id: guessed-guest
    date: 2019-06-01
    inferred: {guest: an adviser is told of}
    participants: {guest: Rob Foe, host: John Doe}
  - id: guessed-head
    date: 2019-06-01
    participants:
      guest: {delegation_of: Coast Guard of Aland, head: Rob Foe, inferred: {head: told to lead those who are there}}
      host: Ann Poe
  - id: guessed-kind
    kind: phone-call
    date: 2019-06-10
    inferred: {kind: taken as a call}
    participants: {principal: [Jane Roe, John Doe]}
  - id: differing-role
    date: 2019-06-11
    participants: {guest: Rob Foe, host: Ann Poe}
agreements:
  - {name: Fisheries Accord, signed: {date: 2019-06-01, inferred: {date: "'that week' is taken as the day"}}}
  - {name: Visa Memorandum, signed: {date: 2019-06-01}, in_force: {date: 2019-06-05, inferred: {date: at once}}}
""",
    """
source: {format: 1, publisher: Gazette, published: 2019-07-03, language: en}
people: {Rob Foe: {}, Ann Poe: {}}
meetings:
  - id: differing-role
    date: 2019-06-11
    participants: {attendee: Rob Foe, host: Ann Poe}
""",
)
UNITS = """() => vjgraph.scene().edges.flatMap(({ from, to, units }) => {
  const meetings = units.filter(({ item }) => item.sort === "meeting");
  return meetings.map(({ item, sure }) => [from, to, item.event, sure]);
})"""
ROWS = """(patch) => {
  vjgraph.update({ as: "table", ...patch });
  const rows = [...document.querySelectorAll("#table tbody tr[data-id]")];
  return rows.map((row) => [row.dataset.id, row.querySelector("[data-name=Certainty]").innerText]);
}"""
RESTS = """() => vjgraph.scene().edges.flatMap(({ from, to, items }) => items.map(({ id, sure }) => [from, to, id, sure]))"""


@pytest.fixture(scope="module")
def doubted_graph(tmp_path_factory: pytest.TempPathFactory) -> vjgraph.Graph:
    """A graph in which an office, a guest, a head, a kind and days are inferred, each for itself."""
    project = tmp_path_factory.mktemp("doubted") / "project"
    shutil.copytree(Path(__file__).parent / "fixtures" / "world" / "authorities", project / "sources" / "authorities")
    for number, text in enumerate(DOUBTED):
        (project / "sources" / f"source-{number}.yaml").write_text(text, encoding="utf-8")
    return vjgraph.build(project)


@pytest.fixture(scope="module")
def doubted_page(doubted_graph: vjgraph.Graph) -> Path:
    """The page of that graph."""
    return doubted_graph.project / "build" / "graph.html"


@pytest.fixture
def seen(request: pytest.FixtureRequest, look_at: Open) -> Callable[[str, str], tuple[vjgraph.Graph, Page]]:
    """A graph and its page in a view."""

    def opened(name: str, view: str) -> tuple[vjgraph.Graph, Page]:
        return request.getfixturevalue(f"{name}_graph"), look_at(request.getfixturevalue(f"{name}_page"), address=f"view={view}")

    return opened


def drawn_in(page: Page, since: str, until: str) -> Rests:
    """What ties rest on in a period; what has no date is left out, as queries do."""
    page.evaluate("(patch) => vjgraph.update(patch)", {"from": since, "to": until, "undated": not (since or until)})
    return pairs(page.evaluate(RESTS))


def short(graph: vjgraph.Graph, iri: str) -> str:
    """The end of an IRI, as the page has it."""
    return iri.removeprefix(graph.settings.base)


def pairs(found: list[list[str]]) -> Rests:
    """What ties rest on, whichever end comes first."""
    return {(*sorted(ends), item, sure) for *ends, item, sure in found}


def period(since: str, until: str) -> dict[str, Any]:
    """A period as queries take it."""
    return {key: value for key, value in (("from_", since), ("to", until)) if value}


@pytest.mark.parametrize("name", GRAPHS)
def test_who_met_whom(seen: Any, name: str) -> None:
    graph, page = seen(name, "people")
    for since, until in PERIODS[name]:
        answer = graph.query("who-met-whom", of="all", **period(since, until)).rows
        drawn = drawn_in(page, since, until)
        # A delegation is a node of its own on the page, and the body that sent it in an answer.
        told = {(next(fact for fact in row["facts"] if "/met/" in fact), row["certainty"]) for row in answer}
        assert {(item, sure) for _, _, item, sure in drawn} == {(short(graph, item), sure) for item, sure in told}, since
        people = {(*sorted((short(graph, row["a_id"]), short(graph, row["b_id"]))), row["certainty"]) for row in answer}
        people = {row for row in people if all(id.startswith("person/") for id in row[:2])}
        assert {(a, b, sure) for a, b, _, sure in drawn if a.startswith("person/") and b.startswith("person/")} == people


@pytest.mark.parametrize("name", GRAPHS)
def test_which_bodies_came_together_through_their_people(seen: Any, name: str) -> None:
    graph, page = seen(name, "bodies")
    for since, until in PERIODS[name]:
        answer = graph.query("ministries-that-met", of="bodies", **period(since, until)).rows
        told = {
            (*sorted((short(graph, row["a_id"]), short(graph, row["b_id"]))), short(graph, fact))
            for row in answer
            for fact in row["facts"]
            if "/met/" in fact
        }
        drawn = {(a, b, item) for a, b, item, _ in drawn_in(page, since, until) if "/met/" in item}
        assert told <= drawn, "the page has these, and what bodies did in their own name"
        # Of the meetings that two bodies had through their people, each is as sure as the surest encounter.
        certain = {
            (*sorted((short(graph, row["a_id"]), short(graph, row["b_id"]))), short(graph, row["meeting"])): row["certainty"]
            for row in answer
        }
        sure = {(*sorted(ends), meeting): sure for *ends, meeting, sure in page.evaluate(UNITS)}
        assert {key: sure[key] for key in certain} == certain, since


def test_cards_doubt_that_bodies_met_whose_people_did(look_at: Open, doubted_page: Path) -> None:
    ministry, navy = "organisation/ministry-of-foreign-affairs-of-aland", "organisation/navy-of-beland"
    doubt = "office of Jane Roe inferred: told as the guest of a minister"
    page = look_at(doubted_page, address=f"open={ministry}")
    row = page.locator("#panel .counterpart", has_text="Navy of Beland")
    expect(row.locator(".text .sure")).to_have_text("possible")
    expect(row.locator(".because")).to_have_text(doubt)
    page.evaluate("(open) => vjgraph.update({ open })", f"{ministry}~{navy}")
    expect(page.locator("#panel .lead")).to_have_text("1 meeting, possible · 2019")
    expect(page.locator("#panel .fact.block > .because")).to_have_text(doubt)
    # Of the two people it is certain that they met, and it is told so where "only certain" is asked for.
    page.evaluate("(open) => vjgraph.update({ open, sure: 'certain' })", "person/ann-poe~person/jane-roe")
    expect(page.locator("#panel .lead")).to_have_text("1 meeting, certain · 2019")
    page.evaluate("(open) => vjgraph.update({ open })", ministry)
    expect(page.locator("#panel .outside > summary")).to_have_text("1 meeting outside the present filters")


@pytest.mark.parametrize("name", GRAPHS)
def test_what_two_bodies_have_signed(seen: Any, name: str) -> None:
    graph, page = seen(name, "bodies")
    for since, until in PERIODS[name]:
        stages: dict[str, set[str]] = {}
        for row in graph.query("milestones", **period(since, until)).rows:
            stages.setdefault(short(graph, row["agreement_id"]), set()).add(row["certainty"])
        drawn = {item: sure for _, _, item, sure in drawn_in(page, since, until) if item.startswith("agreement/")}
        # An instrument is as sure as the surest of its steps; one of which no step is told is only left out of a period.
        bare = drawn.keys() - stages.keys()
        assert {item: drawn[item] for item in drawn.keys() - bare} == {item: min(stages[item]) for item in drawn.keys() - bare}
        assert not bare or not (since or until)


@pytest.mark.parametrize("name", GRAPHS)
def test_who_spoke_of_what(seen: Any, name: str) -> None:
    graph, page = seen(name, "topics")
    answer = graph.query("speakers-and-topics").rows
    topics = [row for row in answer if short(graph, row["topic_id"]).startswith("topic/")]
    drawn = pairs(page.evaluate(RESTS))
    assert {item for _, _, item, _ in drawn} == {short(graph, row["statement"]) for row in topics}
    assert {end for ends in drawn for end in ends[:2] if not end.startswith("topic/")} == {
        short(graph, row["speaker_id"]) for row in topics
    }
    for since, until in PERIODS[name]:
        answer = graph.query("speakers-and-topics", **period(since, until)).rows
        told = {short(graph, row["statement"]): row["certainty"] for row in answer if "/topic/" in row["topic_id"]}
        assert {item: sure for _, _, item, sure in drawn_in(page, since, until)} == told, since


@pytest.mark.parametrize("name", GRAPHS)
def test_what_happened(seen: Any, name: str) -> None:
    graph, page = seen(name, "meetings")
    drawn = set(
        page.evaluate("vjgraph.scene().nodes.filter(({cls}) => ['meeting', 'visit', 'event'].includes(cls)).map(({id}) => id)")
    )
    told = {short(graph, str(iri)) for iri in _instances(graph, "vj:Meeting", "vj:Visit", "vj:Event")}
    assert drawn == told
    for since, until in PERIODS[name]:
        events = {short(graph, row["meeting"]): row["certainty"] for row in graph.query("events", **period(since, until)).rows}
        rows = page.evaluate(ROWS, {"from": since, "to": until, "undated": not (since or until)})
        assert dict(rows) == events, since


@pytest.mark.parametrize("name", GRAPHS)
def test_who_was_there(seen: Any, name: str) -> None:
    graph, page = seen(name, "meetings")
    for since, until in PERIODS[name]:
        drawn = {item: sure for _, _, item, sure in drawn_in(page, since, until)}
        rows = graph.query("present-at", **period(since, until)).rows
        told = {short(graph, fact): row["certainty"] for row in rows for fact in row["facts"] if short(graph, fact) in drawn}
        assert len(told) == len(rows)
        assert {part: drawn[part] for part in told} == told, since


def _instances(graph: vjgraph.Graph, *classes: str) -> set[str]:
    """The IRIs of the things of some classes."""
    values = " ".join(classes)
    answer = graph.query(
        "PREFIX vj: <https://w3id.org/vjgraph/ns#> "
        f"SELECT DISTINCT ?thing WHERE {{ VALUES ?class {{ {values} }} ?thing a ?class }}"
    )
    return {row["thing"] for row in answer.rows}


@pytest.mark.parametrize("name", ["five", "example", "world"])
def test_every_tie_that_is_drawn_leads_to_words_in_a_paragraph_of_a_source(seen: Any, look: Any, name: str) -> None:
    _, page = seen(name, "people")
    for view in ("people", "bodies", "topics", "meetings"):
        page.evaluate("(view) => vjgraph.update({ view })", view)
        ties = page.evaluate("vjgraph.scene().edges.map(({ id }) => id)")
        bare = {id: told for id, told in look.cards(page, ties).items() if not re.search(r"\w\W{0,9}paragraph \d", told)}
        assert bare == {}


@pytest.mark.parametrize("name", GRAPHS)
def test_measures_are_those_of_the_network(seen: Any, name: str) -> None:
    graph, page = seen(name, "people")
    page.evaluate("vjgraph.update({ hide: new Set(['class:body']) })")
    measures = page.evaluate("Object.fromEntries([...vjgraph.measures()].filter(([, own]) => own.degree))")
    network = graph.network("people", measures=True)
    told = {short(graph, str(node)): data for node, data in network.nodes(data=True) if network.degree(node)}
    assert set(measures) == set(told)
    for id, own in measures.items():
        for measure in ("degree", "betweenness", "broker"):
            assert own[measure] == pytest.approx(told[id][measure], abs=1e-6), (id, measure)
