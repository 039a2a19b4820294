"""SPARQL as text: what is a query, what it may do, and that no disguise gets past."""

from __future__ import annotations

from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.errors import UsageError
from vjgraph.sparql import among, bind, check_reads, is_sparql, syntax_message


@pytest.mark.parametrize(
    "text",
    ["SELECT * { ?s ?p ?o }", "select*{?s ?p ?o}", "ASK {}", "PREFIX a: <b:> SELECT *", "# why\nSELECT ?s", "DESCRIBE <a:b>",
     "COPY <a:b> TO <c:d>", "{"],
)  # fmt: skip
def test_a_query_is_told_by_how_it_begins_or_by_its_braces(text: str) -> None:
    assert is_sparql(text)


@pytest.mark.parametrize("text", ["who-met-whom", "select", "mine.rq", "To Lam", "the ask", "", "  ", "'ask' who"])
def test_a_name_is_no_query(text: str) -> None:
    assert not is_sparql(text)


@pytest.mark.parametrize(
    "text",
    ["INSERT DATA { <a:b> <a:c> 1 }", "insert { ?s ?p 1 } where { ?s ?p 2 }", "DELETE WHERE { ?s ?p ?o }", "LOAD <https://example.org/x>",
     "load silent <https://example.org/x>", "CLEAR ALL", "DROP DEFAULT", "CREATE GRAPH <a:b>", "COPY <a:b> TO <c:d>",
     "MOVE DEFAULT TO <c:d>", "ADD <a:b> TO DEFAULT", "PREFIX x: <a:b> INSERT DATA { x:a x:b 1 }",
     "# SELECT\nDELETE DATA { <a:b> <a:c> 1 }",
     "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"],
)  # fmt: skip
def test_what_would_change_the_graph_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"[A-Z]+ changes a graph, and this one is only read: edit sources/ and run"):
        check_reads(text)


@pytest.mark.parametrize(
    "text",
    ["SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }",
     "SELECT * { service silent <https://example.org/> { ?s ?p ?o } }",
     "SELECT * { ?s ?p ?o . SERVICE ?s { ?a ?b ?c } }",
     "SELECT * {SERVICE<https://example.org/>{?s ?p ?o}}",
     # What stands before must not hide it: escapes in names, apostrophes in addresses, a comment ended by a carriage return.
     "PREFIX a: <a:> SELECT * { ?s a:it\\'s ?o . SERVICE <https://example.org/> { ?a a:it\\'s ?c } }",
     "SELECT * { ?s <a:o'clock> ?o . SERVICE <https://example.org/> { ?a <a:o'clock> ?c } }",
     "SELECT * { ?s ?p 'a' # '\rSERVICE <https://example.org/> { ?a ?b ?c } # '\n }",
     "SELECT * { ?s ?p '''it's''' . SERVICE <https://example.org/> { ?a ?b '''it's''' } }",
     "SELECT * { ?s ?p \"\"\"a\\\"\"\"\" . SERVICE <https://example.org/> { ?a ?b \"\" } }",
     "SELECT * { ?s ?p ?o FILTER(?o < 3) SERVICE <https://example.org/> { ?a ?b ?c FILTER(?c > 3) } }",
     "SELECT * FROM <https://example.org/> { ?s ?p ?o }",
     "SELECT * FROM NAMED <https://example.org/> { ?s ?p ?o }"],
)  # fmt: skip
def test_another_service_or_graph_is_not_asked(text: str) -> None:
    with pytest.raises(UsageError, match=r"(SERVICE|FROM) asks another (service|graph), and only this graph is asked"):
        check_reads(text)


@pytest.mark.parametrize(
    "text",
    ["SELECT ?service { ?service a ?from }",
     "SELECT * { ?s ?p 'SERVICE <a:b>' }",
     "SELECT * { ?s ?p \"INSERT\" } # LOAD",
     "PREFIX service: <a:> SELECT * { ?s service:from service:load }",
     "SELECT * { <https://example.org/SERVICE/FROM> ?p ?o }",
     "SELECT (STR(?delete) AS ?insert) { ?delete ?p '''\nDROP ALL\n''' }"],
)  # fmt: skip
def test_a_word_in_a_string_a_name_or_a_comment_does_nothing(text: str) -> None:
    assert check_reads(text) == ()
    assert isinstance(ox.Store().query(text), ox.QuerySolutions)


def test_named_graphs_are_said_not_to_be_there() -> None:
    (note,) = check_reads("SELECT * { GRAPH ?g { ?s ?p ?o } }")
    assert note == "this graph has no named graphs, so GRAPH finds nothing: graph.trig has one graph a source"
    assert check_reads("SELECT ?graph { ?graph ?p 'GRAPH' }") == ()


