"""RDF terms: whatever a source writes comes out of every parser as it went in, and names are scoped as designed."""

from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from vjgraph import terms

BASE = "https://example.org/"
ODD = [
    'say "no"', "back\\slash", "\\u0041", "two\nlines", "\r\n", "\ttab", "Đặng Thuỳ Trâm", "T\u00f4", "To\u0302", "蘇林",
    "\u202bTô\u200f\u202c", "%41", "a/b?c#d", ".", "..", "",
    "line\u2028separator\u2029", "\x00\x01\x1f\x7f", "\x85\x9f", "\ufeff", "\ufffe\uffff", "😀", "<https://x>",
]  # fmt: skip


def read(line: str) -> ox.Quad:
    (quad,) = ox.parse(line.encode(), format=ox.RdfFormat.N_TRIPLES)
    return quad


def object_of(term: str) -> ox.Literal | ox.NamedNode:
    return read(f"<a:s> <a:p> {term} .").object


@pytest.mark.parametrize("text", ODD)
def test_any_text_is_read_back_from_a_literal(text):
    term = terms.text(text, "en")
    assert object_of(term) == ox.Literal(text, language="en")
    (triple,) = rdflib.Graph().parse(data=f"<a:s> <a:p> {term} .", format="nt")
    assert triple[2] == rdflib.Literal(text, lang="en")
    assert terms.value(term) == text


@given(st.text())
def test_no_text_breaks_a_literal(text):
    assert object_of(terms.text(text)).value == text
    assert object_of(terms.edtf(text)).value == text
    assert terms.value(terms.text(text)) == text
    assert "\n" not in terms.text(text)


@pytest.mark.parametrize("text", ODD)
def test_any_text_is_read_back_from_the_end_of_an_iri(text):
    iri = terms.entity(BASE, "sources", text)
    assert object_of(iri).value == iri[1:-1]
    (triple,) = rdflib.Graph().parse(data=f"<a:s> <a:p> {iri} .", format="nt")
    assert str(triple[2]) == iri[1:-1]


@given(st.text(), st.text())
@example("a/b", "a%2Fb")
@example("T\u00f4", "To\u0302")
def test_different_ids_have_different_iris(one, other):
    iris = terms.entity(BASE, "people", one), terms.entity(BASE, "people", other)
    assert (iris[0] == iris[1]) == (one == other)
    assert iris[0].isascii()


def test_an_id_is_one_segment_whatever_it_holds():
    assert terms.entity(BASE, "people", "a/b c.~_-") == "<https://example.org/person/a%2Fb%20c.~_->"
    assert terms.below("<https://example.org/event/e>", "a/b") == "<https://example.org/event/e/a%2Fb>"


SEGMENTS = st.text().filter(lambda text: not text.startswith("<"))


@given(SEGMENTS, SEGMENTS)
def test_what_belongs_to_a_thing_stands_below_it(part, other):
    iri = terms.below("<https://example.org/event/e>", part, "<https://example.org/person/a>")
    assert object_of(iri).value.startswith("https://example.org/event/e/")
    assert terms.tail(iri) == "a"
    assert (iri == terms.below("<https://example.org/event/e>", other, "<https://example.org/person/a>")) == (part == other)


def test_each_class_has_a_path_of_its_own():
    assert len(set(terms.PATHS.values())) == len(terms.PATHS)
    assert terms.entity(BASE, "people", "aland") != terms.entity(BASE, "organisations", "aland")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30, places=8))
def test_a_number_keeps_its_value_in_one_form(number):
    term = object_of(terms.decimal(number))
    assert Decimal(term.value) == number
    assert terms.decimal(number) == terms.decimal(Decimal(format(number, "f") + "00"))


@pytest.mark.parametrize(
    ("number", "written"),
    [("1.50", "1.5"), ("1500000", "1500000"), ("1.5E6", "1500000"), ("100", "100"), ("0.00", "0"), ("-0", "0"), ("-0.50", "-0.5"),
     ("0.000001", "0.000001"), ("123456789012345678901234567890.5", "123456789012345678901234567890.5")],
)  # fmt: skip
def test_a_number_is_written_without_exponent_or_idle_zeros(number, written):
    assert terms.value(terms.decimal(Decimal(number))) == written


def test_a_number_is_the_same_in_a_store_that_keeps_values():
    store = ox.Store()
    for number in ("1.50", "-0", "1500000"):
        term = terms.decimal(Decimal(number))
        store.update(f"INSERT DATA {{ <a:s> <a:p> {term} }}")
        assert store.query(f"ASK {{ <a:s> <a:p> {term} }}")
        assert terms.value(term) in {quad.object.value for quad in store}


def test_days_numbers_and_truth_are_typed():
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert object_of(terms.day(date(2019, 7, 1))) == ox.Literal("2019-07-01", datatype=ox.NamedNode(xsd + "date"))
    assert object_of(terms.day(date(33, 7, 1))).value == "0033-07-01"
    assert object_of(terms.integer(-3)) == ox.Literal("-3", datatype=ox.NamedNode(xsd + "integer"))
    assert object_of(terms.boolean(True)) == ox.Literal("true", datatype=ox.NamedNode(xsd + "boolean"))
    assert object_of(terms.edtf("2019?")).datatype.value == "http://id.loc.gov/datatypes/edtf/EDTF"


@pytest.mark.parametrize(
    "url",
    ["https://example.org", "http://example.org/", "https://example.org:8080/a/b?c=d&e=%20#f", "https://ví-dụ.example/đường/東京",
     "https://en.wikipedia.org/wiki/Aland_(country)", "https://example.org/?a=b/c?d"],
)  # fmt: skip
def test_a_web_address_is_an_iri(url):
    assert object_of(terms.address(url)) == ox.NamedNode(url)


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "www.example.org/a", "ftp://example.org", "javascript:alert(1)", "https://", "https:///path",
     "https://a b", "https://example.org/<script>", 'https://example.org/"', "https://example.org/{x}",
     "https://example.org/%zz", "https://example.org/\x01", "https://example.org/\n", "https://example.org:port/",
     "https://exa mple.org", "https://example.org/\u202e", " https://example.org"],
)  # fmt: skip
def test_what_is_no_web_address_is_none(url):
    assert terms.address(url) is None


@given(st.from_regex(r"https?://[\w.:/?#%@!$&'()*+,;=\[\]~ -]{1,20}", fullmatch=True))
def test_every_address_that_is_taken_can_be_loaded(url):
    if term := terms.address(url):
        assert object_of(term).value == url


def test_a_digest_depends_on_where_one_text_ends():
    assert terms.digest("ab", "c") != terms.digest("a", "bc") != terms.digest("abc")
    assert len(terms.digest("a")) == 12


def test_the_value_of_an_iri_is_what_stands_between_its_brackets():
    assert terms.value("<https://example.org/a>") == "https://example.org/a"
