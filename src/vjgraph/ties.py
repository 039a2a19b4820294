"""Who met whom how often, as columns of numbers: the network of people where it is too large to hold each meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vjgraph.encounters import read_encounters
from vjgraph.errors import UsageError
from vjgraph.meeting import is_person

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Encountered = tuple[str, str, str, str, bool]
"""The IRIs of two who met, what they are called, and whether that is certain."""


@dataclass(frozen=True, slots=True, eq=False)
class Encounters:
    """Encounters as columns: the IRIs and names of people, and for each encounter the numbers of the two and its certainty."""

    people: NDArray[np.object_]
    names: NDArray[np.object_]
    first: NDArray[np.unsignedinteger[Any]]
    second: NDArray[np.unsignedinteger[Any]]
    certain: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """A tie for each pair that met, in the order of `people`: `first` and `second` are places in `people` and `names`.

    `count` is how often the two met, `certain` how much of that is certain: an edge's own in the network of people.
    """

    people: NDArray[np.object_]
    names: NDArray[np.object_]
    first: NDArray[np.unsignedinteger[Any]]
    second: NDArray[np.unsignedinteger[Any]]
    count: NDArray[np.intp]
    certain: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.count)


def read_encountered(generation: Path, *, period: tuple[date, date] | None = None) -> Iterator[Encountered]:
    """The people who met at meetings that can lie in a period; nothing of a build that kept none."""
    days = (period[0].isoformat(), period[1].isoformat()) if period else None
    for met in read_encounters(generation, period=period):
        for pair in met.pairs:
            if is_person(pair.first) and is_person(pair.second):
                yield pair.first, pair.second, *pair.names, not met.doubts(pair, days)


def number_encounters(encountered: Iterable[Encountered]) -> Encounters:
    """Encounters as columns, people by number; raise `UsageError` where numpy is not installed."""
    try:
        import numpy as np
    except ImportError as error:
        raise UsageError("ties are counted by numpy: pip install 'vjgraph[large]'") from error
    number: dict[str, int] = {}
    names: dict[str, str] = {}
    ends: list[int] = []
    certain: list[bool] = []
    for first, second, called, other, sure in encountered:
        ends += (number.setdefault(first, len(number)), number.setdefault(second, len(number)))
        names[first], names[second] = called, other
        certain.append(sure)
    people = sorted(number)
    rank = np.empty(len(people), dtype=np.min_scalar_type(len(people)))
    rank[[number[iri] for iri in people]] = np.arange(len(people))
    first_end, second_end = rank[np.array(ends, dtype=np.intp)].reshape(-1, 2).T
    return Encounters(
        np.array(people, dtype=object),
        np.array([names[iri] for iri in people], dtype=object),
        np.minimum(first_end, second_end),
        np.maximum(first_end, second_end),
        np.array(certain, dtype=bool),
    )


def count_ties(encounters: Encounters) -> Ties:
    """How often each two met.

    >>> met = [("a", "b", "Ann", "Bea", True), ("b", "a", "Bea", "Ann", False), ("a", "c", "Ann", "Cy", True)]
    >>> ties = count_ties(number_encounters(met))
    >>> [(str(name), int(count)) for name, count in zip(ties.names[ties.second], ties.count)], ties.certain.tolist()
    ([('Bea', 2), ('Cy', 1)], [1, 1])
    """
    import numpy as np

    # A pair is one number: its first in the higher half of the bits, and no more of them than are wanted, for they are sorted.
    half = len(encounters.people).bit_length()
    pairs = encounters.first.astype(np.min_scalar_type((1 << 2 * half) - 1)) << half | encounters.second
    met, count = np.unique(pairs, return_counts=True)
    # Few are doubtful.
    doubtful = np.bincount(np.searchsorted(met, pairs[~encounters.certain]), minlength=len(met))
    return Ties(encounters.people, encounters.names, met >> half, met & ((1 << half) - 1), count, count - doubtful)
