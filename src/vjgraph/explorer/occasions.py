"""Meetings, visits and other events as they are drawn: what a card says, and its date in a few words."""

from __future__ import annotations

from collections import defaultdict

from vjgraph.explorer.projections import Node
from vjgraph.explorer.reader import Reader
from vjgraph.explorer.wording import date_words, span_words

CLASSES = {"Meeting": "meeting", "Visit": "visit", "OtherEvent": "event"}


def occasion_nodes(reader: Reader) -> tuple[Node, ...]:
    """All occasions as nodes; what any source says was held, was."""
    return tuple(_node(reader, id, cls) for name, cls in CLASSES.items() for id in reader.instances(name))


def _node(reader: Reader, id: str, cls: str) -> Node:
    statuses = reader.values(id, "vj:status")
    # What one source calls off and another holds is drawn as what may not have been.
    status = "" if all(one.endswith("/held") for one in statuses) else " or ".join(sorted(map(reader.label, statuses)))
    kind = reader.labels(id, "vj:kind") or cls
    label = reader.label(id)[:1].upper() + reader.label(id)[1:]
    headline = _headline(reader, id, kind)
    shown = (status, kind if headline and headline != label else "", short_date(reader, id))
    return Node(
        id,
        cls,
        label,
        status=status,
        headline=headline,
        underline=" · ".join(filter(None, shown)),
        within=reader.value(id, "vj:during"),
        earliest=reader.value(id, "vj:earliest"),
        latest=reader.value(id, "vj:latest"),
    )


def _headline(reader: Reader, id: str, kind: str) -> str:
    """The counterparts by side, where the label was made of kind and counterparts; a delegation stands for its head."""
    label = reader.label(id)
    by_side: dict[str, list[str]] = defaultdict(list)
    for part in reader.subjects("vj:event", id):
        counts = any(reader.value(role, "vj:counts") == "true" for role in reader.values(part, "vj:role"))
        if counts and not reader.value(part, "vj:leads"):
            by_side[reader.value(part, "vj:side")].append(reader.label(reader.value(part, "vj:participant")))
    names = [name for found in by_side.values() for name in found]
    if not label.startswith(f"{kind} of ") or not 1 < len(names) < 5 or not all(name in label for name in names):
        return ""
    headline = " – ".join(", ".join(found) for _, found in sorted(by_side.items()))
    return headline[:1].upper() + headline[1:]


def short_date(reader: Reader, id: str) -> str:
    """The date of an occasion in a few words: its bounds, else what is told of its day, else that nothing is.

    One day out of several is no span.
    """
    told = reader.value(id, "vj:date")
    if told.startswith("[") and "," in told:
        return date_words(told)
    bounds = span_words(reader.value(id, "vj:earliest"), reader.value(id, "vj:latest"), short=True)
    return bounds or " / ".join(date_words(told) for told in reader.values(id, "vj:date")) or "undated"
