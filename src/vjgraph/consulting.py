"""What compiling asks of the authorities, each answer worked out once and told with all that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import unquote

from vjgraph.authorities import label
from vjgraph.identifying import Introduction, Resolver, introduction
from vjgraph.terms import PATHS, entity, kind, text
from vjgraph.vocabulary import LABEL, TYPE, vj

# Those that are asked again are asked soon: more would grow with the people there are, and save no time.
_remembered = lru_cache(maxsize=1 << 12)
Pair = tuple[str, str]
"""A class, and a written name or an id."""
_GROUPS = {path: group for group, path in PATHS.items()}
# Kinds of body whose officers act for it; who is in a party or an alliance may be there without it.
_AUTHORITIES = ("ministry", "agency", "department", "armed-forces")


class Answer(NamedTuple):
    """An answer, empty where there is none; the names looked up for it, the entries read, and the entity it brings."""

    value: str
    lookups: tuple[Pair, ...] = ()
    consulted: tuple[Pair, ...] = ()
    entities: tuple[Pair, ...] = ()


class Said(NamedTuple):
    """What is said of something whichever source tells of it, as predicates and objects, and the answer that it rests on."""

    pairs: tuple[tuple[str, str], ...]
    answer: Answer


class Register:
    """The authorities as one project's sources consult them; state is the answers asked last."""

    def __init__(self, resolver: Resolver, base: str) -> None:
        self.resolver, self.base = resolver, base
        self.named: Callable[[tuple[str, ...], str], Answer] = _remembered(self._named)
        """The IRI of the one entity that a name means among several classes, whatever a document calls somebody."""
        self.besides_people: Callable[[tuple[str, ...], str], Answer] = _remembered(self._besides_people)
        """The first of several classes, people aside, in which something, or more than one thing, bears a name."""
        self.introduced: Callable[[str, tuple[str, ...]], Introduction] = _remembered(self._introduced)
        """A person, by their id, as a document introduces them under some names."""
        self.label: Callable[[str], Answer] = _remembered(self._label)
        """The English name of an entity, by its IRI."""
        self.country: Callable[[str], Answer] = _remembered(self._country)
        """The state that a person, office or body belongs to, itself or by the body above it; a body of none is its own."""
        self.body: Callable[[str], Answer] = _remembered(self._body)
        """The body that an office is in."""
        self.authority: Callable[[str], Answer] = _remembered(self._authority)
        """The ministry, agency, department or force that an office is in, for which its holder is there."""
        self.attested: Callable[[str, str, str], Said] = _remembered(self._attested)
        """That a person `holds`, `held` or is `acting` in an office, by their IRIs; the office's state is consulted too."""
        self.capacity: Callable[[str, tuple[str, ...]], Said] = _remembered(self._capacity)
        """That somebody takes part, a person in some offices; the answer is their state, or that of the first office with one."""
        self.state_around: Callable[[str], Answer] = _remembered(self._state_around)
        """The state whose place a name means, or lies around it."""

    def _bears(self, groups: Sequence[str], name: str) -> Answer:
        lookups: list[Pair] = []
        for group in groups:
            lookups.append((group, name))
            if self.resolver.find(group, name):
                return Answer(group, tuple(lookups))
        return Answer("", tuple(lookups))

    def _besides_people(self, groups: tuple[str, ...], name: str) -> Answer:
        return self._bears([group for group in groups if group != "people"], name)

    def _named(self, groups: tuple[str, ...], name: str) -> Answer:
        group, lookups, _, _ = self._bears(groups, name)
        ids = self.resolver.find(group, name) if group else []
        if len(ids) != 1:
            return Answer("", lookups)
        return Answer(entity(self.base, group, ids[0]), lookups, (), ((group, ids[0]),))

    def _introduced(self, id: str, names: tuple[str, ...]) -> Introduction:
        return introduction(id, names, entry=self._entry(("people", id)))

    def _label(self, iri: str) -> Answer:
        pair = self._split(iri)
        return Answer(label(self._entry(pair)), (), (pair,))

    def _country(self, iri: str) -> Answer:
        lookups: list[Pair] = []
        seen: list[Pair] = []
        pair = self._split(iri)
        while pair not in seen:
            seen.append(pair)
            entry = self._entry(pair)
            country = getattr(entry, "country", "")
            name = country or getattr(entry, "body", "") or getattr(entry, "parent", "")
            if not name and pair[0] != "organisations":
                break
            if name:
                lookups.append(("organisations", name))
                ids = self.resolver.find("organisations", name)
                if len(ids) != 1:
                    break
                pair = "organisations", ids[0]
            if country or not name:
                return Answer(entity(self.base, *pair), tuple(lookups), tuple(seen), (pair,))
        # Nothing, or a circle of parents, which is an error of its own.
        return Answer("", tuple(lookups), tuple(seen))

    def _body(self, office: str) -> Answer:
        pair = self._split(office)
        entry = self._entry(pair)
        if entry is None or not entry.body:
            return Answer("", (), (pair,))
        lookups = (("organisations", entry.body),)
        ids = self.resolver.find(*lookups[0])
        if len(ids) != 1:
            return Answer("", lookups, (pair,))
        body = ("organisations", ids[0])
        return Answer(entity(self.base, *body), lookups, (pair,), (body,))

    def _authority(self, office: str) -> Answer:
        found, lookups, consulted, entities = self.body(office)
        acts = all(self._entry(body).kind in _AUTHORITIES for body in entities)
        return Answer(found if acts else "", lookups, consulted + entities)

    def _attested(self, person: str, office: str, holding: str) -> Said:
        answers = self.label(person), self.label(office), self.country(office)
        words = f"{answers[0].value} {holding.replace('acting', 'acts as')} {answers[1].value}"
        pairs = (
            (TYPE, vj.Attestation),
            (vj.person, person),
            (vj.office, office),
            (vj.holding, kind("holding", holding)),
            (LABEL, text(words, "en")),
        )
        return Said(pairs, _as_one("", answers))

    def _capacity(self, participant: str, offices: tuple[str, ...]) -> Said:
        countries = [self.country(iri) for iri in (*offices, participant)]
        authorities = [self.authority(office) for office in offices]
        bodies = [found.value for found in authorities if found.value]
        if self._split(participant)[0] != "people":
            bodies = [participant]
        pairs = (
            (TYPE, vj.Participation),
            (vj.participant, participant),
            *[(vj.inCapacity, office) for office in offices],
            *[(vj.represents, body) for body in bodies],
        )
        side = next((found.value for found in countries if found.value), "")
        return Said(pairs, _as_one(side, countries + authorities))

    def _state_around(self, place: str) -> Answer:
        lookups: list[Pair] = []
        consulted: list[Pair] = []
        while ("places", place) not in lookups:
            lookups.append(("places", place))
            ids = self.resolver.find("places", place)
            if len(ids) != 1:
                break
            body, around = ("organisations", ids[0]), ("places", ids[0])
            consulted += [body, around]
            entry = self._entry(body)
            if entry is not None and entry.kind == "state":
                return Answer(entity(self.base, *body), tuple(lookups), tuple(consulted), (body,))
            place = self._entry(around).within
        return Answer("", tuple(lookups), tuple(consulted))

    def _entry(self, pair: Pair) -> Any:
        """The entry of an id, `None` where there is none."""
        return self.resolver.authorities.entries(pair[0]).get(pair[1])

    def _split(self, iri: str) -> Pair:
        """The class and id of an entity."""
        path, _, id = iri[1 + len(self.base) : -1].partition("/")
        return _GROUPS[path], unquote(id)


def _as_one(value: str, answers: Sequence[Answer]) -> Answer:
    """An answer that rests on others."""
    return Answer(value, *(tuple(dict.fromkeys(chain.from_iterable(each))) for each in list(zip(*answers, strict=True))[1:]))


def register(resolver: Resolver, base: str) -> Register:
    """The register of some authorities and a base, the same each time."""
    registers = resolver.memory["registers"]
    if base not in registers:
        registers[base] = Register(resolver, base)
    found: Register = registers[base]
    return found
