"""The frozen records that a source and an authority file are read into: the format, as types."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from vjgraph.vocabulary import DATA

Names = str | list[str]
"""One name or several."""


def several(names: Names) -> list[str]:
    """One name or several as a list; an empty text is none.

    >>> several("a"), several(""), several(["a", "b"])
    (['a'], [], ['a', 'b'])
    """
    return list(filter(None, [names] if isinstance(names, str) else names))


def is_plain(number: Decimal) -> bool:
    """Whether a number can be written out in digits: no infinity, none of a thousand places.

    >>> is_plain(Decimal("1.5")), is_plain(Decimal("1e999"))
    (True, False)
    """
    return number.is_finite() and abs(number.adjusted()) <= 30 and abs(int(number.as_tuple().exponent)) <= 30


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True, gc=False):
    """A mapping whose keys are fixed; records never hold each other in a circle, so no collector need look at them."""


class Passage(Record, frozen=True):
    """Words of the document and the paragraph they stand in."""

    quote: str
    par: int = 0


class Grounded(Record, frozen=True):
    """What every entry may carry: its words, its paragraph, further passages, and why a field is inferred."""

    quote: str = ""
    par: int = 0
    also: list[Passage] = []
    inferred: dict[str, str] = {}


class Header(Record, frozen=True):
    """The document itself: its number of the format, publisher, title, day and language, and its text or that text's hash."""

    format: int
    publisher: str = ""
    title: str = ""
    published: str = ""
    language: str = ""
    address: str = ""
    text: str = ""
    text_sha256: str = ""
    derived_from: str = ""
    note: str = ""


class Held(Grounded, frozen=True, kw_only=True):
    """An office held, with words of its own."""

    office: str
    on: str = ""


Offices = str | Held | list[str | Held]
"""One office or several, each a name or a mapping with words of its own."""


class PersonEntry(Grounded, frozen=True):
    """A person as the document introduces them: offices held (`as`), held before (`was`), acted in, rank, short names."""

    as_: Offices = msgspec.field(default_factory=list, name="as")
    was: Offices = []
    acting: Offices = []
    rank: str = ""
    called: list[str] = []
    distinct_from: Names = []


class Participant(Grounded, frozen=True):
    """Who took part: a name, or the delegation of a body with its named head; in which capacity, for which side."""

    who: str = ""
    delegation_of: str = ""
    head: str = ""
    as_: Names = msgspec.field(default_factory=list, name="as")
    side: str = ""
    on_behalf_of: str = ""


Participants = str | Participant | list[str | Participant]
"""One participant or several, each a name or a mapping."""


class Quantity(Record, frozen=True):
    """A number that was said, its unit, what it counts and how it compares (`at least`, `additional` …)."""

    value: Decimal
    unit: str
    comparator: str = ""
    of: str = ""

    def __post_init__(self) -> None:
        if not is_plain(self.value):
            raise ValueError("a number has at most 30 digits on either side of its point")


class StatementEntry(Grounded, frozen=True, kw_only=True):
    """Who said what: speaker, act, addressee, what it is about, in our own words, and what it answers."""

    by: Names
    act: str
    id: str = ""
    to: Names = []
    about: list[str] = []
    says: str = ""
    answers: Names = []
    quantity: list[Quantity] = []


class Occasion(Grounded, frozen=True, kw_only=True):
    """What visits, meetings and other events share: identity, kind, time, place and order."""

    id: str
    title: str = ""
    kind: str = ""
    status: Literal["held", "planned", "cancelled"] = "held"
    date: str = ""
    place: str = ""
    during: str = ""
    after: Names = []
    before: Names = []
    series: str = ""
    edition: int = 0
    about: list[str] = []
    agreements: list[str] = []
    statements: list[StatementEntry] = []


class VisitEntry(Occasion, frozen=True, kw_only=True):
    """A stay of people or a delegation in another place."""

    visitor: Participants


class EventEntry(Occasion, frozen=True):
    """A meeting (under `meetings`) or another event such as a signing or a festival (under `events`)."""

    participants: dict[str, Participants] = {}


class MilestoneEntry(Grounded, frozen=True):
    """A change in an agreement's life: when, at which event, by whom."""

    date: str = ""
    at: str = ""
    by: Names = []
    count: int = 0


Milestone = str | MilestoneEntry
"""A date, the word `undated`, or a mapping."""


class AgreementEntry(Grounded, frozen=True, kw_only=True):
    """What this document says of an instrument: its milestones, what it is about, how many documents it stands for."""

    name: str
    hoped_for: Milestone = ""
    proposed: Milestone = ""
    under_negotiation: Milestone = ""
    announced: Milestone = ""
    adopted: Milestone = ""
    signed: Milestone = ""
    in_force: Milestone = ""
    ended: Milestone = ""
    count: int = 0
    about: list[str] = []
    distinct_from: Names = []


class MentionEntry(Grounded, frozen=True, kw_only=True):
    """A body, place, topic or instrument that the document names without saying more that is recorded elsewhere."""

    name: str


class Source(Record, frozen=True):
    """One document, annotated."""

    source: Header
    people: dict[str, PersonEntry] = {}
    visits: list[VisitEntry] = []
    meetings: list[EventEntry] = []
    events: list[EventEntry] = []
    agreements: list[AgreementEntry] = []
    mentions: list[MentionEntry] = []


# --- authorities ---------------------------------------------------------------------------------------------------


class LookedUp(Record, frozen=True):
    """A name form that stands in no annotated document, with where it was looked up."""

    name: str
    from_: str = msgspec.field(name="from")


Label = str | LookedUp
"""A name form."""


class Authority(Record, frozen=True):
    """What every entity has: names by language, aliases, where its identity was looked up, look-alikes."""

    names: dict[str, Label] = {}
    aliases: list[Label] = []
    from_: str = msgspec.field(default="", name="from")
    same_as: Names = []
    distinct_from: Names = []
    review: bool = False
    note: str = ""


class Person(Authority, frozen=True):
    """Someone: the family name tells the two orders of a name apart."""

    family: str = ""
    country: str = ""


class Organisation(Authority, frozen=True, kw_only=True):
    """A body: state, ministry, agency, force, party, parliament, alliance, forum."""

    kind: str
    country: str = ""
    parent: str = ""


class Office(Authority, frozen=True):
    """A post in a body; `single` where one person at a time holds it."""

    body: str = ""
    country: str = ""
    single: bool = False


class Agreement(Authority, frozen=True, kw_only=True):
    """An instrument, its kind, and its parties or (one-sided) its initiator."""

    kind: str
    parties: list[str] = []
    initiator: str = ""


class Topic(Authority, frozen=True):
    """A subject, under a broader one, or several."""

    broader: Names = []


class Place(Authority, frozen=True):
    """A place, within a larger one."""

    within: str = ""


class SettingsFile(Record, frozen=True):
    """What a project sets for itself."""

    base: str = DATA
    title: str = ""


class Decision(Record, frozen=True):
    """What was decided: ids that are the same, the first of which stands, or ids that are all different; and why."""

    same: list[str] = []
    different: list[str] = []
    class_: str = msgspec.field(default="", name="class")
    because: str = ""


MILESTONES = ("hoped_for", "proposed", "under_negotiation", "announced", "adopted", "signed", "in_force", "ended")
"""The milestone fields of `AgreementEntry`, in the order of an instrument's life."""
