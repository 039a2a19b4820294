"""What the commands say beside rows: the summary of a build, of a check, the list of queries, all of one thing."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from vjgraph.citing import NO_WORDS, document
from vjgraph.errors import UsageError
from vjgraph.querying import Answer
from vjgraph.questions import Query
from vjgraph.rendering import check_format, hanging, one_line, render, to_json
from vjgraph.showing import Shown
from vjgraph.spelling import PART
from vjgraph.streaming import LINES

if TYPE_CHECKING:
    from vjgraph.building import Built
    from vjgraph.errors import Finding, FindingsError
    from vjgraph.explaining import Why
    from vjgraph.pipeline import Checked

_WHAT = "What it is"
"""The heading of the section that has none in a terminal."""
_MOST = 10
"""Findings that are told while somebody looks on: more would hide the first."""


def report_build(built: Built, *, seconds: float, written: bool = True) -> str:
    """The summary of a build: what was made of how much, how many quotes were verified, where it is.

    What was not `written` is the last build, of which nothing has changed.
    """
    made = (("sources", built.sources), *built.counts, ("triples", built.triples))
    lines = [f"{name:>14}  {count:,}" for name, count in made if count]
    quotes = f"{built.verified:,} of {_counted(built.quotes, 'quote')} verified"
    if built.verified < built.quotes:
        quotes += " ('vjgraph check --texts DIR' verifies those whose text is kept outside)"
    lines.append(quotes)
    if contested := _contested(built):
        lines.append(f"sources differ on {_counted(contested, 'value')}: 'vjgraph query conflicts' lists what each says")
    if built.compiled and built.compiled < built.sources:
        lines.append(_compiled(built))
    if missing := left_out(built):
        lines.append(f"{_counted(missing, 'source')} left out for errors")
    found = Counter(finding.severity for finding in built.findings)
    told = [_counted(found[key], key) for key in ("error", "warning", "note") if found[key]]
    done = f"{_shown(built.folder)}/ written in {seconds:.1f} s" if written else "nothing has changed since the last build"
    lines.append(done + (f"; {_joined(told)} in findings.txt" if told else ""))
    lines += [f"open {_shown(built.folder / 'graph.html')}"] if built.exported else _without_exports(built.project)
    return "\n".join(lines) + "\n"


def _without_exports(project: Path) -> list[str]:
    """How to get what was not written with a build."""
    here = shlex.quote(_shown(project))
    named, option = ("", "") if project == Path.cwd() else (f" {here}", f" --project {here}")
    ways = (
        ("all of them:", f"vjgraph build{named} --exports"),
        ("the graph:", f"vjgraph export graph.ttl{option}"),
        ("the map:", f"vjgraph view -o map.html{option}"),
    )
    return ["graph.ttl, graph.trig and graph.html were not written (they are up to 100,000 triples)"] + [
        f"  {what:<12} {command}" for what, command in ways
    ]


def report_rebuilt(
    built: Built, changed: Sequence[str], *, seconds: float, written: bool = True, last: Built | None = None, mended: bool = False
) -> str:
    """One line on a build of what somebody has changed, and whatever is wrong that the `last` build did not have.

    `mended` says that the sources held errors before.
    """
    before = set(last.findings) if last else set()
    words = ["no errors"] if mended else []
    if written:
        triples = _counted(built.triples, "triple")
        if last and (more := built.triples - last.triples):
            triples += f" ({abs(more):,} {'more' if more > 0 else 'fewer'})"
        words += [_compiled(built)] if built.compiled else []
        words += [triples]
        if missing := left_out(built):
            words.append(f"{_counted(missing, 'source')} left out for errors")
        if last and (contested := _contested(built)) != _contested(last):
            words.append(f"sources differ on {_counted(contested, 'value')} ({_contested(last):,} before)")
        words.append(f"{seconds:.1f} s")
    else:
        words.append("nothing has changed since the last build")
    fresh = [finding for finding in built.findings if is_fault(finding) and finding not in before]
    return _told(f"{_listed(changed)}: {', '.join(words)}", fresh)


def report_unbuilt(error: FindingsError, changed: Sequence[str]) -> str:
    """One line on a build of what somebody has changed that has errors, and the errors."""
    errors = _counted(len(error.findings), "error")
    return _told(f"{_listed(changed)}: {errors}, and what was built before stays", error.findings)


def is_fault(finding: Finding) -> bool:
    """Whether a finding of a build is told beside its summary.

    On what the sources differ is no fault of the project: how much that is stands in the summary.
    """
    return finding.severity != "note" and finding.code != "contested"


def left_out(built: Built) -> int:
    """How many sources were left out of a build because they hold errors."""
    errors = (finding for finding in built.findings if finding.severity == "error")
    return len({(error.file, error.line if error.file.endswith(LINES) else 0) for error in errors})


def _told(line: str, findings: Sequence[Finding]) -> str:
    lines = [line, *map(str, findings[:_MOST])]
    if len(findings) > _MOST:
        lines.append(f"and {len(findings) - _MOST:,} more: 'vjgraph check' lists them")
    return "\n".join(lines)


def _listed(names: Sequence[str]) -> str:
    """A few names, and how many more there are.

    >>> _listed(["a.yaml", "b.yaml"]), _listed("abcdef")
    ('a.yaml and b.yaml', 'a, b, c and 3 more files')
    """
    return _joined([*names[:3], f"{len(names) - 3:,} more files"] if len(names) > 4 else names)


def _joined(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _compiled(built: Built) -> str:
    return f"{built.compiled:,} of {_counted(built.sources, 'source')} compiled"


def _contested(built: Built) -> int:
    return sum(finding.code == "contested" for finding in built.findings)


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


def report_shown(shown: Shown, *, format: str = "table", width: int = 0) -> str:
    """Everything known of one thing, section by section, as text, Markdown or JSON; raise `UsageError` for another format."""
    if check_format(format) == "csv":
        raise UsageError("what is shown is several tables, and CSV is one: take json or md, or ask with 'vjgraph query'")
    if format == "json":
        sections = [
            {"heading": heading or _WHAT, "notes": answer.notes, "rows": [dict(row) for row in answer]}
            for heading, answer in shown.sections
        ]
        return to_json({"label": shown.label, "iri": shown.iri, "notes": shown.notes, "sections": sections})
    if format == "md":
        tables = [
            "\n".join([f"## {heading or _WHAT}", "", *(f"{note}\n" for note in answer.notes), render(answer, format="md")])
            for heading, answer in shown.sections
        ]
        return "\n".join([f"# {shown.label}", "", f"<{shown.iri}>", "", *tables])
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
