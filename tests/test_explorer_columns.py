"""Names in lines, and columns filled."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vjgraph.explorer.columns import letters, spread, wrap

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
