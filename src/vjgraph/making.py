"""A graph in one call: its project is built, and it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vjgraph.graph import Graph

if TYPE_CHECKING:
    from vjgraph.building.project import OnUnknown


def build(
    project: str | Path = ".",
    *,
    texts: str | Path | None = None,
    exports: bool | None = None,
    keep_going: bool = False,
    on_unknown: OnUnknown = "refuse",
    workers: int | None = None,
    cluster: str | None = None,
) -> Graph:
    """Build a project and open its graph; raise `FindingsError` when its sources hold errors.

    Only what changed since the last build is compiled. `texts` is a folder of texts kept outside, to hold quotes against.
    `exports` says whether Turtle, TriG and the page are written: unless it is said, they are up to 100,000 triples. With
    `keep_going`, sources that hold errors are left out; with `on_unknown="mint"`, names that nobody knows are added to the
    authorities, for review. `workers` is how many processes compile, by default as many as there are cores; `cluster` is the
    address of a Dask scheduler whose workers compile in their place.

    `graph.built` tells what was made, and what was found.
    """
    # Asking a built graph needs nothing of what builds one.
    from vjgraph.building import build_project

    built = build_project(
        Path(project),
        texts=Path(texts) if texts else None,
        exports=exports,
        keep_going=keep_going,
        on_unknown=on_unknown,
        workers=workers,
        cluster=cluster,
    )
    return Graph(built.project, built=built)
