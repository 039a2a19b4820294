"""The lines of a file, plain or compressed, one after the other: never more of it in memory than a block and a line."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal

from vjgraph.errors import Finding

BLOCK = 1 << 18
MAX_LINE = 1 << 26


def read_lines(
    path: Path, *, file: str, start: int = 0, end: int | None = None, first_line: int = 1
) -> Iterator[tuple[int, bytes] | Finding]:
    """Each line of a file with its number, without its end; a finding where the file cannot be read on.

    Lines end as `bytes.splitlines` says. `start` and `end` choose bytes of a plain file, the first of which stands at the
    beginning of line `first_line`; a compressed file is read whole.
    """
    number = first_line
    try:
        for lines in _split(_blocks(path, start, end)):
            for line in lines:
                yield number, line.removeprefix(BOM_UTF8) if number == 1 else line
                number += 1
    except _Stop as error:
        yield Finding(file, number, 1, "error", error.code, error.message, error.hint)


def count_lines(stream: BinaryIO, size: int) -> tuple[int, bool]:
    """How many lines end in the next bytes of a file, as `bytes.splitlines` counts them, and whether all are empty.

    >>> import io
    >>> count_lines(io.BytesIO(b"a\\nb\\r\\nc\\rd"), 9)
    (3, False)
    """
    lines, empty, last = 0, True, b""
    while block := stream.read(min(BLOCK, size)):
        lines += block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n") - (last == b"\r" and block[:1] == b"\n")
        empty = empty and not block.removeprefix(BOM_UTF8).strip()
        size, last = size - len(block), block[-1:]
    return lines, empty


class _Stop(Exception):
    """A file cannot be read on."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)


def _split(blocks: Iterator[bytes]) -> Iterator[list[bytes]]:
    """The lines of blocks, those of a block at once."""
    rest: list[bytes] = []
    held = 0
    for block in blocks:
        # A carriage return that ends a block may be one half of the end of a line.
        cut = max(block.rfind(b"\n"), block.rfind(b"\r", 0, len(block) - 1)) + 1
        if cut:
            yield b"".join([*rest, block[:cut]]).splitlines()
            rest, held = [], 0
        rest.append(block[cut:])
        held += len(block) - cut
        if held > MAX_LINE:
            hint = "write each source as one JSON object on a line of its own"
            raise _Stop("too-long", f"the line is longer than {MAX_LINE >> 20} MiB", hint)
    yield b"".join(rest).splitlines()


def _blocks(path: Path, start: int, end: int | None) -> Iterator[bytes]:
    """The bytes of a file, unpacked, some at a time."""
    open_file, damage = _opener(path)
    left = sys.maxsize if end is None else end - start
    try:
        with open_file(path, "rb") as stream:
            if start:
                stream.seek(start)
            while block := stream.read1(min(BLOCK, left)):
                left -= len(block)
                yield block
    except EOFError:
        hint = "copy or compress it again; all before this line was read"
        raise _Stop("damaged", "the file ends in the midst of its compressed data", hint) from None
    except damage as error:
        hint = "copy or compress it again, or give it the ending of what it is; all before this line was read"
        raise _Stop("damaged", f"the compressed data are damaged: {error}", hint) from None
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        raise _Stop("unreadable", message, "make it a readable file, or take it away") from None


def _opener(path: Path) -> tuple[Callable[[Path, Literal["rb"]], Any], tuple[type[Exception], ...]]:
    """What opens a file by its ending, and what it raises where the data are damaged."""
    if path.suffix == ".gz":
        import gzip
        import zlib

        return gzip.open, (zlib.error, gzip.BadGzipFile)
    if path.suffix == ".zst":
        try:
            if sys.version_info >= (3, 14):
                from compression import zstd
            else:
                from backports import zstd
        except ImportError:
            raise _Stop("package", "reading a .zst file wants a package more", "pip install 'vjgraph[zstd]'") from None
        return zstd.open, (zstd.ZstdError,)
    return open, ()
