"""Somebody named by an office and part of their name: which words are the office, and who is attested in it."""

from __future__ import annotations

from itertools import chain

import pytest

from vjgraph.names import fold, strip_title
from vjgraph.officials import Official, Post, find_officials, office_forms

PEOPLE = {
    "lam": ("Lam", [Post("Minister of Public Safety of Vietland", former=False)]),
    "lich": ("Ngo Lich", [Post("Minister of National Defence of Viet Land", former=False)]),
    "giang": ("Van Giang", [Post("Keeper of the Great Seals of the Isle of the Swans of Vietland", former=False)]),
    "koji": ("Koji", [Post("Chief of Staff, Joint Staff of the Forces", former=False)]),
    "mori": ("Mori", [Post("Secretary of the Embassy", former=True)]),
}


def find(text: str) -> list[str]:
    """Who is found, in a world of five people whose names are matched whole, behind any rank."""
    names = [post.name for _, posts in PEOPLE.values() for post in posts]
    return [
        one.person
        for one in find_officials(
            text,
            offices=frozenset(chain.from_iterable(map(office_forms, names))),
            called=lambda part: [id for id, (name, _) in PEOPLE.items() if strip_title(fold(part)) == fold(name)],
            held=lambda person: PEOPLE[person][1],
        )
    ]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Minister of Public Safety Gen. Lam", "lam"),
        ("Minister of Public Safety Senior Lieutenant General Lam", "lam"),
        ("Public Safety Minister Lam", "lam"),
        ("General Ngo Lich, Minister of National Defense of Vietland", "lich"),
        ("Lieutenant General Van Giang, Keeper of the Great Seals of the Isle of the Swans of Vietland", "giang"),
        ("Van Giang, Keeper of Great Seals", "giang"),
        ("General Koji, Chief of Staff, Joint Staff of the Forces", "koji"),
        ("former Secretary Mori", "mori"),
    ],
)
def test_the_office_may_have_many_words_and_commas_and_a_rank_behind_it(text: str, person: str) -> None:
    assert find(text) == [person]


@pytest.mark.parametrize(
    "text",
    [
        "Minister of National Defence Lam",
        "Secretary General Mori",
        "Inspector General Mori",
        "former Public Safety Minister Lam",
        "General Lam",
        "Lam",
        ", Lam",
        "Lam, ",
        "Minister of Public Safety",
        "Minister of Public Safety General",
    ],
)
def test_who_is_not_attested_in_the_office_is_not_found(text: str) -> None:
    """Nor is a Secretary General a Secretary whose rank is General."""
    assert find(text) == []


def test_the_name_of_each_office_is_told() -> None:
    held = {"a": [Post("Mayor of Besse", former=False), Post("Mayor", former=False)], "b": []}
    asked = {"offices": office_forms("Mayor of Besse"), "called": lambda part: ["a", "b"] * (part == "Roe"), "held": held.get}
    assert find_officials("Mayor of Besse Roe", **asked) == [Official("a", "Roe", "Mayor of Besse")]


def test_an_office_that_nobody_has_heard_of_asks_about_nobody() -> None:
    def called(part: str) -> list[str]:
        raise AssertionError(part)

    assert find_officials("Warden of the Marches Roe", offices=office_forms("Mayor"), called=called, held={}.get) == []
