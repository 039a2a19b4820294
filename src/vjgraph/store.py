"""The database that answers: written for each build, anew or by what changed, and opened read-only by everything else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from vjgraph import generations
from vjgraph.errors import StoreError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from vjgraph.terms import Triple


FOLDER = generations.FOLDER
"""Where a project keeps what was built."""

_SMALL = 16 << 20
"""Bytes of N-Triples up to which a store is changed rather than loaded into."""


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


def write_store(path: Path, triples: bytes | Iterable[bytes]) -> int:
    """Write N-Triples into a new database at `path`, all of them or parts of whole lines; the number of lines.

    What making the parts raises is raised here. That every term is valid is not looked at again.
    """
    import pyoxigraph as ox

    store = ox.Store(str(path))
    lines = _load(store, [triples] if isinstance(triples, bytes) else triples)
    store.flush()
    # A store of more than a million triples answers three times faster then; a smaller one is in order already.
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


def change_store(path: Path, *, remove: bytes = b"", add: bytes = b"") -> None:
    """Change a database by a difference: what is to be removed goes first, and need not be there; what is added may be there."""
    import pyoxigraph as ox

    store = ox.Store(str(path))
    for quad in ox.parse(remove, format=ox.RdfFormat.N_TRIPLES):
        store.remove(quad)
    if len(add) < _SMALL:
        store.load(add, format=ox.RdfFormat.N_TRIPLES)
    else:
        _load(store, [add])
    store.flush()
    del store
    _without_log(path)


def _load(store: ox.Store, parts: Iterable[bytes]) -> int:
    """Load parts of whole lines in one go, so that they are put in order once; the number of lines."""
    import pyoxigraph as ox

    # The loader takes as many threads as it finds cores when it begins, and has no option for it. Each holds a million
    # triples, some 0.7 GiB: it shall find one.
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_setaffinity") else set()
    stream = _Stream(parts, begun=lambda: _run_on(cores))
    _run_on({*sorted(cores)[:1]})
    try:
        store.bulk_load(BufferedReader(stream, 1 << 20), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    finally:
        _run_on(cores)
    return stream.lines


def _run_on(cores: set[int]) -> None:
    """Let this thread run on some cores alone, where the system lets it."""
    if cores:
        with suppress(OSError):
            os.sched_setaffinity(0, cores)


class _Stream(RawIOBase):
    """Parts of whole lines as a file that is read once; state is what is left of a part, and the number of lines so far."""

    def __init__(self, parts: Iterable[bytes], *, begun: Callable[[], None]) -> None:
        self._parts, self._begun = iter(parts), begun
        self._left = memoryview(b"")
        self.lines = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._begun()
        while not self._left:
            part = next(self._parts, None)
            if part is None:
                return 0
            self.lines += part.count(b"\n")
            self._left = memoryview(part)
        into = memoryview(buffer)
        size = min(len(into), len(self._left))
        into[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


def _without_log(path: Path) -> None:
    """A finished database needs no diary of its making, which names the folder it was made in."""
    for log in path.glob("LOG*"):
        log.unlink()


def read_store(path: Path) -> ox.Store:
    """Open a built database for reading, and keep its build while this process runs; raise `StoreError` where there is none."""
    return _open(generations.keep(path), named=path)


def is_sound(path: Path) -> bool:
    """Whether there is a database that can be opened."""
    try:
        _open(path, named=path)
    except StoreError:
        return False
    return True


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
