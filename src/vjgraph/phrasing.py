"""A thing of a graph in a few words: its class, its name, and what a reader wants to know of it at once."""

from __future__ import annotations

from urllib.parse import unquote

from vjgraph.changes import Passage
from vjgraph.matching import Side

CLASSES = {
    "vj:Source": "source", "vj:Meeting": "meeting", "vj:Visit": "visit", "vj:OtherEvent": "event",
    "vj:Participation": "participation", "vj:Encounter": "encounter", "vj:Statement": "statement", "vj:Tenure": "tenure",
    "vj:Attestation": "attestation", "vj:Milestone": "milestone", "vj:Person": "person", "vj:Organization": "body",
    "vj:Office": "office", "vj:Agreement": "agreement", "vj:Topic": "topic", "vj:Place": "place",
}  # fmt: skip
"""The classes whose things are compared, and the word for each."""
# Whose words stand behind something that no document introduces: what is said with it, else what belongs to it.
_USES = (
    "vj:participant", "vj:office", "vj:inCapacity", "vj:speaker", "vj:about", "vj:place", "vj:agreement", "vj:handles",
    "vj:addressee", "vj:onBehalfOf", "vj:represents", "vj:series", "vj:side",
)  # fmt: skip
_PARTS = (
    "org:postIn",
    "skos:broader",
    "schema:containedInPlace",
    "org:subOrganizationOf",
    "vj:country",
    "vj:party",
    "vj:initiator",
)
_DEPTH = 4
_HOLDINGS = {
    "vjk:holding/holds": ("in office on", "in office"),
    "vjk:holding/held": ("had held it by", "had held it"),
    "vjk:holding/acting": ("acting on", "acting"),
}
_FILES = {
    "vj:Person": "people", "vj:Organization": "organisations", "vj:Office": "offices", "vj:Agreement": "agreements",
    "vj:Topic": "topics", "vj:Place": "places",
}  # fmt: skip


def type_of(side: Side, thing: str) -> str:
    """The one class of a thing that is compared; empty for what is not."""
    return next((name for name in CLASSES if name in side.facts.get(thing, {}).get("rdf:type", ())), "")


def class_of(side: Side, thing: str) -> str:
    """The word for a thing's class; a rank that is told without an office is a class of its own."""
    word = CLASSES.get(type_of(side, thing), "")
    return "rank" if word == "attestation" and not side.first(thing, "vj:office") else word


def named(side: Side, thing: str) -> str:
    """What to call a thing in a sentence of its own; a participation by who took part in what."""
    if class_of(side, thing) == "participation":
        return f"{side.label(side.first(thing, 'vj:participant'))} in “{side.label(side.first(thing, 'vj:event'))}”"
    return side.label(thing)


def shown(side: Side, value: str) -> str:
    """A value as a reader wants it: a thing by its name, a truth as yes or no."""
    return {"true": "yes", "false": "no"}.get(value) or side.label(value)


def sureness(side: Side, encounter: str) -> str:
    """Whether an encounter is certain, and else because of what it is only possible."""
    doubts = [*side.values(encounter, "vj:dateDoubt"), *side.values(encounter, "vj:because")]
    return f"possible: {'; '.join(doubts)}" if doubts else "certain"


def days(side: Side, thing: str) -> str:
    """The days that bound something."""
    first, last = side.first(thing, "vj:earliest"), side.first(thing, "vj:latest")
    if not first and not last:
        return ""
    return first if first == last else f"{first or 'open'} to {last or 'open'}"


def summary(side: Side, thing: str) -> str:
    """What a reader wants to know at once of a thing that came or went."""
    match class_of(side, thing):
        case "meeting" | "visit" | "event":
            return _event(side, thing)
        case "participation":
            return f"{side.label(side.first(thing, 'vj:participant'))} as {_all(side, thing, 'vj:role', ' and ')}"
        case "encounter":
            return "; ".join([_all(side, thing, "vj:date") or "day not told", sureness(side, thing)])
        case "statement":
            return f"at {side.label(side.first(thing, 'vj:event'))}"
        case "tenure":
            person, office = side.first(thing, "vj:person"), side.first(thing, "vj:office")
            told = [one for one in side.linked("vj:person", person, "vj:Attestation") if side.first(one, "vj:office") == office]
            return "; ".join(dict.fromkeys(summary(side, one) for one in told))
        case "attestation":
            on = _all(side, thing, "vj:attestedOn")
            words = (_HOLDINGS.get(one, (f"{side.label(one)} on", side.label(one))) for one in side.values(thing, "vj:holding"))
            return " and ".join(f"{before} {on}" if on else alone for before, alone in words)
        case "milestone":
            return f"{_all(side, thing, 'vj:kind')} {_all(side, thing, 'vj:date') or 'on a day not told'}"
        case "source":
            names = ("dcterms:publisher", "dcterms:issued", "dcterms:identifier")
            given = (_all(side, thing, name) for name in names)
            return ", ".join(one for one in given if one not in ("", side.label(thing)))
    return _all(side, thing, "vj:kind")


def _event(side: Side, thing: str) -> str:
    who = []
    for part in side.linked("vj:event", thing, "vj:Participation"):
        who.append(f"{side.label(side.first(part, 'vj:participant'))} ({_all(side, part, 'vj:role', ' and ')})")
    said = len(side.linked("vj:event", thing, "vj:Statement"))
    status = _all(side, thing, "vj:status").replace("held", "")
    first = ", ".join(
        filter(None, [_all(side, thing, "vj:date") or "day not told", _all(side, thing, "vj:place", " / "), status])
    )
    return "; ".join(filter(None, [first, ", ".join(who), f"{said} statement{'s' * (said != 1)}" if said else ""]))


def _all(side: Side, thing: str, name: str, joint: str = ", ") -> str:
    return joint.join(map(side.label, side.values(thing, name)))


def passages(side: Side, thing: str) -> tuple[Passage, ...]:
    """The words behind a thing: its own, else those of what it was concluded from, else of what uses it or belongs to it."""
    return _passages(side, thing, _DEPTH)


def own_passages(side: Side, thing: str) -> tuple[Passage, ...]:
    """The words that a fact itself names, sorted; those of the whole document are empty."""
    return tuple(sorted(_passage(side, one) for one in side.values(thing, "vj:evidence")))


def entry(side: Side, thing: str) -> tuple[Passage, ...]:
    """Where the authorities say who or what something is."""
    return (Passage(f"authorities/{_FILES[type_of(side, thing)]}.yaml", "", ""),)


def _passages(side: Side, thing: str, depth: int) -> tuple[Passage, ...]:
    if own := own_passages(side, thing):
        return own
    if grounds := side.values(thing, "prov:wasDerivedFrom"):
        return tuple(sorted({passage for one in grounds for passage in own_passages(side, one)}))
    if type_of(side, thing) == "vj:Source":
        return (Passage(document(thing), "", ""),)
    for name in _USES:
        for one in side.links.get((name, thing), ()):
            if own := own_passages(side, one):
                return own
    for name in _PARTS if depth else ():
        for one in side.links.get((name, thing), ()):
            if found := _passages(side, one, depth - 1):
                return found
    return ()


def _passage(side: Side, evidence: str) -> Passage:
    source = side.first(evidence, "vj:source")
    return Passage(document(source), side.first(evidence, "vj:paragraph"), side.first(evidence, "vj:quote"))


def document(source: str) -> str:
    """The id of a document, by the name that both versions share."""
    return unquote(source.rpartition("/")[2])
