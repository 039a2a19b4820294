"""From a written name to the one entity it names; likeness proposes and never merges."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.authorities import Authorities, AuthorityFile, is_slug
from vjgraph.diagnosing import Problem
from vjgraph.identifying import STUBS, LocalNames, Resolver, free, slug, stub
from vjgraph.model import Office, Organisation, Person, Place, Topic
from vjgraph.spelling import Spellings, ids
from vjgraph.yamltext import read_yaml


def person(*names: str, family: str = "", **others: object) -> Person:
    return Person(names={"en": names[0]} | ({"vi": names[1]} if names[1:] else {}), family=family, **others)


PEOPLE = {
    "to-lam": person("To Lam", "Tô Lâm", family="To"),
    "pham-minh-chinh": person("Pham Minh Chinh", "Phạm Minh Chính", family="Pham"),
    "pham-binh-minh": person("Pham Binh Minh", "Phạm Bình Minh", family="Pham"),
    "dang-thuy": person("Đặng Thuỳ", family="Đặng"),
    "nakatani-gen": person("Nakatani Gen", family="Nakatani"),
    "he-lifeng": person("He Lifeng", family="He"),
    "ishii-shohei": person("Ishii Shōhei", family="Ishii", aliases=["石井 昌平"]),
    "he-wei-dong": person("He Wei Dong", family="He"),
    "ann-low": person("Dr Ann Low"),
    "poe": person("General Poe"),
    "le-minh": person("Lê Minh", family="Lê"),
    "le-minh-2": person("Lê Mính", family="Lê"),
}
BODIES = {
    "viet-nam": Organisation(names={"en": "Viet Nam"}, kind="state", aliases=["Việt Nam"]),
    "coast-guard-of-aland": Organisation(names={"en": "Coast Guard of Aland"}, kind="agency", aliases=["the Coast Guard"]),
    "coast-guard-of-beland": Organisation(names={"en": "Coast Guard of Beland"}, kind="agency", aliases=["Coast Guard"]),
    "admm": Organisation(names={"en": "ADMM"}, kind="forum"),
    "admm-plus": Organisation(names={"en": "ADMM+"}, kind="forum"),
}
KNOWN = Authorities(
    {
        group: AuthorityFile(f"sources/authorities/{group}.yaml", entries)
        for group, entries in {
            "people": PEOPLE,
            "organisations": BODIES,
            "offices": {"envoy": Office(names={"en": "Envoy"})},
            "places": {"viet-nam": Place(names={"en": "Viet Nam"})},
            "topics": {"trade": Topic(names={"en": "commerce"}), "commerce": Topic(names={"en": "trade"})},
        }.items()
    }
)
NAMES = Resolver(KNOWN)


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("To Lam", "to-lam"), ("Tô Lâm", "to-lam"), ("TO LAM", "to-lam"), ("Lam To", "to-lam"), ("Lâm Tô", "to-lam"),
        ("Gen. To Lam", "to-lam"), ("H.E. Mr. Lam To", "to-lam"), ("\u202bTô\u200f  Lâm\u202c", "to-lam"), ("to-lam", "to-lam"),
        ("Pham Minh Chinh", "pham-minh-chinh"), ("Minh Chinh Pham", "pham-minh-chinh"), ("Phạm Bình Minh", "pham-binh-minh"),
        ("Dang Thuy", "dang-thuy"), ("ĐẶNG THUỲ", "dang-thuy"), ("Thuy Dang", "dang-thuy"),
        ("Gen Nakatani", "nakatani-gen"), ("Gen. Nakatani Gen", "nakatani-gen"), ("General Gen Nakatani", "nakatani-gen"),
        ("He Lifeng", "he-lifeng"), ("Lifeng He", "he-lifeng"), ("Mr. He Lifeng", "he-lifeng"),
        ("Ishii Shohei", "ishii-shohei"), ("Shouhei Ishii", "ishii-shohei"), ("Ishii Shōhei", "ishii-shohei"),
        ("石井 昌平", "ishii-shohei"), ("General Poe", "poe"),
        ("He Wei Dong", "he-wei-dong"), ("Wei Dong He", "he-wei-dong"), ("Ann Low", "ann-low"), ("Prof. Dr. Ann Low", "ann-low"),
        ("Lê Minh", "le-minh"), ("Lê Mính", "le-minh-2"), ("Minh Lê", "le-minh"),
    ],
)  # fmt: skip
def test_any_writing_of_a_name_finds_its_person(written, id):
    for form in ("NFC", "NFD"):
        assert NAMES.find("people", unicodedata.normalize(form, written)) == [id]


@pytest.mark.parametrize("name", ["Tố Lam", "Tô Lam", "Phạm Mình Chinh", "Phạm Minh", "Lam", "Lifeng", "Wei Dong", "Poe", ""])
def test_other_tones_and_parts_of_names_find_nobody(name):
    assert NAMES.find("people", name) == []


def test_a_name_without_marks_can_mean_all_that_differ_in_them():
    assert NAMES.find("people", "Le Minh") == ["le-minh", "le-minh-2"]


@pytest.mark.parametrize(
    ("written", "id"),
    [("Viet Nam", "viet-nam"), ("Vietnam", "viet-nam"), ("VIỆT NAM", "viet-nam"), ("Việtnam", "viet-nam"),
     ("The Viet Nam", "viet-nam"), ("ADMM", "admm"), ("ADMM+", "admm-plus"), ("ADMM Plus", "admm-plus")],
)  # fmt: skip
def test_spaces_do_not_tell_bodies_apart_but_signs_do(written, id):
    assert NAMES.find("organisations", written) == [id]


def test_an_id_names_its_own_entity_even_where_another_bears_it_as_name():
    assert NAMES.find("topics", "trade") == ["trade"]
    assert NAMES.named("topics", "trade") == ["commerce"]


def test_the_slot_decides_between_classes():
    assert NAMES.resolve(("organisations",), "Viet Nam") == ("organisations", "viet-nam")
    assert NAMES.resolve(("places",), "Viet Nam") == ("places", "viet-nam")
    assert NAMES.resolve(("topics", "places", "organisations"), "Viet Nam") == ("places", "viet-nam")


def test_an_ambiguous_name_names_the_candidates():
    problem = NAMES.resolve(("people", "organisations"), "Coast Guard")
    assert isinstance(problem, Problem)
    assert problem.code == "ambiguous-name"
    assert "coast-guard-of-aland (Coast Guard of Aland), coast-guard-of-beland (Coast Guard of Beland)" in problem.message
    assert problem.unknown is None


def test_an_unknown_name_proposes_the_nearest_and_prints_the_stub():
    problem = NAMES.resolve(("people",), "Phan Minh Chinh")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.unknown) == ("unknown-name", ("people", "Phan Minh Chinh"))
    first, *rest = problem.hint.splitlines()
    assert first.startswith("did you mean 'Pham Minh Chinh'")
    assert rest[1:] == ["phan-minh-chinh:", "  en: Phan Minh Chinh", "  family: ", "  country: ", "  review: true"]
    assert "sources/authorities/people.yaml" in rest[0]


def test_a_stub_does_not_take_the_id_of_another():
    problem = NAMES.resolve(("people",), "Tố Lam")
    assert isinstance(problem, Problem)
    assert "to-lam-2:" in problem.hint


def test_a_short_form_of_somebody_known_is_told_where_it_counts():
    problem = NAMES.resolve(("people", "organisations"), "Lam")
    assert isinstance(problem, Problem)
    assert "no person or body is called 'Lam'" in problem.message
    assert "where the source introduces the person under 'people:'" in problem.hint
    assert "people.yaml or to the file of its class" in problem.hint


def test_a_part_of_a_persons_name_is_nothing_to_a_slot_for_bodies():
    problem = NAMES.resolve(("organisations",), "Lam")
    assert isinstance(problem, Problem)
    assert "people" not in problem.hint
    assert "of its class" not in problem.hint


# --- short forms in one document -----------------------------------------------------------------------------------


def local(*ids: str, **called: list[str]) -> LocalNames:
    names = LocalNames()
    for id in ids:
        names.introduce(PEOPLE[id].names["en"], id, entry=PEOPLE[id], called=called.get(id.replace("-", "_"), []))
    return names


def test_whoever_is_introduced_is_known_in_full_and_by_part():
    names = local("to-lam", "pham-minh-chinh")
    assert names.find("Lam To") == names.find("Tô Lâm") == ["to-lam"]
    assert names.find("Lam") == []
    assert names.find_short("Lam") == names.find_short("Gen. Lâm") == ["to-lam"]
    assert names.find_short("Minh Chinh") == names.find_short("Prof. Chính") == ["pham-minh-chinh"]


def test_a_part_that_fits_several_names_all_of_them():
    assert local("pham-minh-chinh", "pham-binh-minh").find_short("Pham") == ["pham-binh-minh", "pham-minh-chinh"]


def test_a_part_in_other_tones_is_somebody_else():
    assert local("to-lam").find("Tố Lam") == []
    assert local("to-lam").find_short("Lam") == ["to-lam"]
    assert local("to-lam").find_short("Lãm") == []


def test_what_the_document_calls_somebody_is_a_full_form():
    assert local("to-lam", to_lam=["the Minister", "Bộ trưởng"]).find("The minister") == ["to-lam"]


@pytest.mark.parametrize("text", ["", "…", "Doe"])
def test_nobody_is_found_by_nothing_or_by_a_name_not_introduced(text):
    assert local("to-lam").find(text) == local("to-lam").find_short(text) == []


@pytest.mark.parametrize(
    ("name", "full", "part"),
    [
        ("Kim Hyun-sook", ["Kim Hyunsook", "Kim Hyun Sook", "Hyunsook Kim"], ["Kim", "Hyun-sook"]),
        ("Kim Hyunsook", ["Kim Hyun-sook", "Kim Hyun Sook"], ["Kim"]),
        ("Ōno Motohiro", ["Ono Motohiro", "Ohno Motohiro", "Ouno Motohiro"], ["Ōno", "Ono", "Oono"]),
        ("Sato Kotaro", ["Satou Kohtaro", "Satoh Kotarou"], ["Satou", "Kohtaroh"]),
    ],
)
def test_whoever_is_introduced_is_known_by_other_spellings_too(name, full, part):
    names = LocalNames()
    names.introduce("Jane Roe", "jane-roe", entry=Person())
    names.introduce(name, "somebody", entry=Person(family=name.split()[0]))
    assert [names.find(text) for text in full] == [["somebody"]] * len(full)
    assert [names.find_short(text) for text in part] == [["somebody"]] * len(part)


WORDS = ["Lam", "Lâm", "To", "Kim", "Hyun-sook", "Ōno", "Ohno", "Gen", "Doe,", "Jr.", "岸田"]
WRITTEN = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
SOMEBODY = st.tuples(
    st.sampled_from("abc"), st.lists(WRITTEN, min_size=1, max_size=3), st.sampled_from(["", "Lam", "Kim", "Ōno"])
)


@given(st.lists(SOMEBODY, max_size=4), WRITTEN)
def test_people_are_found_among_each_other_as_in_one_index_of_all(introduced, text):
    names, index = LocalNames(), Spellings()
    for id, (name, *aliases), family in introduced:
        names.introduce(name, id, entry=Person(aliases=aliases, family=family))
        for form in (name, *aliases):
            index.add(id, form, family=family)
    for asked in (text, f"Gen. {text}", *(form for _, written, _ in introduced for form in written)):
        assert names.find(asked) == ids(index.find(asked))
        assert names.find_short(asked) == ids(index.find_part(asked))


# --- stubs and ids -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "id"),
    [("Đặng Thùy Trâm", "dang-thuy-tram"), ("Gen. To Lam", "to-lam"), ("ADMM+", "admm-plus"), ("Roe & Doe, Inc.", "roe-doe-inc")],
)
def test_an_id_is_made_of_the_folded_words_of_a_name(name, id):
    assert slug(name) == id


@given(st.text())
def test_any_name_has_an_id(name):
    assert is_slug(slug(name))
    assert slug(name) == slug(name)


def test_a_taken_id_gets_the_first_free_number():
    assert free("a", {"b"}) == "a"
    assert free("a", {"a", "a-2", "a-4"}) == "a-3"


# No source holds a control character.
WRITTEN = st.text(st.characters(exclude_categories=["Cc", "Cs"])).filter(str.strip)


@given(st.sampled_from(sorted(STUBS)), WRITTEN)
def test_a_stub_is_yaml_that_says_the_name_and_waits_for_review(group, name):
    data, findings = read_yaml(stub(group, name, id="x"), file="x.yaml")
    assert findings == []
    assert data["x"]["en"].split() == name.split()
    assert data["x"]["review"] == "true"


@pytest.mark.parametrize("written", ["Ministry of Defense", "the ministry of defence", "MINISTRY OF DEFENSE"])
def test_a_body_is_found_in_british_and_american_spelling(written: str) -> None:
    for recorded in ("Ministry of Defence", "Ministry of Defense"):
        bodies = {"defence": Organisation(names={"en": recorded}, kind="ministry")}
        resolver = Resolver(Authorities({"organisations": AuthorityFile("", bodies)}))
        assert resolver.resolve(("organisations",), written) == ("organisations", "defence")


@pytest.mark.parametrize("name", ["", " ", "...", "-", "?", "—", "😀"])
def test_what_has_no_letter_or_digit_is_no_name_and_nothing_to_be_added(name: str) -> None:
    problem = Resolver(Authorities()).problem(("people",), name)
    assert (problem.code, problem.message, problem.unknown) == ("unknown-name", f"'{name}' is no name", None)


def test_an_id_is_never_longer_than_what_a_file_can_hold_as_a_key() -> None:
    assert len(slug("word " * 300)) <= 100
    assert slug("word " * 300)[-1] != "-"
