"""What the page shows of a graph: nodes, edges, and panels in which each fact has its evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest

from vjgraph.explorer.records import Edge, Fact, Node, Panel, Runs, View
from vjgraph.explorer.view import read_view
from vjgraph.vocabulary import DATA, expand

CALL = "event/roe-doe-2019"
LEAGUE = "event/delegation-league-2019"
DELEGATION = "delegation/ministry-of-foreign-affairs-of-aland"


@pytest.fixture(scope="module")
def view(browser_store: ox.Store) -> View:
    return read_view(browser_store, base=DATA)


def node(view: View, id: str) -> Node:
    (found,) = (node for node in view.nodes if node.id == id)
    return found


def edges_between(view: View, start: str, end: str) -> list[Edge]:
    return [edge for edge in view.edges if (edge.start, edge.end) == (start, end)]


def plain(runs: Runs) -> str:
    return "".join(run if isinstance(run, str) else run[0] for run in runs)


def facts(panel: Panel, section: str) -> dict[str, Fact]:
    """The facts of a section by their text."""
    return {
        plain(fact.text): fact
        for part in panel.sections
        if part.heading == section
        for group in part.groups
        for fact in group.facts
    }


def quotes(view: View, fact: Fact) -> list[str]:
    return [view.passages[id].quote for id in fact.evidence]


def test_people_bodies_that_took_part_or_hold_office_and_all_occasions_are_nodes(view: View) -> None:
    ids = {cls: {node.id.partition("/")[2] for node in view.nodes if node.cls == cls} for cls in ("person", "body", "meeting")}
    assert ids["person"] == {"jane-roe", "john-doe", "ann-poe", "dang-thi-anh", "max-moe", "jim-loe"}
    assert ids["body"] == {"aland", "sea-league", "coast-guard-of-beland", "ministry-of-foreign-affairs-of-aland"}
    assert ids["meeting"] == {"roe-doe-2019", "delegation-league-2019", "strait-dialogue-10"}
    assert {node.id for node in view.nodes if node.cls in ("visit", "event")} == {
        "event/roe-beland-2019",
        "event/accord-signing-2019",
        "event/besse-regatta",
    }


def test_a_delegation_is_a_node_of_its_own_beside_the_body_that_sent_it(view: View) -> None:
    assert node(view, DELEGATION).label == "delegation of Ministry of Foreign Affairs of Aland"
    assert node(view, DELEGATION).side == "organisation/aland"
    assert node(view, "organisation/ministry-of-foreign-affairs-of-aland").label == "Ministry of Foreign Affairs of Aland"


def test_a_side_is_a_state_and_a_body_of_none_is_neutral(view: View) -> None:
    assert [side.label for side in view.sides] == ["Aland", "Beland", "Cerland"]
    assert node(view, "person/jane-roe").side == "organisation/aland"
    assert node(view, "organisation/aland").side == "organisation/aland"
    assert node(view, "organisation/sea-league").side == node(view, "person/max-moe").side == ""


def test_what_was_not_held_says_what_it_is(view: View) -> None:
    statuses = {node.label: node.status for node in view.nodes if node.cls in ("meeting", "event", "visit") and node.status}
    assert statuses == {"Strait Dialogue, session 10": "planned", "Besse Regatta": "cancelled"}


def test_counterparts_those_present_and_the_inferred_are_told_apart(view: View) -> None:
    kinds = {(edge.start, edge.role, edge.end): (edge.kind, edge.inferred) for edge in view.edges if edge.end in (CALL, LEAGUE)}
    assert kinds == {
        ("person/jane-roe", "guest", CALL): ("counterpart", False),
        ("person/john-doe", "host", CALL): ("counterpart", False),
        ("person/ann-poe", "attendee", CALL): ("present", False),
        ("person/ann-poe", "organiser", CALL): ("present", False),
        ("person/jane-roe", "guest", LEAGUE): ("counterpart", True),  # as head of the delegation
        (DELEGATION, "guest", LEAGUE): ("counterpart", False),
        ("organisation/sea-league", "host", LEAGUE): ("counterpart", False),
        ("person/max-moe", "host", LEAGUE): ("counterpart", False),
    }


def test_facts_between_the_same_two_nodes_stay_countable(view: View) -> None:
    assert [edge.role for edge in edges_between(view, "person/ann-poe", CALL)] == ["attendee", "organiser"]
    offices = edges_between(view, "person/ann-poe", "organisation/coast-guard-of-beland")
    assert [edge.role for edge in offices] == ["Chief Pilot of the Coast Guard of Beland", "Head of the Coast Guard of Beland"]
    assert len({edge.id for edge in view.edges}) == len(view.edges)


def test_a_person_is_told_with_names_rank_and_offices_as_each_document_attests_them(view: View) -> None:
    roe = view.panels["person/jane-roe"]
    assert dict(roe.forms) == {"ジェーン・ロー": "ja", "Minister Roe": "in the text", "Roe": "in the text"}
    assert roe.links == ("https://example.org/people/jane-roe",)
    held = facts(roe, "Offices")
    assert list(held) == ["In office on 2 July 2019", "In office on a day that is not told"]
    assert quotes(view, held["In office on 2 July 2019"]) == ["Jane Roe, foreign minister of Aland"]
    assert plain(view.panels["person/ann-poe"].lead).startswith("Admiral · ")
    assert list(facts(view.panels["person/jim-loe"], "Offices")) == ["No longer in office on 2 July 2019"]


def test_an_inferred_office_says_why(view: View) -> None:
    (office,) = facts(view.panels["person/dang-thi-anh"], "Offices").values()
    assert (office.certainty, office.because) == ("inferred", "she is called an envoy only")


def test_a_person_met_counterparts_with_date_certainty_and_evidence(view: View) -> None:
    met = facts(view.panels["person/jane-roe"], "Met")
    assert {name: fact.certainty for name, fact in met.items()} == {
        "John Doe, 1 July 2019": "certain",
        "Sea League, 1 July 2019": "possible",
        "Max Moe, 1 July 2019": "possible",
    }
    assert "named head of the delegation" in met["Sea League, 1 July 2019"].because
    assert "On Monday she called on President John Doe" in quotes(view, met["John Doe, 1 July 2019"])
    assert met["John Doe, 1 July 2019"].text[0] == ("John Doe", "person/john-doe")


def test_who_only_sat_in_or_was_greeted_met_nobody(view: View) -> None:
    for id in ("person/ann-poe", "person/jim-loe", "person/dang-thi-anh"):
        assert not facts(view.panels[id], "Met")


def test_a_delegation_met_as_a_delegation(view: View) -> None:
    assert set(facts(view.panels[DELEGATION], "Met")) == {"Max Moe, 1 July 2019", "Sea League, 1 July 2019"}
    assert not facts(view.panels["organisation/ministry-of-foreign-affairs-of-aland"], "Met")


def test_a_meeting_is_told_with_its_date_and_why_it_is_inferred(view: View) -> None:
    when = facts(view.panels[CALL], "When and where")
    (date,) = (fact for text, fact in when.items() if text.startswith("1 July 2019"))
    assert date.certainty == "inferred"
    assert "Monday before the day of publication" in date.because
    assert date.notes == (), "the other source's 1 July of no year adds nothing"
    assert "Besse, Beland" in when
    assert "during Roe's visit to Beland" in when


def test_what_the_sources_differ_on_is_told_with_the_words_of_each(tell: Callable[..., Any]) -> None:
    header = "source: {format: 1, publisher: %s, language: en, published: 2019-07-02}\n"
    meeting = "meetings:\n  - {id: roe-doe, place: %s, participants: {%s: Jane Roe, host: John Doe}, quote: %s, par: 1}\n"
    told = tell(
        header % "Daily" + meeting % ("Besse", "guest", "here they met"),
        header % "Wire" + meeting % ("Aria", "attendee", "there she watched"),
    )
    shown = read_view(told.store, base=DATA)
    found = facts(shown.panels["event/roe-doe"], "Sources differ")
    assert set(found) == {
        "place: Aria (Wire) or Besse (Daily)",
        "role of Jane Roe: attendee (Wire) or guest (Daily)",
    }
    for fact in found.values():
        assert sorted(quotes(shown, fact)) == ["here they met", "there she watched"]


def test_an_undated_occasion_says_that_nothing_is_told(view: View) -> None:
    (fact,) = facts(view.panels["event/besse-regatta"], "When and where").values()
    assert (plain(fact.text), fact.certainty) == ("No date is told", "unknown")


def test_participants_are_told_with_role_office_and_side(view: View) -> None:
    groups = {
        plain(group.heading): group.facts
        for part in view.panels[CALL].sections
        for group in part.groups
        if part.heading == "Participants"
    }
    assert {side: [plain(fact.text) for fact in found] for side, found in groups.items()} == {
        "Aland": ["Jane Roe — guest"],
        "Beland": ["John Doe — host", "Ann Poe — attendee and organiser"],
    }
    assert ("as President of Beland",) in groups["Beland"][0].notes


def test_statements_are_grouped_by_act_commitments_first(view: View) -> None:
    (said,) = (part for part in view.panels[CALL].sections if part.heading == "Said")
    assert [plain(group.heading) for group in said.groups] == ["commitment", "ask"]
    texts = [(plain(fact.text), fact.tags) for group in said.groups for fact in group.facts]
    assert texts == [
        ("John Doe: “Doe accepted”", ("accepts",)),
        ("Aland and Beland: will begin this year", ("agrees", "jointly")),
        ("Jane Roe: asks for patrols at sea by both coast guards", ("requests",)),
    ]
    both = said.groups[0].facts[1]
    assert ("about joint patrols",) in both.notes
    assert ("quantity: at least 2 ships",) in both.notes


def test_a_person_said_what_was_said_alone_and_what_both_sides_said(view: View) -> None:
    assert set(facts(view.panels["person/john-doe"], "Said")) == {
        "John Doe: “Doe accepted”",
        "Aland and Beland: will begin this year",
    }
    assert not facts(view.panels["person/ann-poe"], "Said")


def test_an_edge_is_told_like_a_node(view: View) -> None:
    part = view.panels[f"{LEAGUE}/jane-roe"]
    (fact,) = facts(part, "Part").values()
    assert (fact.certainty, "named head" in fact.because) == ("inferred", True)
    (office,) = edges_between(view, "person/max-moe", "organisation/sea-league")
    assert list(facts(view.panels[office.id], "Attested")) == ["In office on 2 July 2019"]


def test_every_node_and_edge_has_a_panel_and_every_link_leads_to_one(view: View) -> None:
    assert set(view.panels) == {thing.id for thing in (*view.nodes, *view.edges)}
    for panel in view.panels.values():
        runs = [run for part in panel.sections for group in part.groups for run in group.heading]
        runs += [run for part in panel.sections for group in part.groups for fact in group.facts for run in fact.text]
        assert all(run[1] in view.panels for run in runs if not isinstance(run, str))


def test_every_fact_but_pointers_has_evidence_that_can_be_opened(view: View) -> None:
    for id, panel in view.panels.items():
        for part in panel.sections:
            for group in part.groups:
                for fact in group.facts:
                    assert fact.evidence or part.heading == "Occasion", (id, part.heading, fact)
                    assert all(passage in view.passages for passage in fact.evidence)
    assert {passage.source for passage in view.passages.values()} <= set(view.sources)


def test_a_source_is_told_with_what_is_known_of_it(view: View) -> None:
    known = view.sources["source/2019-07-02-roe-calls-on-doe"]
    assert (known.title, known.publisher, known.issued) == ("Roe calls on Doe", "Example Daily", "2 July 2019")
    assert known.address == "https://example.org/daily/roe-calls-on-doe"
    bare = view.sources["source/undated-wire"]
    assert (bare.title, bare.publisher, bare.issued, bare.address) == ("undated-wire", "", "", "")


def test_only_an_address_of_the_web_is_a_link(browser_store: ox.Store) -> None:
    store = ox.Store()
    store.extend(browser_store)
    document = ox.NamedNode(f"{DATA}source/undated-wire")
    store.add(ox.Quad(document, ox.NamedNode(expand("schema:url")[1:-1]), ox.NamedNode("javascript:alert(1)")))
    person = ox.NamedNode(f"{DATA}person/john-doe")
    store.add(ox.Quad(person, ox.NamedNode(expand("owl:sameAs")[1:-1]), ox.NamedNode("data:text/html,x")))
    view = read_view(store, base=DATA)
    assert view.sources["source/undated-wire"].address == ""
    assert view.panels["person/john-doe"].links == ()


def test_the_same_graph_gives_the_same_view(browser_store: ox.Store, view: View) -> None:
    turned = ox.Store()
    turned.extend(reversed(list(browser_store)))
    assert read_view(turned, base=DATA) == view


def test_an_empty_graph_gives_an_empty_view() -> None:
    assert read_view(ox.Store(), base=DATA) == View((), (), (), {}, {}, {})


def test_a_card_names_the_counterparts_by_side_where_its_label_is_made_of_them(view: View) -> None:
    assert node(view, CALL).headline == "Jane Roe – John Doe"
    assert node(view, CALL).underline == "courtesy call · 1 Jul 2019"
    assert node(view, LEAGUE).headline == "Delegation of Ministry of Foreign Affairs of Aland – Max Moe, Sea League"
    assert node(view, "event/strait-dialogue-10").headline == ""
    assert node(view, "event/strait-dialogue-10").underline == "planned · 2020"
