"""What the commands say beside rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import vjgraph
from vjgraph.building import Built
from vjgraph.errors import Finding, FindingsError
from vjgraph.explaining import Match, Near, Why
from vjgraph.querying import Answer
from vjgraph.questions import read_queries
from vjgraph.reporting import report_build, report_names, report_queries, report_refusal, report_shown, report_why
from vjgraph.showing import Shown

NOTE = Finding("a.yaml", 1, 1, "note", "review", "wait")
WARNING = Finding("a.yaml", 1, 1, "warning", "no-quote", "no words")


def built(folder: Path, *, quotes: int, verified: int, findings: tuple[Finding, ...] = ()) -> Built:
    """A build as reported."""
    return Built(folder.parent, folder, 1234, 56789, (("people", 8), ("visits", 0)), quotes, verified, findings)


def test_a_build_is_summed_up_with_what_there_is_of_each_class(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert report_build(built(tmp_path / "build", quotes=9, verified=9), seconds=0.24) == (
        "       sources  1,234\n        people  8\n       triples  56,789\n9 of 9 quotes verified\n"
        "build/ written in 0.2 s\nopen build/graph.html\n"
    )


def test_unverified_quotes_and_findings_are_told(tmp_path: Path) -> None:
    report = report_build(built(tmp_path / "build", quotes=1, verified=0, findings=(NOTE, NOTE, WARNING)), seconds=12.34)
    assert "0 of 1 quote verified ('vjgraph check --texts DIR' verifies those whose text is kept outside)\n" in report
    assert f"{tmp_path / 'build'}/ written in 12.3 s; 1 warning and 2 notes in findings.txt\n" in report


def test_what_the_sources_differ_on_is_counted_in_one_line(tmp_path: Path) -> None:
    contested = Finding("a.yaml", 1, 1, "warning", "contested", "sources differ on the date of 'call': …")
    report = report_build(built(tmp_path / "build", quotes=1, verified=1, findings=(contested,) * 2), seconds=1)
    assert "\nsources differ on 2 values: 'vjgraph query conflicts' lists what each says\n" in report


def test_a_refusal_counts_its_errors() -> None:
    error = FindingsError([Finding("a.yaml", 1, 1, "error", "x", "y")] * 2)
    assert report_refusal(error) == "2 errors: nothing was built, and what was built before stays"
    assert report_refusal(FindingsError(error.findings[:1])).startswith("1 error: ")


def test_the_list_of_queries_fits_a_terminal_and_can_be_read_by_programs() -> None:
    queries = read_queries()
    listed = report_queries(queries)
    assert max(map(len, listed.splitlines())) <= 100
    rows = json.loads(report_queries(queries, format="json"))
    assert [row["query"] for row in rows] == list(queries)
    assert all(row["question"] and row["usage"].startswith(row["query"]) and row["example"] for row in rows)
    assert report_queries(queries, format="csv").startswith("query,usage,question,example\n")


def test_all_of_one_thing_is_headed_and_what_it_is_stands_first() -> None:
    known = Answer(
        ("what", "value"),
        ({"what": "name", "value": "Jane Roe"}, {"what": "also", "value": "J. R."}, {"what": "also", "value": "Roe"}),
    )
    met = Answer(("whom", "meeting"), ({"whom": "John [Doe]", "meeting": "x"},), ("concluded: by a rule",), ("whom",))
    report = report_shown(
        Shown("https://example.org/1", "Jane Roe", (("", known), ("Met", met), ("Evidence", Answer(("quote",), ()))))
    )
    assert report == (
        "Jane Roe\nhttps://example.org/1\n                name  Jane Roe\n                also  J. R., Roe\n"
        "\nMet\n  concluded: by a rule\nwhom\n──────────\nJohn [Doe]\n\nEvidence\nno words stand behind this\n"
    )


def test_evidence_stands_under_its_document_each_passage_once() -> None:
    told = {"source": "daily", "publisher": "Example Daily", "title": None, "published": "2019-07-02", "address": "https://a.b/"}
    rows = (
        {"subject": "Jane Roe", "quote": "foreign minister", "paragraph": 1, **told},
        {"subject": "Jane Roe holds an office", "quote": "foreign minister", "paragraph": 1, **told},
        {"subject": "Jane Roe", "quote": "Roe", "paragraph": None, **dict.fromkeys(told), "source": "leaflet"},
    )
    report = report_shown(Shown("a:b", "Jane Roe", (("Evidence", Answer(tuple(rows[0]), rows)),)), width=60)
    assert report.splitlines()[2:] == [
        "",
        "Evidence",
        "Example Daily, 2019-07-02, https://a.b/",
        "  paragraph 1: “foreign minister” - Jane Roe; Jane Roe",
        "    holds an office",
        "",
        "leaflet",
        "  “Roe” - Jane Roe",
    ]


def test_names_are_listed_by_class(project_graph: vjgraph.Graph) -> None:
    listed = report_names(project_graph.names.listing())
    headings = [line for line in listed.splitlines() if not line.startswith(" ")]
    assert headings == ["people", "bodies", "offices", "agreements", "topics", "places", "visits, meetings and other events"]
    assert "\n  Jane Roe\n" in listed


IRI = "https://w3id.org/vjgraph/id/person/"


def test_a_match_is_explained_in_a_block() -> None:
    roe = Match(
        f"{IRI}jane-roe",
        "Jane Roe",
        "Roe, Jane",
        "an alias in the authorities",
        ("part of a name", "capitals"),
        ("“Jane”", "“Roe”"),
    )
    assert report_why(Why("ROE", (roe,))) == (
        "Jane Roe (person/jane-roe)\n"
        "    form  “Roe, Jane”, an alias in the authorities\n"
        "      by  part of a name, and of nothing else here; capitals\n"
        "   words  “Jane”\n"
        "          “Roe”\n"
    )
    plain = Match(f"{IRI}jane-roe", "Jane Roe", "Jane Roe", "the name in the authorities (en)")
    assert "      by  as it is written\n" in report_why(Why("Jane Roe", (plain,)))
    assert report_why(Why("jane-roe", (Match(f"{IRI}jane-roe", "Jane Roe", "jane-roe", "its id"),))).splitlines()[1:] == [
        "    form  its id"
    ]


def test_several_matches_and_none_say_what_to_do() -> None:
    doe = [Match(f"{IRI}{name}-doe", f"{name} Doe", f"{name} Doe", "the name", ("part of a name",)) for name in ("john", "tom")]
    told = report_why(Why("Doe", tuple(doe)))
    assert told.startswith(
        "“Doe” can be 2 things: write the full name, or what stands in brackets\n\njohn Doe (person/john-doe)\n"
    )
    assert "nothing else here" not in told
    near = Near(f"{IRI}jane-roe", "Jane Roe", "ジェーン", ("“Rose” is not “Roe”",))
    assert report_why(Why("Rose", (), (near,))) == (
        "“Rose” is nothing in this graph; the nearest:\n\nJane Roe (person/jane-roe)\n"
        "    “Rose” is not “Roe”\n    the form compared is “ジェーン”\n"
    )
    assert "nothing is like it: 'vjgraph show' lists what there is" in report_why(Why("zzz"))
