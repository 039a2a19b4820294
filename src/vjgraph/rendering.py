"""Rows as text: a table for the terminal, CSV, JSON or Markdown."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from vjgraph.citing import EVIDENCE, FIELDS, NO_WORDS, Passage, citations, conclusions
from vjgraph.errors import UsageError
from vjgraph.nearness import nearest
from vjgraph.querying import Answer

FORMATS = ("table", "csv", "json", "md")
_WIDE = 160
_GAP = "  "
# What a narrow table goes without, first to last, and what it then writes below each row.
_SPARE = (("sources",), ("publisher", "title", "published"), ("earliest", "latest"))
_BELOW = ("because", "place_because", "participants_because", "office_because", "to_because", "rests_on")
# What is a line of its own below each row, however wide the table may be.
_ALWAYS_BELOW = ("contested",)
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
    of rows. Evidence stands below each row of a table, in footnotes of Markdown, and in CSV as one line for each passage.
    """
    if check_format(format) == "json":
        return to_json([dict(row) for row in answer.rows])
    if format == "csv":
        return _csv(answer)
    return _markdown(answer) if format == "md" else _table(answer, width, counted)


def to_json(told: object) -> str:
    """Anything as JSON that people read too."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n"


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
    columns = [name for name in answer.columns if name != EVIDENCE]
    told = FIELDS if EVIDENCE in answer.columns else ()
    writer.writerow([*columns, *(f"{EVIDENCE}_{field}" for field in told)])
    for row in answer.rows:
        cells = [_text(row[name]) for name in columns]
        # A row without words is a line all the same.
        passages: Sequence[Passage] = row[EVIDENCE] if told and row[EVIDENCE] else [dict.fromkeys(FIELDS)]
        writer.writerows([*cells, *(_text(passage[field]) for field in told)] for passage in passages)
    return out.getvalue()


def _markdown(answer: Answer) -> str:
    cited = EVIDENCE in answer.columns
    heads = [*answer.shown, *([EVIDENCE] if cited else [])]
    lines = ["| " + " | ".join(heads) + " |", "| " + " | ".join("---" for _ in heads) + " |"]
    notes: dict[str, int] = {}
    for row in answer.rows:
        cells = [_escaped(_text(row[name])) for name in answer.shown]
        if cited:
            # A note that several rows need stands once.
            numbers = [notes.setdefault(note, len(notes) + 1) for note in _footnotes(row[EVIDENCE])]
            cells.append("".join(f"[^{number}]" for number in numbers) or NO_WORDS)
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", *(f"[^{number}]: {note}" for note, number in notes.items())] if notes else []
    return "\n".join(lines) + "\n"


def _footnotes(passages: Sequence[Passage]) -> list[str]:
    cited = [_escaped(words) + (f", <{address}>" if address else "") for words, address in citations(passages)]
    return [*map(_escaped, conclusions(passages)), *cited]


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _table(answer: Answer, width: int, counted: bool) -> str:
    if not answer.rows:
        return "no rows\n"
    room = width or _WIDE
    cells = {name: [one_line(row[name]) for row in answer.rows] for name in answer.shown}
    beside, widths = _fitted({name: values for name, values in cells.items() if name not in _ALWAYS_BELOW}, room)
    below = {name: cells[name] for name in cells if name in (*_BELOW, *_ALWAYS_BELOW) and name not in beside}
    words = [evidence_lines(row[EVIDENCE]) for row in answer.rows] if EVIDENCE in answer.columns else []
    left_out = [name for name in cells if name not in beside and name not in below]
    if widths:
        body = _grid(beside, widths, below, words, room, colour=bool(width))
    else:
        body, left_out = _records(cells, words, room, colour=bool(width)) + ("\n" if counted else ""), []
    if not counted:
        return body
    missing = f" (no room for {', '.join(left_out)}: --format md shows all)" if left_out else ""
    return f"{body}{len(answer)} row{'' if len(answer) == 1 else 's'}{missing}\n"


def evidence_lines(passages: Sequence[Passage]) -> list[str]:
    """What is concluded and by what rule, then a citation for each document."""
    cited = [", ".join(filter(None, found)) for found in citations(passages)]
    return [one_line(line) for line in (*conclusions(passages), *cited)] or [NO_WORDS]


def hanging(lines: Iterable[str], width: int = 0) -> str:
    """Lines folded to the terminal's width, each indented, and what is folded of it more."""
    return "".join(f"{line}\n" for line in _indented(map(one_line, lines), width or _WIDE))


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
    cells: Mapping[str, Sequence[str]],
    widths: Mapping[str, int],
    below: Mapping[str, Sequence[str]],
    words: Sequence[Sequence[str]],
    room: int,
    *,
    colour: bool,
) -> str:
    header = list(_side_by_side({name: _heading(name) for name in cells}, widths))
    lines = [f"{_BOLD}{line}{_PLAIN}" if colour else line for line in header]
    lines.append("─" * (sum(widths.values()) + len(_GAP) * (len(widths) - 1)))
    blocks = []
    for number, row in enumerate(zip(*cells.values(), strict=True)):
        block = list(_side_by_side(dict(zip(cells, row, strict=True)), widths, colour=colour))
        told = [f"{_heading(name)}: {values[number]}" for name, values in below.items() if values[number]]
        block += _indented((*told, *(words[number] if words else ())), room)
        blocks.append(block)
    # Rows of several lines stand apart.
    between = [""] if any(len(block) > 1 for block in blocks) else []
    for number, block in enumerate(blocks):
        lines += [*(between if number else []), *block]
    return "\n".join(lines) + "\n"


def _indented(lines: Iterable[str], room: int) -> list[str]:
    folded = (_fold(line, room - 2 * len(_GAP)) for line in lines)
    return [_GAP * (2 if part else 1) + line for parts in folded for part, line in enumerate(parts)]


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


def _records(cells: Mapping[str, Sequence[str]], words: Sequence[Sequence[str]], room: int, *, colour: bool) -> str:
    """One value a line, each row a block; what a row does not fill is left out."""
    margin = max(len(_heading(name)) for name in cells)
    blocks = []
    for number, row in enumerate(zip(*cells.values(), strict=True)):
        lines = []
        for name, text in zip(cells, row, strict=True):
            for line, part in enumerate(_fold(text, max(room - margin - len(_GAP), 10)) if text else ()):
                heading = f"{'' if line else _heading(name):<{margin}}"
                shown = f"{_BOLD}{heading}{_PLAIN}{_GAP}{_coloured(name, part)}" if colour else heading + _GAP + part
                lines.append(shown)
        lines += _indented(words[number], room) if words else []
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
