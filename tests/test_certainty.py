"""What makes an answer only possible, or no answer: doubts that stand beside what was asked, whichever query asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import vjgraph
from vjgraph.errors import UsageError

DAY = "2021-03-10"
TALKS = "  - id: talks\n    date: 2021-03-08\n"
CALLED_OFF = TALKS + "    status: cancelled\n    participants: {guest: Jane Roe, host: John Doe}\n"
Build = Callable[..., vjgraph.Graph]


def told(answer: Any) -> list[tuple[str, str]]:
    """Certainty and reason of each row."""
    return [(row["certainty"], row["because"]) for row in answer]


def both(participants: str) -> str:
    spoken = "    statements: [{by: both, act: agrees, about: [joint patrols], quote: a, par: 1}]\n"
    return f"meetings:\n{TALKS}    participants: {{{participants}}}\n{spoken}"


# --- words of both sides -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["statements", "commitments", "topics-of"])
def test_who_is_of_no_side_that_spoke_did_not_speak(query: str, graph: Build) -> None:
    """Though another document names them at the same meeting."""
    met = "meetings:\n" + TALKS + "    participants: {principal: [Jane Roe, John Doe, {who: Ann Poe, side: Sea League}]}\n"
    built = graph((DAY, met), (DAY, both("principal: [Jane Roe, John Doe]")))
    assert built.query(query, "Ann Poe").rows == ()
    assert told(built.query(query, "Jane Roe")) == [("certain", "")]


@pytest.mark.parametrize("query", ["statements", "commitments", "topics-of"])
def test_who_may_not_have_been_there_may_not_have_spoken(query: str, graph: Build) -> None:
    built = graph((DAY, both("guest: Jane Roe, host: [John Doe, {who: Jim Poe, side: Beland, inferred: {who: hearsay}}]")))
    assert told(built.query(query, "Jim Poe")) == [("possible", "taking part is inferred: hearsay")]
    assert told(built.query(query, "John Doe")) == [("certain", "")]


@pytest.mark.parametrize("query", ["statements", "commitments"])
def test_a_side_that_spoke_spoke_though_only_inferred_to_be_there(query: str, graph: Build) -> None:
    built = graph((DAY, both("guest: Jane Roe, host: [John Doe, {who: Beland, side: Beland, inferred: {who: hearsay}}]")))
    assert told(built.query(query, "Beland")) == [("certain", "")]


# --- what was on the table -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["planned", "cancelled"])
def test_the_agenda_of_what_was_not_held_was_not_spoken_of(status: str, graph: Build) -> None:
    agenda = f"    status: {status}\n    participants: {{guest: Jane Roe, host: John Doe}}\n    about: [joint patrols]\n"
    built = graph((DAY, f"meetings:\n{TALKS.replace('2021-03-08', '2021-03-12')}{agenda}mentions: [{{name: joint patrols}}]\n"))
    assert built.query("topics-of", "Jane Roe").rows == ()
    assert "Discussed at" not in dict(built.show("joint patrols").sections)


def test_the_agenda_of_what_may_have_been_called_off_was_perhaps_spoken_of(graph: Build) -> None:
    held = f"meetings:\n{TALKS}    participants: {{guest: Jane Roe, host: John Doe}}\n    about: [joint patrols]\n"
    built = graph((DAY, held), (DAY, f"meetings:\n{CALLED_OFF}"))
    ((sure, why),) = told(built.query("topics-of", "Jane Roe"))
    assert sure == "possible"
    assert why.startswith("sources differ on the status: cancelled")
    ((sure, why),) = told(built.query("attested", "Jane Roe"))
    assert sure == "possible"
    assert "sources differ on the status" in why


def test_a_statement_with_two_doubts_is_told_once(graph: Build) -> None:
    spoken = "    statements: [{by: Roe, act: requests, about: [joint patrols], inferred: {by: a pronoun}}]\n"
    held = f"people: {{Jane Roe: {{}}}}\nmeetings:\n{TALKS}    participants: {{guest: Jane Roe, host: John Doe}}\n{spoken}"
    built = graph((DAY, held), (DAY, f"meetings:\n{CALLED_OFF}"))
    for answer in (built.query("speakers-and-topics"), built.query("topics-of", "Jane Roe")):
        ((sure, why),) = told(answer)
        assert sure == "possible"
        assert why.startswith("by inferred: a pronoun; sources differ on the status")


# --- instruments ---------------------------------------------------------------------------------------------------


def test_the_state_of_an_instrument_is_as_sure_as_its_day_and_what_the_sources_say_of_it(graph: Build) -> None:
    rough = graph((DAY, "agreements: [{name: Fisheries Accord, signed: 2015~}]\n"))
    for query in ("agreements", "milestones"):
        assert told(rough.query(query)) == [("possible", "date uncertain or approximate")]


def test_where_one_source_says_signed_and_another_under_negotiation_neither_is_sure(graph: Build) -> None:
    said = "agreements: [{{name: Fisheries Accord, {}: 2021-03-0{}}}]\n"
    built = graph((DAY, said.format("signed", 1)), ("2021-03-11", said.format("under_negotiation", 9)))
    for query in ("agreements", "milestones", "happened"):
        for sure, why in told(built.query(query)):
            assert sure == "possible"
            assert why == "sources differ on the status"


MET = f"meetings:\n{TALKS}    participants: {{guest: Jane Roe, host: John Doe}}\n"


@pytest.mark.parametrize(
    "met",
    [
        f"{MET}    agreements: [Fisheries Accord]\n",
        f"{MET}    statements: [{{by: both, act: agrees, about: [Fisheries Accord]}}]\n",
    ],
)
def test_an_instrument_that_was_only_on_the_table_or_spoken_of_is_one(met: str, graph: Build) -> None:
    assert [row["agreement"] for row in graph((DAY, met)).query("agreements")] == ["Fisheries Accord"]


# --- who is named, and who met -------------------------------------------------------------------------------------


def test_who_is_named_only_as_spoken_to_or_as_going_on_a_planned_visit_is_only_mentioned(graph: Build) -> None:
    met = f"meetings:\n{TALKS}    participants: {{guest: Jane Roe, host: Ann Poe}}\n"
    spoken = "    statements: [{by: Jane Roe, to: John Doe, act: thanks, about: [joint patrols]}]\n"
    plan = "visits: [{id: trip, status: planned, visitor: Jim Poe, date: 2021-05}]\n"
    built = graph((DAY, met + spoken + plan))
    assert [row["person"] for row in built.query("mentioned-only")] == ["Jim Poe", "John Doe"]


def test_of_principals_whose_side_is_not_told_it_is_not_sure_that_they_are_counterparts(graph: Build) -> None:
    built = graph((DAY, f"meetings:\n{TALKS}    participants: {{principal: [Jane Roe, John Doe, Max Moe]}}\n"))
    assert {(row["a"], row["b"]): (row["certainty"], row["because"]) for row in built.query("who-met-whom")} == {
        ("Jane Roe", "John Doe"): ("certain", ""),
        ("Jane Roe", "Max Moe"): ("possible", "the side of Max Moe is not told"),
        ("John Doe", "Max Moe"): ("possible", "the side of Max Moe is not told"),
    }


def test_a_host_and_a_guest_have_met_of_whatever_side(graph: Build) -> None:
    met = graph((DAY, f"meetings:\n{TALKS}    participants: {{guest: Jane Roe, host: Max Moe}}\n"))
    assert told(met.query("who-met-whom")) == [("certain", "")]


# --- order ---------------------------------------------------------------------------------------------------------

ORDERED = """\
visits: [{id: stay, date: 2021-03, visitor: Jane Roe, before: later, after: sooner}]
events:
  - {id: later, title: Later, kind: festival, date: 2021-03}
  - {id: sooner, title: Sooner, kind: festival, date: 2021-03}
  - {id: within, title: Within, kind: festival, date: 2021-03, during: stay}
  - {id: in-later, title: In later, kind: festival, date: 2021-03, during: later}
  - {id: in-sooner, title: In sooner, kind: festival, date: 2021-03, during: sooner}
  - {id: apart, title: Apart, kind: festival, date: 2021-03}
