"""An invented world for the corpora: states, offices and who held them through twenty years, topics, places, instruments."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, cycle
from typing import Any

FIRST_DAY, DAYS = date(2005, 1, 1), 7300
"""When the news begin, and for how many days they go on."""

_CONSONANTS, _VOWELS = "bdgklmnprstvz", "aeiou"
_PORTFOLIOS = (
    "Foreign Affairs", "Defence", "Public Security", "Justice", "Finance", "Industry and Trade", "Health", "Education",
    "Labour", "Transport", "Agriculture", "Energy", "Environment", "Science and Technology", "Culture", "Home Affairs",
)  # fmt: skip
_RANKS = ("Minister", "Deputy Minister", "State Secretary", "Director General", "Permanent Adviser", "Special Envoy")
_FIELDS = (
    "trade", "energy", "defence", "fisheries", "health", "education", "labour", "transport", "farming", "climate",
    "software", "space", "tourism", "disasters", "justice", "finance",
)  # fmt: skip
_ASPECTS = ("cooperation", "training", "research", "standards", "funding", "exchanges", "projects", "dialogue")
_KINDS = ("agreement", "treaty", "memorandum-of-understanding", "joint-statement", "declaration")
_TITLES = ("Herald", "Courier", "Gazette", "Observer", "Tribune")
# A name of these letters is a title, which is taken off the front of a name.
_TAKEN = {"madame"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds one office from one day (counted from the first) up to another."""

    number: int
    name: str
    family: str
    state: int
    office: int
    since: int
    until: int
    acting: bool


