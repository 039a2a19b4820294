"""What was said at an occasion: speaker, act, addressee, subject, quantity and what it answers."""

from __future__ import annotations

from collections.abc import Sequence

from vjgraph.drafting import ANYBODY, ANYTHING, Draft
from vjgraph.facts import ParticipationFact
from vjgraph.model import Occasion, StatementEntry, several
from vjgraph.terms import below, boolean, decimal, digest, tail, text
from vjgraph.vocabulary import TYPE, vj
from vjgraph.yamltext import Path

BOTH = "both"

# Why somebody is taken to be spoken to whom nothing names.
_TO_SIDE = "not told, taken as the other side"
_TO_COUNTERPART = "not told, taken as the counterpart on the other side"


def compile_statements(
    draft: Draft, occasion: Occasion, event: str, parts: Sequence[ParticipationFact], evidence: Sequence[str], path: Path
) -> None:
    """Compile an occasion's statements; those without words of their own stand on the occasion's."""
    nodes: dict[str, str] = {}
    ids = [entry.id for entry in occasion.statements if entry.id]
    taken: set[str] = set()
    drafted = []
    for index, entry in enumerate(occasion.statements):
        at: Path = (*path, "statements", index)
        if entry.id and ids.index(entry.id) < len([one for one in occasion.statements[:index] if one.id]):
            draft.problem((*at, "id"), "id-twice", f"the id '{entry.id}' is used for two statements", "choose another")
        speakers, joint = _speakers(draft, entry, occasion, parts, at)
        act = draft.kind((*at, "act"), "act", entry.act)
        if not speakers or not act:
            _about(draft, entry, at)
            continue
        name = digest(draft.document.id, *sorted(map(tail, speakers)), entry.act, entry.quote)
        number = 1
        while (iri := below(event, f"s-{name}" + (f"-{number}" if number > 1 else ""))) in taken:
            number += 1
        taken.add(iri)
        if entry.id:
            nodes[entry.id] = iri
        drafted.append((entry, iri, speakers, joint, act, at))
    for entry, iri, speakers, joint, act, at in drafted:
        _statement(draft, entry, iri, event, speakers, joint, act, evidence, at)
        addressees, why = _addressees(draft, entry, occasion, speakers, joint, parts, at)
        draft.triples += [(iri, vj.addressee, addressee) for addressee in addressees]
        if addressees and why:
            draft.triples.append((iri, vj.addresseeReason, text(why, "en")))
        for answered in several(entry.answers):
            if answered in nodes:
                draft.add(iri, "vj:answers", nodes[answered])
            elif answered not in ids:
                hint = f"ids here: {', '.join(ids)}" if ids else "give the other statement an 'id: …'"
                draft.problem((*at, "answers"), "reference", f"no statement of this occasion is called '{answered}'", hint)


def _statement(
    draft: Draft, entry: StatementEntry, iri: str, event: str, speakers: Sequence[str], joint: bool, act: str,
    evidence: Sequence[str], path: Path,
) -> None:  # fmt: skip
    draft.triples += (
        (iri, TYPE, vj.Statement),
        (iri, vj.event, event),
        (iri, vj.act, act),
        *[(iri, vj.speaker, speaker) for speaker in speakers],
        *[(iri, vj.about, subject) for subject in _about(draft, entry, path)],
        *[(iri, vj.evidence, node) for node in draft.evidence(entry, path, evidence)],
    )
    if joint:
        draft.add(iri, "vj:joint", boolean(True))
    verb = draft.kinds.of["act"][entry.act].label
    verb = _of_several(verb) if len(speakers) > 1 else verb
    said = entry.says or ", ".join(entry.about) or f"“{entry.quote}”"
    draft.add(iri, "rdfs:label", text(f"{' and '.join(sorted(map(draft.label, speakers)))} {verb}: {said}", "en"))
    if entry.says:
        draft.add(iri, "vj:says", text(entry.says, "en"))
    # To whom something is said does not make it doubtful that it is said.
    if reason := "; ".join(f"{field} inferred: {why}" for field, why in entry.inferred.items() if field != "to"):
        draft.add(iri, "vj:reason", text(reason, "en"))
    for number, quantity in enumerate(entry.quantity, start=1):
        node = below(iri, f"q-{number}")
        draft.type(node, "vj:Quantity")
        words = [quantity.comparator, format(quantity.value, "f"), quantity.unit, quantity.of and f"of {quantity.of}"]
        draft.add(node, "rdfs:label", text(" ".join(filter(None, words)), "en"))
        draft.add(iri, "vj:quantity", node)
        draft.add(node, "vj:value", decimal(quantity.value))
        draft.add(node, "vj:unit", text(quantity.unit, "en"))
        if quantity.comparator:
            draft.add(node, "vj:comparator", text(quantity.comparator, "en"))
        if quantity.of:
            draft.add(node, "vj:counted", text(quantity.of, "en"))


