"""The sources of a folder, one after the other: which files there are, how a long one is shared out, what each piece says."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from vjgraph.errors import Finding
from vjgraph.jsonlines import read_line
from vjgraph.reading import Document, printable, read_bytes, read_document
from vjgraph.unpacking import BLOCK, count_lines, read_lines

LINES = (".jsonl", ".jsonl.gz", ".jsonl.zst")
ENDINGS = (".yaml", ".yml", *LINES)
_LIKE = (
    *ENDINGS,
    ".json",
    ".ndjson",
    ".ndjson.gz",
    ".ndjson.zst",
    ".yaml.gz",
    ".yml.gz",
    ".jsonl.bz2",
    ".jsonl.xz",
    ".jsonl.zip",
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of sources: where it is, what findings call it, and how many bytes it has."""

    path: Path
    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a file that can be read alone: its bytes from `start` to `end`, and the number of its first line."""

    path: Path
    file: str
    start: int
    end: int
    first_line: int = 1


class Piece(NamedTuple):
    """The bytes of one source, not read yet, and the id it has unless its line gives it one."""

    id: str
    file: str
    raw: bytes
    line: int = 0
    """The line of a JSON Lines file, from 1; 0 for a YAML file."""

    @property
    def key(self) -> str:
        """The SHA-256 of its bytes, as of the document read from it."""
        return hashlib.sha256(self.raw).hexdigest()


def list_sources(folder: Path, *, root: Path) -> list[SourceFile]:
    """The source files directly in `folder`, in the order of their names, called in findings as they stand below `root`."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry) for entry in entries if _is_source(entry.name))
    return [SourceFile(folder / name, _relative(folder / name, root), _size(entry)) for name, entry in found]


def unread(folder: Path, *, root: Path) -> list[Finding]:
    """What lies in `folder` and is not read, though it looks like a source or holds some; the authorities are read elsewhere."""
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    ending = "not read: its name does not end in .yaml, .yml, .jsonl, .jsonl.gz or .jsonl.zst"
    below = "its sources are not read: only those directly in sources/ are"
    findings = []
    for name in names:
        if name.startswith(".") or _is_source(name):
            continue
        file = printable(_relative(folder / name, root))
        if (folder / name).is_dir():
            if name != "authorities" and any(path.name.endswith(ENDINGS) for path in (folder / name).rglob("[!.]*")):
                hint = "move them up, or the folder away"
                findings.append(Finding(file, 1, 1, "error", "not-read", below, hint))
        elif name.lower().endswith(_LIKE):
            message = ending if _is_utf8(name) else "not read: its name is not UTF-8"
            findings.append(Finding(file, 1, 1, "error", "not-read", message, "rename it, or move it away"))
    return findings


def no_sources(folder: Path, *, root: Path) -> Finding:
    """Why a folder gives no source at all."""
    hint = "write one as sources/README.md shows; 'vjgraph init DIR' makes a first one"
    message = "the folder holds no source (*.yaml, *.jsonl)"
    if not folder.is_dir():
        hint = "run vjgraph in a project's folder, name it, or make one with 'vjgraph init DIR'"
        message = f"there is no such folder: {folder}"
    return Finding(_relative(folder, root), 1, 1, "error", "no-sources", message, hint)


def split_source(file: SourceFile, *, bytes_each: int = 1 << 23) -> list[Chunk]:
    """A file in chunks of whole lines of about as many bytes; one alone where it is YAML, compressed or short.

    Read one after the other, the chunks give what the file gives.
    """
    whole = Chunk(file.path, file.file, 0, file.size)
    if file.path.suffix != ".jsonl" or file.size <= bytes_each:
        return [whole]
    chunks: list[Chunk] = []
    start, end, line = 0, 0, 1
    try:
        with file.path.open("rb") as stream:
            while end < file.size:
                stream.seek(end + bytes_each)
                while (part := stream.readline(BLOCK)) and not part.endswith(b"\n"):
                    continue
                begin, end = end, min(stream.tell(), file.size)
                first = line if chunks else 1
                stream.seek(begin)
                lines, empty = count_lines(stream, end - begin)
                line += lines
                # A file that begins with empty lines is not called empty for them.
                if chunks or not empty:
                    chunks.append(Chunk(file.path, file.file, start, end, first))
                    start = end
    except OSError:  # reading it says so
        return [whole]
    return chunks or [whole]


def read_pieces(chunk: Chunk) -> Iterator[Piece | Finding]:
    """The sources of a chunk as bytes, and where it cannot be read on. Of a long file, only a little is held at a time."""
    name = chunk.path.name
    if not name.endswith(LINES):
        raw, findings = read_bytes(chunk.path, file=chunk.file)
        yield findings[0] if findings else Piece(chunk.path.stem, chunk.file, raw)
        return
    stem = next(name.removesuffix(ending) for ending in LINES if name.endswith(ending))
    end = chunk.end if name.endswith(".jsonl") else None
    nothing = chunk.start == 0
    for line in read_lines(chunk.path, file=chunk.file, start=chunk.start, end=end, first_line=chunk.first_line):
        if isinstance(line, Finding):
            yield line
        elif line[1].strip():
            yield Piece(f"{stem}-{line[0]}", chunk.file, line[1], line[0])
        else:
            continue
        nothing = False
    if nothing:
        yield Finding(chunk.file, 1, 1, "error", "empty", "the file is empty", "write one source a line, or delete it")


def read_piece(piece: Piece) -> tuple[Document | None, list[Finding]]:
    """Read one source; `None` when anything in it is wrong."""
    if piece.line:
        return read_line(piece.raw, id=piece.id, file=piece.file, number=piece.line)
    return read_document(piece.raw, id=piece.id, file=piece.file)


def read_chunk(chunk: Chunk) -> Iterator[tuple[Document | None, list[Finding]]]:
    """The documents of a chunk, each with what is wrong with it, one after the other."""
    for piece in read_pieces(chunk):
        yield (None, [piece]) if isinstance(piece, Finding) else read_piece(piece)


def iter_documents(folder: Path, *, root: Path) -> Iterator[tuple[Document | None, list[Finding]]]:
    """The documents of all source files directly in `folder`, one after the other; names in findings are relative to `root`.

    A folder that is missing or holds no source is a finding.
    """
    files = list_sources(folder, root=root)
    if findings := unread(folder, root=root):
        yield None, findings
    for file in files:
        yield from read_chunk(Chunk(file.path, file.file, 0, file.size))
    if not files:
        yield None, [no_sources(folder, root=root)]


def read_documents(folder: Path, *, root: Path) -> tuple[list[Document], list[Finding]]:
    """All documents of `iter_documents`, and all findings."""
    documents: list[Document] = []
    findings: list[Finding] = []
    for document, found in iter_documents(folder, root=root):
        documents += [document] if document else []
        findings += found
    return documents, findings


def _is_source(name: str) -> bool:
    return name.endswith(ENDINGS) and not name.startswith(".") and _is_utf8(name)


def _is_utf8(name: str) -> bool:
    """Whether a file's name is UTF-8: no source has an id in other bytes, nor a finding a file."""
    return name.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in name)


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except OSError:  # reading it says so
        return 0


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
