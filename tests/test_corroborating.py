"""Whose word a source is: independent publishers, each copy counted as its original."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

MEETING = "meetings:\n  - {id: roe-doe, participants: {guest: Jane Roe, host: John Doe}, quote: met, par: 1}\n"
ATTENDED = "meetings:\n  - {id: roe-doe, participants: {attendee: Ann Poe}, quote: sat in, par: 1}\n"
PERSON = "people:\n  Jane Roe: {as: Minister of Foreign Affairs of Aland, quote: Roe, par: 1}\n"
SIGNED = "agreements:\n  - {name: Fisheries Accord, signed: 2019, quote: signed, par: 1}\n"


def source(publisher: str = "", *, copies: str = "", tells: str = MEETING) -> str:
    """A source that tells of the meeting, by a publisher or of an unknown one, of its own or as a copy."""
    header = "source:\n  format: 1\n  published: 2019-07-02\n  language: en\n"
    header += f"  publisher: {publisher}\n" if publisher else ""
    return header + (f"  derived_from: {copies}\n" if copies else "") + tells


@pytest.mark.parametrize(
    ("sources", "publishers"),
    [
        ([source("Daily")], "1"),
        ([source("Daily"), source("Wire")], "2"),
        ([source("Daily"), source("the DAILY")], "1"),
        ([source()], "0"),
        ([source(), source()], "0"),
        ([source("Daily"), source()], "1"),
        ([source("Daily"), source("Wire", copies="source-1")], "1"),
        ([source("Daily"), source("Wire", copies="source-1"), source("Post", copies="source-2")], "1"),
        ([source(), source("Wire", copies="source-1")], "0"),
        ([source("Daily", copies="Sea News Agency"), source("Wire", copies="sea news agency")], "1"),
        ([source("Daily", copies="Sea News Agency"), source("Sea News Agency")], "1"),
        ([source("Daily", copies="Sea News Agency"), source("Wire")], "2"),
        ([source("Post", copies="source-2"), source("Daily", copies="Sea News Agency"), source("Sea News Agency")], "1"),
    ],
    ids=lambda value: value if isinstance(value, str) else str(len(value)),
)
def test_publishers_count_once_copies_as_their_original_and_nobody_as_none(
    sources: list[str], publishers: str, tell: Callable[..., Any]
) -> None:
    assert tell(*sources).value("event/roe-doe", "vj:publishers") == publishers


def test_parts_milestones_tenures_and_encounters_are_counted_each_for_itself(tell: Callable[..., Any]) -> None:
    told = tell(source("Daily", tells=MEETING + PERSON), source("Wire", tells=ATTENDED + SIGNED), source("Post", tells=PERSON))
    counted = {
        "event/roe-doe": "2",
        "event/roe-doe/jane-roe": "1",
        "event/roe-doe/ann-poe": "1",
        "event/roe-doe/met/jane-roe/john-doe": "1",
        "agreement/fisheries-accord/signed": "1",
        "tenure/jane-roe/minister-of-foreign-affairs-of-aland": "2",
    }
    assert {node: told.value(node, "vj:publishers") for node in counted} == counted


def test_an_encounter_is_told_by_who_tells_of_both(tell: Callable[..., Any]) -> None:
    half = "meetings:\n  - {id: roe-doe, participants: {guest: Jane Roe}, quote: met, par: 1}\n"
    told = tell(source("Daily"), source("Wire", tells=half), source("Post"))
    assert told.value("event/roe-doe", "vj:publishers") == "3"
    assert told.value("event/roe-doe/met/jane-roe/john-doe", "vj:publishers") == "2"


def test_nobody_tells_of_an_encounter_with_whom_only_a_plan_names(tell: Callable[..., Any]) -> None:
    plan = "meetings:\n  - {id: roe-doe, status: planned, participants: {host: Ann Poe}, quote: to meet, par: 1}\n"
    told = tell(source("Daily"), source("Wire", tells=plan))
    assert told.value("event/roe-doe/met/ann-poe/jane-roe", "vj:publishers") == "0"
    assert told.value("event/roe-doe/met/jane-roe/john-doe", "vj:publishers") == "1"


@pytest.mark.parametrize("copies", [["source-1"], ["source-2", "source-1"], ["source-2", "source-3", "source-1"]])
def test_copies_that_come_round_to_themselves_are_refused_once(copies: list[str], tell: Callable[..., Any]) -> None:
    (finding,) = tell(*(source("Daily", copies=original) for original in copies)).findings
    assert (finding.file, finding.line, finding.code) == ("sources/source-1.yaml", 6, "circle")
    assert "'source-1' comes out a copy of itself" in finding.message


def test_a_copy_into_a_circle_is_no_second_circle(tell: Callable[..., Any]) -> None:
    told = tell(source("A", copies="source-2"), source("B", copies="source-1"), source("C", copies="source-1"))
    assert [finding.file for finding in told.findings] == ["sources/source-1.yaml"]
