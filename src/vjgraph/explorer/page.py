"""A graph as one HTML file that needs no network: template, style, scripts, vis-network and the data.

Everything told by a source is data: it enters as JSON in which no character can end the script element, and the scripts
write it as text only. A policy in the page lets run what is hashed here, and nothing else, and forbids every request.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Mapping
from string import Template
from typing import Any

import msgspec

from vjgraph.explorer.drawing import NEUTRAL, OPTIONS, PALETTE
from vjgraph.explorer.layout import TALL, WIDE, place_all
from vjgraph.explorer.packing import Strings, pack_graph, pack_projection
from vjgraph.explorer.plain import plain_list
from vjgraph.explorer.projections import Projection
from vjgraph.explorer.reader import Reader
from vjgraph.explorer.scripts import join_scripts, join_styles, read_part, vis_network
from vjgraph.explorer.searching import search_entries
from vjgraph.names import OFFICES, TITLES

_ESCAPES = {c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def render_page(reader: Reader, projections: Mapping[str, Projection], *, title: str, start: str = "") -> str:
    """The page of a graph as one HTML text; `start` is the address of the view that it opens with."""
    sides = projections["people"].sides
    style = join_styles() + _side_style(len(sides))
    library, script = vis_network(), join_scripts()
    policy = {
        "default-src": "'none'",
        "script-src": " ".join(map(_hash, (library, script))),
        "style-src": _hash(style),
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return Template(read_part("page.html")).substitute(
        policy="; ".join(f"{name} {value}" for name, value in policy.items()),
        title=html.escape(title),
        summary=html.escape(summary(reader)),
        style=style,
        data=escape_json(page_data(reader, projections, title=title, start=start)),
        plain=plain_list(reader),
        library=library,
        script=script,
    )


def page_data(reader: Reader, projections: Mapping[str, Projection], *, title: str, start: str = "") -> dict[str, Any]:
    """Everything the scripts are given."""
    strings = Strings()
    placed = place_all(projections)
    return {
        "title": title,
        "start": start,
        **pack_graph(reader, strings),
        "sides": [{"id": side, "label": reader.label(side)} for side in projections["people"].sides],
        "search": search_entries(reader),
        "titles": [[" ".join(words), words in OFFICES] for words in TITLES],
        "projections": {name: pack_projection(one, placed[name], strings) for name, one in projections.items()},
        "options": OPTIONS,
        "cards": {"wide": WIDE.card, "tall": TALL.card},
        "strings": list(strings.numbers),
    }


def summary(reader: Reader) -> str:
    """What the page holds, in a line.

    >>> import pyoxigraph
    >>> summary(Reader(pyoxigraph.Store(), base="https://example.org/"))
    'nothing yet'
    """
    held = (("Person", "person", "people"), ("Meeting", "meeting", "meetings"), ("Source", "source", "sources"))
    counts = [(len(reader.instances(cls)), one, many) for cls, one, many in held]
    return " · ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count) or "nothing yet"


def escape_json(data: Any) -> str:
    """JSON that can stand inside a script element, whatever the texts in it.

    >>> escape_json("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = msgspec.json.encode(data).decode()
    for sign, escape in _ESCAPES.items():  # ten times as fast as to translate
        text = text.replace(sign, escape)
    return text


def _side_style(sides: int) -> str:
    """The colours of sides as custom properties, for light and dark."""

    def rules(tone: int) -> str:
        names = [f"--side-{number}:{PALETTE[min(number, len(PALETTE) - 1)][tone]}" for number in range(sides)]
        return ";".join([*names, f"--neutral:{NEUTRAL[tone]}"])

    light, dark = rules(0), rules(1)
    return (
        f":root{{{light}}}\n@media (prefers-color-scheme: dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
