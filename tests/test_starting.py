"""A new project builds at once, and nothing that stands is written over; so does the example, which its README can be asked."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import vjgraph
from vjgraph.cli import main
from vjgraph.errors import UsageError
from vjgraph.pipeline import check_project
from vjgraph.starting import start_project


def test_a_new_project_builds_at_once_with_nothing_to_find_fault_with(tmp_path: Path) -> None:
    written = start_project(tmp_path / "deep" / "demo")
    assert all(path.is_file() for path in written)
    assert {"README.md"} < {path.name for path in written}
    checked = check_project(tmp_path / "deep" / "demo")
    assert not [finding for finding in checked.findings if finding.severity != "note"]
    graph = vjgraph.build(tmp_path / "deep" / "demo")
    assert graph.built
    assert graph.built.verified == graph.built.quotes > 0


def test_the_first_project_answers_the_questions_its_readme_asks(tmp_path: Path) -> None:
    start_project(tmp_path)
    graph = vjgraph.build(tmp_path)
    assert [(row["a"], row["b"], row["certainty"]) for row in graph.query("who-met-whom", year=2019)] == [
        ("Jane Roe", "John Doe", "possible")
    ]
    assert graph.show("Jane Roe").label == "Jane Roe"
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "vjgraph query who-met-whom --year 2019" in readme
    assert 'vjgraph show "Jane Roe"' in readme


def test_an_empty_folder_will_do_and_any_other_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert start_project(tmp_path / "empty")
    before = sorted(path.read_bytes() for path in (tmp_path / "empty").rglob("*") if path.is_file())
    with pytest.raises(UsageError, match="empty: something stands there already; name a new folder"):
        start_project(tmp_path / "empty")
    with pytest.raises(UsageError, match="empty: something stands there already; name a new folder"):
        start_project(tmp_path / "empty", example=True)
    assert sorted(path.read_bytes() for path in (tmp_path / "empty").rglob("*") if path.is_file()) == before
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="something stands there already"):
        start_project(tmp_path / "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_what_was_built_in_a_template_is_no_part_of_a_new_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "package"
    for name in ("README.md", "build/graph.ttl", "sources/build.yaml"):
        (package / "templates" / "example" / name).parent.mkdir(parents=True, exist_ok=True)
        (package / "templates" / "example" / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr("vjgraph.starting.files", lambda _: package)
    written = start_project(tmp_path / "new", example=True)
    assert [path.relative_to(tmp_path / "new").as_posix() for path in written] == ["README.md", "sources/build.yaml"]


# --- the example ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as the command line makes and builds it."""
    folder = tmp_path_factory.mktemp("new") / "the strait"
    made = CliRunner().invoke(main, ["init", str(folder), "--example"])
    assert made.exit_code == 0, made.output
    assert made.output.splitlines()[-1] == f"now: cd {shlex.quote(str(folder))} && vjgraph build"
    built = CliRunner().invoke(main, ["build", str(folder)])
    assert built.exit_code == 0, built.output
    return folder


def test_the_example_builds_without_an_error_and_every_quote_stands_in_its_text(example: Path) -> None:
    checked = check_project(example)
    assert not checked.errors
    assert all(document.record.source.text for document in checked.documents)
    assert all(fragment.verified == fragment.quotes > 0 for fragment in checked.fragments.values())
    # Contradictions are told as warnings; nothing else is, and of the notes only what no quote covers and what may be one.
    assert {finding.code for finding in checked.findings if finding.severity == "warning"} <= {"contested"}


def test_every_question_of_the_readme_of_the_example_has_an_answer(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(example)
    page = (example / "README.md").read_text(encoding="utf-8")
    commands = [re.split(r"\s{3,}", line.strip())[0] for line in page.splitlines() if line.startswith("    vjgraph ")]
    asked = [shlex.split(command)[1:] for command in commands]
    assert {words[0] for words in asked} == {"build", "check", "query", "show", "view"}
    for words in asked:
        if words[0] in ("query", "show"):
            answer = CliRunner().invoke(main, words)
            assert answer.exit_code == 0, (words, answer.output)
            assert "no rows" not in answer.output, words
    forms = page.partition("any writing of a name will do: try ")[2].partition("\n")[0].split(", ")
    assert len(forms) == 3
    assert {CliRunner().invoke(main, ["show", form]).output.splitlines()[0] for form in forms} == {"Vérel Oszka"}


def test_the_readme_of_the_example_counts_its_sources(example: Path) -> None:
    number = len(list((example / "sources").glob("*.yaml")))
    assert f"Each of the {number} documents" in (example / "README.md").read_text(encoding="utf-8")
    assert f"{number} sources" in CliRunner().invoke(main, ["init", "--help"]).output


def test_the_question_of_the_example_joins_the_named_ones(example: Path) -> None:
    rows = vjgraph.load(example).query("copies")
    assert [(row["copy"], row["copied_from"]) for row in rows] == [
        ("2021-06-11-courier-accord-signed", "Aland Press Agency"),
        ("2021-06-12-lantern-day-in-harn", "Aland Press Agency"),
        ("2022-09-16-monitor-rescue-memorandum", "2022-09-16-gazette-rescue-memorandum"),
        ("2022-09-17-lantern-rescue-memorandum", "2022-09-16-monitor-rescue-memorandum"),
    ]
