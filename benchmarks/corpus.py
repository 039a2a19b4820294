"""Corpora of invented news of any size, to measure with: `news.py` tells what `happenings.py` lets happen in `world.py`.

    python benchmarks/corpus.py FOLDER [--sources 1000] [--format yaml|jsonl] [--seed 1]

FOLDER becomes a project that builds without errors. The same numbers give the same bytes; the two formats the same graph. A
source is one article: header, two to four people with their offices, one to three meetings, what was said, and the words behind
each. For each 1,000 sources there are about

| of | there are |
| --- | --- |
| triples in the built graph | 118,000 |
| meetings, a third of them during visits | 610, told 1,130 times |
| people | 250 (20,000 at most), in offices that follow Zipf's law |
| statements | 730 |
| quotes | 4,700, those of every seventh source with its text |
| meetings on whose day or place sources differ | 5 |

100,000 sources as JSON Lines (98 MB) are written in a quarter of a minute and 35 MB of memory.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from news import Record, write_news
from world import authorities, invent_world

LINES = 10_000
"""Sources in one file of JSON Lines."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def write_corpus(folder: Path, *, sources: int, format: str = "jsonl", seed: int = 1) -> None:
    """Write a project of so many sources into a new folder, one source after the other.

    `yaml` is a file a source, `jsonl` a file for each 10,000.
    """
    into = folder / "sources"
    (into / "authorities").mkdir(parents=True)
    world = invent_world(sources=sources, seed=seed)
    for name, entries in authorities(world):
        # JSON is YAML: each entry on a line of its own.
        lines = (f"{id}: {json.dumps(entry, ensure_ascii=False)}\n" for id, entry in entries.items())
        (into / "authorities" / f"{name}.yaml").write_text("".join(lines), encoding="utf-8")
    news = write_news(sources=sources, seed=seed, world=world)
    {"yaml": _write_yaml, "jsonl": _write_lines}[format](into, news)


def _write_lines(folder: Path, news: Iterator[tuple[str, Record]]) -> None:
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with ExitStack() as stack:
        for number, (id, record) in enumerate(news):
            if number % LINES == 0:
                stack.close()
                file = stack.enter_context((folder / f"news-{number // LINES:04}.jsonl").open("w", encoding="utf-8"))
            file.write(encode({"id": id} | record) + "\n")


def _write_yaml(folder: Path, news: Iterator[tuple[str, Record]]) -> None:
    import yaml

    class Dumper(yaml.CSafeDumper):
        """Writes as people do: blocks, mappings of scalars in one line, a text as a text, days and numbers without quotes."""

    def scalar(dumper: Any, value: str) -> Any:
        name = "int" if value.isdecimal() else "timestamp" if _DAY.fullmatch(value) else "str"
        return dumper.represent_scalar(f"tag:yaml.org,2002:{name}", value, style="|" if "\n" in value else None)

    Dumper.add_representer(str, scalar)
    for id, record in news:
        text = yaml.dump(record, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120, default_flow_style=None)
        (folder / f"{id}.yaml").write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write the corpus that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--format", choices=("yaml", "jsonl"), default="jsonl")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    write_corpus(asked.folder, sources=asked.sources, format=asked.format, seed=asked.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
