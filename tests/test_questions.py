"""Named queries: what their opening comments declare, and that every packaged one keeps its word."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner

import vjgraph
from vjgraph.cli import main
from vjgraph.errors import UsageError
from vjgraph.periods import read_period
from vjgraph.querying import bound_terms
from vjgraph.questions import DATE, find_query, read_queries, read_query, read_query_file
from vjgraph.sparql import SEPARATOR, bind
from vjgraph.vocabulary import PREFIXES

QUERIES = read_queries()
# One way to ask each query that takes names, in the invented project.
NAMES = {
    "after": ["roe-doe-2019"],
    "agreements": ["Harbour Memorandum"],
    "agreements-of": ["Beland"],
    "attested": ["Jane Roe"],
    "before": ["talks-besse-2019"],
    "commitments": ["John Doe"],
    "commitments-of-side": ["Beland"],
    "during": ["roe-beland-2019"],
    "events": ["talks-besse-2019"],
    "events-in": ["Beland"],
    "events-of": ["Jane Roe"],
    "held-office": ["Minister of Defence of Beland", "2019-09"],
    "meetings-of": ["Mary Moe"],
    "met-both": ["Mary Moe", "Đào Thị Noe"],
    "milestones": ["Harbour Memorandum"],
    "narrower-than": ["security"],
    "office-at-signing": ["Harbour Memorandum", "Coast Guard of Beland"],
    "office-holders": ["Minister of Defence of Beland"],
    "offices-in": ["Ministry of Foreign Affairs of Aland"],
    "offices-of": ["Jane Roe"],
    "order-of": ["roe-doe-2019"],
    "present-at": ["roe-doe-2019"],
    "sessions-of": ["Strait Dialogue"],
    "sources-of": ["Jane Roe"],
    "statements": ["Jane Roe"],
    "statements-about": ["joint patrols"],
    "statements-at": ["roe-doe-2019"],
    "topics-of": ["Jane Roe"],
    "who-met-whom": ["Jane Roe"],
}


@pytest.fixture(scope="module")
def turtle(project_asked: Path) -> rdflib.Graph:
    """The invented project's graph.ttl, read by another library."""
    return rdflib.Graph().parse(project_asked / "build" / "graph.ttl")


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_every_query_says_what_it_answers_and_shows_how(query: Any) -> None:
    assert query.question.endswith("?")
    program, command, name, *words = shlex.split(query.example)
    assert (program, command, name) == ("vjgraph", "query", query.name)
    names = [word for word, before in zip(words, [name, *words], strict=False) if word[0] != "-" and before[0] != "-"]
    required = sum(not argument.optional for argument in query.arguments)
    assert required <= len(names) <= len(query.arguments)
    assert ("--year" not in words) or query.period


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_every_query_fills_only_variables_that_its_text_leaves_open(query: Any) -> None:
    filled = {variable for argument in query.arguments for variable, classes in argument.variables.items() if classes != DATE}
    dated = query.period or any(argument.dated for argument in query.arguments)
    filled |= {variable for variable, _ in query.parameters.values()} | ({"since", "until"} if dated else set())
    open_for_terms = set(re.findall(r"\?(\w+)", "".join(re.findall(r"# bind:(.*)", query.text))))
    assert filled == open_for_terms


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_every_query_stands_alone_in_any_store(query: Any, columns_in_rdflib: Callable[[str], set[str]]) -> None:
    """It names its own prefixes, and its lists and joined values are columns of it."""
    assert isinstance(ox.Store().query(query.text), ox.QuerySolutions)
    assert columns_in_rdflib(query.text) >= {*query.lists, *query.joined}
    used = set(re.findall(r"(?<![\w<:])(\w+):[\w-]", re.sub(r"#.*|<[^>]*>|\"[^\"]*\"", "", query.text)))
    declared = dict(re.findall(r"PREFIX (\w+): <([^>]*)>", query.text))
    assert used == set(declared)
    assert declared.items() <= PREFIXES.items()


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_every_row_of_every_query_names_the_facts_behind_it(query: Any, project_graph: vjgraph.Graph) -> None:
    assert "facts" in query.lists
    facts = [row["facts"] for row in project_graph.query(query.name, *NAMES.get(query.name, []))]
    # A topic may stand in the authorities alone.
    assert all(facts) or query.name == "narrower-than"
    known = {fact for listed in facts for fact in listed}
    assert all(next(project_graph.store.quads_for_pattern(ox.NamedNode(fact), None, None), None) for fact in known)


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
@pytest.mark.parametrize("asked", [False, True], ids=["as it stands", "with all that it takes"])
def test_every_query_gives_the_same_rows_in_the_store_and_in_rdflib(
    query: Any, asked: bool, project_graph: vjgraph.Graph, turtle: rdflib.Graph, ask_rdflib: Any
) -> None:
    names = NAMES.get(query.name, []) if asked else []
    period = read_period("2019") if asked and query.period else None
    terms = bound_terms(query, names, names=project_graph.names, parameters={}, period=period) if asked else {}
    solutions = _solutions(project_graph, bind(query.text, terms) if asked else query.text)
    columns = [variable.value for variable in solutions.variables]
    here = sorted(_flat(None if row[name] is None else row[name].value for name in columns) for row in solutions)
    there = sorted(_flat(row[name] for name in columns) for row in ask_rdflib(turtle, query.text, terms))
    assert here == there
    elsewhere = ("planned", "conflicts", "sessions-of")
    assert here or query.name in elsewhere, "the invented project has an answer to each other question"


