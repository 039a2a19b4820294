"""What the page tells where scripts are switched off: its occasions as a list, in order of time."""

from __future__ import annotations

import html

from vjgraph.explorer.occasions import CLASSES, short_date
from vjgraph.explorer.reader import Reader
from vjgraph.explorer.wording import date_words


def plain_list(reader: Reader) -> str:
    """Every occasion with its date, place and sources, as an HTML list; undated ones last."""
    found = [id for name in CLASSES for id in reader.instances(name)]
    found.sort(key=lambda id: (reader.value(id, "vj:earliest") or reader.value(id, "vj:latest") or "9", reader.label(id), id))
    return f"<ol>{''.join(map(_item, [_told(reader, id) for id in found]))}</ol>" if found else ""


def _told(reader: Reader, id: str) -> tuple[str, str, str]:
    documents = {reader.value(passage, "vj:source") for passage in reader.values(id, "vj:evidence")}
    statuses = [reader.label(one) for one in reader.values(id, "vj:status") if not one.endswith("/held")]
    places = (f"place inferred: {reason}" for reason in reader.values(id, "vj:placeReason"))
    doubts = "; ".join((*reader.values(id, "vj:dateDoubt"), *places, *reader.values(id, "vj:contested")))
    told = (short_date(reader, id), reader.labels(id, "vj:place"), " or ".join(statuses), doubts)
    label, about = reader.label(id), " · ".join(filter(None, told))
    return label[:1].upper() + label[1:], about, "; ".join(_document(reader, one) for one in sorted(documents))


def _document(reader: Reader, id: str) -> str:
    title = reader.value(id, "dcterms:title") or reader.label(id)
    issued = date_words(reader.value(id, "dcterms:issued"))
    return ", ".join(filter(None, (title, reader.value(id, "dcterms:publisher"), issued)))


def _item(told: tuple[str, str, str]) -> str:
    label, about, sources = map(html.escape, told)
    return f"<li><b>{label}</b> · {about}{f'<br><cite>{sources}</cite>' if sources else ''}</li>"
