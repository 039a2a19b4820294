"""The facts that `mapping.yml` names, from JSON Lines by morph-kgc: flat tables in DuckDB first, then a mapping over them.

morph-kgc wants an older pyoxigraph than vjgraph, so it runs in an interpreter of its own, which the variable MORPH_KGC names:

    python -m venv X && X/bin/pip install morph-kgc && export MORPH_KGC=X/bin/python
"""

from __future__ import annotations

import runpy
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LEFT_OUT = ("side", "inCapacity", "represents", "asDelegation", "leads", "reason")
"""What the mapping does not say of who took part."""


def is_mapped(line: str) -> bool:
    """Whether a line of vjgraph's N-Quads is a fact that the mapping has too."""
    subject, predicate, _ = line.split(" ", 2)
    if "/id/agreement/" in subject or "/id/topic/" in subject or "/s-" in subject:
        return False
    return "/id/event/" not in subject or predicate.rpartition("#")[2][:-1] not in LEFT_OUT


def convert(clock: Any, *, project: str, out: str) -> None:
    """Write the mapped quads of a project's JSON Lines, on one core."""
    import duckdb
    import morph_kgc  # noqa: F401  what is imported first is not timed

    files = str(Path(project) / "sources" / "*.jsonl")
    with tempfile.TemporaryDirectory() as scratch:
        config = Path(scratch) / "config.ini"
        config.write_text(
            f"[CONFIGURATION]\noutput_file={out}\noutput_format=N-QUADS\nnumber_of_processes=1\nlogging_level=ERROR\nna_values=,None\n"
            f"[news]\nmappings={HERE / 'mapping.yml'}\n"
        )
        sys.argv = ["morph_kgc", str(config)]
        with clock:
            duckdb.sql((HERE / "flatten.sql").read_text(encoding="utf-8").replace("{files}", files))
            runpy.run_module("morph_kgc", run_name="__main__")
