"""Where sources give one thing different values: what each says, which values stand, and whether they exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vjgraph.dating import join_dates
from vjgraph.facts import Fragment
from vjgraph.kinds import Kinds
from vjgraph.terms import Triple, below, edtf, kind, tail, value
from vjgraph.vocabulary import KIND, expand
from vjgraph.yamltext import Path

_HELD, _PLANNED = kind("status", "held"), kind("status", "planned")
_EVIDENCE, _QUOTE = expand("vj:evidence"), expand("vj:quote")
_WATCHED = {expand(f"vj:{name}"): name for name in ("date", "status", "kind", "place", "role", "inCapacity", "count")}


@dataclass(frozen=True, slots=True)
class Voice:
    """What one source (its id) says: its values of a property, the passages it says so in, their words, and the entry's path."""

    source: str
    values: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """Voices that differ on a term (`date`, `place` …) of one thing, and the values that stand.

    Where it is `contested` the values exclude each other; else the ones that stand only tell more. Who is `neutral` (sources'
    ids) says nothing that any other excludes.
    """

    subject: str
    term: str
    voices: tuple[Voice, ...]
    settled: tuple[str, ...]
    contested: bool
    neutral: frozenset[str] = frozenset()
    nodes: tuple[str, ...] = ()
    """What else bears the values that exclude each other, such as the words of who holds an office on that day."""

    @property
    def sides(self) -> tuple[Voice, ...]:
        """The voices that exclude each other."""
        return tuple(voice for voice in self.voices if voice.source not in self.neutral)

    @property
    def overruled(self) -> Iterator[Triple]:
        """The triples that sources say and that do not stand."""
        for voice in self.voices:
            for one in voice.values:
                if one not in self.settled:
                    yield self.subject, expand(f"vj:{self.term}"), one


class Words:
    """The passages of each node in each source, and what each passage quotes; state is the sources looked at so far.

    `whole` gives all that a source says, by its id: only the few that differ are asked for it.
    """

    def __init__(self, whole: Callable[[str], Fragment]) -> None:
        self.whole = whole
        self._read: dict[str, tuple[Mapping[str, Sequence[str]], Mapping[str, str]]] = {}

    def voice(self, source: str, values: Iterable[str], nodes: Sequence[str], path: Path) -> Voice:
        """What a source says in the passages of some nodes."""
        passages, quotes = self._of(source)
        evidence = tuple(dict.fromkeys(one for node in nodes for one in passages.get(node, ())))
        return Voice(source, tuple(values), evidence, tuple(quotes[one] for one in evidence if one in quotes), path)

    def _of(self, source: str) -> tuple[Mapping[str, Sequence[str]], Mapping[str, str]]:
        if source not in self._read:
            passages: dict[str, list[str]] = defaultdict(list)
            quotes: dict[str, str] = {}
            for subject, predicate, object in self.whole(source).triples:
                if predicate == _EVIDENCE:
                    passages[subject].append(object)
                elif predicate == _QUOTE:
                    quotes[subject] = value(object)
            self._read[source] = passages, quotes
        return self._read[source]


def find_differences(
    fragments: Mapping[str, Fragment], *, words: Words, kinds: Kinds, within: Mapping[str, str], bodies: Mapping[str, str]
) -> list[Dispute]:
    """What several sources tell differently of one event, participation, instrument or milestone.

    `within` gives the larger place of a place, `bodies` the body of an office, all as IRIs.
    """
    told: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for id, fragment in fragments.items():
        for subject, predicate, object in fragment.triples:
            if predicate in _WATCHED and subject in fragment.paths:
                told[subject, _WATCHED[predicate]][id].append(object)
    disputes = []
    for (subject, term), voices in sorted(told.items()):
        # Two entries that were decided to be one may differ in one source too.
        if len({frozenset(values) for values in voices.values()}) > 1 or _differs_with_itself(term, voices):
            firm = _firm(term, voices, told[_event(subject), "status"]) if (_event(subject), "status") in told else voices
            settled, contested = _settle(term, voices, kinds, within, bodies)
            plans: frozenset[str] = frozenset()
            if contested and len(firm) < len(voices):
                # What was planned otherwise than it was held contradicts nobody.
                settled, contested = _settle(term, firm, kinds, within, bodies)
                plans = frozenset(voices) - frozenset(firm)
            heard = tuple(
                words.voice(id, voices[id], _telling(subject, term, voices[id], id, words), fragments[id].paths[subject])
                for id in voices
            )
            disputes.append(Dispute(subject, term, heard, settled, contested, _neutral(term, firm, settled) | plans))
    return disputes