@dataclass(frozen=True, slots=True)
class Office:
    """A post of a state: its name, the ministry it is in (empty where it is in none), and how it stands before a name."""

    name: str
    state: int
    ministry: str
    rank: str
    single: bool
    holders: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A state, which is a place too: its name, its towns (the first is the capital) and its offices by weight."""

    name: str
    towns: tuple[str, ...]
    offices: tuple[int, ...] = ()
    weights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """An agreement of two states."""

    name: str
    kind: str
    parties: tuple[int, int]


@dataclass(slots=True)
class World:
    """All that the news are about."""

    states: list[State] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    instruments: list[Instrument] = field(default_factory=list)
    topics: list[tuple[str, str]] = field(default_factory=list)
    """Each with its broader one; the broadest have none."""
    publishers: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    """How much of the news is about each office, added up."""

    def holder(self, office: int, day: int) -> Person | None:
        """Who holds an office on a day and the two weeks after it; nobody where it changes hands."""
        found = next((self.people[one] for one in self.offices[office].holders if self.people[one].until > day), None)
        return found if found and found.since <= day and found.until > day + 14 else None


def invent_world(*, sources: int, seed: int) -> World:
    """A world for so many sources: people are a quarter of them (24 at least, 20,000 at most), the rest follows.

    Offices are weighted by Zipf's law, so that few people are in most of the news. No two names are within one letter of each
    other: nothing in the world looks like something else.
    """
    chance = random.Random(f"world {seed}")
    wanted = min(20_000, max(24, sources // 4))
    words = _words(chance)
    families, givens = [next(words) for _ in range(500)], [next(words) for _ in range(1500)]
    used: set[str] = set()
    world = World()
    for _ in range(min(24, max(4, wanted // 120))):
        name = next(words) + "nia"
        world.states.append(State(name, tuple(next(words) for _ in range(5))))
    drafted = list(_offices(world.states))[: max(12, wanted // 3)]
    most = -(-wanted // len(drafted))
    for number, office in enumerate(drafted):
        holders = _terms(chance, len(world.people), min(most, wanted - len(world.people)))
        kin = chance.sample(families, len(holders))
        for family, (one, since, until) in zip(kin, holders, strict=True):
            while (name := f"{family} {chance.choice(givens)}") in used:
                pass
            used.add(name)
            world.people.append(Person(one, name, family, office.state, number, since, until, one % 97 == 96))
        named = tuple(one for one, _, _ in holders)
        world.offices.append(Office(office.name, office.state, office.ministry, office.rank, office.single, named))
    shares = [1 / (number + 3) ** 0.8 for number in range(len(world.offices))]
    world.weights = list(accumulate(shares))
    for at, state in enumerate(world.states):
        mine = [number for number, office in enumerate(world.offices) if office.state == at]
        world.states[at] = State(state.name, state.towns, tuple(mine), tuple(accumulate(shares[one] for one in mine)))
    world.topics = [(one, "") for one in _FIELDS] + [(f"{one} {aspect}", one) for one in _FIELDS for aspect in _ASPECTS]
    for _ in range(min(1500, max(3, sources // 50))):
        parties = chance.sample(range(len(world.states)), 2)
        kind = chance.choice(_KINDS)
        name = f"{next(words)} {kind.replace('-', ' ').title().replace(' Of ', ' of ')}"
        world.instruments.append(Instrument(name, kind, (parties[0], parties[1])))
    towns = [town for state in world.states for town in state.towns]
    world.publishers = [f"{town} {title}" for town, title in zip(towns, cycle(_TITLES))][:60]
    return world


def pick(chance: random.Random, weights: list[float] | tuple[float, ...]) -> int:
    """A number below the number of weights, which are added up; the heavier the likelier."""
    return bisect_right(weights, chance.random() * weights[-1])


def authorities(world: World) -> Iterator[tuple[str, dict[str, dict[str, Any]]]]:
    """The authority files of a world: the name of each and its entries by id."""
    states = [state.name for state in world.states]
    yield (
        "people",
        {_slug(one.name): {"en": one.name, "family": one.family, "country": states[one.state]} for one in world.people},
    )
    bodies: dict[str, dict[str, Any]] = {_slug(name): {"en": name, "kind": "state"} for name in states}
    for office in world.offices:
        if office.ministry:
            entry = {"en": office.ministry, "kind": "ministry", "country": states[office.state]}
            short = office.ministry.removeprefix("Ministry of ").removesuffix(f" of {states[office.state]}")
            bodies[_slug(office.ministry)] = entry | {"aliases": [f"{short} Ministry of {states[office.state]}"]}
    yield "organisations", bodies
    offices: dict[str, dict[str, Any]] = {}
    for office in world.offices:
        known = {"en": office.name, "body": office.ministry, "country": states[office.state], "single": office.single}
        offices[_slug(office.name)] = {key: value for key, value in known.items() if value}
    yield "offices", offices
    yield (
        "agreements",
        {
            _slug(one.name): {"en": one.name, "kind": one.kind, "parties": [states[party] for party in one.parties]}
            for one in world.instruments
        },
    )
    yield "topics", {_slug(name): {"en": name} | ({"broader": broader} if broader else {}) for name, broader in world.topics}
    places: dict[str, dict[str, Any]] = {_slug(name): {"en": name} for name in states}
    for state in world.states:
        places |= {_slug(town): {"en": town, "within": state.name} for town in state.towns}
    yield "places", places


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _words(chance: random.Random) -> Iterator[str]:
    """Words of three syllables, no two within one letter: the third syllable checks the other two."""
    every = [(c, d, v, w) for c in range(13) for d in range(13) for v in range(5) for w in range(5)]
    chance.shuffle(every)
    for c, d, v, w in every:
        signs = (_CONSONANTS[c], _VOWELS[v], _CONSONANTS[d], _VOWELS[w], _CONSONANTS[(c + d) % 13], _VOWELS[(v + w) % 5])
        if (word := "".join(signs)) not in _TAKEN:
            yield word.capitalize()


def _offices(states: list[State]) -> Iterator[Office]:
    """All offices that there could be, the weightiest first."""
    for title in ("President", "Prime Minister"):
        for at, state in enumerate(states):
            yield Office(f"{title} of {state.name}", at, "", title, True)
    for rank in _RANKS:
        for portfolio in _PORTFOLIOS:
            for at, state in enumerate(states):
                ministry = f"Ministry of {portfolio} of {state.name}"
                yield Office(f"{rank} of {portfolio} of {state.name}", at, ministry, rank, rank == "Minister")


def _terms(chance: random.Random, first: int, number: int) -> list[tuple[int, int, int]]:
    """So many people one after the other: the number of each, and the days on which they take and leave the office."""
    ends = sorted(chance.sample(range(60, DAYS), number - 1)) if number > 1 else []
    return [
        (first + at, since, until) for at, (since, until) in enumerate(zip([0, *ends], [*ends, DAYS + 60], strict=True)) if number
    ]
