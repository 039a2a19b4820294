"""Decisions applied: what is the same is one entry under one id, and what the graph says of what was decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Any

from vjgraph.authorities import RECORDS, Authorities, Decisions
from vjgraph.deciding import DecisionFile, Known, decide, known_ids, read_decisions
from vjgraph.diagnosing import Problem
from vjgraph.errors import Finding
from vjgraph.identifying import Resolver
from vjgraph.model import Authority, several
from vjgraph.names import fold
from vjgraph.reading import Document
from vjgraph.terms import Triple, entity
from vjgraph.vocabulary import expand

# What identifies an entry of each class, in the words of a warning; two that are one agree in it.
_IDENTITY = {
    "people": {"family": "family names", "country": "countries"},
    "organisations": {"kind": "kinds", "country": "countries", "parent": "parent bodies"},
    "offices": {"body": "bodies", "country": "countries"},
    "agreements": {"kind": "kinds", "parties": "parties", "initiator": "initiators"},
    "topics": {"broader": "broader topics"},
    "places": {"within": "larger places"},
}


def apply_decisions(
    folder: Path, *, root: Path, authorities: Authorities, documents: Sequence[Document], whole: bool = True
) -> tuple[Authorities, Known, list[Finding]]:
    """The authorities with the decisions of their folder applied, all ids that can be decided on, and what is wrong.

    Where not all files could be read (`whole` is false), ids that nothing seems to have are passed over.
    """
    file, findings = read_decisions(folder, root=root)
    known = known_ids(authorities, documents)
    decisions, found = decide(file, known=known, whole=whole)
    joined = join(authorities, decisions)
    if file.entries:
        found += check_decisions(file, authorities=authorities, resolver=Resolver(joined))
    return joined, known, findings + found


def join(authorities: Authorities, decisions: Decisions) -> Authorities:
    """The authorities with the decisions applied: what is the same is one entry, under the id that stands for it.

    The names of the others are its aliases, and what it does not record is taken from them.
    """
    files = {}
    for group, file in authorities.files.items():
        joined = decisions.joined.get(group, {})
        others: dict[str, list[Authority]] = defaultdict(list)
        for id, head in joined.items():
            others[head].append(file.entries[id])
        entries = {id: reduce(_merge, others[id], entry) for id, entry in file.entries.items() if id not in joined}
        files[group] = replace(file, entries=entries)
    return Authorities(files, decisions)


def _merge(entry: Authority, other: Authority) -> Authority:
    have = [*entry.names.values(), *entry.aliases]
    more = [form for form in (*other.names.values(), *other.aliases) if form not in have]
    urls = dict.fromkeys([*several(entry.same_as), *several(other.same_as)])
    apart = dict.fromkeys([*several(entry.distinct_from), *several(other.distinct_from)])
    fields: dict[str, Any] = {name: getattr(entry, name) or getattr(other, name) for name in entry.__struct_fields__}
    fields |= {"names": entry.names, "aliases": [*entry.aliases, *dict.fromkeys(more)]}
    # A note is the entry's own, and so is what its review is about.
    fields |= {"note": entry.note, "review": entry.review}
    return type(entry)(**fields | {"same_as": list(urls), "distinct_from": list(apart)})


def check_decisions(file: DecisionFile, *, authorities: Authorities, resolver: Resolver) -> list[Finding]:
    """What the authorities, as read, say against the decisions: entries told apart are an error, other identity a warning.

    The resolver is that of the authorities with the decisions applied.
    """
    errors: list[Problem] = []
    warnings: list[Problem] = []
    for index, decision in file.entries.items():
        for group in RECORDS:
            entries = authorities.entries(group)
            ids = [id for id in decision.same if id in entries]
            heads = {resolver.authorities.standing(group, id) for id in ids}
            if len(ids) < max(2, len(decision.same)) or len(heads) > 1:
                continue
            for id in ids:
                for name in several(entries[id].distinct_from):
                    if heads & set(resolver.find(group, name)):
                        message = f"'{id}' is the same here, and 'distinct_from: {name}' in {authorities.files[group].file}"
                        errors.append(Problem((index, "same"), "decided-twice", message, "keep the one of the two that is right"))
            for field, words in _IDENTITY[group].items():
                told = {id: value for id in ids if (value := _identified(field, getattr(entries[id], field), resolver))}
                if len(set(told.values())) > 1:
                    listed = "; ".join(f"{id} has {_written(getattr(entries[id], field))}" for id in told)
                    message = f"they are the same here, and their {words} differ: {listed}"
                    warnings.append(Problem((index, "same"), "identity", message, "correct the entries, or the decision"))
    return file.place(list(dict.fromkeys(errors))) + file.place(warnings, warn=True)


def _identified(field: str, value: str | list[str], resolver: Resolver) -> frozenset[str]:
    """What a field of identity means: the ids it names, else its folded words."""
    group = {"broader": "topics", "within": "places"}.get(field, "organisations")
    named = field not in ("family", "kind")
    return frozenset(id for name in several(value) for id in (resolver.find(group, name) if named else []) or [fold(name)])


def _written(value: str | list[str]) -> str:
    return " and ".join(several(value))


def decision_triples(authorities: Authorities, *, known: Callable[[str], bool], base: str) -> Iterator[Triple]:
    """What was decided of things in the graph (`known` tells it of an IRI): other IRIs of one thing, and which are two."""
    for group, joined in sorted(authorities.decisions.joined.items()):
        for id, head in sorted(joined.items()):
            if known(iri := entity(base, group, head)):
                yield iri, expand("owl:sameAs"), entity(base, group, id)
    for group, pair in sorted((group, sorted(pair)) for group, pair in authorities.decisions.different):
        first, second = (entity(base, group, id) for id in pair)
        if known(first) and known(second):
            yield first, expand("owl:differentFrom"), second
            yield second, expand("owl:differentFrom"), first
