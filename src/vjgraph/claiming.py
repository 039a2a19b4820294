"""What is contested, said as it is: a claim for each source's value, a text on what it concerns, a finding that quotes both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from vjgraph.corroborating import copies_of, count_publishers, name_voice
from vjgraph.diagnosing import Problem
from vjgraph.differing import Dispute, Voice
from vjgraph.errors import Finding
from vjgraph.facts import Fragment
from vjgraph.kinds import Kinds
from vjgraph.reading import Document, place
from vjgraph.terms import Triple, below, digest, entity, integer, kind, tail, text, value
from vjgraph.vocabulary import KIND, expand
from vjgraph.yamltext import Path

_EVENT, _STATEMENT = expand("vj:event"), (expand("rdf:type"), expand("vj:Statement"))
_WORDS = {"inCapacity": "office", "person": "holder"}
_OF_PARTS = ("role", "inCapacity")
"""What is told of somebody at an event, and not of the event."""
_FIELDS = {"inCapacity": "as", "role": "", "office": "", "person": "", "holding": ""}
"""The key of an entry that a term is written under, where it is not its own name."""


def claim_triples(
    disputes: Iterable[Dispute],
    documents: Mapping[str, Document],
    *,
    origins: Mapping[str, str],
    labels: Mapping[str, str],
    base: str,
) -> Iterator[Triple]:
    """A claim for each value of each source where values exclude each other, and what they come to on what they concern."""
    for dispute in disputes:
        if not dispute.contested:
            continue
        words = text(contested_words(dispute, documents, labels), "en")
        for node in (dispute.subject, *dispute.nodes):
            yield node, expand("vj:contested"), words
        for voice in dispute.sides:
            source = entity(base, "sources", voice.source)
            for one in voice.values:
                claim = below(source, "c-" + digest(dispute.subject, dispute.term, one))
                for name in ("vj:Claim", "rdf:Statement", "prov:Entity"):
                    yield claim, expand("rdf:type"), expand(name)
                name = f"{_about(dispute, labels)}: {_word(dispute)} {_shown(one, labels)}"
                yield claim, expand("rdfs:label"), text(name, "en")
                yield claim, expand("rdf:subject"), dispute.subject
                yield claim, expand("rdf:predicate"), expand(f"vj:{dispute.term}")
                yield claim, expand("rdf:object"), one
                yield claim, expand("vj:source"), source
                yield claim, expand("vj:publishers"), integer(_support(dispute, one, documents, origins))
                for passage in voice.evidence:
                    yield claim, expand("vj:evidence"), passage


def contested_words(dispute: Dispute, documents: Mapping[str, Document], labels: Mapping[str, str]) -> str:
    """On what the sources differ, and what each of them says, in one line."""
    told: dict[str, dict[str, None]] = defaultdict(dict)
    for voice in dispute.sides:
        for one in voice.values:
            own = documents[voice.source].record.source.publisher or voice.source
            who = own if _strays(dispute, voice.source, one, documents) else name_voice(voice.source, documents)
            told[_shown(one, labels)][who] = None
    said = " or ".join(f"{shown} ({', '.join(who)})" for shown, who in sorted(told.items()))
    return f"{_word(dispute)}{f' of {labels[dispute.subject]}' if dispute.term in _OF_PARTS else ''}: {said}"


def find_doubts(
    disputes: Iterable[Dispute], documents: Mapping[str, Document], *, labels: Mapping[str, str], kinds: Kinds
) -> dict[str, str]:
    """By meeting or participation, why nobody may have met there: it may have been called off, or the role may not count."""
    return {
        dispute.subject: f"sources differ on the {contested_words(dispute, documents, labels)}"
        for dispute in disputes
        if dispute.contested and _may_be_none(dispute, kinds)
    }


def doubt_triples(
    doubts: Mapping[str, str], tellers: Mapping[str, Iterable[str]], *, whole: Callable[[str], Fragment]
) -> Iterator[Triple]:
    """Why events that may have been called off, and what was said there, are only possible.

    `tellers` gives the ids of the sources that tell of each event; of everything else that is in doubt nothing is said.
    """
    for event in sorted(set(doubts) & set(tellers)):
        reason = text(doubts[event], "en")
        yield event, expand("vj:reason"), reason
        for source in tellers[event]:
            triples = set(whole(source).triples)
            for statement in sorted(subject for subject, predicate, object in triples if object == event and predicate == _EVENT):
                if (statement, *_STATEMENT) in triples:
                    yield statement, expand("vj:reason"), reason


def _may_be_none(dispute: Dispute, kinds: Kinds) -> bool:
    if dispute.term == "role":
        return len({kinds.counts(tail(role)) for role in dispute.settled}) > 1
    return kind("status", "cancelled") in dispute.settled


def dispute_findings(
    disputes: Iterable[Dispute], documents: Mapping[str, Document], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A warning for each contested value, at the source that was published last, which quotes what each of them says."""
    contested = [dispute for dispute in disputes if dispute.contested]
    places = _places(contested, documents)
    for dispute in contested:
        voices = sorted(dispute.sides, key=lambda voice: (documents[voice.source].record.source.published, voice.source))
        last = voices[-1]
        others: dict[tuple[str, ...], list[Voice]] = defaultdict(list)
        for voice in voices[:-1]:
            others[voice.values].append(voice)
        others.pop(last.values, None)
        said = [f"{_told(last, labels)} here"]
        for first, *more in others.values():
            at = places[first.source, _path(dispute, first)]
            said.append(f"{_told(first, labels)} in {at.file}:{at.line}" + (f" and {len(more)} more" if more else ""))
        # Who differs with nobody differs with itself: two of its entries are one.
        who, but = ("sources differ", f", but {' and '.join(said[1:])}") if said[1:] else ("one source differs with itself", "")
        message = f"{who} on the {_word(dispute)} of {_about(dispute, labels)}: {said[0]}{but}"
        hint = "each is kept as a claim ('vjgraph query conflicts'); mend an entry only where its document says something else"
        found = places[last.source, _path(dispute, last)]
        yield Finding(found.file, found.line, found.column, "warning", "contested", message, hint)


