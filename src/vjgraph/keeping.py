"""A fragment as bytes and back, so that a source that has not changed need not be compiled again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import Annotated

import msgspec

from vjgraph.facts import AttestationFact, Fragment, MilestoneFact, OccasionFact, Reference
from vjgraph.yamltext import Path


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A fragment in which every term is written once: `triples` are their places among the `terms`, three by three."""

    source: str
    terms: list[str]
    triples: list[Annotated[int, msgspec.Meta(ge=0)]]
    occasions: tuple[OccasionFact, ...]
    attestations: tuple[AttestationFact, ...]
    milestones: tuple[MilestoneFact, ...]
    references: tuple[Reference, ...]
    entities: frozenset[tuple[str, str]]
    kinds: frozenset[tuple[str, str]]
    quotes: int
    verified: int
    paths: Mapping[str, Path]
    lookups: frozenset[tuple[str, str]]
    consulted: frozenset[tuple[str, str]]


def write_fragment(fragment: Fragment) -> bytes:
    """A fragment as bytes, the same each time; where its quotes stand in the text (`covered`) is left out."""
    terms = list(dict.fromkeys(chain.from_iterable(fragment.triples)))
    places = dict(zip(terms, range(len(terms)), strict=True))
    kept = _Kept(
        fragment.source,
        terms,
        list(map(places.__getitem__, chain.from_iterable(fragment.triples))),
        fragment.occasions,
        fragment.attestations,
        fragment.milestones,
        fragment.references,
        fragment.entities,
        fragment.kinds,
        fragment.quotes,
        fragment.verified,
        fragment.paths,
        fragment.lookups,
        fragment.consulted,
    )
    return _encoder().encode(kept)


def read_fragment(raw: bytes) -> Fragment:
    """The fragment that was written; raise `ValueError` for bytes that are none."""
    kept = _decoder().decode(raw)
    try:
        places = map(kept.terms.__getitem__, kept.triples)
        triples = tuple(zip(places, places, places, strict=True))
    except IndexError as error:
        raise ValueError("a triple has a term that was not written") from error
    return Fragment(
        kept.source,
        triples,
        kept.occasions,
        kept.attestations,
        kept.milestones,
        kept.references,
        kept.entities,
        kept.kinds,
        kept.quotes,
        kept.verified,
        paths=kept.paths,
        lookups=kept.lookups,
        consulted=kept.consulted,
    )


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder(order="deterministic")


@cache
def _decoder() -> msgspec.msgpack.Decoder[_Kept]:
    return msgspec.msgpack.Decoder(_Kept)
