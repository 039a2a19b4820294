"""What compiled sources say, as frozen records with every name identified: what `deriving` concludes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from vjgraph.quoting import Found
from vjgraph.terms import Triple
from vjgraph.yamltext import Path

F = TypeVar("F", bound=msgspec.Struct)


def alter(fact: F, **fields: object) -> F:
    """A fact with other values in some of its fields."""
    return msgspec.structs.replace(fact, **fields)


class ParticipationFact(msgspec.Struct, frozen=True, array_like=True):
    """One participant of one occasion, as one source tells it.

    `reason` is why it is inferred, empty when it is stated; a named head `leads` the participation of the delegation.
    """

    iri: str
    participant: str
    person: bool
    role: str
    counts: bool
    side: str = ""
    reason: str = ""
    leads: str = ""
    delegation: bool = False


class OccasionFact(msgspec.Struct, frozen=True, array_like=True):
    """One visit, meeting or other event, as one source tells it; dates are EDTF texts."""

    iri: str
    source: str
    type: str
    status: str
    date: str = ""
    date_reason: str = ""
    during: str = ""
    participations: tuple[ParticipationFact, ...] = ()
    path: Path = ()
    title: str = ""
    """What the source calls it."""
    label: str = ""
    """What to call it where no source has a name for it."""
    numbered: bool = False
    """Whether that is its number in a series."""
    orders: tuple[tuple[str, str, str], ...] = ()
    """What it is before or after: the field that says so, the other occasion, and why that is inferred (else empty)."""
    during_reason: str = ""
    """Why it is inferred what it is during."""


class AttestationFact(msgspec.Struct, frozen=True, array_like=True):
    """One source's word that a person holds, held or acts in an office on a day (EDTF, may be empty)."""

    iri: str
    person: str
    office: str
    holding: str
    on: str = ""
    reason: str = ""
    """Why it is inferred; empty when it is stated."""
    copied: bool = False
    """Whether that is only the day of a copy: the word is of the day of what it was taken from."""


class MilestoneFact(msgspec.Struct, frozen=True, array_like=True):
    """One change in an agreement's life, as one source dates it (EDTF, may be empty)."""

    iri: str
    date: str = ""


class Reference(msgspec.Struct, frozen=True, array_like=True):
    """A reference to an occasion by its id, to be held against all occasions once every source is compiled."""

    path: Path
    iri: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """All that one source says: its triples, and the records that conclusions are drawn from."""

    source: str
    triples: tuple[Triple, ...]
    occasions: tuple[OccasionFact, ...] = ()
    attestations: tuple[AttestationFact, ...] = ()
    milestones: tuple[MilestoneFact, ...] = ()
    references: tuple[Reference, ...] = ()
    entities: frozenset[tuple[str, str]] = frozenset()
    kinds: frozenset[tuple[str, str]] = frozenset()
    quotes: int = 0
    verified: int = 0
    covered: tuple[Found, ...] = ()
    paths: Mapping[str, Path] = field(default_factory=dict)
    """Where the source tells of each event, participation, attestation, instrument and milestone, by its IRI."""
    lookups: frozenset[tuple[str, str]] = frozenset()
    """Every class and written name that was looked up in the authorities, found or not."""
    consulted: frozenset[tuple[str, str]] = frozenset()
    """Every class and id of an entry of the authorities that was read, there or not, and of occasions decided on."""
