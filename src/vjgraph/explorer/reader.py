"""The columns of a store: what stands in each property, asked by SPARQL once and kept while a view is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vjgraph.vocabulary import expand

if TYPE_CHECKING:
    import pyoxigraph as ox

Values = tuple[str, ...]


class Reader:
    """Looks values up by subject and property (or backwards), sorted; IRIs below the base are written without it.

    >>> import pyoxigraph as ox
    >>> name = ox.Quad(ox.NamedNode("https://x.org/id/jane"), ox.NamedNode("http://xmlns.com/foaf/0.1/name"), ox.Literal("Jane"))
    >>> store = ox.Store()
    >>> store.add(name)
    >>> Reader(store, base="https://x.org/id/").values("jane", "foaf:name")
    ('Jane',)
    """

    def __init__(self, store: ox.Store, *, base: str) -> None:
        self._store, self._base = store, base
        self._tagged: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {}
        self._forward: dict[str, dict[str, Values]] = {}
        self._backward: dict[str, dict[str, Values]] = {}

    def column(self, term: str) -> dict[str, tuple[tuple[str, str], ...]]:
        """All that stands in a property: the values of each subject, each with its language."""
        if term not in self._tagged:
            self._load(term)
        return self._tagged[term]

    def literals(self, subject: str, term: str) -> tuple[tuple[str, str], ...]:
        """The values of a property, each with its language."""
        return self.column(term).get(subject, ())

    def values(self, subject: str, term: str) -> Values:
        """The values of a property, each once."""
        if term not in self._forward:
            self._load(term)
        return self._forward[term].get(subject, ())

    def value(self, subject: str, term: str) -> str:
        """The first value of a property; empty when there is none."""
        found = self.values(subject, term)
        return found[0] if found else ""

    def subjects(self, term: str, value: str) -> Values:
        """What has a value in a property."""
        if term not in self._backward:
            self._load(term)
        return self._backward[term].get(value, ())

    def instances(self, name: str) -> Values:
        """What is of a class."""
        return self.subjects("rdf:type", expand(f"vj:{name}")[1:-1])

    def label(self, subject: str) -> str:
        """The name of something: its label, the English one first, or its id where it has none."""
        labels = self.literals(subject, "rdfs:label")
        return next((text for text, language in labels if language.startswith("en")), labels[0][0] if labels else subject)

    def labels(self, subject: str, term: str) -> str:
        """The names of what stands in a property, joined."""
        return ", ".join(map(self.label, self.values(subject, term)))

    def _load(self, term: str) -> None:
        forward: dict[str, list[tuple[str, str]]] = {}
        backward: dict[str, list[str]] = {}
        base, cut = self._base, len(self._base)
        for s, o in self._store.query(f"SELECT ?s ?o WHERE {{ ?s {expand(term)} ?o }}"):  # type: ignore[union-attr]
            subject, value, language = s.value, o.value, getattr(o, "language", None)
            subject = subject[cut:] if subject.startswith(base) else subject
            if not hasattr(o, "datatype"):
                value = value[cut:] if value.startswith(base) else value
                backward.setdefault(value, []).append(subject)
            forward.setdefault(subject, []).append((value, language or ""))
        for tagged in forward.values():
            tagged.sort()
        for found in backward.values():
            found.sort()
        self._tagged[term] = {key: tuple(found) for key, found in forward.items()}
        self._forward[term] = {
            key: (tagged[0][0],) if len(tagged) == 1 else tuple(dict.fromkeys(value for value, _ in tagged))
            for key, tagged in forward.items()
        }
        self._backward[term] = {key: tuple(found) for key, found in backward.items()}
