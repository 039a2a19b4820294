"""Whole builds: what a source costs as the corpus grows, and what it costs to build again when one source changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from bench import Bench
from comparing import agree
from measuring import Measured, Row, beside, run

WHOLE = (
    "vjgraph build of JSON Lines from nothing, all cores: store, exports and page as a build writes them at that size; "
    "wanted: 10 million triples in 2 GiB, and 100,000 sources at the cost a source of 10,000"
)
AGAIN = (
    "one source tells of another kind of meeting and of nothing said there, and the project is built again; the triples equal "
    "those of a build from nothing; wanted: 1 s and 2 % of a build from nothing"
)


def whole(bench: Bench) -> Iterator[Row]:
    """At each size, once: from nothing."""
    first = 0.0
    for size in bench.sizes:
        project = bench.project(size)
        shutil.rmtree(project / "build", ignore_errors=True)
        (one,) = bench.turns(("ours:build", {"project": str(project)}), times=1)
        triples = one.result["triples"]
        each = one.wall / size
        first = first or each
        disk = f"store {one.result['store'] / 2**20:,.0f} MiB, build {one.result['folder'] / 2**20:,.0f} MiB"
        ratio = f"{1000 * each:.2f} ms a source, {each / first:.2f} times that of the first size"
        rate = f"{triples / one.wall:,.0f} triples/s, {disk}"
        on = f"{size:,} sources, {triples:,} triples"
        yield Row("Build from nothing", WHOLE, on, "vjgraph", one.wall, one.spent, one.peak, rate, ratio)


def again(bench: Bench) -> Iterator[Row]:
    """At the greatest size up to 10,000 sources; each time another source."""
    size = bench.middle
    project, clean = Path(bench.fresh("changed")), Path(bench.fresh("clean"))
    shutil.copytree(bench.project(size) / "sources", project / "sources")
    run("ours:build", project=str(project))
    changed = Measured()
    for number in range(1, bench.times + 1):
        _change(project / "sources" / "news-0000.jsonl", number=size * number // (bench.times + 1))
        changed.add(run("ours:build", project=str(project), compare=True))
    shutil.copytree(project / "sources", clean / "sources")
    (anew,) = bench.turns(("ours:build", {"project": str(clean), "compare": True}), times=1)
    agree("build again", again=changed.result["digest"], anew=anew.result["digest"])
    share = f"{changed.wall / anew.wall:.1%} of a build from nothing, {beside(changed.wall, anew.wall)}"
    on = f"{size:,} sources"
    yield Row("One source changed", AGAIN, on, "built again", changed.wall, changed.spent, changed.peak, "", share)
    yield Row("One source changed", AGAIN, on, "from nothing", anew.wall, anew.spent, anew.peak)


def _change(file: Path, *, number: int) -> None:
    """Make the meeting of a source that alone tells of it one of another kind, at which nothing was said."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    for at in range(number, len(lines)):
        record = json.loads(lines[at])
        meeting = record["meetings"][0]
        if "during" not in meeting and sum(f'"{meeting["id"]}"' in line for line in lines) == 1:
            meeting["kind"] = "talks" if meeting["kind"] != "talks" else "meeting"
            meeting["statements"] = []
            lines[at] = json.dumps(record, ensure_ascii=False) + "\n"
            break
    file.write_text("".join(lines), encoding="utf-8")
