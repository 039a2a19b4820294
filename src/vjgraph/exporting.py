"""The graph as a file for other stores: Turtle, TriG, N-Quads, N-Triples; sorted, and the same bytes each time."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from vjgraph.errors import UsageError
from vjgraph.sorting import sort_lines
from vjgraph.terms import PATHS
from vjgraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

# Strings and IRIs, which are passed by, and prefixed names that hold a backslash.
_TOKENS = re.compile(rb'"(?:\\.|[^"\\])*"|<[^>]*>|([A-Za-z][\w-]*):((?:[^\s"<>\\]*\\.)+[^\s"<>\\]*)')

FORMATS = {".ttl": "TURTLE", ".nt": "N_TRIPLES", ".trig": "TRIG", ".nq": "N_QUADS"}
"""The endings of files that can be written, and the name of each format."""


def export_format(path: Path) -> str:
    """The format that a file's ending asks for; raise `UsageError` for an unknown one."""
    if found := FORMATS.get(path.suffix.lower()):
        return found
    wrong = f"no format has the ending '{path.suffix}'" if path.suffix else "the file's ending names no format"
    raise UsageError(f"{path.name}: {wrong}; there are {', '.join(FORMATS)}")


def to_turtle(ntriples: bytes, *, base: str) -> bytes:
    """Sorted N-Triples as Turtle with the project's prefixes."""
    import pyoxigraph as ox

    parsed = ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES)
    prefixes = _prefixes(base)
    triples = (quad.triple for quad in parsed)
    return _stable(ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b"", prefixes)


def to_trig(nquads: bytes, *, base: str) -> bytes:
    """Sorted N-Quads as TriG with the project's prefixes."""
    import pyoxigraph as ox

    parsed = ox.parse(nquads, format=ox.RdfFormat.N_QUADS)
    prefixes = _prefixes(base)
    return _stable(ox.serialize(parsed, format=ox.RdfFormat.TRIG, prefixes=prefixes) or b"", prefixes)


def iter_ntriples(store: ox.Store) -> Iterator[bytes]:
    """The lines of a store's triples, sorted, in memory that does not grow with the store: it is the disk that does."""
    import pyoxigraph as ox

    with TemporaryDirectory() as folder:
        dumped = Path(folder) / "dump.nt"
        store.dump(dumped, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        with dumped.open("rb") as lines:
            yield from sort_lines(lines)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then renamed. An `OSError` names the file itself."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        if error.errno:
            error.filename, error.filename2 = str(path), None
        raise
    finally:
        temporary.unlink(missing_ok=True)


def _prefixes(base: str) -> dict[str, str]:
    return PREFIXES | {path: f"{base}{path}/" for path in PATHS.values()}


def _stable(text: bytes, prefixes: Mapping[str, str]) -> bytes:
    """The same document with its prefixes in alphabetical order: the serialiser writes them in any."""
    lines = text.splitlines(keepends=True)
    opening = next((number for number, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"".join([*sorted(lines[:opening]), *_without_escapes(lines[opening:], prefixes)])


def _without_escapes(lines: Sequence[bytes], prefixes: Mapping[str, str]) -> list[bytes]:
    r"""The same lines with whole IRIs in the place of names that hold a backslash, which Virtuoso reads as part of them.

    >>> print(*_without_escapes([rb'a:b\/c a:d "a:b\\/c" .'], {"a": "https://example.org/"}))
    b'<https://example.org/b/c> a:d "a:b\\\\/c" .'
    """
    opened = {name.encode(): f"<{iri}".encode() for name, iri in prefixes.items()}

    def whole(match: re.Match[bytes]) -> bytes:
        name, local = match.groups()
        return match[0] if local is None else opened[name] + local.replace(b"\\", b"") + b">"

    # Most lines hold no backslash; a string never runs over the end of one.
    return [_TOKENS.sub(whole, line) if b"\\" in line else line for line in lines]
