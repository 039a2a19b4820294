"""What a reader ought to know beside the rows: a name found in part, words without a year, what bodies of a body are party to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
  # bind: ?thing
  ?word vj:office ?thing ; vj:person ?person ; vj:holding ?how .
  FILTER NOT EXISTS { ?word vj:earliest ?first }
  FILTER NOT EXISTS { ?word vj:latest ?last }
}"""
_WITHIN = """SELECT DISTINCT ?name ?agreement WHERE {
  # bind: ?thing
  { ?part vj:country ?thing } UNION { ?part org:subOrganizationOf ?thing }
  ?agreement vj:party ?part ; a vj:Agreement .
  ?part rdfs:label ?name .
}"""
_ATTENDED = """SELECT (MIN(STR(?name)) AS ?status) (COUNT(DISTINCT ?visit) AS ?visits) (COUNT(DISTINCT ?within) AS ?contained)
       (COUNT(DISTINCT ?part) AS ?parts) WHERE {
  # bind: ?thing
  ?thing vj:status ?status_ .
  ?status_ rdfs:label ?name .
  OPTIONAL { ?thing a ?visit . FILTER (?visit = vj:Visit) }
  OPTIONAL { ?within vj:during+ ?thing }
  OPTIONAL { ?part vj:event ?thing ; vj:participant ?who }
}"""
_TOLD_AROUND = """SELECT ?around ?visit (COUNT(DISTINCT ?statement) AS ?many) (COUNT(DISTINCT ?reason) AS ?inferred) WHERE {
  # bind: ?thing
  ?thing vj:during+ ?around .
  ?statement vj:event ?around ; vj:act ?act .
  OPTIONAL { ?around a ?visit . FILTER (?visit = vj:Visit) }
  OPTIONAL { { ?thing vj:duringReason ?reason } UNION { ?thing vj:during+ ?within . ?within vj:duringReason ?reason } }
  FILTER NOT EXISTS { ?own vj:event ?thing ; vj:act ?any }
} GROUP BY ?around ?visit ORDER BY ?around"""
_SIGNED = """SELECT (COUNT(DISTINCT ?signing) AS ?signed) (COUNT(DISTINCT ?day) AS ?days) (COUNT(DISTINCT ?party) AS ?parties)
       (COUNT(DISTINCT ?milestone) AS ?milestones) (MIN(STR(?office)) AS ?known) WHERE {
  # bind: ?thing
  ?thing a vj:Agreement .
  OPTIONAL { ?milestone vj:agreement ?thing }
  OPTIONAL {
    ?signing vj:agreement ?thing ; vj:kind <https://w3id.org/vjgraph/kinds/milestone/signed> .
    OPTIONAL { { ?signing vj:earliest ?day } UNION { ?signing vj:latest ?day } }
    OPTIONAL { ?signing vj:event ?at . ?part vj:event ?at ; vj:inCapacity ?of . ?of rdfs:label ?office }
  }
  OPTIONAL { ?thing vj:party ?party }
}"""
_MOST = 3


@dataclass(frozen=True, slots=True)
class _Asked:
    """A named query as it was answered, and the thing asked about of which it may leave something out."""

    store: Queryable
    thing: Any
    label: str
    bound: Mapping[str, Any]
    rows: Rows

    @property
    def id(self) -> str:
        """What it can be asked for by, where its label is long."""
        return tail(str(self.thing))

    def find(self, text: str) -> Any:
        """The solutions of SPARQL in which `?thing` stands for it."""
        return self.store.query(bind(text, {"thing": self.thing}), prefixes=PREFIXES)


def notes_on(
    store: Queryable, query: Query, arguments: Sequence[str], rows: Rows, *, bound: Mapping[str, Any], names: NameIndex
) -> Iterator[str]:
    """What to know beside the rows of a named query, in sentences: of each name it was asked with, and of what it leaves out."""
    for argument, text in zip(query.arguments, arguments, strict=False):
        for variable in argument.variables.keys() & bound.keys():
            iri = bound[variable].value
            yield from note_on_name(iri, text, names=names)
            if not query.own and (left_out := _LEFT_OUT.get((query.name, variable))):
                yield from left_out(_Asked(store, bound[variable], names.label(iri), bound, rows))


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


