"""The format of a source as pydantic models: what the corpora use of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _as_text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


Text = Annotated[str, BeforeValidator(_as_text)]


class Record(BaseModel):
    """A mapping whose keys are fixed."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Grounded(Record):
    """What has words of the document behind it."""

    quote: str = ""
    par: int = 0
    inferred: dict[str, str] = {}


class Header(Record):
    """The document itself."""

    format: int
    publisher: str = ""
    title: str = ""
    published: Text = ""
    language: str = ""
    address: str = ""
    text: str = ""
    text_sha256: str = ""
    derived_from: str = ""


class Person(Grounded):
    """Somebody, with an office."""

    as_: str = Field("", alias="as")
    acting: str = ""
    rank: str = ""


class Delegation(Record):
    """Those whom a body sends, and who leads them."""

    delegation_of: str
    head: str = ""


Participants = str | Delegation | list[str | Delegation]


class Quantity(Record):
    """A number that was said."""

    value: Decimal
    unit: str
    of: str = ""


class Statement(Grounded):
    """Who said what."""

    by: str
    act: str
    id: str = ""
    about: list[str] = []
    says: str = ""
    answers: str = ""
    quantity: list[Quantity] = []


class Occasion(Grounded):
    """A visit, a meeting or another event."""

    id: str
    kind: str
    status: str = "held"
    date: Text = ""
    place: str = ""
    during: str = ""
    after: str = ""
    visitor: str = ""
    participants: dict[str, Participants] = {}
    agreements: list[str] = []
    statements: list[Statement] = []


class Milestone(Record):
    """A change in an agreement's life."""

    date: Text
    at: str = ""
    by: str = ""


class Agreement(Grounded):
    """What the document says of an instrument."""

    name: str
    signed: Milestone | Text = ""
    in_force: Milestone | Text = ""


class Mention(Grounded):
    """What is named."""

    name: str


class Source(Record):
    """One document."""

    source: Header
    people: dict[str, Person] = {}
    visits: list[Occasion] = []
    meetings: list[Occasion] = []
    events: list[Occasion] = []
    agreements: list[Agreement] = []
    mentions: list[Mention] = []
