"""Rules by which two written names resemble each other: the same words, a slip, initials, a part; cost near linear."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from vjgraph.names import fold, is_marked, shorten_vowels


@dataclass(frozen=True, slots=True)
class Name:
    """One written form of an entry's name, by the words that tell it from others, folded and with their diacritics."""

    id: str
    form: str
    words: tuple[str, ...]
    marked: tuple[str, ...]
    home: str = ""
    """The country or the parties it is recorded under; names of two homes are never compared."""
    dates: frozenset[str] = frozenset()
    whole: tuple[str, ...] = ()
    """All words but the light ones, those of the country or the parties too."""

    def contradicts(self, other: Name) -> bool:
        """Whether the two write a word they share with diacritics, and not with the same ones."""
        if not (is_marked(self.form) and is_marked(other.form)):
            return False
        mine, theirs = dict(zip(self.words, self.marked, strict=True)), dict(zip(other.words, other.marked, strict=True))
        return any(theirs.get(word, written) != written for word, written in mine.items())


Alike = tuple[Name, Name, str]
"""Two names of different entries, and what makes them alike."""
Rule = Callable[[Sequence[Name]], Iterator[Alike]]


def _pairs(names: Iterable[Name], keys: Callable[[Name], Iterable[Hashable]]) -> Iterator[tuple[Name, Name]]:
    """The names of different entries that have a key in common: no other names are ever compared."""
    blocks: dict[Hashable, dict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
    for name in names:
        for key in dict.fromkeys(keys(name)):
            blocks[key][name.home].append(name)
    for homes in blocks.values():
        unknown = homes.pop("", [])
        for block in (*homes.values(), unknown):
            yield from ((a, b) for a, b in combinations(block, 2) if a.id != b.id)
        yield from ((a, b) for block in homes.values() for a in block for b in unknown if a.id != b.id)


def _same_words(names: Sequence[Name]) -> Iterator[Alike]:
    for a, b in _pairs(names, lambda name: [tuple(sorted(name.words)), "".join(name.words)]):
        if a.dates and b.dates and a.dates != b.dates:
            continue
        if a.contradicts(b):
            if a.words == b.words:
                yield a, b, f"one name but for the diacritics, {_both(a, b)}"
        elif a.words == b.words and fold(a.form) == fold(b.form):
            yield a, b, f"one name, {_both(a, b)}"
        else:
            yield a, b, f"the same words, {_both(a, b)}"


def _same_vowels(names: Sequence[Name]) -> Iterator[Alike]:
    for a, b in _pairs(names, lambda name: [tuple(sorted(map(shorten_vowels, name.words)))]):
        if sorted(a.words) != sorted(b.words) and not a.contradicts(b):
            yield a, b, f"one name but for long vowels, {_both(a, b)}"


def _one_edit(names: Sequence[Name]) -> Iterator[Alike]:
    for a, b in _pairs(names, _with_one_word_less):
        (mine,), (theirs,) = (list((Counter(x.words) - Counter(y.words)).elements()) or [""] for x, y in ((a, b), (b, a)))
        if near(mine, theirs) and not a.contradicts(b) and _near_marked(a, b, mine, theirs) and a.dates == b.dates:
            yield a, b, f"one letter apart, {_both(a, b)}"


def _with_one_word_less(name: Name) -> Iterator[Hashable]:
    """For each long word the others, and the word as it is and without one of its letters."""
    for at, word in enumerate(name.words):
        if len(word) >= 4:
            rest = tuple(sorted((*name.words[:at], *name.words[at + 1 :])))
            yield rest, word
            yield from ((rest, word[:i] + word[i + 1 :]) for i in range(len(word)))


def near(a: str, b: str) -> bool:
    """Whether two words are long enough for one edit to be a slip; what differs at once, or in a digit, is another word."""
    from rapidfuzz.distance import OSA

    if not (a and b) or max(len(a), len(b)) < 5 or a[0] != b[0] or any(c.isdecimal() for c in a + b):
        return False
    return OSA.distance(a, b, score_cutoff=1) == 1


def similar(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the words of two names, in any order, are mostly the same letters."""
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(" ".join(a), " ".join(b)) >= 85


def _near_marked(a: Name, b: Name, mine: str, theirs: str) -> bool:
    from rapidfuzz.distance import OSA

    if not (is_marked(a.form) and is_marked(b.form)):
        return True
    written = (a.marked[a.words.index(mine)], b.marked[b.words.index(theirs)])
    return OSA.distance(*written, score_cutoff=1) == 1


def _initials(names: Sequence[Name]) -> Iterator[Alike]:
    full: dict[Hashable, list[Name]] = defaultdict(list)
    for name in names:
        if all(len(word) > 1 for word in name.words):
            for word in set(name.words):
                full[_letters(name), word].append(name)
    for short in (name for name in names if any(len(word) == 1 for word in name.words)):
        whole = [word for word in short.words if len(word) > 1]
        for name in full[_letters(short), whole[0]] if whole else ():
            if name.id != short.id and not Counter(whole) - Counter(name.words) and not short.contradicts(name):
                yield short, name, f"'{short.form}' has the initials of '{name.form}'"


def _letters(name: Name) -> str:
    return "".join(sorted(word[0] for word in name.words))


def _part(names: Sequence[Name]) -> Iterator[Alike]:
    """Names that are another's without some of its words; of one word only where that is all the entry is called."""
    longest: dict[str, int] = defaultdict(int)
    for name in names:
        longest[name.id] = max(longest[name.id], len(name.words))
    whole: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        if len(name.words) > 1 or (longest[name.id] == 1 and len(name.words[0]) > 2):
            whole[tuple(sorted(name.words))].append(name)
    for full in names:
        sizes = range(1, len(full.words)) if len(full.words) <= 6 else ()
        for words in dict.fromkeys(tuple(sorted(some)) for size in sizes for some in combinations(full.words, size)):
            for short in whole.get(words, ()):
                if short.id != full.id and not short.contradicts(full):
                    yield short, full, f"'{short.form}' is part of '{full.form}'"


def _acronym(names: Sequence[Name]) -> Iterator[Alike]:
    """What is called by initials and by nothing that explains them, and what they are the initials of."""
    explained = {name.id for name in names if len(name.whole) > 1}
    by_initials: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        for words in {name.words, name.whole}:
            by_initials["".join(word[0] for word in words)].append(name)
    for short in names:
        if short.id not in explained and short.form.isupper() and len(short.words[0]) > 2:
            for full in by_initials[short.words[0]]:
                if full.id != short.id:
                    yield short, full, f"'{short.form}' are the initials of '{full.form}'"


PEOPLE: tuple[Rule, ...] = (_same_words, _same_vowels, _one_edit, _initials, _part)
"""What makes the names of two people alike, the strongest first."""
THINGS: tuple[Rule, ...] = (_same_words, _one_edit, _acronym)
"""What makes the names of two bodies, offices, agreements, topics or places alike."""


def _both(a: Name, b: Name) -> str:
    return f"'{a.form}' and '{b.form}'"
