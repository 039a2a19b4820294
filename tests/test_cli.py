"""The command line as its users meet it: what is printed where, exit codes, and refusals of one line."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import vjgraph
from vjgraph.cli import main

PACKAGE = str(Path(vjgraph.__file__).parents[1])
COMMANDS = ("build", "check", "query", "show", "diff", "network", "view", "export", "init")
SHELL = [sys.executable, "-m", "vjgraph"]


def run(*words: str) -> Result:
    """A command in this process."""
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def ask(project: Path, *words: str) -> Result:
    """`vjgraph query` in a built project."""
    return run("query", *words, "--project", str(project))


def environment(**more: str) -> dict[str, str]:
    """What a command of its own needs to find the package."""
    return os.environ | {"PYTHONPATH": PACKAGE} | more


# --- help -------------------------------------------------------------------------------------------------------------


def test_help_lists_the_commands_in_the_order_of_work() -> None:
    lines = run("--help").stdout.splitlines()
    assert len(lines) <= 24
    assert [line.split()[0] for line in lines[lines.index("Commands:") + 1 :]] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_is_one_screen_with_an_example(command: str) -> None:
    for flag in ("--help", "-h"):
        result = run(command, flag)
        assert result.exit_code == 0
        lines = result.stdout.splitlines()
        assert len(lines) <= 24
        assert max(map(len, lines)) <= 80
        assert any(line.startswith(f"  vjgraph {command}") for line in lines), "an example to copy"


def test_the_package_is_the_command_too() -> None:
    """`python -m vjgraph`, and it calls itself as the command does."""
    for words in (["--help"], ["show", "--help"], ["qurey"]):
        done = subprocess.run([*SHELL, *words], capture_output=True, text=True, env=environment(), check=False)
        own = CliRunner().invoke(main, words, prog_name="vjgraph")
        assert (done.returncode, done.stdout, done.stderr) == (own.exit_code, own.stdout, own.stderr)


def test_the_examples_of_help_run(project_asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(project_asked, tmp_path / "demo")
    monkeypatch.chdir(tmp_path / "demo")
    for command in ("query", "show", "network", "export", "build"):
        for line in run(command, "--help").stdout.splitlines():
            if line.startswith(f"  vjgraph {command} ") and "--texts" not in line and "--watch" not in line:
                import shlex

                assert run(*shlex.split(line)[1:]).exit_code == 0, line


def test_a_command_that_is_none_is_refused_with_the_nearest() -> None:
    result = run("qurey")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "no command is called 'qurey': did you mean 'query'?\n"
    assert run("xyz").stderr.startswith("no command is called 'xyz': there are build, check, query, show")


MORE = """\
source: {format: 1, published: 2019-07-03, language: en, text: "Ann Poe spoke."}
people:
  Ann Poe: {quote: Ann Poe}
