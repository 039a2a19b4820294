"""The search of the page, in a real browser: what finds whom, in which order, and how it is worked."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import vjgraph
from vjgraph.explorer.reader import Reader
from vjgraph.names import TITLES, fold

Open = Callable[..., Page]
Found = list[dict[str, Any]]

# Slightly more than the pause after which the number found is said.
SAID = 2_000


def ask(page: Page, text: str, **options: list[str]) -> Found:
    """What a text can mean, best first."""
    found: Found = page.evaluate("([text, options]) => vjgraph.find(text, options)", [text, options])
    return found


def first(page: Page, *texts: str) -> dict[str, str]:
    """What comes first for each text."""
    answers = {text: ask(page, text) for text in texts}
    return {text: found[0]["label"] if found else "" for text, found in answers.items()}


# --- names ---

ORDER = ["person", "body", "office", "agreement", "meeting", "visit", "event", "topic", "place"]

ASKED = {
    "dang thi anh": "Đặng Thị Ánh",
    "ĐẶNG": "Đặng Thị Ánh",
    "anh dang": "Đặng Thị Ánh",
    "roe jane": "Jane Roe",
    "ジェーン": "Jane Roe",
    "ジェーン ロー": "Jane Roe",
    "anna": "Ann Poe",
    "Admiral Poe": "Ann Poe",
    "Prof. Dr. ROE, Jane": "Jane Roe",
    "president john doe": "John Doe",
    "doe": "John Doe",
    "sea lea": "Sea League",
    "the SeaLeague": "Sea League",
    "league sea": "Sea League",
    "mfa": "Ministry of Foreign Affairs of Aland",
    "ministry foreign affairs": "Ministry of Foreign Affairs of Aland",
    "courtesy": "courtesy call of Jane Roe and John Doe",
    "accord": "Fisheries Accord",
    "patrols": "joint patrols",
    "besse": "Besse",
}
"""What is asked, and what should come first."""


def test_every_form_of_a_name_is_known_without_case_and_diacritics(look_at: Open, world_page: Path) -> None:
    found = first(look_at(world_page), *ASKED)
    assert {text: label.casefold() for text, label in found.items()} == {text: label.casefold() for text, label in ASKED.items()}


def test_every_form_in_which_the_five_articles_have_somebody_finds_that_person(
    look_at: Open, five_page: Path, five_graph: vjgraph.Graph
) -> None:
    page = look_at(five_page)
    reader = Reader(five_graph.store, base=five_graph.settings.base)
    recorded = {
        (form, id)
        for id in reader.instances("Person")
        for term in ("rdfs:label", "foaf:name", "skos:altLabel", "skos:hiddenLabel")
        for form, _ in reader.literals(id, term)
    }
    assert len(recorded) > 30
    turned = {(" ".join(reversed(form.split())), id) for form, id in recorded if len(form.split()) == 2}
    missed = {(form, id) for form, id in recorded | turned if ask(page, form)[0]["id"] != id}
    shared = {form for form, id in recorded if any(form == other and id != one for other, one in recorded)}
    assert {form for form, _ in missed} <= shared


@pytest.fixture(scope="module")
def named_page(identity: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the people of the measure of identity."""
    graph = identity.build_graph(tmp_path_factory.mktemp("identity"))
    return Path(graph.project) / "build" / "graph.html"


def test_a_person_is_found_by_every_written_form_of_the_name(look_at: Open, named_page: Path, identity: ModuleType) -> None:
    page = look_at(named_page)
    variants = identity.read_variants()
    found = page.evaluate("(forms) => forms.map((form) => vjgraph.find(form))", [variant.form for variant in variants])
    assert {
        variant: answers[:2]
        for variant, answers in zip(variants, found, strict=True)
        if [one["id"] for one in answers if one["score"] == answers[0]["score"]] != [f"person/{variant.person}"]
    } == {}


def test_no_look_alike_is_taken_for_a_whole_name(look_at: Open, named_page: Path, identity: ModuleType) -> None:
    """What is typed may be the beginning of a name; as a whole name it is nobody else's, nor is it with other diacritics."""
    page = look_at(named_page)
    lookalikes = identity.read_lookalikes()
    found = page.evaluate("(forms) => forms.map((form) => vjgraph.find(form))", [alike.form for alike in lookalikes])
    wrong = {}
    for alike, answers in zip(lookalikes, found, strict=True):
        never = f"person/{alike.never}"
        whole = {one["id"] for one in answers if one["score"] < 1}
        if whole == {never} or (alike.kind in ("tones", "đ") and not alike.means and never in {one["id"] for one in answers}):
            wrong[alike] = answers
    assert wrong == {}


def test_an_office_before_part_of_a_name_finds_nobody_of_that_name(look_at: Open, world_page: Path) -> None:
    """There is a John Doe, but Prime Minister Doe may be another."""
    page = look_at(world_page)
    assert first(page, "General Doe", "Prime Minister John Doe") == {
        "General Doe": "John Doe",
        "Prime Minister John Doe": "John Doe",
    }
    assert ask(page, "Prime Minister Doe") == []


