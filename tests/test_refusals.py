"""What cannot be asked: one clear line with the nearest valid thing and exit code 2, the same from Python."""
# ruff: noqa: E501 (one case a line)

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import vjgraph
from vjgraph.cli import main

DAYS = "write 2023-04-04, 2023-04, 2023 or 2022-09-09/2022-09-12"
MONTHS = "months run from 01 to 12, quarters of a year from 33 to 36; its halves are 40 and 41"
RAW = "SELECT * { ?s ?p ?o }"
ONLY_READ = "changes a graph, and this one is only read: edit sources/ and run 'vjgraph build'"

# What is asked, its options in Python, and the line: on the command line `from_` is --from, and a parameter -p of=....
CASES: list[tuple[list[str], dict[str, Any], str]] = [
    # names
    (["who-met-whom", "Jane Rowe"], {}, "nothing in the graph is called 'Jane Rowe': did you mean 'Jane Roe'?"),
    (["who-met-whom", "Roe Jayne"], {}, "nothing in the graph is called 'Roe Jayne': did you mean 'Jane Roe'?"),
    (["meetings-of", ""], {}, "nothing in the graph is called '': 'vjgraph show' lists what there is"),
    (["office-holders", "Presidnt of Beland"], {}, "nothing in the graph is called 'Presidnt of Beland': did you mean 'President of Beland'"),
    (["meetings-of", "Doe"], {}, "'Doe' can be John Doe (person/john-doe); Tom Doe (person/tom-doe): write the full name, or what stands"),
    # queries
    (["who-met-hwom"], {}, "no query is called 'who-met-hwom': did you mean 'who-met-whom'?"),
    (["who met whom"], {}, "no query is called 'who met whom': did you mean 'who-met-whom'?"),
    (["What did Jane Roe say?"], {}, "no query is called 'What did Jane Roe say?': 'vjgraph query' lists them"),
    ([""], {}, "the question is empty: name a query ('vjgraph query' lists them) or write SPARQL"),
    ([" \n"], {}, "the question is empty: name a query ('vjgraph query' lists them) or write SPARQL"),
    (["gone.rq"], {}, "gone.rq: the query cannot be read: No such file or directory"),
    # how many names
    (["meetings", "one"], {}, "'meetings' takes no names, not 1: vjgraph query meetings [--year Y]"),
    (["meetings-of"], {}, "'meetings-of' takes 1 name, not 0: vjgraph query meetings-of PERSON|BODY [--year Y]"),
    (["met-both", "Jane Roe"], {}, "'met-both' takes 2 names, not 1: vjgraph query met-both PERSON PERSON"),
    (["who-met-whom", "Jane Roe", "John Doe"], {}, "'who-met-whom' takes at most 1 name, not 2: vjgraph query who-met-whom [PERSON|BODY]"),
    (["held-office"], {}, "'held-office' takes 2 arguments, not 0: vjgraph query held-office OFFICE DATE"),
    # parameters
    (["who-met-whom"], {"parameters": {"of": "peple"}}, "'who-met-whom': of cannot be 'peple': did you mean 'people'?"),
    (["who-met-whom"], {"parameters": {"of": "all of them"}}, "'who-met-whom': of cannot be 'all of them': write one of people, "),
    (["who-met-whom"], {"parameters": {"off": "all"}}, "'who-met-whom' has no parameter 'off'; it has of=people|organisations|all"),
    (["meetings"], {"parameters": {"of": "all"}}, "'meetings' has no parameter 'of'; it has none"),
    # dates
    (["meetings"], {"year": "twenty"}, f"'twenty' is no EDTF date: {DAYS}"),
    (["meetings"], {"year": ""}, f"an empty text is no date: {DAYS}"),
    (["meetings"], {"year": "20190"}, f"'20190' is no EDTF date: {DAYS}"),
    (["meetings"], {"from_": "2023-13"}, f"'2023-13': there is no month 13: {MONTHS}"),
    (["meetings"], {"to": "2023-02-29"}, "'2023-02-29': there is no day 29 in that month: it has 28 days: look the date up again"),
    (["meetings"], {"from_": "1 July 2019"}, f"'1 July 2019' is no EDTF date: {DAYS}"),
    (["meetings"], {"year": "XXXX-04"}, f"'XXXX-04' names no year: {DAYS}"),
    (["meetings"], {"year": "2019/.."}, "'2019/..' is open at one end: use --from or --to alone"),
    (["meetings"], {"from_": "2020", "to": "2019"}, "the period ends (2019-12-31) before it begins (2020-01-01)"),
    (["meetings"], {"year": "2019", "to": "2019"}, "give either --year or --from and --to"),
    (["ministries"], {"year": "2019"}, "'ministries' asks about no period: leave out --year, --from and --to"),
    (["held-office", "President of Beland", "yesterday"], {}, f"'yesterday' is no EDTF date: {DAYS}"),
    # SPARQL
    ([RAW], {"year": "2019"}, "--year, --from and --to belong to named queries: write a FILTER on vj:earliest and vj:latest"),
    ([RAW, "Jane Roe"], {}, "SPARQL takes no names or parameters here: write them into it, or save it as a .rq file"),
    ([RAW], {"parameters": {"of": "all"}}, "SPARQL takes no names or parameters here: write them into it, or save it as a .rq file"),
    (["INSERT DATA { <a:b> <a:c> 1 }"], {}, f"INSERT {ONLY_READ}"),
    (["DELETE WHERE { ?s ?p ?o }"], {}, f"DELETE {ONLY_READ}"),
    (["LOAD <https://example.org/x>"], {}, f"LOAD {ONLY_READ}"),
    (["SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }"], {}, "SERVICE asks another service, and only this graph is asked"),
    (["SELECT * FROM <https://example.org/> { ?s ?p ?o }"], {}, "FROM asks another graph, and only this graph is asked: leave it out"),
    (["ASK { ?m a vj:Meting }"], {}, "vj:Meting is no term of the ontology (line 1, column 12): did you mean 'vj:Meeting'?"),
    (["ASK { ?m vk:kind ?k }"], {}, "no prefix is called 'vk:' (line 1, column 10): did you mean 'vjk:'?"),
    (["ASK { ?x <https://example.org/p> ?y FILTER (<https://example.org/f>(?x)) }"], {}, "SPARQL that cannot be answered: The custom"),
]  # fmt: skip


