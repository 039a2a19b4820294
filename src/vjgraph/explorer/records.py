"""What the page shows, as frozen records: nodes, edges, and panels of facts with the evidence of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Run = str | tuple[str, str]
"""A piece of a sentence: plain text, or text and the id of the node or edge that it leads to."""
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document, as far as it is known: what it is called, who published it and when, and where it can be read."""

    id: str
    title: str
    publisher: str = ""
    issued: str = ""
    language: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document on which a fact stands; without words, the whole document."""

    source: str
    quote: str = ""
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the graph says: a sentence, what qualifies it, how sure it is and why, and the ids of its passages."""

    text: Runs
    notes: tuple[Runs, ...] = ()
    tags: tuple[str, ...] = ()
    certainty: str = ""
    because: str = ""
    evidence: tuple[str, ...] = ()


def told(
    text: Runs, *, evidence: tuple[str, ...] = (), because: str = "", notes: Iterable[Runs] = (), tags: tuple[str, ...] = ()
) -> Fact:
    """A fact that its sources state, or that is inferred where there is a reason for it.

    >>> told(("in Besse",)).certainty, told(("in Besse",), because="the host sits there").certainty
    ('stated', 'inferred')
    """
    return Fact(text, tuple(notes), tags, "inferred" if because else "stated", because, evidence)


@dataclass(frozen=True, slots=True)
class Group:
    """Facts under one heading of a section; the heading may be empty."""

    heading: Runs
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a panel."""

    heading: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many facts it holds."""
        return sum(len(group.facts) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Panel:
    """All that is told of one node or edge."""

    title: str
    kind: str
    side: str = ""
    lead: Runs = ()
    forms: tuple[tuple[str, str], ...] = ()
    """Other forms of the name, each with a word on where it is used."""
    links: tuple[str, ...] = ()
    """Addresses of the same thing elsewhere."""
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A person, body, meeting, visit or other event as it is drawn and searched for."""

    id: str
    cls: str
    label: str
    side: str = ""
    status: str = ""
    """What an occasion is when it was not held: planned, cancelled."""
    headline: str = ""
    """What an occasion's card says, where that is shorter than its label."""
    caption: str = ""
    """The date of an occasion in a few words."""
    within: str = ""
    """The visit or event during which an occasion was."""
    earliest: str = ""
    latest: str = ""
    kind: str = ""
    place: str = ""
    tip: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    """What it is found by, beside its label."""
    family: str = ""
    """A person's family name, by which the two orders of the name are told."""

    @property
    def underline(self) -> str:
        """The last line of an occasion's card: its status where not held, its kind where the headline does not tell, its date."""
        kind = self.kind if self.headline and self.headline != self.label else ""
        return " · ".join(filter(None, (self.status, kind, self.caption)))


@dataclass(frozen=True, slots=True)
class Edge:
    """A part somebody took in an occasion (`counterpart` or `present`), or a person's tie to a body by `office`."""

    id: str
    of: str
    """The participation or tenure that it stands for; each of its roles is an edge."""
    start: str
    end: str
    kind: str
    role: str
    inferred: bool = False
    tip: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A state whose people and bodies share a colour."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class View:
    """Everything on the page, in the order in which it is written."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sides: tuple[Side, ...]
    panels: dict[str, Panel]
    passages: dict[str, Passage]
    sources: dict[str, Source]
