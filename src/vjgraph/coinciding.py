"""Meetings and visits told under several ids that may be one: the same people on the same days, proposed with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from vjgraph.authorities import label
from vjgraph.deriving import met
from vjgraph.facts import Fragment, ParticipationFact
from vjgraph.identifying import Resolver
from vjgraph.pairing import Candidate
from vjgraph.settling import Occurrence, known_date
from vjgraph.terms import entity, tail
from vjgraph.vocabulary import expand

_LONG = 366
"""Days after which bounds say so little that only the same participants make two meetings alike."""

Facts = Mapping[str, frozenset[str]]
"""What the sources tell of an occasion, by property."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One occasion as all its sources tell it, as far as another could be the same."""

    occurrence: Occurrence
    order: int
    sources: frozenset[str]
    facts: Facts
    parties: frozenset[str]
    pairs: frozenset[frozenset[str]]

    @property
    def counterparts(self) -> Iterator[ParticipationFact]:
        """Those who met the others, as they took part."""
        return (part for part in self.occurrence.participations if part.counts)

    @property
    def days(self) -> tuple[date, date]:
        bounds = self.occurrence.bounds
        return bounds.earliest or date.min, bounds.latest or date.max

    @property
    def vague(self) -> bool:
        """Whether its days are not told, or lie a year and more apart."""
        first, last = self.days
        return (last - first).days > _LONG


def find_coinciding(
    occurrences: Iterable[Occurrence], fragments: Mapping[str, Fragment], *, resolver: Resolver, base: str
) -> Iterator[Candidate]:
    """The pairs of meetings, and of visits, that may be one, each once, the one first told first.

    Meetings are alike where their bounds overlap and two counterparts met at both, or one counterpart took part in both in
    one place on one day and the others may be the same; visits where the visitors and the place are the same. What comes
    before or lies within the other, sessions of other series or editions, and what was decided, is not asked.
    """
    told = _tell(occurrences, fragments)
    blocks: dict[Hashable, list[_Told]] = defaultdict(list)
    for one in told:
        for key in _keys(one):
            blocks[key].append(one)
    order = _Order(told)
    seen = {pair for group, pair in resolver.authorities.decisions.different if group == "occasions"}
    for block in blocks.values():
        for a, b in _overlapping(block):
            first, second = sorted((a, b), key=lambda one: one.order)
            ids = tail(first.occurrence.iri), tail(second.occurrence.iri)
            if frozenset(ids) in seen or not _compatible(first, second) or order.between(first, second):
                continue
            if why := _why(first, second, resolver=resolver, base=base):
                seen.add(frozenset(ids))
                yield Candidate("occasions", *ids, why)


def _tell(occurrences: Iterable[Occurrence], fragments: Mapping[str, Fragment]) -> list[_Told]:
    first: dict[str, int] = {}
    sources: dict[str, set[str]] = defaultdict(set)
    for fragment in fragments.values():
        for fact in fragment.occasions:
            first.setdefault(fact.iri, len(first))
            sources[fact.iri].add(fragment.source)
    wanted = {expand(f"vj:{name}"): name for name in ("place", "kind", "series", "edition", "before", "during")}
    facts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for fragment in fragments.values():
        for subject, predicate, object in fragment.triples:
            if predicate in wanted and subject in first:
                facts[subject][wanted[predicate]].add(object)
    told = []
    for occurrence in occurrences:
        parts = occurrence.participations
        visit = occurrence.type == "Visit"
        parties = frozenset(part.participant for part in parts if part.counts or visit)
        pairs = frozenset(frozenset((a.participant, b.participant)) for a, b in met(parts))
        frozen = {name: frozenset(values) for name, values in facts[occurrence.iri].items()}
        iri = occurrence.iri
        told.append(_Told(occurrence, first.get(iri, len(first)), frozenset(sources[iri]), frozen, parties, pairs))
    return told


def _keys(one: _Told) -> Iterator[Hashable]:
    """What two occasions must share to be compared: a pair that met, a counterpart on a day, a visitor."""
    if one.occurrence.type == "Meeting":
        yield from one.pairs
        first, last = one.days
        if first == last:
            yield from ((party, first) for party in one.parties)
    elif one.occurrence.type == "Visit":
        yield from (("Visit", party) for party in one.parties)


