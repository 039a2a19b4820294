"""Corpora made by machines: lines of JSON, compressed or not, names that nobody knows, and lines in which something is wrong."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

import vjgraph
from vjgraph.authorities import read_authorities
from vjgraph.building import build_project
from vjgraph.errors import FindingsError
from vjgraph.pipeline import check_project, derive
from vjgraph.store import dump_ntriples, read_store


def source(number: int, **more: Any) -> dict[str, Any]:
    """A line that tells of two people who met."""
    day = f"2020-01-{1 + number % 28:02}"
    return {
        "id": f"wire-{number}",
        "source": {"format": 1, "publisher": "Wire", "published": day, "language": "en"},
        "people": {f"Ana Alto{number}": {"as": "Envoy of Aland", "quote": "Ana", "par": 1}},
        "meetings": [
            {
                "id": f"talks-{number}",
                "date": day,
                "participants": {"guest": f"Ana Alto{number}", "host": "Ben Basso"},
                "quote": "they met",
                "par": 1,
                **more,
            }
        ],
    }


def write_corpus(project: Path, lines: list[dict[str, Any]], *, name: str = "wire.jsonl") -> Path:
    folder = project / "sources"
    (folder / "authorities").mkdir(parents=True, exist_ok=True)
    states = "aland: {en: Aland, kind: state}\nbeland: {en: Beland, kind: state}\n"
    (folder / "authorities" / "organisations.yaml").write_text(states, "utf-8")
    raw = "".join(f"{json.dumps(line)}\n" for line in lines).encode()
    (folder / name).write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    return project


def stands(project: Path) -> bytes:
    return dump_ntriples(read_store(project / "build" / "store"))


def test_names_that_nobody_knows_are_minted_for_review(tmp_path: Path) -> None:
    project = write_corpus(tmp_path, [source(number) for number in range(5)])
    with pytest.raises(FindingsError, match="no person or body is called 'Ben Basso'"):
        build_project(project)
    built = build_project(project, on_unknown="mint")
    assert built.sources == 5
    people = read_authorities(project / "sources" / "authorities", root=project)[0].entries("people")
    assert {entry.names["en"] for entry in people.values()} == {"Ben Basso", *(f"Ana Alto{number}" for number in range(5))}
    assert all(entry.review for entry in people.values())
    assert [finding.code for finding in built.findings].count("review") == len(people) + 1
    assert len(vjgraph.load(project).query("who-met-whom")) == 5
    assert stands(project) == derive(check_project(project)).ntriples


def test_what_is_minted_once_is_known_to_later_builds(tmp_path: Path) -> None:
    project = write_corpus(tmp_path, [source(1)])
    build_project(project, on_unknown="mint")
    people = (project / "sources" / "authorities" / "people.yaml").read_bytes()
    write_corpus(project, [source(1), source(2)])
    assert build_project(project, on_unknown="mint").sources == 2
    assert (project / "sources" / "authorities" / "people.yaml").read_bytes().startswith(people)
    build_project(project)


def test_an_error_that_is_no_name_is_not_minted_away(tmp_path: Path) -> None:
    project = write_corpus(tmp_path, [source(1), source(2, kind="banquet-of-crows")])
    with pytest.raises(FindingsError, match=r"sources/wire.jsonl:2:1: error: .*banquet-of-crows"):
        build_project(project, on_unknown="mint")
    assert not (project / "build").exists()


def test_a_name_that_minting_does_not_make_known_is_refused(tmp_path: Path) -> None:
    line = source(1)
    line["meetings"][0]["participants"]["host"] = "!!!"
    project = write_corpus(tmp_path, [line])
    with pytest.raises(FindingsError, match=r"'!!!' is no name"):
        build_project(project, on_unknown="mint")
    assert not (project / "sources" / "authorities" / "people.yaml").exists()


@pytest.mark.parametrize("name", ["wire.jsonl", "wire.jsonl.gz"])
def test_a_bad_line_is_named_and_nothing_is_built_or_the_rest_is(tmp_path: Path, name: str) -> None:
    lines = [source(number) for number in range(6)]
    project = write_corpus(tmp_path, lines, name=name)
    build_project(project, on_unknown="mint")
    stood = stands(project)
    write_corpus(project, [*lines[:3], source(9, date="no day"), *lines[3:]], name=name)
    with pytest.raises(FindingsError) as refused:
        build_project(project, on_unknown="mint")
    assert {(finding.file, finding.line) for finding in refused.value.findings} == {(f"sources/{name}", 4)}
    assert stands(project) == stood
    built = build_project(project, keep_going=True)
    assert built.sources == 6
    assert {(one.file, one.line) for one in built.findings if one.severity == "error"} == {(f"sources/{name}", 4)}
    assert f"sources/{name}:4:1: error:" in (project / "build" / "findings.txt").read_text("utf-8")


def test_what_is_wrong_only_beside_others_is_left_out_too_and_comes_back_when_they_are_mended(tmp_path: Path) -> None:
    lines = [source(number) for number in range(6)]
    lines[2]["meetings"][0]["during"] = "visit-9"
    project = write_corpus(tmp_path, lines)
    built = build_project(project, keep_going=True, on_unknown="mint")
    assert built.sources == 5
    (error,) = [finding for finding in built.findings if finding.severity == "error"]
    assert (error.line, error.code) == (3, "reference")
    visit = source(9) | {"visits": [{"id": "visit-9", "visitor": "Ana Alto2", "quote": "she came", "par": 1}]}
    write_corpus(project, [visit], name="other.jsonl")
    built = build_project(project, keep_going=True, on_unknown="mint")
    assert built.sources == 7
    assert not [finding for finding in built.findings if finding.severity == "error"]
    assert stands(project) == derive(check_project(project)).ntriples


def test_a_new_source_that_is_left_out_is_told_with_what_is_wrong_now_until_it_is_mended_or_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No file is read again only because it is so new.
    monkeypatch.setattr("vjgraph.building.scanning._RACY", 0)
    project = write_corpus(tmp_path, [source(number) for number in range(6)])
    build_project(project, on_unknown="mint")
    told = source(0) | {"id": "other"}

    def errors() -> list[str]:
        built = build_project(project, keep_going=True)
        found = [str(one) for one in built.findings if one.severity == "error"]
        assert (project / "build" / "findings.txt").read_text("utf-8").count(" error: ") == len(found)
        assert built.sources == 6
        return [finding.partition(" [")[0] for finding in found]

    for visit in ("visit-8", "visit-9"):
        told["meetings"][0]["during"] = visit
        write_corpus(project, [told], name="other.jsonl")
        for _ in range(2):
            assert errors() == [f"sources/other.jsonl:1:1: error: meetings.0.during: nothing is called '{visit}'"]
        with pytest.raises(FindingsError, match=visit):
            build_project(project)
    (project / "sources" / "other.jsonl").unlink()
    assert errors() == []
    write_corpus(project, [told], name="other.jsonl")
    assert errors()
    missing = source(1) | {"id": "third", "visits": [{"id": "visit-9", "visitor": "Ana Alto2", "quote": "she came", "par": 1}]}
    write_corpus(project, [missing], name="third.jsonl")
    assert build_project(project).sources == 8
    assert stands(project) == derive(check_project(project)).ntriples


def test_a_thousand_lines_compiled_by_several_processes_are_what_one_compiles(tmp_path: Path) -> None:
    lines = [source(number) for number in range(300)]
    one, many = (write_corpus(tmp_path / name, lines) for name in ("one", "many"))
    build_project(one, on_unknown="mint", workers=1, exports=False)
    build_project(many, on_unknown="mint", workers=2, exports=False)
    assert stands(one) == stands(many)
