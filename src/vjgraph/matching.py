"""Which thing of one version of a graph is which of the next: by identifier, else by name, by words, by content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from vjgraph.versions import Facts, Version

EVENTS = ("vj:Meeting", "vj:Visit", "vj:OtherEvent")
ENTITIES = ("vj:Person", "vj:Organization", "vj:Office", "vj:Agreement", "vj:Topic", "vj:Place")
NAMES = ("rdfs:label", "foaf:name", "skos:prefLabel", "skos:altLabel")
# Who is who is never concluded from likeness.
_NEVER_PEOPLE = tuple(name for name in ENTITIES if name != "vj:Person")
_USES = (
    "vj:about", "vj:handles", "vj:inCapacity", "vj:place", "vj:country", "vj:party", "vj:initiator", "vj:side", "vj:series",
    "vj:speaker", "vj:addressee", "vj:onBehalfOf", "vj:represents", "vj:mentions", "org:postIn", "org:subOrganizationOf",
    "skos:broader", "schema:containedInPlace",
)  # fmt: skip
# What has no identifier of its own is known by what it joins.
_JOINTS = {
    "vj:Participation": ("vj:event", "vj:participant"),
    "vj:Encounter": ("vj:meeting", "vj:party"),
    "vj:Attestation": ("vj:source", "vj:person", "vj:office"),
    "vj:Tenure": ("vj:person", "vj:office"),
    "vj:Milestone": ("vj:agreement", "vj:kind"),
    "vj:Evidence": ("vj:source", "vj:paragraph", "vj:quote"),
}
_SAID = ("vj:speaker", "vj:act", "vj:addressee", "vj:about", "vj:says", "vj:quantity", "vj:evidence", "vj:reason")
_LIKENESS = {"vj:speaker": 3.0, "vj:act": 2.0, "vj:says": 4.0, "vj:evidence": 4.0, "vj:about": 2.0}
_ALIKE = 6.0


@dataclass(frozen=True, slots=True)
class Renamed:
    """A thing that bears another identifier now, or was joined with another."""

    old: str
    new: str
    joined: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One version with its things under the names that both share; `origin` is what each is called in the version itself."""

    version: Version
    facts: Facts
    origin: Mapping[str, str]
    links: Mapping[tuple[str, str], tuple[str, ...]]
    """What refers to a thing by a property."""

    def values(self, thing: str, name: str) -> tuple[str, ...]:
        """The values of a property, sorted."""
        return tuple(sorted(self.facts.get(thing, {}).get(name, ())))

    def first(self, thing: str, name: str) -> str:
        """The first value of a property; empty where there is none."""
        return next(iter(self.values(thing, name)), "")

    def things(self, *classes: str) -> list[str]:
        """All things of some classes, sorted."""
        return sorted({thing for name in classes for thing in self.links.get(("rdf:type", name), ())})

    def linked(self, name: str, thing: str, class_: str) -> list[str]:
        """What of a class refers to a thing by a property."""
        return [one for one in self.links.get((name, thing), ()) if class_ in self.facts[one].get("rdf:type", ())]

    def label(self, thing: str) -> str:
        """What a thing or kind is called; its own text where it has no name."""
        if found := self.first(thing, "rdfs:label"):
            return found
        return thing.rpartition("/")[2].replace("-", " ") if thing.startswith("vjk:") else thing


@dataclass(frozen=True, slots=True)
class Matched:
    """Two versions whose things can be held against each other, and what was renamed between them."""

    old: Side
    new: Side
    renamed: tuple[Renamed, ...] = field(default=())


def match(old: Version, new: Version) -> Matched:
    """Bring two versions under common names, so that a thing is the same wherever it stands and however it is written."""
    before, after = _side(old, old.facts, {}), _side(new, new.facts, {})
    renamed: dict[str, str] = {}
    for find in (_decided, _sources, _entities, _events):
        if found := {was: now for was, now in find(before, after).items() if was not in renamed}:
            renamed |= found
            before = _side(old, old.facts, renamed)
    if said := _statements(before, after):
        before = _side(old, old.facts, renamed | said)
    pairs = (Renamed(was, now, now in old.facts) for was, now in sorted(renamed.items()))
    return Matched(before, after, tuple(pairs))


