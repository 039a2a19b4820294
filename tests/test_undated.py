"""What lies before or after an event by what is said of a third, where no days tell it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import vjgraph

EVENTS = """\
source: {format: 1}
events:
  - {id: congress, title: The congress, kind: festival, before: plan}
  - {id: plan, title: The plan, kind: festival, before: talks}
  - {id: talks, title: The talks, kind: festival, date: 2021-11-24, before: briefing}
  - {id: briefing, title: The briefing, kind: festival, date: 2021-11-25}
  - {id: fair, title: The fair, kind: festival, date: 2023-04-04}
  - {id: sequel, title: The sequel, kind: festival, after: fair}
"""


@pytest.fixture
def built(write: Callable[..., Path]) -> vjgraph.Graph:
    return vjgraph.build(write(EVENTS))


def test_of_an_undated_event_the_nearest_dated_one_beside_it_is_named(built: vjgraph.Graph) -> None:
    found = built.query("after", "congress")
    assert [row["label"] for row in found] == ["The plan", "The talks", "The briefing"]
    told = "its year is not told, but The talks is told or taken to have come after it; what came after that came after it too"
    assert found.notes == (f"{told}: 'vjgraph query after talks'",)
    told = "its year is not told, but The fair is told or taken to have come before it; what came before that came before it too"
    assert built.query("before", "sequel").notes == (f"{told}: 'vjgraph query before fair'",)


def test_undated_events_beyond_what_comes_before_or_after_are_named(built: vjgraph.Graph) -> None:
    (note,) = built.query("before", "fair").notes
    assert note == "of no year, but told or taken to have come before what came before it: The congress; The plan"
    (note,) = built.query("after", "talks").notes
    assert note == "of no year, but told or taken to have come after what came after it: The sequel"


def test_an_event_whose_rows_tell_all_has_no_note(built: vjgraph.Graph) -> None:
    assert built.query("before", "talks").notes == (), "both undated ones are rows"
    assert built.query("after", "fair").notes == ()
