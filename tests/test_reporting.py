"""What the commands say beside rows."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import vjgraph
from vjgraph.building import Built
from vjgraph.errors import Finding, FindingsError, UsageError
from vjgraph.explaining import Match, Near, Why
from vjgraph.querying import Answer
from vjgraph.questions import read_queries
from vjgraph.reporting import (
    left_out,
    report_build,
    report_names,
    report_queries,
    report_rebuilt,
    report_refusal,
    report_shown,
    report_unbuilt,
    report_why,
)
from vjgraph.showing import Shown

NOTE = Finding("a.yaml", 1, 1, "note", "review", "wait")
WARNING = Finding("a.yaml", 1, 1, "warning", "no-quote", "no words")


def built(
    folder: Path, *, quotes: int = 9, verified: int = 9, findings: tuple[Finding, ...] = (), compiled: int = 1234, **more: Any
) -> Built:
    """A build as reported."""
    made = Built(folder.parent, folder, 1234, 56789, (("people", 8), ("visits", 0)), quotes, verified, findings)
    return replace(made, compiled=compiled, **more)


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


def test_it_is_told_how_much_was_compiled_where_that_is_not_everything(tmp_path: Path) -> None:
    assert "\n3 of 1,234 sources compiled\n" in report_build(built(tmp_path / "build", compiled=3), seconds=1)
    assert " compiled\n" not in report_build(built(tmp_path / "build"), seconds=1)
    assert " compiled\n" not in report_build(built(tmp_path / "build", compiled=0), seconds=1)


def test_a_build_of_what_is_as_it_was_says_so(tmp_path: Path) -> None:
    report = report_build(built(tmp_path / "build", compiled=0, findings=(NOTE,)), seconds=1, written=False)
    assert "\nnothing has changed since the last build; 1 note in findings.txt\nopen " in report
    assert "written in" not in report


def test_where_the_exports_were_not_written_it_says_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "my demo"
    project.mkdir()
    monkeypatch.chdir(project)
    ways = report_build(built(project / "build", exported=False), seconds=1).splitlines()[-4:]
    assert ways[0] == "graph.ttl, graph.trig and graph.html were not written (they are up to 100,000 triples)"
    assert [way.partition(":")[2].strip() for way in ways[1:]] == [
        "vjgraph build --exports",
        "vjgraph export graph.ttl",
        "vjgraph view -o map.html",
    ]
    monkeypatch.chdir(tmp_path)
    elsewhere = report_build(built(project / "build", exported=False), seconds=1)
    assert "vjgraph build 'my demo' --exports\n" in elsewhere
    assert elsewhere.endswith("vjgraph view -o map.html --project 'my demo'\n")


def test_sources_left_out_are_counted_each_once(tmp_path: Path) -> None:
    errors = tuple(
        Finding(file, line, 1, "error", "x", "y") for file, line in [("a.yaml", 1), ("a.yaml", 9), ("b.jsonl", 1), ("b.jsonl", 2)]
    )
    made = built(tmp_path / "build", findings=(*errors, NOTE, WARNING))
    assert left_out(made) == 3
    report = report_build(made, seconds=1)
    assert "\n3 sources left out for errors\n" in report
    assert "; 4 errors, 1 warning and 1 note in findings.txt\n" in report


def test_a_build_somebody_looks_on_at_is_one_line_and_what_is_newly_wrong(tmp_path: Path) -> None:
    contested = Finding("a.yaml", 1, 1, "warning", "contested", "sources differ on the date of 'call': …")
    last = built(tmp_path / "build", findings=(NOTE, WARNING))
    same = built(tmp_path / "build", findings=(NOTE, WARNING), compiled=2)
    assert report_rebuilt(same, ["a.yaml"], seconds=0.24, last=last) == (
        "a.yaml: 2 of 1,234 sources compiled, 56,789 triples, 0.2 s"
    )
    other = Finding("b.yaml", 2, 1, "warning", "no-quote", "no words", "add 'quote: …'")
    more = built(tmp_path / "build", findings=(WARNING, other, contested), compiled=0, triples=56_799)
    assert report_rebuilt(more, ["b.yaml (gone)"], seconds=3, last=last).splitlines() == [
        "b.yaml (gone): 56,799 triples (10 more), sources differ on 1 value (0 before), 3.0 s",
        "b.yaml:2:1: warning: no words [no-quote]",
        "    add 'quote: …'",
    ]
    assert report_rebuilt(last, ["a.yaml"], seconds=3, last=more).startswith(
        "a.yaml: 1,234 of 1,234 sources compiled, 56,789 triples (10 fewer), "
    )


def test_a_build_of_nothing_new_and_one_after_errors_are_told_as_that(tmp_path: Path) -> None:
    made = built(tmp_path / "build", compiled=0)
    assert report_rebuilt(made, ["a", "b", "c", "d"], seconds=1, written=False, last=made) == (
        "a, b, c and d: nothing has changed since the last build"
    )
    assert report_rebuilt(made, "abcde", seconds=1, written=False, last=made, mended=True) == (
        "a, b, c and 2 more files: no errors, nothing has changed since the last build"
    )


def test_errors_while_somebody_looks_on_are_told_and_the_first_of_many() -> None:
    errors = [Finding("a.yaml", line, 1, "error", "x", "y") for line in range(1, 14)]
    assert report_unbuilt(FindingsError(errors[:1]), ["a.yaml"]) == (
        "a.yaml: 1 error, and what was built before stays\na.yaml:1:1: error: y [x]"
    )
    lines = report_unbuilt(FindingsError(errors), ["a.yaml"]).splitlines()
    assert (len(lines), lines[-1]) == (12, "and 3 more: 'vjgraph check' lists them")


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


def test_all_of_one_thing_is_markdown_and_json_too() -> None:
    known = Answer(("what", "value"), ({"what": "name", "value": "Jane Roe"},))
    met = Answer(("whom", "meeting"), ({"whom": "John [Doe]", "meeting": "x"},), ("concluded: by a rule",), ("whom",))
    shown = Shown("https://example.org/1", "Jane Roe", (("", known), ("Met", met)), ("a note",))
    assert report_shown(shown, format="md") == (
        "# Jane Roe\n\n<https://example.org/1>\n\n## What it is\n\n| what | value |\n| --- | --- |\n| name | Jane Roe |\n\n"
        "## Met\n\nconcluded: by a rule\n\n| whom |\n| --- |\n| John \\[Doe\\] |\n"
    )
    assert json.loads(report_shown(shown, format="json")) == {
        "label": "Jane Roe",
        "iri": "https://example.org/1",
        "notes": ["a note"],
        "sections": [
            {"heading": "What it is", "notes": [], "rows": [{"what": "name", "value": "Jane Roe"}]},
            {"heading": "Met", "notes": ["concluded: by a rule"], "rows": [{"whom": "John [Doe]", "meeting": "x"}]},
        ],
    }
    with pytest.raises(UsageError, match="what is shown is several tables, and CSV is one: take json or md"):
        report_shown(shown, format="csv")
    with pytest.raises(UsageError, match="no format is called 'xls'"):
        report_shown(shown, format="xls")


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
