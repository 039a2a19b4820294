"""Somebody named by an office and part of their name: who of that name is attested in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from vjgraph.names import fold, spell_british, strip_title, strip_titles

# Where the name of an office goes on with what it is over, or ends.
_OVER = re.compile(r",| (?:of|for|to|in) |$")
# A Deputy Minister of Justice is a Deputy Justice Minister too.
_MINISTER = re.compile(r"(.*)\bminister (?:of|for) (.+)")
_ARTICLE = re.compile(r"\bthe ")
# What these generals are is an office, and no rank behind one.
_GENERALS = re.compile(r"\b(?:attorney|auditor|consul|director|governor|inspector|secretary|solicitor) general\b")


class Post(NamedTuple):
    """A name of an office that somebody is attested in, or is only told to have held."""

    name: str
    former: bool


class Official(NamedTuple):
    """Somebody, that part of a text which is their name, and the name of the office beside it."""

    person: str
    part: str
    office: str


def find_officials(
    text: str, *, offices: Container[str], called: Callable[[str], Sequence[str]], held: Callable[[str], Sequence[Post]]
) -> list[Official]:
    """Whom part of a name means beside an office that documents attest them in; a rank may stand between the two.

    The office stands before the part, or behind it and a comma. Alone it does not tell somebody from others of the name, but
    who is attested in it does. `offices` are the ways to write what offices there are, `called` gives the people whose name a
    text is or is part of, and `held` the offices of one of them.

    >>> posts = {"jane": [Post("Minister of Trade of Aland", former=False)], "rob": []}
    >>> asked = {"offices": office_forms("Minister of Trade of Aland"), "called": lambda name: list(posts), "held": posts.get}
    >>> find_officials("Trade Minister Gen. Roe", **asked)
    [Official(person='jane', part='Gen. Roe', office='Minister of Trade of Aland')]
    >>> find_officials("Roe, Minister of Trade", **asked) == find_officials("Minister of Trade Roe", **asked)
    True
    """
    for title, part in _splits(text):
        if _plain(title) not in offices:
            continue
        found = []
        for person in called(part):
            fitting = [post.name for post in held(person) if _fits(title, post)]
            found += [Official(person, part, name) for name in fitting[:1]]
        if found:
            return found
    return []


@cache
def office_forms(name: str) -> frozenset[str]:
    """The ways to write an office by its whole name or by a first part of it, folded, without articles and spaces.

    >>> sorted(office_forms("Minister of Trade of the Isle"))[2:]
    ['ministeroftradeofisle', 'trademinister', 'tradeofisleminister']
    """
    parts = [fold(name[: end.start()]) for end in _OVER.finditer(name)]
    return frozenset(map(_key, (*parts, *(_MINISTER.sub(r"\1\2 minister", part) for part in parts))))


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """An office, folded, and a name, in each way that a text can be both.

    The longest office first: a Secretary General is no Secretary whose rank is General.
    """
    name, comma, office = text.partition(", ")
    for words in (text.split(), f"{office} {name}".split() if comma else []):
        for at in range(len(words) - 1, 0, -1):
            title, part = fold(" ".join(words[:at])), " ".join(words[at:])
            bare = strip_titles(fold(part), offices=False)[-1]
            ranked = bare != fold(part) and _GENERALS.search(f"{title} {fold(part)}")
            if title and not ranked and strip_title(fold(part)) == bare:
                yield title, part


def _fits(title: str, post: Post) -> bool:
    """Whether a folded title is an office; 'former' wants that it was held before."""
    return (post.former or not title.startswith("former ")) and _plain(title) in office_forms(post.name)


def _plain(title: str) -> str:
    return _key(re.sub(r"\bpm$", "prime minister", title.removeprefix("former ")))


def _key(folded: str) -> str:
    """What the name of an office is compared by: Viet Nam and Vietnam are one, and no article tells two apart."""
    return _ARTICLE.sub("", spell_british(folded)).replace(" ", "")
