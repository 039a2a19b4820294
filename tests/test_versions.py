"""Versions: the same graph read from sources, a build, a file of any format, or a git revision."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import vjgraph
from vjgraph.errors import UsageError, VjgraphError
from vjgraph.versions import read_version


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented example, in which sources differ, built."""
    folder = tmp_path_factory.mktemp("versions") / "example"
    shutil.copytree(Path(vjgraph.__file__).parent / "templates" / "example", folder)
    vjgraph.build(folder)
    return folder


def test_a_graph_is_the_same_from_sources_build_store_and_file(example: Path, tmp_path: Path) -> None:
    graph = vjgraph.load(example)
    from_sources = read_version(None, project=example)
    assert from_sources.facts
    for what in (
        example,
        str(example),
        example / "build",
        graph,
        example / "build" / "graph.ttl",
        graph.export(tmp_path / "graph.nt"),
    ):
        found = read_version(what, project=tmp_path)
        assert found.facts == from_sources.facts, what
        assert found.base == from_sources.base


def test_a_build_of_which_only_the_turtle_was_kept_is_a_build(example: Path, tmp_path: Path) -> None:
    shutil.copy(example / "build" / "graph.ttl", tmp_path)
    assert read_version(tmp_path, project=tmp_path).facts == read_version(example, project=tmp_path).facts


def test_in_a_file_with_one_graph_a_source_the_settled_days_stand(example: Path, tmp_path: Path) -> None:
    turtle = read_version(example, project=tmp_path)
    for path in (example / "build" / "graph.trig", vjgraph.load(example).export(tmp_path / "graph.nq")):
        quads = read_version(path, project=tmp_path)
        contested = [thing for thing, has in turtle.facts.items() if "vj:contested" in has and "vj:date" in has]
        assert contested
        for thing in contested:
            assert quads.facts[thing]["vj:date"] == turtle.facts[thing]["vj:date"]


def test_a_project_that_is_not_built_is_read_from_its_sources(good_project: Path) -> None:
    found = read_version(good_project, project=good_project)
    assert found.name == f"the sources of {good_project} as they stand"
    assert found.facts == read_version(None, project=good_project).facts
    assert not (good_project / "build").exists()


def test_identifiers_are_read_without_their_base(good_project: Path) -> None:
    plain = read_version(None, project=good_project)
    (good_project / "vjgraph.yaml").write_text("base: https://example.org/g#\n", encoding="utf-8")
    other = read_version(None, project=good_project)
    assert (plain.base, other.base) == ("https://w3id.org/vjgraph/id/", "https://example.org/g#")
    assert plain.facts == other.facts
    vjgraph.build(good_project)
    assert read_version(good_project, project=good_project).base == other.base


def test_a_file_beats_a_revision_of_the_same_name(good_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["git", "init", "-q", "-b", "sources"], cwd=good_project, check=True)
    monkeypatch.chdir(good_project)
    with pytest.raises(UsageError, match="sources: neither a project nor a build: it holds no sources/, store/"):
        read_version("sources", project=good_project)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("graph.xml", "<rdf/>", r"graph\.xml: no graph: a file to compare ends in \.ttl, \.nt, \.trig, \.nq"),
        ("notes", "hello", "notes: no graph: a file to compare ends in"),
        ("graph.ttl", "<a:b> <a:c>", r"graph\.ttl: it cannot be read: "),
        ("graph.ttl", "<a:b> <a:c> <a:d> .", r"graph\.ttl: no graph of vjgraph: nothing in it is of a class of its ontology"),
        ("graph.nt", "", r"graph\.nt: no graph of vjgraph"),
    ],
)
def test_a_file_that_is_no_graph_is_refused_in_a_line(name: str, text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message) as refused:
        read_version(str(tmp_path / name), project=tmp_path)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_is_no_revision(tmp_path: Path) -> None:
    for what in ("old.ttl", tmp_path / "nowhere"):
        with pytest.raises(UsageError, match="there is no such file or folder"):
            read_version(what, project=tmp_path)


def test_sources_with_errors_are_named_with_the_first_of_them(write: Callable[..., Path]) -> None:
    project = write("source: {format: 1}\nmeetings:\n  - kind: talks\n")
    with pytest.raises(VjgraphError) as refused:
        read_version(None, project=project)
    assert str(refused.value).startswith(
        "the sources of project as they stand: an error keeps them from being read: sources/source-1.yaml:"
    )
    assert "\n" not in str(refused.value)
    assert refused.value.exit_code == 1
