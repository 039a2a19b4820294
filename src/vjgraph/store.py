"""The database that answers: written once for each build, opened read-only by everything else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vjgraph.errors import StoreError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from vjgraph.terms import Triple


FOLDER = "build"
"""Where a project keeps what was built."""


class Queryable(Protocol):
    """What answers SPARQL with pyoxigraph's objects: a built store, or an endpoint elsewhere."""

    def query(
        self, text: str, /, *, prefixes: dict[str, str] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer SPARQL; raise `SyntaxError` for what is none."""


def to_ntriples(triples: Iterable[Triple]) -> bytes:
    """Sorted N-Triples, each triple once.

    >>> to_ntriples([("<a:b>", "<a:c>", '"d"')] * 2)
    b'<a:b> <a:c> "d" .\\n'
    """
    lines = sorted({f"{s} {p} {o} .\n" for s, p, o in triples})
    return "".join(lines).encode()


def write_store(path: Path, triples: bytes) -> int:
    """Write N-Triples into a new database at `path`; the number of triples."""
    import pyoxigraph as ox

    store = ox.Store(str(path))
    store.bulk_load(triples, format=ox.RdfFormat.N_TRIPLES)
    store.flush()
    store.optimize()
    return triples.count(b"\n")


def read_store(path: Path) -> ox.Store:
    """Open a built database for reading; raise `StoreError` where there is none."""
    import pyoxigraph as ox

    if not path.is_dir():
        hint = "run 'vjgraph build' (--project names another folder)"
        raise StoreError(f"{path.parent.parent}: no graph is built here yet: {hint}")
    try:
        return ox.Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{path}: the graph cannot be opened ({error}): run 'vjgraph build' again") from error


def dump_ntriples(store: ox.Store) -> bytes:
    """All triples of a store as sorted N-Triples."""
    import pyoxigraph as ox

    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    return b"".join(sorted(dumped.splitlines(keepends=True)))
