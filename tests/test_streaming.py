"""The sources of a folder one after the other: which files, in which pieces, with which ids, and never a whole file at once."""

import gzip
import hashlib
import json
import pickle
import sys
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.errors import Finding
from vjgraph.streaming import (
    Chunk,
    Piece,
    SourceFile,
    iter_documents,
    list_sources,
    read_chunk,
    read_documents,
    read_piece,
    read_pieces,
    split_source,
)

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SOURCE = "source:\n  format: 1\n  title: Roe calls on Doe\nmeetings:\n  - id: roe-doe\n    participants: {guest: Jane Roe}\n"
LINE = b'{"source": {"format": 1}}\n'


def file_of(path):
    return SourceFile(path, f"sources/{path.name}", path.stat().st_size)


def whole(path):
    return Chunk(path, f"sources/{path.name}", 0, path.stat().st_size)


def written(tmp_path, raw, name="corpus.jsonl"):
    path = tmp_path / name
    path.write_bytes(raw)
    return path


# --- folders -------------------------------------------------------------------------------------------------------


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path):
    for name in ("b.yaml", "a.yml", "README.md", ".draft.yaml"):
        (tmp_path / name).write_text(SOURCE, encoding="utf-8")
    (tmp_path / "c.jsonl").write_bytes(LINE)
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(LINE))
    (tmp_path / "e.jsonl.zst").write_bytes(zstd.compress(LINE))
    (tmp_path / "f.json.gz").write_bytes(b"")
    (tmp_path / "authorities").mkdir()
    documents, findings = read_documents(tmp_path, root=tmp_path.parent)
    assert findings == []
    assert [document.id for document in documents] == ["a", "b", "c-1", "d-1", "e-1"]
    assert documents[0].file == f"{tmp_path.name}/a.yml"
    assert documents[3].record == documents[2].record


def test_a_folder_lists_its_files_with_their_sizes(tmp_path):
    written(tmp_path, LINE)
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    assert list_sources(tmp_path, root=tmp_path.parent) == [
        SourceFile(tmp_path / "corpus.jsonl", f"{tmp_path.name}/corpus.jsonl", len(LINE)),
        SourceFile(tmp_path / "gone.yaml", f"{tmp_path.name}/gone.yaml", 0),
    ]
    assert list_sources(tmp_path / "nowhere", root=tmp_path) == []


