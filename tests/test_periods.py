"""Periods that are asked about: their first and last day, what is none, and that whose events are known is answered alike."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

import vjgraph
from vjgraph.encounters import list_events
from vjgraph.errors import UsageError
from vjgraph.periods import read_period, read_when, within
from vjgraph.querying import Answer, ask
from vjgraph.questions import read_queries


@pytest.mark.parametrize(
    ("given_", "found"),
    [
        ({"year": "2019"}, ("2019-01-01", "2019-12-31")),
        ({"first": "2019-02", "last": "2020-02"}, ("2019-02-01", "2020-02-29")),
        ({"first": "2019"}, ("2019-01-01", "9999-12-31")),
        ({"last": "2019-07-01"}, ("0001-01-01", "2019-07-01")),
    ],
)
def test_a_period_has_a_first_and_a_last_day(given_: dict[str, str], found: tuple[str, str]) -> None:
    period = read_period(**given_)
    assert period
    assert tuple(day.isoformat() for day in period) == found


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ({"year": "abc"}, "'abc' is no EDTF date"),
        ({"year": ""}, "an empty text is no date"),
        ({"year": "XXXX"}, "'XXXX' names no year"),
        ({"year": "2019/.."}, "'2019/..' is open at one end: use --from or --to alone"),
        ({"first": "2019-13"}, "there is no month 13"),
        ({"first": "2019-02-30"}, "there is no day 30"),
        ({"first": "2020", "last": "2019"}, r"the period ends \(2019-12-31\) before it begins \(2020-01-01\)"),
        ({"year": "2019", "first": "2019"}, "give either --year or --from and --to"),
    ],
)
def test_what_is_no_period_is_refused(given_: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_period(**given_)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019-07-01", "2019-07-01", "2019-07-01"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-07-01/2019-08", "2019-07-01", "2019-08-31"),
        ("2019/..", "2019-01-01", "9999-12-31"),
        ("../2019", "0001-01-01", "2019-12-31"),
    ],
)
def test_a_date_asked_about_has_a_first_and_a_last_day(written: str, first: str, last: str) -> None:
    assert [end.isoformat() for end in read_when(written)] == [first, last]


# --- the events of a period --------------------------------------------------------------------------------------------

GRAPHS = ["five_graph", "example_graph", "world_graph"]
PERIODS = [("2023",), (None, "2021-03", "2021-09"), (None, "2018-06-08", "2018-06-08"), (None, "2022-11-27", None), ("1700",)]
ASKING = {name: query for name, query in read_queries().items() if "# among:" in query.text}
CLASSES = {
    "people": "Person", "organisations": "Organization", "occasions": "Event", "places": "Place", "topics": "Topic",
}  # fmt: skip


def things(graph: vjgraph.Graph, group: str) -> list[str]:
    """Some things of a class, spread over all there are."""
    found = [row["thing"] for row in graph.query(f"SELECT ?thing {{ ?thing a vj:{CLASSES[group]} }} ORDER BY ?thing")]
    return found[:: max(1, len(found) // 2)]


def told(graph: vjgraph.Graph, name: str) -> list[list[str]]:
    """Arguments a query can be asked with: none where it takes none, and some of each class it knows."""
    groups = {group for argument in ASKING[name].arguments for listed in argument.variables.values() for group in listed}
    alone = [] if any(not argument.optional for argument in ASKING[name].arguments) else [[]]
    return [*alone, *([thing] for group in sorted(groups & CLASSES.keys()) for thing in things(graph, group))]


def test_queries_about_events_ask_for_those_of_the_period() -> None:
    about = {name for name, query in read_queries().items() if query.period}
    # Who met whom is read from the records themselves; milestones are no events.
    assert about - ASKING.keys() == {"who-met-whom", "milestones", "statements-at"}


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("asking", sorted(ASKING))
def test_known_events_leave_the_answer_as_it_is(name: str, asking: str, request: pytest.FixtureRequest) -> None:
    graph: vjgraph.Graph = request.getfixturevalue(name)
    for arguments, days in product(told(graph, asking), PERIODS):
        period = read_period(*days)
        query = within(ASKING[asking], graph.folder, period=period)
        assert query.text != ASKING[asking].text
        answers = [ask(graph.store, one, arguments, names=graph.names, period=period) for one in (query, ASKING[asking])]
        assert answers[0] == answers[1], (arguments, days)


def test_a_query_is_not_told_of_events_where_it_asks_about_no_period(example_graph: vjgraph.Graph) -> None:
    query = ASKING["meetings"]
    assert within(query, example_graph.folder, period=None) is query
    assert within(query, None, period=read_period("2023")) is query


def test_events_that_are_not_known_or_many_are_looked_for_in_the_graph(
    example_graph: vjgraph.Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    query, period = ASKING["meetings"], read_period("2021")
    assert within(query, tmp_path, period=period).text == query.text
    monkeypatch.setattr("vjgraph.encounters._LISTED", 10)
    assert within(query, example_graph.folder, period=period).text == query.text
    answer: Answer = example_graph.query("meetings", year=2021)
    assert answer.rows


def test_the_events_of_a_period_are_all_that_the_graph_dates_in_it(world_graph: vjgraph.Graph) -> None:
    assert world_graph.folder
    for days in PERIODS:
        period = read_period(*days)
        assert period
        found = list_events(world_graph.folder, period=period)
        assert found is not None
        rows = world_graph.query("events", from_=period[0].isoformat(), to=period[1].isoformat())
        assert sorted(found) == sorted({row["meeting"] for row in rows}), days
