"""The generated pages of the ontology: the table of its terms in `ontology/README.md`, and the sources' JSON Schema."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from vjgraph.kinds import read_kinds
from vjgraph.model import MILESTONES, Source
from vjgraph.vocabulary import PREFIXES, VJ

OPENS, CLOSES = "<!-- terms -->", "<!-- /terms -->"
QUERIES = "https://w3id.org/vjgraph/queries/"
"""A named query as an IRI: what the ontology points to as the answer to a class's question."""

_SCHEMA = "https://w3id.org/vjgraph/source.schema.json"
_SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
_DATES = [
    "2019-07-01", "2019-07", "2019", "2019-07~", "2019?-07-01", "2019-06-30/2019-07-02", "../2019-07-01",
    "[2019-06-30, 2019-07-02]", "[..2019-07-01]", "XXXX-02-27",
]  # fmt: skip
_FIELDS = {
    "about": "What it is about: topics, agreements, bodies, people, places, offices or occasions, each by a name.",
    "act": "What is done by saying it, such as requests or accepts.",
    "acting": "The offices the person acts in without holding them.",
    "address": "The web address of the document.",
    "adopted": "When a body adopted it.",
    "after": "The ids of occasions that came before this one.",
    "agreements": "At an occasion: the instruments signed or dealt with there. In a source: what it says of instruments.",
    "also": "Further passages that say the same.",
    "announced": "When it was made known.",
    "answers": "The ids of statements of the same occasion that this one replies to.",
    "as": "The offices held, as the document names them.",
    "at": "The id of the event at which it happened.",
    "before": "The ids of occasions that came after this one.",
    "by": "Who speaks (or 'both' for all sides together); of an agreement's signing, who signed.",
    "called": "Short forms by which this document calls the person.",
    "comparator": "How the true number stands to this one: at least, up to, additional.",
    "count": "How many untitled documents the agreement stands for.",
    "date": "When it took place; left out where nothing is told.",
    "delegation_of": "The body whose delegation took part; instead of 'who'.",
    "derived_from": "The publication of which this document is a copy.",
    "distinct_from": "Somebody or something of a like name that is not meant.",
    "during": "The id of the visit or event in which this one fell.",
    "edition": "The number of the session in its series.",
    "ended": "When it ended.",
    "events": "Signings, festivals, briefings and whatever else is neither visit nor meeting.",
    "format": "The number of this format: 1.",
    "head": "The named head of the delegation.",
    "hoped_for": "When somebody hoped for it, or for when.",
    "id": "A short name of your own, by which it is referred to: small letters, digits, hyphens.",
    "in_force": "When it took effect.",
    "inferred": "For each field whose value is not written down in the document: why it has that value.",
    "kind": "What kind it is, out of the ontology's kinds or the project's own.",
    "language": "The language of the document, by its tag: en, vi, ja.",
    "meetings": "Occasions at which people or bodies came together to speak.",
    "mentions": "What the document names and nothing else here refers to.",
    "name": "Its name, in any form the authorities know.",
    "note": "A note to other annotators; it does not reach the graph.",
    "of": "What the quantity is a quantity of.",
    "office": "The office, in any form the authorities know.",
    "on": "The day of which this is said; else the day of publication.",
    "on_behalf_of": "The body for which the participant acted, where the document says so.",
    "par": "The number of the paragraph, from 1.",
    "participants": "Who took part: role, and one participant or several.",
    "people": "Everybody the document names, each once, under the name it gives.",
    "place": "Where it took place.",
    "proposed": "When it was put forward.",
    "published": "The day of publication.",
    "publisher": "Who published it, where the document shows it.",
    "quantity": "Numbers that were named.",
    "quote": "The document's own words, as few as find the place, at most eight; ' ... ' is a gap.",
    "rank": "The rank written before the name; it is no office.",
    "says": "What was said, in your own words.",
    "series": "The forum or dialogue of which it is a session.",
    "side": "The state or body on whose side the participant stood; else the country of the office.",
    "signed": "When it was signed.",
    "source": "The document itself.",
    "statements": "What was said there.",
    "status": "Whether it was held, planned or cancelled when the document was written.",
    "text": "The whole text, only where it may be shared.",
    "text_sha256": "The SHA-256 of the text's file, where the text is kept outside.",
    "title": "What the document calls it.",
    "to": "Who is spoken to; else the other side.",
    "under_negotiation": "When it was being negotiated.",
    "unit": "What is counted or measured by: doses, US dollars, ships.",
    "value": "The number, in digits.",
    "visitor": "Who made the visit.",
    "visits": "Stays of people or delegations in another place.",
    "was": "The offices held before, as the document says.",
    "who": "The person or body that took part.",
}  # fmt: skip


def write_docs(root: Path) -> list[Path]:
    """Write the generated pages of a checkout anew; those that changed."""
    changed = []
    for path, text in generate_docs(root).items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def generate_docs(root: Path) -> dict[Path, str]:
    """The generated pages of a checkout as they should be, by path."""
    import json

    folder = root / "ontology"
    readme = folder / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(OPENS)
    _, _, after = rest.partition(CLOSES)
    table = term_table((folder / "vjgraph.ttl").read_bytes())
    return {
        readme: f"{before}{OPENS}\n{table}{CLOSES}{after}",
        folder / "source.schema.json": json.dumps(source_schema(), indent=2, ensure_ascii=False) + "\n",
    }


