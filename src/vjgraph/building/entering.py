"""Pieces of sources made into entries of the ledger, by one process or many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from vjgraph.building.entries import Entry, to_entry
from vjgraph.errors import Finding
from vjgraph.judging import judge_source
from vjgraph.knowing import Ground
from vjgraph.streaming import Piece, read_piece


def enter_pieces(ground: Ground, pieces: Sequence[Piece]) -> tuple[list[Entry], list[Finding]]:
    """Read and compile pieces; those without an error as entries, and every error of the others."""
    entries: list[Entry] = []
    errors: list[Finding] = []
    knowledge = ground.knowledge
    for piece in pieces:
        document, found = read_piece(piece)
        if document is None:
            errors += found
            continue
        judged = judge_source(document, resolver=knowledge.resolver, kinds=knowledge.kinds, base=ground.base, texts=ground.texts)
        if judged.fragment is None:
            errors += [finding for finding in judged.findings if finding.severity == "error"]
        else:
            fragment, findings = judged.fragment, judged.findings
            entries.append(
                to_entry(document, fragment, findings, resolver=knowledge.resolver, base=ground.base, single=ground.links.single)
            )
    return entries, errors


def in_batches(pieces: Iterable[Piece], *, size: int) -> Iterator[list[Piece]]:
    """Pieces in lists of a size."""
    left = iter(pieces)
    while batch := list(islice(left, size)):
        yield batch