"""

# --- build, check, init -----------------------------------------------------------------------------------------------


def test_from_nothing_to_an_answer_in_three_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = run("init", "my demo")
    assert made.exit_code == 0
    assert made.stdout.endswith("now: cd 'my demo' && vjgraph build\n")
    monkeypatch.chdir(tmp_path / "my demo")
    built = run("build")
    assert built.exit_code == 0
    assert "\nbuild/ written in " in built.stdout
    assert built.stdout.endswith("open build/graph.html\n")
    assert run("check").stdout.endswith("1 source, 0 errors, 0 warnings, 0 notes; 11 of 11 quotes verified\n")
    rows = json.loads(run("query", "who-met-whom", "--year", "2019", "--format", "json").stdout)
    assert [(row["a"], row["b"], row["certainty"]) for row in rows] == [("Jane Roe", "John Doe", "possible")]


def test_init_leaves_a_folder_that_holds_something_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("", encoding="utf-8")
    result = run("init", str(tmp_path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{tmp_path}: something stands there already; name a new folder\n"


def test_a_build_with_errors_lists_them_and_says_that_nothing_was_built(good_project: Path) -> None:
    (good_project / "sources" / "bad.yaml").write_text("source: {format: 1}\nmeetngs: []\n", encoding="utf-8")
    result = run("build", str(good_project))
    assert (result.exit_code, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert lines[0].startswith("sources/bad.yaml:2:1: error: unknown key 'meetngs'")
    assert lines[-1] == "1 error: nothing was built, and what was built before stays"
    assert not (good_project / "build").exists()


def test_warnings_of_a_build_go_beside_its_summary(good_project: Path) -> None:
    (good_project / "sources" / "bare.yaml").write_text("source: {format: 1}\nmentions: [{name: Aland}]\n", encoding="utf-8")
    result = run("build", str(good_project))
    assert result.exit_code == 0
    assert "sources/bare.yaml:2:" in result.stderr
    assert "[no-quote]" in result.stderr
    assert "1 warning" in result.stdout


def test_a_second_build_compiles_what_changed_and_says_where_nothing_did(good_project: Path) -> None:
    (good_project / "sources" / "more.yaml").write_text(MORE, encoding="utf-8")
    assert "compiled" not in run("build", str(good_project)).stdout
    again = run("build", str(good_project))
    assert (again.exit_code, again.stderr) == (0, "")
    assert "\nnothing has changed since the last build\n" in again.stdout
    (good_project / "sources" / "more.yaml").write_text(f"{MORE}# more\n", encoding="utf-8")
    changed = run("build", str(good_project)).stdout
    assert "\n1 of 2 sources compiled\n" in changed
    assert "/ written in " in changed
    (good_project / "sources" / "more.yaml").unlink()
    gone = run("build", str(good_project)).stdout
    assert "compiled" not in gone
    assert "/ written in " in gone


def test_the_exports_are_written_as_asked(good_project: Path) -> None:
    without = run("build", "--no-exports", str(good_project))
    assert without.exit_code == 0
    assert not (good_project / "build" / "graph.html").exists()
    assert f"vjgraph build {good_project} --exports\n" in without.stdout
    assert "open " not in without.stdout
    with_them = run("build", "--exports", "--workers", "1", str(good_project))
    assert with_them.stdout.endswith("graph.html\n")
    assert (good_project / "build" / "graph.html").exists()


def test_a_number_of_processes_that_is_none_is_refused(good_project: Path) -> None:
    for number in ("0", "many"):
        result = run("build", "--workers", number, str(good_project))
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_sources_with_errors_are_left_out_when_asked_and_the_exit_code_tells(good_project: Path) -> None:
    (good_project / "sources" / "bad.yaml").write_text("source: {format: 1}\nmeetngs: []\n", encoding="utf-8")
    result = run("build", "--keep-going", str(good_project))
    assert result.exit_code == 1
    assert result.stderr.startswith("sources/bad.yaml:2:1: error: unknown key 'meetngs'")
    assert "       sources  1\n" in result.stdout
    assert "\n1 source left out for errors\n" in result.stdout
    assert "/ written in " in result.stdout


def test_names_nobody_knows_are_added_when_asked(good_project: Path) -> None:
    (good_project / "sources" / "new.yaml").write_text(
        "source: {format: 1}\nmentions: [{name: Nowhere Club, quote: Club, par: 1}]\n", encoding="utf-8"
    )
    assert run("build", str(good_project)).exit_code == 1
    assert run("build", "--on-unknown", "mint", str(good_project)).exit_code == 0
    assert "Nowhere Club" in (good_project / "sources" / "authorities" / "topics.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("first", [True, False])
def test_a_build_that_is_ended_is_one_line_and_changes_nothing(first: bool, good_project: Path) -> None:
    if not first:
        run("build", str(good_project))
        (good_project / "sources" / "more.yaml").write_text(MORE, encoding="utf-8")
    before = sorted(path for path in good_project.rglob("*") if path.suffix != ".sqlite-shm")
    # Ctrl-C comes when the first sources are compiled.
    code = (
        "import contextlib, signal\n"
        "from vjgraph.cli import builds, main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "builds.bar = lambda: contextlib.nullcontext(lambda *_: signal.raise_signal(signal.SIGINT))\n"
        "main(['build'], prog_name='vjgraph')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=good_project, capture_output=True, env=environment(), check=False)
    assert done.stderr == b"stopped: nothing was built, and what was built before stays\n"
    assert (done.returncode, done.stdout) == (130, b"")
    assert sorted(path for path in good_project.rglob("*") if path.suffix != ".sqlite-shm") == before
    assert run("build", str(good_project)).exit_code == 0


def test_check_prints_findings_and_exits_by_their_weight(good_project: Path) -> None:
    good = run("check", str(good_project))
    assert good.exit_code == 0
    assert "0 errors" in good.stdout.splitlines()[-1]
    (good_project / "sources" / "bad.yaml").write_text("source: {format: 1}\nmeetngs: []\n", encoding="utf-8")
    bad = run("check", str(good_project))
    assert bad.exit_code == 1
    assert bad.stdout.startswith("sources/bad.yaml:2:1: error: unknown key 'meetngs'")
    assert "1 error, " in bad.stdout.splitlines()[-1]
    assert bad.stderr == ""


def test_check_proposes_what_is_unknown_and_then_finds_it_waiting_for_review(good_project: Path) -> None:
    (good_project / "sources" / "new.yaml").write_text(
        "source: {format: 1}\nmentions: [{name: Nowhere Club, quote: Club, par: 1}]\n", encoding="utf-8"
    )
    result = run("check", "--propose", str(good_project))
    assert result.exit_code == 0
    assert result.stdout.startswith("sources/authorities/topics.yaml: proposed Nowhere Club\n")
    assert "[review]" in result.stdout


@pytest.mark.parametrize("command", ["build", "check"])
def test_the_project_to_make_is_an_argument_or_an_option_as_elsewhere(
    command: str, good_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = str(good_project)
    monkeypatch.chdir(tmp_path)
    for words in ([at], ["--project", at], [at, "--project", f"{at}/../{good_project.name}"]):
        result = run(command, *words)
        assert (result.exit_code, result.stderr) == (0, ""), words
    monkeypatch.chdir(good_project)
    assert run(command).exit_code == 0
    refused = run(command, at, "--project", str(tmp_path))
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == f"two projects are given, {at} and --project {tmp_path}: give one\n"
    assert run(command, "--project", "nowhere").stderr == "nowhere: there is no such folder\n"


def test_a_folder_that_is_not_there_or_holds_no_project_is_said(tmp_path: Path) -> None:
    gone = run("build", str(tmp_path / "gone"))
    assert (gone.exit_code, gone.stderr) == (2, f"{tmp_path / 'gone'}: there is no such folder\n")
    empty = run("build", str(tmp_path))
    assert empty.exit_code == 1
    assert "sources:1:1: error: there is no such folder: " in empty.stderr
    assert "vjgraph init DIR" in empty.stderr
    for words in (["query", "meetings"], ["show"], ["network"], ["view"], ["export", "x.ttl"]):
        result = run(*words, "--project", str(tmp_path))
        assert result.exit_code == 1
        assert result.stderr == f"{tmp_path}: no graph is built here yet: run 'vjgraph build' (--project names another folder)\n"


# --- query ------------------------------------------------------------------------------------------------------------


def test_rows_go_to_the_output_in_the_format_asked_for_and_notes_beside_them(project_asked: Path) -> None:
    words = ("who-met-whom", "Jane Roe", "--from", "2019-07-01", "--to", "2019-07-02")
    table = ask(project_asked, *words)
    assert table.exit_code == 0
    assert table.stdout.splitlines()[0].split() == ["a", "b", "kind", "date", "certainty", "place", "publishers", "sources"]
    assert table.stdout.endswith("2 rows\n")
    assert table.stderr.startswith("note: 2 events and milestones without a year")
    rows = json.loads(ask(project_asked, *words, "--format", "json").stdout)
    assert next(csv.DictReader(io.StringIO(ask(project_asked, *words, "--format", "csv").stdout)))["a_id"] == rows[0]["a_id"]
    assert ask(project_asked, *words, "--format", "md").stdout.startswith("| a | b | kind |")
    assert [row["date"] for row in rows] == ["2019-07-01", "2019-07-02"]
    assert all(row["sources"] == ["2019-07-02-daily"] for row in rows)


def test_part_of_a_name_is_said_to_be_that_beside_what_is_shown(project_asked: Path) -> None:
    shown = run("show", "Memorandum", "--project", str(project_asked))
    assert shown.stdout == run("show", "Harbour Memorandum", "--project", str(project_asked)).stdout
    assert shown.stderr == "note: 'Memorandum' is part of the name of: Harbour Memorandum\n"
    assert ask(project_asked, "milestones", "Memorandum").stderr == shown.stderr
    assert run("show", "Jane Roe", "--project", str(project_asked)).stderr == ""


def test_without_a_question_the_named_queries_are_listed_in_any_format(project_asked: Path) -> None:
    assert (
        "who-met-whom [PERSON|BODY] [-p of=people|organisations|all] [--year Y]\n    Who met whom?\n" in ask(project_asked).stdout
    )
    assert "meetings" in [row["query"] for row in json.loads(ask(project_asked, "--format", "json").stdout)]


def test_parameters_arguments_files_and_sparql(project_asked: Path, tmp_path: Path) -> None:
    assert "Beland-Aland League" in ask(project_asked, "who-met-whom", "-p", "of=organisations").stdout
    (tmp_path / "people.rq").write_text("SELECT ?name { ?p a vj:Person ; rdfs:label ?name }", encoding="utf-8")
    assert ask(project_asked, str(tmp_path / "people.rq")).stdout.endswith("8 rows\n")
    assert ask(project_asked, "ASK { ?p a vj:Person }").stdout == "answer\n──────\nyes\n1 row\n"
    assert (
        "https://w3id.org/vjgraph/id/event/roe-doe-2019" in ask(project_asked, "SELECT ?meeting { ?meeting a vj:Meeting }").stdout
    )


def test_named_graphs_are_said_not_to_be_there(project_asked: Path) -> None:
    result = ask(project_asked, "SELECT * { GRAPH ?g { ?s ?p ?o } }")
    assert (result.exit_code, result.stdout) == (0, "no rows\n")
    assert result.stderr == "note: this graph has no named graphs, so GRAPH finds nothing: graph.trig has one graph a source\n"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["who-met-whom", "Jane Rowe"], "nothing in the graph is called 'Jane Rowe': did you mean 'Jane Roe'?"),
        (["office-holders", "Minister of Defiance of Beland"], "nothing in the graph is called 'Minister of Defiance"),
        (["who-met-hwom"], "no query is called 'who-met-hwom': did you mean 'who-met-whom'?"),
        (["meetings", "one", "two"], "'meetings' takes no names, not 2: vjgraph query meetings [--year Y]"),
        (["who-met-whom", "-p", "of=peple"], "'who-met-whom': of cannot be 'peple': did you mean 'people'?"),
        (["who-met-whom", "-p", "off=all"], "'who-met-whom' has no parameter 'off'; it has of=people|organisations|all"),
        (["who-met-whom", "-p", "people"], "-p wants KEY=VALUE, not 'people'"),
        (["meetings", "--format", "jsn"], "no format is called 'jsn': did you mean 'json'?"),
        (["meetings", "--year", "last"], "'last' is no EDTF date"),
        (["meetings", "--from", "2020", "--to", "2019"], "the period ends (2019-12-31) before it begins (2020-01-01)"),
        (["meetings", "--year", "2019", "--to", "2019"], "give either --year or --from and --to"),
        (["ministries", "--year", "2019"], "'ministries' asks about no period: leave out --year, --from and --to"),
        (["SELECT * { ?s ?p ?o }", "--year", "2019"], "--year, --from and --to belong to named queries: write a FILTER on"),
        (["SELECT * { ?s ?p ?o }", "-p", "of=all"], "SPARQL takes no names or parameters here"),
        (["INSERT DATA { <a:b> <a:c> 1 }"], "INSERT changes a graph, and this one is only read: edit sources/ and run"),
        (["LOAD <https://example.org/x>"], "LOAD changes a graph, and this one is only read"),
        (["SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }"], "SERVICE asks another service"),
        (["SELECT * FROM <https://example.org/> { ?s ?p ?o }"], "FROM asks another graph"),
        (["gone.rq"], "gone.rq: the query cannot be read: No such file or directory"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_one_line_and_exit_code_2(words: list[str], line: str, project_asked: Path) -> None:
    result = ask(project_asked, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(line)
    assert result.stderr.count("\n") == 1


def test_sparql_that_does_not_parse_is_shown_with_a_mark_where(project_asked: Path, tmp_path: Path) -> None:
    result = ask(project_asked, "SELECT ?s\nWHERE { ?s a }")
    assert result.exit_code == 2
    told = "SPARQL that does not parse at line 2, near column 15:\n  WHERE { ?s a }\n                ^\n"
    assert result.stderr == told
    own = tmp_path / "own.rq"
    own.write_text("SELECT ?s\nWHERE { ?s a }", encoding="utf-8")
    assert ask(project_asked, str(own)).stderr == f"own.rq: {told}"


# --- show, network, view, export --------------------------------------------------------------------------------------


def test_show_prints_all_of_one_thing_or_what_there_is(project_asked: Path) -> None:
    shown = run("show", "minister roe", "--project", str(project_asked))
    assert shown.exit_code == 0
    assert shown.stdout.startswith("Jane Roe\nhttps://w3id.org/vjgraph/id/person/jane-roe\n")
    assert "\nEvidence\n" in shown.stdout
    assert "people\n  Ann Poe\n" in run("show", "--project", str(project_asked)).stdout
    assert json.loads(run("show", "Jane Roe", "--format", "json", "--project", str(project_asked)).stdout)["label"] == "Jane Roe"
    for words in (["--format", "md"], ["Jane Roe", "--why", "--format", "json"]):
        refused = run("show", *words, "--project", str(project_asked))
        assert (refused.exit_code, "--format is for all that is known of a NAME" in refused.stderr) == (2, True)
    refused = run("show", "Doe", "--project", str(project_asked))
    assert refused.exit_code == 2
    assert refused.stderr.startswith("'Doe' can be John Doe (person/john-doe); Tom Doe (person/tom-doe): write the full name")


def test_show_says_why_a_name_means_what_it_means(project_asked: Path) -> None:
    at = ("--project", str(project_asked))
    told = run("show", "--why", "Đào, Thị Noe", *at)
    assert told.exit_code == 0
    assert told.stdout.startswith("Đào Thị Noe (person/dao-noe)\n    form  “Đào Thị Noe”, the name in the authorities")
    assert "“Doe” can be 2 things" in run("show", "--why", "Doe", *at).stdout
    near = run("show", "--why", "Đạo Thị Noe", *at)
    assert near.exit_code == 0
    assert "the diacritics differ: ạ is not à (“Đạo”, “Đào”)" in near.stdout
    assert run("show", "--why", *at).exit_code == 2


def test_a_network_is_printed_or_written(project_asked: Path, tmp_path: Path) -> None:
    at = ("--project", str(project_asked))
    assert run("network", *at).stdout.splitlines()[2].split() == [
        *("Jane", "Roe", "John", "Doe", "3", "3", "2019-07-01;", "2019-07-02;", "2019-12-31/2020-01-01")
    ]
    target = tmp_path / "people.json"
    written = run("network", "people", "--year", "2019", "-o", str(target), *at)
    assert written.stdout == f"{target}: 7 nodes, 4 edges\n"
    assert written.stderr.startswith("note: 2 events and milestones without a year")
    assert len(json.loads(target.read_text(encoding="utf-8"))["edges"]) == 4
    assert run("network", "peple", *at).stderr == "no network is called 'peple': did you mean 'people'?\n"


def test_a_network_is_measured_in_words_or_in_files(project_asked: Path, tmp_path: Path) -> None:
    at = ("--project", str(project_asked))
    told = run("network", "--measures", "--by", "broker", *at).stdout
    assert told.splitlines()[0].split()[:3] == ["name", "side", "degree"]
    assert "\nbroker       the same between people of different sides: how much the sides need this one" in told
    shared = run("network", "--weight", "newman", *at).stdout
    assert shared.splitlines()[0].split() == ["a", "b", "weight", "count", "certain", "dates"]
    for name in ("nodes.csv", "n.gexf", "n.graphml", "n.cyjs", "n.json"):
        assert run("network", "--measures", "-o", str(tmp_path / name), *at).exit_code == 0
        assert "betweenness" in (tmp_path / name).read_text(encoding="utf-8")
    assert "betweenness" not in run("network", *at).stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--measures", "--by", "brokers"), "no measure is called 'brokers': did you mean 'broker'?"),
        (("--by", "broker"), "--by sorts what --measures prints: add --measures"),
        (("--weight", "neman"), "no weight is called 'neman': did you mean 'newman'?"),
        (("topics", "--weight", "newman"), "topics have no newman weight, for statements are not shared out: leave it out"),
        (("-o", "n.xlsx"), "n.xlsx: no network format has the ending '.xlsx'; there are .graphml, .gexf, .cyjs, .json, .csv"),
    ],
)  # fmt: skip
def test_what_a_network_cannot_be_is_refused(words: tuple[str, ...], message: str, project_asked: Path) -> None:
    refused = run("network", *words, "--project", str(project_asked))
    assert (refused.exit_code, refused.stderr) == (2, f"{message}\n")


def test_the_map_and_exports_are_written_where_asked(project_asked: Path, tmp_path: Path) -> None:
    page = run("view", "-o", str(tmp_path / "map.html"), "--project", str(project_asked))
    assert page.stdout == f"{tmp_path / 'map.html'}: open it in a browser\n"
    assert (tmp_path / "map.html").stat().st_size > 10_000
    done = run("export", str(tmp_path / "graph.nt"), "--project", str(project_asked))
    assert done.stdout == f"{tmp_path / 'graph.nt'}: {(tmp_path / 'graph.nt').stat().st_size:,} bytes\n"
    refused = run("export", str(tmp_path / "graph.xml"), "--project", str(project_asked))
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    "command",
    [["export", "no/such/folder/x.ttl"], ["network", "-o", "no/such/folder/x.json"], ["view", "-o", "no/such/folder/x.html"]],
)
def test_a_place_that_cannot_be_written_is_one_line(command: list[str], project_asked: Path) -> None:
    result = run(*command, "--project", str(project_asked))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith(": No such file or directory\n")


# --- processes and terminals ------------------------------------------------------------------------------------------


def test_a_process_says_the_same_on_the_same_streams_with_the_same_codes(project_asked: Path) -> None:
    good = subprocess.run([*SHELL, "query", "ministries"], cwd=project_asked, capture_output=True, env=environment(), check=False)
    assert (good.returncode, good.stderr) == (0, b"")
    assert good.stdout.decode() == ask(project_asked, "ministries").stdout
    bad = subprocess.run([*SHELL, "query", "who", "x"], cwd=project_asked, capture_output=True, env=environment(), check=False)
    assert (bad.returncode, bad.stdout) == (2, b"")
    assert bad.stderr.startswith(b"no query is called 'who'")


def test_a_reader_that_goes_away_is_no_error(project_asked: Path) -> None:
    command = [*SHELL, "query", "SELECT * { ?s ?p ?o . ?s ?q ?r }", "--format", "csv"]
    with subprocess.Popen(
        command, cwd=project_asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout
        assert process.stderr
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert (first, said, process.returncode) == (b"o,p,q,r,s\n", b"", 0)


def test_an_output_that_knows_no_diacritics_is_given_their_codes(project_asked: Path) -> None:
    done = subprocess.run(
        [*SHELL, "query", "who-met-whom", "Đào Thị Noe"], cwd=project_asked, capture_output=True,
        env=environment(PYTHONIOENCODING="latin-1"), check=True,
    )  # fmt: skip
    assert b"\\u0110\xe0o Th\\u1ecb Noe" in done.stdout


def test_on_a_terminal_tables_fit_it_and_are_coloured(project_asked: Path) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*SHELL, "query", "who-met-whom", "--year", "2019"], cwd=project_asked, stdout=theirs, stderr=subprocess.DEVNULL,
        env=environment(COLUMNS="70", TERM="xterm"), check=True,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    text = shown.decode()
    assert done.returncode == 0
    assert "\x1b[33mpossible\x1b[0m" in text
    plain = text.replace("\x1b[33m", "").replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert max(len(line) for line in plain.splitlines() if "row" not in line) <= 70


BAR = (
    "import sys\n"
    "from vjgraph.cli import bar\n"
    "bar._AFTER = float(sys.argv[1])\n"
    "with bar.bar() as progress:\n"
    "    progress('sources', 64, 2000)\n"
    "    sys.stdin.readline()\n"
    "print('done')\n"
)


def seen(after: str, *, until: str) -> str:
    """What a terminal shows of a work that is long after some seconds, and that ends when something is shown of it."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", BAR, after], stdin=subprocess.PIPE, stdout=theirs, stderr=theirs, env=environment(TERM="xterm")
    ) as process:
        os.close(theirs)
        assert process.stdin
        shown = ""
        while until not in shown:
            shown += os.read(ours, 65536).decode()
        process.stdin.close()
        while "done\r\n" not in shown:
            shown += os.read(ours, 65536).decode()
    os.close(ours)
    return shown


