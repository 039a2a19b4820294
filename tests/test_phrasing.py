"""Phrasing: a thing in a few words, and the words of documents behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

import vjgraph
from vjgraph.changes import Passage
from vjgraph.matching import Side, match
from vjgraph.phrasing import class_of, days, entry, named, passages, shown, summary, sureness
from vjgraph.versions import read_version

CALL = "event/roe-doe-2019"


@pytest.fixture(scope="module")
def side() -> Side:
    """The graph of the first project, as one side of a comparison."""
    version = read_version(None, project=Path(vjgraph.__file__).parent / "templates" / "project")
    return match(version, version).new


def test_an_event_says_day_place_and_who_in_what_role(side: Side) -> None:
    assert class_of(side, CALL) == "meeting"
    assert summary(side, CALL) == "2019-07-01, Besse; Ann Poe (attendee), Jane Roe (guest), John Doe (host); 3 statements"
    assert summary(side, "event/roe-beland-2019") == "[2019-06-01~..2019-07-31~], Beland; Jane Roe (visitor)"
    assert days(side, "event/roe-beland-2019") == "2019-06-01 to 2019-07-31"
    assert days(side, CALL) == "2019-07-01"
    assert days(side, "person/jane-roe") == ""


def test_parts_and_conclusions_say_what_they_join(side: Side) -> None:
    told = {class_of(side, thing): (named(side, thing), summary(side, thing)) for thing in side.facts if class_of(side, thing)}
    assert told["encounter"][1].endswith("possible: date inferred: Monday before the day of publication")
    assert told["milestone"] == ("Fisheries Accord: in force", "in force 2015-09")
    assert told["source"] == ("Roe calls on Doe", "Example Daily, 2019-07-02, 2019-07-02-roe-doe")
    part = "vj:Participation|event/roe-doe-2019|person/ann-poe"
    assert (named(side, part), summary(side, part)) == (
        "Ann Poe in “courtesy call of Jane Roe and John Doe”", "Ann Poe as attendee",
    )  # fmt: skip
    tenures = {summary(side, thing) for thing in side.things("vj:Tenure")}
    assert tenures == {"in office on 2019-07-02", "had held it by 2019-07-02"}


def test_an_encounter_is_certain_or_says_why_not(side: Side) -> None:
    (encounter,) = side.linked("vj:meeting", CALL, "vj:Encounter")
    assert sureness(side, encounter).startswith("possible: date inferred")


def test_values_read_as_names_and_truths_as_yes(side: Side) -> None:
    assert shown(side, "person/jane-roe") == "Jane Roe"
    assert shown(side, "vjk:meeting/working-session") == "working session"
    assert shown(side, "true") == "yes"
    assert shown(side, "2019-07-01") == "2019-07-01"


def test_everything_in_the_graph_leads_to_words_or_to_its_document(side: Side) -> None:
    for thing in side.facts:
        if class_of(side, thing):
            found = passages(side, thing)
            assert found, thing
            assert {passage.source for passage in found} == {"2019-07-02-roe-doe"}
    assert Passage("2019-07-02-roe-doe", "1", "On Monday she called on President John Doe") in passages(side, CALL)
    assert entry(side, "person/jane-roe") == (Passage("authorities/people.yaml", "", ""),)
