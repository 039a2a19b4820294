"""Rows as text: a table for the terminal, CSV, JSON or Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from vjgraph.diagnosing import nearest
from vjgraph.errors import UsageError
from vjgraph.querying import Answer

FORMATS = ("table", "csv", "json", "md")
_WIDE = 160
_MACHINE = ("meeting", "statement", "statements_iri", "subject_iri")


def render(answer: Answer, *, format: str = "table", title: str = "", width: int = 0) -> str:
    """The rows in one of `FORMATS`; raise `UsageError` for another.

    A table leaves out identifiers and columns without a value; the other formats keep everything. `width` is the
    terminal's, in characters; 0 for output that no terminal bounds.
    """
    if format == "json":
        import msgspec

        return msgspec.json.format(msgspec.json.encode([dict(row) for row in answer.rows]), indent=2).decode() + "\n"
    if format == "csv":
        return _csv(answer)
    if format == "md":
        return _markdown(answer)
    if format == "table":
        return _table(answer, title, width)
    raise UsageError(f"no format is called '{format}': {nearest(format, FORMATS) or 'there are ' + ', '.join(FORMATS)}")


def _csv(answer: Answer) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_text(row[name]) for name in answer.columns] for row in answer.rows)
    return out.getvalue()


def _markdown(answer: Answer) -> str:
    columns = _shown(answer)
    lines = ["| " + " | ".join(columns) + " |", "| " + " | ".join("---" for _ in columns) + " |"]
    for row in answer.rows:
        cells = (_text(row[name]).replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for name in columns)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _table(answer: Answer, title: str, width: int) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    columns = _shown(answer)
    console = Console(
        file=io.StringIO(), width=width or _WIDE, color_system="standard" if width else None, force_terminal=bool(width)
    )
    if not answer.rows:
        return (f"{title}\n" if title else "") + "no rows\n"
    table = Table(
        title=title or None,
        title_justify="left",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        row_styles=["", "dim"] if width else None,
    )
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="fold", no_wrap=name in ("date", "earliest", "latest"))
    for row in answer.rows:
        # Text, not markup: a name in square brackets is a name.
        table.add_row(*(Text(_text(row[name])) for name in columns))
    with console.capture() as captured:
        console.print(table)
    lines = (line.rstrip() for line in captured.get().splitlines())
    return "\n".join(lines) + f"\n{len(answer)} row{'' if len(answer) == 1 else 's'}\n"


def _shown(answer: Answer) -> Sequence[str]:
    """The columns a reader wants: no identifiers beside a name, and only what some row fills."""
    hidden = [name for name in answer.columns if name.endswith("_id") or name in _MACHINE]
    kept = [name for name in answer.columns if name not in hidden and any(row[name] not in (None, "", []) for row in answer.rows)]
    # The bounds only say more than the date where the date is no single day.
    if "date" in kept and all(
        not row.get("date") or row.get("date") == row.get("earliest") == row.get("latest") for row in answer.rows
    ):
        kept = [name for name in kept if name not in ("earliest", "latest")]
    return kept or list(answer.columns)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
