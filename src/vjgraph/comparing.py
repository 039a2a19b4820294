"""What changed between two versions of a graph, fact by fact, each with the words it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vjgraph.changes import Change, Passage, order
from vjgraph.matching import ENTITIES, Matched, Side, match
from vjgraph.phrasing import CLASSES, class_of, days, entry, named, passages, shown, summary, sureness, type_of
from vjgraph.versions import read_version
from vjgraph.witnessing import original, witnessed

if TYPE_CHECKING:
    from vjgraph.graph import Graph
    from vjgraph.versions import Version

_FIELDS = {
    "source": (
        ("dcterms:title", "title"), ("dcterms:publisher", "publisher"), ("dcterms:issued", "day of publication"),
        ("dcterms:language", "language"), ("schema:url", "address"), ("vj:derivedFrom", "copied from"),
        ("vj:textHash", "SHA-256 of the text"),
    ),
    "event": (
        ("vj:kind", "kind"), ("vj:status", "status"), ("vj:place", "place"), ("vj:placeReason", "why the place is inferred"),
        ("vj:during", "during"), ("vj:duringReason", "why taken to be during"), ("vj:before", "before"),
        ("vj:orderReason", "why the order is inferred"), ("vj:series", "series"), ("vj:edition", "session"),
        ("vj:about", "about"), ("vj:handles", "on the table"), ("skos:altLabel", "also called"),
        ("owl:differentFrom", "not the same as"), ("vj:reason", "reason"),
    ),
    "participation": (
        ("vj:role", "role"), ("vj:inCapacity", "office"), ("vj:side", "side"), ("vj:onBehalfOf", "on behalf of"),
        ("vj:represents", "represents"), ("vj:asDelegation", "as a delegation"), ("vj:leads", "leads"),
        ("vj:reason", "reason"),
    ),
    "statement": (
        ("vj:speaker", "speaker"), ("vj:act", "act"), ("vj:addressee", "to"),
        ("vj:addresseeReason", "why taken to be spoken to"), ("vj:about", "about"), ("vj:says", "says"),
        ("vj:quantity", "quantity"), ("vj:answers", "answers"), ("vj:joint", "said jointly"), ("vj:reason", "reason"),
    ),
    "attestation": (
        ("vj:holding", "holding"), ("vj:attestedOn", "day"), ("vj:rank", "rank"), ("vj:reason", "reason"),
    ),
    "tenure": (("vj:firstAttested", "first attested"), ("vj:lastAttested", "last attested"), ("vj:heldBefore", "held before")),
    "milestone": (("vj:event", "at"), ("vj:signatory", "signed by"), ("vj:reason", "reason")),
    "entity": (
        ("vj:kind", "kind"), ("vj:country", "country"), ("org:subOrganizationOf", "part of"), ("org:postIn", "body"),
        ("vj:single", "one holder at a time"), ("skos:broader", "broader"), ("schema:containedInPlace", "in"),
        ("vj:party", "parties"), ("vj:initiator", "initiator"), ("vj:count", "number of documents"), ("vj:about", "about"),
        ("foaf:familyName", "family name"), ("owl:sameAs", "same as"), ("owl:differentFrom", "not the same as"),
        ("vj:review", "waits for review"), ("skos:hiddenLabel", "called in documents"),
    ),
}  # fmt: skip
_KINDS = dict.fromkeys(("meeting", "visit"), "event") | {CLASSES[name]: "entity" for name in ENTITIES} | {"rank": "attestation"}
_OTHER_NAMES = ("foaf:name", "skos:prefLabel", "skos:altLabel")
# What documents say of an instrument or a person; the rest of an entity is what the authorities say.
_OF_DOCUMENTS = ("number of documents", "about", "called in documents")
_PART = re.compile(r"; (?=\w+ inferred: )")
# What a part belongs to, and comes and goes with.
_WHOLES = {"participation": "vj:event", "encounter": "vj:meeting", "statement": "vj:event", "milestone": "vj:agreement"}


def diff(
    old: str | Path | Graph | None = None, new: str | Path | Graph | None = None, *, project: str | Path = "."
) -> tuple[Change, ...]:
    """What changed between two graphs: each a built project, a `build/` folder, a Turtle or quads file, or a git revision.

    Without `old` it is the last commit, without `new` the sources of `project` as they stand. Raises `UsageError` for what is
    none of these.
    """
    folder = Path(project).resolve()
    return compare(read_version("HEAD" if old is None else old, project=folder), read_version(new, project=folder))


def compare(old: Version, new: Version) -> tuple[Change, ...]:
    """The changes from one version to the next, each once, in a fixed order."""
    if old.facts == new.facts:
        return tuple(_base(old, new))
    matched = match(old, new)
    found = [*_base(old, new), *_renamed(matched)]
    for name in CLASSES:
        for thing in sorted({*matched.old.things(name), *matched.new.things(name)}):
            # What became another class of event is the same event.
            if name == (type_of(matched.new, thing) or type_of(matched.old, thing)):
                found += _thing(matched, thing)
    return tuple(sorted([*_once(found), *_conflicts(matched), *witnessed(matched)], key=order))


def _once(changes: list[Change]) -> Iterator[Change]:
    """That two things are not the same is said at the first of them."""
    said = set()
    for change in changes:
        pair = (change.change, frozenset((change.label, change.new or change.old)))
        if change.what != "not the same as" or pair not in said:
            yield change
        said.add(pair)


def _base(old: Version, new: Version) -> Iterator[Change]:
    if old.facts and new.facts and old.base != new.base:
        yield Change("changed", "graph", "the graph", "base of identifiers", old.base, new.base)


def _renamed(matched: Matched) -> Iterator[Change]:
    """Things under another identifier, alone or with another."""
    for one in matched.renamed:
        change = "merged" if one.joined else "renamed"
        was, now = (text.rpartition("/")[2] for text in (one.old, one.new))
        called = min(matched.old.version.facts[one.old].get("rdfs:label", ()), default=was)
        label, where = matched.new.label(one.new), passages(matched.new, one.new)
        old, new = (was, now) if called == label else (f"{called} ({was})", f"{label} ({now})")
        yield Change(change, class_of(matched.new, one.new), label, "identifier", old, new, where, original(matched, one.new))


def _thing(matched: Matched, thing: str) -> Iterator[Change]:
    """All changes of one thing."""
    old, new = matched.old, matched.new
    side = new if thing in new.facts else old
    class_ = class_of(side, thing)
    blank = Change(
        "changed", class_, named(side, thing), iri=original(matched, thing), within=_within(matched, side, thing, class_)
    )
    if thing in old.facts and thing in new.facts:
        yield from _facts(matched, thing, replace(blank, passages=_behind(old, new, thing)))
    else:
        told = summary(side, thing)
        change, texts = ("removed", {"old": told}) if side is old else ("added", {"new": told})
        label, what = blank.label, ""
        if class_ in ("participation", "milestone"):
            label, what = side.label(side.first(thing, _WHOLES[class_])), class_.replace("participation", "participant")
        elif class_ == "attestation":
            label = named(side, f"vj:Tenure|{side.first(thing, 'vj:person')}|{side.first(thing, 'vj:office')}")
            what = "attestation"
        yield replace(blank, change=change, label=label, what=what, passages=passages(side, thing), **texts)


def _facts(matched: Matched, thing: str, blank: Change) -> Iterator[Change]:
    """What changed of a thing that is in both versions."""
    old, new = matched.old, matched.new
    if blank.class_ == "encounter":
        yield from _certainty(matched, thing, blank)
        return
    fields = _KINDS.get(blank.class_, blank.class_)
    changed = [change for name, what in _FIELDS[fields] for change in _field(matched, thing, name, what, blank)]
    told = {change.what for change in changed}
    if fields == "entity":
        blank = replace(blank, passages=entry(new, thing))
        changed = [change if change.what in _OF_DOCUMENTS else replace(change, passages=blank.passages) for change in changed]
    if fields == "tenure" and len(changed) > 1:
        changed = [_tenure(matched, thing, changed, blank)]
    # What somebody represents follows from office and behalf.
    yield from (change for change in changed if change.what != "represents" or not told & {"office", "on behalf of"})
    if fields in ("event", "milestone"):
        yield from _dates(matched, thing, blank)
    if fields == "event" and type_of(old, thing) != type_of(new, thing):
        yield replace(blank, what="class", old=class_of(old, thing), new=blank.class_)
    if fields == "entity" or (fields == "event" and not _follows(matched, thing, told)):
        yield from _names(matched, thing, blank, fields)


def _tenure(matched: Matched, thing: str, changed: list[Change], blank: Change) -> Change:
    """Several days of one person in one office that moved together, as one change."""
    if len({(change.old, change.new) for change in changed}) == 1:
        return replace(changed[0], what=" and ".join(["first", changed[1].what]))
    return replace(blank, what="attested", old=summary(matched.old, thing), new=summary(matched.new, thing))


def _field(matched: Matched, thing: str, name: str, what: str, blank: Change) -> Iterator[Change]:
    """The values of one property that came and went."""
    old, new = matched.old.values(thing, name), matched.new.values(thing, name)
    if name == "vj:reason":
        # One text holds the reasons of several parts of a fact: those that stayed are no change.
        old, new = (tuple(part for value in values for part in _PART.split(value)) for values in (old, new))
    if old != new:
        # Which identifiers are one is said as a renaming.
        own = {one.old for one in matched.renamed} if name == "owl:sameAs" else set()
        gone = "; ".join(shown(matched.old, value) for value in old if value not in new)
        come = "; ".join(shown(matched.new, value) for value in new if value not in old and value not in own)
        if not gone and not come:
            return
        change = "changed" if gone and come else "added" if come else "removed"
        where = blank.passages if come else _behind(matched.new, matched.old, thing)
        yield replace(blank, change=change, what=what, old=gone, new=come, passages=where)


def _names(matched: Matched, thing: str, blank: Change, fields: str) -> Iterator[Change]:
    old, new = matched.old.first(thing, "rdfs:label"), matched.new.first(thing, "rdfs:label")
    if old and old != new and thing not in {one.new for one in matched.renamed if not one.joined}:
        yield replace(blank, change="renamed", what="name", old=old, new=new)
    if fields == "entity":
        was, now = ({name for field in _OTHER_NAMES for name in side.values(thing, field)} for side in (matched.old, matched.new))
        gone, come = "; ".join(sorted(was - now - {old})), "; ".join(sorted(now - was - {new}))
        if gone or come:
            change = "changed" if gone and come else "added" if come else "removed"
            yield replace(blank, change=change, what="also called", old=gone, new=come)


def _follows(matched: Matched, thing: str, told: set[str]) -> bool:
    """Whether the name of an event that no source names follows from what else changed of it."""
    for side in (matched.old, matched.new):
        kind, label = side.label(side.first(thing, "vj:kind")), side.label(thing)
        series = side.label(side.first(thing, "vj:series"))
        if not label.startswith((f"{kind} of ", f"{kind} (", *([f"{series}, session"] if series else []))):
            return False
    who = [
        {
            (side.label(side.first(part, "vj:participant")), side.values(part, "vj:role"))
            for part in side.linked("vj:event", thing, "vj:Participation")
        }
        for side in (matched.old, matched.new)
    ]
    # The order of names is that of the file.
    words = [sorted(side.label(thing).split()) for side in (matched.old, matched.new)]
    return bool(told & {"kind", "place", "series", "session"}) or who[0] != who[1] or words[0] == words[1]


def _dates(matched: Matched, thing: str, blank: Change) -> Iterator[Change]:
    """What changed of the days of an event or milestone; what only follows from a change that is said already is left out."""
    said = list(_field(matched, thing, "vj:date", "date", blank))
    if not said:
        was, now = days(matched.old, thing), days(matched.new, thing)
        said += [replace(blank, what="days", old=was, new=now)] if was != now else []
    said += _field(matched, thing, "vj:dateReason", "why the date is inferred", blank)
    yield from said or _field(matched, thing, "vj:dateDoubt", "doubt about the date", blank)


def _certainty(matched: Matched, thing: str, blank: Change) -> Iterator[Change]:
    was, now = sureness(matched.old, thing), sureness(matched.new, thing)
    if was.partition(":")[0] != now.partition(":")[0]:
        yield replace(blank, what="certainty", old=was, new=now)
    else:
        yield from _field(matched, thing, "vj:because", "because", blank)


def _conflicts(matched: Matched) -> Iterator[Change]:
    """Where sources began or ceased to differ, or differ otherwise."""
    for thing in sorted(
        {thing for side in (matched.old, matched.new) for thing, has in side.facts.items() if "vj:contested" in has}
    ):
        # On what they differ is said before the colon.
        was, now = (
            {text.partition(":")[0]: text for text in side.values(thing, "vj:contested")} for side in (matched.old, matched.new)
        )
        side = matched.new if thing in matched.new.facts else matched.old
        blank = Change("changed", class_of(side, thing), named(side, thing), "conflict", iri=original(matched, thing))
        for on in sorted({*was, *now}):
            if was.get(on) != now.get(on):
                change = "added" if on not in was else "removed" if on not in now else "changed"
                where = passages(matched.new if now else side, thing)
                yield replace(blank, change=change, old=was.get(on, ""), new=now.get(on, ""), passages=where)


def _behind(before: Side, after: Side, thing: str) -> tuple[Passage, ...]:
    """The words behind what changed of a thing: those that only the later version has, else all."""
    was, now = passages(before, thing), passages(after, thing)
    return tuple(passage for passage in now if passage not in was) or now


def _within(matched: Matched, side: Side, thing: str, class_: str) -> str:
    """What a part came or went with."""
    if class_ == "attestation" and side.first(thing, "vj:office"):
        person, office = side.first(thing, "vj:person"), side.first(thing, "vj:office")
        whole = f"vj:Tenure|{person}|{office}"
        days = [[s.values(whole, name) for name, _ in _FIELDS["tenure"]] for s in (matched.old, matched.new)]
        moved = days[0] != days[1] or (whole in matched.old.facts) != (whole in matched.new.facts)
        return original(matched, whole) if moved else ""
    whole = side.first(thing, _WHOLES.get(class_, ""))
    return "" if whole in matched.old.facts and whole in matched.new.facts else original(matched, whole) if whole else ""
