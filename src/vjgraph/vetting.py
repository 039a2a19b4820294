"""What a query names that nobody defined: prefixes, terms of the ontology, kinds; each told with its place and the nearest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from vjgraph.errors import UsageError
from vjgraph.nearness import nearest
from vjgraph.sparql import check_reads, tokens
from vjgraph.vocabulary import CLASSES, KIND, PREFIXES, PROPERTIES, VJ

if TYPE_CHECKING:
    from vjgraph.kinds import Kinds


def vet(text: str, *, project: Path | None = None) -> tuple[str, ...]:
    """Notes on the kinds in a query that no scheme has; they may be to come.

    Raises `UsageError` for a prefix that is declared nowhere, for a term that the ontology lacks, since nothing answers to
    it, and before that for a query that does more than read.

    >>> vet("SELECT * { ?m a vj:Meeting ; vj:kind <https://w3id.org/vjgraph/kinds/meeting/talk> }")
    ("no kind is called 'meeting/talk' (line 1, column 38): did you mean 'meeting/talks'?",)
    """
    check_reads(text, named_graphs=True)
    notes = []
    kinds: Kinds | None = None
    for iri, written, where in _iris(text):
        local = iri.removeprefix(VJ)
        if iri.startswith(VJ) and local and local not in CLASSES and local not in PROPERTIES:
            hint = nearest(local, sorted(CLASSES | PROPERTIES)).replace("'", "'vj:", 1) or "ontology/README.md lists them"
            raise UsageError(f"{written} is no term of the ontology ({where}): {hint}")
        name = iri.removeprefix(KIND)
        if iri.startswith(KIND) and name:
            # Few queries name a kind, and to read them all takes a while.
            from vjgraph.kinds import read_kinds

            kinds = kinds or read_kinds(project)
            scheme, _, rest = name.partition("/")
            known = [f"{of}/{kind}" for of, listed in kinds.of.items() for kind in listed]
            if rest not in kinds.of.get(scheme, {}) and not (rest == "" and scheme in kinds.of):
                among = [kind for kind in known if kind.startswith(f"{scheme}/")] or known
                told = nearest(name, among) or ("there are " + ", ".join(among) if among is not known else _schemes(kinds))
                notes.append(f"no kind is called '{name}' ({where}): {told}")
    return tuple(dict.fromkeys(notes))


def _schemes(kinds: Kinds) -> str:
    return f"kinds begin with {', '.join(f'{scheme}/' for scheme in kinds.of)}"


def _iris(text: str) -> Iterator[tuple[str, str, str]]:
    """The IRIs that a query names: whole, as written, and the place; raise `UsageError` for a prefix that is not declared."""
    declared = dict(PREFIXES)
    declaring = ""
    for token, offset in tokens(text):
        where = _place(text, offset)
        if declaring and token[0] == "<":
            declared[declaring[:-1]] = token[1:-1]
            declaring = ""
        elif declaring == "PREFIX" and token.endswith(":"):
            declaring = token
        elif token.upper() == "PREFIX":
            declaring = "PREFIX"
        elif token[0] == "<":
            yield token[1:-1], token, where
        elif token[0] not in "\"'#?$" and ":" in token:
            name = token.strip(".-")
            prefix, _, local = name.partition(":")
            if prefix == "_":
                continue
            if prefix not in declared:
                known = sorted(declared)
                hint = nearest(prefix, known).replace("'?", ":'?") or f"write PREFIX {prefix}: <…>, or one of {', '.join(known)}"
                raise UsageError(f"no prefix is called '{prefix}:' ({where}): {hint}")
            yield declared[prefix] + local.replace("\\", ""), name, where


def _place(text: str, offset: int) -> str:
    line = text.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - text.rfind(chr(10), 0, offset)}"
