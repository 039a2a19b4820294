"""What a graph holds, counted as its lines come and go: triples, and things of each class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vjgraph.vocabulary import VJ, expand

_TYPE = f"> {expand('rdf:type')} <{VJ}"

COUNTED = (
    ("people", "Person"), ("offices", "Office"), ("bodies", "Organization"), ("ministries", "Ministry"), ("meetings", "Meeting"),
    ("visits", "Visit"), ("other events", "OtherEvent"), ("statements", "Statement"), ("agreements", "Agreement"),
    ("topics", "Topic"), ("encounters", "Encounter"), ("evidence", "Evidence"),
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """How many triples there are, how many things of each class, and how many quotes, some of them verified."""

    triples: int = 0
    quotes: int = 0
    verified: int = 0
    classes: Counter[str] = field(default_factory=Counter)

    def add(self, lines: Iterable[str], *, sign: int = 1) -> None:
        """Count lines of N-Triples that came (or, with the sign -1, went)."""
        for line in lines:
            self.triples += sign
            if _TYPE in line:
                self.classes[line[line.rindex("#") + 1 : line.rindex(">")]] += sign

    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many there are of each class that is reported, by what they are called."""
        return tuple((name, self.classes[cls]) for name, cls in COUNTED)

    def kept(self) -> dict[str, object]:
        """The tally as plain data."""
        return {"triples": self.triples, "quotes": self.quotes, "verified": self.verified, "classes": dict(self.classes)}


def read_tally(kept: Mapping[str, object]) -> Tally:
    """The tally that was kept.

    >>> tally = Tally(triples=2, classes=Counter(Person=1))
    >>> read_tally(tally.kept()) == tally
    True
    """
    numbers = {name: int(str(kept[name])) for name in ("triples", "quotes", "verified")}
    classes = kept["classes"]
    return Tally(**numbers, classes=Counter(classes if isinstance(classes, dict) else {}))