def test_a_bar_shows_on_a_terminal_how_far_a_long_work_has_come_and_goes_again() -> None:
    shown = seen("0", until="64 of 2,000")
    assert "sources " in shown
    assert shown.endswith("\x1b[?25h\r\x1b[1A\x1b[2Kdone\r\n"), "the line is wiped, and the cursor is back"


def test_of_a_short_work_and_in_a_pipe_no_bar_is_shown() -> None:
    assert seen("3600", until="") == "done\r\n"
    piped = subprocess.run(
        [sys.executable, "-c", BAR, "0"], input="\n", capture_output=True, text=True, env=environment(), check=True
    )
    assert (piped.stdout, piped.stderr) == ("done\n", "")


def test_no_command_calls_anywhere(project_asked: Path, tmp_path: Path) -> None:
    """Every connection is refused, and all that needs none goes on."""
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise SystemExit('a connection was made')\n"
        "socket.socket.connect = refuse\nsocket.create_connection = refuse\n"
        "from vjgraph.cli import main\n"
        "for words in sys.argv[1:]: main(words.split(), standalone_mode=False)\n"
    )
    project = shutil.copytree(project_asked, tmp_path / "project")
    commands = ["build", "check", "query meetings", "show jane-roe", "network", "view", "export x.nq"]
    done = subprocess.run(
        [sys.executable, "-c", code, *commands], cwd=project, capture_output=True, env=environment(), check=False
    )
    assert done.returncode == 0, done.stderr
