"""The kinds a source may name (of meeting, role, act …), read from the ontology's SKOS file and the project's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vjgraph.vocabulary import KIND, VJ, ontology_folder

_SKOS = "http://www.w3.org/2004/02/skos/core#"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its scheme and name (the last two parts of its IRI), label, broader kinds, whether a role counts,
    and the place of a milestone in the life of an instrument."""

    scheme: str
    name: str
    label: str
    broader: str = ""
    counts: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True)
class Kinds:
    """All kinds by scheme and name."""

    of: Mapping[str, Mapping[str, Kind]]

    def counts(self, role: str) -> bool:
        """Whether a role is a counterpart's, so that its bearer has met the others."""
        return self.of["role"][role].counts


def read_kinds(project: Path | None = None) -> Kinds:
    """The packaged kinds, and those of `ontology/kinds.ttl` in a project.

    >>> kinds = read_kinds()
    >>> kinds.counts("host"), kinds.counts("witness")
    (True, False)
    """
    files = [ontology_folder() / "kinds.ttl"]
    if project and (own := project / "ontology" / "kinds.ttl").is_file():
        files.append(own)
    return _parse(tuple(file.read_bytes() for file in files))


@lru_cache(maxsize=4)
def _parse(texts: Iterable[bytes]) -> Kinds:
    import pyoxigraph as ox

    facts: dict[str, dict[str, str]] = {}
    for text in texts:
        for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
            facts.setdefault(str(quad.subject.value), {})[str(quad.predicate.value)] = str(quad.object.value)
    of: dict[str, dict[str, Kind]] = {}
    for iri, fact in sorted(facts.items()):
        scheme, _, name = iri.removeprefix(KIND).partition("/")
        if f"{_SKOS}inScheme" in fact and name:
            of.setdefault(scheme, {})[name] = Kind(
                scheme,
                name,
                fact.get(f"{_SKOS}prefLabel", name),
                fact.get(f"{_SKOS}broader", "").rpartition("/")[2],
                fact.get(f"{VJ}counts") == "true",
                int(fact.get(f"{VJ}order", 0)),
            )
    return Kinds(of)
