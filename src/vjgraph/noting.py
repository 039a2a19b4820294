"""What a reader ought to know beside the rows: a name found in part, what a period leaves out, and all that is omitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vjgraph.names import fold, is_short_form, spell_british
from vjgraph.naming import NameIndex
from vjgraph.omitting import LEFT_OUT, Asked, Rows, solutions
from vjgraph.questions import Query
from vjgraph.representing import IN_WHOSE_NAME
from vjgraph.store import Queryable
from vjgraph.terms import tail
from vjgraph.titles import Titles
from vjgraph.undated import UNDATED

_UNDATED = "SELECT (COUNT(*) AS ?undated) { ?without vj:undated true }"
_DAYS_OF = (
    "SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE {\n  # bind: ?thing\n  %s ?without vj:earliest|vj:latest ?day }"
)
# Read apart from each other, events and days take half the time; first and last days, a third less again.
_DAYS = """SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) {
  { SELECT ?event { { ?event a vj:Event } UNION { ?event a vj:Milestone } } }
  { SELECT ?event ?day { { ?event vj:earliest ?day } UNION { ?event vj:latest ?day } } }
}"""
_LEFT_OUT = {**LEFT_OUT, **IN_WHOSE_NAME, **UNDATED}
_COUNTED = "SELECT (COUNT(DISTINCT ?without) AS ?undated) WHERE {\n  # bind: ?thing\n  %s ?without vj:undated true }"
# Beside a UNION each part of a query is told anew what is asked about, or reads the whole graph.
_HERE = "\n# bind: ?thing\n"
_TOOK_PART = "?part vj:participant ?thing ; vj:event ?without ."
_HELD = f"{_TOOK_PART} ?without vj:status <https://w3id.org/vjgraph/kinds/status/held> ."
_SPOKE = """{ ?statement vj:speaker ?thing } UNION { ?statement vj:joint true ; vj:event ?at .
  ?part vj:event ?at ; vj:participant ?thing ; vj:role ?role ; vj:side ?side . ?role vj:counts true .
  ?statement vj:speaker ?side } ?statement vj:event ?without ."""
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
_WHERE = {
    "statements": "with words of", "commitments": "with commitments of", "commitments-of-side": "with commitments of",
    "topics-of": "with topics of", "statements-about": "with words about", "sessions-of": "of", "events-in": "in",
    "milestones": "of",
}  # fmt: skip
"""How what is told of a thing is told from what is not, by query: it is `with` somebody unless said."""


def notes_on(
    store: Queryable, query: Query, arguments: Sequence[str], rows: Rows, *, bound: Mapping[str, Any], names: NameIndex
) -> Iterator[str]:
    """What to know beside the rows of a named query, in sentences: of each name it was asked with, and of what it leaves out."""
    known = []
    for argument, text in zip(query.arguments, arguments, strict=False):
        for variable in argument.variables.keys() & bound.keys():
            iri = bound[variable].value
            asked = Asked(store, bound[variable], names.label(iri), bound, rows)
            yield from note_on_name(iri, text, names=names)
            if not query.own and (left_out := _LEFT_OUT.get((query.name, variable))):
                yield from left_out(asked)
            if not query.own and (pattern := _UNDATED_OF.get((query.name, variable))):
                known.append((f"{_WHERE.get(query.name, 'with')} {asked.label}", asked, pattern))
    if query.period and "since" in bound:
        yield from notes_on_period(store, rows, known=known)


def notes_on_nothing(query: Query, *, bound: Mapping[str, Any], names: NameIndex) -> Iterator[str]:
    """Where all is told of what a named query was asked with, for an answer without rows of which nothing else is to be said."""
    for argument in query.arguments:
        for variable in argument.variables.keys() & bound.keys() - {"since", "until"}:
            iri = bound[variable].value
            # Of events many have one label.
            called = tail(f"<{iri}>") if names.group(iri) == "occasions" else f'"{names.label(iri)}"'
            yield f"'vjgraph show {called}' tells all there is"


def notes_on_period(store: Queryable, rows: Rows, *, known: Sequence[tuple[str, Asked, str]] = ()) -> Iterator[str]:
    """What a question about a period leaves out, in sentences; nothing where something is found and every year is known.

    What is `known` of the question are the things it is about: how to say so, the thing, and a pattern of what is told of it.
    """
    if not rows:
        spans = [(where, row) for where, asked, of in known for row in asked.find(_DAYS_OF % of)]
        for where, days in spans or [("told of here", row) for row in solutions(store, _DAYS)]:
            told = f"the first event or milestone {where}, plans included, is of"
            none = f"of no event or milestone {where} is the year told"
            yield "no row in that period: " + (
                f"{told} {days['first'].value}, the last of {days['last'].value}" if days["first"] else none
            )
    for found in solutions(store, _UNDATED):
        if many := int(found["undated"].value):
            counts = [(where, int(row["undated"].value)) for where, asked, of in known for row in asked.find(_COUNTED % of)]
            told = "".join(f", {count or 'none'} of them {where}" for where, count in counts)
            what, lists = ("1 event or milestone without a year is", "it") if many == 1 else (
                f"{many} events and milestones without a year are", "them"
            )  # fmt: skip
            yield f"{what} in no period{told}: 'vjgraph query undated' lists {lists}"


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
