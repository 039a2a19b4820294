"""What a page opens with, and a page inside a notebook."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from vjgraph.errors import UsageError

_VIEWS = {"people": "people", "organisations": "bodies", "occasions": "meetings"}
HOPS = (1, 2, 3)


def start_address(
    *, thing: str = "", group: str = "people", hops: int | None = None, period: tuple[date, date] | None = None
) -> str:
    """The address of the view around a thing (its id on the page, and its class as a query's arguments call it) in a period.

    A topic shows what was said of it and of narrower ones. Offices, agreements and places are not drawn: their card is
    opened. Raises `UsageError` for steps that are not offered.

    >>> start_address(thing="person/jane-roe", hops=2)
    'around=person/jane-roe&hops=2&open=person/jane-roe'
    """
    if hops is not None and (not thing or group not in _VIEWS):
        raise UsageError("--hops goes from a person, body or meeting: name one")
    if hops is not None and hops not in HOPS:
        raise UsageError(f"--hops {hops}: give 1, 2 or 3 steps")
    told: dict[str, str] = {}
    if thing and group in _VIEWS:
        told = {"view": _VIEWS[group]} if group != "people" else {}
        told |= {"around": thing, "hops": str(hops or 2)}
    if thing and group == "topics":
        told = {"view": "topics", "topic": thing}
    if thing:
        told["open"] = thing
    if period:
        told |= {"from": period[0].isoformat(), "to": period[1].isoformat()}
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
