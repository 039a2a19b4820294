"""A new project builds at once, and nothing that stands is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

import vjgraph
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
    assert sorted(path.read_bytes() for path in (tmp_path / "empty").rglob("*") if path.is_file()) == before
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="something stands there already"):
        start_project(tmp_path / "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
