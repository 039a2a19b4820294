"""Questions of time: who held what when, what came before, first and last attested; certain apart from possible, and why."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

import vjgraph
from vjgraph.dates import parse_date
from vjgraph.errors import UsageError
from vjgraph.periods import read_when
from vjgraph.querying import bound_terms, select
from vjgraph.questions import read_queries, read_query
from vjgraph.terms import day, edtf, text
from vjgraph.vocabulary import DATA, KIND, expand

PRESIDENT = "President of Aland"
HELD = read_queries()["held-office"]


def rows(answer: Any, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of an answer's rows."""
    return [tuple(row[column] for column in columns) for row in answer]


def says(on: str, **people: str) -> tuple[str, str]:
    """A source that says of people, by their family names, that they hold (or "was", "acting") the office."""
    forms = {"roe": "Jane Roe", "foe": "Rob Foe", "moe": "Max Moe"}
    return on, "people:\n" + "".join(f"  {forms[name]}: {{{key}: {PRESIDENT}}}\n" for name, key in people.items())


# --- a date as an argument -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["President of Beland", "yesterday"], "'yesterday' is no EDTF date: write 2023-04-04, 2023-04, 2023"),
        (["President of Beland", "2019-13"], "there is no month 13"),
        (["President of Beland", "XXXX-07-01"], "'XXXX-07-01' names no year: write 2023-04-04"),
        (["President of Beland", "2019~"], "'2019~' leaves open which day is asked about: write 2023-04-04"),
        (["President of Beland", "[2019, 2020]"], "leaves open which day is asked about"),
        (["President of Beland"], "'held-office' takes 2 arguments, not 1: vjgraph query held-office OFFICE DATE"),
        (["President of Belant", "2019"], "did you mean 'President of Beland'"),
    ],
)
def test_what_is_no_date_is_refused_in_one_line(arguments: list[str], words: str, project_graph: vjgraph.Graph) -> None:
    with pytest.raises(UsageError) as refused:
        project_graph.query("held-office", *arguments)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.exit_code == 2


def test_a_projects_own_query_takes_an_optional_date_or_a_name_instead(tmp_path: Path) -> None:
    query = read_query(
        "# argument: who: people; or when: date; optional\n# period: yes\nSELECT * {\n  # bind: ?who ?since ?until\n}", name="q"
    )
    assert query.usage == "q [PERSON|DATE] [--year Y]"
    project = tmp_path
    (project / "queries").mkdir()
    store = ox.Store()
    named = " ; ".join(f'{expand(term)} "Jane Roe"' for term in ("rdfs:label", "foaf:name"))
    store.load(f"<{DATA}person/roe> a {expand('vj:Person')} ; {named} .".encode(), format=ox.RdfFormat.TURTLE)
    from vjgraph.naming import NameIndex

    def terms(*arguments: str, period: tuple[date, date] | None = None) -> dict[str, str]:
        found = bound_terms(query, arguments, names=NameIndex(store), parameters={}, period=period)
        return {name: term.value for name, term in found.items()}

    assert terms() == {}
    assert terms("Jane Roe") == {"who": f"{DATA}person/roe"}
    assert terms("2019-07") == {"since": "2019-07-01", "until": "2019-07-31"}
    with pytest.raises(UsageError, match="nothing in the graph is called 'July'"):
        terms("July")
    with pytest.raises(UsageError, match="give either a date or --year"):
        terms("2019-07", period=read_when("2019"))


def test_a_date_is_declared_by_itself() -> None:
    with pytest.raises(UsageError, match="a date is no name: write 'VARIABLE: CLASS; or when: date'"):
        read_query("# argument: who: people, date\nSELECT * {}", name="q")


# --- who held an office on a day -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("2019-07-02", [("Jane Roe", ["2019-07-02"], "certain", "")]),
        ("2019-07", [("Jane Roe", ["2019-07-02"], "certain", "")]),
        (
            "2019-08-01",
            [
                (
                    "Jane Roe",
                    ["2019-07-02", "2019-10-05"],
                    "possible",
                    "attested on 2019-07-02 and on 2019-10-05, before and after",
                )
            ],
        ),
        ("2019-12-24", [("Jane Roe", ["2019-10-05"], "possible", "last attested on 2019-10-05, before that")]),
        ("2020-06-01", []),
        ("2018", [("Jane Roe", ["2019-07-02"], "possible", "first attested on 2019-07-02, after that")]),
    ],
)
def test_who_held_an_office_is_certain_on_an_attested_day_and_possible_around_it(graph, asked, answer) -> None:
    built = graph(says("2019-07-02", roe="as"), says("2019-10-05", roe="as"), says("2020-01-01", roe="was"))
    assert rows(built.query("held-office", PRESIDENT, asked), "person", "attested", "certainty", "because") == answer


