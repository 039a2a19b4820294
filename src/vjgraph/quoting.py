"""Where a quote stands in a document: paragraphs, words, gaps, and the nearest passage when it does not fit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vjgraph.diagnosing import Problem
from vjgraph.yamltext import Path

MAX_WORDS = 8
GAP = " ... "


class Found(NamedTuple):
    """A quote's paragraph (from 1), and the first and one past the last character in that paragraph, white space folded."""

    par: int
    start: int
    end: int


def paragraphs_of_file(text: str) -> list[str]:
    """A text kept outside: its non-empty lines."""
    return [_plain(line) for line in text.splitlines() if line.strip()]


def paragraphs_of_source(text: str) -> list[str]:
    """A text inside a source: its blocks between blank lines, since YAML texts are wrapped.

    >>> paragraphs_of_source("one\\ntwo\\n\\nthree\\n")
    ['one two', 'three']
    """
    return [_plain(block) for block in re.split(r"\n[^\S\n]*\n", text) if block.strip()]


def count_words(quote: str) -> int:
    """How many of the document's words a quote takes; gaps do not count."""
    return len(quote.replace(GAP, " ").split())


def locate(quote: str, par: int, paragraphs: Sequence[str], path: Path) -> Found | Problem:
    """Find a quote that must fit exactly once, in paragraph `par` where that is not 0."""
    if par and not 1 <= par <= len(paragraphs):
        hint = f"the document has {len(paragraphs)} paragraphs (non-empty lines)"
        return Problem((*path, "par"), "paragraph", f"there is no paragraph {par}", hint)
    pattern = _pattern(quote)
    where = [par] if par else range(1, len(paragraphs) + 1)
    hits = [Found(number, *match.span()) for number in where for match in _matches(pattern, paragraphs[number - 1])]
    if len(hits) == 1:
        return hits[0]
    if hits:
        places = ", ".join(str(number) for number in sorted({hit.par for hit in hits}))
        hint = f"it stands in paragraph {places}: lengthen it, join two pieces with '{GAP}', or give 'par:'"
        return Problem((*path, "quote"), "quote-twice", f"the quote '{quote}' fits {len(hits)} times", hint)
    return Problem(
        (*path, "quote"), "quote-absent", f"the quote '{quote}' is not in {_where(par)}", _nearest(quote, par, paragraphs)
    )


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _pattern(quote: str) -> re.Pattern[str]:
    pieces = [r"\s+".join(map(re.escape, _plain(piece).split())) for piece in f" {quote} ".split(GAP)]
    # A quote begins and ends at the edge of a word, so that 'Lam' is not found in 'Islam'.
    return re.compile(r"(?<!\w)" + r"(?!\w).*?(?<!\w)".join(pieces) + r"(?!\w)")


def _matches(pattern: re.Pattern[str], paragraph: str) -> Iterator[re.Match[str]]:
    """Matches at every place they can begin; those that end at one place are one."""
    start, ends = 0, set()
    while match := pattern.search(paragraph, start):
        if match.end() not in ends:
            ends.add(match.end())
            yield match
        start = match.start() + 1


def _where(par: int) -> str:
    return f"paragraph {par}" if par else "the document"


def _nearest(quote: str, par: int, paragraphs: Sequence[str]) -> str:
    from rapidfuzz import fuzz

    wanted = _plain(quote.replace(GAP, " "))
    aligned = ((fuzz.partial_ratio_alignment(wanted, paragraph), number) for number, paragraph in enumerate(paragraphs, 1))
    near = [(alignment, number) for alignment, number in aligned if alignment and alignment.score >= 60]
    if not near:
        return "nothing like it stands in the document"
    alignment, number = max(near, key=lambda pair: (pair[0].score, pair[1] == par))
    paragraph = paragraphs[number - 1]
    start = paragraph.rfind(" ", 0, alignment.dest_start + 1) + 1
    end = paragraph.find(" ", alignment.dest_end)
    words = " ".join(paragraph[start : end if end > 0 else None].split()[: MAX_WORDS + 4])
    return f"nearest, in paragraph {number}: {words}"
