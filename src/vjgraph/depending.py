"""What a compiled source owes to the authorities: their answers to its lookups and what it read of entries, as a digest."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from vjgraph.authorities import forms, label
from vjgraph.identifying import Resolver
from vjgraph.model import Authority

Pair = tuple[str, str]
"""A class, and a written name or an id."""

_SIZE = 16
_IN_COMMON = frozenset(Authority.__struct_fields__)


def answers(lookups: Iterable[Pair], consulted: Iterable[Pair], *, resolver: Resolver) -> str:
    """A digest of what the authorities answer to lookups, and of what stands in the entries consulted, in whatever order.

    Where the digests of a fragment's `lookups` and `consulted` are equal under two sets of authorities, the source
    compiles to the same fragment, with the same warnings, under both.
    """
    # Each answer is a random number of its own, so that their sum tells sets of them apart and knows no order.
    answered, held = resolver.memory["answers"], resolver.memory["entries"]
    total = 0
    for pair in lookups:
        if pair not in answered:
            answered[pair] = _number("answer", pair, resolver.find(*pair))
        total += answered[pair]
    for pair in consulted:
        if pair not in held:
            held[pair] = _number("entry", pair, _read_of(pair, resolver))
        total += held[pair]
    return f"{total % (1 << 8 * _SIZE):0{2 * _SIZE}x}"


def _number(*parts: object) -> int:
    return int.from_bytes(blake2b(repr(parts).encode(), digest_size=_SIZE).digest())


def _read_of(pair: Pair, resolver: Resolver) -> object:
    """What compiling may read of an entry: its English name and what its class alone has; of people all their names too.

    A new alias of anything else changes what it is found by, and nothing of those that found it.
    """
    group, id = pair
    authorities = resolver.authorities
    if group == "occasions":
        return authorities.standing(group, id)
    entry = authorities.entries(group).get(id)
    if entry is None:
        return None
    own = [getattr(entry, name) for name in entry.__struct_fields__ if name not in _IN_COMMON]
    return label(entry), own, forms(entry) if group == "people" else [], authorities.is_joined(group, id)
