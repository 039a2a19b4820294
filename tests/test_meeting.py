"""Who met whom, all or one of them: the encounters kept beside the store give the rows that the query gives."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import vjgraph
from vjgraph.encounters import FOLDER
from vjgraph.errors import UsageError
from vjgraph.meeting import is_person, who_met_whom
from vjgraph.periods import read_period
from vjgraph.querying import Answer, ask
from vjgraph.questions import find_query

PERIODS = [
    {},
    {"year": "2023"},
    {"year": "2021"},
    {"from_": "2022-11-27"},
    {"to": "2021-06-15"},
    {"from_": "2021-03", "to": "2021-09"},
    {"from_": "2020-12-31", "to": "2023-01-01"},
]


def searched(graph: vjgraph.Graph, of: str, period: dict[str, str], *who: str) -> Answer:
    """What the query itself finds in the store."""
    query, (parameters, days) = find_query(graph.queries, "who-met-whom"), asked(of, period)
    return ask(graph.store, query, who, names=graph.names, parameters=parameters, period=days)


def kept(graph: vjgraph.Graph, of: str, period: dict[str, str], *who: str) -> Answer | None:
    query, (parameters, days) = find_query(graph.queries, "who-met-whom"), asked(of, period)
    return who_met_whom(graph.folder, query, who, store=graph.store, names=graph.names, parameters=parameters, period=days)


def asked(of: str, period: dict[str, str]) -> tuple[dict[str, str], tuple[date, date] | None]:
    """The parameters and the days of a question; of nothing in particular, it is of what the query takes it to be."""
    return {"of": of} if of else {}, read_period(period.get("year"), period.get("from_"), period.get("to"))


def edges(answer: Answer) -> list[dict[str, str]]:
    """Periods that begin and end with a meeting: at their edges it is certain."""
    own = {(row["earliest"], row["latest"]) for row in answer if row["earliest"] and row["latest"]}
    return [{"from_": first, "to": last} for first, last in sorted(own)]


@pytest.mark.parametrize("name", ["five_graph", "example_graph", "world_graph", "project_graph"])
@pytest.mark.parametrize("of", ["people", "organisations", "all"])
def test_the_rows_are_those_of_the_query_in_their_order(name: str, of: str, request: pytest.FixtureRequest) -> None:
    graph, found = request.getfixturevalue(name), 0
    for period in [*PERIODS, *edges(searched(graph, of, {}))]:
        told, answer = kept(graph, of, period), searched(graph, of, period)
        assert told == (answer if answer.rows else None)
        if told:
            assert [list(row) for row in told] == [list(row) for row in answer]
            found += 1
    assert found or of == "organisations"


@pytest.mark.parametrize("name", ["five_graph", "example_graph", "world_graph", "project_graph"])
def test_the_rows_of_one_are_those_of_the_query_in_their_order(name: str, request: pytest.FixtureRequest) -> None:
    graph = request.getfixturevalue(name)
    ends = {(row[f"{end}_id"], row[end]) for row in searched(graph, "all", {}) for end in ("a", "b")}
    # Among all who are known, some met nobody.
    known = graph.query("SELECT ?person ?name WHERE { ?person a vj:Person ; rdfs:label ?name } ORDER BY ?person")
    for iri, label in sorted(ends | {(row["person"], row["name"]) for row in known.rows[:5]}):
        whole = searched(graph, "all", {}, iri)
        for of in ("", "people", "organisations", "all"):
            for period in [*PERIODS[:4], *edges(whole)[:4]]:
                told, answer = kept(graph, of, period, iri), searched(graph, of, period, iri)
                assert told == (answer if answer.rows else None), (label, of, period)
                if told:
                    assert [list(row) for row in told] == [list(row) for row in answer]
                    assert told == kept(graph, of, period, f"<{iri}>")
                    assert all(iri in (row["a_id"], row["b_id"]) for row in told)


def test_what_sources_differ_on_and_doubt_stands_in_the_rows(graph: Callable[..., vjgraph.Graph]) -> None:
    """Two sources tell of two kinds and two days; one of the two is only inferred to have been there."""
    talks = (
        "meetings: [{id: talks-2019, kind: %s, date: %s, place: Besse, participants: {co-chair: [Jane Roe, John Doe]}, "
        "inferred: {co-chair: they are named together}, quote: they met, par: 1}]"
    )
    built = graph(("2019-07-03", talks % ("courtesy-call", "2019-07-01")), ("2019-07-03", talks % ("talks", "2019-07-02")))
    told = kept(built, "all", {})
    assert told == searched(built, "all", {})
    (row,) = told or ()
    assert (row["kind"], row["sources"]) == ("courtesy call / talks", ["source-1", "source-2"])
    assert row["certainty"] == "possible"
    assert row["contested"]


def test_why_a_place_is_inferred_stands_beside_it(graph: Callable[..., vjgraph.Graph]) -> None:
    talks = (
        "meetings: [{id: talks-2019, place: Besse, participants: {co-chair: [Jane Roe, John Doe]}, "
        "inferred: {place: they are said to be there}}]"
    )
    built = graph(("2019-07-03", "people: {Jane Roe: {}, John Doe: {}}\n" + talks))
    told = kept(built, "", {})
    assert told == searched(built, "", {})
    (row,) = told or ()
    assert (row["place"], row["place_because"]) == ("Besse", "they are said to be there")
    assert "place_because" in told.shown


def test_a_parameter_that_cannot_be_is_refused(example_graph: vjgraph.Graph) -> None:
    with pytest.raises(UsageError, match="of cannot be 'peopel': did you mean 'people'"):
        kept(example_graph, "peopel", {})


def test_a_build_without_encounters_is_searched(example_graph: vjgraph.Graph, tmp_path: Path) -> None:
    copy = shutil.copytree(example_graph.project, tmp_path / "copy", symlinks=True)
    folder = vjgraph.load(copy).folder
    assert folder
    shutil.rmtree(folder / FOLDER)
    graph = vjgraph.load(copy)
    assert kept(graph, "people", {}) is None
    assert graph.query("who-met-whom") == example_graph.query("who-met-whom")
    assert kept(vjgraph.build(copy), "people", {}) == kept(example_graph, "people", {})


def test_a_name_in_any_form_means_who_it_means_elsewhere(five_graph: vjgraph.Graph) -> None:
    told = kept(five_graph, "", {"year": "2023"}, "Lam To")
    assert told == searched(five_graph, "", {"year": "2023"}, "To Lam")
    assert told


def test_a_name_found_in_part_is_noted_as_elsewhere(five_graph: vjgraph.Graph) -> None:
    told = kept(five_graph, "all", {}, "Department of Peacekeeping")
    assert told == searched(five_graph, "all", {}, "Department of Peacekeeping")
    assert told
    assert told.notes == ("'Department of Peacekeeping' is part of the name of: Vietnam Department of Peacekeeping Operations",)


@pytest.mark.parametrize("who", [("To Lan",), ("To Lam", "Vietnam"), ("",), ("https://example.org/person/to-lam",), ('"',)])
def test_a_name_that_cannot_be_is_refused_as_the_query_refuses_it(five_graph: vjgraph.Graph, who: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as refused:
        searched(five_graph, "", {}, *who)
    with pytest.raises(UsageError, match=re.escape(str(refused.value))):
        kept(five_graph, "", {}, *who)


def test_in_more_encounters_than_are_searched_one_is_found_by_the_query(
    five_graph: vjgraph.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = five_graph.query("who-met-whom", "To Lam", year=2023)
    monkeypatch.setattr("vjgraph.meeting._SEARCHED", 0)
    assert kept(five_graph, "", {"year": "2023"}, "To Lam") is None
    assert five_graph.query("who-met-whom", "To Lam", year=2023) == before
    assert kept(five_graph, "", {"year": "2023"})


def test_a_file_with_that_name_is_a_question_of_its_own(example_graph: vjgraph.Graph, tmp_path: Path) -> None:
    file = tmp_path / "who-met-whom.rq"
    file.write_text("# question: How many?\nSELECT (COUNT(*) AS ?n) { ?e a vj:Encounter }", encoding="utf-8")
    assert example_graph.query(str(file)).columns == ("n",)


@pytest.mark.parametrize("base", ["https://example.org/data/", "https://example.org/data#"])
def test_a_party_is_a_person_whichever_sign_the_base_ends_in(base: str) -> None:
    assert is_person(f"{base}person/jane-roe")
    assert not is_person(f"{base}organisation/aland")
