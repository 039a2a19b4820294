"""Quotes: found once, whatever the white space and the form of Unicode; else the finding shows the nearest passage."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vjgraph.diagnosing import Problem
from vjgraph.quoting import GAP, MAX_WORDS, Found, count_words, is_long, locate, paragraphs_of_file, paragraphs_of_source

PARAGRAPHS = paragraphs_of_source("""\
    Jane Roe, foreign minister of Aland, is in Beland. On Monday she called on
    President John Doe in Besse; Đặng Thuỳ Trâm sat in.

    Earlier Roe had seen the League. Doe’s speech (in Besse) was short.
""")
AT = ("meetings", 0)


def found(quote: str, par: int = 0, paragraphs: list[str] = PARAGRAPHS) -> str:
    """The words that a quote stands for; fails where it does not fit."""
    place = locate(quote, par, paragraphs, AT)
    assert isinstance(place, Found), place
    return paragraphs[place.par - 1][place.start : place.end]


def refused(quote: str, par: int = 0, paragraphs: list[str] = PARAGRAPHS) -> Problem:
    problem = locate(quote, par, paragraphs, AT)
    assert isinstance(problem, Problem), problem
    return problem


def test_a_quote_is_found_with_its_paragraph_and_place():
    assert locate("Jane Roe", 0, PARAGRAPHS, AT) == Found(1, 0, 8)
    assert locate("Earlier Roe", 0, PARAGRAPHS, AT) == Found(2, 0, 11)
    assert locate("Earlier Roe", 2, PARAGRAPHS, AT) == Found(2, 0, 11)


def test_white_space_and_line_ends_do_not_count():
    assert found("she  called\non President") == "she called on President"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_form_of_unicode_does_not_count(form):
    assert found(unicodedata.normalize(form, "Đặng Thuỳ Trâm")) == "Đặng Thuỳ Trâm"
    assert isinstance(locate("Tô", 0, paragraphs_of_source(unicodedata.normalize(form, "ông Tô Lâm")), AT), Found)


def test_a_gap_stands_for_any_words_of_the_paragraph():
    assert found("she called ... Besse") == "she called on President John Doe in Besse"
    assert found("Jane Roe ... Aland ... Beland").endswith("is in Beland")
    assert refused("Jane Roe ... League").code == "quote-absent"


def test_a_gap_keeps_the_order_of_its_pieces():
    assert refused("Besse ... she called").code == "quote-absent"


def test_a_quote_may_begin_or_end_with_a_sign():
    assert found("(in Besse)") == "(in Besse)"
    assert found("’s speech") == "’s speech"


def test_a_quote_ends_at_the_edges_of_words():
    assert refused("oe had seen").code == "quote-absent"
    assert refused("Earlier Ro").code == "quote-absent"


def test_scripts_without_spaces_have_no_edges_of_words():
    assert found("首相", paragraphs=["日本首相は東京で会談した。"]) == "首相"
    assert found("นายกฯ", paragraphs=["พบนายกฯไทย"]) == "นายกฯ"


def test_a_quote_that_fits_twice_is_told_where():
    problem = refused("Roe")
    assert (problem.code, problem.path) == ("quote-twice", (*AT, "quote"))
    assert "fits 2 times" in problem.message
    assert "paragraph 1, 2" in problem.hint
    assert "'par:'" in problem.hint


def test_twice_in_one_paragraph_a_paragraph_number_is_no_help():
    problem = refused("in", par=1)
    assert problem.code == "quote-twice"
    assert "'par:'" not in problem.hint


def test_the_paragraph_decides_between_two_places():
    assert locate("Roe", 2, PARAGRAPHS, AT) == Found(2, 8, 11)


def test_ways_to_one_end_are_one_fit():
    assert isinstance(locate("Roe ... patrols", 0, ["Roe thanked Doe. Roe asked for patrols."], AT), Found)


def test_overlapping_fits_are_several():
    assert refused("ha ha", paragraphs=["ha ha ha"]).code == "quote-twice"


def test_an_absent_quote_is_shown_the_nearest_passage():
    problem = refused("she called on President Jim Doe")
    assert problem.code == "quote-absent"
    assert problem.hint.startswith("nearest, in paragraph 1: she called on President John Doe")
    assert "in paragraph 1" in refused("she called on Doe", par=1).message


def test_a_quote_in_another_paragraph_is_shown_there():
    assert "in paragraph 2: Earlier Roe had seen" in refused("Earlier Roe had seen", par=1).hint


def test_a_quote_like_nothing_is_told_so():
    assert "nothing like it" in refused("xyzzy quux").hint


@pytest.mark.parametrize("par", [-1, 3, 99])
def test_a_paragraph_that_is_not_there_is_refused(par):
    problem = refused("Roe", par=par)
    assert (problem.code, problem.path) == ("paragraph", (*AT, "par"))
    assert "1 to 2" in problem.hint


@pytest.mark.parametrize("quote", ["", "   ", "...", " ... "])
def test_a_quote_without_words_fits_nowhere(quote):
    assert refused(quote).code == "quote-absent"


def test_many_gaps_end_quickly():
    assert refused(GAP.join(["a"] * 12 + ["z"]), paragraphs=["a " * 3000]).code == "quote-absent"


WORDS = st.lists(st.text(st.characters(categories=["L", "M", "N", "P", "S"]), min_size=1, max_size=8), min_size=1, max_size=30)


@given(WORDS, st.data())
def test_whatever_is_cut_from_a_paragraph_at_spaces_is_found_in_it(words, data):
    paragraphs = paragraphs_of_file(" ".join(words))
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = " ".join(words[start:end])
    place = locate(quote, 1, paragraphs, AT)
    assert isinstance(place, Found) or place.code == "quote-twice" or quote.strip(". ") == ""
    if isinstance(place, Found) and GAP not in f" {quote} ":
        assert paragraphs[0][place.start : place.end] == unicodedata.normalize("NFC", quote)


@given(st.text(), st.text())
def test_no_quote_and_no_text_make_it_fail(quote, text):
    assert isinstance(locate(quote, 0, paragraphs_of_source(text), AT), Found | Problem)


def test_words_are_counted_without_gaps():
    assert count_words("one two ... three") == 3
    assert count_words("... one ...") == 1
    assert count_words("") == 0


def test_a_script_without_spaces_is_counted_too():
    assert count_words("首相は東京で会談した") == 5
    assert count_words("Tokyo 東京") == 2


def test_the_paragraphs_of_a_file_are_its_lines_that_are_not_empty():
    assert paragraphs_of_file("one\r\n\n  \ntwo  words\rthree\u2028still three") == ["one", "two words", "three still three"]


def test_the_paragraphs_of_a_text_in_a_source_are_its_blocks():
    assert paragraphs_of_source("\none\ntwo\n \nthree\r\n\r\nfour\n\n\n") == ["one two", "three", "four"]


@given(st.lists(st.sampled_from(["one", "...", "東京", "Tô", "a-b"]), max_size=12).map(" ".join))
@example(" ".join(["one"] * MAX_WORDS))
@example(" ".join(["one"] * (MAX_WORDS + 1)))
def test_a_quote_is_long_by_its_words(quote):
    assert is_long(quote) == (count_words(quote) > MAX_WORDS)


def test_a_letter_of_an_unspaced_script_is_the_edge_of_a_word():
    assert found("Tokyo", paragraphs=["東京Tokyo東京"]) == "Tokyo"
    assert refused("Tokyo", paragraphs=["xTokyo", "Tokyo_"]).code == "quote-absent"
