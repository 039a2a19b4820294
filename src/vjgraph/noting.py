"""What a reader ought to know beside the rows: a name found in part, words without a year, what bodies of a body are party to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from vjgraph.names import fold, is_short_form, spell_british
from vjgraph.naming import NameIndex
from vjgraph.questions import Query
from vjgraph.sparql import bind
from vjgraph.store import Queryable
from vjgraph.terms import tail
from vjgraph.titles import Titles
from vjgraph.vocabulary import PREFIXES

Rows = Sequence[Mapping[str, Any]]

_WITHOUT_A_YEAR = """SELECT DISTINCT ?person WHERE {
  # bind: ?office
  ?word vj:office ?office ; vj:person ?person ; vj:holding ?how .
  FILTER NOT EXISTS { ?word vj:earliest ?first }
  FILTER NOT EXISTS { ?word vj:latest ?last }
}"""
_WITHIN = """SELECT DISTINCT ?name ?agreement WHERE {
  # bind: ?body
  { ?part vj:country ?body } UNION { ?part org:subOrganizationOf ?body }
  ?agreement vj:party ?part ; a vj:Agreement .
  ?part rdfs:label ?name .
}"""
_MOST = 3


def notes_on(
    store: Queryable, query: Query, arguments: Sequence[str], rows: Rows, *, bound: Mapping[str, Any], names: NameIndex
) -> Iterator[str]:
    """What to know beside the rows of a named query, in sentences: of each name it was asked with, and of what it leaves out."""
    for argument, text in zip(query.arguments, arguments, strict=False):
        for variable in argument.variables.keys() & bound.keys():
            iri = bound[variable].value
            yield from note_on_name(iri, text, names=names)
            if not query.own and (left_out := _LEFT_OUT.get((query.name, variable))):
                yield from left_out(store, bound[variable], names.label(iri), rows)


def note_on_name(iri: str, text: str, *, names: NameIndex) -> Iterator[str]:
    """That a written name is only part of what is recorded of a thing; nothing of people, of whom that is the custom."""
    # An id is made of words of the name, and means nothing else.
    if names.group(iri) == "people" or tail(f"<{iri}>") == text.strip():
        return
    titles = Titles()
    for form in names.forms(iri):
        titles.add(iri, form)
    key = spell_british(fold(text))
    whole = next((form for form in names.forms(iri) if is_short_form(key, spell_british(fold(form)))), "")
    if whole and not titles.find(text):
        label = names.label(iri)
        yield f"'{text}' is part of the name of: {label}" + ("" if whole == label else f" ({whole})")


def _without_a_year(store: Queryable, office: Any, label: str, rows: Rows) -> Iterator[str]:
    answered = {row["person_id"] for row in rows}
    people = {row["person"].value for row in _ask(store, _WITHOUT_A_YEAR, office=office)} - answered
    if people:
        many = "1 person is" if len(people) == 1 else f"{len(people)} people are"
        yield f"{many} attested in this office without a year, so on no date: {_command('office-holders', label)} lists them"


def _parties_within(store: Queryable, body: Any, _: str, rows: Rows) -> Iterator[str]:
    listed = {row["agreement_id"] for row in rows}
    found = _ask(store, _WITHIN, body=body)
    others = sorted({row["name"].value for row in found if row["agreement"].value not in listed})
    if others:
        told = ", ".join(_command("agreements-of", name) for name in others[:_MOST])
        more = f" and {len(others) - _MOST} more" if len(others) > _MOST else ""
        yield f"bodies within it are parties in their own names: {told}{more}"


# Query and its variable that something of it is left out for -> what to say of that.
_LEFT_OUT: Mapping[tuple[str, str], Callable[[Queryable, Any, str, Rows], Iterator[str]]] = {
    ("held-office", "office_id"): _without_a_year,
    ("office-at-signing", "asked"): _without_a_year,
    ("agreements-of", "party"): _parties_within,
}


def _command(query: str, name: str) -> str:
    return f"'vjgraph query {query} \"{name}\"'"


def _ask(store: Queryable, text: str, **terms: Any) -> Any:
    return store.query(bind(text, terms), prefixes=PREFIXES)
