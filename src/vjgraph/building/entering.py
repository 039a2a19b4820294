"""Pieces of sources made into entries of the ledger, by one process or many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from vjgraph.building.attempt import Where
from vjgraph.building.entries import Entry, to_entry
from vjgraph.errors import Finding
from vjgraph.judging import judge_source
from vjgraph.knowing import Ground
from vjgraph.streaming import Piece, read_piece


class Entered(NamedTuple):
    """Sources without an error as entries, every error of the others, and class and name of whom no authority knows.

    `asking` are the sources that name those.
    """

    entries: list[Entry]
    errors: list[Finding]
    unknown: list[tuple[str, str]]
    asking: list[Where]


def enter_pieces(ground: Ground, pieces: Sequence[Piece]) -> Entered:
    """Read and compile pieces."""
    entries: list[Entry] = []
    errors: list[Finding] = []
    unknown: list[tuple[str, str]] = []
    asking: list[Where] = []
    knowledge = ground.knowledge
    for piece in pieces:
        document, found = read_piece(piece)
        if document is None:
            errors += found
            continue
        judged = judge_source(document, resolver=knowledge.resolver, kinds=knowledge.kinds, base=ground.base, texts=ground.texts)
        if judged.fragment is None:
            wrong = [finding for finding in judged.findings if finding.severity == "error"]
            errors += wrong
            # Of a source that is refused whoever it names, nobody is made known.
            if judged.unknown and {finding.code for finding in wrong} <= {"unknown-name", "both"}:
                unknown += judged.unknown
                asking.append((piece.file, piece.line))
        else:
            fragment, findings = judged.fragment, judged.findings
            entries.append(
                to_entry(document, fragment, findings, resolver=knowledge.resolver, base=ground.base, single=ground.links.single)
            )
    return Entered(entries, errors, unknown, asking)


def in_batches(pieces: Iterable[Piece], *, size: int) -> Iterator[list[Piece]]:
    """Pieces in lists of a size."""
    left = iter(pieces)
    while batch := list(islice(left, size)):
        yield batch
