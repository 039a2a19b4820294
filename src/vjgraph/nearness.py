"""The names and words nearest to what nothing is called; likeness only proposes."""

from __future__ import annotations

from collections.abc import Iterable

from vjgraph.names import fold, strip_title

_SMALL = frozenset(["a", "an", "and", "for", "in", "of", "on", "the", "to", "with"])
"""Words that make no two names alike."""
_FAR = 10
"""Who is so much less like a name than the likest, in points of a hundred, is not proposed beside it."""


def nearest(text: str, choices: Iterable[object], *, least: int = 70) -> str:
    """The nearest valid thing, as a question; empty when nothing is near, at `least` so many points of a hundred."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(str(text), [str(choice) for choice in choices], scorer=fuzz.ratio, score_cutoff=least)
    return f"did you mean '{found[0]}'?" if found else ""


def likest(text: str, named: Iterable[tuple[str, str, str]], *, limit: int) -> list[tuple[str, str]]:
    """The ids whose names are most like a name, each once with that form, best first; each is `named` by class, id and form.

    What has a title before it is somebody's name, if anybody's is like it without the title.
    """
    from rapidfuzz import fuzz, process

    def near_to(wanted: str, among: dict[tuple[str, str, str], str]) -> list[tuple[str, float, tuple[str, str, str]]]:
        return process.extract(wanted, among, scorer=fuzz.WRatio, score_cutoff=75, limit=limit * 3)

    choices = {one: _telling(one[2]) for one in named}
    bare = strip_title(fold(text))
    people = {one: form for one, form in choices.items() if one[0] == "people"} if bare != fold(text) else {}
    near = near_to(_telling(bare), people) or near_to(_telling(text), choices)
    seen: dict[str, str] = {}
    for _, score, (_, id, form) in near:
        if score >= near[0][1] - _FAR:
            seen.setdefault(id, form)
    return list(seen.items())[:limit]


def _telling(name: str) -> str:
    """A folded name without its small words, unless it has no others: To Lam is called so."""
    words = fold(name).split()
    telling = [word for word in words if word not in _SMALL]
    return " ".join(telling if len(telling) > 1 else words)
