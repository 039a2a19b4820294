"""Rows as text: a table for the terminal, CSV, JSON or Markdown."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vjgraph.diagnosing import nearest
from vjgraph.errors import UsageError
from vjgraph.querying import Answer

FORMATS = ("table", "csv", "json", "md")
_WIDE = 160
_GAP = "  "
# What a narrow table goes without, first to last, and what it then writes below each row.
_SPARE = (("sources",), ("publisher", "title", "published"), ("earliest", "latest"))
_BELOW = ("because", "place_because")
_UNFOLDED, _LONGEST_WORD, _MOST_LINES = (14, 10, 8), 36, 5
# Control characters and those that turn the direction of writing: a terminal would obey them.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MARKUP = re.compile(r"([\\|`*_\[\]<>~])")
_BOLD, _DOUBT, _PLAIN = "\x1b[1m", "\x1b[33m", "\x1b[0m"


def render(answer: Answer, *, format: str = "table", width: int = 0, counted: bool = True) -> str:
    """The rows in one of `FORMATS`; raise `UsageError` for another.

    A table and Markdown show what a reader wants (`Answer.shown`), CSV and JSON everything. `width` is the terminal's, in
    characters; 0 for output that no terminal bounds, which has no colours. A table that is too wide goes without its
    sources, gives its reasons lines of their own, and is at last written one value a line. `counted` ends it with the number
    of rows.
    """
    if check_format(format) == "json":
        import msgspec

        return msgspec.json.format(msgspec.json.encode([dict(row) for row in answer.rows]), indent=2).decode() + "\n"
    if format == "csv":
        return _csv(answer)
    return _markdown(answer) if format == "md" else _table(answer, width, counted)


def check_format(name: str) -> str:
    """The format of that name; raise `UsageError` where there is none."""
    if name in FORMATS:
        return name
    raise UsageError(f"no format is called '{name}': {nearest(name, FORMATS) or 'there are ' + ', '.join(FORMATS)}")


def terminal_width() -> int:
    """The width of the terminal written to, in characters; 0 where it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def _csv(answer: Answer) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_text(row[name]) for name in answer.columns] for row in answer.rows)
    return out.getvalue()


def _markdown(answer: Answer) -> str:
    lines = ["| " + " | ".join(answer.shown) + " |", "| " + " | ".join("---" for _ in answer.shown) + " |"]
    for row in answer.rows:
        cells = (_MARKUP.sub(r"\\\1", " ".join(_text(row[name]).split())) for name in answer.shown)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _table(answer: Answer, width: int, counted: bool) -> str:
    if not answer.rows:
        return "no rows\n"
    room = width or _WIDE
    cells = {name: [one_line(row[name]) for row in answer.rows] for name in answer.shown}
    beside, widths = _fitted(cells, room)
    below = {name: cells[name] for name in cells if name in _BELOW and name not in beside}
    left_out = [name for name in cells if name not in beside and name not in below]
    if widths:
        body = _grid(beside, widths, below, room, colour=bool(width))
    else:
        body, left_out = _records(cells, room, colour=bool(width)) + ("\n" if counted else ""), []
    if not counted:
        return body
    missing = f" (no room for {', '.join(left_out)}: --format md shows all)" if left_out else ""
    return f"{body}{len(answer)} row{'' if len(answer) == 1 else 's'}{missing}\n"


def _fitted(cells: Mapping[str, Sequence[str]], room: int) -> tuple[Mapping[str, Sequence[str]], dict[str, int]]:
    """The columns that fit side by side, as many as can, and their widths; no widths where too few do."""
    shown = cells
    for spare in ((), *_SPARE, _BELOW):
        shown = {name: values for name, values in shown.items() if name not in spare}
        if widths := _widths(shown, room, _UNFOLDED[0]):
            return shown, widths
    for unfolded in _UNFOLDED[1:]:
        if widths := _widths(shown, room, unfolded):
            return shown, widths
    return cells, {}