def _differs_with_itself(term: str, voices: Mapping[str, Sequence[str]]) -> bool:
    """Whether one source gives several values of what has one."""
    return term in ("date", "status", "kind", "place", "count") and any(len(set(values)) > 1 for values in voices.values())


def _event(subject: str) -> str:
    """The event that a participation is in; an event itself."""
    path = subject.rpartition("/")[0]
    # A base ends in either sign.
    return subject if path.endswith(("/event", "#event")) else f"{path}>"


def _firm(term: str, voices: Mapping[str, list[str]], status: Mapping[str, Sequence[str]]) -> Mapping[str, list[str]]:
    """The voices that tell of more than a plan, where one source says that the event was held and they tell of it."""
    if term == "status" or not any(_HELD in values for values in status.values()):
        return voices
    return {id: values for id, values in voices.items() if set(status[id]) != {_PLANNED}} or voices


def _telling(subject: str, term: str, values: Sequence[str], source: str, words: Words) -> list[str]:
    """The nodes whose words give a value: an office stands in the words that say who holds it, where there are any."""
    if term != "inCapacity":
        return [subject]
    fragment = words.whole(source)
    held = [below(fragment.source, subject, office) for office in values]
    return [node for node in held if node in fragment.paths] or [subject]


def _neutral(term: str, voices: Mapping[str, Sequence[str]], settled: Sequence[str]) -> frozenset[str]:
    """The sources whose values fit all others: a month for two of its days, the country of two towns."""
    if term == "date":
        dates = {id: [value(one) for one in values] for id, values in voices.items()}
        clashing = {id for id, own in dates.items() if any(join_dates([*own, *other])[2] for other in dates.values())}
        return frozenset(dates) - clashing
    return frozenset(id for id, values in voices.items() if not set(values) & set(settled))


def _settle(
    term: str, voices: Mapping[str, Sequence[str]], kinds: Kinds, within: Mapping[str, str], bodies: Mapping[str, str]
) -> tuple[tuple[str, ...], bool]:
    """The values that stand, and whether they exclude each other."""
    values = sorted({one for listed in voices.values() for one in listed})
    if term == "date":
        date, _, clash = join_dates([value(one) for one in values])
        return (edtf(date),), clash
    if term == "status":
        # What was planned has since been held, or called off.
        known = tuple(one for one in values if one != _PLANNED)
        return known, len(known) > 1
    if term in ("kind", "place", "role"):
        around: Callable[[str], Collection[str]] = (
            (lambda one: _places(one, within)) if term == "place" else (lambda one: _broader(one, kinds))
        )
        settled = tuple(one for one in values if not any(one in around(other) for other in values))
        if term == "role":
            return settled, _roles_clash(list(voices.values()), around, kinds)
        return settled, len(settled) > 1
    if term == "inCapacity":
        return tuple(values), _exclude(list(voices.values()), bodies)
    return tuple(values), True


def _roles_clash(voices: Sequence[Sequence[str]], around: Callable[[str], Collection[str]], kinds: Kinds) -> bool:
    """Whether no role of one source is a role of another, and one of them makes a counterpart."""
    for number, ours in enumerate(voices):
        for theirs in voices[number + 1 :]:
            agree = any(a == b or a in around(b) or b in around(a) for a in ours for b in theirs)
            if not agree and any(kinds.counts(tail(role)) for role in (*ours, *theirs)):
                return True
    return False


def _exclude(voices: Sequence[Sequence[str]], bodies: Mapping[str, str]) -> bool:
    """Whether two sources give different offices in one body, and share none in it."""
    for number, ours in enumerate(voices):
        for theirs in voices[number + 1 :]:
            for body in {bodies.get(office, "") for office in ours} - {""}:
                a, b = ({office for office in offices if bodies.get(office) == body} for offices in (ours, theirs))
                if b and not a & b:
                    return True
    return False


def _broader(iri: str, kinds: Kinds) -> list[str]:
    """The kinds above one, from near to far."""
    scheme, _, name = iri[1 + len(KIND) : -1].partition("/")
    found = []
    while name := kinds.of[scheme][name].broader if name in kinds.of[scheme] else "":
        found.append(kind(scheme, name))
    return found


def _places(place: str, within: Mapping[str, str]) -> list[str]:
    """The places around one, from near to far; round a circle, which is an error of its own, each once."""
    found: list[str] = []
    while (place := within.get(place, "")) and place not in found:
        found.append(place)
    return found
