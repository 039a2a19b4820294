"""The table of the page and its CSV, in a real browser: the same rows as the queries give, sorted, searched and saved."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import vjgraph

Open = Callable[..., Page]
Row = dict[str, str]

VIEWS = ("people", "bodies", "topics", "meetings")


def rows_of(page: Page) -> list[Row]:
    """The rows of the table as they are written, what is folded in them unfolded."""
    while page.locator(".table-more button").count():
        page.locator(".table-more button").click()
    page.evaluate("for (const more of document.querySelectorAll('#table details')) more.open = true")
    page.wait_for_function("[...document.querySelectorAll('#table details')].every((more) => more.childElementCount > 1)")
    rows: list[Row] = page.evaluate(
        """() => {
          const names = [...document.querySelectorAll("#table thead button")].map((one) => one.firstChild.data.toLowerCase());
          const parts = (cell) => (cell.querySelector("li") ? [...cell.querySelectorAll("li")] : [cell]);
          const bare = (one) => (one.querySelector(".marked > bdi") ?? one).textContent.trim();
          const text = (cell) => parts(cell).map(bare).join("; ");
          const told = (row) => Object.fromEntries([...row.children].map((cell, at) => [names[at], text(cell)]));
          return [...document.querySelectorAll("#table tbody tr")].map(told);
        }"""
    )
    return rows


def saved(page: Page, button: str = "#table .table-tools .plain") -> list[Row]:
    """The rows of the CSV that a button saves."""
    with page.expect_download() as download:
        page.locator(button).click()
    return read_csv(Path(download.value.path()))


def read_csv(path: Path) -> list[Row]:
    """A file of comma-separated values as Python reads it."""
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def met(graph: vjgraph.Graph, **period: str) -> list[tuple[str, ...]]:
    """Who met whom as the query answers, sorted."""
    names = ("meeting", "certainty", "because", "earliest", "latest", "kind", "place", "place_because", "contested")
    rows = graph.query("who-met-whom", **period).rows

    def text(row: Mapping[str, object], name: str) -> str:
        return str(row[name] or "").removeprefix(graph.settings.base)

    return sorted((*sorted(text(row, end) for end in ("a_id", "b_id")), *(text(row, name) for name in names)) for row in rows)


def told(rows: list[Row]) -> list[tuple[str, ...]]:
    """The same of the rows of the CSV in which two people met."""
    # The table puts two by their sides, the query otherwise.
    ends = ("who id", "with whom id")
    names = ("meeting id", "certainty", "because", "earliest", "latest", "kind", "place", "place_because", "contested")
    return sorted(
        (*sorted(row[end] for end in ends), *(row.get(name, "") for name in names))
        for row in rows
        if row["who id"].startswith("person/") and row["with whom id"].startswith("person/")
    )


# --- rows ---

PERIODS = {
    "": {},
    "&from=2023-01-01&to=2023-12-31&undated=false": {"from_": "2023-01-01", "to": "2023-12-31"},
    "&from=2021-11-01&to=2022-09-10&undated=false": {"from_": "2021-11-01", "to": "2022-09-10"},
    "&from=2023-04-03&undated=false": {"from_": "2023-04-03"},
}


@pytest.mark.parametrize("address", PERIODS)
@pytest.mark.parametrize("name", ["five", "example"])
def test_people_have_the_rows_that_the_query_answers(
    look_at: Open, request: pytest.FixtureRequest, name: str, address: str
) -> None:
    graph, path = request.getfixturevalue(f"{name}_graph"), request.getfixturevalue(f"{name}_page")
    answer = met(graph, **PERIODS[address])
    assert answer
    assert told(saved(look_at(path, address=f"view=people&as=table{address}"))) == answer


@pytest.mark.parametrize("name", ["five", "example"])
@pytest.mark.parametrize("view", VIEWS)
def test_what_is_saved_is_what_is_shown(open_page: Open, request: pytest.FixtureRequest, view: str, name: str) -> None:
    page = open_page(request.getfixturevalue(f"{name}_page"), address=f"view={view}&as=table")
    for table in page.locator("[data-table]").all():
        table.click()
        shown, kept = rows_of(page), saved(page)
        assert shown
        assert [{key: row[key].replace(" / ", "; ") for key in one} for one, row in zip(shown, kept, strict=True)] == [
            {key: text.replace(" / ", "; ") for key, text in row.items()} for row in shown
        ]


def test_without_the_table_the_menu_saves_the_rows_of_the_view(open_page: Open, five_page: Path) -> None:
    graph = open_page(five_page)
    graph.locator("#save-button").click()
    kept = saved(graph, "#save-csv")
    table = open_page(five_page, address="as=table")
    assert kept == saved(table)


def test_the_file_is_called_after_title_view_and_table(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address="view=bodies&as=table")
    page.locator("[data-table=pairs]").click()
    with page.expect_download() as download:
        page.locator("#table .table-tools .plain").click()
    assert download.value.suggested_filename == "viet-nam-and-japan-in-five-articles-bodies-pairs.csv"


def test_each_row_has_its_ids_sources_and_words_with_their_paragraph(look_at: Open, five_page: Path) -> None:
    rows = saved(look_at(five_page, address="view=people&as=table"))
    row = next(row for row in rows if row["who"] == "Saito Ken")
    assert row["who id"] == "person/saito-ken"
    assert row["meeting id"] == "event/to-lam-saito-2023"
    assert (row["earliest"], row["latest"]) == ("2023-04-04", "2023-04-04")
    assert row["sources id"] == "source/2023-04-05-to-lam-tokyo"
    assert "(2023-04-05-to-lam-tokyo, paragraph " in row["words"]


def test_filters_leave_fewer_rows(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="view=people&as=table")
    rows = page.locator("#table tbody tr")
    every = rows.count()
    page.evaluate("vjgraph.update({ around: 'person/to-lam' })")
    around = [row["who"] for row in rows_of(page)]
    assert 0 < len(around) < every
    assert set(around) == {"To Lam"}
    page.evaluate("vjgraph.update({ around: '', sure: 'certain' })")
    assert {row["certainty"] for row in rows_of(page)} == {"certain"}
    page.evaluate("vjgraph.update({ sure: '' })")
    expect(rows).to_have_count(every)


def test_bodies_list_meetings_through_people_and_agreements(look_at: Open, five_page: Path) -> None:
    rows = rows_of(look_at(five_page, address="view=bodies&as=table"))
    justice = next(row for row in rows if row["who"] == "Ministry of Justice of Japan")
    assert justice["through"] == "Saito Ken; To Lam"
    ministries = {"Ministry of Defence of Japan", "Ministry of National Defence of Viet Nam"}
    shared = [row for row in rows if {row["who"], row["with whom"]} == ministries and not row["through"]]
    assert len(shared) == 2
    assert {row["kind"] for row in shared} == {"memorandum of understanding", "joint statement"}


def test_statements_are_told_once_with_all_who_spoke(look_at: Open, five_page: Path, five_graph: vjgraph.Graph) -> None:
    rows = saved(look_at(five_page, address="view=topics&as=table"))
    about = five_graph.query(
        "SELECT DISTINCT ?s WHERE { ?s a vj:Statement ; vj:speaker ?who ; vj:about ?t . ?t a vj:Topic }"
    ).rows
    assert len(rows) == len(about)


def test_occasions_name_who_took_part_and_as_what(look_at: Open, world_page: Path) -> None:
    rows = {row["what"]: row for row in rows_of(look_at(world_page, address="view=meetings&as=table"))}
    assert (
        rows["courtesy call of Jane Roe and John Doe"]["who took part"] == "Jane Roe; John Doe; Ann Poe (attendee and organiser)"
    )
    assert rows["Besse Regatta"]["kind"].endswith("cancelled")


def test_pairs_count_and_date_no_more_exactly_than_is_told(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address="view=bodies&as=table")
    page.locator("[data-table=pairs]").click()
    ministries = {"Ministry of Defence of Japan", "Ministry of National Defence of Viet Nam"}
    (shared,) = [row for row in rows_of(page) if {row["who"], row["with whom"]} == ministries]
    assert (shared["in all"], shared["first"], shared["last"]) == ("3", "Sep 2015", "Apr 2018")


def test_an_inferred_place_says_so_and_why(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="view=people&as=table")
    why = "no place is told; the visit under report is to Japan"
    place = page.locator("#table tbody tr", has_text="Maeda Kazuhiro").locator("[data-name=Place]")
    expect(place).to_have_text(f"Japan · inferred: {why}")
    expect(place.locator(".mark")).to_have_attribute("title", why)
    rows = {row["meeting id"]: row for row in saved(page)}
    told, inferred = rows["event/to-lam-saito-2023"], next(row for row in rows.values() if row["who"] == "Maeda Kazuhiro")
    assert (inferred["place"], inferred["place_because"]) == ("Japan", why)
    assert told["place_because"] == ""


def test_an_inferred_office_of_whoever_took_part_says_so_and_why(
    open_page: Open, five_page: Path, five_graph: vjgraph.Graph
) -> None:
    page = open_page(five_page, address="view=meetings&as=table")
    page.locator("[data-table=parts]").click()
    told = {(row["what id"], row["who id"]): row["office_because"] for row in saved(page) if row["office_because"]}
    asked = [(row["meeting"], row["participant_id"], row["office_because"]) for row in five_graph.query("present-at")]
    base = five_graph.settings.base
    meant = {(what.removeprefix(base), who.removeprefix(base)): why for what, who, why in asked if " inferred: " in why}
    assert meant
    # Of visits the query tells nothing.
    assert meant.items() <= told.items()


def test_why_a_date_is_inferred_is_told_once(look_at: Open, five_page: Path) -> None:
    why = "told only as earlier, beside the meetings of April 4"
    row = next(row for row in saved(look_at(five_page, address="as=table")) if row["who"] == "Maeda Kazuhiro")
    assert why in row["because"]
    assert row["date_because"] == ""
    # A period has a reason of its own, which joins it.
    page = look_at(five_page, address="as=table&from=2023-04-03")
    row = next(row for row in saved(page) if row["who"] == "Maeda Kazuhiro")
    visit = (
        "being part of To Lam's visit to Japan inferred: told among the meetings of the same visit; "
        "first day bounded by the visit, whose days are not told"
    )
    assert row["because"] == f"the date reaches beyond the period; date inferred: {why}; {visit}"
    assert row["date_because"] == ""


def test_in_a_period_what_has_no_year_stands_apart(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address="view=people&as=table&from=2022-01-01&to=2022-12-31")
    expect(page.locator("#table caption")).to_have_text("Who met whom: 8 rows, 4 certain, 3 undated")
    for _ in range(2):
        page.locator("#table thead button", has_text="Certainty").click()
        assert [row["certainty"] for row in saved(page)][-3:] == ["undated"] * 3
        expect(page.locator("#table tbody tr").nth(5)).to_have_text("No year told: in no period")
    page.evaluate("vjgraph.update({ undated: false })")
    expect(page.locator("#table .apart")).to_have_count(0)
    expect(page.locator("#table caption")).to_have_text("Who met whom: 5 rows, 4 certain")


@pytest.mark.parametrize("table", ["items", "pairs"])
@pytest.mark.parametrize("view", ["people", "bodies"])
def test_one_side_stands_in_one_column(open_page: Open, five_page: Path, view: str, table: str) -> None:
    page = open_page(five_page, address=f"view={view}&as=table")
    page.locator(f"[data-table={table}]").click()
    sides = page.evaluate(
        "Object.fromEntries(vjgraph.data.projections[vjgraph.state.view].nodes.map((one) => [one.id, one.side]))"
    )
    pairs = {(sides[row["who id"]], sides[row["with whom id"]]) for row in saved(page)}
    assert pairs == {("organisation/japan", "organisation/viet-nam")}


def test_reasons_name_each_field_in_plain_words_and_say_inferred_once(look_at: Open, five_page: Path) -> None:
    reasons = {row["because"] for row in saved(look_at(five_page, address="view=topics&as=table"))} - {""}
    told = (
        "inferred – by whom: told of the two sides within the account of the talks;"
        " what was done: told as fact, without a verb of saying"
    )
    assert told in reasons
    assert all(reason.count("inferred") == 1 for reason in reasons)


def test_where_no_sources_differ_no_column_says_so(look_at: Open, five_page: Path, example_page: Path) -> None:
    page = look_at(five_page, address="as=table")
    contested = page.locator("#table thead button", has_text="Contested")
    expect(contested).to_have_count(0)
    assert "contested" in saved(page)[0]
    page = look_at(example_page, address="view=meetings&as=table")
    expect(page.locator("#table thead button", has_text="Contested")).to_have_count(1)


# --- sorting and searching ---


def column(page: Page, name: str) -> list[str]:
    """The texts of a column, in their order."""
    return [row[name] for row in rows_of(page)]


@pytest.mark.parametrize("view", VIEWS)
def test_every_column_sorts_both_ways_and_says_so(open_page: Open, world_page: Path, view: str) -> None:
    page = open_page(world_page, address=f"view={view}&as=table")
    heads = page.locator("#table thead th")
    for at in range(heads.count()):
        button = heads.nth(at).locator("button")
        button.click()
        expect(heads.nth(at)).to_have_attribute("aria-sort", "ascending")
        expect(button).to_be_focused()
        up = [cell.inner_text() for cell in page.locator(f"#table tbody tr > :nth-child({at + 1})").all()]
        button.press("Enter")
        expect(heads.nth(at)).to_have_attribute("aria-sort", "descending")
        down = [cell.inner_text() for cell in page.locator(f"#table tbody tr > :nth-child({at + 1})").all()]
        full = [text for text in up if text]
        # What is empty stands last, whichever way.
        assert up == full + [""] * (len(up) - len(full))
        assert not any(down[len(full) :])
        assert sorted(down) == sorted(up)
        assert page.locator('#table thead [aria-sort="none"]').count() == heads.count() - 1


def test_dates_sort_by_their_first_day_and_undated_rows_come_last(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address="view=meetings&as=table")
    for click in range(2):
        page.locator("#table thead button", has_text="Date").click()
        kept = saved(page)
        firsts = [row["earliest"] or row["latest"] for row in kept]
        dated = [day for day in firsts if day]
        assert firsts[: len(dated)] == sorted(dated, reverse=click == 1)
        assert 0 < len(dated) < len(firsts)


def test_sorting_is_stable(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address="view=people&as=table")
    before = rows_of(page)
    page.locator("#table thead button", has_text="Certainty").click()
    after = rows_of(page)
    for sure in ("certain", "possible"):
        assert [row for row in after if row["certainty"] == sure] == [row for row in before if row["certainty"] == sure]


def test_numbers_sort_as_numbers_from_the_highest(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address="view=people&as=table")
    page.locator("[data-table=nodes]").click()
    page.locator("#table thead button", has_text="Contacts").click()
    contacts = [int(text) for text in column(page, "contacts") if text]
    assert contacts == sorted(contacts, reverse=True)
    assert contacts[0] > contacts[-1]


def test_rows_are_searched_by_their_words_in_any_order_without_diacritics(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page, address="view=meetings&as=table")
    words = page.get_by_label("Only rows with these words")
    words.fill("poe  COURTESY")
    expect(page.locator("#table tbody tr")).to_have_count(1)
    expect(page.locator("#table caption")).to_contain_text("1 of ")
    assert len(saved(page)) == 1
    words.fill("dang")
    expect(page.locator("#table tbody tr")).to_have_count(1)
    expect(words).to_be_focused()
    words.fill("zzz")
    expect(page.locator("#table tbody")).to_have_text("No row holds these words.")
    words.fill("")
    expect(page.locator("#table tbody tr")).to_have_count(6)


def test_a_long_table_comes_in_pieces_and_is_saved_whole(open_page: Open, write: Callable[..., Path]) -> None:
    fairs = "\n".join(f"  - {{id: fair-{number}, title: Fair {number}}}" for number in range(320))
    graph = vjgraph.build(write(f"source: {{format: 1, published: 2019-09-01, language: en}}\nevents:\n{fairs}\n"))
    page = open_page(graph.project / "build" / "graph.html", address="view=meetings&as=table")
    rows, more = page.locator("#table tbody tr"), page.locator(".table-more button")
    expect(rows).to_have_count(150)
    assert len(saved(page)) == 320
    expect(more).to_have_text("Show 150 more of 170")
    more.click()
    expect(rows).to_have_count(300)
    expect(rows.nth(150).locator("a").first).to_be_focused()
    expect(more).to_have_text("Show 20 more of 20")
    more.click()
    expect(rows).to_have_count(320)
    expect(more).to_have_count(0)


# --- opening ---


def test_a_click_beside_the_names_opens_the_card_of_the_row(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address="view=people&as=table")
    row = page.locator("#table tbody tr", has_text="Saito Ken").first
    row.locator("[data-name=Certainty]").click()
    assert page.evaluate("vjgraph.state.open") == "person/saito-ken~person/to-lam"
    expect(page.locator("#panel h2")).to_contain_text("Saito Ken")
    expect(page.locator("#table tr[aria-current]").first).to_contain_text("Saito Ken")
    expect(page.locator("#table")).to_be_visible()


def test_names_dates_and_meetings_lead_to_their_cards_by_keyboard(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address="view=people&as=table")
    row = page.locator("#table tbody tr", has_text="Saito Ken").first
    for name, opened in (
        ("Date", "person/saito-ken~person/to-lam"),
        ("With whom", "person/to-lam"),
        ("Meeting", "event/to-lam-saito-2023"),
        ("Place", "place/tokyo"),
    ):
        row.locator(f'[data-name="{name}"] a').first.press("Enter")
        assert page.evaluate("vjgraph.state.open") == opened
        expect(page.locator("#panel h2")).to_be_visible()


def test_a_statement_opens_where_it_was_made(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page, address="view=topics&as=table")
    page.locator("#table tbody tr [data-name=Act]").first.click()
    assert page.evaluate("vjgraph.state.open") == "event/roe-doe-2019"


# --- reading ---


def test_it_is_a_table_to_those_who_hear_it(open_page: Open, world_page: Path) -> None:
    page = open_page(world_page, address="view=people&as=table")
    expect(page.locator("#table caption")).to_have_text("Who met whom: 5 rows, 0 certain")
    heads = page.locator("#table thead th")
    assert {heads.nth(at).get_attribute("scope") for at in range(heads.count())} == {"col"}
    for row in page.locator("#table tbody tr").all():
        expect(row.locator("th[scope=row]")).to_have_count(1)
    page.locator("#table thead button").first.click()
    expect(page.locator("#live")).to_have_text("Sorted by Date, ascending")
    page.locator("[data-table=pairs]").click()
    expect(page.locator("[data-table=pairs]")).to_be_focused()
    expect(page.locator("[data-table=pairs]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#live")).to_contain_text("Pairs: ")


@pytest.mark.parametrize("view", VIEWS)
def test_on_a_phone_each_row_is_a_card_within_the_screen(look_at: Open, five_page: Path, view: str) -> None:
    page = look_at(five_page, phone=True, address=f"view={view}&as=table")
    cells = page.locator("#table tbody tr").first.locator("> :not(.empty)")
    boxes = [cells.nth(at).bounding_box() for at in range(cells.count())]
    assert len({box["x"] for box in boxes if box}) == 1
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    assert page.evaluate("document.querySelector('#table').scrollWidth <= 390")


@pytest.mark.parametrize("view", ["people", "topics", "meetings"])
def test_the_columns_fit_a_laptop(look_at: Open, five_page: Path, view: str) -> None:
    page = look_at(five_page, address=f"view={view}&as=table")
    assert page.evaluate("document.querySelector('#table').scrollWidth") <= 1280


def test_beside_a_card_the_first_column_stays_in_sight(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address="view=topics&as=table&open=person/to-lam")
    page.evaluate("document.querySelector('#table').scrollLeft = 200")
    assert page.evaluate("document.querySelector('#table').scrollLeft") > 0
    for cell in ("#table thead th", "#table tbody td"):
        box = page.locator(cell).first.bounding_box()
        assert box
        assert 0 <= box["x"] <= 16
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


# --- what spreadsheets would run ---

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1")


def test_no_cell_is_a_formula_and_every_text_is_kept(open_page: Open, write: Callable[..., Path]) -> None:
    quoted = [formula.encode("unicode_escape").decode().replace('"', '\\"') for formula in FORMULAS]
    events = "\n".join(
        f'  - {{id: fair-{number}, title: "{text}", date: 2019-07-0{number + 1}}}' for number, text in enumerate(quoted)
    )
    more = '  - {id: said, title: "a \\"word\\", a comma", date: 2019-08-01}'
    source = f"source: {{format: 1, published: 2019-09-01, language: en}}\nevents:\n{events}\n{more}\n"
    graph = vjgraph.build(write(source))
    page = open_page(graph.project / "build" / "graph.html", address="view=meetings&as=table")
    titles = [row["what"] for row in saved(page)]
    assert not [title for title in titles if title.lstrip()[0] in "=+-@＝"]
    labels = {row["label"] for row in graph.query("SELECT ?label WHERE { ?e a vj:OtherEvent ; rdfs:label ?label }").rows}
    assert {title.removeprefix("'") for title in titles} == labels
    assert 'a "word", a comma' in titles
