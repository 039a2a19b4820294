"""The corpora that measurements are made on: the same for the same numbers, free of errors, and alike in both formats."""

from __future__ import annotations

import json
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import vjgraph
from vjgraph.pipeline import check_project

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(scope="module", autouse=True)
def _importable() -> Any:
    sys.path.insert(0, str(BENCHMARKS))
    yield
    sys.path.remove(str(BENCHMARKS))


def write(folder: Path, **asked: Any) -> Path:
    import_module("corpus").write_corpus(folder, **asked)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("format", ["yaml", "jsonl"])
def test_the_same_numbers_give_the_same_bytes(tmp_path: Path, format: str) -> None:
    one, again, other = (
        files(write(tmp_path / name, sources=30, format=format, seed=seed)) for name, seed in (("a", 3), ("b", 3), ("c", 4))
    )
    assert one == again
    assert one != other


def test_a_corpus_builds_without_errors_and_the_formats_give_one_graph(tmp_path: Path) -> None:
    for format in ("yaml", "jsonl"):
        vjgraph.build(write(tmp_path / format, sources=150, format=format))
    assert (tmp_path / "yaml/build/graph.ttl").read_bytes() == (tmp_path / "jsonl/build/graph.ttl").read_bytes()


def test_nothing_looks_like_something_else(tmp_path: Path) -> None:
    """What is contested, as one meeting in a hundred is, is all that there is to say of a corpus."""
    checked = check_project(write(tmp_path / "a", sources=600))
    assert {finding.code for finding in checked.findings} == {"contested"}


def test_a_corpus_has_what_news_have(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", sources=600)
    records = [json.loads(line) for line in (folder / "sources/news-0000.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(records) == 600
    told = [meeting["id"] for record in records for meeting in record["meetings"]]
    assert len(set(told)) < len(told), "meetings are told by several sources"
    written = json.dumps(records)
    for key in (
        "during",
        "after",
        "attendee",
        "delegation_of",
        "signed",
        "derived_from",
        "answers",
        "quantity",
        "planned",
        "text",
    ):
        assert f'"{key}"' in written, key
    dates = {re.sub(r"\d", "0", meeting["date"]) for record in records for meeting in record["meetings"]}
    assert dates >= {"0000-00-00", "0000-00", "0000-00-00?", "[0000-00-00, 0000-00-00]", "[..0000-00-00]"}


def test_files_of_lines_are_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("corpus"), "LINES", 20)
    folder = write(tmp_path / "a", sources=50)
    assert [len(path.read_bytes().splitlines()) for path in sorted((folder / "sources").glob("*.jsonl"))] == [20, 20, 10]


def run(job: str, **arguments: Any) -> dict[str, Any]:
    return import_module("measuring").run(job, **arguments)  # type: ignore[no-any-return]


def test_a_job_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    done = run("ours:compile_quads", project=str(write(tmp_path / "a", sources=20)), out=str(tmp_path / "out.nq"))
    assert done["seconds"] > 0
    assert done["peak"] > 10 * 2**20
    assert done["result"] == {"quads": len((tmp_path / "out.nq").read_bytes().splitlines())}


def test_a_job_that_fails_is_no_measurement() -> None:
    with pytest.raises(import_module("measuring").JobFailed, match="vjgraph init"):
        run("ours:compile_quads", project="/no such", out="/no such")


@pytest.mark.parametrize(("peer", "options"), [("by_hand", {}), ("straight", {}), ("straight", {"typed": True})])
def test_the_programs_written_by_hand_give_the_same_quads(tmp_path: Path, peer: str, options: dict[str, bool]) -> None:
    pytest.importorskip({"by_hand": "pydantic", "straight": "yaml"}[peer])
    project, digest_quads = str(write(tmp_path / "a", sources=150, format="jsonl")), import_module("comparing").digest_quads
    run("ours:compile_quads", project=project, out=str(tmp_path / "ours.nq"))
    kinds = str(BENCHMARKS.parent / "ontology" / "kinds.ttl")
    run(f"peers.{peer}:convert", project=project, out=str(tmp_path / "theirs.nq"), kinds=kinds, **options)
    assert digest_quads(str(tmp_path / "ours.nq")) == digest_quads(str(tmp_path / "theirs.nq"))


def test_no_ratio_is_told_of_results_that_differ(tmp_path: Path) -> None:
    comparing = import_module("comparing")
    (tmp_path / "a.nt").write_text('<a:b> <a:c> "1" .\n<a:b> <a:c> "2" .\n')
    (tmp_path / "b.nt").write_text('<a:b> <a:c> "2" .\n<a:b> <a:c> "1" .\n<a:b> <a:c> "1" .\n')
    (tmp_path / "c.nt").write_text('<a:b> <a:c> "1" .\n')
    one, same, other = (comparing.digest_quads(str(tmp_path / f"{name}.nt")) for name in "abc")
    comparing.agree("stage", one=one, same=same)
    with pytest.raises(comparing.Differ, match="stage: no ratio is told"):
        comparing.agree("stage", one=one, other=other)
    with pytest.raises(comparing.Differ):
        comparing.agree("stage", one=0, other=0)
    nothing = comparing.digest_rows([])
    for found in (nothing, (0, nothing), {"rows": 0, "digest": nothing}):
        with pytest.raises(comparing.Differ):
            comparing.agree("stage", one=found, other=found)


def test_a_stage_prints_its_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--sizes", "30", "--times", "1", "--only", "store", "--only", "turtle", "--folder", str(tmp_path)]
    assert import_module("runpy").run_path(str(BENCHMARKS / "stages.py"))["main"](arguments) == 0
    told = capsys.readouterr().out
    assert "## Triples into a store" in told
    assert re.search(r"rdflib longturtle \|.* times as fast", told)


def test_what_is_measured_anew_takes_its_place_among_what_was_kept() -> None:
    read = import_module("runpy").run_path(str(BENCHMARKS / "stages.py"))["read_tables"]
    text = (BENCHMARKS / "RESULTS.md").read_text(encoding="utf-8")
    kept = read(text)
    assert "\n".join(["# What was measured\n", *kept.values()]) == text
    assert all(table.startswith(f"## {stage}\n") for stage, table in kept.items())
    assert list(kept | {"Build from nothing": ""}) == list(kept)
