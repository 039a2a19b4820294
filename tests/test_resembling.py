"""Which written names resemble each other, rule by rule, and which are only near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vjgraph.names import fold, marks
from vjgraph.resembling import PEOPLE, THINGS, Name, near


def name(id: str, form: str, home: str = "") -> Name:
    words = tuple(fold(form).split())
    return Name(id, form, words, tuple(marks(form).split()), home, whole=words)


def alike(first: str, second: str, rules=PEOPLE) -> str:
    """The first reason why two names are alike; empty where they are not."""
    return next((why for rule in rules for _, _, why in rule([name("a", first), name("b", second)])), "")


# --- people ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("Lê Minh", "Lê Mính", "one name but for the diacritics, 'Lê Minh' and 'Lê Mính'"),
        ("Jane Roe", "Roe Jane", "the same words, 'Jane Roe' and 'Roe Jane'"),
        ("Moriyama Yuuko", "Moriyama Yuko", "one name but for long vowels, 'Moriyama Yuuko' and 'Moriyama Yuko'"),
        ("Tomas Brekk", "Tomas Brekke", "one letter apart, 'Tomas Brekk' and 'Tomas Brekke'"),
        ("Kiyoshi Serizawa", "Kiyoshi Serisawa", "one letter apart, 'Kiyoshi Serizawa' and 'Kiyoshi Serisawa'"),
        ("Halvorsen Mira", "Mira Havlorsen", "one letter apart, 'Halvorsen Mira' and 'Mira Havlorsen'"),
        ("J. Roe", "Jane Roe", "'J. Roe' has the initials of 'Jane Roe'"),
        ("Tran V. Anh", "Tran Van Anh", "'Tran V. Anh' has the initials of 'Tran Van Anh'"),
        ("Jane Roe", "Jane Ann Roe", "'Jane Roe' is part of 'Jane Ann Roe'"),
        ("Roe", "Jane Roe", "'Roe' is part of 'Jane Roe'"),
        ("Tran Vananh", "Tran Van Anh", "the same words, 'Tran Vananh' and 'Tran Van Anh'"),
    ],
)
def test_names_of_people_are_alike(first, second, why):
    assert alike(first, second) == why
    assert bool(alike(second, first)) is bool(why)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Phạm Minh Chính", "Phạm Bình Minh"),  # the same words of a name mean little
        ("Jane Roe", "Jane Poe"),  # one letter in a short word is another name
        ("Nguyen Van Hung", "Nguyen Van Hong"),
        ("Pham Minh Chinh", "Pham Minh Thinh"),  # nobody slips in the first letter
        ("Nguyễn Văn Trung", "Nguyễn Văn Trường"),  # one letter apart without diacritics, three with them
        ("Lê Minh", "Lê Mính Anh"),  # a part with other diacritics
        ("J. Roe", "Jane Poe"),
        ("J. Roe", "Mary Roe"),
        ("J. R.", "Jane Roe"),  # initials alone name nobody
        ("Jane Ann Roe", "Jane Ann Poe"),
        ("Jane Roe", "John Doe"),
        ("Person 10001", "Person 10002"),
    ],
)
def test_names_of_people_are_only_near(first, second):
    assert alike(first, second) == alike(second, first) == ""


# --- bodies, offices, agreements, topics, places ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("Defence Ministry", "Ministry Defence", "the same words, "),
        ("Sea Defence League", "Sea Defense League", "one letter apart, "),
        ("Coastguard Service", "Coast Guard Service", "the same words, "),
        ("SLN", "Sea League North", "'SLN' are the initials of 'Sea League North'"),
    ],
)
def test_names_of_things_are_alike(first, second, why):
    assert alike(first, second, THINGS).startswith(why)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Minister Fisheries", "Deputy Minister Fisheries"),
        ("Chair League", "Vice Chair League"),
        ("Ministers Meeting", "Ministers Meeting Plus"),
        ("Sea League", "North Sea League"),
        ("SL", "Sea League"),  # two letters can stand for too much
        ("Export Council", "Import Council"),
    ],
)
def test_names_of_things_are_only_near(first, second):
    assert alike(first, second, THINGS) == ""


def test_initials_that_a_name_of_their_own_explains_are_no_others():
    names = [name("a", "NSL"), name("a", "Northern Sea League"), name("b", "Navy Staff Lodge")]
    assert [why for rule in THINGS for _, _, why in rule(names)] == []


# --- what holds of all ----------------------------------------------------------------------------------------------------


def test_names_of_two_homes_are_not_compared_and_of_an_unknown_home_are():
    pairs = [
        {a.id, b.id}
        for rule in THINGS
        for a, b, _ in rule([name("a", "Navy", "aland"), name("b", "Navy", "beland"), name("c", "Navy"), name("d", "Navy")])
    ]
    assert {"a", "b"} not in pairs
    assert all(pair in pairs for pair in ({"a", "c"}, {"b", "c"}, {"c", "d"}))


@given(st.text("abcdef", min_size=1, max_size=8), st.text("abcdef", min_size=1, max_size=8))
def test_near_is_one_edit_either_way_and_never_none(a, b):
    assert near(a, b) == near(b, a)
    assert not near(a, a)
    if near(a, b):
        assert abs(len(a) - len(b)) <= 1
        assert max(len(a), len(b)) >= 5


@given(st.lists(st.sampled_from(["Jane Roe", "J. Roe", "Jane Ann Roe", "Roe Jane", "Tomas Brekk", "Tomas Brekke"]), max_size=6))
def test_no_entry_is_like_itself_and_the_order_of_entries_does_not_matter(forms):
    def pairs(names) -> set[frozenset[str]]:
        return {frozenset((a.id, b.id)) for rule in PEOPLE for a, b, _ in rule(names)}

    names = [name(f"p{number}", form) for number, form in enumerate(forms)]
    assert all(len(pair) == 2 for pair in pairs(names))
    assert pairs(names) == pairs(names[::-1])
    assert pairs([name("p", form) for form in forms]) == set()
