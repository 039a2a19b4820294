"""The page: one offline HTML file in which the graph is looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox


def write_page(path: Path, store: ox.Store, *, base: str, title: str) -> None:
    """Write the page of a built graph."""
    path.write_text("")
