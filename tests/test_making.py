"""A project built and opened in one call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import vjgraph


def test_a_graph_says_what_was_built_for_it_and_only_what_changed_is_compiled(good_project: Path) -> None:
    graph = vjgraph.build(good_project)
    assert graph.built
    assert (graph.built.sources, graph.built.compiled, graph.built.exported) == (1, 1, True)
    again = vjgraph.build(str(good_project)).built
    assert again
    assert again.compiled == 0


def test_the_exports_are_written_as_asked(good_project: Path) -> None:
    graph = vjgraph.build(good_project, exports=False, workers=1)
    assert graph.built
    assert not graph.built.exported
    assert not (good_project / "build" / "graph.ttl").exists()
    assert graph.query("who-met-whom").rows
    vjgraph.build(good_project, exports=True)
    assert (good_project / "build" / "graph.ttl").exists()


def test_sources_with_errors_are_refused_or_left_out(good_project: Path) -> None:
    (good_project / "sources" / "bad.yaml").write_text("source: {format: 1}\nmeetngs: []\n", encoding="utf-8")
    with pytest.raises(vjgraph.FindingsError, match=r"sources/bad\.yaml:2:1"):
        vjgraph.build(good_project)
    built = vjgraph.build(good_project, keep_going=True).built
    assert built
    assert [finding.file for finding in built.findings if finding.severity == "error"] == ["sources/bad.yaml"]


def test_names_nobody_knows_are_refused_or_added(good_project: Path) -> None:
    line = {"source": {"format": 1}, "mentions": [{"name": "Nowhere Club", "quote": "Club", "par": 1}]}
    (good_project / "sources" / "wire.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(vjgraph.FindingsError, match="Nowhere Club"):
        vjgraph.build(good_project)
    built = vjgraph.build(good_project, on_unknown="mint").built
    assert built
    assert built.sources == 2