def _side(version: Version, facts: Facts, names: Mapping[str, str]) -> Side:
    """A version whose things are called as `names` says, and what depends on them accordingly."""
    quantities = {thing: has["rdfs:label"] for thing, has in facts.items() if "vj:Quantity" in has.get("rdf:type", ())}
    called = dict(names)
    # Passages depend on sources, attestations too; each is called by what it joins.
    for thing, has in facts.items():
        for name in has.get("rdf:type", ()):
            if joints := _JOINTS.get(name):
                parts = [sorted(called.get(value, value) for value in has.get(joint, ())) for joint in joints]
                called[thing] = f"{name}|" + "|".join(";".join(part) for part in parts)
    merged: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    origin: dict[str, str] = {}
    for thing, has in facts.items():
        if thing in quantities:
            continue
        now = called.get(thing, thing)
        origin.setdefault(now, thing)
        joined = thing in names and now in facts and "vj:Statement" not in has.get("rdf:type", ())
        for name, values in has.items():
            if joined and (name == "rdfs:label" or (name not in NAMES and not _is_event(has))):
                continue
            for one in values:
                merged[now][name] |= quantities.get(one, {called.get(one, one)})
    links: dict[tuple[str, str], list[str]] = defaultdict(list)
    for thing in sorted(merged):
        for name, those in merged[thing].items():
            for one in those:
                links[name, one].append(thing)
    frozen = {thing: {name: frozenset(found) for name, found in has.items()} for thing, has in merged.items()}
    return Side(version, frozen, origin, {key: tuple(found) for key, found in links.items()})


def _is_event(has: Mapping[str, frozenset[str]]) -> bool:
    return "vj:Event" in has.get("rdf:type", ())


def _decided(old: Side, new: Side) -> dict[str, str]:
    """What is gone because it was decided to be one with something else, which keeps its identifier."""
    found = {}
    for thing in old.things(*ENTITIES, *EVENTS):
        heads = new.links.get(("owl:sameAs", thing), ())
        if thing not in new.facts and len(heads) == 1:
            found[thing] = heads[0]
    return found


def _sources(old: Side, new: Side) -> dict[str, str]:
    """Documents whose file was renamed: title, publisher, day and text are the same."""
    return _alike(old, new, ("vj:Source",), _document)


def _document(side: Side, thing: str) -> tuple[tuple[str, ...], ...]:
    told = tuple(side.values(thing, name) for name in ("dcterms:title", "dcterms:publisher", "dcterms:issued", "vj:textHash"))
    return told if told[0] or told[3] else ()


