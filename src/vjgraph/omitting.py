"""What a named query leaves out of what it was asked about, or why it finds nothing, in sentences; and what to ask instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from vjgraph.sparql import bind
from vjgraph.store import Queryable
from vjgraph.terms import tail
from vjgraph.vocabulary import PREFIXES

Rows = Sequence[Mapping[str, Any]]

_WITHOUT_A_YEAR = """SELECT DISTINCT ?person WHERE {
  {
    # bind: ?thing
    { ?word vj:office ?thing } UNION { ?office org:postIn ?thing . ?word vj:office ?office }
  }
  ?word vj:person ?person ; vj:holding ?how .
  FILTER NOT EXISTS { ?word vj:earliest ?first }
  FILTER NOT EXISTS { ?word vj:latest ?last }
}"""
_PARTIES = """SELECT DISTINCT ?party ?name WHERE {
  # bind: ?thing
  ?thing vj:party ?party . ?party rdfs:label ?name
} ORDER BY ?name"""
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
_TOLD_WITHIN = """SELECT (COUNT(DISTINCT ?statement) AS ?many) WHERE {
  # bind: ?thing
  ?within vj:during+ ?thing .
  ?statement vj:event ?within ; vj:act ?act .
}"""
_TOLD_AROUND_MEETINGS = """SELECT ?around (COUNT(DISTINCT ?statement) AS ?many) WHERE {
  # bind: ?thing
  ?part vj:participant ?thing ; vj:event ?met .
  ?met vj:during+ ?around .
  ?statement vj:event ?around ; vj:act ?act .
  FILTER EXISTS { ?met a vj:Meeting ; vj:status <https://w3id.org/vjgraph/kinds/status/held> }
  FILTER NOT EXISTS { ?own vj:event ?met ; vj:act ?any }
} GROUP BY ?around ORDER BY ?around"""
_WITHOUT_PARTIES = """SELECT (COUNT(DISTINCT ?agreement) AS ?many) WHERE {
  ?agreement a vj:Agreement .
  FILTER NOT EXISTS { ?agreement vj:party|vj:initiator ?party }
}"""
_SIGNED = """SELECT (COUNT(DISTINCT ?signing) AS ?signed) (COUNT(DISTINCT ?day) AS ?days) (COUNT(DISTINCT ?party) AS ?parties)
       (COUNT(DISTINCT ?milestone) AS ?milestones) (MIN(STR(?office)) AS ?known) (COUNT(DISTINCT ?date) AS ?dates) WHERE {
  # bind: ?thing
  ?thing a vj:Agreement .
  OPTIONAL { ?milestone vj:agreement ?thing }
  OPTIONAL {
    ?signing vj:agreement ?thing ; vj:kind <https://w3id.org/vjgraph/kinds/milestone/signed> .
    OPTIONAL { ?signing vj:date ?date } OPTIONAL { { ?signing vj:earliest ?day } UNION { ?signing vj:latest ?day } }
    OPTIONAL { ?signing vj:event ?at . ?part vj:event ?at ; vj:inCapacity ?of . ?of rdfs:label ?office }
  }
  OPTIONAL { ?thing vj:party ?party }
}"""
_SESSIONS = """SELECT ?session ?label (COUNT(DISTINCT ?statement) AS ?many) WHERE {
  # bind: ?thing
  ?session vj:series ?thing ; rdfs:label ?label .
  ?statement vj:about ?session ; vj:act ?act .
} GROUP BY ?session ?label ORDER BY ?label ?session"""
_NAMED_UNDATED = """SELECT (COUNT(DISTINCT ?event) AS ?events) (COUNT(DISTINCT ?source) AS ?sources)
       (COUNT(DISTINCT ?signing) AS ?signings) WHERE {
  # bind: ?thing
  {
    # bind: ?thing
    { ?fact vj:participant ?thing } UNION { ?fact vj:inCapacity ?thing } UNION { ?fact vj:represents ?thing }
    UNION { ?fact vj:speaker ?thing } UNION { ?fact vj:about ?thing ; vj:act ?act }
    ?fact vj:event ?event . ?event vj:undated true ; vj:status <https://w3id.org/vjgraph/kinds/status/held>
  }
  UNION {
    # bind: ?thing
    { ?fact vj:person ?thing } UNION { ?fact vj:office ?thing } UNION { ?office org:postIn ?thing . ?fact vj:office ?office }
    ?fact vj:holding ?how ; vj:source ?source .
    FILTER NOT EXISTS { ?fact vj:earliest ?first }
    FILTER NOT EXISTS { ?fact vj:latest ?last }
  }
  UNION { ?signing vj:signatory ?thing ; vj:undated true }
}"""
_MOST = 3


@dataclass(frozen=True, slots=True)
class Asked:
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
        return solutions(self.store, bind(text, {"thing": self.thing}))


def _without_a_year(asked: Asked, office: str = "") -> Iterator[str]:
    answered = {row["person_id"] for row in asked.rows}
    people = {row["person"].value for row in asked.find(_WITHOUT_A_YEAR)} - answered
    if people:
        many = "1 person is" if len(people) == 1 else f"{len(people)} people are"
        lists = command("offices-in" if office else "office-holders", asked.label)
        yield f"{many} attested in {office or 'this office'} without a year, so on no date: {lists} lists them"


def _parties_within(asked: Asked) -> Iterator[str]:
    listed = {row["agreement_id"] for row in asked.rows}
    others = sorted({row["name"].value for row in asked.find(_WITHIN) if row["agreement"].value not in listed})
    if others:
        yield f"bodies within it are parties in their own names: {commands('agreements-of', others)}"
    for row in () if asked.rows else solutions(asked.store, _WITHOUT_PARTIES):
        if many := int(row["many"].value):
            told = "1 instrument" if many == 1 else f"{many} instruments"
            yield f"of {told} no document names the parties: 'vjgraph query agreements -p of=all' lists all instruments"


def _no_office(asked: Asked) -> Iterator[str]:
    if asked.rows:
        for row in () if asked.bound.keys() & {"asked", "body"} else asked.find(_PARTIES):
            party = replace(asked, thing=row["party"], label=row["name"].value)
            yield from _without_a_year(party, office=f"an office of {party.label}")
        return
    (row,) = asked.find(_SIGNED)
    signed, dated, days, parties = (int(row[name].value) for name in ("signed", "dates", "days", "parties"))
    if not days:
        when = "the day of its signing is told without a year" if dated else "that it was signed is told, and not when"
        when = when if signed else "no document tells that it was signed"
        told = f"{command('milestones', asked.label)} lists what is told of it, " if int(row["milestones"].value) else ""
        yield f"{when}: {told}'vjgraph query held-office OFFICE DATE' tells who held an office on a day"
    elif not asked.bound.keys() & {"asked", "body"}:
        what = "nobody is told to hold an office of its parties" if parties else "no parties of it are recorded"
        office = f'"{row["known"].value}"' if row["known"] else "OFFICE"
        yield f"{what}: name an office or a body too, as 'vjgraph query office-at-signing \"{asked.label}\" {office}'"


def _nobody_present(asked: Asked) -> Iterator[str]:
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


def _never_dated(asked: Asked) -> Iterator[str]:
    """What is told without a year: why nothing is found that has one, or what may be earlier or later than what is found."""
    too = " too, and that may be earlier or later" if asked.rows else ""
    for row in asked.find(_NAMED_UNDATED):
        words = {"events": "at {} event{} held", "signings": "at {} signing{}", "sources": "in office by {} document{}"}
        counted = [(int(row[name].value), where) for name, where in words.items()]
        if told := " and ".join(where.format(many, "" if many == 1 else "s") for many, where in counted if many):
            yield f"{asked.label} is told of without a year{too}, {told}: 'vjgraph show \"{asked.label}\"' tells all there is"


def _of_sessions(asked: Asked) -> Iterator[str]:
    sessions = [*asked.find(_SESSIONS)]
    for row in sessions[:_MOST]:
        about = tail(str(row["session"]))
        yield f"{_statements(row)} about a session of it, {row['label'].value}: 'vjgraph query statements-about {about}'"
    if len(sessions) > _MOST:
        lists = command("sessions-of", asked.label)
        yield f"statements are about {len(sessions) - _MOST} more of its sessions: {lists} lists them"


def _told_around(query: str) -> Callable[[Asked], Iterator[str]]:
    """What to say of words that are told of what a meeting was part of, and not of the meeting; `query` asks about them."""

    def told(asked: Asked) -> Iterator[str]:
        for row in () if asked.rows else asked.find(_TOLD_AROUND):
            what, around = "visit" if row["visit"] else "event", tail(str(row["around"]))
            part = "is taken to be" if int(row["inferred"].value) else "was"
            yield f"{_statements(row)} told of the {what} that it {part} part of: 'vjgraph query {query} {around}'"
        for row in () if asked.rows else asked.find(_TOLD_WITHIN):
            if int(row["many"].value):
                yield f"{_statements(row)} told of what took place during it: 'vjgraph query during {asked.id}' lists that"

    return told


def _told_around_meetings(asked: Asked) -> Iterator[str]:
    """Words that are told of what somebody's meetings were part of, and of no single meeting."""
    for row in () if asked.rows else asked.find(_TOLD_AROUND_MEETINGS):
        around = tail(str(row["around"]))
        yield f"{_statements(row)} told of what a meeting with {asked.label} was part of: 'vjgraph query statements-at {around}'"


LEFT_OUT: Mapping[tuple[str, str], Callable[[Asked], Iterator[str]]] = {
    ("held-office", "office_id"): _without_a_year,
    ("office-at-signing", "asked"): _without_a_year,
    ("office-at-signing", "body"): partial(_without_a_year, office="an office of this body"),
    ("office-at-signing", "agreement_id"): _no_office,
    ("agreements-of", "party"): _parties_within,
    ("present-at", "what"): _nobody_present,
    ("attested", "name_id"): _never_dated,
    ("statements-about", "thing"): _of_sessions,
    ("statements-at", "meeting"): _told_around("statements-at"),
    ("topics-of", "what"): _told_around("topics-of"),
    ("statements", "who"): _told_around_meetings,
    ("topics-of", "who"): _told_around_meetings,
}
"""What to say of what is left out, by query and the variable that it is left out for."""


def solutions(store: Queryable, text: str) -> Any:
    """The solutions of SPARQL whose terms have the prefixes that all queries here have."""
    return store.query(text, prefixes=PREFIXES)


def _statements(row: Any) -> str:
    many = int(row["many"].value)
    return "1 statement is" if many == 1 else f"{many} statements are"


def commands(query: str, names: Sequence[str]) -> str:
    """A query about each of some things as it is typed; of many, the first."""
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(command(query, name) for name in names[:_MOST]) + more


def command(query: str, name: str) -> str:
    """A query about a thing as it is typed."""
    return f"'vjgraph query {query} \"{name}\"'"
