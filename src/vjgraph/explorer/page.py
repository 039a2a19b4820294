"""A view as one HTML file that needs no network: template, style, scripts, vis-network and the data.

Everything told by a source is data: it enters as JSON in which no character can end the script element, and the scripts
write it as text only. A policy in the page lets run what is hashed here, and nothing else, and forbids every request.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import Any

from vjgraph.errors import StoreError
from vjgraph.explorer.drawing import NEUTRAL, side_colours, to_network
from vjgraph.explorer.layout import TALL, WIDE, Place, Spot, place_nodes
from vjgraph.explorer.records import Fact, Group, Node, Panel, View
from vjgraph.names import OFFICES, TITLES, fold, has_long_vowels, is_marked, marks, shorten_vowels
from vjgraph.spelling import search_keys

SCRIPTS = ("data", "dom", "theme", "scene", "shapes", "canvas", "panel", "legend", "names", "search", "table", "keys", "main")
"""The scripts, each after those that it imports."""
_FOLDER = Path(__file__).parent
_IMPORT = re.compile(r"^import .*?;\n", re.MULTILINE | re.DOTALL)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def render_page(view: View, *, title: str) -> str:
    """The page of a view as one HTML text."""
    places = place_nodes(view)
    style = _read("style.css") + _side_style(view)
    library, script = vis_network(), join_scripts()
    policy = {
        "default-src": "'none'",
        "script-src": " ".join(map(_hash, (library, script))),
        "style-src": _hash(style),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return Template(_read("page.html")).substitute(
        policy="; ".join(f"{name} {value}" for name, value in policy.items()),
        title=html.escape(title),
        summary=html.escape(summary(view)),
        style=style,
        data=escape_json(page_data(view, places, title=title)),
        library=library,
        script=script,
    )


def page_data(view: View, places: dict[str, Place], *, title: str) -> dict[str, Any]:
    """Everything the scripts are given; facts and passages stand once and are pointed to by number."""
    network = to_network(view, places)
    passages = {id: number for number, id in enumerate(view.passages)}
    sources = {id: number for number, id in enumerate(view.sources)}
    facts: dict[Fact, int] = {}
    panels = {id: _panel(panel, facts) for id, panel in view.panels.items()}
    return {
        "title": title,
        "network": {"nodes": network.nodes, "edges": network.edges, "options": network.options},
        "cards": {"wide": WIDE.card, "tall": TALL.card},
        "titles": [[" ".join(title), title in OFFICES] for title in TITLES],
        "sides": [{"id": side.id, "label": side.label} for side in view.sides],
        "nodes": [_node(node, places[node.id]) for node in view.nodes],
        "edges": [
            {"from": edge.start, "to": edge.end, **_fields(edge, "id", "kind", "role", "inferred", "tip")} for edge in view.edges
        ],
        "panels": panels,
        "facts": [
            {**_fields(fact, "text", "notes", "tags", "certainty", "because"), "evidence": [passages[id] for id in fact.evidence]}
            for fact in facts
        ],
        "passages": [[sources[passage.source], passage.quote, passage.paragraph] for passage in view.passages.values()],
        "sources": [_fields(source, "title", "publisher", "issued", "language", "address") for source in view.sources.values()],
    }


def _fields(record: object, *names: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def _node(node: Node, place: Place) -> dict[str, Any]:
    names = (
        "id",
        "cls",
        "label",
        "side",
        "status",
        "caption",
        "underline",
        "within",
        "earliest",
        "latest",
        "kind",
        "place",
        "tip",
        "terms",
    )
    return {
        **_fields(node, *names),
        "keys": _keys(node),
        "marks": _marks(node),
        "long": [node.cls == "person" and has_long_vowels(term) for term in (node.label, *node.terms)],
        "family": shorten_vowels(fold(node.family)),
        "column": place.column,
        "wide": _spot(place.wide),
        "tall": _spot(place.tall),
    }


def _keys(node: Node) -> list[list[str]]:
    """For the label and each term, all that it is found by."""
    terms = (node.label, *node.terms)
    if node.cls == "person":
        return [search_keys(term, family=node.family) for term in terms]
    # Spaces do not tell bodies apart, nor does the article.
    return [list(dict.fromkeys((key, key.removeprefix("the ").replace(" ", "")))) for key in map(fold, terms)]


def _marks(node: Node) -> list[str]:
    """For the label and each term its letters with diacritics, or those of its twin that has them; empty where none has."""
    terms = (node.label, *node.terms)
    known = {fold(term): marks(term) for term in terms if is_marked(term)}
    return [known.get(fold(term), "") for term in terms]


def _spot(spot: Spot) -> dict[str, Any]:
    return _fields(spot, "x", "y", "lines", "room")


def _panel(panel: Panel, facts: dict[Fact, int]) -> dict[str, Any]:
    def numbered(group: Group) -> dict[str, Any]:
        return {"heading": group.heading, "facts": [facts.setdefault(fact, len(facts)) for fact in group.facts]}

    sections = [
        {"heading": section.heading, "count": section.count, "groups": list(map(numbered, section.groups))}
        for section in panel.sections
    ]
    return {**_fields(panel, "title", "kind", "side", "lead", "forms", "links"), "sections": sections}


def summary(view: View) -> str:
    """What the page holds, in a line.

    >>> summary(View((), (), (), {}, {}, {}))
    'nothing yet'
    """
    held = [("person", "person", "people"), ("body", "body", "bodies"), ("meeting", "meeting", "meetings")]
    counts = [(sum(node.cls == cls for node in view.nodes), one, many) for cls, one, many in held]
    counts.append((len(view.sources), "source", "sources"))
    return " · ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count) or "nothing yet"


def escape_json(data: Any) -> str:
    """JSON that can stand inside a script element, whatever the texts in it.

    >>> escape_json("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


@lru_cache(maxsize=1)
def join_scripts() -> str:
    """The page's own modules as one script: their imports are left out, since all stand in one scope."""
    bodies = (_EXPORT.sub("", _IMPORT.sub("", _read(f"{name}.js"))) for name in SCRIPTS)
    return '"use strict";\n(() => {\n' + "\n".join(bodies) + "})();\n"


@lru_cache(maxsize=1)
def vis_network() -> str:
    """The vis-network library as the installed pyvis brings it, with its licence header and without the address of its map."""
    spec = find_spec("pyvis")
    path = Path(spec.origin).parent / "lib" / "vis-9.1.2" / "vis-network.min.js" if spec and spec.origin else None
    if path is None or not path.is_file():
        raise StoreError("the page cannot be drawn: pyvis 0.3.2 is not installed whole (its vis-network is missing)")
    text = re.sub(r"\n//# sourceMappingURL=\S*\s*$", "\n", path.read_text(encoding="utf-8"))
    if "</script" in text.lower() or "<!--" in text:
        raise StoreError(f"{path}: this vis-network cannot stand inside a page")
    return text


def _side_style(view: View) -> str:
    """The colours of sides as custom properties, for light and dark."""
    colours = [*side_colours(view).values()]

    def rules(tone: int) -> str:
        names = [f"--side-{number}:{pair[tone]}" for number, pair in enumerate(colours)]
        return f":root{{{';'.join([*names, f'--neutral:{NEUTRAL[tone]}'])}}}"

    return f"{rules(0)}\n@media (prefers-color-scheme: dark){{{rules(1)}}}\n"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
