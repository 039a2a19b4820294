"""`vjgraph diff`: what changed since the last commit, between revisions, builds and files; refusals in one line."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import vjgraph
from vjgraph.cli import main

PROJECT = Path(vjgraph.__file__).parent / "templates" / "project"
SOURCE = "sources/2019-07-02-roe-doe.yaml"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", *arguments])


def git(folder: Path, *arguments: str) -> None:
    settings = ["-c", "user.name=Jane Roe", "-c", "user.email=roe@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a repository, one stands in it."""
    folder = shutil.copytree(PROJECT, tmp_path / "demo")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    monkeypatch.chdir(folder)
    return folder


def correct(project: Path, was: str = "date: 2019-07-01 ", now: str = "date: 2019-07-02 ") -> None:
    text = (project / SOURCE).read_text(encoding="utf-8")
    assert was in text
    (project / SOURCE).write_text(text.replace(was, now), encoding="utf-8")


def test_without_arguments_the_last_commit_is_held_against_the_sources_as_they_stand(project: Path) -> None:
    result = run()
    assert result.exit_code == 0
    assert result.output.startswith("nothing changed from HEAD (")
    assert result.output.endswith(") to the sources of demo as they stand\n")
    correct(project)
    result = run()
    assert result.exit_code == 0
    assert "Dates (1)\n  ~ courtesy call of Jane Roe and John Doe: 2019-07-01 → 2019-07-02\n" in result.output
    assert not (project / "build").exists()


def test_what_only_the_text_or_its_form_changed_is_said_to_change_nothing(project: Path) -> None:
    correct(project, "is in Beland. On", "is in Beland now. On")
    assert run().output.endswith("as they stand: they differ only in how they are written down\n")


def test_two_revisions_are_compared_and_the_sources_left_alone(project: Path) -> None:
    correct(project)
    git(project, "commit", "-q", "-a", "-m", "second")
    correct(project, "place: Besse", "place: Beland")
    there, back = run("HEAD~1", "HEAD"), run("HEAD", "HEAD~1")
    assert "2019-07-01 → 2019-07-02" in there.output
    assert "2019-07-02 → 2019-07-01" in back.output
    assert "Besse" not in there.output
    assert "place: Besse → Beland" in run("HEAD").output


def test_builds_files_and_revisions_mix(project: Path, tmp_path: Path) -> None:
    vjgraph.build(project).export(tmp_path / "old.nt")
    correct(project)
    for old in ("build", ".", "build/graph.ttl", "build/graph.trig", str(tmp_path / "old.nt"), "main", "HEAD:."):
        assert "2019-07-01 → 2019-07-02" in run(old).output, old
    vjgraph.build(project)
    assert "2019-07-01 → 2019-07-02" in run("HEAD", "build").output


def test_a_file_of_all_that_sources_say_is_best_compared_with_its_like(project: Path) -> None:
    vjgraph.build(project)
    note = (
        "note: build/graph.trig holds all that each source says, also where others tell better: compare it with a .trig or .nq\n"
    )
    assert run("build/graph.trig", "build/graph.ttl").stderr == run("build", "build/graph.trig").stderr == note
    assert run("build/graph.trig", "build/graph.trig").stderr == ""


def test_the_project_may_lie_elsewhere(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    correct(project)
    monkeypatch.chdir(tmp_path)
    assert "2019-07-01 → 2019-07-02" in run("--project", "demo").output


def test_rows_can_be_had_in_every_format(project: Path) -> None:
    correct(project)
    (row,) = json.loads(run("--format", "json").output)
    assert (row["change"], row["class"], row["what"], row["old"], row["new"]) == (
        "changed", "meeting", "date", "2019-07-01", "2019-07-02",
    )  # fmt: skip
    assert row["source"] == ["2019-07-02-roe-doe"]
    assert row["words"] == ["On Monday she called on President John Doe"]
    assert run("--format", "csv").output.splitlines()[1].startswith("changed,meeting,")
    assert run("--format", "md").output.splitlines()[2].startswith("| changed | meeting | courtesy call of Jane Roe")
    correct(project, "date: 2019-07-02 ", "date: 2019-07-01 ")
    assert json.loads(run("--format", "json").output) == []


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (["HEAD~7"], "'HEAD~7' is no file or folder, and no git revision of demo: 'git log --oneline' lists them", 2),
        (["mani"], "'mani' is no file or folder, and no git revision of demo: did you mean 'main'?", 2),
        (["main:elsewhere"], "no project stood in elsewhere then: there is no sources/ folder in it", 2),
        (["old.ttl"], "old.ttl: there is no such file or folder", 2),
        (["README.md"], "README.md: no graph: a file to compare ends in .ttl, .nt, .trig, .nq", 2),
        (["sources"], "sources: neither a project nor a build: it holds no sources/, store/ or graph.ttl", 2),
        (["--format", "jsn"], "no format is called 'jsn': did you mean 'json'?", 2),
        (["--project", "nowhere"], "nowhere: there is no such folder", 2),
    ],
)
def test_what_cannot_be_compared_is_one_line_and_exit_2(arguments: list[str], message: str, code: int, project: Path) -> None:
    assert project.is_dir()
    result = run(*arguments)
    assert result.exit_code == code
    assert message in result.output
    assert result.output.count("\n") == 1


def test_in_no_repository_it_says_what_else_can_be_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(PROJECT, tmp_path / "demo")
    monkeypatch.chdir(tmp_path / "demo")
    result = run()
    assert result.exit_code == 2
    assert result.output.endswith(
        "it is in no git repository, so no revision of it is known: name what to compare as files or folders\n"
    )


def test_where_there_is_no_project_nothing_stands(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vjgraph.build(project)
    monkeypatch.chdir(project.parent)
    result = run("demo/build")
    assert result.exit_code == 2
    assert result.output.endswith("no project: it holds no sources/; name what to compare with, or another --project\n")


def test_sources_that_cannot_be_read_are_one_line_and_exit_1(project: Path) -> None:
    correct(project, "kind: courtesy-call", "kind: curtsy-call")
    result = run()
    assert result.exit_code == 1
    assert result.output.startswith(f"the sources of demo as they stand: an error keeps them from being read: {SOURCE}:")
    assert result.output.count("\n") == 1