def _of_several(verb: str) -> str:
    """A verb of one speaker as it is said of several, with what follows it.

    >>> _of_several("agrees to consider"), _of_several("stresses"), _of_several("ask")
    ('agree to consider', 'stress', 'ask')
    """
    first, space, rest = verb.partition(" ")
    ending = 2 if first.endswith(("sses", "shes", "ches")) else 1 if first.endswith("s") else 0
    return first[: len(first) - ending] + space + rest


def _about(draft: Draft, entry: StatementEntry, path: Path) -> list[str]:
    """What a statement is about: occasions of this document by id or title, else whatever bears the name."""
    subjects = []
    for index, name in enumerate(entry.about):
        if ids := draft.local_occasions.get(name):
            # Ids that were decided to be one are one.
            if len({draft.occasion(id) for id in ids}) > 1:
                message = f"'{name}' can be {' or '.join(ids)} in this source"
                draft.problem((*path, "about", index), "ambiguous-name", message, "write the id of the one that is meant")
            subjects.append(draft.occasion(ids[0]))
        elif found := draft.find((*path, "about", index), ANYTHING, name):
            subjects.append(found[1])
    return subjects


def _speakers(
    draft: Draft, entry: StatementEntry, occasion: Occasion, parts: Sequence[ParticipationFact], path: Path
) -> tuple[list[str], bool]:
    """Who speaks, and whether it is said jointly by `both` sides: then the sides are the speakers."""
    if entry.by != BOTH:
        return draft.named((*path, "by"), ANYBODY, entry.by), False
    sides = _sides(draft, occasion, parts)
    # Where a participant is not known, neither is the side.
    if len(sides) < 2 and not any(problem.unknown or problem.code == "participant" for problem in draft.problems):
        draft.problem(
            (*path, "by"), "both", "'both' wants two sides here", "name the speakers, or give the participants their sides"
        )
        return [], True
    return sorted(sides), True


def _sides(draft: Draft, occasion: Occasion, parts: Sequence[ParticipationFact]) -> set[str]:
    """The sides of an occasion: its counterparts', or a visitor's and the country that is visited."""
    sides = {part.side for part in parts if part.side and (part.counts or part.role == "visitor")}
    if occasion.place and len(sides) == 1:
        sides |= set(filter(None, [draft.take(draft.register.state_around(occasion.place))]))
    return sides


def _state(draft: Draft, speaker: str) -> str:
    """The country of somebody who speaks and takes no part; empty where none is known."""
    return draft.take(draft.register.capacity(speaker, tuple(draft.offices(speaker))).answer)


def _addressees(
    draft: Draft, entry: StatementEntry, occasion: Occasion, speakers: Sequence[str], joint: bool,
    parts: Sequence[ParticipationFact], path: Path,
) -> tuple[list[str], str]:  # fmt: skip
    """Who is spoken to, and why that is inferred: those named, else the counterparts of another side than the speakers'."""
    why = entry.inferred.get("to", "")
    if entry.to:
        return draft.named((*path, "to"), ANYBODY, entry.to), why
    if joint:
        return [], ""
    sides = _sides(draft, occasion, parts)
    own = {part.side for part in parts if part.participant in speakers} | set(speakers)
    # Who takes no part, as a ministry, is on the side of the country it belongs to.
    own |= {_state(draft, speaker) for speaker in speakers if all(part.participant != speaker for part in parts)} - {""}
    if sides & set(speakers) or not any(part.counts for part in parts):
        # A side speaks to the other side, and so does everyone on a visit; else one speaks to one's counterparts.
        return sorted(sides - own) if sides & own else [], why or _TO_SIDE
    others = [part.participant for part in parts if part.counts and part.side not in own and part.participant not in own]
    return others, why or _TO_COUNTERPART
