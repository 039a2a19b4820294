"""The page of answered questions, docs/questions.md, stands as the graph answers now.

`python tests/test_answers.py` writes it anew.
"""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

import vjgraph
from vjgraph.errors import UsageError
from vjgraph.querying import Answer
from vjgraph.rendering import render

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "questions.md"
KINDS = {
    "Who met whom": ("who-met-whom", "met-both"),
    "Meetings, and who was there": ("meetings", "meetings-of", "sessions-of", "present-at", "mentioned-only"),
    "Who held which office, and when": ("held-office", "office-holders", "offices-of", "office-at-signing"),
    "What happened, and in what order": ("happened", "before", "after", "order-of", "attested", "planned", "undated"),
    "Where the sources differ": ("conflicts",),
    "What was said and promised": ("statements", "commitments", "statements-about", "statements-at", "topics-of"),
    "Agreements": ("agreements", "milestones", "instruments-cited-together"),
    "Names, bodies and passages": (),
}
MOST, MOST_SOURCES = 6, 2
# Words of the documents, and titles, are one command away (`--evidence`) and no part of the page.
LEFT_OUT = ("quote", "title")
_BARE = re.compile(r"[\w./:=-]+", re.ASCII)
_SPEC = importlib.util.spec_from_file_location("competency_suites", ROOT / "tests" / "test_competency.py")
assert _SPEC
assert _SPEC.loader
suite = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(suite)

Question = Mapping[str, Any]

OPENING = """\
# Questions and their answers

{total} questions to vjgraph, each with the command that asks it and what it answers, or how many rows: {together} of the five
articles together, {example} of the invented example, {alone} of single articles. The page is generated from the suites of
questions, and a test holds it against what the graph answers now.

**How the questions were written.** Blind: each set by a writer who had only the texts before them, and the names of the
queries and their columns, not the graph. The right answers were written down with the questions and committed before the
graph was asked. Where a right answer was afterwards found to be wrong by the text, or said what the graph calls by another
name, it was corrected, and the history of its file shows it.

**What is checked.** Every row that a right answer holds; where it says *exactly*, that there is no other row; and that none
of the rows is there which the writer foresaw as wrong (in the suites: `rows`, `match: exactly`, `never`). Many questions are
traps: who only attended has met nobody, a former minister holds no office, a plan is no visit. One command asks all again:

```sh
pip install '.[test]' && pytest tests/test_competency.py
```

**How to read an answer.** *certain* means stated, on days that lie inside the period asked about; all else is *possible*,
and `because` says why. Dates are EDTF: `[2022-09-09..2022-09-12]` is one of these days, `[..2023-04-04]` that day or some day
before, `XXXX-02-27` of a year that nobody tells. `publishers` counts those who tell of it independently of one another.
`--evidence` adds to each row the words behind it, with document and paragraph. Of a long answer six rows stand here, those
that the question is after before the others.

{contents}
"""
TOGETHER = {
    "all": (
        "The five articles together",
        "In a clone of this repository, after `pip install . && vjgraph build`.",
    ),
    "example": (
        "The invented example",
        "Aland, Beland and the six papers that tell of them: `vjgraph init strait --example && cd strait`. These answers are\n"
        "given after one has read what `vjgraph check` asks, and decided that two meetings were told under two ids each;\n"
        "`sources/authorities/decisions.yaml` then says:\n\n```yaml\n{decisions}```\n\nand `vjgraph build` takes it up.",
    ),
}
ALONE = """\
## Each article alone

Each article is built alone, so that *all meetings* are all of that article. {number} questions, asked where the
article was built (then `cd ..`); for `ARTICLE` write the heading below:

```sh
rm -rf alone && mkdir -p alone/sources && cp -r sources/authorities sources/ARTICLE.yaml alone/sources
cd alone && vjgraph build
```

*rows* is how many the answer has; *checked* is what the suite demands of them.
"""


def test_the_page_says_what_the_graph_answers(tmp_path: Path) -> None:
    assert PAGE.read_text(encoding="utf-8") == written(tmp_path)


def test_every_question_of_the_suites_stands_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, path in suite.SUITES.items():
        part = page.partition(f"## {TOGETHER[name][0] if name in TOGETHER else name}\n")[2]
        for question in read(path):
            assert _plain(question["question"]) in part, question["question"]


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ({"query": "meetings"}, "vjgraph query meetings"),
        ({"query": "held", "arguments": ["Minister", "2023-04"]}, "vjgraph query held Minister 2023-04"),
        ({"query": "met", "arguments": ["To Lam"], "year": 2023}, 'vjgraph query met "To Lam" --year 2023'),
        ({"query": "met", "arguments": ["the Friends' Group"]}, 'vjgraph query met "the Friends\' Group"'),
        ({"query": "met", "from": "2021-05", "to": "2022"}, "vjgraph query met --from 2021-05 --to 2022"),
        ({"query": "met", "parameters": {"of": "all"}}, "vjgraph query met -p of=all"),
        ({"query": "met", "arguments": ['"$HOME" sweet']}, "vjgraph query met '\"$HOME\" sweet'"),
    ],
)
def test_a_question_is_written_as_it_is_typed(question: Question, command: str) -> None:
    assert typed(question) == command
    assert shlex.split(command)[3 : 3 + len(question.get("arguments", ()))] == question.get("arguments", [])


def written(folder: Path) -> str:
    """The page, from graphs built in a folder."""
    suites = {name: read(path) for name, path in suite.SUITES.items()}
    alone = {name: questions for name, questions in suites.items() if name not in TOGETHER}
    parts: list[str] = []
    for name in TOGETHER:
        parts += _together(name, suites[name], built(name, folder / name), folder / name)
    parts.append(ALONE.format(number=sum(map(len, alone.values()))))
    for name, questions in alone.items():
        parts += [f"### {name}\n", _compact(questions, built(name, folder / name))]
    opening = OPENING.format(
        total=sum(map(len, suites.values())),
        together=len(suites["all"]),
        example=len(suites["example"]),
        alone=sum(map(len, alone.values())),
        contents=_contents(parts),
    )
    return "\n".join([opening, *parts])


