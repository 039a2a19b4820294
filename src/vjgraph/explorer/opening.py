"""What a page opens with, and a page inside a notebook."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from vjgraph.errors import UsageError
from vjgraph.explorer.projections import Projection

HOPS = (1, 2, 3)
_ORDER = ("people", "bodies", "meetings", "topics")


def start_address(
    thing: str,
    projections: Mapping[str, Projection],
    *,
    hops: int | None = None,
    period: tuple[date, date] | None = None,
) -> str:
    """The address of the view around a thing (its id on the page; empty for everything) in a period.

    A body is shown among bodies where it is tied to any, others where they are drawn first. A topic shows what was said of
    it and of narrower ones. Of what is drawn nowhere, as offices and places, only the card is opened. Raises `UsageError` for
    steps that are not offered.

    >>> start_address("", {}, period=(date(2019, 1, 1), date(2019, 12, 31)))
    'from=2019-01-01&to=2019-12-31'
    >>> start_address("", {}, period=(date(2019, 1, 1), date.max))
    'from=2019-01-01'
    """
    order = ("bodies", *_ORDER) if thing.startswith("organisation/") else _ORDER
    view = next((name for name in order if any(node.id == thing for node in projections[name].nodes)), "") if thing else ""
    is_topic = thing.startswith("topic/")
    if hops is not None and (is_topic or not view):
        raise UsageError("--hops goes from a person, body or meeting: name one that the map draws")
    if hops is not None and hops not in HOPS:
        raise UsageError(f"--hops {hops}: give 1, 2 or 3 steps")
    told = {"topic": thing} if is_topic else {"around": thing, "hops": str(hops or 2)} if view else {}
    if is_topic or view not in ("", "people"):
        told = {"view": "topics" if is_topic else view} | told
    if thing:
        told["open"] = thing
    # The end of the calendar is no end: to what may go on for ever, it would be one.
    for name, day, open_end in zip(("from", "to"), period or (), (date.min, date.max), strict=False):
        if day != open_end:
            told[name] = day.isoformat()
    return urlencode(told, safe="/:")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that shows itself where it is the last value of a notebook's cell; `write` makes a file of it."""

    text: str = field(repr=False)
    title: str
    height: int = 640
    """In pixels, of the frame in a notebook."""

    def _repr_html_(self) -> str:
        # Its own frame keeps the notebook's styles and scripts out of it, and the page's out of the notebook.
        return (
            f'<iframe title="{html.escape(self.title)}" srcdoc="{html.escape(self.text)}" '
            f'sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox" '
            f'style="width: 100%; height: {self.height}px; border: 1px solid #8884; border-radius: 8px"></iframe>'
        )

    def write(self, path: str | Path) -> Path:
        """Write it to a file, whole or not at all; the file written."""
        from vjgraph.exporting import write_bytes

        target = Path(path)
        write_bytes(target, self.text.encode())
        return target
