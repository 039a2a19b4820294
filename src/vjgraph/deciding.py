"""What was decided of ids that could be one thing: `decisions.yaml` read, and held against the ids there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from vjgraph.authorities import DECISIONS, RECORDS, Authorities, Decisions
from vjgraph.diagnosing import Problem
from vjgraph.errors import Finding
from vjgraph.identifying import slug
from vjgraph.model import Decision
from vjgraph.nearness import nearest
from vjgraph.reading import Document, convert, decode, place, read_bytes
from vjgraph.yamltext import Positions, read_yaml

OCCASIONS = ("visits", "meetings", "events")
"""The sections whose entries are the class `occasions`."""

_HINT = "write '- {same: [jane-roe, j-roe], because: \"…\"}', or 'different' in the place of 'same'"
_QUOTE = "put a reason that holds a comma in quotation marks"
Known = Mapping[str, Mapping[str, Any]]
"""All ids by class; those of occasions by section."""


@dataclass(frozen=True, slots=True)
class DecisionFile:
    """The decisions as read, by their place in the file, and what positions are found by."""

    file: str
    entries: Mapping[int, Decision]
    raw: bytes = b""

    def place(self, problems: Sequence[Problem], *, warn: bool = False) -> list[Finding]:
        """Problems of decisions as findings."""
        return place(problems, raw=self.raw, file=self.file, severity="warning" if warn else "error") if problems else []


def read_decisions(folder: Path, *, root: Path) -> tuple[DecisionFile, list[Finding]]:
    """Read the decisions beside the authority files; a file that is missing, or holds only comments, decides nothing."""
    path = folder / DECISIONS
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    if not path.is_file():
        return DecisionFile(file, {}), []
    raw, findings = read_bytes(path, file=file)
    text = ""
    if not findings:
        text, findings = decode(raw, file=file)
    if findings or not text.strip():
        return DecisionFile(file, {}), findings
    data, findings = read_yaml(text, file=file)
    nothing = DecisionFile(file, {}, raw)
    if findings:
        return nothing, [finding for finding in findings if finding.code != "empty"]
    if not isinstance(data, list):
        return nothing, nothing.place([Problem((), "type", "the file wants a list of decisions", _HINT)])
    entries: dict[int, Decision] = {}
    problems: list[Problem] = []
    for index, item in enumerate(data):
        record, found = convert(item, Decision, path=(index,))
        # In braces, a comma ends the reason, and what follows would be a key.
        problems += [p._replace(hint=_QUOTE) if p.code == "unknown-key" and " " in str(p.path[-2]) else p for p in found]
        if record is not None:
            entries[index] = record
    return DecisionFile(file, entries, raw), nothing.place(problems)


def known_ids(authorities: Authorities, documents: Iterable[Document]) -> Known:
    """Every id that can be decided on, by class and section."""
    known: dict[str, dict[str, Any]] = {group: dict(authorities.entries(group)) for group in RECORDS}
    known |= {section: {} for section in OCCASIONS}
    for document in documents:
        for section in OCCASIONS:
            known[section] |= dict.fromkeys(entry.id for entry in getattr(document.record, section))
    return known


def decide(file: DecisionFile, *, known: Known, whole: bool = True) -> tuple[Decisions, list[Finding]]:
    """What the decisions come to, and all that is wrong with them; what is wrong decides nothing.

    Where not all files could be read (`whole` is false), ids that nothing seems to have are passed over.
    """
    problems: list[Problem] = []
    sames: list[tuple[int, str, list[str]]] = []
    others: list[tuple[int, str, list[str]]] = []
    for index, decision in file.entries.items():
        found = _judge(index, decision, known)
        if isinstance(found, str):
            (sames if decision.same else others).append((index, found, decision.same or decision.different))
        else:
            problems += found if whole else [problem for problem in found if problem.code != "unknown-id"]
    joined = _join_ids(sames)
    positions: Positions = {}
    if file.raw:
        read_yaml(file.raw.decode("utf-8-sig"), file=file.file, positions=positions)
    different = set()
    for index, group, ids in others:
        heads = joined.get(group, {})
        for a, b in combinations(ids, 2):
            first, second = heads.get(a, a), heads.get(b, b)
            if first != second:
                different.add((group, frozenset((first, second))))
                continue
            # Said at the later of the two, where one decision joins them; else it takes several to do so.
            by = next((at for at, of, listed in sames if of == group and a in listed and b in listed), None)
            at, how, other = (index, "different", by) if by is None or by < index else (by, "same", index)
            where = "by several decisions" if other is None else f"in line {positions[(other,)][0]}"
            here, there = ("different", "the same") if how == "different" else ("the same", "different")
            message = f"'{a}' and '{b}' are {here} here, and {there} {where}"
            problems.append(Problem((at, how), "decided-twice", message, "keep the one decision that is right"))
    return Decisions(joined, frozenset(different)), file.place(problems)


def _judge(index: int, decision: Decision, known: Known) -> str | list[Problem]:
    """The class that a decision is about, or what is wrong with it."""
    if bool(decision.same) == bool(decision.different):
        found = "both 'same' and 'different'" if decision.same else "neither 'same' nor 'different'"
        return [Problem((index,), "decision", f"a decision with {found}", _HINT)]
    verb, ids = ("same", decision.same) if decision.same else ("different", decision.different)
    problems = []
    if not decision.because.strip(" .…"):
        hint = "add 'because: \"…\"', what in the sources shows it"
        problems.append(
            Problem((index, "because"), "no-reason", f"nothing says why they are {'the same' if verb == 'same' else verb}", hint)
        )
    if len(ids) < 2:
        problems.append(Problem((index, verb), "decision", f"'{verb}' wants two ids or more", _HINT))
    for at, id in enumerate(ids):
        if id in ids[:at]:
            problems.append(Problem((index, verb, at), "decision", f"'{id}' stands here twice", "take one of the two out"))
        elif not any(id in entries for entries in known.values()):
            every = [other for entries in known.values() for other in entries]
            hint = nearest(id, every) or nearest(slug(id), every) or "ids are what stands before the names, or after 'id:'"
            problems.append(Problem((index, verb, at), "unknown-id", f"nothing has the id '{id}'", hint))
    if decision.class_ and decision.class_ not in known:
        hint = nearest(decision.class_, list(known)) or "leave it out where the ids are of one class only"
        message = f"'class' wants one of {', '.join(known)}, not '{decision.class_}'"
        problems.append(Problem((index, "class"), "type", message, hint))
    if problems:
        return problems
    wanted = [decision.class_] if decision.class_ else list(known)
    fitting = [name for name in wanted if all(id in known[name] for id in ids)]
    if len(fitting) == 1:
        return "occasions" if fitting[0] in OCCASIONS else fitting[0]
    if fitting:
        hint = f"add 'class: {fitting[0]}', or the one that is meant"
        return [Problem((index, verb), "decision-class", f"these ids can be {' or '.join(fitting)}", hint)]
    if decision.class_:
        missing = next(id for id in ids if id not in known[decision.class_])
        return [Problem((index, verb, ids.index(missing)), "decision-class", f"'{missing}' is none of the {decision.class_}", "")]
    told = ", ".join(f"{id} ({' and '.join(name for name in known if id in known[name])})" for id in ids)
    return [Problem((index, verb), "decision-class", f"these are of different classes: {told}", "decide on ids of one class")]


def _join_ids(sames: Iterable[tuple[int, str, Sequence[str]]]) -> dict[str, dict[str, str]]:
    """By class, each id that another one stands for: the first of its list, or what in turn stands for that."""
    members: dict[str, dict[str, list[str]]] = defaultdict(dict)
    behind: set[tuple[str, str]] = set()
    order = {pair: number for number, pair in enumerate(dict.fromkeys((group, id) for _, group, ids in sames for id in ids))}
    for _, group, ids in sames:
        # Each id shares one list with all that it is the same as, in the order they are told.
        together = sorted({one for id in ids for one in members[group].get(id, [id])}, key=lambda id: order[group, id])
        members[group] |= dict.fromkeys(together, together)
        behind |= {(group, id) for id in ids[1:]}
    joined: dict[str, dict[str, str]] = {}
    for group, lists in members.items():
        heads = {id: next((one for one in listed if (group, one) not in behind), listed[0]) for id, listed in lists.items()}
        joined[group] = {id: head for id, head in heads.items() if id != head}
    return joined
