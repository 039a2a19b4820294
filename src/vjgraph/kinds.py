"""The kinds a source may name (of meeting, role, act …), read from the ontology's SKOS file and the project's own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vjgraph.errors import Finding, FindingsError
from vjgraph.reading import decode, read_bytes
from vjgraph.vocabulary import KIND, VJ, ontology_folder

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_FILE = "ontology/kinds.ttl"
Fact = dict[tuple[str, str], str]
"""What is said of one IRI, by predicate and language (`en` where there is none)."""


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
    """The packaged kinds, and those that `ontology/kinds.ttl` in a project adds; raise `FindingsError` for what is wrong there.

    >>> kinds = read_kinds()
    >>> kinds.counts("host"), kinds.counts("witness")
    (True, False)
    """
    packaged = (ontology_folder() / "kinds.ttl").read_bytes()
    if project and (own := project / "ontology" / "kinds.ttl").is_file():
        raw, findings = read_bytes(own, file=_FILE)
        text, findings = decode(raw, file=_FILE) if not findings else ("", findings)
        if findings:
            raise FindingsError(findings)
        return _parse(packaged, text.encode())
    return _parse(packaged)


@lru_cache(maxsize=4)
def _parse(packaged: bytes, own: bytes = b"") -> Kinds:
    import pyoxigraph as ox

    facts: dict[str, Fact] = defaultdict(dict)
    try:
        for text in (packaged, own):
            for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
                # What comes first stays: a project adds kinds and names in other languages, and replaces nothing.
                language = getattr(quad.object, "language", None) or "en"
                facts[str(quad.subject.value)].setdefault((str(quad.predicate.value), language), str(quad.object.value))
    except SyntaxError as error:
        message = f"not Turtle: {error.msg.partition(': ')[2] or error.msg}"
        hint = "write each kind as the packaged ontology/kinds.ttl does"
        raise FindingsError([Finding(_FILE, error.lineno or 1, error.offset or 1, "error", "kinds", message, hint)]) from error
    of: dict[str, dict[str, Kind]] = {}
    for iri, fact in sorted(facts.items()):
        scheme, _, name = iri.removeprefix(KIND).partition("/")
        if (f"{_SKOS}inScheme", "en") in fact and iri.startswith(KIND) and name:
            of.setdefault(scheme, {})[name] = _kind(scheme, name, fact)
    if findings := [finding for iri, fact in sorted(facts.items()) for finding in _wrong(iri, fact, of, own.decode())]:
        raise FindingsError(findings)
    return Kinds(of)


def _kind(scheme: str, name: str, fact: Fact) -> Kind:
    broader = fact.get((f"{_SKOS}broader", "en"), "").removeprefix(f"{KIND}{scheme}/")
    order = fact.get((f"{VJ}order", "en"), "")
    label = fact.get((f"{_SKOS}prefLabel", "en"), name)
    return Kind(scheme, name, label, broader, fact.get((f"{VJ}counts", "en")) == "true", int(order) if order.isdecimal() else 0)


def _wrong(iri: str, fact: Fact, of: Mapping[str, Mapping[str, Kind]], text: str) -> Iterator[Finding]:
    """What no kind can be: one of no scheme that sources use, or one whose broader kinds lead nowhere or round."""
    if (f"{_SKOS}inScheme", "en") not in fact:
        return
    scheme, _, name = iri.removeprefix(KIND).partition("/")
    at = re.search(rf"^\S*{re.escape(name or iri)}>?\s", text, re.M)
    line = text.count("\n", 0, at.start()) + 1 if at else 1
    if not iri.startswith(KIND) or not name:
        hint = f"its IRI begins with {KIND}, then scheme and name: {KIND}meeting/summit"
        yield Finding(_FILE, line, 1, "error", "kinds", f"<{iri}> is no kind that a source can name", hint)
        return
    seen, broader = {name}, of[scheme][name].broader
    while name := of[scheme][name].broader:
        if name not in of[scheme] or name in seen:
            what = "leads round in a circle" if name in seen else "is, or leads to, no kind of the same scheme"
            message, hint = f"<{iri}>: its broader '{broader}' {what}", "name another, or leave it out"
            yield Finding(_FILE, line, 1, "error", "kinds", message, hint)
            return
        seen.add(name)