def test_between_two_holders_both_are_possible_and_each_says_on_which_side(graph) -> None:
    built = graph(
        says("2018-07-02", roe="as"), says("2019-07-02", roe="as"), says("2020-01-01", foe="as"), says("2021", foe="as")
    )
    assert rows(built.query("held-office", PRESIDENT, "2019-09"), "person", "because") == [
        ("Jane Roe", "last attested on 2019-07-02, before that"),
        ("Rob Foe", "first attested on 2020-01-01, after that"),
    ]
    assert rows(built.query("held-office", PRESIDENT, "2020-01-01"), "person", "certainty") == [("Rob Foe", "certain")]
    assert rows(built.query("held-office", PRESIDENT, "2019/2020"), "person", "certainty") == [
        ("Jane Roe", "certain"),
        ("Rob Foe", "certain"),
    ]


def test_who_is_called_former_no_longer_holds_it_unless_attested_again(graph) -> None:
    built = graph(says("2018-07-02", roe="as"), says("2019-07-02", roe="was"), says("2020-01-01", roe="as"))
    assert rows(built.query("held-office", PRESIDENT, "2019-01-01"), "because") == [("last attested on 2018-07-02, before that",)]
    assert rows(built.query("held-office", PRESIDENT, "2019-08-01"), "because") == [("first attested on 2020-01-01, after that",)]
    assert rows(built.query("held-office", PRESIDENT, "2020-01-01"), "certainty") == [("certain",)]


def test_who_is_only_later_called_former_may_have_held_it_before(graph) -> None:
    built = graph(says("2019-07-02", foe="was"), says("2019-10-05", roe="was"), says("2019-09-01", moe="as"))
    columns = ("person", "status", "attested", "certainty", "because", "sources")
    roe = ("Jane Roe", ["held"], ["2019-10-05"], "possible", "held it at some time before 2019-10-05", ["source-2"])
    foe = ("Rob Foe", ["held"], ["2019-07-02"], "possible", "held it at some time before 2019-07-02", ["source-1"])
    moe = ("Max Moe", ["holds"], ["2019-09-01"], "possible", "first attested on 2019-09-01, after that", ["source-3"])
    ask = partial(built.query, "held-office", PRESIDENT)
    assert rows(ask("2018"), *columns) == [roe, moe, foe], "several may have"
    assert rows(ask("2019-07-01"), *columns) == [roe, moe, foe]
    assert rows(ask("2019-07-02"), *columns) == [roe, moe], "on that day and after it he is former"
    assert rows(ask("2019-09-01"), "person", "certainty") == [("Max Moe", "certain")], "one is attested then"
    assert rows(ask("2019-10-05"), "person") == [("Max Moe",)]
    assert [fact.removeprefix(DATA) for fact in ask("2018").rows[0]["facts"]] == ["source/source-2/jane-roe/president-of-aland"]


def test_a_former_holder_is_not_offered_where_somebody_is_attested_around_that_time(graph) -> None:
    built = graph(says("2018-07-02", roe="as"), says("2019-07-02", roe="as"), says("2020-01-01", foe="was"))
    assert rows(built.query("held-office", PRESIDENT, "2019-01"), "person") == [("Jane Roe",)]
    assert rows(built.query("held-office", PRESIDENT, "2018"), "person") == [("Jane Roe",)]
    assert rows(built.query("held-office", PRESIDENT, "2017"), "person") == [("Jane Roe",), ("Rob Foe",)]


@pytest.mark.parametrize(
    ("sources", "asked", "answer"),
    [
        ([("2018-07-02", {"roe": "as"}), ("2020", {"roe": "was"}), ("2017", {"foe": "as"})], "2016", [("Rob Foe", ["2017"])]),
        ([("2017", {"roe": "as"}), ("2020", {"roe": "was"}), ("2018", {"foe": "as"})], "2019", [("Rob Foe", ["2018"])]),
        ([("2018-07-02", {"roe": "as"}), ("2020", {"roe": "was"})], "2018-07-02", [("Jane Roe", ["2018-07-02"])]),
        ([("2018-07-02", {"roe": "was"}), ("2020", {"roe": "was"})], "2019", []),
    ],
    ids=["attested after it", "attested before it", "attested then", "former by then"],
)
def test_a_word_of_a_former_office_that_others_explain_says_nothing_of_another_time(graph, sources, asked, answer) -> None:
    built = graph(*(says(on, **people) for on, people in sources))
    assert rows(built.query("held-office", PRESIDENT, asked), "person", "attested") == answer


