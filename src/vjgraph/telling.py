"""Changes as text: under headings for a reader, with the words behind each, or as rows for a table."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from vjgraph.changes import NAMES, PUBLISHERS, SOURCES, WORDS, Change, heading
from vjgraph.querying import Answer
from vjgraph.rendering import one_line

_SIGNS = {"added": "+", "removed": "-"}
_WIDE = 120
_SPEAKS_FOR_ITSELF = ("date", "words", "milestone", "participant", "conflict", "identifier", "name", "class")
_PLURALS = {"body": "bodies", "office": "offices", "topic": "topics", "place": "places"}


def answer_changes(changes: Sequence[Change], *, whole: bool = False) -> Answer:
    """The changes as rows; with `whole` those left out that only came or went with something else."""
    told = [change.row for change in changes if not (whole and change.within)]
    columns = tuple(Change("", "", "").row)
    return Answer(columns, tuple(told), read=columns[:-2])


def tell_changes(changes: Sequence[Change], *, old: str, new: str, width: int = 0) -> str:
    """What changed between two versions, under headings, in lines no wider than the terminal."""
    room = width or _WIDE
    lines = [*_folded(f"from {old}", room, "  "), *_folded(f"  to {new}", room, "  ")]
    told = [change for change in changes if not change.within]
    counts = {
        change.iri: f", independent publishers: {change.old} → {change.new}" for change in changes if change.what == PUBLISHERS
    }
    for title, found in groupby(told, key=heading):
        group = list(found)
        lines += ["", f"{title} ({len(group)})"]
        words: tuple[str, object] = ("", ())
        for change in group:
            if title == NAMES and change.class_ in _PLURALS and not change.what:
                continue
            # What one thing's changes stand on is said once.
            where = _where(change, quoted=title != WORDS)
            beside = f" ({where})" if where and "“" not in where and title != SOURCES else ""
            beside += counts.get(change.iri, "") if change.what == "told by" else ""
            lines += _folded(f"{_sign(change)} {_sentence(change)}{beside}", room - 2, "  ", by="  ")
            if "“" in where and words != (change.label, change.passages):
                lines += _folded(where, room - 6, "  ", by="      ")
            words = (change.label, change.passages)
        lines += [line for text in _listed(group) for line in _folded(text, room - 2, "  ", by="  ")] if title == NAMES else []
    parts = len(changes) - len(told)
    more = f", and {parts:,} of what came and went with them (--format csv or json lists all)" if parts else ""
    closing = _folded(f"{len(told):,} change{'' if len(told) == 1 else 's'}{more}", room, "")
    return "\n".join([*lines, "", *closing]) + "\n"


def _sign(change: Change) -> str:
    return _SIGNS.get(change.change, "~")


def _sentence(change: Change) -> str:
    """A change in one line."""
    old, new, what = change.old, change.new, change.what
    if not what:
        opening = f"{change.class_}: " if heading(change) == NAMES else ""
        more = new or old
        return f"{opening}{change.label}" + (
            f": {more}" if more and change.class_ != "statement" else f", {more}" if more else ""
        )
    if change.change == "merged":
        return f"{change.class_}: {old} is now one with {new}"
    if what == "identifier":
        return f"{change.class_}: {f'{change.label}, identifier: ' if change.label not in new else ''}{old} → {new}"
    if change.change == "renamed":
        return f"{change.class_}: {old} is now called {new}"
    values = f"{old} → {new}" if old and new else new or old
    if what == "conflict":
        return f"{change.label}: {'no longer: ' if change.change == 'removed' else ''}{values}"
    return f"{change.label}: {values}" if what in _SPEAKS_FOR_ITSELF else f"{change.label}, {what}: {values}"


def _where(change: Change, *, quoted: bool) -> str:
    """Where a change can be read: document, paragraph and words of the first passage, and how many more there are."""
    places: dict[str, None] = {}
    for passage in change.passages:
        where = f"{passage.source}, paragraph {passage.paragraph}" if passage.paragraph else passage.source
        places[f"{where}: “{passage.quote}”" if passage.quote and quoted else where] = None
    more = f" and {len(places) - 1} more passage{'' if len(places) == 2 else 's'}" if len(places) > 1 else ""
    return f"{next(iter(places), '')}{more}"


def _listed(changes: Sequence[Change]) -> Iterator[str]:
    """Bodies, offices, topics and places that came or went: many names in few lines, and where they stand."""
    listed = [change for change in changes if change.class_ in _PLURALS and not change.what]
    for (class_, sign), found in groupby(listed, key=lambda change: (change.class_, _sign(change))):
        group = list(found)
        names = "; ".join(change.label for change in group)
        sources = ", ".join(sorted({passage.source for change in group for passage in change.passages}))
        word = class_ if len(group) == 1 else _PLURALS[class_]
        yield f"{sign} {word}: {names}" + (f" (in {sources})" if sources else "")


def _folded(text: str, room: int, hanging: str, *, by: str = "") -> list[str]:
    """A text in lines that begin at the same place, those after the first a little further in."""
    lines = textwrap.wrap(
        one_line(text), max(room, 30), subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )
    return [by + line for line in lines]