def _places(disputes: Sequence[Dispute], documents: Mapping[str, Document]) -> dict[tuple[str, Path], Finding]:
    """Where each voice stands in its file."""
    paths: dict[str, list[Path]] = defaultdict(list)
    for dispute in disputes:
        for voice in dispute.voices:
            paths[voice.source].append(_path(dispute, voice))
    found: dict[tuple[str, Path], Finding] = {}
    for id, listed in paths.items():
        document = documents[id]
        problems = [Problem(path, "", "") for path in listed]
        placed = place(problems, raw=document.read(), file=document.file, line=document.line)
        found |= {(id, path): finding for path, finding in zip(listed, placed, strict=True)}
    return found


def _path(dispute: Dispute, voice: Voice) -> Path:
    field = _FIELDS.get(dispute.term, dispute.term)
    return (*voice.path, field) if field else voice.path


def _told(voice: Voice, labels: Mapping[str, str]) -> str:
    quoted = f" ({', '.join(f'“{quote}”' for quote in voice.quotes[:2])})" if voice.quotes else ""
    return " and ".join(_shown(one, labels) for one in voice.values) + quoted


def _about(dispute: Dispute, labels: Mapping[str, str]) -> str:
    """What a dispute is about: a thing, or somebody at an event."""
    at = f" in '{tail(dispute.subject.rpartition('/')[0] + '>')}'" if dispute.term in _OF_PARTS else ""
    return labels.get(dispute.subject, tail(dispute.subject)) + at


def _word(dispute: Dispute) -> str:
    return _WORDS.get(dispute.term, dispute.term)


def _shown(term: str, labels: Mapping[str, str]) -> str:
    """A value as it is read: the label of a thing, the name of a kind, a date or number as written."""
    if not term.startswith("<"):
        return value(term)
    return labels.get(term) or (tail(term).replace("-", " ") if term.startswith(f"<{KIND}") else tail(term))


def _support(dispute: Dispute, one: str, documents: Mapping[str, Document], origins: Mapping[str, str]) -> int:
    """How many independent publishers give a value; a copy that differs from what it was taken from is nobody's word."""
    sources = {voice.source for voice in dispute.voices if one in voice.values}
    return count_publishers((id for id in sources if not _strays(dispute, id, one, documents)), origins)


def _strays(dispute: Dispute, source: str, one: str, documents: Mapping[str, Document]) -> bool:
    """Whether a copy gives a value that what it was taken from does not give."""
    said: dict[str, list[str]] = defaultdict(list)
    for voice in dispute.voices:
        said[voice.source] += voice.values
    return any(original in said and one not in said[original] for original in copies_of(source, documents))