def _without_a_year(asked: _Asked) -> Iterator[str]:
    answered = {row["person_id"] for row in asked.rows}
    people = {row["person"].value for row in asked.find(_WITHOUT_A_YEAR)} - answered
    if people:
        many = "1 person is" if len(people) == 1 else f"{len(people)} people are"
        lists = _command("office-holders", asked.label)
        yield f"{many} attested in this office without a year, so on no date: {lists} lists them"


def _parties_within(asked: _Asked) -> Iterator[str]:
    listed = {row["agreement_id"] for row in asked.rows}
    others = sorted({row["name"].value for row in asked.find(_WITHIN) if row["agreement"].value not in listed})
    if others:
        told = ", ".join(_command("agreements-of", name) for name in others[:_MOST])
        more = f" and {len(others) - _MOST} more" if len(others) > _MOST else ""
        yield f"bodies within it are parties in their own names: {told}{more}"


def _no_office(asked: _Asked) -> Iterator[str]:
    if asked.rows:
        return
    (row,) = asked.find(_SIGNED)
    signed, days, parties = (int(row[name].value) for name in ("signed", "days", "parties"))
    if not days:
        when = "the day of its signing is told without a year" if signed else "no document tells that it was signed"
        told = f"{_command('milestones', asked.label)} lists what is told of it, " if int(row["milestones"].value) else ""
        yield f"{when}: {told}'vjgraph query held-office OFFICE DATE' tells who held an office on a day"
    elif not asked.bound.keys() & {"asked", "body"}:
        what = "nobody is attested in an office of its parties" if parties else "no parties of it are recorded"
        office = f'"{row["known"].value}"' if row["known"] else "OFFICE"
        yield f"{what}: name an office or a body too, as 'vjgraph query office-at-signing \"{asked.label}\" {office}'"


def _nobody_present(asked: _Asked) -> Iterator[str]:
    if asked.rows:
        return
    (row,) = asked.find(_ATTENDED)
    status, parts = row["status"].value, int(row["parts"].value)
    to = "was to" if status == "cancelled" else "is to"
    told = []
    if many := int(row["contained"].value):
        told.append(f"'vjgraph query during {asked.id}' lists what it contained ({many})")
    if int(row["visits"].value):
        reason, who = (
            "it is a visit, and this lists who was at meetings and other events",
            "went" if status == "held" else f"{to} go",
        )
    elif status != "held":
        reason, who = f"it is {status}, and this lists who was at what was held", f"{to} take part"
    elif not parts:
        reason = "no document tells who was there"
    else:
        return
    if parts:
        told.append(f"'vjgraph show {asked.id}' names who {who}")
    yield "; ".join((reason, *told))


def _told_around(query: str) -> Callable[[_Asked], Iterator[str]]:
    """What to say of words that are told of what a meeting was part of, and not of the meeting; `query` asks about them."""

    def told(asked: _Asked) -> Iterator[str]:
        for row in () if asked.rows else asked.find(_TOLD_AROUND):
            many, what = int(row["many"].value), "visit" if row["visit"] else "event"
            told = "1 statement is" if many == 1 else f"{many} statements are"
            around = tail(str(row["around"]))
            part = "is taken to be" if int(row["inferred"].value) else "was"
            yield f"{told} told of the {what} that it {part} part of: 'vjgraph query {query} {around}'"

    return told


# Query and its variable that something of it is left out for -> what to say of that.
_LEFT_OUT: Mapping[tuple[str, str], Callable[[_Asked], Iterator[str]]] = {
    ("held-office", "office_id"): _without_a_year,
    ("office-at-signing", "asked"): _without_a_year,
    ("office-at-signing", "agreement_id"): _no_office,
    ("agreements-of", "party"): _parties_within,
    ("present-at", "what"): _nobody_present,
    ("statements-at", "meeting"): _told_around("statements-at"),
    ("topics-of", "what"): _told_around("topics-of"),
}


def _command(query: str, name: str) -> str:
    return f"'vjgraph query {query} \"{name}\"'"
