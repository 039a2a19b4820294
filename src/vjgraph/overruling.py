"""What sources say that does not stand in the graph: values that others tell better, and reasons for what others state."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from vjgraph.differing import Dispute
from vjgraph.facts import Fragment
from vjgraph.occasions import order_reason
from vjgraph.terms import Triple, text, value
from vjgraph.vocabulary import expand

# Why something is inferred, and of what it is the reason; where that is nothing, the reason is of the whole node.
_REASONS = {
    expand("vj:reason"): "",
    expand("vj:dateReason"): expand("vj:date"),
    expand("vj:placeReason"): expand("vj:place"),
    expand("vj:duringReason"): expand("vj:during"),
}

# The property of what a reason of an occasion names first: another source takes it away only by stating that too.
_FIELDS = {
    name: expand(f"vj:{'handles' if name == 'agreements' else name}")
    for name in ("kind", "status", "series", "edition", "about", "agreements")
}
_FIELD = re.compile(r"(?:^|; )(\w+) inferred: ")

# What a reason of an instrument, or of a milestone of it, can be of: another source takes it away only by stating these too.
_OF_INSTRUMENTS = tuple(map(expand, ("vj:about", "vj:signatory", "vj:event")))


def overrule(fragments: Mapping[str, Fragment], disputes: Iterable[Dispute]) -> tuple[set[Triple], list[Triple]]:
    """The sources' triples that do not stand, and what stands in their place."""
    overruled: set[Triple] = set()
    instead: list[Triple] = []
    settled: dict[tuple[str, str], tuple[str, ...]] = {}
    for dispute in disputes:
        term = expand(f"vj:{dispute.term}")
        settled[dispute.subject, term] = dispute.settled
        gone = set(dispute.overruled)
        overruled |= gone
        # The one day of several that is meant is what no source says.
        if gone and dispute.term == "date":
            instead += [(dispute.subject, term, one) for one in dispute.settled]
    for (subject, predicate), (every, standing) in _reasons(fragments, settled).items():
        kept = [] if [] in standing else sorted({reason for listed in standing for reason in listed})
        if len(kept) > 1:
            kept = [text("; ".join(map(value, kept)), "en")]
        overruled |= {(subject, predicate, reason) for reason in every}
        instead += [(subject, predicate, reason) for reason in kept]
    return overruled - set(instead) | _stated_orders(fragments), instead


def _stated_orders(fragments: Mapping[str, Fragment]) -> set[Triple]:
    """Why one event is inferred to be before another, where somebody else states it; no other pair is touched."""
    stated: set[tuple[str, str]] = set()
    reasons: list[tuple[str, str, str]] = []
    for fragment in fragments.values():
        for fact in fragment.occasions:
            for field, other, why in fact.orders:
                pair = (fact.iri, other) if field == "before" else (other, fact.iri)
                if why:
                    reasons.append((*pair, why))
                else:
                    stated.add(pair)
    return {order_reason(first, then, why) for first, then, why in reasons if (first, then) in stated}


def _reasons(
    fragments: Mapping[str, Fragment], settled: Mapping[tuple[str, str], Sequence[str]]
) -> dict[tuple[str, str], tuple[list[str], list[list[str]]]]:
    """By node and property that several sources tell of: every reason, and those of each source that tells what stands."""
    tellers: dict[str, set[str]] = defaultdict(set)
    for id, fragment in fragments.items():
        for node in fragment.paths:
            tellers[node].add(id)
    shared = {node for node, ids in tellers.items() if len(ids) > 1}
    told: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    paths = (fragment.paths for fragment in fragments.values())
    instruments = {node for each in paths for node in shared & each.keys() if each[node][0] == "agreements"}
    occasions = {fact.iri for fragment in fragments.values() for fact in fragment.occasions} & shared
    watched = {*_REASONS, *_REASONS.values()} - {""}
    for id, fragment in fragments.items():
        for subject, predicate, object in fragment.triples:
            if (predicate in watched and subject in shared) or (predicate in _OF_INSTRUMENTS and subject in instruments):
                told[id, subject, predicate].append(object)
    found: dict[tuple[str, str], tuple[list[str], list[list[str]]]] = {}
    for _, subject, predicate in list(told):
        if predicate in _REASONS and (subject, predicate) not in found:
            of = _REASONS[predicate]
            stands = settled.get((subject, of))
            telling = [
                id
                for id in sorted(tellers[subject])
                if not of or any(stands is None or one in stands for one in told.get((id, subject, of), ()))
            ]
            if not of and subject in instruments:
                inferring = {id for id in telling if (id, subject, predicate) in told}
                inferred = {
                    (term, one) for term in _OF_INSTRUMENTS for id in inferring for one in told.get((id, subject, term), ())
                }
                states = {id for id in telling if all(one in told.get((id, subject, term), ()) for term, one in inferred)}
                telling = [id for id in telling if id in inferring | states]
            if not of and subject in occasions:
                found[subject, predicate] = _of_occasion(subject, predicate, sorted(tellers[subject]), fragments, settled)
                continue
            every = [one for id in tellers[subject] for one in told.get((id, subject, predicate), ())]
            found[subject, predicate] = every, [told.get((id, subject, predicate), []) for id in telling]
    return found


def _of_occasion(
    subject: str,
    predicate: str,
    tellers: Sequence[str],
    fragments: Mapping[str, Fragment],
    settled: Mapping[tuple[str, str], Sequence[str]],
) -> tuple[list[str], list[list[str]]]:
    """Every reason of an occasion, and what stands of them: that of each field which no other source states as it is inferred."""
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id in tellers:
        for one, term, object in fragments[id].triples:
            if one == subject:
                said[id, term].append(object)
    inferred: dict[str, dict[str, list[str]]] = {id: {} for id in tellers}
    for id in tellers:
        for reason in said[id, predicate]:
            parts = _FIELD.split(value(reason))[1:]
            for name, why in zip(parts[::2], parts[1::2], strict=True):
                inferred[id].setdefault(name, []).append(f"{name} inferred: {why}")
    standing = []
    for id in tellers:
        for name, reasons in inferred[id].items():
            term = _FIELDS.get(name, "")
            values = {one for one in said[id, term] if one in settled.get((subject, term), (one,))}
            stated = any(values <= set(said[other, term]) for other in tellers if name not in inferred[other])
            if not term or (values and not stated):
                standing += [text(reason, "en") for reason in reasons]
    return [one for id in tellers for one in said[id, predicate]], [standing] if standing else [[]]
