"""When two written names are one name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.names import fold, is_marked, is_short_form, marks, orders, shorten_vowels, strip_title

FORMS = ["NFC", "NFD", "NFKC", "NFKD"]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Tô Lâm", "to lam"),
        ("TÔ LÂM", "to lam"),
        ("Đặng Thùy-Trâm", "dang thuy tram"),
        ("đặng  thuỳ\ntrâm", "dang thuy tram"),
        ("Phạm Minh Chính", "pham minh chinh"),
        ("\u202bTô\u200e Lâm\u202c", "to lam"),
        ("To\u00adLam", "tolam"),
        ("ASEAN’s", "aseans"),
        ("ASEAN's", "aseans"),
        ("O’Neil", "oneil"),
        ("ADMM+", "admm plus"),
        ("ADMM＋", "admm plus"),
        ("St. John", "st john"),
        ("Łódź Øre Straße Æsir", "lodz ore strasse aesir"),
        ("ＪＡＰＡＮ", "japan"),
        ("蘇林", "蘇林"),
        ("がわ", "がわ"),
        ("かわ", "かわ"),
        ("ﾄﾖﾀ", "トヨタ"),
        ("한국", "한국"),
        ("", ""),
        (" – ", ""),
    ],
)
def test_a_name_is_compared_without_case_diacritics_and_signs(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["Tô Lâm", "Đặng Thuỳ Trâm", "Ōtsuji Kōji", "がわ", "蘇林", "한국"])
def test_the_form_of_unicode_does_not_matter(name, form):
    written = unicodedata.normalize(form, name)
    assert fold(written) == fold(name)
    assert marks(written) == marks(name)
    assert is_marked(written) == is_marked(name)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.sampled_from(FORMS))
def test_any_text_folds_alike_in_every_form_of_unicode(text, form):
    assert fold(unicodedata.normalize(form, text)) == fold(text)


@given(st.text())
def test_what_is_folded_carries_no_marks_capitals_or_stray_spaces(text):
    folded = fold(text)
    assert not is_marked(folded)
    assert folded == folded.casefold()
    assert folded.split() == folded.split(" ") or folded == ""


@pytest.mark.parametrize(("one", "other"), [("Tô Lâm", "Tố Lam"), ("Phạm Minh Chính", "Phạm Bình Minh"), ("Dung", "Đung")])
def test_look_alikes_differ_in_their_marks_or_letters(one, other):
    assert marks(one) != marks(other)
    assert fold(one) != fold(other) or (is_marked(one) or is_marked(other))


@pytest.mark.parametrize("name", ["Tô", "đ", "Đung", "é", "ñ"])
def test_diacritics_that_tell_names_apart_are_marks(name):
    assert is_marked(name)


@pytest.mark.parametrize("name", ["To Lam", "Shōhei", "Ōtsuji", "がわ", "パク", "蘇林", "", "O’Neil"])
def test_long_vowels_and_the_letters_of_other_scripts_are_no_marks(name):
    assert not is_marked(name)


@pytest.mark.parametrize(
    ("titled", "name"),
    [
        ("General To Lam", "to lam"),
        ("Gen. To Lam", "to lam"),
        ("Sen. Lieut. Gen. Hoang Xuan Chien", "hoang xuan chien"),
        ("H.E. Mr. John Doe", "john doe"),
        ("Vice Admiral Ann Poe", "ann poe"),
        ("Comrade Prof. Dr. Jane Roe", "jane roe"),
        ("John Major", "john major"),
        ("General", "general"),
    ],
)
def test_ranks_and_honorifics_come_off_the_front(titled, name):
    assert strip_title(fold(titled)) == name


@given(st.text())
def test_taking_titles_off_twice_is_taking_them_off_once(text):
    once = strip_title(fold(text))
    assert strip_title(once) == once


def test_a_name_is_known_in_both_orders_when_its_family_name_is():
    assert set(orders("saito ken", "saito")) == set(orders("ken saito", "saito")) == {"saito ken", "ken saito"}
    assert set(orders("nguyen thi kim ngan", "nguyen")) == {"nguyen thi kim ngan", "thi kim ngan nguyen"}


@pytest.mark.parametrize("family", ["", "saito ken", "ken", "aito"])
def test_without_a_family_name_at_one_end_there_is_one_order_or_its_own(family):
    assert orders("saito ken", family)[0] == "saito ken"
    assert len(orders("saito ken", family)) == (2 if family == "ken" else 1)


@pytest.mark.parametrize("written", ["shohei", "shouhei", "shoohei", "shohhei"[:4] + "hei"])
def test_long_vowels_may_be_written_long_or_short(written):
    assert shorten_vowels(written) == "shohei"


@pytest.mark.parametrize("name", ["inoue", "aoi", "kohei"])
def test_two_syllables_are_no_long_vowel(name):
    assert shorten_vowels(name) == name


def test_a_short_form_is_some_words_of_a_longer_name_in_order():
    assert is_short_form("lam", "to lam")
    assert is_short_form("pham chinh", "pham minh chinh")
    assert not is_short_form("chinh pham", "pham minh chinh")
    assert not is_short_form("to lam", "to lam")
    assert not is_short_form("la", "to lam")


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_are_compared_as_all_others_are(text):
    # An invisible mark makes it a text of more than plain letters, and is nothing else.
    assert fold(text) == fold(text + "\u200b")
    assert marks(text) == marks(text + "\u200b")
    assert not is_marked(text)
