"""The columns of a store or an endpoint: what stands in each property, asked by SPARQL once and kept while a view is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vjgraph.vocabulary import expand

if TYPE_CHECKING:
    from vjgraph.store import Queryable

Values = tuple[str, ...]
Tagged = tuple[tuple[str, str], ...]
_TRUTHS = {"0": "false", "1": "true"}
"""How some stores write `xsd:boolean`."""


class Reader:
    """Looks values up by subject and property (or backwards), sorted; IRIs below the base are written without it.

    >>> import pyoxigraph as ox
    >>> name = ox.Quad(ox.NamedNode("https://x.org/id/jane"), ox.NamedNode("http://xmlns.com/foaf/0.1/name"), ox.Literal("Jane"))
    >>> store = ox.Store()
    >>> store.add(name)
    >>> Reader(store, base="https://x.org/id/").values("jane", "foaf:name")
    ('Jane',)
    """

    def __init__(self, store: Queryable, *, base: str) -> None:
        self._store, self._base = store, base
        self._columns: dict[str, dict[str, Tagged]] = {}
        self._backward: dict[str, dict[str, Values]] = {}

    def column(self, term: str) -> dict[str, Tagged]:
        """All that stands in a property: the values of each subject, each with its language."""
        if term not in self._columns:
            self._columns[term] = self._load(term)
        return self._columns[term]

    def literals(self, subject: str, term: str) -> Tagged:
        """The values of a property, each with its language."""
        return self.column(term).get(subject, ())

    def values(self, subject: str, term: str) -> Values:
        """The values of a property, each once."""
        found = self.column(term).get(subject, ())
        return (found[0][0],) if len(found) == 1 else tuple(dict.fromkeys(value for value, _ in found))

    def value(self, subject: str, term: str) -> str:
        """The first value of a property; empty when there is none."""
        found = self.column(term).get(subject)
        return found[0][0] if found else ""

    def subjects(self, term: str, value: str) -> Values:
        """What has a value in a property."""
        if term not in self._backward:
            found: dict[str, list[str]] = {}
            for subject, values in self.column(term).items():
                for one, _ in values:
                    found.setdefault(one, []).append(subject)
            self._backward[term] = {one: tuple(sorted(set(subjects))) for one, subjects in found.items()}
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

    def _load(self, term: str) -> dict[str, Tagged]:
        found: dict[str, Tagged] = {}
        base, cut = self._base, len(self._base)
        for s, o in self._store.query(f"SELECT ?s ?o WHERE {{ ?s {expand(term)} ?o }}"):  # type: ignore[union-attr]
            subject, value = s.value, o.value
            if value in _TRUTHS and o.datatype.value.endswith("#boolean"):
                value = _TRUTHS[value]
            if subject.startswith(base):
                subject = subject[cut:]
            if value.startswith(base):
                value = value[cut:]
            found[subject] = (*found.get(subject, ()), (value, getattr(o, "language", None) or ""))
        return {subject: tuple(sorted(values)) if len(values) > 1 else values for subject, values in found.items()}
