"""Names in a built graph: any written form finds what it means, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vjgraph
from vjgraph.errors import UsageError
from vjgraph.naming import CLASSES, NameIndex

ALL = tuple(CLASSES)
BASE = "https://w3id.org/vjgraph/id/"


@pytest.fixture(scope="module", params=[False, True], ids=["searching", "by id"])
def names(project_graph: vjgraph.Graph, request: pytest.FixtureRequest) -> NameIndex:
    """The index of the invented project; where all identifiers are alike, an id wants no search."""
    return NameIndex(project_graph.store, alike=request.param)


@pytest.mark.parametrize(
    ("group", "text", "id"),
    [
        ("people", "Đào Thị Noe", "person/dao-noe"),
        ("people", "Dao Thi Noe", "person/dao-noe"),
        ("people", "Thi Noe Dao", "person/dao-noe"),
        ("people", "野絵", "person/dao-noe"),
        ("people", "Admiral Ann Poe", "person/ann-poe"),
        ("people", 'Max "Mac" O\'Zoe [red]', "person/mac-zoe"),
        ("people", "Max Mac O’Zoe red", "person/mac-zoe"),
        ("organisations", "the Republic of Beland", "organisation/beland"),
        ("organisations", "delegation of the Ministry of Foreign Affairs of Aland", "organisation/foreign-ministry-of-aland"),
        ("offices", "President of Beland", "office/president-of-beland"),
        ("offices", "Minister of Foreign Affairs", "office/foreign-minister-of-aland"),
        ("agreements", "harbour memorandum", "agreement/harbour-memorandum"),
        ("topics", "trade | tariffs [draft]", "topic/trade-tariffs"),
        ("places", "BESSE", "place/besse"),
        ("occasions", "Talks at Besse", "event/talks-besse-2019"),
        ("occasions", "roe-doe-2019", "event/roe-doe-2019"),
        ("occasions", "event/roe-doe-2019", "event/roe-doe-2019"),
        ("people", "person/jane-roe", "person/jane-roe"),
    ],
)
def test_any_form_of_a_name_finds_the_one_thing_it_names(group: str, text: str, id: str, names: NameIndex) -> None:
    assert names.find([group], text) == [BASE + id]
    assert names.resolve([group], text) == BASE + id


@pytest.mark.parametrize("alike", [False, True])
def test_an_id_is_looked_up_where_identifiers_are_alike(alike: bool, project_graph: vjgraph.Graph) -> None:
    asked: list[str] = []

    class Overheard:
        def query(self, text: str, /, *, prefixes: dict[str, str] | None = None) -> Any:
            asked.append(text)
            return project_graph.store.query(text, prefixes=prefixes)

    assert NameIndex(Overheard(), alike=alike).find(["occasions"], "roe-doe-2019") == [f"{BASE}event/roe-doe-2019"]
    assert any("STRENDS" in text for text in asked) is not alike


def test_an_id_is_found_though_the_base_was_changed_since_the_build(good_project: Path) -> None:
    vjgraph.build(good_project, exports=False)
    (good_project / "vjgraph.yaml").write_text("base: https://other.example/id/\n", "utf-8")
    graph = vjgraph.load(good_project)
    event = graph.query("SELECT ?event { ?event a vj:Event } LIMIT 1").rows[0]["event"]
    assert [row["meeting"] for row in graph.query("events", event.rpartition("/")[2])] == [event]


def test_a_full_name_comes_before_a_part_of_another(names: NameIndex) -> None:
    assert names.find(["topics"], "security") == [f"{BASE}topic/security"]
    assert names.find(["people"], "Minister Roe") == [f"{BASE}person/jane-roe"], "so the daily calls her"
    assert names.find(["people"], "Tom") == [f"{BASE}person/tom-doe"]
    assert names.find(["organisations"], "League") == [f"{BASE}organisation/beland-aland-league"]


def test_what_one_document_calls_somebody_can_be_another_elsewhere(names: NameIndex) -> None:
    """The daily calls John Doe so, and there is a Tom Doe."""
    with pytest.raises(UsageError, match=r"^'Doe' can be John Doe \(person/john-doe\); Tom Doe \(person/tom-doe\): write"):
        names.resolve(["people"], "Doe")


def test_part_of_a_name_is_somebodys_before_it_is_part_of_a_title(names: NameIndex) -> None:
    assert names.find(ALL, "Roe") == [f"{BASE}person/jane-roe"]
    assert names.find(ALL, "courtesy call") == [f"{BASE}event/roe-doe-2019"]


def test_an_office_is_not_found_inside_the_name_of_another(names: NameIndex) -> None:
    assert names.find(["offices"], "Minister of Foreign Affairs of Aland") == [f"{BASE}office/foreign-minister-of-aland"]
    assert names.find(["offices"], "Minister") == []


def test_the_slot_decides_between_a_state_and_its_place(names: NameIndex) -> None:
    assert names.find(["organisations", "places"], "Beland") == [f"{BASE}organisation/beland"]
    assert names.find(["places", "organisations"], "Beland") == [f"{BASE}place/beland"]
    assert names.namesakes(f"{BASE}organisation/beland") == [f"{BASE}organisation/beland", f"{BASE}place/beland"]
    assert names.namesakes(f"{BASE}person/jane-roe") == [f"{BASE}person/jane-roe"]


def test_a_name_that_can_be_several_things_is_refused_with_ids_that_are_not(names: NameIndex) -> None:
    with pytest.raises(UsageError) as refused:
        names.resolve(["organisations"], "Ministry")
    assert str(refused.value) == (
        "'Ministry' can be Ministry of Defence of Beland (organisation/defence-ministry-of-beland); "
        "Ministry of Foreign Affairs of Aland (organisation/foreign-ministry-of-aland): "
        "write the full name, or what stands in brackets"
    )
    for id in ("organisation/defence-ministry-of-beland", "organisation/foreign-ministry-of-aland"):
        assert names.resolve(ALL, id) == BASE + id


def test_a_name_that_nothing_bears_is_refused_with_the_nearest(names: NameIndex) -> None:
    with pytest.raises(UsageError, match="nothing in the graph is called 'Harbur Memorandum': did you mean 'Harbour Memorandum'"):
        names.resolve(ALL, "Harbur Memorandum")


def test_signs_that_no_name_has_keep_a_text_from_being_one(names: NameIndex) -> None:
    assert names.find(ALL, "Jane Roe}") == []
    assert names.find(ALL, 'Jane "Roe"') == []
    assert names.find(["people"], 'Max "Mac" O\'Zoe') == [f"{BASE}person/mac-zoe"]


def test_every_thing_is_listed_under_its_class_and_found_by_its_label(names: NameIndex) -> None:
    listing = names.listing()
    assert list(listing) == list(CLASSES)
    assert listing["people"][:2] == ["Ann Poe", "Jane Roe"]
    for group, labels in listing.items():
        assert labels == sorted(labels)
        for label in labels:
            (found,) = names.find([group], label)
            assert names.label(found) == label
            assert names.group(found) == group


def test_forms_of_a_label_are_all_its_names(names: NameIndex) -> None:
    assert {"Đào Thị Noe", "野絵"} <= set(names.forms_of("Đào Thị Noe"))
    assert names.forms_of("nobody") == []


@given(st.text(max_size=30))
def test_any_text_finds_things_of_the_classes_asked_for_only(names: NameIndex, text: str) -> None:
    for group in CLASSES:
        assert all(names.group(iri) == group for iri in names.find([group], text))


def test_short_forms_of_several_people_are_ambiguous(tell: Callable[..., Any]) -> None:
    told = tell(
        """
        people:
          Jane Roe: {called: [the minister], quote: Jane Roe, par: 1}
          John Doe: {called: [the minister], quote: John Doe, par: 1}
        """
    )
    with pytest.raises(UsageError, match=r"'the minister' can be Jane Roe .* John Doe"):
        NameIndex(told.store).resolve(["people"], "the minister")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Foreign Minister Roe", ""),  # no document calls her office so
        ("Minister Roe", "jane-roe"),
        ("Minister of Foreign Affairs Roe", "jane-roe"),
        ("Foreign Affairs Minister Roe", "jane-roe"),
        ("Deputy Foreign Affairs Minister Roe", ""),
        ("Deputy Minister Moe", "mary-moe"),
        ("Deputy Foreign Affairs Minister Moe", "mary-moe"),
        ("Minister Moe", ""),
        ("President Loe", "jim-loe"),
        ("former President Loe", "jim-loe"),
        ("former Minister Roe", ""),
        ("Minister of Roe", ""),
        ("Minister Admiral Roe", "jane-roe"),  # a rank may stand between the two
        ("Admiral Minister Roe", ""),
        ("Gen. Roe, Minister of Foreign Affairs of Aland", "jane-roe"),
        ("President of Beland Loe", "jim-loe"),
        ("President of Aland Loe", ""),
        ("President Roe", ""),
        ("Pres Loe", ""),
        ("Loe President", ""),
        (" ".join(["President"] * 9 + ["Loe"]), ""),
    ],
)
def test_an_office_before_part_of_a_name_finds_whoever_is_attested_in_it(text: str, person: str, names: NameIndex) -> None:
    """And nobody else of that name."""
    assert names.find(["people"], text) == ([f"{BASE}person/{person}"] if person else [])
    assert names.find(["organisations", "occasions"], text) == []


def test_the_longest_office_before_a_name_counts_and_no_word_of_it_is_taken_for_a_rank(write: Callable[..., Path]) -> None:
    offices = (
        "secretary: {en: Secretary of the Embassy of Aland}\nsecretary-general: {en: Secretary-General of the Sea League}\n"
        "counsellor: {en: Minister-Counsellor of Aland}\nminister: {en: Minister of Trade of Aland, aliases: [Trade Minister]}\n"
    )
    people = (
        "mori-bun: {en: Mori Bun, family: Mori}\nmori-ken: {en: Mori Ken, family: Mori}\ngoto-jun: {en: Goto Jun, family: Goto}\n"
    )
    files = {"sources/authorities/offices.yaml": offices, "sources/authorities/people.yaml": people}
    held = "Mori Bun: {as: Secretary of the Embassy of Aland}, Goto Jun: {as: Minister-Counsellor of Aland}"
    first = f"source: {{format: 1}}\npeople: {{{held}}}\n"
    index = vjgraph.build(write(first, files=files, name="one")).names
    assert index.find(["people"], "Secretary Mori") == [f"{BASE}person/mori-bun"]
    assert index.find(["people"], "Secretary General Mori") == []
    assert index.find(["people"], "Minister Goto") == []
    also = "Mori Ken: {as: Secretary-General of the Sea League, was: Trade Minister}"
    index = vjgraph.build(write(first.replace("{Mori", f"{{{also}, Mori"), files=files, name="two")).names
    assert index.find(["people"], "Secretary General Mori") == [f"{BASE}person/mori-ken"]
    assert index.find(["people"], "former Trade Minister Mori") == [f"{BASE}person/mori-ken"]
    assert index.find(["people"], "former Secretary Mori") == []


def test_pm_before_a_name_is_the_prime_minister(write: Callable[..., Path]) -> None:
    offices = "pm: {en: Prime Minister of Aland}\ndeputy: {en: Deputy Prime Minister of Aland}\n"
    told = (
        "source: {format: 1}\npeople: {Jane Roe: {as: Prime Minister of Aland}, John Doe: {as: Deputy Prime Minister of Aland}}\n"
    )
    index = vjgraph.build(write(told, files={"sources/authorities/offices.yaml": offices})).names
    assert index.find(["people"], "PM Roe") == [f"{BASE}person/jane-roe"]
    assert index.find(["people"], "Deputy PM Doe") == [f"{BASE}person/john-doe"]
    assert index.find(["people"], "PM Doe") == index.find(["people"], "former PM Roe") == []


# --- the name of something else ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("groups", "text", "message"),
    [
        (["occasions"], "Harbour Memorandum of 2019", ""),
        (["places"], "Jane Roe", "'Jane Roe' is a person, not a place: 'vjgraph query events-of \"Jane Roe\"' asks about it"),
        (
            ["people"],
            "talks-besse-2019",
            "'talks-besse-2019' is an event, Talks at Besse, not a person: 'vjgraph query events \"Talks",
        ),
        (["occasions"], "Fisheries Accord", "'Fisheries Accord' is an agreement, not an event: 'vjgraph query milestones \"Fish"),
        (
            ["agreements"],
            "League",
            "'League' is a body, Beland-Aland League, not an agreement: 'vjgraph query events-of \"Beland-A",
        ),
        (
            ["offices"],
            "joint patrols",
            "'joint patrols' is a topic, not an office: 'vjgraph query statements-about \"joint patrols\"'",
        ),
        (["people"], "Besse", "'Besse' is a place, not a person: 'vjgraph query events-in \"Besse\"' asks about it"),
    ],
)
def test_the_name_of_something_else_is_told_as_what_it_is(groups: list[str], text: str, message: str, names: NameIndex) -> None:
    with pytest.raises(UsageError) as refused:
        names.resolve(groups, text)
    assert str(refused.value).startswith(message or f"nothing in the graph is called '{text}': did you mean")


def test_what_goes_on_after_the_name_of_something_else_is_offered_too(write: Callable[..., Path]) -> None:
    """As somebody is called by an office whose whole name says more."""
    offices = "aland: {en: Emperor of Aland, country: Aland}\n"
    people = "jane-roe: {en: Jane Roe, aliases: [Emperor]}\n"
    files = {"sources/authorities/offices.yaml": offices, "sources/authorities/people.yaml": people}
    index = vjgraph.build(write("source: {format: 1}\npeople: {Jane Roe: {as: Emperor of Aland}}\n", files=files)).names
    asks = "'Emperor' is a person, Jane Roe, not {}: 'vjgraph query {} \"Jane Roe\"' asks about it"
    with pytest.raises(UsageError) as refused:
        index.resolve(["offices"], "Emperor")
    assert str(refused.value) == f"{asks.format('an office', 'offices-of')}; or did you mean 'Emperor of Aland'?"
    with pytest.raises(UsageError) as refused:
        index.resolve(["places"], "Emperor")
    assert str(refused.value) == asks.format("a place", "events-of")


def test_where_somebody_is_asked_about_the_holders_of_an_office_are_named_last_attested_first(
    write: Callable[..., Path],
) -> None:
    president, minister = "President of Beland", "Minister of Foreign Affairs of Aland"
    holders = {2011: "Jane Roe", 2014: "John Doe", 2012: "Ann Poe", 2013: "Jim Poe"}
    told = [
        f"{{format: 1, language: en, published: {year}-01-01}}\npeople: {{{who}: {{as: {president}}}}}"
        for year, who in holders.items()
    ]
    told.append(f"{{format: 1, language: en}}\npeople: {{Rob Foe: {{as: {minister}}}}}")
    index = vjgraph.build(write(*(f"source: {text}\n" for text in told))).names
    with pytest.raises(UsageError) as refused:
        index.resolve(["people", "organisations"], president)
    assert str(refused.value) == (
        f"'{president}' is an office, not a person or a body: ask about John Doe or Jim Poe or Ann Poe or others, who held it"
        f" ('vjgraph query office-holders \"{president}\"' tells when)"
    )
    with pytest.raises(UsageError, match=f"'{minister}' is an office, not a person: ask about Rob Foe, who held it"):
        index.resolve(["people"], minister)
    with pytest.raises(UsageError, match=f"'{minister}' is an office, not a place: 'vjgraph query office-holders"):
        index.resolve(["places"], minister)
