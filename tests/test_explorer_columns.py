"""Who stands on which side, names in lines, and columns filled."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vjgraph.explorer.columns import assign_columns, letters, side_columns, spread, wrap
from vjgraph.explorer.projections import Edge, Node, Projection

PEOPLE = tuple(Node(id, "person", id, side) for id, side in (("a", "A"), ("b", "B"), ("c", "C")))
LEAGUE = Node("league", "body", "Sea League")


def tie(one: str, other: str, *, times: int = 1, kind: str = "tie") -> Edge:
    return Edge(f"{one}~{other}", one, other, kind, tuple(f"{one}{other}{n}" for n in range(times)))


def test_those_who_met_most_stand_apart_and_so_does_what_has_no_side() -> None:
    ties = (tie("a", "b", times=3), tie("a", "c", times=2), tie("b", "c"), tie("b", "league"))
    columns = assign_columns(Projection("people", (*PEOPLE, LEAGUE), ties, ("A", "B", "C")))
    assert columns["b"] == columns["c"] == -columns["a"]
    assert columns["league"] == -columns["b"]


def test_sides_that_were_at_the_same_occasions_stand_apart() -> None:
    occasions = (Node("ab", "meeting", "ab"), Node("ac", "meeting", "ac"))
    ties = tuple(tie(who, event.id, kind="counterpart") for event in occasions for who in event.id)
    columns = assign_columns(Projection("meetings", (*PEOPLE, *occasions), ties, ("A", "B", "C")))
    assert columns["b"] == columns["c"] == -columns["a"]
    assert columns["ab"] == columns["ac"] == 0


def test_a_side_stands_where_it_is_told_to() -> None:
    projection = Projection("people", PEOPLE, (tie("a", "b"), tie("a", "c")), ("A", "B", "C"))
    found = side_columns(projection)
    turned = {side: -column for side, column in found.items()}
    assert assign_columns(projection, sides=turned) == {id: turned[id.upper()] for id in "abc"}


SIZES = st.lists(st.integers(1, 80), min_size=1, max_size=12)


@given(st.text(), st.integers(4, 30), st.integers(1, 4))
def test_no_line_is_wider_and_there_are_no_more_lines_than_there_may_be(label: str, width: int, most: int) -> None:
    lines = wrap(label, width, most)
    assert 1 <= len(lines) <= most
    assert all(letters(line) <= width for line in lines)


@given(st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=5))
def test_a_label_that_fits_is_kept_whole(words: list[str]) -> None:
    assert " ".join(wrap(" ".join(words), 40, 3)) == " ".join(words)


@given(st.data(), SIZES)
def test_what_is_spread_keeps_its_order_and_does_not_overlap(data: st.DataObject, sizes: list[int]) -> None:
    wanted = sorted(data.draw(st.lists(st.integers(0, 500), min_size=len(sizes), max_size=len(sizes))))
    centres = spread(wanted, sizes)
    boxes = [(centre - size / 2, centre + size / 2) for centre, size in zip(centres, sizes, strict=True)]
    assert all(above[1] <= below[0] + 1e-6 for above, below in pairwise(boxes))


@given(SIZES)
def test_what_has_room_stands_where_it_is_wanted(sizes: list[int]) -> None:
    wanted = [100.0 * place for place in range(len(sizes))]
    assert spread(wanted, sizes) == wanted


@given(st.data(), SIZES, st.integers(0, 200))
def test_what_is_spread_within_bounds_keeps_to_them(data: st.DataObject, sizes: list[int], spare: int) -> None:
    wanted = data.draw(st.lists(st.integers(-500, 900), min_size=len(sizes), max_size=len(sizes)))
    centres = spread(wanted, sizes, within=(0, sum(sizes) + spare))
    boxes = [(centre - size / 2, centre + size / 2) for centre, size in zip(centres, sizes, strict=True)]
    assert all(above[1] <= below[0] + 1e-6 for above, below in pairwise(boxes))
    assert boxes[0][0] >= -1e-6
    assert boxes[-1][1] <= sum(sizes) + spare + 1e-6