def test_names_are_folded_and_titles_known_as_in_python(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page)
    names = [
        "Đặng  Thùy-Trâm",
        "ASEAN’s",
        "ADMM+",
        "Straße",
        "İstanbul",
        "岸田 文雄",
        "ｶﾅ",
        "ガンジー",
        "O’Neill",
        "a\u200bb",
        "ﬁsh",
        "½",
    ]
    letters = [chr(code) for code in (*range(0x21, 0x600), *range(0xE00, 0xE80), *range(0x1E00, 0x2080), *range(0x3040, 0x3100))]
    names += [f"a{letter}b" for letter in letters if unicodedata.category(letter) != "Cn"]
    assert page.evaluate("(names) => names.map(vjgraph.fold)", names) == [fold(name) for name in names]
    assert page.evaluate("vjgraph.data.titles.map(([title]) => title)") == [" ".join(title) for title in TITLES]


# --- offices, bodies, meetings ---


@pytest.mark.parametrize(
    "asked",
    [
        "justice minister",
        "minister justice",
        "Minister of Justice of Japan",
        "minister for justice",
        "japan justice minister",
    ],
)
def test_an_office_is_found_by_its_words_in_any_order_and_names_who_holds_it(
    open_page: Open, five_page: Path, asked: str
) -> None:
    page = open_page(five_page)
    page.locator("#search").fill(asked)
    top = page.locator("#found [role=option]").first
    expect(top.locator(".label")).to_have_text("Minister of Justice of Japan")
    expect(top.locator(".beside")).to_have_text("Saito Ken")
    expect(top.locator(".class")).to_have_text("office")
    page.locator("#search").press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Saito Ken")


def test_an_office_that_several_hold_or_held_opens_itself(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page)
    page.locator("#search").fill("president")
    top = page.locator("#found [role=option]").first
    expect(top.locator(".label")).to_have_text("President of Beland")
    expect(top.locator(".beside")).to_have_text("John Doe, formerly Jim Loe")
    top.click()
    expect(page.locator("#panel h2")).to_have_text("President of Beland")


def test_a_name_with_an_office_finds_who_has_both(look_at: Open, five_page: Path) -> None:
    assert [one["id"] for one in ask(look_at(five_page), "saito justice")] == ["person/saito-ken"]


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("MOD", "Ministry of Defence of Japan"),
        ("ministry of defense", "Ministry of Defence of Japan"),
        ("MPS", "Ministry of Public Security of Viet Nam"),
        ("PM", "Prime Minister of Japan"),
        ("pm viet nam", "Prime Minister of Viet Nam"),
        ("CPTPP", "Comprehensive and Progressive Agreement for Trans-Pacific Partnership"),
    ],
)
def test_bodies_offices_and_agreements_are_found_by_alias_and_initials(
    look_at: Open, five_page: Path, asked: str, label: str
) -> None:
    found = [one for one in ask(look_at(five_page), asked) if one["cls"] != "person"]
    assert found[0]["label"] == label


def test_meetings_are_found_by_place_and_day(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page)
    tokyo = ask(page, "tokyo 2023")
    assert {one["cls"] for one in tokyo} == {"meeting"}
    assert any("Saito" in one["label"] for one in tokyo)
    assert {one["id"] for one in ask(page, "2023 Tokyo")} == {one["id"] for one in tokyo}
    page.locator("#search").fill("tokyo 2023")
    expect(page.locator("#found .beside").first).to_contain_text("2023 · Tokyo")


# --- order ---


def test_whole_names_come_first_then_all_words_then_beginnings(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page)
    found = ask(page, "japan")
    assert {one["label"] for one in found[:2]} == {"Japan"}
    scores = [one["score"] for one in found]
    assert scores == sorted(scores)
    assert all(fold(one["label"]).startswith("japan") for one in found[2:5])
    assert next(one["cls"] for one in found if 5 <= one["score"] < 6) == "person"


def test_people_come_first_where_others_answer_as_well(look_at: Open, five_page: Path) -> None:
    found = ask(look_at(five_page), "n")
    begun = [one["cls"] for one in found if one["score"] == 2]
    assert begun[0] == "person"
    assert begun == sorted(begun, key=ORDER.index)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kishide", "Kishida Fumio"),
        ("kisihda", "Kishida Fumio"),
        ("kshida fumio", "Kishida Fumio"),
        ("General Giangg", "Phan Van Giang"),
        ("tokio", "Tokyo"),
        ("minster of justice", "Minister of Justice of Japan"),
        ("justcie minister", "Minister of Justice of Japan"),
    ],
)
def test_a_word_may_have_a_slip(look_at: Open, five_page: Path, typed: str, meant: str) -> None:
    top = ask(look_at(five_page), typed)[0]
    assert (top["label"], top["near"]) == (meant, True)