@pytest.mark.parametrize("name", [name for name, query in QUERIES.items() if re.search("# (only|unless): ", query.text)])
@pytest.mark.parametrize("graph", ["example_graph", "five_graph"])
def test_lines_that_are_there_for_speed_alone_change_no_answer(name: str, graph: str, request: pytest.FixtureRequest) -> None:
    whole, brief = QUERIES[name].text, bind(QUERIES[name].text, {})
    found = [_solutions(request.getfixturevalue(graph), text) for text in (whole, brief)]
    answers = [sorted(_flat(term and term.value for term in row) for row in solutions) for solutions in found]
    assert whole != brief
    assert answers[0] == answers[1]
    assert answers[0] or (name, graph) == ("conflicts", "five_graph")


def _solutions(graph: vjgraph.Graph, text: str) -> ox.QuerySolutions:
    found = graph.store.query(text)
    assert isinstance(found, ox.QuerySolutions)
    return found


def _flat(terms: Any) -> list[str]:
    """Rows as texts; the members of a list, and of reasons, have no order."""
    texts = ("" if term is None else str(term) for term in terms)
    return ["|".join(sorted(re.split(f"{SEPARATOR}|; ", text))) for text in texts]


def test_the_queries_of_every_example_are_packaged_and_listed() -> None:
    listed = CliRunner().invoke(main, ["query"]).stdout
    for name, query in QUERIES.items():
        assert f"{query.usage}\n    {query.question}\n" in listed
        assert query.usage.split()[0] == name


def test_a_query_is_found_by_name_and_the_nearest_one_is_proposed() -> None:
    assert find_query(QUERIES, "meetings").name == "meetings"
    with pytest.raises(UsageError, match="no query is called 'who-met-hwom': did you mean 'who-met-whom'"):
        find_query(QUERIES, "who-met-hwom")
    with pytest.raises(UsageError, match="no query is called 'zzz': 'vjgraph query' lists them"):
        find_query(QUERIES, "zzz")


def test_a_projects_own_queries_stand_beside_the_packaged_ones(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "people.rq").write_text("# question: Who is there?\nSELECT * { ?p a vj:Person }", encoding="utf-8")
    queries = read_queries(tmp_path)
    assert queries["people"].question == "Who is there?"
    assert queries.keys() - QUERIES.keys() == {"people"}
    assert list(queries) == sorted(queries)


def test_opening_comments_declare_arguments_parameters_lists_and_period() -> None:
    query = read_query(
        "# question: Which?\n# argument: who: people, organisations; or what: occasions; optional\n# argument: then: topics\n"
        "# parameter: of = some: , all: vj:Agreement; as which\n# period: yes\n# lists: a, b\n# lists: c\n"
        "# joined: d\n# sentences: e\n\n"
        "# question: no more\n",
        name="q",
    )
    assert query.question == "Which?"
    assert [dict(argument.variables) for argument in query.arguments] == [
        {"who": ("people", "organisations"), "what": ("occasions",)},
        {"then": ("topics",)},
    ]
    assert [argument.optional for argument in query.arguments] == [True, False]
    assert query.parameters == {"of": ("which", {"some": "", "all": "vj:Agreement"})}
    assert query.period
    assert query.lists == ("a", "b", "c")
    assert query.joined == {"d": " / ", "e": "; "}
    assert query.usage == "q [PERSON|BODY|EVENT] TOPIC [-p of=some|all] [--year Y]"


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("# argumnt: who: people", "mine.rq:1: '# argumnt:' declares nothing: did you mean 'argument'?"),
        ("# argument: who: persons", "names no class 'persons'"),
        ("# argument: who", "names no class ''"),
        ("# parameter: of: people", "write 'KEY = VALUE: vj:Term, VALUE: vj:Term; as VARIABLE'"),
        ("# parameter: of = people: nowhere:Person; as class", "write 'KEY = VALUE: vj:Term"),
    ],
)
def test_a_declaration_that_cannot_be_understood_is_refused(comment: str, words: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_query(f"{comment}\nSELECT * {{}}", name="mine")
    assert words in str(refused.value)


def test_other_comments_at_the_top_are_comments() -> None:
    assert read_query("# author: me\n# question: Who?\nSELECT * {}", name="q").question == "Who?"


def test_a_file_that_is_missing_or_no_text_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.rq: the query cannot be read: No such file"):
        read_query_file(tmp_path / "gone.rq")
    (tmp_path / "binary.rq").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match=r"binary\.rq: not UTF-8: save the query as plain text"):
        read_query_file(tmp_path / "binary.rq")
