"""Cards in the middle, occasions by date and topics by how much is said of them, everybody else on their side of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.explorer.layout import LINE, TALL, WIDE, Place, Placing, Spot, place, place_all
from vjgraph.explorer.places import DOT
from vjgraph.explorer.projecting import read_projections
from vjgraph.explorer.projections import Edge, Node, Projection
from vjgraph.explorer.reader import Reader
from vjgraph.vocabulary import DATA

Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def projections(browser_store: ox.Store) -> dict[str, Projection]:
    return read_projections(Reader(browser_store, base=DATA))


def corpus(meetings: int) -> Projection:
    """An invented projection: people of four states who meet in turn."""
    people = tuple(Node(f"p{n:04}", "person", f"Person Number {n}", f"s{n % 4}") for n in range(meetings // 2 + 4))
    held = tuple(
        Node(f"m{n:04}", "meeting", f"Meeting {n}", earliest=f"20{n % 20:02}-01-01", underline="talks") for n in range(meetings)
    )
    edges = tuple(
        Edge(f"{event.id}/{who.id}", who.id, event.id, "counterpart", (f"{event.id}/{who.id}",))
        for n, event in enumerate(held)
        for who in (people[n % len(people)], people[(n + 1 + n // 7) % len(people)])
    )
    return Projection("meetings", (*people, *held), edges, ("s0", "s1", "s2", "s3"))


def box(place: Place, spot: Spot, card: int) -> Box:
    """What is drawn of a node: a card, or a dot with its name and all its room."""
    if not place.column:
        half = (LINE * (len(spot.lines) + bool(place.underline)) + 8) / 2
        return spot.x - card / 2, spot.y - half, spot.x + card / 2, spot.y + half
    half = max(8, LINE * len(spot.lines) / 2)
    left, right = sorted((spot.x - place.column * 8, spot.x + place.column * (DOT + spot.room)))
    return left, spot.y - half, right, spot.y + half


def boxes(placing: Placing) -> Iterator[list[Box]]:
    yield [box(at, at.wide, WIDE.card) for at in placing.places.values()]
    yield [box(at, at.tall, TALL.card) for at in placing.places.values()]


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


LABELS = st.one_of(
    st.text(max_size=60), st.text("岸田文雄外務大臣", max_size=40), st.just("W" * 90), st.just("talks on joint patrols")
)
DAYS = st.sampled_from(["", "2019-07-01", "2020-02-11", "2021-03"])


@st.composite
def drawn(draw: st.DrawFn) -> Projection:
    """A projection with cards: occasions, some during others, or topics; and some who took part in them."""
    cls = draw(st.sampled_from(["topic", "meeting"]))
    number, people = draw(st.integers(1, 9)), draw(st.integers(0, 9))
    first = draw(st.sampled_from([cls, "visit"]))
    inside = st.sampled_from(["", *(f"c{other}" for other in range(number))])
    cards = tuple(
        Node(
            f"c{at}", cls if at else first, draw(LABELS), within=draw(inside), earliest=draw(DAYS),
            status=draw(st.sampled_from(["", "planned"])), underline=draw(st.sampled_from(["", "talks · 1 Jul 2019"])),
        )
        for at in range(number)
    )  # fmt: skip
    folk = tuple(Node(f"p{at}", "person", draw(LABELS), draw(st.sampled_from(["", "A", "B", "C"]))) for at in range(people))
    ends = st.tuples(st.sampled_from([node.id for node in folk] or ["p"]), st.sampled_from([card.id for card in cards]))
    pairs = draw(st.lists(ends, max_size=20, unique=True)) if people else []
    edges = tuple(Edge(f"{a}~{b}", a, b, "counterpart", (f"{a}{b}",)) for a, b in pairs)
    return Projection("meetings", (*folk, *cards), edges, ("A", "B", "C"))


@given(drawn())
def test_nothing_lies_on_anything_else(projection: Projection) -> None:
    for found in boxes(place(projection)):
        assert not any(meet(one, other) for one, other in combinations(found, 2))


@pytest.mark.parametrize("meetings", [1, 12, 120, 400])
def test_nothing_of_many_meetings_lies_on_anything_else(meetings: int) -> None:
    for found in boxes(place(corpus(meetings))):
        ordered = sorted(found)
        for at, one in enumerate(ordered):
            beside = (other for other in ordered[at + 1 :] if other[0] < one[2])
            assert not any(meet(one, other) for other in beside)


@given(drawn(), st.randoms())
def test_the_same_projection_is_placed_the_same_in_whatever_order_it_comes(projection: Projection, chance: random.Random) -> None:
    nodes, edges = list(projection.nodes), list(projection.edges)
    chance.shuffle(nodes)
    chance.shuffle(edges)
    turned = replace(projection, nodes=tuple(nodes), edges=tuple(edges))
    assert place(turned) == place(projection)


def test_sides_stand_apart_with_the_occasions_between_them(projections: dict[str, Projection]) -> None:
    projection = projections["meetings"]
    places = place(projection).places
    for canvas in ("wide", "tall"):
        x = {node.id: getattr(places[node.id], canvas).x for node in projection.nodes}
        occasions = [x[node.id] for node in projection.nodes if node.cls in ("meeting", "visit", "event")]
        aland = [x[node.id] for node in projection.nodes if node.side == "organisation/aland"]
        beland = [x[node.id] for node in projection.nodes if node.side == "organisation/beland"]
        (one, other) = (aland, beland) if max(aland) < min(beland) else (beland, aland)
        assert max(one) < min(occasions) <= max(occasions) < min(other)


def test_a_state_stands_on_the_same_side_in_each_projection(projections: dict[str, Projection]) -> None:
    stood = {
        (node.side, at.column)
        for name, placing in place_all(projections).items()
        for node in projections[name].nodes
        if node.side and (at := placing.places[node.id]).column
    }
    assert len(stood) == len({side for side, _ in stood})


def test_occasions_stand_by_date_and_what_was_part_of_a_visit_after_it(projections: dict[str, Projection]) -> None:
    places = place(projections["meetings"]).places
    cards = [id for id, at in places.items() if not at.column]
    assert [id.removeprefix("event/") for id in sorted(cards, key=lambda id: places[id].tall.y)] == [
        "roe-beland-2019",
        "delegation-league-2019",
        "roe-doe-2019",
        "accord-signing-2019",
        "strait-dialogue-10",
        "besse-regatta",
    ]


def test_topics_stand_in_one_column_those_first_of_which_most_is_said() -> None:
    topics = tuple(Node(id, "topic", id) for id in ("fisheries", "patrols", "visas"))
    people = (Node("p1", "person", "Roe", "A"), Node("p2", "person", "Doe", "B"))
    said = {("p1", "visas"): 3, ("p2", "visas"): 1, ("p1", "patrols"): 2, ("p2", "fisheries"): 1}
    edges = tuple(
        Edge(f"{who}~{what}", who, what, "tie", tuple(f"{who}{what}{n}" for n in range(times)))
        for (who, what), times in said.items()
    )
    places = place(Projection("topics", (*people, *topics), edges, ("A", "B"))).places
    assert len({places[topic.id].wide.x for topic in topics}) == 1
    assert sorted((topic.id for topic in topics), key=lambda id: places[id].wide.y) == ["visas", "patrols", "fisheries"]


def test_a_card_keeps_its_last_line(projections: dict[str, Projection]) -> None:
    projection = projections["meetings"]
    places = place(projection).places
    assert all(places[node.id].underline == node.underline for node in projection.nodes if not places[node.id].column)


def test_a_large_graph_is_spread_to_the_shape_of_its_canvas() -> None:
    spots = [at.wide for at in place(corpus(600)).places.values()]
    width = max(spot.x for spot in spots) - min(spot.x for spot in spots)
    height = max(spot.y for spot in spots) - min(spot.y for spot in spots)
    assert 1 < width / height < 4


def test_occasions_that_are_part_of_each_other_in_a_circle_are_placed_all_the_same() -> None:
    nodes = (Node("a", "visit", "A", within="b"), Node("b", "visit", "B", within="a"), Node("c", "meeting", "C", within="c"))
    assert set(place(Projection("meetings", nodes, (), ())).places) == {"a", "b", "c"}
