"""An answer that a server ends too early is asked for in parts: the same rows in the same order, or an error."""

from __future__ import annotations

import random
from collections.abc import Callable

import pyoxigraph as ox
import pytest

from vjgraph.slicing import Rows, ask_in_slices, can_slice

MANY = "".join(
    f'<a:{number}> <a:name> "name {number % 7} \\"é\\""@en ; <a:day> "2019-01-{number % 28 + 1:02}"^^<a:date> .\n'
    for number in range(200)
)


class Server:
    """A store that ends each answer after some rows, tells them in any order, and remembers what it was asked."""

    def __init__(self, most: int) -> None:
        self.store = ox.Store()
        self.store.load(MANY.encode(), format=ox.RdfFormat.TURTLE)
        self.most, self.asked = most, 0
        self.lost = 0

    def ask(self, text: str) -> tuple[Rows, bool]:
        self.asked += 1
        found = [tuple(row) for row in self.store.query(text)]  # type: ignore[union-attr]
        if "STRSTARTS" in text:
            found = found[self.lost :]
        random.Random(self.asked).shuffle(found)
        return found[: self.most], len(found) <= self.most


def answers(server: Server, text: str) -> list[tuple[object, ...]] | None:
    columns = [variable.value for variable in server.store.query(text).variables]  # type: ignore[union-attr]
    found = ask_in_slices(text, columns, server.ask(text)[0], server.ask)
    if found is None:
        return None
    assert [variable.value for variable in found.variables] == columns
    return [tuple(row) for row in found]


@pytest.mark.parametrize("most", [3, 20, 199])
@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s ?name { ?s <a:name> ?name } ORDER BY ?name ?s",
        "PREFIX a: <a:> # a comment }\nSELECT ?day ?s ?none WHERE { ?s a:day ?day } ORDER BY ?day ?s # the end",
        "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p",
        "SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o } GROUP BY ?s ORDER BY ?s",
    ],
)
def test_the_parts_are_the_whole_in_its_order(text: str, most: int) -> None:
    server = Server(most)
    assert answers(server, text) == [tuple(row) for row in server.store.query(text)]  # type: ignore[union-attr]
    assert server.asked > 16


def test_rows_without_an_order_all_come_and_alike_ones_as_often_as_they_are() -> None:
    server, text = Server(40), "SELECT ?name { ?s <a:name> ?name }"
    found = answers(server, text)
    assert found is not None
    assert sorted(map(str, found)) == sorted(str(tuple(row)) for row in server.store.query(text))  # type: ignore[union-attr]


def test_parts_that_do_not_add_up_are_no_answer() -> None:
    server = Server(50)
    server.lost = 1
    assert answers(server, "SELECT ?s ?name { ?s <a:name> ?name }") is None


def test_more_of_one_thing_than_the_server_gives_at_once_is_no_answer() -> None:
    assert answers(Server(5), "SELECT ?name { ?s <a:name> ?name }") is None


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("SELECT * { ?s ?p ?o }", True),
        ("select ?s { { SELECT ?s { ?s ?p '}' } LIMIT 3 } } group by ?s order by ?s", True),
        ("SELECT ?s { ?s ?p ?o } ORDER BY DESC(?s)", False),
        ("SELECT ?s { ?s ?p ?o } OFFSET 3", False),
        ("SELECT ?s { ?s ?p ?o } VALUES ?s { <a:b> }", False),
        ("SELECT ?s FROM <a:b> { ?s ?p ?o }", False),
        ("ASK { ?s ?p ?o }", False),
    ],
)
def test_only_what_keeps_its_meaning_is_asked_in_parts(text: str, may: bool) -> None:
    assert can_slice(text) is may


def test_blank_nodes_have_no_name_to_be_told_by() -> None:
    ask: Callable[[str], tuple[Rows, bool]] = lambda text: ([(ox.Literal("16") if "COUNT" in text else ox.BlankNode(),)], True)  # noqa: E731
    assert ask_in_slices("SELECT ?s { ?s ?p ?o }", ["s"], [], ask) is None