def test_a_slip_is_looked_for_last_and_never_in_short_words(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page)
    assert not any(one.get("near") for one in ask(page, "to lam"))
    assert ask(page, "lan") == [] or not any(one.get("near") for one in ask(page, "lan"))
    mixed = ask(page, "sapporo")
    assert [bool(one.get("near")) for one in mixed] == sorted(bool(one.get("near")) for one in mixed)
    assert mixed[0]["label"] == "Sapporo"


def test_search_can_be_among_some_classes_only(look_at: Open, five_page: Path) -> None:
    found = ask(look_at(five_page), "japan", cls=["person", "body"])
    assert {one["cls"] for one in found} == {"person", "body"}


# --- how it is worked ---


def test_it_is_worked_by_keyboard(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page)
    box = page.locator("#search")
    active = page.locator("#found [aria-selected=true]")
    expect(box).to_have_attribute("role", "combobox")
    box.fill("roe")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(active).to_have_count(0)
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "found-0")
    box.press("ArrowDown")
    expect(active).to_have_attribute("id", "found-1")
    box.press("Home")
    expect(active).to_have_attribute("id", "found-0")
    box.press("ArrowUp")
    expect(active).to_have_attribute("id", page.locator("#found [role=option]").last.get_attribute("id") or "")
    box.press("Home")
    box.press("End")
    expect(active).to_have_attribute("id", page.locator("#found [role=option]").last.get_attribute("id") or "")
    box.press("Escape")
    expect(page.locator("#found")).to_be_hidden()
    expect(box).to_have_value("roe")
    box.press("Escape")
    expect(box).to_have_value("")


def test_enter_takes_the_first_and_opens_its_card(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page)
    page.locator("#search").fill("poe")
    page.locator("#search").press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Ann Poe")
    expect(page.locator("#found")).to_be_hidden()
    expect(page.locator("#search")).to_have_value("")


def test_a_suggestion_is_clicked_or_tapped(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page, phone=True)
    page.locator("#search").tap()
    page.locator("#search").fill("jane")
    option = page.locator("#found [role=option]").first
    expect(option).to_be_in_viewport()
    option.tap()
    expect(page.locator("#panel h2")).to_have_text("Jane Roe")


def test_a_screen_reader_hears_how_many_are_found(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page)
    page.locator("#search").press_sequentially("sea league")
    count = page.locator("#found [role=option]").count()
    expect(page.locator("#live")).to_have_text(f"{count} suggestions", timeout=SAID)


def test_the_form_that_was_found_is_shown_where_it_is_not_the_label(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page)
    page.locator("#search").fill("ジェーン")
    expect(page.locator("#found .beside").first).to_have_text("found by ジェーン・ロー")
    page.locator("#search").fill("jane roe")
    expect(page.locator("#found .beside").first).to_have_text("Minister of Foreign Affairs of Aland")


def test_twelve_are_suggested_and_the_rest_when_asked_for(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page)
    page.locator("#search").fill("japan")
    options = page.locator("#found [role=option]")
    rest = len(ask(page, "japan")) - 12
    expect(options).to_have_count(13)
    expect(options.last).to_have_text(f"{rest} more")
    page.locator("#search").press("ArrowUp")
    page.locator("#search").press("Enter")
    expect(options).to_have_count(12 + rest)
    expect(page.locator("#found [aria-selected=true]")).to_have_attribute("id", "found-12")


def test_nothing_found_says_what_may_be_searched_and_what_is_nearest(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page)
    box = page.locator("#search")
    box.fill("fishing acord")
    expect(page.locator("#found .none").first).to_contain_text("people, bodies, offices, meetings")
    nearest = page.locator("#found [data-id]")
    expect(nearest).to_have_attribute("data-id", "agreement/fisheries-accord", timeout=SAID)
    expect(page.locator("#live")).to_contain_text("nearest: Fisheries Accord")
    box.press("Enter")
    expect(page.locator("#panel")).to_be_hidden()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Fisheries Accord")


def test_an_empty_box_suggests_nothing(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page)
    for text in ("", "  ", "–", "?!"):
        page.locator("#search").fill(text)
        expect(page.locator("#found")).to_be_hidden()


def test_what_is_opened_is_shown_though_its_side_was_filtered_out(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page)
    page.evaluate("vjgraph.update({ hide: new Set(['side:organisation/beland', 'class:body']) })")
    page.locator("#search").fill("john doe")
    page.locator("#search").press("Enter")
    expect(page.locator("#panel h2")).to_have_text("John Doe")
    assert page.evaluate("[...vjgraph.state.hide]") == ["class:body"]


@pytest.mark.parametrize("dark", [False, True])
def test_suggestions_can_be_read(open_page: Open, world_page: Path, dark: bool) -> None:
    page = open_page(world_page, dark=dark)
    page.locator("#search").fill("roe")
    box, list_ = page.locator("#search").bounding_box(), page.locator("#found").bounding_box()
    assert box
    assert list_
    assert list_["y"] >= box["y"] + box["height"]
    assert list_["x"] + list_["width"] <= 1280
    label = page.locator("#found .label").first
    colours = label.evaluate("(one) => [getComputedStyle(one).color, getComputedStyle(one.closest('ul')).backgroundColor]")
    assert colours[0] != colours[1]