@given(st.text(max_size=60))
def test_any_text_is_judged_without_a_crash(text: str) -> None:
    with suppress(UsageError):
        check_reads(text)
    assert is_sparql(text) in (True, False)


def test_terms_are_bound_in_the_place_of_the_comment_and_nowhere_else() -> None:
    text = "SELECT * WHERE {\n  # bind: ?a ?b\n  ?a ?p ?b\n}"
    terms = {"a": ox.NamedNode("a:b"), "b": ox.Literal('say "no" }', language="en")}
    bound = bind(text, terms)
    assert bound.splitlines()[1] == '  VALUES (?a ?b) { (<a:b> "say \\"no\\" }"@en) }'
    assert bound.count("\n") == text.count("\n"), "lines keep their numbers, so that errors point to them"
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:b"), ox.NamedNode("a:c"), terms["b"]))
    assert len(list(store.query(bound))) == 1  # type: ignore[arg-type]
    assert bind(text, {}) == text
    assert bind(text, {"b": terms["b"]}).splitlines()[1].startswith("  VALUES (?b) {")


def test_a_variable_without_a_place_is_refused() -> None:
    for text in ("SELECT * {}", "SELECT * {\n # bind: ?b\n}"):
        with pytest.raises(UsageError, match=r"no line '# bind: \?a' in its WHERE"):
            bind(text, {"a": ox.NamedNode("a:b")})


@pytest.mark.parametrize(
    ("text", "first", "line"),
    [
        ("SELECT ?s\nWHERE { ?s ?p }", "SPARQL that does not parse at line 2, near column 16:", 2),
        ("SELECT * { ?s foo:bar ?o }", "SPARQL that does not parse at line 1, near column 22 (Prefix not found):", 1),
        (
            "SELECT ?x (1 AS ?x) {}",
            "SPARQL that does not parse at line 1, near column 23 (Duplicated variable name in SELECT):",
            1,
        ),
        (
            "SELEKT *\n{}",
            "SPARQL that does not parse at line 2, near column 1 (a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE):",
            2,
        ),
    ],
)
def test_a_syntax_error_is_pointed_at_and_explained_where_it_can_be(text: str, first: str, line: int) -> None:
    with pytest.raises(SyntaxError) as error:
        ox.Store().query(text)
    told, shown, pointer = syntax_message(text, str(error.value)).splitlines()
    assert told == first
    assert shown == "  " + text.splitlines()[line - 1]
    assert f"near column {len(pointer) - 2}" in told
    assert pointer.strip() == "^"


def test_an_error_without_a_place_is_told_as_it_is() -> None:
    assert syntax_message("SELECT", "out of luck") == "SPARQL that does not parse: out of luck"
    assert syntax_message("", "error at 1:1: expected something").endswith(":\n  \n  ^")


def test_lines_are_left_out_by_what_is_asked() -> None:
    lines = ["# bind: ?x ?y", "?x ?p ?y .  # only: ?x", "{ # unless: ?x", "?x ?q ?z", "} # unless: ?x", "# only: ?xy is a word"]
    text = "\n".join(lines)
    assert bind(text, {}).splitlines() == [lines[0], *lines[2:]]
    assert bind(text, {"x": "<a:b>"}).splitlines() == ["VALUES (?x) { (<a:b>) }", lines[1], lines[3], lines[5]]
    assert bind(text, {"y": "<a:b>"}).splitlines() == ["VALUES (?y) { (<a:b>) }", *lines[2:]]


def test_a_query_that_ends_too_soon_shows_its_last_line_whatever_ends_it() -> None:
    for end in ("", "\n"):
        told = syntax_message(f"SELECT ?x {{\n ?x a vj:Person{end}", "error at 9:1: expected more")
        assert told.splitlines()[1] == "   ?x a vj:Person"


# --- what a query need look at -------------------------------------------------------------------------------------------


def test_a_query_walks_what_is_known_and_finds_no_more() -> None:
    store = ox.Store()
    store.load(b"<a:1> <a:p> 1 . <a:2> <a:p> 2 . <a:3> <a:q> 3 .", format=ox.RdfFormat.TURTLE)
    query = "SELECT ?x ?y {\n  # among: ?x\n  ?x <a:p> ?y }"

    def found(text: str) -> list[str]:
        return sorted(row["y"].value for row in store.query(text))  # type: ignore[union-attr]

    assert found(among(query, lambda: None)) == ["1", "2"]
    assert found(among(query, lambda: ["a:2", "a:3"])) == ["2"]
    assert found(among(query, lambda: [])) == []


def test_nothing_is_looked_up_for_a_query_that_does_not_ask_for_it() -> None:
    def unexpected() -> list[str]:
        raise AssertionError

    assert among("SELECT * { ?x ?p ?y }", unexpected) == "SELECT * { ?x ?p ?y }"
