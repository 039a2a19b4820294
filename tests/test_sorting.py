"""Lines in order, each once, whether they fit into memory or are merged from runs on the disk."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vjgraph.sorting import sort_lines

LINES = st.lists(st.binary(max_size=3).map(lambda text: text.replace(b"\n", b"") + b"\n"), max_size=30)


@given(LINES, st.integers(1, 40))
def test_lines_come_in_the_order_of_their_bytes_and_each_once(lines: list[bytes], run: int) -> None:
    assert list(sort_lines(lines, run=run)) == sorted(set(lines))


def test_no_more_lines_are_taken_than_are_sorted_at_once_before_they_are_put_on_the_disk() -> None:
    held = 0

    class Line(bytes):
        def __del__(self) -> None:
            nonlocal held
            held -= 1

    def lines() -> object:
        nonlocal held
        for number in range(1000):
            held += 1
            assert held <= 3 * 50
            yield Line(b"%d\n" % (number * 7919 % 1000))

    assert len(list(sort_lines(lines(), run=50))) == 1000  # type: ignore[arg-type]
