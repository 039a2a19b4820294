"""The database that answers: written for each build, anew or by what changed, and opened read-only by everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vjgraph import generations
from vjgraph.errors import StoreError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from vjgraph.terms import Triple


FOLDER = generations.FOLDER
"""Where a project keeps what was built."""

Ntriples = bytes | Iterable[bytes]
"""N-Triples: all of them, or parts of whole lines one after the other."""

_BATCH, _SMALL = 48 << 20, 16 << 20


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


def write_store(path: Path, triples: Ntriples) -> int:
    """Write N-Triples into a new database at `path`; the number of lines."""
    from concurrent.futures import Future, ThreadPoolExecutor

    import pyoxigraph as ox

    store, lines = ox.Store(str(path)), 0
    # While one batch is loaded, the next is made.
    with ThreadPoolExecutor(1) as loader:
        loading: Future[None] | None = None
        for batch in _batches(triples):
            lines += batch.count(b"\n")
            if loading:
                loading.result()
            loading = loader.submit(store.bulk_load, batch, format=ox.RdfFormat.N_TRIPLES)
        if loading:
            loading.result()
    store.flush()
    # A store of more than one batch answers three times faster then; one of a single batch is in order already.
    store.optimize()
    del store
    _without_log(path)
    return lines


def copy_store(last: Path, path: Path) -> None:
    """Make a database at `path` of the same triples, whose files are shared with `last` until it is changed.

    Raises `StoreError` where there is none, or where it is damaged.
    """
    # Who builds upon it is no reader that would keep it.
    _open(last, named=last).backup(str(path))


def change_store(path: Path, *, remove: Ntriples = b"", add: Ntriples = b"") -> None:
    """Change a database by a difference: what is to be removed goes first, and need not be there; what is added may be there."""
    import pyoxigraph as ox

    store = ox.Store(str(path))
    for batch in _batches(remove):
        for quad in ox.parse(batch, format=ox.RdfFormat.N_TRIPLES):
            store.remove(quad)
    for batch in _batches(add):
        load = store.load if len(batch) < _SMALL else store.bulk_load
        load(batch, format=ox.RdfFormat.N_TRIPLES)
    store.flush()
    del store
    _without_log(path)


def _batches(triples: Ntriples) -> Iterator[bytes]:
    """Parts of whole lines joined to batches, of which the loader makes eight times as much in memory."""
    batch, size = [], 0
    for part in (triples,) if isinstance(triples, bytes) else triples:
        batch.append(part)
        size += len(part)
        if size >= _BATCH:
            yield b"".join(batch)
            batch, size = [], 0
    if size:
        yield b"".join(batch)


def _without_log(path: Path) -> None:
    """A finished database needs no diary of its making, which names the folder it was made in."""
    for log in path.glob("LOG*"):
        log.unlink()


def read_store(path: Path) -> ox.Store:
    """Open a built database for reading, and keep its build while this process runs; raise `StoreError` where there is none."""
    return _open(generations.keep(path), named=path)


def _open(path: Path, *, named: Path) -> ox.Store:
    import pyoxigraph as ox

    if not path.is_dir():
        hint = "run 'vjgraph build' (--project names another folder)"
        raise StoreError(f"{named.parent.parent}: no graph is built here yet: {hint}")
    try:
        return ox.Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{named}: the graph cannot be opened ({error}): run 'vjgraph build' again") from error


def dump_ntriples(store: ox.Store) -> bytes:
    """All triples of a store as sorted N-Triples."""
    import pyoxigraph as ox

    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    return b"".join(sorted(dumped.splitlines(keepends=True)))
