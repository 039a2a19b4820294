"""What the commands say beside rows: the summary of a build, of a check, the list of queries, all of one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from vjgraph.citing import NO_WORDS, document
from vjgraph.querying import Answer
from vjgraph.questions import Query
from vjgraph.rendering import hanging, one_line, render
from vjgraph.showing import Shown
from vjgraph.spelling import PART

if TYPE_CHECKING:
    from vjgraph.building import Built
    from vjgraph.errors import FindingsError
    from vjgraph.explaining import Why
    from vjgraph.pipeline import Checked


def report_build(built: Built, *, seconds: float) -> str:
    """The summary of a build: what was made of how much, how many quotes were verified, where it is."""
    made = (("sources", built.sources), *built.counts, ("triples", built.triples))
    lines = [f"{name:>14}  {count:,}" for name, count in made if count]
    quotes = f"{built.verified:,} of {_counted(built.quotes, 'quote')} verified"
    if built.verified < built.quotes:
        quotes += " ('vjgraph check --texts DIR' verifies those whose text is kept outside)"
    contested = sum(finding.code == "contested" for finding in built.findings)
    if contested:
        quotes += f"\nsources differ on {_counted(contested, 'value')}: 'vjgraph query conflicts' lists what each says"
    found = Counter(finding.severity for finding in built.findings)
    told = [_counted(found[key], key) for key in ("warning", "note") if found[key]]
    written = f"{_shown(built.folder)}/ written in {seconds:.1f} s" + (f"; {' and '.join(told)} in findings.txt" if told else "")
    return "\n".join([*lines, quotes, written, f"open {_shown(built.folder / 'graph.html')}"]) + "\n"


def report_refusal(error: FindingsError) -> str:
    """One line on why nothing was built."""
    return f"{_counted(len(error.findings), 'error')}: nothing was built, and what was built before stays"


def report_check(checked: Checked) -> str:
    """One line on what was found: sources, errors, warnings, notes, quotes verified.

    >>> from vjgraph.pipeline import Checked
    >>> report_check(Checked(()))
    '0 sources, 0 errors, 0 warnings, 0 notes'
    """
    found = Counter(finding.severity for finding in checked.findings)
    words = [_counted(len(checked.documents), "source"), *(_counted(found[key], key) for key in ("error", "warning", "note"))]
    quotes = sum(fragment.quotes for fragment in checked.fragments.values())
    verified = sum(fragment.verified for fragment in checked.fragments.values())
    return ", ".join(words) + (f"; {verified:,} of {_counted(quotes, 'quote')} verified" if quotes else "")


def report_queries(queries: Mapping[str, Query], *, format: str = "table", width: int = 0) -> str:
    """The named queries, how each is written and what it answers; in a table's place a list that fits any terminal."""
    if format != "table":
        columns = ("query", "usage", "question", "example")
        rows = [(query.name, query.usage, query.question, query.example) for query in queries.values()]
        return render(Answer(columns, tuple(dict(zip(columns, row, strict=True)) for row in rows)), format=format, width=width)
    lines = [f"{query.usage}\n    {query.question}" for query in queries.values()]
    lines.append("\nNames may be written in any form; --from and --to ask about other periods than a year. For example:")
    lines += [f"    {query.example}" for name, query in queries.items() if name in ("who-met-whom", "sources-of")]
    return "\n".join(lines) + "\n"


def report_shown(shown: Shown, *, width: int = 0) -> str:
    """Everything known of one thing, section by section."""
    parts = [f"{shown.label}\n{shown.iri}\n"]
    for heading, answer in shown.sections:
        if heading == "Evidence":
            parts.append(f"\n{heading}\n" + _cited(answer, width))
        elif heading:
            notes = hanging(answer.notes, width)
            parts.append(f"\n{heading}\n{notes}" + render(answer, width=width, counted=False))
        else:
            values: dict[str, list[str]] = {}
            for row in answer:
                values.setdefault(row["what"], []).append(row["value"])
            parts.append("".join(f"{what:>20}  {', '.join(listed)}\n" for what, listed in values.items()))
    return "".join(parts)


def _cited(answer: Answer, width: int) -> str:
    """Passages under the document they stand in: paragraph, words, and what they stand behind."""
    parts = []
    for _, group in groupby(answer, key=lambda row: row["source"]):
        rows = list(group)
        behind: dict[tuple[str, str], list[str]] = {}
        for row in rows:
            where = f"paragraph {row['paragraph']}: " if row["paragraph"] else ""
            behind.setdefault((where, f"“{row['quote']}”" if row["quote"] else ""), []).append(row["subject"])
        title = one_line(", ".join(filter(None, (document(rows[0]), rows[0]["address"]))))
        parts.append(
            f"{title}\n" + hanging((f"{where}{words} - {'; '.join(of)}" for (where, words), of in behind.items()), width)
        )
    return "\n".join(parts) or f"{NO_WORDS}\n"


def report_why(why: Why) -> str:
    """Why a name finds what it finds, in blocks: the form, the rules, the words in which it stands."""
    if not why.matches:
        near = "; the nearest:" if why.nearest else ", and nothing is like it: 'vjgraph show' lists what there is"
        lines = [f"“{why.asked}” is nothing in this graph{near}"]
        for other in why.nearest:
            lines += ["", _headed(other.label, other.iri), *(f"    {reason}" for reason in other.because)]
            if other.form != other.label:
                lines.append(f"    the form compared is “{other.form}”")
        return "\n".join(lines) + "\n"
    lines = []
    if len(why.matches) > 1:
        lines = [f"“{why.asked}” can be {len(why.matches)} things: write the full name, or what stands in brackets", ""]
    for match in why.matches:
        rules = [f"{rule}, and of nothing else here" if rule == PART and len(why.matches) == 1 else rule for rule in match.rules]
        told = match.use if match.use == "its id" else f"“{match.form}”, {match.use}"
        by = "; ".join(rules) or ("" if match.use == "its id" else "as it is written")
        words = [("" if number else "words", cited) for number, cited in enumerate(match.words)]
        parts = [("form", told), ("by", by), *words]
        lines += [_headed(match.label, match.iri), *(f"{name:>8}  {text}" for name, text in parts if text), ""]
    return "\n".join(lines[:-1]) + "\n"


def _headed(label: str, iri: str) -> str:
    return f"{label} ({'/'.join(iri.rsplit('/', 2)[1:])})"


def report_names(listing: Mapping[str, Sequence[str]]) -> str:
    """The names of all things, by class."""
    titles = {"organisations": "bodies", "occasions": "visits, meetings and other events"}
    return "".join(
        f"{titles.get(group, group)}\n" + "".join(f"  {name}\n" for name in names) for group, names in listing.items() if names
    )


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _shown(path: Path) -> str:
    """A path as the user would write it: relative to where they stand, if it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
