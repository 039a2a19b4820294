"""People in bands: communities one above the other, sides left and right, names outward, nothing on top of anything else."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.explorer.layout import place
from vjgraph.explorer.places import DOT, LINE, WIDE, Placing, Spot
from vjgraph.explorer.projections import Edge, Node, Projection

RADIUS = 8


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def box_of(spot: Spot, column: int) -> Box:
    """What a dot and its name take, the name with all its room."""
    half = max(RADIUS, LINE * len(spot.lines) / 2)
    ends = sorted((spot.x - column * RADIUS, spot.x + column * (DOT + spot.room)))
    return Box(ends[0], spot.y - half, ends[1], spot.y + half)


def boxes(placing: Placing) -> Iterator[list[Box]]:
    yield [box_of(at.wide, at.column) for at in placing.places.values()]
    yield [box_of(at.tall, at.column) for at in placing.places.values()]


def people(names: Sequence[tuple[str, str]], ties: Sequence[tuple[int, int]], *, office: str = "") -> Projection:
    """People of these names and sides, and who of them met, by number."""
    nodes = tuple(Node(f"p{number:04}", "person", name, side, underline=office) for number, (name, side) in enumerate(names))
    pairs = sorted({(min(one, other), max(one, other)) for one, other in ties if one != other})
    edges = tuple(Edge(f"p{a:04}~p{b:04}", f"p{a:04}", f"p{b:04}", "tie", (f"{a}-{b}",)) for a, b in pairs)
    sides = sorted({side for _, side in names if side})
    return Projection("people", nodes, edges, tuple(sides))


def crowd(number: int, *, sides: int = 2, circles: int = 1) -> Projection:
    """So many people, each of whom met some of the other sides, mostly of the own circle."""
    chance = random.Random(number)
    names = [(f"Person Number {at}", f"side {at % sides}") for at in range(number)]
    ties = []
    for at in range(number):
        for _ in range(2):
            other = chance.randrange(number)
            near = other - other % circles + at % circles if chance.random() < 0.9 else other
            if near < number and names[near][1] != names[at][1]:
                ties.append((at, near))
    return people(names, ties)


NAMES = st.one_of(
    st.text(max_size=40),
    st.text("岸田文雄외교부大臣", max_size=40),
    st.sampled_from(["To Lam", "Ministry of Foreign Affairs of Aland", "W" * 60, "Roe " * 30, "ล้ำค่า", "عبد الله", ""]),
)
PROJECTIONS = st.integers(1, 14).flatmap(
    lambda number: st.builds(
        people,
        st.lists(st.tuples(NAMES, st.sampled_from(["", "Aland", "Beland", "Celand"])), min_size=number, max_size=number),
        st.lists(st.tuples(st.integers(0, number - 1), st.integers(0, number - 1)), max_size=24),
        office=st.sampled_from(["", "Minister of Fisheries", "Head of the Fire and Disaster Management Agency"]),
    )
)


@given(PROJECTIONS)
def test_no_name_lies_on_another(projection: Projection) -> None:
    for found in boxes(place(projection)):
        assert not any(one.meets(other) for one, other in combinations(found, 2))


@pytest.mark.parametrize(("number", "sides", "circles"), [(80, 2, 6), (200, 3, 9), (900, 5, 30)])
def test_no_name_of_a_large_graph_lies_on_another(number: int, sides: int, circles: int) -> None:
    for found in boxes(place(crowd(number, sides=sides, circles=circles))):
        ordered = sorted(found)
        for at, box in enumerate(ordered):
            beside = (other for other in ordered[at + 1 :] if other.left < box.right)
            assert not any(box.meets(other) for other in beside)


@given(PROJECTIONS, st.randoms())
def test_the_same_graph_stands_the_same_in_whatever_order_it_comes(projection: Projection, chance: random.Random) -> None:
    nodes, edges = list(projection.nodes), list(projection.edges)
    chance.shuffle(nodes)
    chance.shuffle(edges)
    turned = replace(projection, nodes=tuple(nodes), edges=tuple(edges))
    assert place(turned) == place(projection)


@given(PROJECTIONS)
def test_each_band_frames_its_own_and_lies_on_no_other(projection: Projection) -> None:
    placing = place(projection)
    assert sum(band.size for band in placing.bands) == len(projection.nodes)
    for canvas in ("wide", "tall"):
        frames = [getattr(band, canvas) for band in placing.bands]
        assert all(above.bottom < below.top for above, below in pairwise(frames))
        for at in placing.places.values():
            box, frame = box_of(getattr(at, canvas), at.column), frames[at.community]
            assert frame.left <= box.left
            assert box.right <= frame.right
            assert frame.top + LINE <= box.top
            assert box.bottom <= frame.bottom


def test_sides_stand_apart_and_their_names_outward() -> None:
    placing = place(crowd(60, circles=4))
    for canvas in ("wide", "tall"):
        left = [getattr(at, canvas).x for at in placing.places.values() if at.column < 0]
        right = [getattr(at, canvas).x for at in placing.places.values() if at.column > 0]
        assert min(right) - max(left) >= 90
    sides = {(at.column, int(id[1:]) % 2) for id, at in placing.places.items()}
    assert sides in ({(-1, 0), (1, 1)}, {(1, 0), (-1, 1)})


def test_those_who_met_face_each_other() -> None:
    """Each met one or two of the other side: they stand so that no edge crosses another."""
    ties = [(0, 7), (1, 7), (1, 4), (2, 4), (2, 6), (3, 6), (3, 5)]
    projection = people([(name, "Aland" if name < "e" else "Beland") for name in "abcdefgh"], ties)
    placing = place(projection, communities=dict.fromkeys((node.id for node in projection.nodes), 0))
    ends = [(placing.places[edge.start].wide.y, placing.places[edge.end].wide.y) for edge in projection.edges]
    assert not any((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(ends, 2))


def test_a_band_is_called_after_who_met_most_and_those_who_met_nobody_come_last() -> None:
    names = [("Roe", "A"), ("Doe", "B"), ("Loe", "B"), ("Poe", "B"), ("Zoe", "A"), ("Moe", "B"), ("Noe", "A")]
    placing = place(people(names, [(0, 1), (0, 2), (0, 3), (4, 5)]))
    assert [(band.label, band.size) for band in placing.bands] == [
        ("around Roe", 4),
        ("pairs that met only each other", 2),
        ("nobody's counterpart here", 1),
    ]
    assert [placing.places[id].community for id in ("p0000", "p0004", "p0006")] == [0, 1, 2]


def test_communities_that_are_tied_stand_one_above_the_other() -> None:
    """Four circles of falling size, of which the first and the last share a tie."""
    ties, at, ends = [], 0, []
    for size in (7, 6, 5, 4):
        ties += [(at, at + other) for other in range(1, size)]
        ends.append(at)
        at += size
    names = [(f"P{number}", "A" if number in ends else "B") for number in range(at)]
    communities = {f"p{number:04}": sum(number >= end for end in ends) for number in range(at)}
    placing = place(people(names, [*ties, (ends[0], ends[3])]), communities=communities)
    assert [band.size for band in placing.bands] == [7, 4, 6, 5]


def test_offices_stand_beside_names_as_long_as_all_can_be_read() -> None:
    few, many = crowd(12), crowd(120, circles=8)
    for projection, told in ((few, True), (many, False)):
        nodes = tuple(replace(node, underline="Minister of Fisheries") for node in projection.nodes)
        placing = place(replace(projection, nodes=nodes))
        assert {at.beside for at in placing.places.values()} == {"Minister of Fisheries" if told else ""}


@pytest.mark.parametrize("number", [8, 30, 80])
def test_a_graph_that_is_not_large_can_be_read_at_once(number: int) -> None:
    frames = [band.wide for band in place(crowd(number, circles=max(1, number // 16))).bands]
    width = max(frame.right for frame in frames) - min(frame.left for frame in frames)
    height = max(frame.bottom for frame in frames) - min(frame.top for frame in frames)
    assert min(WIDE.width / width, WIDE.height / height) > 0.6


def test_a_phone_shows_the_whole_width() -> None:
    frames = [band.tall for band in place(crowd(80, circles=5)).bands]
    assert max(frame.right for frame in frames) - min(frame.left for frame in frames) <= 390


def test_nothing_is_placed_of_an_empty_projection() -> None:
    assert place(Projection("people", (), (), ())) == Placing()