# --- the table of terms ----------------------------------------------------------------------------------------------


def term_table(ontology: bytes) -> str:
    """The classes and properties of an ontology in Turtle as two tables of Markdown, in the order of the file."""
    terms = _read_terms(ontology)
    classes = ["| class | under | is | answers | by the query |", "| --- | --- | --- | --- | --- |"]
    properties = ["| property | of | says | value |", "| --- | --- | --- | --- |"]
    for name, facts in terms.items():
        definition = facts["definition"][0]
        if "Class" in facts["type"]:
            query = facts["seeAlso"][0].removeprefix(QUERIES)
            classes.append(f"| `{name}` | {_names(facts['subClassOf'])} | {definition} | {facts['example'][0]} | `{query}` |")
        else:
            row = f"| `{name}` | {_names(facts['domainIncludes'])} | {definition} | {_names(facts['rangeIncludes'])} |"
            properties.append(row)
    return "\n".join(["", *classes, "", *properties, "", ""])


def _read_terms(ontology: bytes) -> dict[str, dict[str, list[str]]]:
    """What is said of each term, by the local name of the predicate."""
    import pyoxigraph as ox

    terms: dict[str, dict[str, list[str]]] = {}
    for quad in ox.parse(ontology, format=ox.RdfFormat.TURTLE):
        subject, value = str(quad.subject.value), str(quad.object.value)
        if subject.startswith(VJ):
            facts = terms.setdefault(_short(subject), defaultdict(list))
            predicate = re.split("[#/]", quad.predicate.value)[-1]
            facts[predicate].append(value.rpartition("#")[2] if predicate == "type" else value)
    return terms


def _names(iris: Sequence[str]) -> str:
    return ", ".join(f"`{_short(iri)}`" for iri in iris)


def _short(iri: str) -> str:
    known = {"edtf": "http://id.loc.gov/datatypes/edtf/", **PREFIXES}
    return next((f"{prefix}:{iri[len(space) :]}" for prefix, space in known.items() if iri.startswith(space)), iri)


# --- the JSON Schema -------------------------------------------------------------------------------------------------


def source_schema() -> dict[str, Any]:
    """The format of a source as a JSON Schema, for editors: what it refuses is wrong, what it lets pass `check` may refuse.

    >>> source_schema()["title"]
    'vjgraph source'
    """
    import msgspec

    exported = msgspec.json.schema(Source)
    records = exported["$defs"]
    root = _record("Source", records.pop("Source"))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _SCHEMA,
        **root,
        "title": "vjgraph source",
        "$defs": {name: _record(name, record) for name, record in sorted(records.items())} | dict(_scalars()),
    }


def _scalars() -> Iterator[tuple[str, dict[str, Any]]]:
    """The values that YAML and JSON would type and a source reads as text."""
    scalar = ["string", "number", "boolean"]
    yield "Text", {"title": "Text", "description": "A text; a number is read as one, and so is true.", "type": scalar}
    dated = "A date in the Extended Date/Time Format (EDTF); a set stands in quotation marks."
    yield "Date", {"title": "Date", "description": dated, "type": ["string", "integer"], "examples": _DATES}
    told = f"{dated} Where no day is told: undated."
    yield "MilestoneDate", {"title": "Date", "description": told, "type": ["string", "integer"], "examples": ["undated", *_DATES]}


def _record(name: str, record: Mapping[str, Any]) -> dict[str, Any]:
    title = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
    fields = {field: _field(name, field, schema) for field, schema in record["properties"].items()}
    return {**record, "title": title, "properties": fields}


def _field(record: str, field: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """One field: its description, and the closer type where its name tells one."""
    described = {"description": _FIELDS[field], **_plain(schema)}
    closer: dict[str, Any] = {}
    if field in ("date", "published", "on"):
        closer = {"$ref": f"#/$defs/{'MilestoneDate' if record == 'MilestoneEntry' else 'Date'}"}
    elif field in MILESTONES:
        closer = {"anyOf": [{"$ref": "#/$defs/MilestoneDate"}, {"$ref": "#/$defs/MilestoneEntry"}]}
    elif field == "format":
        closer = {"const": 1}
    elif field == "value":
        closer = {"type": ["number", "string"], "pattern": r"^[+-]?[0-9]+(\.[0-9]+)?$"}
    elif field == "text_sha256":
        closer = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    elif field == "language":
        closer = {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$", "examples": ["en", "vi", "ja"]}
    elif field == "id" and record != "StatementEntry":
        closer = {"type": "string", "pattern": _SLUG, "examples": ["roe-doe-2019"]}
    elif field == "act":
        closer = _suggest("act")
    elif field == "kind":
        closer = _suggest("visit") if record == "VisitEntry" else _suggest("meeting", "event")
    if closer:
        described.pop("$ref", None)
    return described | closer


def _suggest(*schemes: str) -> dict[str, Any]:
    """The packaged kinds, for an editor to offer; a project may have kinds of its own."""
    kinds = read_kinds()
    return {"anyOf": [{"enum": [name for scheme in schemes for name in kinds.of[scheme]]}, {"type": "string"}]}


def _plain(schema: Any) -> Any:
    """A part of the exported schema without defaults, which editors would write out, and with texts that may look typed."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "string":
        return {"$ref": "#/$defs/Text"}
    return {key: _plain(value) for key, value in schema.items() if key != "default"}
