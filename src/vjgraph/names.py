"""When two written names are the same name: folding, order of family name, ranks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe"})
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_APOSTROPHES = re.compile("[’‘ʼʻʹ´`']")
_SEPARATORS = re.compile(r"[\W_]+")
_LONG_VOWELS = re.compile(r"o[uoh](?![aeiou])|o[uo](?=i)|uu")
# The syllables of Japanese in Latin letters: what is not made of them has no long vowels to write short.
_MORA = re.compile(
    r"(?:[kstp](?=[kstp])|t(?=ch))?(?:[kgnhbpmr]?[aiueo]|[kgnhbpmr]y[auo]|[sz][aueo]|[td][aeo]|fu|y[auo]|wa|ts?u|(?:sh|ch|j)[aiueo])"
    r"|n(?![aiueoy])|m(?=[bmp])|(?<=o)h(?![aiueo])"
)
_MACRONS = re.compile("[ōūŌŪ]|[oOuU]\u0304")
# Between the letters of scripts that write names together, a space says nothing.
_CLOSE = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]) "
                    r"(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])")  # fmt: skip
# Vietnamese writes the tone of these on either vowel: hòa is hoà.
_TONES = re.compile("(o)([\u0300\u0301\u0303\u0309\u0323])([ae])|(u)([\u0300\u0301\u0303\u0309\u0323])(y)")
_BRITISH = {"defense": "defence", "labor": "labour", "center": "centre", "harbor": "harbour", "program": "programme"}
_AMERICAN = re.compile(rf"\b(?:{'|'.join(_BRITISH)}|\w+izations?)\b")
_GENERATIONS = re.compile(r" (jr|sr|ii|iii|iv)$")
_RANKS = """
general; gen; senior general; sen gen; senior lieutenant general; sen lieut gen; sr lt gen; senior lt gen; sen lt gen;
lieutenant general; lieut gen; lt gen; ltg; major general; maj gen; brigadier general; brig gen; brigadier;
colonel; col; senior colonel; sen col; lieutenant colonel; lt col; major; maj; captain; capt; lieutenant; lt;
admiral; adm; vice admiral; rear admiral; commodore; marshal; dai tuong; thuong tuong; trung tuong; thieu tuong
"""
_HONORIFICS = """
mr; mrs; ms; miss; mme; madam; madame; dr; prof; professor; sir; dame; lord; lady; comrade; his excellency;
her excellency; excellency; he; h e; hon; honourable; honorable; the honourable; the honorable;
the right honourable; rt hon; ong; ba; dong chi
"""
_OFFICES = """
president; vice president; state president; prime minister; pm; deputy prime minister; deputy pm; vice prime minister;
minister; deputy minister; vice minister; state minister; foreign minister; defence minister; defense minister; secretary;
general secretary; party general secretary; chairman; chairwoman; speaker; governor; mayor; senator; ambassador; emperor;
empress; king; queen; prince; princess; crown prince; pope; former; late; the late; then
"""
TITLES = sorted((tuple(title.split()) for title in f"{_RANKS};{_HONORIFICS};{_OFFICES}".split(";")), key=lambda t: (-len(t), t))
"""What may stand before a name, as folded words, the longest first."""
OFFICES = frozenset(tuple(office.split()) for office in _OFFICES.split(";"))
"""Those that are offices: before part of a name they may mean somebody else of that name."""


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Reduce a name to what is compared: no case, diacritics, đ, invisible marks or punctuation.

    >>> fold("Đặng  Thùy-Trâm"), fold("ASEAN’s"), fold("ADMM+")
    ('dang thuy tram', 'aseans', 'admm plus')
    """
    if text.isascii():
        plain = text.lower().replace("'", "").replace("`", "").replace("+", " plus ")
        return _SEPARATORS.sub(" ", plain).strip()
    # Compatibility forms may hide capitals, and capitals may hide marks: ㎒ is MHz, İ is i and a dot.
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_LETTERS)
    text = "".join(c for c in text if not _is_mark(c))
    return _SEPARATORS.sub(" ", _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text)).replace("+", " plus ")).strip()


def spell_british(folded: str) -> str:
    """A folded title in the spelling of Britain, so that the other side of the Atlantic names the same body.

    >>> spell_british("ministry of defense"), spell_british("labor organization")
    ('ministry of defence', 'labour organisation')
    """
    return _AMERICAN.sub(lambda word: _BRITISH.get(word[0]) or word[0].replace("ization", "isation"), folded)


@lru_cache(maxsize=1 << 16)
def marks(text: str) -> str:
    """The name with its diacritics but without case, spacing or invisible marks; two marked names must agree in it."""
    if text.isascii():
        return _SEPARATORS.sub(" ", text.lower().replace("'", "").replace("`", "")).strip()
    text = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text).casefold())
    text = unicodedata.normalize("NFC", _TONES.sub(lambda m: f"{m[1] or m[4]}{m[3] or m[6]}{m[2] or m[5]}", text))
    return _SEPARATORS.sub(" ", _APOSTROPHES.sub("", text)).strip()


def is_marked(text: str) -> bool:
    """Whether the name carries diacritics that could tell it from another (a macron is only a long vowel).

    >>> is_marked("Tô Lâm"), is_marked("To Lam"), is_marked("Ishii Shōhei")
    (True, False, False)
    """
    if text.isascii():
        return False
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


