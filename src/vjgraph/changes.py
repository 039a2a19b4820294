"""What a change is: one fact before and after, the words it stands on, and the heading it belongs under."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words of a document: its id, the number of the paragraph (empty where it is not told), and what is quoted."""

    source: str
    paragraph: str
    quote: str


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that was added, removed, changed, renamed or merged.

    >>> Change("changed", "meeting", "Roe calls on Doe", "date", "2019-07-01", "2019-07-02").row["new"]
    '2019-07-02'
    """

    change: str
    """`added`, `removed`, `changed`, `renamed` or `merged`."""
    class_: str
    """The class of what it is about, as `meeting` or `statement`."""
    label: str
    what: str = ""
    """Which of its facts changed; empty where the whole thing came or went."""
    old: str = ""
    new: str = ""
    passages: tuple[Passage, ...] = ()
    """The words behind it: of the new version; of the old one where it was removed."""
    iri: str = ""
    within: str = ""
    """The identifier of what came, went or changed and took this with it; empty where this stands for itself."""

    @property
    def row(self) -> dict[str, object]:
        """The change as one row of a table."""
        sources = list(dict.fromkeys(passage.source for passage in self.passages))
        words = [passage.quote for passage in self.passages if passage.quote]
        return {
            "change": self.change, "class": self.class_, "label": self.label, "what": self.what, "old": self.old,
            "new": self.new, "source": sources, "words": words, "iri": self.iri, "within": self.within,
        }  # fmt: skip


PUBLISHERS = "independent publishers"
SETTINGS, SOURCES, EVENTS, DATES = "Settings", "Sources", "Meetings, visits and other events", "Dates"
DETAILS, PARTS, MET = "Places, kinds and other details", "Participants and roles", "Who met whom"
SAID, OFFICES, AGREEMENTS = "Statements", "Offices held", "Agreements"
CONFLICTS, TOLD, NAMES, WORDS = "Where sources differ", "Who tells of it", "People, bodies and other names", "Words quoted"
HEADINGS = (SOURCES, EVENTS, DATES, DETAILS, PARTS, MET, SAID, OFFICES, AGREEMENTS, CONFLICTS, TOLD, NAMES, WORDS, SETTINGS)
"""The headings of changes, in the order in which they are read."""

_BY_WHAT = {
    "conflict": CONFLICTS, "told by": TOLD, "named in": TOLD, PUBLISHERS: TOLD, "words": WORDS,
    "paragraph": WORDS,
}  # fmt: skip
_BY_CLASS = {
    "source": SOURCES, "participation": PARTS, "encounter": MET, "statement": SAID, "tenure": OFFICES,
    "attestation": OFFICES, "rank": OFFICES, "agreement": AGREEMENTS, "milestone": AGREEMENTS, "graph": SETTINGS,
}  # fmt: skip
_EVENT_CLASSES = ("meeting", "visit", "event")
_WHENS = ("date", "days", "why the date is inferred", "doubt about the date")
_ORDER = ("merged", "renamed", "added", "changed", "removed")


def heading(change: Change) -> str:
    """The heading a change belongs under.

    >>> heading(Change("changed", "meeting", "Roe calls on Doe", "date", "2019-07-01", "2019-07-02"))
    'Dates'
    """
    if found := _BY_WHAT.get(change.what):
        return found
    if change.class_ in _EVENT_CLASSES:
        return DATES if change.what in _WHENS else DETAILS if change.what not in ("", "identifier") else EVENTS
    return _BY_CLASS.get(change.class_, NAMES)


def order(change: Change) -> tuple[int | str, ...]:
    """What changes are sorted by: heading, then the day where events come and go, else the name."""
    group = heading(change)
    # A whole event tells its day first: the first of several days, and whose day is not told last.
    day = (change.new or change.old).lstrip("[.") if group == EVENTS else ""
    number = _ORDER.index(change.change) if group in (EVENTS, SOURCES, NAMES) else 0
    kept = (change.what, _ORDER.index(change.change), change.old, change.new)
    classed = change.class_ if group == NAMES else ""
    return (HEADINGS.index(group), number, classed, day, change.label, change.iri, *kept)