def _widths(cells: Mapping[str, Sequence[str]], room: int, unfolded: int) -> dict[str, int]:
    """The width of each column, where none up to `unfolded` is folded, nor a word, nor much into many lines; else empty."""
    from rich.cells import cell_len

    longest = {name: max(map(cell_len, (_heading(name), *values))) for name, values in cells.items()}
    widths = {}
    for name, values in cells.items():
        word = max(cell_len(word) for text in (_heading(name), *values) for word in text.split() or [""])
        widths[name] = min(longest[name], max(min(word, _LONGEST_WORD), -(-longest[name] // _MOST_LINES), unfolded))
    spare = room - sum(widths.values()) - len(_GAP) * (len(widths) - 1)
    if spare < 0:
        return {}
    while spare and (narrow := [name for name in widths if widths[name] < longest[name]]):
        for name in narrow:
            more = min(longest[name] - widths[name], max(spare // len(narrow), 1), spare)
            widths[name] += more
            spare -= more
    return widths


def _grid(
    cells: Mapping[str, Sequence[str]], widths: Mapping[str, int], below: Mapping[str, Sequence[str]], room: int, *, colour: bool
) -> str:
    header = list(_side_by_side({name: _heading(name) for name in cells}, widths))
    lines = [f"{_BOLD}{line}{_PLAIN}" if colour else line for line in header]
    lines.append("─" * (sum(widths.values()) + len(_GAP) * (len(widths) - 1)))
    blocks = []
    for number, row in enumerate(zip(*cells.values(), strict=True)):
        block = list(_side_by_side(dict(zip(cells, row, strict=True)), widths, colour=colour))
        for name, values in below.items():
            folded = _fold(f"{_heading(name)}: {values[number]}", room - 2 * len(_GAP)) if values[number] else []
            block += [_GAP * (2 if part else 1) + line for part, line in enumerate(folded)]
        blocks.append(block)
    # Rows of several lines stand apart.
    between = [""] if any(len(block) > 1 for block in blocks) else []
    for number, block in enumerate(blocks):
        lines += [*(between if number else []), *block]
    return "\n".join(lines) + "\n"


def _side_by_side(row: Mapping[str, str], widths: Mapping[str, int], *, colour: bool = False) -> Iterator[str]:
    from rich.cells import cell_len

    columns = {name: _fold(text, widths[name]) for name, text in row.items()}
    for number in range(max(map(len, columns.values()))):
        line = []
        for name, folded in columns.items():
            text = folded[number] if number < len(folded) else ""
            padding = " " * (widths[name] - cell_len(text))
            line.append((_coloured(name, text) if colour else text) + padding)
        yield _GAP.join(line).rstrip()


def _records(cells: Mapping[str, Sequence[str]], room: int, *, colour: bool) -> str:
    """One value a line, each row a block; what a row does not fill is left out."""
    margin = max(len(_heading(name)) for name in cells)
    blocks = []
    for row in zip(*cells.values(), strict=True):
        lines = []
        for name, text in zip(cells, row, strict=True):
            for number, part in enumerate(_fold(text, max(room - margin - len(_GAP), 10)) if text else ()):
                heading = f"{'' if number else _heading(name):<{margin}}"
                shown = f"{_BOLD}{heading}{_PLAIN}{_GAP}{_coloured(name, part)}" if colour else heading + _GAP + part
                lines.append(shown)
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _fold(text: str, width: int) -> list[str]:
    """A text in lines no wider than `width`, broken between words; a word that is wider is broken itself."""
    from rich.cells import cell_len, chop_cells

    if cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    for word in text.split():
        if lines and cell_len(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines += chop_cells(word, width)
    return lines


def _coloured(name: str, text: str) -> str:
    return f"{_DOUBT}{text}{_PLAIN}" if name == "certainty" and text == "possible" else text


def _heading(name: str) -> str:
    return name.replace("_", " ")


def one_line(value: Any) -> str:
    """A value as one line that a terminal shows and does not obey."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(_text(value).split()))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