def has_long_vowels(written: str) -> bool:
    """Whether a name's vowels may be written long or short: it has a macron, or is made of Japanese syllables only.

    >>> has_long_vowels("Ishii Shohei"), has_long_vowels("Tō"), has_long_vowels("Lee Young"), has_long_vowels("Choo Mi-ae")
    (True, True, False, False)
    """
    if _MACRONS.search(written):
        return True
    words = fold(written).split()
    if "-" in written or any(word.endswith(("oon", "oun")) for word in words):
        return False  # Park Seung-hoon, Moon Jaein
    # Short names are too like those of other tongues.
    return all(map(_morae, words)) and sum(_morae(shorten_vowels(word)) for word in words) > 3


def _morae(word: str) -> int:
    """How many Japanese syllables a word is made of; 0 for another word."""
    at, count = 0, 0
    while at < len(word):
        mora = _MORA.match(word, at)
        if not mora:
            return 0
        at, count = mora.end(), count + 1
    return count


def spell_long(written: str) -> tuple[str, ...]:
    """A name with the macron over its o written as h, as u and as o, which before a vowel cannot be told from other letters.

    >>> spell_long("Ōe"), spell_long("Oe")
    (('Ohe', 'Oue', 'Ooe'), ())
    """
    text = unicodedata.normalize("NFC", written)
    spelt = (text.replace("ō", f"o{mark}").replace("Ō", f"O{mark}") for mark in "huo")
    return tuple(spelt) if set("ōŌ") & set(text) else ()


def close_up(folded: str) -> str:
    """A folded name without the spaces between letters of scripts that write names together.

    >>> close_up("岸田 文雄"), close_up("kishida fumio")
    ('岸田文雄', 'kishida fumio')
    """
    return _CLOSE.sub("", folded)


def join_given(folded: str) -> tuple[str, ...]:
    """A folded name with all but its first or its last word written as one: Hyun-sook is Hyunsook.

    >>> join_given("kim hyun sook")
    ('kim hyunsook', 'kimhyun sook')
    """
    first, *rest = folded.split()
    return (f"{first} {''.join(rest)}", f"{first}{''.join(rest[:-1])} {rest[-1]}") if len(rest) > 1 else ()


def strip_title(folded: str) -> str:
    """Take ranks and honorifics off the front of a folded name.

    >>> strip_title(fold("Sen. Lieut. Gen. Hoang Xuan Chien"))
    'hoang xuan chien'
    """
    return strip_titles(folded)[-1]


def strip_titles(folded: str, *, offices: bool = True) -> list[str]:
    """A folded name as it stands, and with one title after the other taken off its front: the last may be a name.

    Without `offices`, only ranks and honorifics are titles: President Doe need not be the Doe that is known.

    >>> strip_titles("mr he lifeng")
    ['mr he lifeng', 'he lifeng', 'lifeng']
    """
    words, found = folded.split(), [folded]
    while title := _title(words, offices=offices):
        words = words[len(title) :]
        found.append(" ".join(words))
    return found


def _title(words: Sequence[str], *, offices: bool) -> tuple[str, ...]:
    """The longest title that words begin with, which leaves at least one; empty where they begin with none."""
    for title in _titles().get(words[0], ()) if words else ():
        if len(words) > len(title) and tuple(words[: len(title)]) == title and (offices or title not in OFFICES):
            return title
    return ()


@cache
def _titles() -> Mapping[str, Sequence[tuple[str, ...]]]:
    """The titles by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for title in TITLES:
        found.setdefault(title[0], []).append(title)
    return found


def orders(folded: str, family: str = "") -> tuple[str, ...]:
    """The folded name as written and, when its family name is known, with that name at the other end.

    >>> orders("saito ken", "saito")
    ('saito ken', 'ken saito')
    """
    name, generation = folded, ""
    if last := _GENERATIONS.search(folded):
        name, generation = folded[: last.start()], last.group()
    if not family or name == family:
        return (folded,)
    found = [folded]
    if name.startswith(family + " "):
        found.append(f"{name[len(family) + 1 :]} {family}{generation}")
    if name.endswith(" " + family):
        given = name[: -len(family) - 1]
        # Marcos, Ferdinand, Jr. and Marcos Jr., Ferdinand
        found += [f"{family} {given}{generation}", f"{family}{generation} {given}"]
    return tuple(dict.fromkeys(found))


def surname_before_comma(written: str) -> str:
    """What a name has before its comma, folded: a family name; empty where no comma sets one off.

    >>> surname_before_comma("Gen. Abe, Shinzo"), surname_before_comma("Aquilino Pimentel, Jr.")
    ('abe', '')
    """
    before, comma, after = written.partition(",")
    if not comma or not fold(after) or _GENERATIONS.fullmatch(" " + fold(after)):
        return ""
    return _GENERATIONS.sub("", strip_title(fold(before)))


def is_short_form(short: str, full: str) -> bool:
    """Whether the words of one folded name stand, in order, in another longer one.

    >>> is_short_form("lam", "to lam"), is_short_form("lam to", "to lam")
    (True, False)
    """
    parts = short.split()
    if len(short) >= len(full) or not all(part in full for part in parts):
        return False
    words = iter(full.split())
    return all(any(part == word for word in words) for part in parts)
