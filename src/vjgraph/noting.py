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
_UNDATED = "SELECT (COUNT(*) AS ?undated) { ?without vj:undated true }"
# Read apart from each other, events and days take half the time; first and last days, a third less again.
_DAYS = """SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) {
  { SELECT ?event { ?event a vj:Event } }
  { SELECT ?event ?day { { ?event vj:earliest ?day } UNION { ?event vj:latest ?day } } }
}"""
_COUNTED = "SELECT (COUNT(DISTINCT ?without) AS ?undated) WHERE {\n  # bind: ?thing\n  %s ?without vj:undated true }"
# Beside a UNION each part of a query is told anew what is asked about, or reads the whole graph.
_HERE = "\n# bind: ?thing\n"
_TOOK_PART = "?part vj:participant ?thing ; vj:event ?without ."
_HELD = f"{_TOOK_PART} ?without vj:status <https://w3id.org/vjgraph/kinds/status/held> ."
_SPOKE = """{ ?statement vj:speaker ?thing } UNION { ?statement vj:joint true ; vj:event ?at .
  ?part vj:event ?at ; vj:participant ?thing ; vj:role ?role . ?role vj:counts true } ?statement vj:event ?without ."""
_COMMITTED = "?statement vj:act ?act . ?act skos:broader <https://w3id.org/vjgraph/kinds/act/commitment> ."
# Query and its variable for somebody, a body, a place or an instrument -> the events or milestones of it that it tells of.
_UNDATED_OF: Mapping[tuple[str, str], str] = {
    ("who-met-whom", "person"): "?encounter vj:party ?thing ; vj:meeting ?without .",
    ("meetings-of", "who"): f"{_HELD} ?without a vj:Meeting .",
    ("events-of", "who"): _TOOK_PART,
    ("present-at", "who"): f"{_HELD} FILTER NOT EXISTS {{ ?without a vj:Visit }}",
    ("statements", "who"): _SPOKE,
    ("commitments", "who"): f"{_SPOKE} {_COMMITTED}",
    ("commitments-of-side", "side"): f"""{{ ?statement vj:speaker ?thing }} UNION {{ ?part vj:side ?thing ; vj:participant ?who ;
      vj:event ?at . ?statement vj:speaker ?who ; vj:event ?at }} ?statement vj:event ?without . {_COMMITTED}""",
    ("topics-of", "who"): (
        f"{{ {_HERE} {_SPOKE} ?statement vj:about ?topic }} UNION {{ {_HERE} {_TOOK_PART} ?without vj:about ?topic }}"
    ),
    ("statements-about", "thing"): "?topic skos:broader* ?thing . ?word vj:about ?topic ; vj:act ?act ; vj:event ?without .",
    ("sessions-of", "series"): "?without vj:series ?thing .",
    ("events-in", "place_id"): "?in schema:containedInPlace* ?thing . ?without vj:place ?in .",
    ("milestones", "agreement_id"): "?without vj:agreement ?thing .",
}
_WHERE = {"place_id": "in", "agreement_id": "of", "series": "of", "thing": "about"}
_SESSIONS = """SELECT ?session ?label (COUNT(DISTINCT ?statement) AS ?many) WHERE {
  # bind: ?thing
  ?session vj:series ?thing ; rdfs:label ?label .
  ?statement vj:about ?session ; vj:act ?act .
} GROUP BY ?session ?label ORDER BY ?label ?session"""
# Asked where nothing that has a year is found.
_NAMED_UNDATED = """SELECT (COUNT(DISTINCT ?event) AS ?events) (COUNT(DISTINCT ?source) AS ?sources) WHERE {
  # bind: ?thing
  {
    # bind: ?thing
    { ?fact vj:participant ?thing } UNION { ?fact vj:inCapacity ?thing } UNION { ?fact vj:represents ?thing }
    UNION { ?fact vj:speaker ?thing } UNION { ?fact vj:about ?thing ; vj:act ?act }
    ?fact vj:event ?event . ?event vj:status <https://w3id.org/vjgraph/kinds/status/held>
  }
  UNION {
    # bind: ?thing
    { ?fact vj:person ?thing } UNION { ?fact vj:office ?thing } UNION { ?fact vj:office ?office . ?office org:postIn ?thing }
    ?fact vj:holding ?how ; vj:source ?source
  }
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
        return _solutions(self.store, bind(text, {"thing": self.thing}))


def notes_on(
    store: Queryable, query: Query, arguments: Sequence[str], rows: Rows, *, bound: Mapping[str, Any], names: NameIndex
) -> Iterator[str]:
    """What to know beside the rows of a named query, in sentences: of each name it was asked with, and of what it leaves out."""
    known = []
    for argument, text in zip(query.arguments, arguments, strict=False):
        for variable in argument.variables.keys() & bound.keys():
            iri = bound[variable].value
            yield from note_on_name(iri, text, names=names)
            asked = _Asked(store, bound[variable], names.label(iri), bound, rows)
            if not query.own and (left_out := _LEFT_OUT.get((query.name, variable))):
                yield from left_out(asked)
            if not query.own and (pattern := _UNDATED_OF.get((query.name, variable))):
                known.append((f"{_WHERE.get(variable, 'with')} {asked.label}", asked, pattern))
    if query.period and "since" in bound:
        yield from notes_on_period(store, rows, known=known)


def notes_on_period(store: Queryable, rows: Rows, *, known: Sequence[tuple[str, _Asked, str]] = ()) -> Iterator[str]:
    """What a question about a period leaves out, in sentences; nothing where something is found and every year is known.

    What is `known` of the question are the things it is about: how to say so, the thing, and a pattern of what is told of it.
    """
    if not rows:
        for days in _solutions(store, _DAYS):
            if days["first"]:
                first, last = days["first"].value, days["last"].value
                yield f"no row in that period: the events told of here lie between {first} and {last}"
    for found in _solutions(store, _UNDATED):
        if many := int(found["undated"].value):
            counts = [(where, int(row["undated"].value)) for where, asked, of in known for row in asked.find(_COUNTED % of)]
            told = "".join(f", {count or 'none'} of them {where}" for where, count in counts)
            yield f"{many} events and milestones without a year are in no period{told}: 'vjgraph query undated' lists them"


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


def _never_dated(asked: _Asked) -> Iterator[str]:
    """Why nothing is found that has a year."""
    for row in () if asked.rows else asked.find(_NAMED_UNDATED):
        counted = ((int(row["events"].value), "at {} event{} held"), (int(row["sources"].value), "in office by {} document{}"))
        if told := " and ".join(where.format(many, "" if many == 1 else "s") for many, where in counted if many):
            yield f"{asked.label} is told of without a year, {told}: 'vjgraph show \"{asked.label}\"' tells all there is"


def _of_sessions(asked: _Asked) -> Iterator[str]:
    sessions = [*asked.find(_SESSIONS)]
    for row in sessions[:_MOST]:
        many = int(row["many"].value)
        told = "1 statement is" if many == 1 else f"{many} statements are"
        about = tail(str(row["session"]))
        yield f"{told} about a session of it, {row['label'].value}: 'vjgraph query statements-about {about}'"
    if len(sessions) > _MOST:
        lists = _command("sessions-of", asked.label)
        yield f"statements are about {len(sessions) - _MOST} more of its sessions: {lists} lists them"


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
    ("attested", "name_id"): _never_dated,
    ("statements-about", "thing"): _of_sessions,
    ("statements-at", "meeting"): _told_around("statements-at"),
    ("topics-of", "what"): _told_around("topics-of"),
}


def _solutions(store: Queryable, text: str) -> Any:
    return store.query(text, prefixes=PREFIXES)


def _command(query: str, name: str) -> str:
    return f"'vjgraph query {query} \"{name}\"'"