def _alike(old: Side, new: Side, classes: Iterable[str], tell: Callable[[Side, str], object]) -> dict[str, str]:
    """What is gone and what has come that are the only ones of which the same is told."""
    found: dict[object, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for number, (side, other) in enumerate(((old, new), (new, old))):
        for thing in side.things(*classes):
            if thing not in other.facts and (told := tell(side, thing)):
                found[told][number].append(thing)
    return {was[0]: now[0] for was, now in found.values() if len(was) == len(now) == 1}


def _entities(old: Side, new: Side) -> dict[str, str]:
    """People, bodies and others that are gone, and whose name one other of their class bears now that did not before."""
    found = {}
    for name in ENTITIES:
        bearers: dict[str, set[str]] = defaultdict(set)
        come: dict[str, set[str]] = defaultdict(set)
        for thing in new.things(name):
            for called in _names(new, thing):
                bearers[called].add(thing)
            if thing not in old.facts:
                come[new.label(thing)].add(thing)
        for thing in old.things(name):
            if thing in new.facts:
                continue
            # Or the other way round: what has come is called as the one that is gone was called as well.
            now = bearers[old.label(thing)] or {one for called in _names(old, thing) for one in come[called]}
            if len(now) == 1 and old.label(thing) not in _names(old, *now):
                found[thing] = next(iter(now))
    # Under another name as well: the one that came stands exactly where the one stood that is gone, and is called nearly so.
    for name in _NEVER_PEOPLE:
        moved = _alike(old, new, (name,), _standing)
        found |= {was: now for was, now in moved.items() if was not in found and _near(old.label(was), new.label(now))}
    return found


def _standing(side: Side, thing: str) -> tuple[object, ...]:
    """All that refers to a thing, and the words behind it; nothing where nothing does."""
    # What is called by what it joins would be called otherwise.
    uses = [(name, other) for name in _USES for other in side.links.get((name, thing), ()) if thing not in other.split("|")]
    words = side.values(thing, "vj:evidence")
    return (tuple(sorted(uses)), words) if uses or words else ()


def _near(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() >= 0.6


def _names(side: Side, thing: str) -> set[str]:
    return {called for name in NAMES for called in side.values(thing, name)}


def _events(old: Side, new: Side) -> dict[str, str]:
    """Events that are gone, and on whose words another of their class stands now, with those who took part."""
    found = {}
    for name in EVENTS:
        gone = [thing for thing in old.things(name) if thing not in new.facts]
        for thing in gone:
            words, people = set(old.values(thing, "vj:evidence")), _people(old, thing)
            score: dict[str, tuple[int, int, int]] = {}
            for other in {event for one in words for event in new.links.get(("vj:evidence", one), ())}:
                gained = words & set(new.values(other, "vj:evidence")) - set(old.values(other, "vj:evidence"))
                both = people & _people(new, other)
                if name in new.values(other, "rdf:type") and gained and 2 * len(both) >= max(len(people), 1):
                    same_day = old.values(thing, "vj:date") == new.values(other, "vj:date")
                    score[other] = (len(both), len(gained), same_day)
            best = [other for other in sorted(score) if score[other] == max(score.values())]
            if len(best) == 1:
                found[thing] = best[0]
    return found


def _people(side: Side, event: str) -> set[str]:
    return {side.first(part, "vj:participant") for part in side.links.get(("vj:event", event), ())} - {""}


def _statements(old: Side, new: Side) -> dict[str, str]:
    """For each statement of the old version the one of the new that says it, under another name if its words were changed."""
    found: dict[str, str] = {}
    by_event: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for number, side in enumerate((old, new)):
        for thing in side.things("vj:Statement"):
            by_event[side.first(thing, "vj:event")][number].append(thing)
    for was, now in by_event.values():
        left, free = dict.fromkeys(was), dict.fromkeys(now)
        for pairs in (_same, _like):
            for first, second in list(pairs(old, new, list(left), list(free))):
                if first in left and second in free:
                    found[old.origin[first]] = second
                    del left[first], free[second]
        # What is said no more must not be taken for what bears its identifier now.
        found |= {old.origin[thing]: f"-{thing}" for thing in left if thing in now}
    return {was: now for was, now in found.items() if was != now}


def _same(old: Side, new: Side, was: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    """Statements that say the same in the same words; one that kept its identifier first."""
    said: dict[object, list[str]] = defaultdict(list)
    for thing in now:
        said[_content(new, thing)].append(thing)
    for first in was:
        same = said[_content(old, first)]
        yield from ((first, second) for second in [first] * (first in same) + same)


def _content(side: Side, thing: str) -> tuple[tuple[str, ...], ...]:
    return tuple(side.values(thing, name) for name in _SAID)


def _like(old: Side, new: Side, was: list[str], now: list[str]) -> list[tuple[str, str]]:
    """Pairs that may be one statement, the likest first."""
    pairs = [(-_likeness(old, new, first, second), first, second) for first in was for second in now]
    return [(first, second) for likeness, first, second in sorted(pairs) if -likeness >= _ALIKE]


def _likeness(old: Side, new: Side, first: str, second: str) -> float:
    """How much two statements have in common; of one document, and with more in common than who speaks."""
    told = [
        {passage.split("|")[1] for passage in side.values(thing, "vj:evidence")} for side, thing in ((old, first), (new, second))
    ]
    if not told[0] & told[1]:
        return 0.0
    score = {}
    for name, weight in _LIKENESS.items():
        one, other = set(old.values(first, name)), set(new.values(second, name))
        score[name] = weight * len(one & other) / len(one | other) if one | other else 0.0
    if not score["vj:says"]:
        texts = old.first(first, "vj:says").split(), new.first(second, "vj:says").split()
        score["vj:says"] = _LIKENESS["vj:says"] * SequenceMatcher(None, *texts, autojunk=False).ratio() if all(texts) else 0.0
    own = max(score["vj:says"], score["vj:evidence"]) >= 2 or first == second or score["vj:about"] == _LIKENESS["vj:about"]
    return sum(score.values()) + (2.0 if first == second else 0.0) if own else 0.0