def test_who_is_called_former_before_being_attested_may_have_held_it_before_that(graph) -> None:
    built = graph(says("2018-07-02", roe="was"), says("2020-01-01", roe="as"))
    assert rows(built.query("held-office", PRESIDENT, "2017"), "status", "because") == [
        (["held"], "held it at some time before 2018-07-02")
    ]
    assert rows(built.query("held-office", PRESIDENT, "2019"), "status", "because") == [
        (["holds"], "first attested on 2020-01-01, after that")
    ]


def test_a_former_office_of_a_month_or_inferred_says_so(graph) -> None:
    said = f"people: {{Jane Roe: {{was: {PRESIDENT}, inferred: {{was: her portrait}}}}}}"
    assert rows(graph(("2019-07", said)).query("held-office", PRESIDENT, "2019-07"), "because") == [
        ("held it at some time before a day in 2019-07 (office inferred: her portrait)",)
    ]


def test_a_word_of_a_month_or_with_a_doubt_is_possible_and_says_so(graph) -> None:
    month = says("2019-07", roe="as")
    assert rows(graph(month).query("held-office", PRESIDENT, "2019-07-05"), "certainty", "because") == [
        ("possible", "attested in 2019-07, which need not be then")
    ]


def test_an_inferred_office_is_possible_and_acting_is_shown(graph) -> None:
    said = f"people: {{Jane Roe: {{acting: {PRESIDENT}, inferred: {{acting: the seating}}}}}}"
    assert rows(graph(("2019-07-02", said)).query("held-office", PRESIDENT, "2019-07-02"), "status", "certainty", "because") == [
        (["acting"], "possible", "office inferred: the seating")
    ]


def test_documents_of_one_day_that_contradict_each_other_leave_it_possible(graph) -> None:
    built = graph(says("2019-07-02", roe="as"), says("2019-07-02", roe="was"))
    assert rows(built.query("held-office", PRESIDENT, "2019-07-02"), "certainty", "because") == [
        ("possible", "another document of that day says that it was held before")
    ]


def test_each_row_names_the_words_it_rests_on(graph) -> None:
    built = graph(says("2019-07-02", roe="as"), says("2019-10-05", roe="as"))
    (row,) = built.query("held-office", PRESIDENT, "2019-08")
    assert [fact.removeprefix(DATA) for fact in row["facts"]] == [
        "source/source-1/jane-roe/president-of-aland",
        "source/source-2/jane-roe/president-of-aland",
    ]
    assert row["sources"] == ["source-1", "source-2"]


class Word(NamedTuple):
    """One document's word of one office."""

    person: str
    held: bool
    on: str
    inferred: bool

    @property
    def days(self) -> tuple[date, date]:
        bounds = parse_date(self.on)
        return bounds.earliest or date.min, bounds.latest or date.max


DATES = [
    "2019-01-01",
    "2019-01-02",
    "2019-01-03",
    "2019-01-04",
    "2019-01",
    "2018-12",
    "2019-01-03?",
    "2019-01-02/..",
    "[..2019-01-02]",
]
WORDS = st.lists(st.builds(Word, st.sampled_from("ab"), st.booleans(), st.sampled_from(DATES), st.booleans()), max_size=6)
ASKED = st.sampled_from(["2018-12-31", "2019-01-01", "2019-01-02", "2019-01-03", "2019-01-05", "2019-01", "2018"])


def _triples(words: list[Word]) -> bytes:
    office = f"<{DATA}office/o>"
    lines = [f'{office} {expand("rdfs:label")} "the office" .']
    for name in ("holds", "held"):
        lines.append(f'<{KIND}holding/{name}> {expand("rdfs:label")} "{name}" .')
    for number, word in enumerate(words):
        node, person, source = f"<{DATA}word/{number}>", f"<{DATA}person/{word.person}>", f"<{DATA}source/{number}>"
        lines += [
            f"{node} a {expand('vj:Attestation')} ; {expand('vj:office')} {office} ; {expand('vj:person')} {person} .",
            f"{node} {expand('vj:holding')} <{KIND}holding/{'held' if word.held else 'holds'}> .",
            f"{node} {expand('vj:source')} {source} .",
            f"{node} {expand('vj:attestedOn')} {edtf(word.on)} .",
            f"{source} {expand('dcterms:identifier')} {text(str(number))} .",
            f"{person} {expand('rdfs:label')} {text(word.person)} .",
            f"<{DATA}tenure/{word.person}> a {expand('vj:Tenure')} ; {expand('vj:office')} {office} .",
            f"<{DATA}tenure/{word.person}> {expand('vj:person')} {person} .",
        ]
        bounds = parse_date(word.on)
        for term, end in (("vj:earliest", bounds.earliest), ("vj:latest", bounds.latest)):
            lines += [f"{node} {expand(term)} {day(end)} ."] if end else []
        lines += [f"{node} {expand('vj:dateQualified')} true ."] if bounds.qualified else []
        lines += [f"{node} {expand('vj:reason')} {text('a guess')} ."] if word.inferred else []
    return "\n".join(lines).encode()