def test_errors_of_all_files_come_at_once(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("source: 1\nx: 2\n", encoding="utf-8")
    documents, findings = read_documents(tmp_path, root=tmp_path)
    assert documents == []
    assert [(finding.file, finding.line) for finding in findings] == [("a.yaml", 1), ("a.yaml", 2), ("b.yaml", 1), ("b.yaml", 2)]


def test_a_folder_that_is_missing_or_holds_no_source_is_a_finding(tmp_path):
    for folder, message in ((tmp_path / "sources", "no such folder"), (tmp_path, "holds no source")):
        documents, (finding,) = read_documents(folder, root=tmp_path)
        assert documents == []
        assert finding.code == "no-sources"
        assert message in finding.message
        assert "vjgraph init" in finding.hint


def test_what_cannot_be_read_is_a_finding_beside_the_others(tmp_path):
    (tmp_path / "a.yaml").mkdir()
    (tmp_path / "b.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (tmp_path / "c.yaml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "d.jsonl").mkdir()
    documents, findings = read_documents(tmp_path, root=tmp_path)
    assert [document.id for document in documents] == ["c"]
    assert [(finding.file, finding.code) for finding in findings] == [
        ("a.yaml", "unreadable"), ("b.yaml", "unreadable"), ("d.jsonl", "unreadable"),
    ]  # fmt: skip


# --- pieces --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "pack"), [("c.jsonl", bytes), ("c.jsonl.gz", gzip.compress), ("c.jsonl.zst", zstd.compress)])
def test_each_line_is_a_piece_and_empty_ones_are_passed_over_and_counted(name, pack, tmp_path):
    path = written(tmp_path, pack(b'\xef\xbb\xbf\n\n{"a": 1}\r\n \n{"b": 2}'), name)
    assert list(read_pieces(whole(path))) == [
        Piece("c-3", f"sources/{name}", b'{"a": 1}', 3),
        Piece("c-5", f"sources/{name}", b'{"b": 2}', 5),
    ]


def test_a_piece_has_the_key_of_its_document(tmp_path):
    for path in (written(tmp_path, LINE), written(tmp_path, SOURCE.encode(), "a.yaml")):
        (piece,) = read_pieces(whole(path))
        document, findings = read_piece(piece)
        assert findings == []
        assert (document.id, document.raw, document.line) == (piece.id, piece.raw, piece.line)
        assert document.key == piece.key == hashlib.sha256(piece.raw).hexdigest()


@pytest.mark.parametrize("raw", [b"", b"\n \n", b"\xef\xbb\xbf\n"])
def test_a_file_without_a_line_is_empty(raw, tmp_path):
    path = written(tmp_path, raw)
    ((document, (finding,)),) = read_chunk(whole(path))
    assert document is None
    assert (finding.line, finding.column, finding.code) == (1, 1, "empty")
    assert [finding for chunk in split_source(file_of(path), bytes_each=1) for _, (finding,) in read_chunk(chunk)] == [finding]


def test_a_cut_file_gives_what_stands_before_the_cut(tmp_path):
    lines = b"".join(b'{"id": "%d", "source": {"format": 1}}\n' % number for number in range(50_000))
    path = written(tmp_path, zstd.compress(lines)[:-40], "corpus.jsonl.zst")
    *read, (document, (finding,)) = read_chunk(whole(path))
    assert [found for _, found in read] == [[]] * len(read)
    assert len(read) > 1000
    assert document is None
    assert (finding.code, finding.line) == ("damaged", len(read) + 1)


def test_a_file_of_any_length_is_read_in_little_memory(tmp_path):
    line = json.dumps({"source": {"format": 1, "note": "abcd" * 500}}).encode() + b"\n"
    path = written(tmp_path, zstd.compress(line * 20_000), "corpus.jsonl.zst")
    tracemalloc.start()
    try:
        count = sum(1 for document, _ in iter_documents(tmp_path, root=tmp_path) if document)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert peak < len(line) * 20_000 / 10
    assert path.stat().st_size < 1_000_000


# --- chunks --------------------------------------------------------------------------------------------------------


def test_a_long_file_is_shared_out_and_each_line_keeps_its_number(tmp_path):
    lines = [json.dumps({"source": {"format": 1, "title": "x" * (number % 40)}}).encode() for number in range(300)]
    path = written(tmp_path, b"\n".join(lines))
    chunks = split_source(file_of(path), bytes_each=1000)
    assert len(chunks) > 10
    assert pickle.loads(pickle.dumps(chunks)) == chunks
    together = [document for chunk in chunks for document, _ in read_chunk(chunk)]
    assert together == [document for document, _ in read_chunk(whole(path))]
    assert [document.line for document in together] == list(range(1, 301))


@given(st.text("ab \n\r\ufeff", max_size=40).map(str.encode), st.integers(1, 12))
def test_the_chunks_of_a_file_give_what_the_file_gives(tmp_path_factory, raw, size):
    path = written(tmp_path_factory.mktemp("chunks"), raw)
    chunks = split_source(file_of(path), bytes_each=size)
    assert [found for chunk in chunks for found in read_chunk(chunk)] == list(read_chunk(whole(path)))


def test_what_is_yaml_compressed_short_or_gone_stays_whole(tmp_path):
    for name in ("a.yaml", "a.jsonl.gz", "a.jsonl.zst"):
        path = written(tmp_path, LINE * 100, name)
        assert split_source(file_of(path), bytes_each=50) == [whole(path)]
    path = written(tmp_path, LINE)
    assert split_source(file_of(path)) == [whole(path)]
    gone = SourceFile(tmp_path / "b.jsonl", "b.jsonl", 100)
    assert split_source(gone, bytes_each=50) == [Chunk(gone.path, "b.jsonl", 0, 100)]
    (finding,) = read_pieces(Chunk(gone.path, "b.jsonl", 0, 100))
    assert isinstance(finding, Finding)


@given(st.binary())
def test_no_lines_of_bytes_make_it_fail(tmp_path_factory, raw):
    for document, findings in read_chunk(whole(written(tmp_path_factory.mktemp("bytes"), raw))):
        assert (document is None) == bool(findings)