def _overlapping(block: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """The pairs of a block whose days overlap, or both of whose parties are the same where days say little."""
    dated = sorted((one for one in block if not one.vague), key=lambda one: (one.days, one.order))
    open_: list[_Told] = []
    for one in dated:
        open_ = [other for other in open_ if other.days[1] >= one.days[0]]
        yield from ((other, one) for other in open_)
        open_.append(one)
    by_parties: dict[frozenset[str], list[_Told]] = defaultdict(list)
    for one in block:
        by_parties[one.parties].append(one)
    for alike in by_parties.values():
        if any(one.vague for one in alike):
            for a, b in combinations(alike, 2):
                overlap = a.days[0] <= b.days[1] and b.days[0] <= a.days[1]
                if (a.vague or b.vague) and overlap:
                    yield a, b


def _compatible(a: _Told, b: _Told) -> bool:
    """Whether nothing that is told of two occasions tells them apart; one document tells of two on purpose."""
    if {a.occurrence.status, b.occurrence.status} == {"held", "cancelled"}:
        return False
    for name in ("series", "edition"):
        one, other = a.facts.get(name, frozenset()), b.facts.get(name, frozenset())
        if one and other and not one & other:
            return False
    if a.sources & b.sources:
        kinds = a.facts.get("kind") == b.facts.get("kind") and a.facts.get("place") == b.facts.get("place")
        return kinds and a.parties == b.parties and a.days == b.days and not a.vague
    return True


class _Order:
    """What comes before what, and what lies within what, directly or by others; state is what was looked up."""

    def __init__(self, told: Iterable[_Told]) -> None:
        self._facts = {one.occurrence.iri: one.facts for one in told}
        self._after: dict[tuple[str, str], set[str]] = {}

    def between(self, a: _Told, b: _Told) -> bool:
        """Whether one of two occasions is told to come before the other, or to lie within it."""
        one, other = a.occurrence.iri, b.occurrence.iri
        return any(other in self._reach(one, name) or one in self._reach(other, name) for name in ("before", "during"))

    def _reach(self, iri: str, name: str) -> set[str]:
        if (iri, name) not in self._after:
            reached: set[str] = set()
            todo = [iri]
            while todo:
                for following in self._facts.get(todo.pop(), {}).get(name, frozenset()) - reached:
                    reached.add(following)
                    todo.append(following)
            self._after[iri, name] = reached
        return self._after[iri, name]


def _why(a: _Told, b: _Told, *, resolver: Resolver, base: str) -> str:
    """What two occasions have in common, in words; empty where it is too little."""
    place = _common_place(a.facts.get("place", frozenset()), b.facts.get("place", frozenset()), resolver=resolver, base=base)
    shared = a.parties & b.parties
    one_day = a.days == b.days and a.days[0] == a.days[1]
    if a.occurrence.type == "Visit":
        if not place or not shared:
            return ""
    elif not a.pairs & b.pairs and not (shared and place and one_day and _others_fit(a, b)):
        return ""
    who = " and ".join(sorted(_label(party, resolver, base) for party in shared))
    days = f"on {known_date(a.occurrence)}" if one_day else f"on days that may be the same ({_days(a)}; {_days(b)})"
    first, second = (" or ".join(sorted(_label(iri, resolver, base) for iri in one.facts.get("place", ()))) for one in (a, b))
    where = f", in {place}" if place else f", in {first} and in {second}" if first and second else ""
    return f"both tell of {who} {days}{where}"


def _others_fit(a: _Told, b: _Told) -> bool:
    """Whether those who are counterparts at one only can be the same: none, or a person in the one and their body in the other.

    On one day in one town a visitor meets one host after another.
    """
    mine, theirs = (
        {(part.person, part.side) for part in x.counterparts if part.participant not in y.parties} for x, y in ((a, b), (b, a))
    )
    return not mine or not theirs or any((not person, side) in theirs for person, side in mine)


def _days(one: _Told) -> str:
    return known_date(one.occurrence) or "days not told"


def _common_place(a: Collection[str], b: Collection[str], *, resolver: Resolver, base: str) -> str:
    """A place that both are in: one of the same, or one that lies within the other; its name, empty where there is none."""
    around = {iri: _around(iri, resolver, base) for iri in {*a, *b}}
    common = sorted((inner for x, y in ((a, b), (b, a)) for inner in x for outer in y if outer in around[inner]))
    return _label(common[0], resolver, base) if common else ""


def _around(iri: str, resolver: Resolver, base: str) -> set[str]:
    """A place and all that it lies within."""
    places = resolver.authorities.entries("places")
    found: set[str] = set()
    id = tail(iri)
    while id in places and (place := entity(base, "places", id)) not in found:
        found.add(place)
        id = next(iter(resolver.find("places", places[id].within)), "") if places[id].within else ""
    return found


def _label(iri: str, resolver: Resolver, base: str) -> str:
    for group in ("people", "organisations", "places"):
        entries = resolver.authorities.entries(group)
        if tail(iri) in entries and entity(base, group, tail(iri)) == iri:
            return label(entries[tail(iri)])
    return tail(iri)
