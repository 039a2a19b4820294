"""Encounters by year: each record in the file of its year, changed with what changes, shared with the last build else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vjgraph.encounters import FOLDER, Met, Moves, Pair, change_encounters, encounters_in, list_events, read_encounters, shelve
from vjgraph.vocabulary import TYPE, expand, vj

BASE = "https://example.org/"
ROE, MOE, TALKS = f"<{BASE}person/roe>", f"<{BASE}person/moe>", f"<{BASE}event/talks>"
MET, PART = f"<{BASE}event/talks/met/moe/roe>", f"<{BASE}event/talks/roe>"


def record(id: str, earliest: str = "", latest: str = "") -> Met:
    pair = Pair(f"{BASE}event/{id}/met/a/b", f"{BASE}person/a", f"{BASE}person/b", ("Ann", "Bob \u2028 “B”"))
    return Met(f"{BASE}event/{id}", earliest, latest, earliest, "", (), (), (), ("one",), (), (pair,))


MAY, YEARS, NEVER = record("may", "2019-05-01", "2019-05-01"), record("years", "2019-12-31", "2020-01-02"), record("never")
JUNE, SINCE = record("june", "2020-06-01", "2020-06-30"), record("since", "2018-01-01", "")


def lay_down(folder: Path, *records: Met) -> Path:
    folder.mkdir()
    with shelve(folder) as shelf:
        for one in records:
            shelf.add(one)
    return folder


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """A generation with encounters."""
    return lay_down(tmp_path / "1", MAY, YEARS, NEVER, JUNE, SINCE)


def test_the_triples_of_an_event_are_a_record() -> None:
    triples = [
        (MET, TYPE, vj.Encounter), (MET, vj.first, MOE), (MET, vj.second, ROE), (MET, vj.meeting, TALKS),
        (MET, vj.earliest, '"2019-05-01"'), (MET, vj.latest, '"2019-05-01"'), (MET, vj.publishers, '"2"'),
        (MET, expand("prov:wasDerivedFrom"), PART), (PART, vj.contested, '"one says \\"two\\""'),
        (TALKS, vj.place, "<https://example.org/place/arlen>"), (TALKS, vj.placeReason, '"the host is there"@en'),
        (TALKS, vj.contested, '"the day"'),
    ]  # fmt: skip
    met = encounters_in(triples, labels={ROE: "Jane Roe", MOE: "Max Moe"}, sources=["b", "a"])
    assert met
    assert (met.meeting, met.year, met.places) == (f"{BASE}event/talks", "2019", (f"{BASE}place/arlen",))
    assert met.place_reasons == ("the host is there",)
    assert (met.sources, met.contested) == (("a", "b"), ("the day",))
    (pair,) = met.pairs
    assert (pair.names, pair.publishers, pair.contested) == (("Max Moe", "Jane Roe"), 2, ('one says "two"',))


def test_an_event_at_which_nobody_met_is_none() -> None:
    assert encounters_in([(TALKS, TYPE, vj.Meeting)], labels={}) is None


def test_of_an_event_at_which_nobody_met_the_days_are_kept() -> None:
    days = [(TALKS, vj.earliest, '"2019-05-01"'), (TALKS, vj.latest, '"2019-05-03"')]
    assert encounters_in([(TALKS, TYPE, vj.Event), *days], labels={}) == Met(f"{BASE}event/talks", "2019-05-01", "2019-05-03")
    assert encounters_in([(TALKS, TYPE, vj.Event), *days[:1]], labels={}) == Met(f"{BASE}event/talks", "2019-05-01", "")
    assert encounters_in(days, labels={}) is None, "what is no event"


def test_the_events_of_a_period_are_listed_unless_they_are_unknown(last: Path, tmp_path: Path) -> None:
    period = date(2019, 1, 1), date(2019, 12, 31)
    assert sorted(list_events(last, period=period) or ()) == [f"{BASE}event/{id}" for id in ("may", "since", "years")]
    assert list_events(last, period=(date(2001, 1, 1), date(2001, 1, 1))) == []
    assert list_events(tmp_path, period=period) is None


def test_each_record_stands_in_the_file_of_its_year(last: Path) -> None:
    assert sorted(path.name for path in (last / FOLDER).iterdir()) == ["2019.jsonl", "2020.jsonl", "other.jsonl"]
    assert sorted(met.meeting for met in read_encounters(last)) == sorted(met.meeting for met in (MAY, YEARS, NEVER, JUNE, SINCE))
    assert MAY in read_encounters(last)


@pytest.mark.parametrize(
    ("first", "until", "found"),
    [
        ("2019-01-01", "2019-12-31", {"may", "years", "since"}),
        ("2020-01-02", "2020-01-02", {"years", "since"}),
        ("2020-06-30", "2021-12-31", {"june", "since"}),
        ("2017-01-01", "2017-12-31", set()),
    ],
)
def test_a_period_finds_what_can_lie_in_it(last: Path, first: str, until: str, found: set[str]) -> None:
    period = date.fromisoformat(first), date.fromisoformat(until)
    assert {met.meeting.rpartition("/")[2] for met in read_encounters(last, period=period)} == found


def test_what_changes_changes_its_years_and_shares_the_others(last: Path, tmp_path: Path) -> None:
    moves, later = Moves(), record("may", "2020-05-01", "2020-05-01")
    moves.add(MAY.meeting, before=MAY, now=later)
    moves.add(f"{BASE}event/quiet", before=None, now=None)
    new = tmp_path / "2"
    new.mkdir()
    change_encounters(last, new, moves=moves)
    assert sorted(path.name for path in (new / FOLDER).iterdir()) == ["2020.jsonl", "other.jsonl"]
    assert {met.meeting: met for met in read_encounters(new)}[MAY.meeting] == later
    assert (new / FOLDER / "other.jsonl").samefile(last / FOLDER / "other.jsonl")
    assert not (new / FOLDER / "2020.jsonl").samefile(last / FOLDER / "2020.jsonl")
    assert len(list(read_encounters(new))) == len(list(read_encounters(last)))


def test_a_meeting_that_nobody_tells_of_any_more_is_gone(last: Path, tmp_path: Path) -> None:
    moves, new = Moves(), tmp_path / "2"
    moves.add(JUNE.meeting, before=JUNE, now=None)
    new.mkdir()
    change_encounters(last, new, moves=moves)
    assert JUNE.meeting not in {met.meeting for met in read_encounters(new)}


def test_a_long_file_is_written_in_parts(tmp_path: Path) -> None:
    many = [record(f"long-{number}-{'x' * 2000}", "2019-05-01", "2019-05-01") for number in range(1500)]
    assert [met.meeting for met in read_encounters(lay_down(tmp_path / "many", *many))] == [met.meeting for met in many]


def test_a_generation_without_encounters_has_none(tmp_path: Path) -> None:
    assert list(read_encounters(tmp_path)) == []