def _holders(words: list[Word], since: date, until: date) -> dict[str, str]:
    """Who held the office, and how sure, by the rules in words: certain, on (possible), around, before, after or only former."""
    serving, former = [word for word in words if not word.held], [word for word in words if word.held]

    def ended(person: str) -> list[date]:
        return [word.days[1] for word in former if word.person == person and word.days[1] != date.max]

    def falls(word: Word) -> bool:
        first, last = word.days
        inside = since <= first and last <= until
        over = any(first <= end <= since for end in ended(word.person))
        return first <= until and last >= since and (inside or not over)

    def only_former(person: str) -> bool:
        """Called former after that time, never by then, and attested in office at no time up to that word."""
        called = min((word.days[1] for word in former if word.person == person), default=date.min)
        own = [word for word in serving if word.person == person]
        return called > since and all(word.days[0] > until and word.days[0] >= called for word in own)

    found: dict[str, str] = {}
    ends: dict[str, tuple[date | None, date | None]] = {}
    for person in sorted({word.person for word in words}):
        own = [word for word in serving if word.person == person]
        if on := [word for word in own if falls(word)]:
            sure = [
                word
                for word in on
                if since <= word.days[0] and word.days[1] <= until and not word.inferred and not parse_date(word.on).qualified
                and word.days[1] not in ended(person)
            ]  # fmt: skip
            found[person] = "certain" if sure else "on"
            continue
        last = max((word.days[1] for word in own if word.days[1] < since), default=None)
        if last and any(last <= end <= since for end in ended(person)):
            last = None
        first = min((word.days[0] for word in own if word.days[0] > until), default=None)
        if last and first and any(last < end < first for end in ended(person)):
            first = None
        ends[person] = last, first
        if last and first:
            found[person] = "around"
    touched = any(word.days[0] <= until and word.days[1] >= since for word in serving)
    around = "around" in found.values()
    if not touched and not around:
        for person, (last, first) in ends.items():
            if last and not first and last == max(word.days[1] for word in serving if word.days[1] < since):
                found[person] = "before"
            if first and not last and first == min(word.days[0] for word in serving if word.days[0] > until):
                found[person] = "after"
            if only_former(person):
                found[person] = "former"
    return found


def _told(row: Any) -> str:
    if row["certainty"] == "certain":
        assert row["because"] == ""
        return "certain"
    starts = {"last attested": "before", "first attested": "after", "held it at some time before": "former"}
    assert row["certainty"] == "possible"
    told = next((kind for start, kind in starts.items() if row["because"].startswith(start)), "on")
    return "around" if row["because"].endswith("before and after") else told


@given(WORDS, ASKED)
def test_whoever_held_it_follows_from_the_words_alone(words: list[Word], asked: str) -> None:
    store = ox.Store()
    store.load(_triples(words), format=ox.RdfFormat.TURTLE)
    since, until = read_when(asked)
    terms = {
        name: ox.Literal(str(end), datatype=ox.NamedNode(expand("xsd:date")[1:-1]))
        for name, end in (("since", since), ("until", until))
    }
    answer = select(
        store, HELD.text, lists=HELD.lists, joined=HELD.joined, bound={**terms, "office_id": ox.NamedNode(f"{DATA}office/o")}
    )
    assert {row["person"]: _told(row) for row in answer} == _holders(words, since, until)


@settings(max_examples=12)
@given(WORDS.filter(lambda words: len(words) > 2), ASKED)
def test_another_library_finds_the_same_holders(ask_rdflib: Any, words: list[Word], asked: str) -> None:
    since, until = read_when(asked)
    xsd = expand("xsd:date")
    terms = {"since": f'"{since}"^^{xsd}', "until": f'"{until}"^^{xsd}', "office_id": f"<{DATA}office/o>"}
    found = ask_rdflib(rdflib.Graph().parse(data=_triples(words), format="turtle"), HELD.text, terms)
    assert {row["person"]: row["certainty"] for row in found if row["person"]} == {
        person: "certain" if told == "certain" else "possible" for person, told in _holders(words, since, until).items()
    }
