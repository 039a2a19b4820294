"""What the stages share: the sizes asked for, and the corpora and builds that were made for them, each once."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus import write_corpus
from measuring import Measured, run, take_turns

KINDS = Path(__file__).parents[1] / "ontology" / "kinds.ttl"
MIDDLE = 10_000
MONTH = {"first": "2014-06", "last": "2014-06"}
YEAR, YEARS = {"first": "2014", "last": "2014"}, {"first": "2005", "last": "2024"}
"""The month and the year that are asked about, in the middle of the twenty, and all of them."""


@dataclass(slots=True)
class Bench:
    """One run of the benchmarks: where it works, on which sizes, how often each job runs."""

    folder: Path
    sizes: list[int]
    times: int = 3
    morph: str = field(default_factory=lambda: os.environ.get("MORPH_KGC", ""))
    """An interpreter that has morph-kgc; empty where there is none."""

    @property
    def middle(self) -> int:
        """The greatest size up to 10,000 sources, where a greater one takes peers too long or more memory than there is."""
        return max((size for size in self.sizes if size <= MIDDLE), default=self.sizes[0])

    def project(self, sources: int, format: str = "jsonl") -> Path:
        """The corpus of a size."""
        folder = self.folder / f"{format}-{sources}"
        if not (folder / "sources").is_dir():
            fresh = folder.with_suffix(".new")
            shutil.rmtree(fresh, ignore_errors=True)
            write_corpus(fresh, sources=sources, format=format)
            fresh.rename(folder)
        return folder

    def built(self, sources: int) -> Path:
        """The corpus of a size, built."""
        project = self.project(sources)
        if not (project / "build" / "store").is_dir():
            run("ours:build", project=str(project))
        return project

    def triples(self, sources: int) -> Path:
        """What the sources of a size say, as N-Triples in their order."""
        file = self.folder / f"said-{sources}.nt"
        if not file.is_file():
            run("ours:compile_triples", project=str(self.project(sources)), out=str(file))
        return file

    def graph(self, sources: int) -> Path:
        """All triples of a built graph as N-Triples."""
        file = self.folder / f"graph-{sources}.nt"
        if not file.is_file():
            run("ours:dump", project=str(self.built(sources)), out=str(file))
        return file

    def turns(self, *jobs: tuple[str, dict[str, Any]], times: int | None = None) -> list[Measured]:
        """Measure jobs, one after the other and again."""
        return take_turns(jobs, times=times or self.times)

    def fresh(self, name: str) -> str:
        """A place at which nothing is."""
        path = self.folder / name
        shutil.rmtree(path, ignore_errors=True)
        path.unlink(missing_ok=True)
        return str(path)