def _words(arguments: list[str], options: dict[str, Any]) -> list[str]:
    parameters = [word for key, value in options.get("parameters", {}).items() for word in ("-p", f"{key}={value}")]
    period = [word for key in ("year", "from_", "to") if key in options for word in (f"--{key.strip('_')}", options[key])]
    return [*arguments, *parameters, *period]


@pytest.mark.parametrize(("arguments", "options", "line"), CASES)
def test_it_is_said_in_one_line_on_the_command_line_and_in_python(
    arguments: list[str], options: dict[str, Any], line: str, project_asked: Path, project_graph: vjgraph.Graph
) -> None:
    result = CliRunner().invoke(main, ["query", *_words(arguments, options), "--project", str(project_asked)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(line)
    assert result.stderr.count("\n") == 1
    with pytest.raises(vjgraph.UsageError) as refused:
        project_graph.query(*arguments, **options)
    assert f"{refused.value}\n" == result.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT ?s\nWHERE { ?s a }", "at line 2, near column 15:\n  WHERE { ?s a }\n                ^\n"),
        ("SELECT ?s WHERE { ?s a vj:Meeting", "at line 1, near column 34:\n  SELECT ?s WHERE { ?s a vj:Meeting\n"),
        ("{}", "at line 1, near column 3 (a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE):\n  {}\n    ^\n"),
    ],
)
def test_sparql_that_does_not_parse_is_shown_with_its_place(
    text: str, told: str, project_asked: Path, project_graph: vjgraph.Graph
) -> None:
    result = CliRunner().invoke(main, ["query", text, "--project", str(project_asked)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"SPARQL that does not parse {told}")
    with pytest.raises(vjgraph.UsageError) as refused:
        project_graph.query(text)
    assert f"{refused.value}\n" == result.stderr


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["query", "meetings", "--format", "jsn"], "no format is called 'jsn': did you mean 'json'?"),
        (["query", "meetings", "--format", "xml"], "no format is called 'xml': there are table, csv, json, md"),
        (["query", "who-met-whom", "-p", "people"], "-p wants KEY=VALUE, not 'people'"),
        (["query", "who-met-whom", "-p", "=people"], "-p wants KEY=VALUE, not '=people'"),
        (["query", "meetings", "--frmat", "json"], "no option is called '--frmat': did you mean --format or --from?"),
        (["query", "meetings", "--xyz"], "no option is called '--xyz': "),
        (
            ["query", "meetings", "--endpoint", "nowhere"],
            "'nowhere' is no endpoint: write its web address, as https://example.org/",
        ),
        (["query", "meetings", "--endpoint", ""], "'' is no endpoint: write its web address, as https://example.org/sparql"),
        (["show", "Jane Rowe"], "nothing in the graph is called 'Jane Rowe': did you mean 'Jane Roe'"),
        (["show", "Jane", "Roe"], "got unexpected extra argument (Roe): put a name of several words in quotes"),
        (["network", "peple"], "no network is called 'peple': did you mean 'people'?"),
        (
            ["network", "-o", "x.foo"],
            "x.foo: no network format has the ending '.foo'; there are .graphml, .gexf, .cyjs, .json, .csv",
        ),
        (["network", "--year", "soon"], f"'soon' is no EDTF date: {DAYS}"),
        (["export", "x.foo"], "x.foo: no format has the ending '.foo'; there are .ttl, .nt, .trig, .nq"),
    ],
)
def test_options_formats_and_files_that_are_none_are_refused_in_one_line(
    words: list[str], line: str, project_asked: Path
) -> None:
    result = CliRunner().invoke(main, [*words, "--project", str(project_asked)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(line)
    assert result.stderr.count("\n") == 1


# --- a file or a project's query of one's own ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "mine.rq: the file holds no query"),
        ("# question: Who?\n", "mine.rq: the file holds no query"),
        ("# questoin: Who?\nASK {}", "mine.rq:1: '# questoin:' declares nothing: did you mean 'question'?"),
        ("# argument: who: peple\nASK {}", "mine.rq: '# argument: who: peple' names no class 'peple': did you mean 'people'?"),
        ("# parameter: of = all\nASK {}", "mine.rq: '# parameter: of = all' is none: write 'KEY = VALUE: vj:Term, VALUE: vj:Term; as "),
        ("ASK { ?m a vj:Meting }", "vj:Meting is no term of the ontology (line 1, column 12): did you mean 'vj:Meeting'?"),
        ("DROP ALL", f"DROP {ONLY_READ}"),
    ],
)  # fmt: skip
def test_a_query_of_ones_own_that_is_none_is_refused(text: str, told: str, tmp_path: Path, project_graph: vjgraph.Graph) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(vjgraph.UsageError) as refused:
        project_graph.query(str(path))
    assert str(refused.value).startswith(told)
    assert "\n" not in str(refused.value)


