"""What can only be judged across sources and beside the documents: references, ids, texts, and what no quote covers."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from vjgraph.authorities import Authorities
from vjgraph.diagnosing import Problem
from vjgraph.errors import Finding
from vjgraph.facts import Fragment
from vjgraph.model import Occasion, several
from vjgraph.nearness import nearest
from vjgraph.occasions import SECTIONS
from vjgraph.quoting import Found, paragraphs_of_file, paragraphs_of_source
from vjgraph.reading import Document, place
from vjgraph.surrounding import Clash
from vjgraph.terms import tail
from vjgraph.yamltext import Path as DataPath

# A sentence ends with its stops and closing signs before a space; 3.5 ends none. Each run of stops is looked at once.
_SENTENCE = re.compile(r"\S.*?(?:(?<![.!?])[.!?]++['”’\")]*+(?=\s|$)|$)", re.S)


def check_ids(documents: Mapping[str, Document]) -> dict[str, list[Problem]]:
    """Per source id: ids used for two classes of things."""
    declared: dict[str, tuple[str, str]] = {}
    problems: dict[str, list[Problem]] = defaultdict(list)
    for name, section, index, entry in _entries(documents):
        first, source = declared.setdefault(entry.id, (section, name))
        # Twice in one document is said when that document is compiled.
        if first != section and source != name:
            message = f"the id '{entry.id}' is used for two things: it stands under {first} in {documents[source].file}"
            hint = f"choose another id, or move it under {first} if it is the same"
            problems[name].append(Problem((section, index, "id"), "id-twice", message, hint))
    return problems


def check_references(fragments: Mapping[str, Fragment], documents: Mapping[str, Document]) -> dict[str, list[Problem]]:
    """Per source id: references to no occasion of any document."""
    declared = {entry.id for _, _, _, entry in _entries(documents)}
    problems: dict[str, list[Problem]] = defaultdict(list)
    for name, fragment in fragments.items():
        for reference in fragment.references:
            if (id := tail(reference.iri)) not in declared:
                hint = nearest(id, sorted(declared)) or "give the occasion meant an 'id: …', in this source or another"
                problems[name].append(Problem(reference.path, "reference", f"nothing is called '{id}'", hint))
    return problems


def check_order(documents: Mapping[str, Document], authorities: Authorities) -> dict[str, list[Problem]]:
    """Per source id: occasions that are before or during themselves, directly or round a circle, as far as they are one."""
    told: dict[str, dict[tuple[str, str], tuple[str, DataPath]]] = {"during": {}, "before": {}}
    for name, section, index, entry in _entries(documents):
        for field in ("during", "before", "after"):
            for other in several(getattr(entry, field)):
                relation = "during" if field == "during" else "before"
                id, named = (authorities.standing("occasions", one) for one in (entry.id, other))
                pair = (named, id) if field == "after" else (id, named)
                told[relation].setdefault(pair, (name, (section, index, field)))
    problems: dict[str, list[Problem]] = defaultdict(list)
    for relation, pairs in told.items():
        while circle := _circle(pairs):
            # The sorter gives the circle backwards.
            name, path = pairs.pop((circle[1], circle[0]))
            message = f"'{circle[0]}' comes out {relation} itself: {f' {relation} '.join(reversed(circle))}"
            problems[name].append(Problem(path, "circle", message, "take one of these out"))
    return problems


def _circle(pairs: Iterable[tuple[str, str]]) -> list[str]:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for first, second in sorted(pairs):
        sorter.add(first, second)
    try:
        sorter.prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _entries(documents: Mapping[str, Document]) -> Iterator[tuple[str, str, int, Occasion]]:
    """Each occasion of each document: the document's id, section, number and entry."""
    for name, document in sorted(documents.items()):
        for section in SECTIONS:
            for index, entry in enumerate(getattr(document.record, section)):
                yield name, section, index, entry


def clash_problems(clashes: Iterable[Clash], fragments: Mapping[str, Fragment]) -> dict[str, list[Problem]]:
    """Per source id: dates that cannot both be true."""
    ids = {fragment.source: name for name, fragment in fragments.items()}
    problems: dict[str, list[Problem]] = {}
    for clash in clashes:
        code, hint = ("date-clash", "") if clash.field == "date" else ("order-clash", "the order or ")
        problem = Problem((*clash.fact.path, clash.field), code, clash.message, f"correct {hint}one of the two dates")
        problems.setdefault(ids[clash.fact.source], []).append(problem)
    return problems


def find_texts(folder: Path) -> dict[str, list[str]]:
    """The paragraphs of every text file in a folder, by the SHA-256 of its bytes."""
    texts: dict[str, list[str]] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file():
            raw = path.read_bytes()
            texts[hashlib.sha256(raw).hexdigest()] = paragraphs_of_file(raw.decode("utf-8", "replace"))
    return texts


def missing_text(document: Document, texts: Mapping[str, Sequence[str]]) -> list[Problem]:
    """The problem of a document whose text was asked for and is not among `texts`."""
    header = document.record.source
    if header.text or header.text_sha256 in texts:
        return []
    if not header.text_sha256:
        return [Problem(("source",), "no-text", "neither the text nor its hash is given", "add 'text:' or 'text_sha256:'")]
    hint = "the file may have been changed since: compare its sha256sum"
    return [Problem(("source", "text_sha256"), "no-text", "no file has this hash, so no quote was verified", hint)]


def uncovered(document: Document, fragment: Fragment, paragraphs: Sequence[str] | None) -> list[Problem]:
    """The sentences of a document's text in which no quote lies, as passages that may hold a fact nobody recorded."""
    text = document.record.source.text
    paragraphs = paragraphs_of_source(text) if text else paragraphs or ()
    by_par: dict[int, list[Found]] = {}
    for found in fragment.covered:
        by_par.setdefault(found.par, []).append(found)
    problems = []
    for number, paragraph in enumerate(paragraphs, start=1):
        for match in _SENTENCE.finditer(paragraph):
            words = match.group().split()
            if len(words) > 3 and not any(f.start < match.end() and f.end > match.start() for f in by_par.get(number, ())):
                shown = " ".join(words[:6]) + (" …" if len(words) > 6 else "")
                problems.append(Problem(("source",), "uncovered", f"paragraph {number}: no quote lies in “{shown}”", ""))
    return problems


def review_notes(authorities: Authorities) -> list[Finding]:
    """One note for each authority entry that still waits for review."""
    findings = []
    for file in authorities.files.values():
        problems = [
            Problem((id,), "review", f"'{id}' was proposed and waits for review", "complete it and take 'review: true' out")
            for id, entry in file.entries.items()
            if entry.review
        ]
        findings += place(problems, raw=file.raw, file=file.file, severity="note")
    return findings
