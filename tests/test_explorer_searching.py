"""What the page's search finds things by, as it is written into the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import vjgraph
from vjgraph.explorer.reader import Reader
from vjgraph.explorer.searching import CLASSES, initials, search_entries
from vjgraph.names import fold
from vjgraph.spelling import search_keys

Entry = dict[str, Any]


def entries_of(graph: vjgraph.Graph) -> dict[str, Entry]:
    """The entries of a graph, by id."""
    return {entry["id"]: entry for entry in search_entries(Reader(graph.store, base=graph.settings.base))}


@pytest.fixture(scope="module")
def world(world_graph: vjgraph.Graph) -> dict[str, Entry]:
    """The entries of the small invented world."""
    return entries_of(world_graph)


@pytest.fixture(scope="module")
def five(five_graph: vjgraph.Graph) -> dict[str, Entry]:
    """The entries of this repository's sources."""
    return entries_of(five_graph)


# --- what is there ---


def test_whatever_has_a_name_is_there_once(five_graph: vjgraph.Graph, five: dict[str, Entry]) -> None:
    listed = search_entries(Reader(five_graph.store, base=five_graph.settings.base))
    assert len(listed) == len(five)
    base, named = five_graph.settings.base, ["Person", "Organization", "Office", "Event", "Topic", "Agreement", "Place"]
    rows = five_graph.query(f"SELECT ?it WHERE {{ VALUES ?class {{ {' '.join(f'vj:{one}' for one in named)} }} ?it a ?class }}")
    assert set(five) == {row["it"].removeprefix(base) for row in rows}


def test_each_is_of_the_class_that_the_page_calls_it(world: dict[str, Entry]) -> None:
    assert {entry["cls"] for entry in world.values()} == set(CLASSES)
    assert {id: world[id]["cls"] for id in ("organisation/aland", "place/aland", "event/besse-regatta")} == {
        "organisation/aland": "body",
        "place/aland": "place",
        "event/besse-regatta": "event",
    }


def test_delegations_are_no_bodies_of_their_own(world: dict[str, Entry]) -> None:
    assert not [id for id in world if id.startswith("delegation/")]


def test_the_same_graph_gives_the_same_entries(five_graph: vjgraph.Graph) -> None:
    one, other = (search_entries(Reader(five_graph.store, base=five_graph.settings.base)) for _ in range(2))
    assert one == other
    assert one == sorted(one, key=lambda entry: (list(CLASSES).index(entry["cls"]), entry["label"], entry["id"]))


# --- names ---


def test_every_recorded_form_of_a_name_is_a_term(five_graph: vjgraph.Graph, five: dict[str, Entry]) -> None:
    rows = five_graph.query(
        """SELECT ?it ?form WHERE { ?it ?p ?form .
        VALUES ?p { rdfs:label foaf:name skos:prefLabel skos:altLabel skos:hiddenLabel } }"""
    )
    recorded = {(row["it"].removeprefix(five_graph.settings.base), row["form"]) for row in rows}
    missing = {(id, form) for id, form in recorded if id in five and form not in (five[id]["label"], *five[id]["terms"])}
    assert recorded
    assert missing == set()


def test_a_form_in_another_script_and_one_in_the_document_are_terms(world: dict[str, Entry]) -> None:
    roe = world["person/jane-roe"]
    assert (roe["label"], roe["terms"]) == ("Jane Roe", ("ジェーン・ロー", "Minister Roe", "Roe"))


def test_keys_are_all_spellings_of_each_form_in_its_order(world: dict[str, Entry]) -> None:
    anh = world["person/dang-thi-anh"]
    assert anh["keys"][0] == search_keys("Đặng Thị Ánh", family="Đặng")
    assert {"dang thi anh", "thi anh dang"} <= set(anh["keys"][0])
    assert all(len(entry["keys"]) == 1 + len(entry["terms"]) for entry in world.values())


def test_diacritics_are_kept_for_those_who_type_them(world: dict[str, Entry]) -> None:
    assert world["person/dang-thi-anh"]["marks"] == ["đặng thị ánh"]
    assert world["person/john-doe"]["marks"] == []


def test_names_that_are_no_peoples_are_spelt_as_in_britain(five: dict[str, Entry]) -> None:
    keys = five["organisation/ministry-of-defence-of-japan"]["keys"]
    assert "defense" in fold(" ".join(five["organisation/ministry-of-defence-of-japan"]["terms"]))
    assert all("defence" in key for (key,) in keys)


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("Ministry of Defence of Aland", ("mda", "modoa")),
        ("Prime Minister of Aland", ("pma", "pmoa")),
        ("the Sea League", ("sl", "tsl")),
        ("11 cooperative documents", ("cd",)),
        ("Aland", ()),
        ("", ()),
    ],
)
def test_initials(label: str, found: tuple[str, ...]) -> None:
    assert initials(label) == found


# --- words beside a name ---


def test_people_are_found_by_their_offices_too(five: dict[str, Entry]) -> None:
    (holder,) = [entry for entry in five.values() if entry["cls"] == "person" and "justice" in entry["words"].split()]
    assert holder["id"] == "person/saito-ken"


def test_an_occasion_is_found_by_day_place_what_lies_around_it_and_who_was_there(world: dict[str, Entry]) -> None:
    words = world["event/roe-doe-2019"]["words"].split()
    assert {"2019", "july", "07", "1", "01", "besse", "beland", "courtesy", "call", "jane", "doe", "poe"} <= set(words)
    assert len(words) == len(set(words))


def test_what_has_no_day_is_found_by_none(world: dict[str, Entry]) -> None:
    assert world["event/besse-regatta"]["words"] == "event"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2019-07-01", {"2019", "july", "07", "1", "01"}),
        ("2019-07", {"2019", "july", "07"}),
        ("2019", {"2019"}),
        ('"[..2019-07-01]"', {"2019"}),
        ('"[2019-11-20..2020-02-01]"', {"2019", "2020"}),
        ('"[2010..2019]"', set()),
    ],
)
def test_an_event_is_found_by_as_much_of_its_day_as_is_known(
    graph: Callable[..., vjgraph.Graph], date: str, words: set[str]
) -> None:
    built = graph(("2021-01-01", f"events: [{{id: fair, title: Fair, date: {date}}}]"))
    assert set(entries_of(built)["event/fair"]["words"].split()) - {"event"} == words


def test_an_agreement_is_found_by_its_kind_parties_and_days(world: dict[str, Entry]) -> None:
    assert {"agreement", "aland", "beland", "2019", "july", "fa"} <= set(world["agreement/fisheries-accord"]["words"].split())