def test_a_query_without_a_header_is_asked_as_it_stands_and_takes_no_names(tmp_path: Path, project_graph: vjgraph.Graph) -> None:
    path = tmp_path / "bare.rq"
    path.write_text("\ufeffSELECT ?m { ?m a vj:Meeting }", encoding="utf-8")
    assert len(project_graph.query(str(path))) == len(project_graph.query("SELECT ?m { ?m a vj:Meeting }")) > 0
    with pytest.raises(vjgraph.UsageError, match="'bare' takes no names, not 1: vjgraph query bare"):
        project_graph.query(str(path), "Jane Roe")


def test_a_projects_query_that_bears_a_name_of_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "meetings.rq").write_text("ASK {}", encoding="utf-8")
    result = CliRunner().invoke(main, ["query", "--project", str(tmp_path)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "queries/meetings.rq: a query of vjgraph is called 'meetings': give yours another name\n"


def test_a_kind_of_no_scheme_is_a_note_beside_the_answer(project_asked: Path) -> None:
    text = "SELECT ?m { ?m vj:kind <https://w3id.org/vjgraph/kinds/meeting/talk> }"
    result = CliRunner().invoke(main, ["query", text, "--project", str(project_asked)])
    assert (result.exit_code, result.stdout) == (0, "no rows\n")
    assert result.stderr == "note: no kind is called 'meeting/talk' (line 1, column 24): did you mean 'meeting/talks'?\n"
