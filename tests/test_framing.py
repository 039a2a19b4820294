"""Answers as pandas and polars frames: every column of one type, with rows or without."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import Any

import pandas as pd
import polars as pl
import pytest

import vjgraph
from vjgraph.errors import UsageError

TEXT, LIST = pl.String(), pl.List(pl.String())


def test_a_named_query_is_a_frame_with_days_lists_and_numbers(project_graph: vjgraph.Graph) -> None:
    answer = project_graph.query("who-met-whom", year=2019)
    frame = answer.to_polars()
    assert frame.columns == list(answer.columns)
    assert frame.height == len(answer) > 0
    types = dict(frame.schema)
    assert (types["a"], types["date"], types["sources"]) == (TEXT, TEXT, LIST)
    assert (types["earliest"], types["latest"], types["publishers"]) == (pl.Date(), pl.Date(), pl.Int64())
    assert frame["earliest"].to_list() == [row["earliest"] and date.fromisoformat(row["earliest"]) for row in answer]
    assert frame["sources"].to_list() == [row["sources"] for row in answer]

    table = answer.to_pandas()
    assert list(table.columns) == list(answer.columns)
    assert isinstance(table["a"].dtype, pd.StringDtype)
    assert str(table["earliest"].dtype) == "datetime64[s]"
    assert str(table["publishers"].dtype) == "Int64"
    assert table["sources"].tolist() == [row["sources"] for row in answer]
    assert table["earliest"].iloc[0] == datetime.fromisoformat(answer.rows[0]["earliest"])


def test_every_query_has_the_same_columns_and_types_where_nothing_is_found(project_graph: vjgraph.Graph) -> None:
    """Asked about a year in which nothing took place, and about one in which much did."""
    for name, query in project_graph.queries.items():
        if not query.period or not all(argument.optional for argument in query.arguments):
            continue
        full, empty = project_graph.query(name, from_="1000"), project_graph.query(name, year="1801")
        assert full.to_polars().schema == empty.to_polars().schema, name
        assert full.to_pandas().dtypes.equals(empty.to_pandas().dtypes), name
        assert (empty.to_polars().height, len(empty.to_pandas())) == (0, 0)


def test_raw_sparql_takes_its_types_from_its_terms(project_graph: vjgraph.Graph) -> None:
    text = """SELECT ?day ?n ?share ?yes ?label ?iri ?mixed {
      VALUES (?day ?n ?share ?yes ?label ?iri ?mixed) {
        ("2019-07-01"^^xsd:date 1 1.5 true "a"@en <https://example.org/> 1)
        (UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF "one")
      } } ORDER BY DESC(?n)"""
    frame = project_graph.query(text).to_polars()
    assert frame.dtypes == [pl.Date(), pl.Int64(), pl.Float64(), pl.Boolean(), TEXT, TEXT, TEXT]
    assert frame.row(0) == (date(2019, 7, 1), 1, 1.5, True, "a", "https://example.org/", "1")
    assert frame.row(1)[:6] == (None,) * 6
    table = project_graph.query(text).to_pandas()
    assert [str(dtype) for dtype in table.dtypes] == [
        "datetime64[s]", "Int64", "Float64", "boolean", "string", "string", "string",
    ]  # fmt: skip
    assert table.iloc[1, :6].isna().all()


def test_a_day_that_no_calendar_has_leaves_its_column_text(project_graph: vjgraph.Graph) -> None:
    frame = project_graph.query('SELECT ?d { VALUES ?d { "2019-07-01"^^xsd:date "2019-07-01Z"^^xsd:date } }').to_polars()
    assert frame.dtypes == [TEXT]


@pytest.mark.parametrize("text", ["ASK { ?s ?p ?o }", "CONSTRUCT WHERE { ?s a vj:Meeting }", "SELECT ?s { ?s a vj:Nix }"])
def test_every_form_of_answer_is_a_frame(text: str, project_graph: vjgraph.Graph) -> None:
    answer = project_graph.query(text.replace("vj:Nix", "<https://example.org/Nix>"))
    assert answer.to_polars().columns == list(answer.to_pandas().columns) == list(answer.columns)
    assert answer.to_polars().height == len(answer.to_pandas()) == len(answer)


def test_evidence_comes_along_as_records(project_graph: vjgraph.Graph) -> None:
    answer = project_graph.query("who-met-whom", year=2019, evidence=True)
    assert answer.to_polars()["evidence"][0][0]["quote"] == answer.rows[0]["evidence"][0]["quote"]
    assert answer.to_pandas()["evidence"][0] == answer.rows[0]["evidence"]


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_where_the_package_is_missing_the_way_to_it_is_told(
    package: str, project_graph: vjgraph.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    answer: Any = project_graph.query("ministries")
    with pytest.raises(UsageError, match=rf"^{package} is not installed: pip install 'vjgraph\[{package}\]'$"):
        getattr(answer, f"to_{package}")()
