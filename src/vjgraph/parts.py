"""The graph in parts for bulk loaders: gzipped files of a million lines each, the same bytes each time, and a list of them."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from vjgraph.errors import UsageError

LINES = 1_000_000
"""Lines in each part but the last."""

FORMATS = {"nq": "N-Quads", "nt": "N-Triples"}
"""What parts can hold, by the ending of their files: quads have one graph a source, triples are what stands in the store."""

_MANIFEST = "manifest.json"
_OURS = re.compile(r"part-\d{5,}\.n[qt]\.gz")
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """One file: its name, how many lines it holds, and its size and SHA-256 as it lies there."""

    file: str
    lines: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What was written, as the manifest lists it."""

    format: str
    lines: int
    parts: tuple[Part, ...]


def check_parts(folder: Path, ending: str) -> None:
    """See that parts may go into a folder; raise `UsageError` where it holds anything else, or no format is called so."""
    if ending not in FORMATS:
        raise UsageError(f"no parts are called '{ending}'; there are {', '.join(FORMATS)}")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: parts go into a folder, and this is a file")
    if folder.is_dir() and any(not _ours(path) for path in folder.iterdir()):
        raise UsageError(f"{folder}: this folder holds something else than parts: name a new or an empty one")


def write_parts(folder: Path, lines: Iterable[bytes], *, ending: str, most: int = LINES) -> Parts:
    """Write lines, given in blocks of whole ones, as `part-00000.nq.gz` and so on, and `manifest.json`: all of them or nothing.

    Parts that lie in the folder already are replaced. Raises `UsageError` as `check_parts` does.
    """
    check_parts(folder, ending)
    folder = folder.absolute()
    new, old = (folder.with_name(f".{folder.name}.{os.getpid()}.{what}") for what in ("new", "old"))
    try:
        new.mkdir(parents=True)
        each = (line for block in lines for line in block.splitlines(keepends=True))
        parts = tuple(_write_each(new, each, ending=ending, most=most))
        written = Parts(FORMATS[ending], sum(part.lines for part in parts), parts)
        (new / _MANIFEST).write_text(json.dumps(asdict(written), indent=2) + "\n", encoding="utf-8")
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    finally:
        if old.exists() and not folder.exists():
            old.rename(folder)
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)
    return written


def _write_each(folder: Path, lines: Iterator[bytes], *, ending: str, most: int) -> Iterator[Part]:
    number = 0
    while begun := list(islice(lines, min(most, _AT_ONCE))):
        path = folder / f"part-{number:05}.{ending}.gz"
        count = 0
        # Neither a name nor a time goes into it: the same lines are the same bytes.
        with path.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
            while begun:
                packed.write(b"".join(begun))
                count += len(begun)
                begun = list(islice(lines, min(most - count, _AT_ONCE)))
        with path.open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
        yield Part(path.name, count, path.stat().st_size, digest)
        number += 1


def _ours(path: Path) -> bool:
    return path.name == _MANIFEST or bool(_OURS.fullmatch(path.name))
