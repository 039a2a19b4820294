"""The names and words nearest to what nothing is called; likeness only proposes."""

from __future__ import annotations

from collections.abc import Iterable

from vjgraph.names import fold


def nearest(text: str, choices: Iterable[object]) -> str:
    """The nearest valid thing, as a question; empty when nothing is near."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(text, [str(choice) for choice in choices], scorer=fuzz.ratio, score_cutoff=70)
    return f"did you mean '{found[0]}'?" if found else ""


def likest(text: str, named: Iterable[tuple[str, str, str]], *, limit: int) -> list[tuple[str, str]]:
    """The ids whose names are most like a name, each once with that form, best first; each is `named` by class, id and form."""
    from rapidfuzz import fuzz, process

    choices = {one: fold(one[2]) for one in named}
    near = process.extract(fold(text), choices, scorer=fuzz.WRatio, score_cutoff=75, limit=limit * 3)
    seen: dict[str, str] = {}
    for _, _, (_, id, form) in near:
        seen.setdefault(id, form)
    return list(seen.items())[:limit]
