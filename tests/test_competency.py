"""The graph is judged by questions written from each article alone, before the article was annotated.

Each question names a query, its arguments and the rows a right answer holds; `match: exactly` allows no other row and
`never` names rows that would be wrong. Each article is asked alone, so that "all meetings" are that article's, in the embedded
store and, from graph.ttl, in rdflib; then all of them together, and the invented example, in the store.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import rdflib
import yaml

import vjgraph
from vjgraph.errors import UsageError
from vjgraph.names import fold
from vjgraph.naming import CLASSES
from vjgraph.periods import read_period
from vjgraph.querying import bound_terms
from vjgraph.questions import AND, Query
from vjgraph.sparql import SEPARATOR

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "src" / "vjgraph" / "templates" / "example"
TOGETHER = {"all": ROOT, "example": EXAMPLE}
SUITES = {path.stem: path for path in sorted((ROOT / "tests" / "competency").glob("*.yaml"))}
SUITES["example"] = ROOT / "tests" / "fixtures" / "example" / "questions.yaml"
SUITES = {name: path for name, path in SUITES.items() if path.is_file()}
_DATE = re.compile(r"[\[\]\dX./?~%, -]+")


def _questions() -> list[Any]:
    return [
        pytest.param(source, question, id=f"{source}-{number:02}")
        for source, path in SUITES.items()
        if source in TOGETHER or (ROOT / "sources" / f"{source}.yaml").is_file()
        for number, question in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1)
    ]


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[vjgraph.Graph, rdflib.Graph | None]]:
    """One graph for each article alone, the same triples in rdflib beside it, and one for all together."""
    built = {}
    for source in SUITES:
        project = tmp_path_factory.mktemp("asked") / source
        if source in TOGETHER:
            shutil.copytree(TOGETHER[source] / "sources", project / "sources")
            if source == "example":
                _decide(project)
        elif (ROOT / "sources" / f"{source}.yaml").is_file():
            shutil.copytree(ROOT / "sources" / "authorities", project / "sources" / "authorities")
            shutil.copy(ROOT / "sources" / f"{source}.yaml", project / "sources")
        else:
            continue
        graph = vjgraph.build(project)
        alone = source not in TOGETHER
        built[source] = (graph, rdflib.Graph().parse(project / "build" / "graph.ttl") if alone else None)
    return built


def _decide(project: Path) -> None:
    """What an analyst decides who has read the texts: the ledger says which meetings were told under two ids."""
    ledger = yaml.safe_load((ROOT / "tests" / "fixtures" / "example" / "planted.yaml").read_text(encoding="utf-8"))
    same = [{"same": one["pair"], "because": one["why"]} for one in ledger["meetings"] if one["same"]]
    (project / "sources" / "authorities" / "decisions.yaml").write_text(yaml.safe_dump(same), encoding="utf-8")


@pytest.mark.parametrize(("source", "question"), _questions())
def test_the_article_answers(source: str, question: dict[str, Any], graphs: dict[str, Any], ask_rdflib: Any) -> None:
    graph, copy = graphs[source]
    rows = _ask(graph, question)
    names = graph.names
    expected = question.get("rows") or []
    missing = [row for row in expected if not any(_matches(row, found, names) for found in rows)]
    assert not missing, f"{question['question']}: not answered"
    if question["match"] == "exactly":
        extra = [found for found in rows if not any(_matches(row, found, names) for row in expected)]
        assert not extra, f"{question['question']}: more than the article says"
        assert len(rows) == len(expected)
    wrong = [(row, found) for row in question.get("never") or [] for found in rows if _matches(row, found, names)]
    assert not wrong, f"{question['question']}: wrong"
    if copy is not None:
        assert _in_rdflib(graph, partial(ask_rdflib, copy), question) == sorted(map(_flat, rows)), "rdflib answers otherwise"


def _asked(graph: vjgraph.Graph, question: dict[str, Any]) -> tuple[Any, ...]:
    texts = (str(question[key]) if key in question else None for key in ("year", "from", "to"))
    query = graph.queries[question["query"]]
    arguments = [str(text) for text in question.get("arguments") or []]
    return query, arguments, question.get("parameters") or {}, read_period(*texts)


def _ask(graph: vjgraph.Graph, question: dict[str, Any]) -> list[Any]:
    try:
        return list(graph.query(question["query"], *_asked(graph, question)[1], **_keywords(question)))
    except UsageError as error:
        # Who or what the article does not name is unknown to its graph: no row.
        if "nothing in the graph is called" in str(error):
            return []
        raise


def _keywords(question: dict[str, Any]) -> dict[str, str]:
    period = {"year": "year", "from": "from_", "to": "to"}
    return {name: str(question[key]) for key, name in period.items() if key in question} | (question.get("parameters") or {})


def _in_rdflib(graph: vjgraph.Graph, ask: Callable[..., Any], question: dict[str, Any]) -> list[str]:
    query, arguments, parameters, period = _asked(graph, question)
    try:
        terms = bound_terms(query, arguments, names=graph.names, parameters=parameters, period=period)
    except UsageError:
        return []
    rows = ask(query.text, terms)
    return sorted(_flat({name: _told(query, name, value) for name, value in row.items()}) for row in rows)


def _told(query: Query, name: str, value: str | None) -> Any:
    several = sorted(set(filter(None, (value or "").split(SEPARATOR))))
    if name in query.joined:
        return query.joined[name].join(several) or ("" if query.joined[name] == AND else None)
    return several if name in query.lists else value


def _flat(row: Any) -> str:
    return str(
        {
            name: str(value).lower() if isinstance(value, bool) else value if value is None else str(value)
            for name, value in row.items()
        }
    )


def _matches(expected: dict[str, Any], found: Any, names: Any) -> bool:
    fits = all(_cell(key, value, found, names) for key, value in expected.items())
    # To have met is mutual: which name comes first is a matter of the alphabet and of the language.
    return fits or ("meeting" in found and "a" in expected and "b" in expected and _turned(expected, found, names))


def _turned(expected: dict[str, Any], found: Any, names: Any) -> bool:
    return all(_cell(key, value, {**found, "a": found["b"], "b": found["a"]}, names) for key, value in expected.items())


def _cell(key: str, value: Any, found: Any, names: Any) -> bool:
    if key == "act_any":
        return any(_same(act, found["act"], names) for act in value)
    if key == "says" and str(value).startswith("~"):
        # Paraphrases are the annotator's words: what was said is in them, in the topics or in the quoted words.
        said = " ".join([found["says"] or "", *found["topics"], *found["quote"], *found["quantities"]])
        return _same(value, said, names)
    return key in found and _same(value, found[key], names)


def _folded(text: str) -> str:
    return fold(text).replace(" ", "")


def _same(wanted: Any, found: Any, names: Any) -> bool:
    """Cells agree as dates to the letter, as names of one entity, or (`~`) where one contains the other's text."""
    if isinstance(wanted, list):
        return all(any(_same(one, other, names) for other in (found if isinstance(found, list) else [found])) for one in wanted)
    if isinstance(found, list):
        return any(_same(wanted, other, names) for other in found)
    want, have = str(wanted), "" if found is None else str(found)
    if want.startswith("~"):
        return any(_folded(want[1:]) in _folded(form) for form in (have, *names.forms_of(have)))
    if _DATE.fullmatch(want):
        return want == have
    known = names.find(list(CLASSES), want)
    return fold(want) == fold(have) or (bool(known) and set(known) == set(names.find(list(CLASSES), have)))


def test_an_instrument_that_two_articles_tell_of_is_one_row_and_certain_as_soon_as_one_of_them_is(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    rows = _joint_vision(tmp_path)
    assert [len(row["sources"]) for row in rows] == [2, 2]
    assert {row["certainty"] for row in rows} == {"certain"}
    article = tmp_path / "sources" / "2020-03-02-yamazaki-koji-viet-nam.yaml"
    signed = "      quote: signed in April 2018\n"
    article.write_text(article.read_text().replace(signed, f"      inferred: {{by: told as the two ministries}}\n{signed}"))
    rows = _joint_vision(tmp_path)
    assert {row["certainty"] for row in rows} == {"possible"}
    assert [row["because"].count("by inferred") for row in rows] == [2, 2]


def _joint_vision(project: Path) -> list[dict[str, Any]]:
    """The instrument's rows among the instruments and among the milestones."""
    graph = vjgraph.build(project)
    found = [graph.query(query) for query in ("agreements", "milestones")]
    return [row for answer in found for row in answer if row["agreement"].startswith("Joint Vision Statement")]
