"""Which documents and words stand behind what is in both versions of a graph: who tells of it, and what is quoted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import quote

from vjgraph.changes import PUBLISHERS, Change, Passage
from vjgraph.matching import ENTITIES, Matched, Side
from vjgraph.phrasing import class_of, document, named, own_passages, passages

_FACTS = ("vj:Meeting", "vj:Visit", "vj:OtherEvent", "vj:Participation", "vj:Statement", "vj:Attestation", "vj:Milestone")
_COUNTED = ("vj:Meeting", "vj:Visit", "vj:OtherEvent", "vj:Milestone", "vj:Tenure")


def witnessed(matched: Matched) -> Iterator[Change]:
    """Documents that now tell of something, or do so no more; words that were corrected, added or taken back."""
    quoted: dict[tuple[tuple[Passage, ...], tuple[Passage, ...]], list[str]] = defaultdict(list)
    documents = [{document(one) for one in side.things("vj:Source")} for side in (matched.old, matched.new)]
    for name in (*_FACTS, *ENTITIES):
        for thing in sorted({*matched.old.things(name)} & {*matched.new.things(name)}):
            was, now = own_passages(matched.old, thing), own_passages(matched.new, thing)
            told = [{passage.source for passage in found} for found in (was, now)]
            if told[0] != told[1]:
                yield from _told(matched, thing, told, documents)
            both = told[0] & told[1]
            gone = tuple(passage for passage in was if passage not in now and passage.source in both)
            come = tuple(passage for passage in now if passage not in was and passage.source in both)
            if gone or come:
                quoted[gone, come].append(thing)
    yield from (_quoted(matched, gone, come, things) for (gone, come), things in quoted.items())
    yield from _publishers(matched)


def _told(matched: Matched, thing: str, told: list[set[str]], documents: list[set[str]]) -> Iterator[Change]:
    """One change for the documents that began or ceased to tell of a thing."""
    class_ = class_of(matched.new, thing)
    what = "named in" if f"vj:{class_.title()}" in ENTITIES or class_ == "body" else "told by"
    gone, come = sorted(told[0] - told[1]), sorted(told[1] - told[0])
    words = own_passages(matched.new if come else matched.old, thing)
    where = tuple(passage for passage in words if passage.source in (come or gone))
    within = ""
    if class_ == "participation":
        event = matched.new.first(thing, "vj:event")
        around = [{passage.source for passage in own_passages(side, event)} for side in (matched.old, matched.new)]
        within = original(matched, event) if around[1] - around[0] >= set(come) and around[0] - around[1] >= set(gone) else ""
    elif what == "named in" and {*come, *gone} <= documents[0] ^ documents[1]:
        # A document that came or went names whomever it names.
        within = original(matched, f"source/{quote((come or gone)[0], safe='-._~')}")
    change = "changed" if gone and come else "added" if come else "removed"
    yield Change(
        change, class_, named(matched.new, thing), what, "; ".join(gone), "; ".join(come), where, original(matched, thing), within
    )


def _quoted(matched: Matched, gone: tuple[Passage, ...], come: tuple[Passage, ...], things: list[str]) -> Change:
    """One change for all facts whose words were changed alike."""
    first = things[0]
    more = f" (and {len(things) - 1} more on the same words)" if len(things) > 1 else ""
    same = [passage.quote for passage in gone] == [passage.quote for passage in come]
    old, new = (
        "; ".join(
            passage.paragraph if same else f"“{passage.quote}”" if passage.quote else "the whole document" for passage in found
        )
        for found in (gone, come)
    )
    change = "changed" if gone and come else "added" if come else "removed"
    what = "paragraph" if same else "words"
    label = named(matched.new, first) + more
    return Change(change, class_of(matched.new, first), label, what, old, new, come or gone, original(matched, first))


def _publishers(matched: Matched) -> Iterator[Change]:
    """How many independent publishers tell of something; where one of the versions does not count them, nothing."""
    old, new = matched.old, matched.new
    if not all(any("vj:publishers" in has for has in side.facts.values()) for side in (old, new)):
        return
    for name in _COUNTED:
        for thing in sorted({*old.things(name)} & {*new.things(name)}):
            was, now = old.first(thing, "vj:publishers"), new.first(thing, "vj:publishers")
            if was != now:
                label, where = named(new, thing), passages(new, thing)
                # What more documents tell of is said with those documents.
                more = {one.source for one in where} != {one.source for one in passages(old, thing)}
                iri = original(matched, thing)
                within = iri if more else ""
                yield Change("changed", class_of(new, thing), label, PUBLISHERS, was, now, where, iri, within)


def original(matched: Matched, thing: str) -> str:
    """The identifier of a thing in the newest version that has it."""
    side: Side = matched.new if thing in matched.new.facts else matched.old
    return side.version.base + side.origin.get(thing, thing)
