"""How fast each stage is beside its peers, on the same invented data in one run; results are held equal before a ratio is told.

    python benchmarks/stages.py [--sizes 1000,10000] [--only STAGE] [--times 3] [--folder FOLDER] [--save]

Jobs take turns, each in a process of its own; the table gives medians. Ratios are of processor seconds where all that is
compared runs on one core, and of seconds else. Peers want `pip install '.[benchmarks]'`; morph-kgc an interpreter of its own
(see peers/morph.py), and Virtuoso its Debian package: what is not there is left out and said. `--save` writes RESULTS.md; with
`--only`, what is measured anew takes its place among what stands there, each table with its day and machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from pathlib import Path

from bench import Bench
from comparing import Differ
from measuring import HEAD, JobFailed, Row, cells
from stages import asking, building, compiling, storing

STAGES: dict[str, Callable[[Bench], Iterable[Row]]] = {
    "yaml": compiling.from_yaml,
    "lines": compiling.from_lines,
    "store": storing.into_store,
    "turtle": storing.into_turtle,
    "build": building.whole,
    "again": building.again,
    "met": asking.who_met_whom,
    "person": asking.one_person,
    "periods": asking.periods,
    "commands": asking.commands,
    "network": asking.network,
}
_NAMED = ("vjgraph", "pyoxigraph", "PyYAML", "pydantic", "rdflib", "networkx", "numpy", "msgspec", "rapidyaml")


def machine() -> str:
    """The size of the machine and the versions that were measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    found = []
    for name in _NAMED:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    # What else the machine does lengthens the seconds, and the processor seconds little.
    load = f"{os.getloadavg()[0]:.1f} other jobs running when it began"
    return f"{date.today()}, {cores} cores, {memory:.0f} GiB, {load}, Python {platform.python_version()}, {', '.join(found)}"


def tables(rows: Sequence[Row], *, where: str) -> dict[str, str]:
    """Rows as Markdown, a table a stage with what it compares and where it was measured, by the stage."""
    parts = {}
    for stage, found in groupby(rows, key=lambda row: row.stage):
        listed = list(found)
        lines = "".join(f"| {' | '.join(line)} |\n" for line in (HEAD, ("---",) * len(HEAD), *map(cells, listed)))
        parts[stage] = f"## {stage}\n\n{listed[0].compares}.\n\n{lines}\n{where}.\n"
    return parts


def read_tables(text: str) -> dict[str, str]:
    """What was written of each stage."""
    parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]
    return {part.partition("\n")[0].removeprefix("## "): part.rstrip() + "\n" for part in parts}


def main(arguments: Sequence[str]) -> int:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="1000,10000", help="numbers of sources")
    parser.add_argument("--only", action="append", choices=STAGES, help="a stage; may be given again")
    parser.add_argument("--times", type=int, default=3, help="how often each job runs")
    parser.add_argument("--folder", type=Path, help="where corpora and builds are kept for the next run")
    parser.add_argument("--save", action="store_true", help="write RESULTS.md")
    asked = parser.parse_args(arguments)
    rows: list[Row] = []
    failed, where = 0, machine()
    with tempfile.TemporaryDirectory() as scratch:
        folder = (asked.folder or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(folder, sorted(map(int, asked.sizes.split(","))), asked.times)
        for name in asked.only or STAGES:
            try:
                found = list(STAGES[name](bench))
            except (JobFailed, Differ) as error:
                failed += 1
                print(f"{name}: {error}", file=sys.stderr, flush=True)
                continue
            print("\n".join(tables(found, where=where).values()), flush=True)
            rows += found
    if asked.save:
        file = Path(__file__).parent / "RESULTS.md"
        kept = read_tables(file.read_text(encoding="utf-8")) if asked.only else {}
        text = "\n".join(["# What was measured\n", *(kept | tables(rows, where=where)).values()])
        file.write_text(text, encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
