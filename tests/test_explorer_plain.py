"""Where scripts are switched off, the page is a list of what happened, with its doubts and documents."""

from __future__ import annotations

import html
import re

import pyoxigraph as ox
import pytest

import vjgraph
from vjgraph.explorer.plain import plain_list
from vjgraph.explorer.reader import Reader
from vjgraph.vocabulary import DATA, expand


@pytest.fixture
def items(five_graph: vjgraph.Graph) -> list[str]:
    """The lines of the list of the five articles, as text."""
    listed = plain_list(Reader(five_graph.store, base=five_graph.settings.base))
    return [html.unescape(re.sub("<[^>]+>", " ", item)).strip() for item in listed.split("<li>")[1:]]


def line(items: list[str], start: str) -> str:
    (found,) = [item for item in items if item.startswith(start)]
    return found


def test_every_occasion_stands_once_and_what_is_undated_last(items: list[str], five_graph: vjgraph.Graph) -> None:
    assert len(items) == len(five_graph.query("SELECT ?event WHERE { ?event a vj:Event }"))
    assert items[0].startswith("Yamazaki Koji's visit to Viet Nam")
    undated = ["undated" in item or "year not told" in item for item in items]
    assert undated == sorted(undated)
    assert any(undated)


def test_a_line_tells_day_place_and_document(items: list[str]) -> None:
    told = line(items, "Talks between Pham Minh Chinh and Kishida Fumio")
    assert "24 Nov 2021 · Tokyo" in told
    assert "VGP, 24 November 2021" in told


def test_what_is_inferred_or_was_not_held_says_so(items: list[str]) -> None:
    maeda = line(items, "Meeting of To Lam and Maeda Kazuhiro")
    assert "date inferred: " in maeda
    assert "place inferred: " in maeda
    assert "planned" in line(items, "ASEAN - Japan justice ministers’ meeting")


def test_a_name_is_text_whatever_it_holds() -> None:
    store = ox.Store()
    event = ox.NamedNode(f"{DATA}event/x")
    store.add(ox.Quad(event, ox.NamedNode(expand("rdf:type")[1:-1]), ox.NamedNode(expand("vj:Visit")[1:-1])))
    store.add(ox.Quad(event, ox.NamedNode(expand("rdfs:label")[1:-1]), ox.Literal("<img src=x onerror=alert(1)>")))
    listed = plain_list(Reader(store, base=DATA))
    assert "<img" not in listed
    assert "&lt;img" in listed


def test_a_graph_in_which_nothing_happened_has_no_list() -> None:
    assert plain_list(Reader(ox.Store(), base=DATA)) == ""
