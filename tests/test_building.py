"""A build stands whole or not at all: the last good one stays until the next is written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

import vjgraph
from vjgraph.building import build_project
from vjgraph.building.publishing import write_exports
from vjgraph.errors import FindingsError, StoreError
from vjgraph.generations import FILES

PACKAGE = str(Path(vjgraph.__file__).parents[1])


@pytest.fixture
def project(project_asked: Path, tmp_path: Path) -> Path:
    """The invented project, not built."""
    return shutil.copytree(project_asked / "sources", tmp_path / "project" / "sources").parent


def files(folder: Path) -> dict[str, bytes]:
    """The bytes of every file in a folder, but for the lock that names who built there last."""
    found = (path for path in folder.rglob("*") if path.is_file() and path != folder / "generations" / "lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def exports(project: Path) -> dict[str, bytes]:
    """The bytes of the files that a build is read by; a store's own files name their place and time."""
    return {name: (project / "build" / name).read_bytes() for name in ("graph.ttl", "graph.trig", "graph.html", "findings.txt")}


def break_source(project: Path) -> Path:
    """Add a source that cannot be compiled."""
    path = project / "sources" / "bad.yaml"
    path.write_text("source: {format: 1}\nmeetings:\n  - {id: x, participants: {host: Nobody Known}}\n", encoding="utf-8")
    return path


def test_a_build_is_a_folder_of_store_turtle_trig_page_and_findings(project: Path) -> None:
    built = build_project(project)
    assert built.folder == project / "build"
    assert sorted(path.name for path in built.folder.iterdir()) == sorted([*FILES, "generations"])
    assert dict(built.counts)["people"] == 8
    assert dict(built.counts)["encounters"] == 9
    assert (built.sources, built.verified) == (2, 0)
    assert sorted(path.name for path in project.iterdir()) == ["build", "sources"], "nothing else is left in the project"


def test_what_is_counted_is_what_is_there(project: Path) -> None:
    built = build_project(project)
    graph = vjgraph.load(project)
    classes = {"people": "Person", "meetings": "Meeting", "visits": "Visit", "statements": "Statement", "evidence": "Evidence"}
    for name, cls in classes.items():
        assert dict(built.counts)[name] == len(graph.query(f"SELECT ?x {{ ?x a vj:{cls} }}"))
    assert built.triples == len(graph.store)


def test_the_same_sources_are_the_same_bytes_whatever_else_has_changed(project: Path, tmp_path: Path) -> None:
    build_project(project)
    first = exports(project)
    build_project(project)
    assert exports(project) == first
    other = tmp_path / "other" / project.name
    shutil.copytree(project / "sources", other / "sources")
    build_project(other)
    assert exports(other) == first


def test_the_order_of_files_and_of_entries_makes_no_difference(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_project(project)
    first = exports(project)
    listed = Path.iterdir
    globbed = Path.glob
    monkeypatch.setattr(Path, "iterdir", lambda self: iter(sorted(listed(self), reverse=True)))
    monkeypatch.setattr(Path, "glob", lambda self, pattern: iter(sorted(globbed(self, pattern), reverse=True)))
    for path in sorted((project / "sources" / "authorities").iterdir()):
        path.write_text("".join(reversed(path.read_text(encoding="utf-8").splitlines(keepends=True))), encoding="utf-8")
    build_project(project)
    assert exports(project) == first


def test_a_failed_build_leaves_the_last_good_one_untouched(project: Path) -> None:
    build_project(project)
    before, rows = files(project / "build"), vjgraph.load(project).query("who-met-whom").rows
    bad = break_source(project)
    with pytest.raises(FindingsError) as refused:
        build_project(project)
    assert {finding.severity for finding in refused.value.findings} == {"error"}
    assert "Nobody Known" in str(refused.value)
    assert files(project / "build") == before
    assert vjgraph.load(project).query("who-met-whom").rows == rows
    bad.unlink()
    build_project(project)
    assert sorted(path.name for path in project.iterdir()) == ["build", "sources"]


def test_a_graph_that_is_open_answers_on_while_the_next_is_built(project: Path) -> None:
    build_project(project)
    graph = vjgraph.load(project)
    rows = graph.query("who-met-whom").rows
    (project / "sources" / "2020-01-03-wire.yaml").unlink()
    build_project(project)
    assert graph.query("who-met-whom").rows == rows
    assert len(vjgraph.load(project).query("who-met-whom")) == 2


def test_a_second_build_at_the_same_time_is_refused_in_one_line(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_project(project)
    before = exports(project)
    refused = []

    def interfere(*given: Any, **options: Any) -> Any:
        with pytest.raises(StoreError) as refusal:
            build_project(project)
        refused.append(str(refusal.value))
        return write_exports(*given, **options)

    with (project / "sources" / "2020-01-03-wire.yaml").open("a") as file:
        file.write("# a remark\n")

    with monkeypatch.context() as patch:
        patch.setattr("vjgraph.building.project.write_exports", interfere)
        build_project(project)
    (line,) = refused
    who = rf"another build runs here \(process {os.getpid()} since [\d:]+\)"
    assert re.fullmatch(rf"{project / 'build'}: {who}: wait for it, or end it, and build again", line)
    build_project(project)
    assert exports(project) == before


def test_a_folder_that_vjgraph_did_not_build_is_not_thrown_away(project: Path) -> None:
    (project / "build").mkdir()
    (project / "build" / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(StoreError, match="build: what stands here was not built by vjgraph: move it away, and build again"):
        build_project(project)
    assert (project / "build" / "thesis.docx").read_text(encoding="utf-8") == "years of work"
    (project / "build" / "thesis.docx").unlink()
    assert build_project(project).triples
    shutil.rmtree(project / "build")
    (project / "build").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError, match="was not built by vjgraph"):
        build_project(project)


def test_a_folder_that_may_not_be_written_is_said_in_one_line(project: Path) -> None:
    """As an ordinary user, since to root nothing is forbidden: the process becomes one when all is loaded."""
    code = (
        "import os, pathlib, sys, vjgraph.reporting\nfrom vjgraph.building import build_project\nfrom vjgraph.cli import main\n"
        "build_project(pathlib.Path(sys.argv[2]))\n"
        "if os.geteuid() == 0:\n    os.setgid(65534)\n    os.setuid(65534)\n"
        "sys.argv = ['vjgraph', 'build', sys.argv[1]]\nmain()\n"
    )
    build_project(project)
    before = exports(project)
    with tempfile.TemporaryDirectory() as open_to_all:
        Path(open_to_all).chmod(0o755)
        readonly = shutil.copytree(project, Path(open_to_all) / "project")
        for path in [readonly, *readonly.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        done = subprocess.run(
            [sys.executable, "-c", code, str(readonly), str(project)],
            capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": PACKAGE},
        )  # fmt: skip
        assert exports(readonly) == before
        for path in [readonly, *readonly.rglob("*")]:
            path.chmod(0o755)
    wanted = f"{readonly / 'build'}: the build could not be written (Permission denied); the last good one is untouched"
    assert (done.returncode, done.stderr.splitlines()) == (1, [wanted])


def test_settings_that_cannot_be_are_said_before_anything_is_built(project: Path) -> None:
    (project / "vjgraph.yaml").write_text("base: nowhere\n", encoding="utf-8")
    with pytest.raises(FindingsError, match=r"vjgraph\.yaml:1:\d+: error: 'nowhere' is no base"):
        build_project(project)
    assert not (project / "build").exists()
