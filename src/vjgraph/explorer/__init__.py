"""The page: one offline HTML file in which the graph is looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox
    from pyvis.network import Network

__all__ = ["to_pyvis", "write_page"]


def write_page(path: Path, store: ox.Store, *, base: str, title: str) -> None:
    """Write the page of a built graph: one file that needs no network, the same bytes for the same graph."""
    from vjgraph.explorer.page import render_page
    from vjgraph.explorer.view import read_view
    from vjgraph.exporting import write_bytes

    write_bytes(path, render_page(read_view(store, base=base), title=title).encode())


def to_pyvis(store: ox.Store, *, base: str) -> Network:
    """A graph as a pyvis network with every node placed, to be changed or shown with pyvis's own means."""
    from vjgraph.explorer.drawing import to_network
    from vjgraph.explorer.view import read_view

    return to_network(read_view(store, base=base), stretch=1.6)
