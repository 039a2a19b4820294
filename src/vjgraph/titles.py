"""Which recorded titles a written one is: what other things than people are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from vjgraph.names import fold, is_marked, marks, spell_british
from vjgraph.spelling import Form

Index = dict[str, dict[str, list[str]]]
"""The recorded titles by the keys they are found by, and by id."""


class Titles:
    """The recorded titles of one class of things; state is the index of what each is found by."""

    def __init__(self, index: Index | None = None) -> None:
        """Begin with nothing, or with the `index` of others."""
        self.index: Index = defaultdict(lambda: defaultdict(list)) if index is None else index

    def add(self, id: str, written: str) -> None:
        """Record what something is called."""
        self.index[_key(written)][id].append(written)

    def find(self, text: str) -> list[Form]:
        """The titles that a written one can be; one with diacritics agrees only with those that have none, or the same."""
        key = _key(text)
        found = self.index.get(key, {}) if key else {}
        return [Form(id, title) for id, written in found.items() if _agrees(text, written) for title in written]


def _key(text: str) -> str:
    """What a title is found by: spaces do not tell two apart, Viet Nam and Vietnam are one writing."""
    return spell_british(fold(text)).removeprefix("the ").replace(" ", "")


def _agrees(text: str, written: Sequence[str]) -> bool:
    """Whether a title's diacritics allow it to be one of the written ones of the same key."""
    marked = [_marks(title) for title in written if is_marked(title)]
    return not is_marked(text) or not marked or _marks(text) in marked


def _marks(title: str) -> str:
    return marks(title).removeprefix("the ").replace(" ", "")
