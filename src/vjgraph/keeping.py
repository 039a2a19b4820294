"""A fragment as bytes and back, so that a source that has not changed need not be compiled again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Annotated, Any

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


_REST = _Kept.__struct_fields__[3:]


def write_fragment(fragment: Fragment) -> bytes:
    """A fragment as bytes, the same each time; where its quotes stand in the text (`covered`) is left out."""
    terms = list(dict.fromkeys(chain.from_iterable(fragment.triples)))
    places = dict(zip(terms, range(len(terms)), strict=True))
    flat = [places[term] for triple in fragment.triples for term in triple]
    return _encoder().encode(_Kept(fragment.source, terms, flat, *_rest(fragment)))


def read_fragment(raw: bytes) -> Fragment:
    """The fragment that was written; raise `ValueError` for bytes that are none."""
    kept = _decoder().decode(raw)
    try:
        places = map(kept.terms.__getitem__, kept.triples)
        triples = tuple(zip(places, places, places, strict=True))
    except IndexError as error:
        raise ValueError("a triple has a term that was not written") from error
    return Fragment(kept.source, triples, **dict(zip(_REST, _rest(kept), strict=True)))


def _rest(holder: Fragment | _Kept) -> Iterator[Any]:
    """What is written as it stands."""
    return (getattr(holder, name) for name in _REST)


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder(order="deterministic")


@cache
def _decoder() -> msgspec.msgpack.Decoder[_Kept]:
    return msgspec.msgpack.Decoder(_Kept)
