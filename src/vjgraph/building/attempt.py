"""One attempt at a build: what it is made against, by whom, what it leaves out, and what it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vjgraph.building.progress import Progress
from vjgraph.building.tally import Tally
from vjgraph.errors import Finding, FindingsError
from vjgraph.knowing import Ground
from vjgraph.streaming import LINES

Where = tuple[str, int]
"""A file and a line of it; 0 for all of a YAML file."""


@dataclass(slots=True)
class Attempt:
    """What one attempt is given, and what comes of it: a tally of the graph, and errors of the sources that were left out."""

    ground: Ground
    workers: int | None
    progress: Progress
    cluster: str | None = None
    """The address of a Dask cluster whose workers compile; without one, the cores of this machine do."""
    keep_going: bool = False
    """Whether what is wrong is left out; else nothing is built."""
    skip: Mapping[Where, list[Finding]] = field(default_factory=dict)
    """What an earlier attempt found wrong only when it was held against other sources."""
    tally: Tally = field(default_factory=Tally)
    left_out: list[Finding] = field(default_factory=list)
    asking: set[Where] = field(default_factory=set)
    """The sources that name somebody whom no authority knows, and have nothing else wrong."""

    def refuse(self, errors: Iterable[Finding], *, unknown: Iterable[tuple[str, str]] = ()) -> None:
        """Note the errors of sources that are left out; raise `FindingsError` where nothing is."""
        found = sorted(set(errors))
        if found and not self.keep_going:
            raise FindingsError(found, unknown=tuple(dict.fromkeys(unknown)))
        self.left_out += found


def leave_out(errors: Iterable[Finding], skip: dict[Where, list[Finding]]) -> bool:
    """Add the sources in which something is wrong to those that are skipped; whether there are any more."""
    before = len(skip)
    for error in errors:
        if error.file.startswith("sources/") and not error.file.startswith("sources/authorities/"):
            skip.setdefault(where(error), []).append(error)
    return len(skip) > before


def where(error: Finding) -> Where:
    """The source that something is wrong in."""
    return error.file, error.line if error.file.endswith(LINES) else 0
