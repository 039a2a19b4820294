"""What can only be judged across sources and beside the documents: references, ids, texts, and what no quote covers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from vjgraph.authorities import Authorities
from vjgraph.deriving import Clash
from vjgraph.diagnosing import Problem, nearest
from vjgraph.errors import Finding
from vjgraph.facts import Fragment
from vjgraph.quoting import Found, paragraphs_of_file, paragraphs_of_source
from vjgraph.reading import Document, place
from vjgraph.terms import tail

_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?=\s|$)|[.!?](?=\S)[^.!?]*)*[.!?]*['”’\")]*", re.S)


def check_references(fragments: Mapping[str, Fragment]) -> dict[str, list[Problem]]:
    """Per source id: references to no occasion or to one of another class, and ids used for two classes of things."""
    types: dict[str, tuple[str, str]] = {}
    problems: dict[str, list[Problem]] = {}
    for name, fragment in sorted(fragments.items()):
        for fact in fragment.occasions:
            first, source = types.setdefault(fact.iri, (fact.type, name))
            if first != fact.type:
                message = f"the id '{tail(fact.iri)}' is used for two things: here and in {source}"
                problems.setdefault(name, []).append(Problem((*fact.path, "id"), "id-twice", message, "choose another id"))
    known = [tail(iri) for iri in types]
    for name, fragment in fragments.items():
        for reference in fragment.references:
            found = types.get(reference.iri)
            id = tail(reference.iri)
            if found is None:
                hint = nearest(id, known) or "give the occasion meant an 'id: …', in this source or another"
                problem = Problem(reference.path, "reference", f"nothing is called '{id}'", hint)
            elif reference.types and found[0] not in reference.types:
                problem = Problem(
                    reference.path, "reference", f"'{id}' is no {reference.types[0].lower()}", "name the visit it belongs to"
                )
            else:
                continue
            problems.setdefault(name, []).append(problem)
    return problems


def clash_problems(clashes: Iterable[Clash], fragments: Mapping[str, Fragment]) -> dict[str, list[Problem]]:
    """Per source id: dates that cannot both be true."""
    ids = {fragment.source: name for name, fragment in fragments.items()}
    problems: dict[str, list[Problem]] = {}
    for clash in clashes:
        problem = Problem((*clash.fact.path, "date"), "date-clash", clash.message, "correct one of the two dates")
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
        findings += place(problems, raw=file.raw, file=file.file, severity="note") if problems else []
    return findings
