"""What sources tell of different things that exclude each other: offices, holders of one office, states of an instrument."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from vjgraph.corroborating import written_on
from vjgraph.dates import Bounds, parse_date
from vjgraph.differing import Dispute, Words
from vjgraph.facts import AttestationFact, Fragment
from vjgraph.reading import Document
from vjgraph.terms import kind, tail, tenure

_OPEN, _CLOSED = ("hoped-for", "proposed", "under-negotiation"), ("signed", "in-force")


@dataclass(frozen=True, slots=True)
class _Said:
    """One source's word that a person is in an office on a day."""

    source: str
    fact: AttestationFact
    day: date


def find_exclusions(
    fragments: Mapping[str, Fragment],
    documents: Mapping[str, Document],
    *,
    words: Words,
    bodies: Mapping[str, str],
    single: frozenset[str],
    base: str,
) -> list[Dispute]:
    """Facts of different sources that cannot all be true on their days.

    Two offices of a person in one body (`bodies`), two holders of an office that one person holds (`single`), an office held
    and held before on one day, an instrument signed and later still under negotiation.
    """
    said = [_Said(id, fact, day) for id, fragment in fragments.items() for fact in fragment.attestations if (day := _day(fact))]
    return [
        *_offices(said, fragments, words, bodies),
        *_holders(said, fragments, words, single),
        *_holdings(said, fragments, words, base),
        *_states(fragments, documents, words),
    ]


def _day(fact: AttestationFact) -> date | None:
    """The day on which a source says so itself; nothing where it is no whole day, or the office is inferred."""
    bounds = parse_date(fact.on) if fact.on and not fact.reason else Bounds()
    return bounds.earliest if bounds.earliest == bounds.latest and not bounds.qualified else None


def _offices(
    said: Sequence[_Said], fragments: Mapping[str, Fragment], words: Words, bodies: Mapping[str, str]
) -> Iterator[Dispute]:
    """A person's offices in one body that two sources give for the same days, where none gives both."""
    serving: dict[tuple[str, str, date], dict[str, list[_Said]]] = defaultdict(lambda: defaultdict(list))
    for one in said:
        # Who acts in an office may hold another beside it.
        if one.fact.holding == "holds" and (body := bodies.get(one.fact.office)):
            serving[one.fact.person, body, one.day][one.fact.office].append(one)
    yield from _disputes("office", [(person, told) for (person, _, _), told in sorted(serving.items())], fragments, words)


def _holders(said: Sequence[_Said], fragments: Mapping[str, Fragment], words: Words, single: frozenset[str]) -> Iterator[Dispute]:
    """People whom two sources give as the one holder of an office for the same days."""
    serving: dict[tuple[str, date], dict[str, list[_Said]]] = defaultdict(lambda: defaultdict(list))
    for one in said:
        if one.fact.holding == "holds" and one.fact.office in single:
            serving[one.fact.office, one.day][one.fact.person].append(one)
    yield from _disputes("person", [(office, told) for (office, _), told in sorted(serving.items())], fragments, words)


def _holdings(said: Sequence[_Said], fragments: Mapping[str, Fragment], words: Words, base: str) -> Iterator[Dispute]:
    """An office that one source says is held, and another that it was held before, or is acted in, on the same day."""
    told: dict[tuple[str, str, date], dict[str, list[_Said]]] = defaultdict(lambda: defaultdict(list))
    for one in said:
        told[one.fact.person, one.fact.office, one.day][kind("holding", one.fact.holding)].append(one)
    by_tenure = [(tenure(base, person, office), by_holding) for (person, office, _), by_holding in sorted(told.items())]
    yield from _disputes("holding", by_tenure, fragments, words)


def _rivals(told: Mapping[str, Sequence[_Said]]) -> list[str]:
    """The values, all of one day, that different sources give and none gives together: on another day it may be another."""
    found: set[str] = set()
    for a, b in combinations(sorted(told), 2):
        if not {one.source for one in told[a]} & {one.source for one in told[b]}:
            found |= {a, b}
    return sorted(found)


def _disputes(
    term: str, told: Iterable[tuple[str, Mapping[str, Sequence[_Said]]]], fragments: Mapping[str, Fragment], words: Words
) -> Iterator[Dispute]:
    """The rivals of each day; what sources differ on in the same values on several days is one dispute."""
    said: dict[tuple[str, tuple[str, ...]], dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, by_value in told:
        rivals = _rivals(by_value)
        for value in rivals:
            for one in by_value[value]:
                said[subject, tuple(rivals)][one.source, value].append(one.fact.iri)
    for (subject, values), heard in said.items():
        voices = tuple(
            words.voice(source, [value], nodes, fragments[source].paths[nodes[0]])
            for (source, value), nodes in sorted(heard.items())
        )
        contested = tuple(sorted({node for nodes in heard.values() for node in nodes}))
        yield Dispute(subject, term, voices, values, True, nodes=contested)


def _states(fragments: Mapping[str, Fragment], documents: Mapping[str, Document], words: Words) -> Iterator[Dispute]:
    """An instrument that one source says was signed, and another, of a later day, that it is still to be."""
    closed: dict[str, list[tuple[str, str, date]]] = defaultdict(list)
    still: dict[str, list[tuple[str, str, date]]] = defaultdict(list)
    for id, fragment in fragments.items():
        told: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for fact in fragment.milestones:
            told[fact.iri.rpartition("/")[0] + ">"].append((tail(fact.iri), fact.iri, fact.date))
        for agreement, states in told.items():
            for state, node, written in states:
                bounds = parse_date(written or written_on(id, documents) or "XXXX")
                if state in _CLOSED and written and bounds.latest:
                    closed[agreement].append((id, node, bounds.latest))
                elif state in _OPEN and bounds.earliest and not any(other[0] in _CLOSED for other in states):
                    still[agreement].append((id, node, bounds.earliest))
    for agreement in sorted(still):
        late = [one for one in still[agreement] if any(one[2] > done[2] for done in closed[agreement])]
        if late:
            done = [one for one in closed[agreement] if any(one[2] < other[2] for other in late)]
            voices = tuple(
                words.voice(id, [kind("milestone", tail(node))], [node], fragments[id].paths[node])
                for id, node, _ in sorted({*late, *done})
            )
            contested = tuple(sorted({node for _, node, _ in (*late, *done)}))
            yield Dispute(
                agreement, "status", voices, tuple(sorted({voice.values[0] for voice in voices})), True, nodes=contested
            )