def read(path: Path) -> list[Question]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


def built(name: str, project: Path) -> vjgraph.Graph:
    """The graph that a suite is asked of, as tests/test_competency.py builds it."""
    if name in TOGETHER:
        shutil.copytree(suite.TOGETHER[name] / "sources", project / "sources")
        if name == "example":
            suite._decide(project)
    else:
        shutil.copytree(ROOT / "sources" / "authorities", project / "sources" / "authorities")
        shutil.copy(ROOT / "sources" / f"{name}.yaml", project / "sources")
    return vjgraph.build(project)


def answered(graph: vjgraph.Graph, question: Question) -> Answer | str:
    """The answer, or why there is none: a name that is nobody's."""
    try:
        return graph.query(question["query"], *map(str, question.get("arguments") or ()), **suite._keywords(question))
    except UsageError as error:
        return str(error)


def typed(question: Question) -> str:
    """A question as it is typed.

    Double quotes, which every shell knows; single ones only where the shell would read what stands in double ones.
    """
    words = ["vjgraph", "query", question["query"], *map(str, question.get("arguments") or ())]
    for key, value in (question.get("parameters") or {}).items():
        words += ["-p", f"{key}={value}"]
    for option in ("year", "from", "to"):
        words += [f"--{option}", str(question[option])] if option in question else []
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    if _BARE.fullmatch(word):
        return word
    return shlex.quote(word) if set(word) & set('"$`\\!') else f'"{word}"'


def held(question: Question) -> str:
    """What the suite demands of the answer, in a few words."""
    rows, never = len(question.get("rows") or ()), len(question.get("never") or ())
    counted = f"{rows} row{'' if rows == 1 else 's'}" if rows else "no row"
    if question["match"] == "exactly":
        told = f"exactly {counted}" if rows else counted
    else:
        told = f"{counted} among them" if rows else ""
    return ", ".join(filter(None, (told, f"none of {never} wrong ones" if never > 1 else "not the wrong one" if never else "")))


def _kind(question: Question) -> str:
    return next((kind for kind, queries in KINDS.items() if question["query"] in queries), [*KINDS][-1])


def _together(name: str, questions: list[Question], graph: vjgraph.Graph, project: Path) -> Iterator[str]:
    heading, way = TOGETHER[name]
    decided = project / "sources" / "authorities" / "decisions.yaml"
    yield f"## {heading}\n"
    yield way.format(decisions=decided.read_text(encoding="utf-8") if decided.is_file() else "") + "\n"
    for kind in KINDS:
        of_kind = [question for question in questions if _kind(question) == kind]
        if of_kind:
            yield f"### {kind}{'' if name == 'all' else ', in the example'}\n"
        for question in of_kind:
            yield f"**{_plain(question['question'])}**\n\n```sh\n{typed(question)}\n```\n"
            yield _shown(question, answered(graph, question), graph) + f"\n*Checked: {held(question)}.*\n"


def _shown(question: Question, answer: Answer | str, graph: vjgraph.Graph) -> str:
    if isinstance(answer, str):
        return f"> {_plain(answer)}\n"
    if not answer.rows:
        return "no rows\n"
    shown = tuple(name for name in answer.shown if name not in LEFT_OUT)
    more = len(answer) - MOST
    rows = _chosen(question, answer, graph)
    # Where the question is which documents tell of something, all of them are the answer.
    if "sources" in shown and not any("sources" in row for row in question.get("rows") or ()):
        rows = tuple(dict(row, sources=_first(row["sources"])) for row in rows)
    table = render(replace(answer, rows=rows, read=shown), format="md")
    return table + (f"\n… and {more} more\n" if more > 0 else "")


def _chosen(question: Question, answer: Answer, graph: vjgraph.Graph) -> tuple[Mapping[str, Any], ...]:
    """As many rows as the page has room for: those that the question is after, then the first of the others; in their order."""
    wanted = question.get("rows") or ()
    after = [number for number, row in enumerate(answer) if any(suite._matches(one, row, graph.names) for one in wanted)]
    others = [number for number in range(len(answer)) if number not in after]
    return tuple(answer.rows[number] for number in sorted((after + others)[:MOST]))


def _first(sources: list[str]) -> list[str]:
    more = len(sources) - MOST_SOURCES
    return [*sources[:MOST_SOURCES], f"and {more} more"] if more > 0 else sources


def _compact(questions: list[Question], graph: vjgraph.Graph) -> str:
    lines = ["| question | command | rows | checked |", "| --- | --- | ---: | --- |"]
    for question in sorted(questions, key=lambda question: [*KINDS].index(_kind(question))):
        answer = answered(graph, question)
        rows = "unknown name" if isinstance(answer, str) else str(len(answer))
        lines.append(f"| {_plain(question['question'])} | `{typed(question)}` | {rows} | {held(question)} |")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return re.sub(r"([\\|`*_\[\]<>~])", r"\\\1", " ".join(text.split()))


def _contents(parts: list[str]) -> str:
    lines = []
    for part in parts:
        if heading := re.match(r"(##+) ([^\n]+)", part):
            anchor = re.sub(r"[^\w -]", "", heading[2].lower()).replace(" ", "-")
            lines.append(f"{'  ' * (len(heading[1]) - 2)}- [{heading[2]}](#{anchor})")
    return "\n".join(lines)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(written(Path(folder)), encoding="utf-8")
