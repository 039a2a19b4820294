"""Whether two programs gave the same: digests of quads and rows, in any order; a ratio is told only where they agree."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path

_POINT_NOUGHT = re.compile(rb'("\d+)\.0(?="\^\^<http://www.w3.org/2001/XMLSchema#decimal>)')


def digest_lines(lines: Iterable[bytes]) -> str:
    """A digest of lines, each once, whatever their order; empty for none."""
    return _digest(b"".join(sorted(set(lines))))


def digest_rows(rows: Iterable[Iterable[str]]) -> str:
    """A digest of rows, each as often as it stands there, whatever their order; empty for none."""
    return _digest("\n".join(sorted("\t".join(row) for row in rows)).encode())


def _digest(told: bytes) -> str:
    return hashlib.sha256(told).hexdigest() if told else ""


def digest_quads(path: str, *, keep: Callable[[str], bool] | None = None) -> tuple[int, str]:
    """How many different quads (or triples) a file holds, and their digest in one form of writing; `keep` chooses lines."""
    import pyoxigraph as ox

    endings = {".nq": ox.RdfFormat.N_QUADS, ".nt": ox.RdfFormat.N_TRIPLES, ".ttl": ox.RdfFormat.TURTLE}
    written = ox.serialize(ox.parse(path=path, format=endings[Path(path).suffix]), format=ox.RdfFormat.N_QUADS) or b""
    # rdflib's longturtle writes 820 as 820.0.
    lines = set(_POINT_NOUGHT.sub(rb"\1", written).splitlines(keepends=True))
    if keep:
        lines = {line for line in lines if keep(line.decode())}
    return len(lines), digest_lines(lines)


class Differ(Exception):
    """Two programs did not give the same."""


def agree(stage: str, **found: object) -> None:
    """Raise `Differ` unless all gave the same, and gave something."""
    parts = [one.values() if isinstance(one, dict) else one if isinstance(one, tuple) else [one] for one in found.values()]
    if len({repr(one) for one in found.values()}) != 1 or not all(map(all, parts)):
        raise Differ(f"{stage}: no ratio is told, for what was found differs: {found}")
