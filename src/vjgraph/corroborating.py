"""Whose word a source is: independent publishers, each copy counted as its original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from sys import intern

from vjgraph.diagnosing import Problem
from vjgraph.facts import Fragment, OccasionFact, alter
from vjgraph.names import fold
from vjgraph.reading import Document
from vjgraph.terms import Triple, integer, tenure
from vjgraph.vocabulary import expand

_GROUND = expand("prov:wasDerivedFrom")

_HELD = 200_000
"""Answers that are remembered at once."""


class Origins(dict[str, str]):
    """By the id of each source, the publisher its word goes back to, folded: of a copy, that of what it was taken from.

    Empty where nobody is named: a publisher that nobody names is nobody, however often it is copied. State is the answers
    that were asked for, as long as the documents stay as they are.
    """

    def __init__(self, documents: Mapping[str, Document]) -> None:
        super().__init__()
        self._documents = documents

    def __missing__(self, id: str) -> str:
        *_, last = _chain(id, self._documents)
        header = self._documents[last].record.source
        if len(self) >= _HELD:
            self.clear()
        # Few publishers tell much: each name is held once.
        self[id] = intern(fold(header.derived_from or header.publisher).removeprefix("the "))
        return self[id]


def _chain(id: str, documents: Mapping[str, Document]) -> Iterator[str]:
    """A source, the one it was taken from, and so on; a circle, which is an error of its own, ends it."""
    seen: set[str] = set()
    while id in documents and id not in seen:
        seen.add(id)
        yield id
        id = documents[id].record.source.derived_from


def copies_of(id: str, documents: Mapping[str, Document]) -> list[str]:
    """The sources that a source was taken from, directly or through another copy."""
    return list(_chain(id, documents))[1:]


def written_on(id: str, documents: Mapping[str, Document]) -> str:
    """When what a source says was written: of a copy, when what it was taken from was published."""
    published = [documents[one].record.source.published for one in _chain(id, documents)]
    return next(filter(None, reversed(published)), "")


def date_copies(fragments: Mapping[str, Fragment], documents: Mapping[str, Document]) -> Mapping[str, Fragment]:
    """What sources say, the offices that a copy attests without a day of their own as of the day of what it was taken from."""
    dated = {}
    for id, fragment in fragments.items():
        if any(fact.copied for fact in fragment.attestations):
            on = written_on(id, documents)
            facts = (alter(fact, on=on) if fact.copied else fact for fact in fragment.attestations)
            dated[id] = replace(fragment, attestations=tuple(facts))
    return {**fragments, **dated} if dated else fragments


def name_voice(id: str, documents: Mapping[str, Document]) -> str:
    """Whose word a source is, as it is written: the publisher or agency, else the id of the source that it goes back to."""
    *_, last = [id, *copies_of(id, documents)]
    header = documents[last].record.source
    return header.derived_from or header.publisher or last


def count_publishers(sources: Iterable[str], origins: Mapping[str, str]) -> int:
    """How many independent publishers some sources come to.

    >>> count_publishers(["a", "b", "c"], {"a": "example daily", "b": "example daily", "c": ""})
    1
    """
    return len({origins[id] for id in sources} - {""})


def check_origins(documents: Mapping[str, Document]) -> dict[str, list[Problem]]:
    """Per source id: copies that come round to themselves."""
    problems: dict[str, list[Problem]] = {}
    for id in documents:
        chain = list(_chain(id, documents))
        # Said once a circle, at its first source.
        if documents[chain[-1]].record.source.derived_from == id == min(chain):
            message = f"'{id}' comes out a copy of itself: {' from '.join([*chain, id])}"
            problems[id] = [Problem(("source", "derived_from"), "circle", message, "take one of these out")]
    return problems


def find_tellers(fragments: Mapping[str, Fragment], *, base: str) -> dict[str, set[str]]:
    """The sources that tell of each event, participation, milestone and tenure, by its IRI."""
    tellers: dict[str, set[str]] = defaultdict(set)
    for id, fragment in fragments.items():
        for occasion in fragment.occasions:
            tellers[occasion.iri].add(id)
            for part in occasion.participations:
                tellers[part.iri].add(id)
        for milestone in fragment.milestones:
            tellers[milestone.iri].add(id)
        for fact in fragment.attestations:
            tellers[tenure(base, fact.person, fact.office)].add(id)
    return tellers


def encounter_tellers(derived: Iterable[Triple], told: Iterable[tuple[str, OccasionFact]]) -> dict[str, set[str]]:
    """The sources that tell of both parties of an encounter as parties, and that it was held, by the encounter's IRI.

    `told` is the meeting as each source, given by its id, tells it.
    """
    parties: dict[str, set[str]] = defaultdict(set)
    for id, occasion in told:
        for part in occasion.participations:
            # Whom only a plan names nobody tells of as there.
            parties[part.iri] |= {id} if occasion.status == "held" and part.counts else set()
    grounds: dict[str, list[set[str]]] = defaultdict(list)
    for subject, predicate, object in derived:
        if predicate == _GROUND and object in parties:
            grounds[subject].append(parties[object])
    return {iri: set.intersection(*told) for iri, told in grounds.items()}


def publisher_triples(tellers: Mapping[str, Iterable[str]], origins: Mapping[str, str]) -> Iterator[Triple]:
    """How many independent publishers tell of each thing."""
    for iri, ids in sorted(tellers.items()):
        yield iri, expand("vj:publishers"), integer(count_publishers(ids, origins))
