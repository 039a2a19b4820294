"""Entries of the authorities whose names are so like that they may be one thing: proposed with the reason, never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from vjgraph.authorities import forms, label
from vjgraph.dates import parse_date
from vjgraph.facts import AttestationFact, Fragment
from vjgraph.identifying import Resolver
from vjgraph.model import Names, several
from vjgraph.names import fold, marks, shorten_vowels, strip_title
from vjgraph.pairing import Candidate
from vjgraph.reading import Document
from vjgraph.resembling import PEOPLE, THINGS, Name, near, similar
from vjgraph.terms import tail

# Words that two names of one thing may have or not: articles, and what stands between the words that tell.
_LIGHT = frozenset(["of", "the", "for", "and", "on", "in", "at", "to", "a", "an", "by", "with", "between", "affairs"])
_MONTHS = frozenset(
    ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
)


def find_alike(
    resolver: Resolver, *, fragments: Iterable[Fragment] = (), documents: Collection[Document] = ()
) -> Iterator[Candidate]:
    """The pairs of entries of one class that may be one, each once, the earlier of its file first.

    What was decided, or is told apart by `distinct_from`, is not asked again; nor what bears one name, which is an error.
    """
    attestations = [fact for fragment in fragments for fact in fragment.attestations]
    for group in resolver.authorities.files:
        entries = resolver.authorities.entries(group)
        order = {id: number for number, id in enumerate(entries)}
        people = group == "people"
        names = [name for id in entries for name in (_person_names if people else _thing_names)(resolver, group, id)]
        rules = PEOPLE if people else THINGS
        seen = _told_apart(resolver, group, documents)
        found = [(first.id, second.id, why) for rule in rules for first, second, why in rule(names)]
        if people:
            found += _one_office(resolver, names, attestations)
        for one, other, why in found:
            first, second = sorted((one, other), key=order.__getitem__)
            pair = frozenset((first, second))
            if pair in seen or _clash(resolver, group, first, second) or _one_name(resolver, group, first, second):
                continue
            seen.add(pair)
            yield Candidate(group, first, second, why + _agreement(resolver, group, first, second))


def _told_apart(resolver: Resolver, group: str, documents: Iterable[Document]) -> set[frozenset[str]]:
    apart = {pair for of, pair in resolver.authorities.decisions.different if of == group}
    for id, entry in resolver.authorities.entries(group).items():
        apart |= {frozenset((id, other)) for name in several(entry.distinct_from) for other in resolver.find(group, name)}
    for document in documents:
        listed: Iterable[tuple[str, Names]] = ()
        if group == "people":
            listed = ((name, entry.distinct_from) for name, entry in document.record.people.items())
        elif group == "agreements":
            listed = ((entry.name, entry.distinct_from) for entry in document.record.agreements)
        for name, others in listed:
            found = [one for other in several(others) for one in resolver.find(group, other)]
            apart |= {frozenset((id, other)) for other in found for id in resolver.find(group, name)}
    return apart


def _one_name(resolver: Resolver, group: str, first: str, second: str) -> bool:
    entries = resolver.authorities.entries(group)
    return second in resolver.named(group, label(entries[first])) or first in resolver.named(group, label(entries[second]))


# --- names ------------------------------------------------------------------------------------------------------------


def _person_names(resolver: Resolver, group: str, id: str) -> Iterator[Name]:
    home = _country(resolver, group, id)
    for form in forms(resolver.authorities.entries(group)[id]):
        words = tuple(strip_title(fold(form)).split())
        if words:
            yield Name(id, form, words, _written(form, words), home)


def _thing_names(resolver: Resolver, group: str, id: str) -> Iterator[Name]:
    """The words that tell a thing from others of its country or parties; a topic goes by its label alone."""
    entry = resolver.authorities.entries(group)[id]
    home = [country] if (country := _country(resolver, group, id)) else []
    home += [found for name in getattr(entry, "parties", ()) for found in resolver.find("organisations", name)]
    around = {
        word
        for body in home
        for form in forms(resolver.authorities.entries("organisations")[body])
        for word in fold(form).split()
    }
    for form in [label(entry)] if group == "topics" else forms(entry):
        every = fold(form).split()
        dates = frozenset(word for word in every if word in _MONTHS or (word.isdecimal() and len(word) == 4))
        dates = dates if group == "agreements" else frozenset()
        words = tuple(word for word in every if word not in _LIGHT and word not in around and word not in dates)
        if words := words or tuple(every):
            yield Name(
                id,
                form,
                words,
                _written(form, words),
                ",".join(sorted(home)),
                dates,
                tuple(word for word in every if word not in _LIGHT),
            )


def _written(form: str, words: Sequence[str]) -> tuple[str, ...]:
    """The words with their diacritics."""
    by_word = {fold(word): word for word in marks(form).split()}
    return tuple(by_word.get(word, word) for word in words)


def _one_office(
    resolver: Resolver, names: Iterable[Name], attestations: Iterable[AttestationFact]
) -> Iterator[tuple[str, str, str]]:
    """People attested in one office on overlapping days whose names are alike, or the same in the family name."""
    people, offices = resolver.authorities.entries("people"), resolver.authorities.entries("offices")
    days: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for fact in attestations:
        if fact.on and fact.holding != "held" and tail(fact.person) in people:
            days[tail(fact.office)][tail(fact.person)] += [day for day in parse_date(fact.on)[:2] if day]
    words = {name.id: name.words for name in reversed(list(names))}
    for office, held in sorted(days.items()):
        blocks: dict[str, list[str]] = defaultdict(list)
        for id in held:
            for word in words[id]:
                blocks[word].append(id)
        for a, b in sorted({pair for block in blocks.values() for pair in combinations(sorted(set(block)), 2)}):
            overlap = held[a] and held[b] and max(min(held[a]), min(held[b])) <= min(max(held[a]), max(held[b]))
            family = fold(people[a].family) == fold(people[b].family) != "" and getattr(offices.get(office), "single", False)
            alike = similar(words[a], words[b])
            if overlap and (family or alike):
                yield a, b, f"{label(people[a])} and {label(people[b])} are both {label(offices[office])} on overlapping days"


# --- guards: what is recorded of the two ------------------------------------------------------------------------------


def _country(resolver: Resolver, group: str, id: str) -> str:
    """The id of the state that an entry belongs to, itself or by the body above it; empty where none is recorded."""
    seen: set[tuple[str, str]] = set()
    while (group, id) not in seen:
        seen.add((group, id))
        entry = resolver.authorities.entries(group)[id]
        country = getattr(entry, "country", "")
        found = resolver.find("organisations", country or getattr(entry, "body", "") or getattr(entry, "parent", ""))
        if len(found) != 1 or country:
            return found[0] if country and found else ""
        group, id = "organisations", found[0]
    return ""


def _identity(resolver: Resolver, group: str, id: str) -> Mapping[str, frozenset[str]]:
    """What is recorded of an entry beside its names, in words for what two have in common."""
    entry = resolver.authorities.entries(group)[id]
    found = {"of {}": frozenset(filter(None, [_country(resolver, group, id)]))}
    fields = {
        "parent": "within {}",
        "body": "in {}",
        "parties": "of the parties {}",
        "initiator": "by {}",
        "within": "in {}",
        "broader": "under {}",
    }
    for field, words in fields.items():
        target = {"within": "places", "broader": "topics"}.get(field, "organisations")
        named = several(getattr(entry, field, ""))
        found[words] = frozenset(
            label(resolver.authorities.entries(target)[one]) for name in named for one in resolver.find(target, name)
        )
    return found


def _clash(resolver: Resolver, group: str, first: str, second: str) -> bool:
    """Whether what is recorded of both tells them apart."""
    one, other = (_identity(resolver, group, id) for id in (first, second))
    if any(one[key] and other[key] and one[key] != other[key] for key in one):
        return True
    if group != "people":
        return False
    families = [shorten_vowels(fold(resolver.authorities.entries(group)[id].family)) for id in (first, second)]
    return "" not in families and families[0] != families[1] and not near(*families)


def _agreement(resolver: Resolver, group: str, first: str, second: str) -> str:
    """What both are recorded to have in common, in words."""
    one, other = (_identity(resolver, group, id) for id in (first, second))
    bodies = resolver.authorities.entries("organisations")
    told = [
        words.format(" and ".join(sorted(label(bodies[name]) if words == "of {}" else name for name in one[words])))
        for words in one
        if one[words] and one[words] == other[words]
    ]
    return f"; both {', '.join(told)}" if told else ""
