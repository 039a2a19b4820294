"""Triples as lines of N-Triples or N-Quads: the one place where they become bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vjgraph.terms import Triple


def to_lines(triples: Iterable[Triple], *, graph: str = "") -> bytes:
    """Triples one a line, in their order; with a graph, as quads of it.

    Sorted triples are sorted lines.

    >>> to_lines([("<a:b>", "<a:c>", '"d"')], graph="<a:g>")
    b'<a:b> <a:c> "d" <a:g> .\\n'
    """
    end = f" {graph} .\n".encode() if graph else b" .\n"
    # Most lines are of ASCII alone, which is cheap to encode; one long text is so only if all of it is.
    lines = list(map(str.encode, map(" ".join, triples)))
    return end.join([*lines, b""])


def each_line(triples: Iterable[Triple], *, graph: str = "") -> Iterator[str]:
    """The lines one by one, where they are told apart or counted.

    >>> next(each_line([("<a:b>", "<a:c>", '"d"')]))
    '<a:b> <a:c> "d" .\\n'
    """
    end = f" {graph} .\n" if graph else " .\n"
    return (f"{subject} {predicate} {object}{end}" for subject, predicate, object in triples)
