"""The cards of the page, in a real browser: what each tells, how sure, on whose words; how one goes from card to card."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

import vjgraph

Open = Callable[..., Page]

LAM, SAITO = "person/to-lam", "person/saito-ken"
MET_SAITO = "event/to-lam-saito-2023"
RAISED_BY_LAM = [
    "calls on Saito to help see to it that Vietnamese citizens in Japan keep their rights and legitimate interests",
    "asks both ministries to cooperate closely so that citizens of either country do not break the law in the other",
    "calls for more sharing of information and experience in these fields, to strengthen ties and above all to carry out"
    " the deals already signed",
    "the two ministries have widened their cooperation step by step",
    "names the signing of the agreement among the results of the two ministries' cooperation",
    "the ministry coordinates closely with Japan and supports it so that the meeting is a success",
]


def panel(page: Page) -> Locator:
    """The panel."""
    return page.locator("#panel")


def section(page: Page, name: str) -> Locator:
    """The part of a card under a heading."""
    return page.locator("#panel details.section").filter(has=page.get_by_role("heading", name=name, exact=True, level=3))


def show(page: Page, id: str) -> None:
    """Open a card."""
    page.evaluate("(open) => vjgraph.update({ open })", id)


def texts(found: Locator) -> list[str]:
    """What stands in some elements, white space made even."""
    return [re.sub(r"\s+", " ", text).strip() for text in found.all_inner_texts()]


def sections(page: Page) -> list[str]:
    """The headings of a card with the number of what is under each."""
    return texts(page.locator("#panel details.section > summary"))


# --- a person ---


def test_a_person_s_card_begins_with_office_and_whom_they_met(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address=f"open={LAM}")
    expect(panel(page).get_by_role("heading", level=2)).to_have_text("To Lam")
    expect(panel(page).locator(".head .chips")).to_have_text(re.compile(r"Person\s*Viet Nam"))
    expect(panel(page).locator(".lead")).to_have_text("General · Minister of Public Security of Viet Nam attested 5 April 2023")
    expect(panel(page)).to_contain_text("Met 4 people at 4 meetings")
    assert sections(page) == [
        "Met 4", "Raised with them 6", "Said 13", "Topics 43", "Offices over time 1", "Also present at 1", "Instruments 1",
        "Named in 1",
    ]  # fmt: skip
    assert texts(section(page, "Met").locator("h4")) == [
        "Maeda Kazuhiro 1 meeting", "Matsumoto Takeaki 1 meeting", "Saito Ken 1 meeting", "Toyoda Toshihiro 1 meeting",
    ]  # fmt: skip


def test_whom_to_lam_met_in_tokyo_is_one_click(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address=f"open={LAM}")
    met = section(page, "Met")
    met.get_by_role("button", name="Tokyo 2").click()
    rows = met.locator(".counterpart")
    assert texts(rows.locator("h4 .party")) == ["Saito Ken", "Toyoda Toshihiro"]
    expect(rows.nth(0)).to_contain_text("Minister of Justice of Japan")
    expect(rows.nth(0).locator(".fact .text")).to_have_text("4 April 2023 · Tokyo, Japan · meeting certain")
    expect(rows.nth(1).locator(".fact .text")).to_have_text("4 April 2023 · Tokyo, Japan · working session certain")
    # Others may have been there too: they are offered, each with why its place is inferred.
    expect(met.locator(".wider")).to_contain_text("2 more in Japan, no nearer place told")
    met.get_by_role("button", name="Show them").click()
    expect(rows).to_have_count(4)
    expect(rows.nth(0)).to_contain_text("place – inferred: no place is told; the visit under report is to Japan")
    expect(met.locator(".wider button")).to_have_count(0)
    expect(met.locator(".narrowed")).to_be_focused()
    met.get_by_role("button", name="Tokyo 2").click()
    expect(rows).to_have_count(4)
    expect(met.locator(".wider p")).to_have_count(0)
    met.get_by_role("button", name="Tokyo 2").click()
    expect(rows).to_have_count(2)


def test_a_meeting_is_only_possible_with_the_reason_in_words(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address=f"open={LAM}")
    maeda = section(page, "Met").locator(".counterpart").first
    expect(maeda.locator(".text .sure")).to_have_text("possible")
    assert texts(maeda.locator(".because")) == [
        "date – inferred: told only as earlier, beside the meetings of April 4; "
        "being part of To Lam's visit to Japan inferred: told among the meetings of the same visit; "
        "first day bounded by the visit, whose days are not told",
        "place – inferred: no place is told; the visit under report is to Japan",
    ]
    show(page, "person/truong-thi-mai")
    suzuki = section(page, "Met").locator(".counterpart").filter(has_text="Naomichi Suzuki")
    expect(suzuki.locator(".because").first).to_contain_text("as the named head of the delegation, by the paragraph")


def test_words_stand_with_document_publisher_date_and_paragraph(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="open=person/pham-minh-chinh")
    words = section(page, "Met").locator(".evidence").first
    expect(words.locator("q").first).to_have_text("PM holds talks with Japanese counterpart")
    expect(words.locator(".paragraph").first).to_have_text("paragraph 65")
    expect(words.locator("cite").first).to_have_text("PM holds talks with Japanese counterpart · VGP · 24 November 2021")
    words.get_by_text(re.compile(r"\d+ more passages?")).click()
    expect(words.locator(".quote")).to_contain_text(["", "Kishida Fumio in Tokyo, Japan on November 24"])
    assert "paragraph 66" in texts(words.locator(".paragraph"))
    show(page, LAM)
    expect(section(page, "Met").locator("cite").first).to_have_text("2023-04-05-to-lam-tokyo · publisher not told · 5 April 2023")


def test_what_was_raised_with_the_justice_minister(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address=f"open={SAITO}")
    raised = section(page, "Raised with them")
    assert sorted(texts(raised.locator(".says"))) == sorted(RAISED_BY_LAM)
    assert texts(raised.locator(".act")) == ["requests", "requests", "requests", "pledges", "recalls", "recalls"]
    expect(raised.locator("h4")).to_have_text("Meeting of To Lam and Saito Ken 4 Apr 2023")
    expect(raised.locator(".fact").first).to_contain_text("To Lam to Saito Ken stated")
    expect(raised.locator(".fact").first).to_contain_text("paragraph 8")
    show(page, "office/minister-of-justice-of-japan")
    assert sorted(texts(section(page, "Raised with the holder").locator(".says"))) == sorted(RAISED_BY_LAM)
    assert texts(section(page, "Holders over time").locator(".party")) == ["Saito Ken"]


def test_an_answer_says_what_it_answers_and_why_that_is_inferred(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address=f"open={SAITO}")
    accepts = section(page, "Said").locator(".fact").filter(has=page.locator(".act", has_text="accepts"))
    expect(accepts).to_contain_text("takes up what the Vietnamese side put forward")
    expect(accepts).to_contain_text(f"in answer to To Lam, who requests: {RAISED_BY_LAM[0]}")
    expect(accepts.locator(".sure")).to_have_text("inferred")
    expect(accepts.locator(".because")).to_contain_text(
        "inferred – what it answers: told only as the Vietnamese side's proposals"
    )


def test_somebody_who_only_attended_met_nobody(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="open=person/ishii-shohei")
    expect(section(page, "Met")).to_have_count(0)
    expect(section(page, "Also present at")).to_contain_text("Working session of To Lam and Toyoda Toshihiro · attendee stated")
    show(page, "person/suga-yoshihide")
    expect(panel(page).locator(".lead")).to_have_text("formerly Prime Minister of Japan")


def test_names_stand_in_every_script_with_their_language(look_at: Open, example_page: Path) -> None:
    page = look_at(example_page, address="open=person/lida-morova")
    greek = panel(page).locator(".forms li").filter(has_text="Λίδα Μόροβα")
    expect(greek).to_have_text("Λίδα Μόροβα Greek")
    expect(greek.locator("bdi")).to_have_attribute("lang", "el")


def test_an_office_over_time_opens_to_each_document(look_at: Open, example_page: Path) -> None:
    page = look_at(example_page, address="open=office/head-of-the-coast-guard-of-beland")
    polk = section(page, "Holders over time").locator(".tenure").first
    expect(polk.locator(".party")).to_have_text(re.compile("Ann-Kristín Polk"))
    expect(polk).to_contain_text("attested 10 March 2021 – 16 September 2022")
    polk.get_by_text("4 documents").click()
    expect(polk.locator(".fact")).to_have_count(4)
    expect(polk.locator(".fact").first).to_contain_text("in office on")
    assert polk.locator(".strip .tick").count() > 1


# --- two at once ---


def test_two_people_are_told_meeting_by_meeting(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address=f"open={SAITO}~{LAM}")
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(re.compile(r"Saito Ken and\s+To Lam"))
    expect(panel(page).locator(".lead")).to_have_text("1 meeting, certain · 2023")
    meeting = section(page, "Meetings").locator(".block")
    expect(meeting.locator("h4").first).to_have_text("4 April 2023 certain")
    expect(meeting).to_contain_text("Meeting of To Lam and Saito Ken · meeting · Tokyo, Japan")
    assert texts(meeting.locator(".ends-of li")) == [
        "Saito Ken · principal, Minister of Justice of Japan", "To Lam · principal, Minister of Public Security of Viet Nam",
    ]  # fmt: skip
    expect(meeting).to_contain_text("10 statements made there")
    assert set(RAISED_BY_LAM) < set(texts(meeting.locator(".says")))
    expect(meeting.locator(".evidence").first).to_contain_text("To Lam had another meeting with ... Saito Ken")
    expect(meeting.locator(".evidence").first).to_contain_text("paragraph 2")


def test_several_meetings_are_counted_by_how_sure_they_are(look_at: Open, example_page: Path) -> None:
    page = look_at(example_page, address="open=person/ann-kristin-polk~person/rolf-sarn")
    expect(panel(page).locator(".lead")).to_have_text("4 meetings: 4 certain · 2022")
    days = texts(section(page, "Meetings").locator(".block > h4"))
    assert days == [f"{day} certain" for day in ("August 2022", "17 August 2022", "14 September 2022", "14 September 2022")]


def test_what_the_filters_leave_out_is_folded(look_at: Open, example_page: Path) -> None:
    page = look_at(example_page, address="open=person/ann-kristin-polk~person/rolf-sarn&from=2022-09-01&to=2022-09-30")
    meetings = section(page, "Meetings")
    expect(meetings.locator(".block")).to_have_count(2)
    meetings.get_by_text("2 meetings outside the present filters").click()
    expect(meetings.locator(".block")).to_have_count(4)
    page.evaluate("vjgraph.update({ open: 'person/rolf-sarn' })")
    met = section(page, "Met")
    expect(met.locator(".fact")).to_have_count(2)
    expect(met).to_contain_text("2 meetings outside the present filters")
    page.evaluate("vjgraph.update({ from: '', to: '' })")
    expect(met.locator(".fact")).to_have_count(4)


def test_a_date_that_reaches_beyond_the_period_is_only_possible(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="open=person/hidehisa-otsuji&from=2022-09-10&to=2022-09-10")
    row = section(page, "Met").locator(".fact")
    expect(row.locator(".text .sure")).to_have_text("possible")
    expect(row.locator(".because").first).to_have_text("its date reaches beyond the period")
    # What is doubtful of the date in itself stays so.
    page = look_at(five_page, address="open=person/maeda-kazuhiro&from=2023-04-02&to=2023-04-30")
    why = "date – inferred: told only as earlier, beside the meetings of April 4"
    visit = (
        "being part of To Lam's visit to Japan inferred: told among the meetings of the same visit; "
        "first day bounded by the visit, whose days are not told"
    )
    expect(section(page, "Met").locator(".fact .because").first).to_have_text(
        f"its date reaches beyond the period; {why}; {visit}"
    )


def test_a_year_that_is_not_told_stays_visible_in_a_period(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="open=person/hoang-xuan-chien~person/serizawa-kiyoshi")
    expect(section(page, "Meetings").locator("h4").first).to_have_text("27 February, year not told certain")
    page.evaluate("vjgraph.update({ from: '2020-01-01', to: '2020-12-31' })")
    expect(section(page, "Meetings").locator("h4 .sure").first).not_to_have_text("certain")
    page.evaluate("vjgraph.update({ undated: false })")
    expect(section(page, "Meetings")).to_contain_text("1 meeting outside the present filters")


def test_the_two_defence_ministries_share_two_instruments(look_at: Open, five_page: Path) -> None:
    ends = "organisation/ministry-of-defence-of-japan~organisation/ministry-of-national-defence-of-viet-nam"
    page = look_at(five_page, address=f"view=bodies&open={ends}")
    expect(panel(page).locator(".lead")).to_have_text("1 meeting, certain · year not told; 2 shared instruments")
    shared = section(page, "Instruments shared")
    assert texts(shared.locator("h4")) == [
        "Joint Vision Statement on Defense Cooperation toward the next decade",
        "Memorandum of Understanding between the defence ministries of Viet Nam and Japan (September 2015)",
    ]
    assert texts(shared.locator(".fact > .text")) == ["Signed · April 2018 stated", "Signed · September 2015 stated"]
    vision, memorandum = shared.locator(".instrument").nth(0), shared.locator(".instrument").nth(1)
    expect(vision).to_contain_text("by Ministry of Defence of Japan and Ministry of National Defence of Viet Nam")
    expect(vision).to_contain_text("between the two defence ministries")
    expect(memorandum.locator("q").first).to_have_text("signed by ... defense ministries in September 2015")
    expect(memorandum.locator(".paragraph").first).to_have_text("paragraph 10")
    expect(section(page, "Through")).to_contain_text(re.compile(r"Serizawa Kiyoshi and\s+Hoang Xuan Chien"))


def test_who_links_the_two_parliaments(look_at: Open, five_page: Path) -> None:
    house, group = "organisation/house-of-councillors-of-japan", "organisation/viet-nam-japan-friendship-parliamentarians-group"
    page = look_at(five_page, address=f"open={house}")
    expect(section(page, "People in office")).to_contain_text("Hidehisa Otsuji")
    also = section(page, "Its people also met")
    expect(also).to_contain_text(re.compile(r"Hidehisa Otsuji met"))
    expect(also).to_contain_text("Trương Thị Mai")
    expect(also).to_contain_text("President of the Viet Nam-Japan Friendship Parliamentarians’ Group")
    expect(also).to_contain_text("Whether they then spoke for this body is not told.")
    show(page, f"{house}~{group}")
    expect(section(page, "Their people also met")).to_contain_text("9–12 September 2022")
    show(page, "topic/relations-between-the-two-parliaments")
    assert texts(section(page, "Who spoke of it").locator(".party")) == ["Japan", "Trương Thị Mai"]


def test_a_speaker_and_a_topic_are_told_statement_by_statement(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="view=topics&open=person/truong-thi-mai~topic/bilateral-relations")
    said = section(page, "Said about it")
    expect(panel(page).locator(".lead")).to_have_text("3 statements")
    expect(said).to_contain_text("Viet Nam steadily holds its ties with Japan to be important")
    page.evaluate("vjgraph.update({ to: '2020-12-31' })")
    expect(said).to_contain_text("3 statements outside the present filters")


# --- meetings, visits and other events ---


def test_a_meeting_tells_who_took_part_and_what_each_said(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="view=meetings&open=event/to-lam-toyoda-2023")
    expect(panel(page).get_by_role("heading", level=2)).to_have_text("Working session of To Lam and Toyoda Toshihiro")
    when = section(page, "When and where")
    assert texts(when.locator(".fact .text"))[:2] == ["4 April 2023 stated", "Tokyo, Japan stated"]
    expect(when).to_contain_text("During To Lam's visit to Japan")
    assert texts(section(page, "Participants").locator(".fact > .text")) == [
        "Toyoda Toshihiro · principal stated", "Ishii Shohei · attendee stated", "To Lam · principal stated",
    ]  # fmt: skip
    assert texts(section(page, "Participants").locator(".group > h4")) == ["Japan", "Viet Nam"]
    assert texts(section(page, "Said there").locator(".group > h4")) == ["To Lam", "Toyoda Toshihiro"]
    show(page, MET_SAITO)
    saito = section(page, "Said there").locator(".group").filter(has=page.get_by_role("heading", name="Saito Ken", exact=True))
    assert texts(saito.locator(".act")) == ["accepts", "pledges", "hopes", "stresses"]


def test_an_inferred_part_of_a_meeting_says_why(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="open=event/yamazaki-giang-2020")
    guest = section(page, "Participants").locator(".fact").filter(has_text="Yamazaki Koji")
    expect(guest.locator(".text .sure")).to_have_text("inferred")
    expect(guest.locator(".because")).to_contain_text('the text has only "the top Japanese SDF officer"')
    together = section(page, "Said there").locator(".group").first
    expect(together.locator("h4")).to_have_text("Together")
    assert texts(together.locator(".act"))[:2] == ["agrees", "pledges"]


def test_a_visit_holds_what_fell_in_it(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="open=event/cpv-delegation-japan-2022")
    expect(section(page, "When and where").locator(".fact").first).to_contain_text("that is 9–12 September 2022")
    inside = texts(section(page, "During it").locator(".fact .text"))
    assert len(inside) == 4
    assert any("to Hokkaido" in text for text in inside)
    mai = section(page, "Participants").locator(".fact").filter(has_text="Trương Thị Mai · visitor")
    expect(mai).to_contain_text("heads the delegation of Communist Party of Viet Nam")
    show(page, "event/cpv-delegation-hokkaido-2022")
    expect(section(page, "During it").locator(".fact .text")).to_contain_text(["Vietnam Festival in Sapporo", "Naomichi Suzuki"])
    show(page, "event/election-kishida-prime-minister")
    expect(section(page, "When and where").locator(".fact").first).to_contain_text("No date is told not known")


def test_what_sources_differ_on_is_marked_with_the_value_of_each(look_at: Open, example_page: Path) -> None:
    page = look_at(example_page, address="open=event/ahlqvist-morova-2021")
    place = section(page, "When and where").locator(".fact").filter(has_text="Besse, Beland")
    expect(place.locator(".sure")).to_have_text("sources differ")
    claims = section(page, "Sources differ").locator(".claims").filter(has_text="Place").first
    assert texts(claims.locator(".fact > .text")) == ["Karst", "Besse"]
    expect(claims.locator(".fact").nth(0)).to_contain_text("told by Ostmark Courier and Beland Bulletin")
    expect(claims.locator(".fact").nth(1)).to_contain_text("received two guests from Aland in Besse on Tuesday, October 5")
    show(page, "person/lida-morova~person/soren-ahlqvist")
    expect(section(page, "Meetings").locator(".block > h4").first).to_have_text("5 October 2021 certain sources differ")


def test_a_part_taken_has_a_card(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address=f"view=meetings&open={MET_SAITO}/to-lam")
    expect(panel(page).get_by_role("heading", level=2)).to_have_text("To Lam at meeting of To Lam and Saito Ken")
    expect(section(page, "Part")).to_contain_text("To Lam · principal stated")
    expect(section(page, "Part").locator("q").first).to_have_text("To Lam had another meeting with ... Saito Ken")
    assert set(texts(section(page, "Said there").locator(".says"))) == set(RAISED_BY_LAM)


# --- bodies, instruments, topics, places, sources ---


def test_a_ministry_met_through_its_people(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="view=bodies&open=organisation/ministry-of-public-security-of-viet-nam")
    assert texts(section(page, "Met").locator("h4 .party")) == [
        "Fire and Disaster Management Agency of Japan",
        "Japan - Vietnam Parliamentary Friendship Alliance",
        "Ministry of Internal Affairs and Communications of Japan",
        "Ministry of Justice of Japan",
        "Ministry of Land, Infrastructure, Transport and Tourism of Japan",
    ]
    justice = section(page, "Met").locator(".counterpart").filter(has_text="Ministry of Justice of Japan")
    expect(justice).to_contain_text(re.compile(r"through\s+To Lam with\s+Saito Ken"))
    expect(section(page, "People in office")).to_contain_text("To Lam")
    show(page, "organisation/ministry-of-defence-of-japan")
    expect(section(page, "Instruments shared with")).to_contain_text(re.compile("Ministry of National Defence of Viet Nam"))
    expect(section(page, "Instruments shared with").locator(".tie")).to_have_text("2 instruments")


def test_a_meeting_is_one_however_many_were_there_for_a_body(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="open=organisation/ministry-of-defence-of-japan")
    department = section(page, "Met").locator(".counterpart").filter(has_text="Vietnam Department of Peacekeeping Operations")
    expect(department.locator(".tie")).to_have_text("1 meeting")
    expect(department.locator(".fact")).to_have_count(1)
    with_both = r"with\s+Vietnam Department of Peacekeeping Operations and\s+Pham Manh Thang|with\s+Pham Manh Thang and"
    expect(department.locator(".fact")).to_contain_text(re.compile(with_both))
    department.locator(".tie").click()
    expect(panel(page).locator(".lead")).to_have_text("1 meeting, certain · year not told")
    expect(section(page, "Meetings").locator(".block")).to_have_count(1)


def test_a_delegation_is_told_apart_from_who_sent_it(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="open=delegation/communist-party-of-viet-nam")
    expect(panel(page).get_by_role("heading", level=2)).to_have_text("Delegation of Communist Party of Viet Nam")
    expect(panel(page).locator(".lead")).to_have_text("Those whom Communist Party of Viet Nam sent, without names")
    expect(section(page, "Met").locator(".fact .sure").first).to_have_text("certain")


def test_an_instrument_tells_its_steps_parties_and_what_was_said_of_it(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="open=agreement/joint-vision-statement-on-defence-cooperation")
    expect(panel(page).locator(".head .chips")).to_have_text(re.compile(r"Joint statement\s*signed"))
    expect(section(page, "Milestones").locator(".text").first).to_have_text("Signed · April 2018 stated")
    assert texts(section(page, "Parties").locator(".party")) == [
        "Ministry of Defence of Japan", "Ministry of National Defence of Viet Nam",
    ]  # fmt: skip
    expect(section(page, "Said about it")).to_contain_text("both find that the cooperation of the two forces")
    show(page, "agreement/foreign-policy-as-adopted-at-the-13th-national-party-congress")
    expect(section(page, "Parties")).to_contain_text("Viet Nam set it up")
    show(page, "agreement/vientiane-vision")
    expect(panel(page).locator(".because").first).to_have_text(re.compile("^about what – inferred: told of activities within"))
    show(page, "agreement/cooperative-documents-2021-11-24")
    expect(section(page, "Dealt with at")).to_contain_text("Signing ceremony of 11 cooperative documents")


def test_a_topic_gathers_what_is_below_it(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="view=topics&open=topic/joint-exercises")
    expect(panel(page).locator(".lead")).to_have_text("Part of bilateral cooperation")
    expect(section(page, "Narrower topics").locator("li")).to_have_text(["joint disaster response exercises 1"])
    assert texts(section(page, "Who spoke of it").locator(".text")) == ["Saito Ken 1 statement", "To Lam 1 statement"]
    panel(page).get_by_role("button", name="Only this topic and what is below it").click()
    assert page.evaluate("vjgraph.state.topic") == "topic/joint-exercises"


def test_a_place_tells_what_happened_there_and_below_it(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address="open=place/tokyo")
    rows = section(page, "What happened here").locator(".fact")
    assert texts(rows.locator(".text")) == [
        "24 November 2021 · press briefing inferred",
        "24 November 2021 · signing ceremony inferred",
        "24 November 2021 · talks stated",
        "4 April 2023 · meeting stated",
        "4 April 2023 · working session stated",
    ]
    assert texts(rows.locator(".note"))[-2:] == ["Saito Ken and To Lam", "To Lam and Toyoda Toshihiro"]
    show(page, "place/japan")
    headings = texts(section(page, "What happened here").locator(".group > h4"))
    assert headings == ["Japan, no nearer place told", "Hokkaido", "Tokyo", "Sapporo"]


def test_a_source_tells_what_it_names_in_which_words(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address="open=source/2021-11-24-pham-minh-chinh-tokyo")
    expect(panel(page).locator(".lead")).to_have_text("VGP · 24 November 2021 · language: English")
    expect(panel(page)).to_contain_text("No address of the document is recorded.")
    people = section(page, "People")
    people.locator("summary").first.click()
    expect(people.locator(".fact").filter(has_text="Kishida Fumio").locator("q").first).to_have_text(
        "Japanese counterpart Kishida Fumio"
    )


def test_only_an_address_of_the_web_is_a_link(look_at: Open, world_page: Path) -> None:
    page = look_at(world_page, address="open=person/jane-roe")
    links = panel(page).locator("a.outside")
    expect(links.first).to_have_attribute("target", "_blank")
    assert {href.partition(":")[0] for href in links.evaluate_all("(found) => found.map((one) => one.href)")} <= {"http", "https"}
    paragraph = panel(page).locator(".paragraph a").first
    expect(paragraph).to_have_attribute("href", re.compile(r"^https://.*#:~:text="))


# --- paths ---


def test_a_path_is_a_chain_of_meetings(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address=f"path=person/maeda-kazuhiro~{SAITO}")
    expect(panel(page).locator(".lead")).to_have_text("2 steps, each a meeting or more")
    expect(panel(page)).to_contain_text("by way of To Lam")
    steps = section(page, "Who met whom").locator(".step")
    expect(steps).to_have_count(2)
    expect(steps.nth(0).locator(".text .sure")).to_have_text("possible")
    expect(steps.nth(1).locator(".text")).to_have_text("4 April 2023 · Tokyo, Japan · meeting certain")


def test_where_no_path_leads_the_card_says_what_is_nearest(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address=f"path=person/ishii-shohei~{LAM}")
    expect(panel(page).locator(".lead")).to_have_text("No chain of meetings leads from one to the other.")
    nearest = section(page, "What is nearest")
    expect(nearest).to_contain_text("Ishii Shohei is not told to have met anybody")
    expect(nearest).to_contain_text("Both were at working session of To Lam and Toyoda Toshihiro")


def test_a_path_is_asked_for_by_name_among_people_only(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address=f"open={LAM}")
    search = panel(page).get_by_role("combobox", name="Path from To Lam to a person")
    search.fill("ministry of justice")
    assert all("Ministry" not in text.split("\n")[0] for text in panel(page).get_by_role("option").all_inner_texts())
    search.fill("toyoda")
    search.press("Enter")
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(re.compile(r"To Lam to\s+Toyoda Toshihiro"))
    assert page.evaluate("[vjgraph.state.path, vjgraph.state.open]") == [f"{LAM}~person/toyoda-toshihiro", ""]


def test_a_path_stands_in_the_order_asked(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address=f"open={LAM}")
    search = panel(page).get_by_role("combobox", name="Path from To Lam to a person")
    search.fill("ishii shohei")
    search.press("Enter")
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(re.compile(r"To Lam to\s+Ishii Shohei"))
    facts = section(page, "What is nearest").locator(".fact .text")
    expect(facts.nth(0)).to_contain_text("To Lam met")
    expect(facts.nth(1)).to_contain_text("Ishii Shohei is not told to have met anybody")


# --- going about ---


def test_links_lead_from_card_to_card_and_back(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address=f"open={LAM}")
    section(page, "Met").get_by_role("link", name="Saito Ken", exact=True).click()
    expect(panel(page).get_by_role("heading", level=2)).to_be_focused()
    expect(panel(page).get_by_role("heading", level=2)).to_have_text("Saito Ken")
    panel(page).locator(".back").click()
    expect(panel(page).get_by_role("heading", level=2)).to_have_text("To Lam")
    page.go_back()
    expect(panel(page).get_by_role("heading", level=2)).to_have_text("Saito Ken")
    page.go_back()
    expect(panel(page).get_by_role("heading", level=2)).to_have_text("To Lam")
    section(page, "Met").get_by_role("link", name="1 meeting with Saito Ken").click()
    assert page.evaluate("vjgraph.state.open") == f"{SAITO}~{LAM}"


def test_escape_closes_and_gives_the_keyboard_back(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page)
    expect(panel(page)).to_be_hidden()
    page.locator("#canvas").focus()
    show(page, LAM)
    expect(panel(page).get_by_role("heading", level=2)).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(page.locator("#canvas")).to_be_focused()
    show(page, LAM)
    panel(page).get_by_role("button", name="Close details").click()
    expect(panel(page)).to_be_hidden()


def test_a_section_is_jumped_to_and_stays_folded_from_card_to_card(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address=f"open={LAM}")
    panel(page).get_by_role("navigation", name="Sections of this card").get_by_role("button", name="Named in 1").click()
    named = section(page, "Named in")
    expect(named.locator("summary").first).to_be_focused()
    expect(named.locator(".fact")).to_be_visible()
    expect(named).to_be_in_viewport()
    section(page, "Said").locator("summary").first.click()
    show(page, SAITO)
    expect(section(page, "Met")).to_have_attribute("open", "")
    expect(section(page, "Said")).not_to_have_attribute("open", "")


def test_headings_form_an_outline(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page, address=f"open={LAM}")
    levels = panel(page).locator("h1, h2, h3, h4, h5").evaluate_all("(found) => found.map((one) => Number(one.tagName[1]))")
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert levels.count(2) == 1


def test_buttons_show_what_is_around_and_keep_the_keyboard(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address=f"open={LAM}")
    two = panel(page).get_by_role("button", name="Around, 2 steps")
    two.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("[vjgraph.state.around, vjgraph.state.hops]") == [LAM, 2]
    expect(two).to_have_attribute("aria-pressed", "true")
    expect(two).to_be_focused()
    two.click()
    assert page.evaluate("vjgraph.state.around") == ""
    panel(page).get_by_role("button", name="Their meetings").click()
    assert page.evaluate("[vjgraph.state.view, vjgraph.state.around]") == ["meetings", LAM]


def test_an_address_of_nothing_opens_nothing(open_page: Open, five_page: Path) -> None:
    page = open_page(five_page, address="open=person/nobody")
    expect(panel(page)).to_be_hidden()
    for id in ("event/none~1", "constructor", "person/to-lam~constructor", "group/constructor", "delegation/none"):
        show(page, id)
    show(page, LAM)
    expect(panel(page).get_by_role("heading", level=2)).to_have_text("To Lam")


@pytest.mark.parametrize("dark", [False, True])
def test_on_a_phone_the_card_is_a_sheet_from_below(open_page: Open, five_page: Path, dark: bool) -> None:
    page = open_page(five_page, phone=True, dark=dark, address=f"open={LAM}")
    box = panel(page).bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, 390)
    assert box["y"] > 200
    assert box["y"] + box["height"] <= 844
    assert panel(page).evaluate("(one) => one.scrollWidth <= one.clientWidth")
    for button in panel(page).locator(".hops button").all():
        size = button.bounding_box()
        assert size
        assert size["height"] >= 40


# --- many, and hostile ---


def test_a_card_with_many_meetings_opens_in_pieces(open_page: Open, graph: Callable[..., vjgraph.Graph]) -> None:
    met = "".join(
        f"  - id: m{number}\n    date: {1999 + number // 12}-{number % 12 + 1:02}-03\n"
        "    participants: {guest: Jane Roe, host: John Doe}\n"
        for number in range(120)
    )
    people = "people:\n  Jane Roe: {as: Minister of Foreign Affairs of Aland}\n  John Doe: {as: President of Beland}\n"
    built = graph(("2019-07-02", f"{people}meetings:\n{met}"))
    page = open_page(built.project / "build" / "graph.html", address="open=person/jane-roe")
    section(page, "Met").locator("summary").first.wait_for()
    expect(section(page, "Met").locator(".tie")).to_have_text("120 meetings")
    rows = section(page, "Met").locator(".fact")
    expect(rows).to_have_count(50)
    section(page, "Met").get_by_role("button", name="Show 50 more of 70").click()
    expect(rows).to_have_count(100)
    expect(rows.nth(50)).to_be_focused()
    section(page, "Met").get_by_role("button", name="Show 20 more of 20").click()
    expect(rows).to_have_count(120)
    expect(section(page, "Met").get_by_role("button", name=re.compile("^Show"))).to_have_count(0)
    section(page, "Met").get_by_role("searchbox", name="Narrow this list").fill("2004")
    expect(rows).to_have_count(12)


PAYLOAD = '</script><img src=x onerror="hacked()"> \u202etxet'


def test_whatever_a_source_says_is_shown_as_text(open_page: Open, write: Callable[..., Path]) -> None:
    source = """
        source: {format: 1, published: 2019-07-02, language: en, publisher: PAYLOAD, title: PAYLOAD}
        people:
          Jane Roe: {as: Minister of Foreign Affairs of Aland, rank: PAYLOAD}
          John Doe: {as: President of Beland}
        meetings:
          - id: call
            title: PAYLOAD
            date: 2019-07-01
            inferred: {date: PAYLOAD}
            participants: {guest: Jane Roe, host: John Doe}
            statements:
              - {by: Jane Roe, act: requests, says: PAYLOAD}
    """
    built = vjgraph.build(write(source.replace("PAYLOAD", json.dumps(PAYLOAD, ensure_ascii=False))))
    page = open_page(built.project / "build" / "graph.html")
    for id in ("person/jane-roe", "event/call", "person/jane-roe~person/john-doe", "source/source-1"):
        show(page, id)
        expect(panel(page)).to_contain_text(PAYLOAD)
    assert panel(page).locator("img, script").count() == 0
    # What turns the direction of writing round stays within its own text.
    show(page, "event/call")
    assert set(panel(page).locator("h2 > *").evaluate_all("(found) => found.map((one) => one.tagName)")) == {"BDI"}


def test_a_group_tells_its_members_and_opens(look_at: Open, five_page: Path) -> None:
    page = look_at(five_page)
    group = page.evaluate(
        """() => {
          const { community, side } = vjgraph.data.projections.people.nodes.find((node) => node.id === "person/to-lam");
          return `group/${community}/${side}`;
        }"""
    )
    show(page, group)
    expect(panel(page).locator(".lead")).to_contain_text("1 member: 1 of Viet Nam.")
    assert texts(section(page, "Most tied").locator(".fact")) == ["To Lam 4 ties"]
    panel(page).get_by_role("button", name="Show its members").click()
    assert page.evaluate("vjgraph.state.group") == group.split("/")[1]
    other = group.replace("organisation/viet-nam", "organisation/japan")
    show(page, "~".join(sorted([group, other])))
    expect(panel(page).locator(".lead")).to_have_text("4 pairs of them met")
