"""What has changed in `sources/` since the last build: pieces that are new, sources that are gone, sources that moved."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vjgraph.building.attempt import Where
from vjgraph.building.ledger import Kept, Ledger
from vjgraph.errors import Finding
from vjgraph.streaming import Chunk, Piece, SourceFile, list_sources, no_sources, read_pieces, unread

_RACY = 2_000_000_000
"""Nanoseconds in which a file may change twice and bear one time: what was read so soon after is read again."""


@dataclass(slots=True)
class Scan:
    """What a scan found; `pieces` are new or changed, `gone` no longer there, `moved` stand in another line.

    `turned` are the numbers of sources without which those that stay would stand in their old order.
    """

    pieces: list[Piece] = field(default_factory=list)
    gone: list[Kept] = field(default_factory=list)
    moved: list[tuple[Kept, int]] = field(default_factory=list)
    turned: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    stamps: dict[str, str] = field(default_factory=dict)
    read: int = 0
    """How many sources were read, of a `part` of so many bytes out of the `whole`, which is 0 where files are compressed."""
    part: int = 0
    whole: int = 0

    def __bool__(self) -> bool:
        """Whether anything is otherwise than in the ledger."""
        return bool(self.pieces or self.gone or self.moved or self.findings)

    def take_out(self, kept: Kept) -> None:
        """Count a kept source among those that are gone."""
        self.gone.append(kept)
        self.moved = [(one, line) for one, line in self.moved if one.number != kept.number]
        self.turned.discard(kept.number)


def scan_sources(
    project: Path, ledger: Ledger, *, stale: Collection[int] = (), again: Collection[str] = (), skip: Collection[Where] = ()
) -> Scan:
    """Hold the files of sources against the ledger; a file that has its size and times of before is not read.

    What is `stale` (numbers of kept sources) must be compiled again, though its bytes are the same; files to be read `again`
    are read; what is to `skip` is taken for gone.
    """
    scan, stamps = Scan(), ledger.stamps()
    again = {*again, *(kept.file for kept in ledger.numbered(stale)), *(file for file, _ in skip)}
    files = list_sources(project / "sources", root=project)
    scan.findings += unread(project / "sources", root=project)
    if not files:
        scan.findings.append(no_sources(project / "sources", root=project))
    for file in files:
        scan.stamps[file.file] = stamp = _stamp(file)
        if stamps.pop(file.file, "") != stamp or not stamp or file.file in again:
            _scan_file(file, ledger, scan, stale, skip)
    for name in stamps:
        scan.gone += ledger.sources_in(name)
    return scan


def all_pieces(project: Path, scan: Scan, *, skip: Collection[Where] = ()) -> Iterator[Piece]:
    """Every source there is, one after the other, for a build that begins anew; the scan is told what cannot be read."""
    files = list_sources(project / "sources", root=project)
    scan.findings += unread(project / "sources", root=project)
    if not files:
        scan.findings.append(no_sources(project / "sources", root=project))
    scan.whole = 0 if any(file.path.suffix in (".gz", ".zst") for file in files) else sum(file.size for file in files)
    for file in files:
        scan.stamps[file.file] = _stamp(file)
        for piece in read_pieces(Chunk(file.path, file.file, 0, file.size)):
            if isinstance(piece, Finding):
                scan.findings.append(piece)
            elif (piece.file, piece.line) not in skip:
                scan.read += 1
                scan.part += len(piece.raw)
                yield piece


def _scan_file(file: SourceFile, ledger: Ledger, scan: Scan, stale: Collection[int], skip: Collection[Where]) -> None:
    kept: dict[str, list[Kept]] = defaultdict(list)
    for one in ledger.sources_in(file.file):
        kept[one.hash].append(one)
    found: list[Kept] = []
    for piece in read_pieces(Chunk(file.path, file.file, 0, file.size)):
        if isinstance(piece, Finding):
            scan.findings.append(piece)
            continue
        if (piece.file, piece.line) in skip:
            continue
        known = kept.get(piece.key, [])
        # A source that is called after its line is another one in another line.
        same = next((one for one in known if one.line == piece.line or one.id != _numbered(piece, one.line)), None)
        if same is None or same.number in stale:
            scan.pieces.append(piece)
            continue
        known.remove(same)
        found.append(same)
        if same.line != piece.line:
            scan.moved.append((same, piece.line))
    scan.gone += [one for listed in kept.values() for one in listed]
    lines = [one.line for one in found]
    if lines != sorted(lines):
        scan.turned |= {one.number for one in found} - {found[place].number for place in rising(lines)}


def rising(numbers: Sequence[int]) -> list[int]:
    """The places of as many numbers as rise from each to the next.

    >>> rising([1, 5, 2, 3, 4])
    [0, 2, 3, 4]
    """
    # The place of the least number that ends so many rising ones, and what comes before each number.
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number, key=numbers.__getitem__)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [place]
    found = ends[-1:]
    while found and before[found[-1]] >= 0:
        found.append(before[found[-1]])
    return found[::-1]


def _numbered(piece: Piece, line: int) -> str:
    return f"{piece.id.removesuffix(str(piece.line))}{line}"


def _stamp(file: SourceFile) -> str:
    """A file's size and times; empty where it changed so lately that the same times may be those of another change."""
    try:
        found = file.path.stat()
    except OSError:  # reading it says so
        return ""
    if time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) < _RACY:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
