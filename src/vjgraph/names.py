"""When two written names are the same name: folding, order of family name, ranks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe"})
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_APOSTROPHES = re.compile("[’‘ʼ`']")
_SEPARATORS = re.compile(r"[\W_]+")
_LONG_VOWELS = re.compile(r"o[uoh](?![aeiou])|uu")
_RANKS = """
general; gen; senior general; sen gen; senior lieutenant general; sen lieut gen; sr lt gen; senior lt gen;
lieutenant general; lieut gen; lt gen; ltg; major general; maj gen; brigadier general; brig gen; brigadier;
colonel; col; senior colonel; sen col; lieutenant colonel; lt col; major; maj; captain; capt; lieutenant; lt;
admiral; adm; vice admiral; rear admiral; commodore; marshal
"""
_HONORIFICS = """
mr; mrs; ms; miss; mme; madam; madame; dr; prof; professor; sir; dame; lord; lady; comrade; his excellency;
her excellency; excellency; he; h e; hon; honourable; honorable; the honourable; the honorable;
the right honourable; rt hon
"""
_TITLES = sorted((tuple(title.split()) for title in f"{_RANKS};{_HONORIFICS}".split(";")), key=len, reverse=True)


def fold(text: str) -> str:
    """Reduce a name to what is compared: no case, diacritics, đ, invisible marks or punctuation.

    >>> fold("Đặng  Thùy-Trâm"), fold("ASEAN’s"), fold("ADMM+")
    ('dang thuy tram', 'aseans', 'admm plus')
    """
    # Compatibility forms may hide capitals, and capitals may hide marks: ㎒ is MHz, İ is i and a dot.
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_LETTERS)
    text = "".join(c for c in text if not _is_mark(c))
    return _SEPARATORS.sub(" ", _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text)).replace("+", " plus ")).strip()


def marks(text: str) -> str:
    """The name with its diacritics but without case, spacing or invisible marks; two marked names must agree in it."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text).casefold())
    return _SEPARATORS.sub(" ", _APOSTROPHES.sub("", text)).strip()


def is_marked(text: str) -> bool:
    """Whether the name carries diacritics that could tell it from another (a macron is only a long vowel).

    >>> is_marked("Tô Lâm"), is_marked("To Lam"), is_marked("Ishii Shōhei")
    (True, False, False)
    """
    without_macrons = unicodedata.normalize("NFD", text).replace("\u0304", "")
    return any(_is_mark(c) or c in "đĐ" for c in without_macrons)


def _is_mark(character: str) -> bool:
    """Whether a character is a diacritic; the voicing marks of kana are not, for they make another letter."""
    return unicodedata.combining(character) > 0 and character not in "\u3099\u309a"


def shorten_vowels(folded: str) -> str:
    """Write the long vowels of a folded name short: Shouhei, Shoohei and Shohei are one.

    >>> shorten_vowels("ishii shouhei"), shorten_vowels("ohtsuji")
    ('ishii shohei', 'otsuji')
    """
    return _LONG_VOWELS.sub(lambda m: m.group()[0], folded)


def strip_title(folded: str) -> str:
    """Take ranks and honorifics off the front of a folded name.

    >>> strip_title(fold("Sen. Lieut. Gen. Hoang Xuan Chien"))
    'hoang xuan chien'
    """
    return strip_titles(folded)[-1]


def strip_titles(folded: str) -> list[str]:
    """A folded name as it stands, and with one title after the other taken off its front: the last may be a name.

    >>> strip_titles("mr he lifeng")
    ['mr he lifeng', 'he lifeng', 'lifeng']
    """
    words, found = folded.split(), [folded]
    while title := next((t for t in _TITLES if tuple(words[: len(t)]) == t and len(words) > len(t)), None):
        words = words[len(title) :]
        found.append(" ".join(words))
    return found


def orders(folded: str, family: str = "") -> tuple[str, ...]:
    """The folded name as written and, when its family name is known, with that name at the other end.

    >>> orders("saito ken", "saito")
    ('saito ken', 'ken saito')
    """
    if not family or folded == family:
        return (folded,)
    if folded.startswith(family + " "):
        return (folded, f"{folded[len(family) + 1 :]} {family}")
    if folded.endswith(" " + family):
        return (folded, f"{family} {folded[: -len(family) - 1]}")
    return (folded,)


def is_short_form(short: str, full: str) -> bool:
    """Whether the words of one folded name stand, in order, in another longer one.

    >>> is_short_form("lam", "to lam"), is_short_form("lam to", "to lam")
    (True, False)
    """
    words: Iterable[str] = iter(full.split())
    return len(short) < len(full) and all(any(word == other for other in words) for word in short.split())
