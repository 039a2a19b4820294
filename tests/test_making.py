"""A project built and opened in one call."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import msgspec
import pytest

import vjgraph
from vjgraph.errors import FindingsError
from vjgraph.pipeline import check_project


def test_a_graph_says_what_was_built_for_it_and_only_what_changed_is_compiled(good_project: Path) -> None:
    graph = vjgraph.build(good_project)
    assert graph.built
    assert (graph.built.sources, graph.built.compiled, graph.built.exported) == (1, 1, True)
    again = vjgraph.build(str(good_project)).built
    assert again
    assert again.compiled == 0


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FindingsError, match="there is no such folder"):
        vjgraph.build(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


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


@pytest.mark.parametrize("name", ["", "...", "-", "😀", "word " * 300])
def test_minting_what_is_no_name_refuses_its_line_and_leaves_the_authorities(tmp_path: Path, name: str) -> None:
    lines = [
        {"id": "good", "source": {"format": 1, "text": "Al One met."}, "people": {"Al One": {"quote": "Al One"}}},
        {"id": "odd", "source": {"format": 1, "text": "Al One met."}, "people": {name: {"quote": "met"}}},
    ]
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, lines)))
    built = vjgraph.build(tmp_path, on_unknown="mint", keep_going=True).built
    people = (tmp_path / "sources" / "authorities" / "people.yaml").read_text("utf-8")
    refused = [finding for finding in built.findings if finding.severity == "error"]
    assert "en: Al One" in people
    if name.startswith("word"):
        assert (built.sources, refused) == (2, [])
    else:
        assert people.count("en:") == built.sources == 1
        assert [(finding.line, finding.message.partition(": ")[2]) for finding in refused] == [(2, f"'{name}' is no name")]
        # Nothing has changed that a next build would mint.
        vjgraph.build(tmp_path, on_unknown="mint", keep_going=True)
        assert (tmp_path / "sources" / "authorities" / "people.yaml").read_text("utf-8") == people


def test_whom_a_refused_source_names_is_not_minted(good_project: Path) -> None:
    people = good_project / "sources" / "authorities" / "people.yaml"
    before = people.read_bytes()
    line = {
        "source": {"format": 1, "text": "New Body came."},
        "people": {"New Body": {"quote": "New Body"}},
        "meetings": [{"id": "talks", "date": "2019-02-30", "participants": {"host": "New Body"}, "quote": "came"}],
    }
    (good_project / "sources" / "odd.jsonl").write_bytes(msgspec.json.encode(line))
    vjgraph.build(good_project, on_unknown="mint", keep_going=True)
    assert people.read_bytes() == before


@pytest.mark.parametrize("name", ["b.JSONL", "c.ndjson", "d.json", "e.yaml.gz", "f.jsonl.bz2"])
def test_a_file_that_looks_like_a_source_and_is_not_read_is_an_error(good_project: Path, name: str) -> None:
    (good_project / "sources" / name).write_bytes(b"{}")
    with pytest.raises(FindingsError) as found:
        vjgraph.build(good_project)
    (finding,) = found.value.findings
    assert (finding.file, finding.code, finding.hint) == (f"sources/{name}", "not-read", "rename it, or move it away")
    assert finding in check_project(good_project).findings


def test_sources_in_a_folder_of_their_own_are_not_passed_over(good_project: Path) -> None:
    older = good_project / "sources" / "2019" / "spring"
    older.mkdir(parents=True)
    (older / "notes.txt").write_text("what else there is is nobody's business", "utf-8")
    assert not check_project(good_project).errors
    (older / "talks.yaml").write_text("source: {format: 1}\n", "utf-8")
    with pytest.raises(FindingsError, match=r"^sources/2019:1:1: error: its sources are not read"):
        vjgraph.build(good_project)
    assert [finding.code for finding in check_project(good_project).errors] == ["not-read"]


@pytest.mark.skipif(sys.platform != "linux", reason="a system whose names of files are UTF-8")
def test_a_file_whose_name_is_no_utf_8_is_told_of_and_not_read(good_project: Path) -> None:
    name = b"caf\xe9.yaml"
    source, authority = (good_project / "sources" / below / os.fsdecode(name) for below in (".", "authorities"))
    for path, file, code in (
        (source, r"sources/caf\xe9.yaml", "not-read"),
        (authority, r"sources/authorities/caf\xe9.yaml", "authority-file"),
    ):
        path.write_text("source: {format: 1}\n", "utf-8")
        with pytest.raises(FindingsError) as found:
            vjgraph.build(good_project)
        (finding,) = found.value.findings
        assert (finding.file, finding.code) == (file, code)
        assert finding in check_project(good_project).findings
        if path == source:
            vjgraph.build(good_project, keep_going=True)
            assert str(finding) in (good_project / "build" / "findings.txt").read_text("utf-8")
        path.unlink()


@pytest.mark.parametrize("put", ["a folder", "a link to nothing"])
@pytest.mark.parametrize(("name", "code"), [("topics.yaml", "unreadable"), ("old.yaml", "authority-file")])
def test_an_authority_file_that_cannot_be_read_is_what_a_build_tells_of(
    good_project: Path, name: str, code: str, put: str
) -> None:
    file = good_project / "sources" / "authorities" / name
    file.unlink(missing_ok=True)
    file.mkdir() if put == "a folder" else file.symlink_to("nowhere.yaml")
    with pytest.raises(FindingsError) as found:
        vjgraph.build(good_project)
    (finding,) = found.value.findings
    assert (finding.file, finding.code) == (f"sources/authorities/{name}", code)
    assert check_project(good_project).errors == (finding,)


def test_authorities_that_cannot_be_written_are_named(good_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = {"source": {"format": 1, "text": "New"}, "people": {"New Body": {"quote": "New"}}}
    (good_project / "sources" / "odd.jsonl").write_bytes(msgspec.json.encode(line))

    def refuse(path: Path, _: bytes) -> None:
        raise OSError(13, "Permission denied", str(path))

    monkeypatch.setattr("vjgraph.proposing.write_bytes", refuse)
    with pytest.raises(
        FindingsError, match=r"sources/authorities/people\.yaml:1:1: error: the file cannot be written: Permission"
    ):
        vjgraph.build(good_project, on_unknown="mint")
