"""The lines of a file, plain or compressed: all of them, with their numbers, and where reading stops if it has to."""

import gzip
import io
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph import unpacking
from vjgraph.errors import Finding
from vjgraph.unpacking import count_lines, read_lines

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CHECKED = {zstd.CompressionParameter.checksum_flag: 1}
PACKERS = {".jsonl": bytes, ".gz": gzip.compress, ".zst": partial(zstd.compress, options=CHECKED)}
LINES = [b'{"number": %d, "text": "%s"}' % (number, b"abc" * (number % 50)) for number in range(20_000)]
TEXT = b"\n".join(LINES)


def read(path: Path, **options: int) -> list[tuple[int, bytes] | Finding]:
    return list(read_lines(path, file="x.jsonl", **options))


@pytest.fixture(params=PACKERS)
def packed(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"corpus{request.param}"
    path.write_bytes(PACKERS[request.param](TEXT))
    return path


def test_lines_come_with_their_numbers_however_they_are_packed(packed: Path) -> None:
    assert read(packed) == list(enumerate(LINES, start=1))


def test_only_a_block_and_a_line_are_held(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "BLOCK", 1000)
    stream = read_lines(packed, file="x.jsonl")
    assert [next(stream) for _ in range(500)] == list(enumerate(LINES[:500], start=1))


def test_a_packed_file_may_have_several_members(tmp_path: Path) -> None:
    for ending in (".gz", ".zst"):
        path = tmp_path / f"corpus{ending}"
        path.write_bytes(PACKERS[ending](b"a\nb") + PACKERS[ending](b"c\nd\n"))
        assert read(path) == [(1, b"a"), (2, b"bc"), (3, b"d")]


@given(st.text("a \n\r\x0b\x0c\u2028", max_size=30).map(str.encode), st.integers(1, 9))
def test_lines_end_where_bytes_say_however_blocks_fall(text: bytes, size: int) -> None:
    blocks = (text[at : at + size] for at in range(0, len(text), size))
    assert [line for lines in unpacking._split(blocks) for line in lines] == text.splitlines()
    with pytest.MonkeyPatch.context() as small:
        small.setattr(unpacking, "BLOCK", size)
        whole = text + b"\n"
        assert count_lines(io.BytesIO(whole + b"more\n"), len(whole)) == (len(whole.splitlines()), not whole.strip())


def test_a_mark_of_order_belongs_to_no_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbfa\n\xef\xbb\xbfb")
    assert read(path) == [(1, b"a"), (2, b"\xef\xbb\xbfb")]


@pytest.mark.parametrize("ending", [".gz", ".zst"])
@pytest.mark.parametrize("left", [0.1, 0.5, 0.999])
def test_what_stands_before_the_end_of_a_cut_file_is_read(ending: str, left: float, tmp_path: Path) -> None:
    path = tmp_path / f"corpus{ending}"
    whole = PACKERS[ending](TEXT)
    path.write_bytes(whole[: int(len(whole) * left)])
    *lines, last = read(path)
    assert lines == list(enumerate(LINES[: len(lines)], start=1))
    assert len(lines) > 100 or left < 0.5
    assert isinstance(last, Finding)
    assert (last.line, last.code) == (len(lines) + 1, "damaged")
    assert "in the midst" in last.message


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_damage_is_said_at_the_line_it_is_met_at(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"corpus{ending}"
    whole = PACKERS[ending](TEXT)
    for damaged in (whole[: len(whole) // 2] + bytes(50) + whole[len(whole) // 2 + 50 :], whole + b"junk", TEXT):
        path.write_bytes(damaged)
        *lines, last = read(path)
        assert isinstance(last, Finding)
        assert (last.line, last.code) == (len(lines) + 1, "damaged")
        assert "compressed data are damaged: " in last.message or "in the midst" in last.message


def test_what_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    for ending in PACKERS:
        (tmp_path / f"folder{ending}").mkdir()
        for name in ("folder", "nowhere"):
            (finding,) = read(tmp_path / f"{name}{ending}")
            assert isinstance(finding, Finding)
            assert (finding.line, finding.code) == (1, "unreadable")


def test_many_lines_are_no_long_line(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_LINE", 1000)
    assert len(TEXT) > 4 * unpacking.BLOCK
    assert read(packed) == list(enumerate(LINES, start=1))


def test_a_line_without_end_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_LINE", 1 << 20)
    path = tmp_path / "corpus.zst"
    path.write_bytes(zstd.compress(b"a\n" + bytes(1 << 24)))
    line, finding = read(path)
    assert line == (1, b"a")
    assert isinstance(finding, Finding)
    assert (finding.line, finding.code) == (2, "too-long")


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python has it by now")
def test_a_package_that_is_missing_is_called_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "backports", None)
    (finding,) = read(tmp_path / "corpus.zst")
    assert isinstance(finding, Finding)
    assert "pip install 'vjgraph[zstd]'" in finding.hint
