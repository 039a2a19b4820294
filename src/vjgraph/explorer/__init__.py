"""The page: one offline HTML file in which the graph is looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyvis.network import Network

    from vjgraph.store import Queryable

__all__ = ["render", "to_pyvis", "write_page"]


def render(
    store: Queryable, *, base: str, title: str, thing: str = "", hops: int | None = None, period: tuple[date, date] | None = None
) -> str:
    """The page of a built graph as HTML that needs no network; it opens with everything, or around a thing and in a period.

    Raises `UsageError` for steps from what is not drawn.
    """
    from vjgraph.explorer.opening import start_address
    from vjgraph.explorer.page import render_page
    from vjgraph.explorer.projecting import read_projections
    from vjgraph.explorer.reader import Reader

    reader = Reader(store, base=base)
    projections = read_projections(reader)
    start = start_address(thing.removeprefix(base), projections, hops=hops, period=period)
    return render_page(reader, projections, title=title, start=start)


def write_page(path: Path, store: Queryable, *, base: str, title: str) -> None:
    """Write the page to a file, whole or not at all; the same bytes for the same graph."""
    from vjgraph.exporting import write_bytes

    write_bytes(path, render(store, base=base, title=title).encode())


def to_pyvis(store: Queryable, *, base: str, projection: str = "people") -> Network:
    """A projection as a pyvis network with every node placed, to be changed or shown with pyvis's own means."""
    from vjgraph.explorer.drawing import to_network
    from vjgraph.explorer.layout import place
    from vjgraph.explorer.projecting import read_projections
    from vjgraph.explorer.reader import Reader

    found = read_projections(Reader(store, base=base))[projection]
    return to_network(found, place(found))
