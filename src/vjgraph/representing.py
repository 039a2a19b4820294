"""In whose name somebody met or took part: bodies beside a person, people beside their body, and who was only there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from vjgraph.omitting import Asked, command, commands, solutions
from vjgraph.sparql import bind
from vjgraph.vocabulary import PREFIXES

_ONLY_THERE = """SELECT (COUNT(DISTINCT ?at) AS ?many) WHERE {
  # bind: ?thing
  ?part vj:participant ?thing ; vj:event ?at ; vj:role ?role .
  ?role vj:counts false .
  FILTER EXISTS { ?others vj:meeting ?at ; a vj:Encounter }
}"""
# Asked apart, as a store that is told both at once looks through all meetings for each that its people had.
_MET_ITSELF = """SELECT ?met WHERE {
  {
    # bind: ?thing
    ?met vj:party ?thing FILTER EXISTS { ?met a vj:Encounter }
  }
  UNION {
    # bind: ?thing
    ?part vj:participant ?thing ; vj:event ?met
    FILTER EXISTS { ?met a vj:Meeting ; vj:status <https://w3id.org/vjgraph/kinds/status/held> }
  }
} LIMIT 1"""
_ITS_PEOPLE = """SELECT DISTINCT ?name WHERE {
  # bind: ?thing
  ?part vj:side|vj:represents ?thing ; vj:participant ?who ; vj:event ?at .
  ?encounter vj:meeting ?at ; vj:party ?who .%s
  ?who a vj:Person ; rdfs:label ?name .
} ORDER BY ?name"""
_ANOTHER_PERSON = " ?encounter vj:party ?met . FILTER (?met != ?who && EXISTS { ?met a vj:Person })"
_IN_ITS_NAME = """SELECT DISTINCT ?name WHERE {
  # bind: ?thing
  ?part vj:represents ?thing ; vj:participant ?who ; vj:event ?at .%s
  ?who a vj:Person ; rdfs:label ?name .
  FILTER NOT EXISTS { ?itself vj:event ?at ; vj:participant ?thing }
} ORDER BY ?name"""
_THERE, _FOR_IT = _IN_ITS_NAME % "", _IN_ITS_NAME % " ?encounter vj:meeting ?at ; vj:party ?who ."
_WITH_BODIES = """SELECT (COUNT(DISTINCT ?encounter) AS ?many) WHERE {
  # bind: ?thing
  ?encounter vj:party ?thing , ?body .
  ?body a vj:Organization .%s
}"""
_IN_PERIOD = """
  # bind: ?since ?until
  OPTIONAL { ?encounter vj:earliest ?first }
  OPTIONAL { ?encounter vj:latest ?last }
  FILTER ((BOUND(?first) || BOUND(?last)) && (!BOUND(?first) || ?first <= ?until) && (!BOUND(?last) || ?last >= ?since))"""


def _with_bodies(asked: Asked) -> Iterator[str]:
    """That somebody met bodies too, where the question is about people alone."""
    if str(asked.bound.get("class")) != f"<{PREFIXES['vj']}Person>":
        return
    period = {name: asked.bound[name] for name in ("since", "until") if name in asked.bound}
    text = bind(_WITH_BODIES % (_IN_PERIOD if period else ""), {"thing": asked.thing, **period})
    for row in solutions(asked.store, text):
        if many := int(row["many"].value):
            more = "1 row more is" if many == 1 else f"{many} rows more are"
            yield f"{more} with bodies in their own names: -p of=all lists {'it' if many == 1 else 'them'} too"


def _met_through_people(query: str) -> Callable[[Asked], Iterator[str]]:
    """What to say of a body that is told to have met nobody itself, and of somebody who was only there; `query` asks for it."""
    of_people = _ANOTHER_PERSON if query == "who-met-whom" else ""

    def told(asked: Asked) -> Iterator[str]:
        if query == "who-met-whom":
            yield from _with_bodies(asked)
        if asked.rows:
            if people := [row["name"].value for row in asked.find(_FOR_IT)]:
                yield f"others met in the name of {asked.label}: {commands(query, people)}"
            return
        (row,) = asked.find(_ONLY_THERE)
        if query == "who-met-whom" and int(row["many"].value):
            yield f"{asked.label} was present where others met: {command('present-at', asked.label)} tells where"
        if [*asked.find(_MET_ITSELF)]:
            return
        if people := [row["name"].value for row in asked.find(_ITS_PEOPLE % of_people)]:
            itself = f"no document says that {asked.label} met anybody itself"
            yield f"{itself}; those who did for it: {commands(query, people)}"
        elif people := [row["name"].value for row in asked.find(_THERE)]:
            yield f"others were present in the name of {asked.label}: {commands('present-at', people)}"

    return told


def _took_part_through_people(query: str) -> Callable[[Asked], Iterator[str]]:
    """Who took part in the name of a body; `query` asks for what somebody took part in."""

    def told(asked: Asked) -> Iterator[str]:
        if people := [row["name"].value for row in asked.find(_THERE)]:
            yield f"others took part in the name of {asked.label}: {commands(query, people)}"

    return told


IN_WHOSE_NAME: Mapping[tuple[str, str], Callable[[Asked], Iterator[str]]] = {
    ("who-met-whom", "person"): _met_through_people("who-met-whom"),
    ("meetings-of", "who"): _met_through_people("meetings-of"),
    ("events-of", "who"): _took_part_through_people("events-of"),
    ("present-at", "who"): _took_part_through_people("present-at"),
}
"""What to say of those who met in other names, by query and the variable that it is said for."""