"""


def test_what_the_whole_excludes_its_parts_exclude(graph: Build) -> None:
    """What comes after a visit does not come before a meeting during it, nor does any part of it."""
    built = graph(("2021-04-10", ORDERED))
    named = {query: {row["label"] for row in built.query(query, "within")} for query in ("before", "after")}
    assert not named["before"] & {"Later"}
    assert not named["after"] & {"Sooner"}
    assert named["before"] >= {"Sooner", "In sooner", "Apart"}
    for query, others in (("before", {"Later", "In later"}), ("after", {"Sooner", "In sooner"})):
        assert not others & {row["label"] for row in built.query(query, "stay")}


def test_an_order_is_inferred_whatever_the_base_ends_in(write: Callable[..., Path]) -> None:
    events = "events:\n" + "".join(
        f"  - {{id: {id}, kind: festival{more}}}\n"
        for id, more in (("fair", ", before: feast, inferred: {before: it was said}"), ("feast", ""))
    )
    project = write(f"source: {{format: 1}}\n{events}", files={"vjgraph.yaml": "base: 'https://example.org/data#'\n"})
    built = vjgraph.build(project)
    for query, name in (("before", "feast"), ("after", "fair"), ("order-of", "fair")):
        ((sure, why),) = told(built.query(query, name))
        assert (sure, "it was said" in why) == ("possible", True), query


# --- periods and columns of one's own ------------------------------------------------------------------------------


@pytest.mark.parametrize("year", ["2021~", "2021?", "[2021-01-01, 2021-12-31]"])
def test_a_period_is_asked_about_without_doubts_and_sets(year: str, graph: Build) -> None:
    built = graph((DAY, f"meetings:\n{TALKS}    participants: {{guest: Jane Roe, host: John Doe}}\n"))
    with pytest.raises(UsageError, match="leaves open which day is asked about"):
        built.query("who-met-whom", year=year)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("SELECT ?date WHERE { BIND (2021 AS ?date) }", 2021),
        ("SELECT ?date WHERE { BIND ('some day' AS ?date) }", "some day"),
        ("# lists: date\nSELECT ?date WHERE { BIND ('a' AS ?date) }", ["a"]),
        ('SELECT ?date WHERE { BIND ("abc"^^xsd:integer AS ?date) }', "abc"),
    ],
)
def test_a_query_of_ones_own_may_call_anything_a_date(text: str, value: object, write: Callable[..., Path]) -> None:
    project = write("source: {format: 1}\nmentions: [{name: Aland}]\n", files={"queries/own.rq": text})
    assert [row["date"] for row in vjgraph.build(project).query("own")] == [value]


def test_a_period_is_declared_by_yes(write: Callable[..., Path]) -> None:
    text = "# period: {}\nSELECT ?thing WHERE {{ ?thing a vj:Organization }}"
    for word, message in (("no", "asks about no period"), ("maybe", "own.rq: '# period: maybe': write 'yes'")):
        project = write(
            "source: {format: 1}\nmentions: [{name: Aland}]\n", files={"queries/own.rq": text.format(word)}, name=word
        )
        with pytest.raises(UsageError, match=message):
            vjgraph.build(project).query("own", year=2021)
