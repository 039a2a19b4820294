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

# The scripts that put no space between words: Thai and Lao, Burmese, Khmer, kana and Chinese characters.
_SCRIPTS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED = re.compile(f"[{_SCRIPTS}]")


class Found(NamedTuple):
    """A quote's paragraph (from 1), and the first and one past the last character in that paragraph, white space folded."""

    par: int
    start: int
    end: int


def paragraphs_of_file(text: str) -> list[str]:
    """A text kept outside: its non-empty lines."""
    return [plain(line) for line in re.split(r"\r\n|\r|\n", text) if line.strip()]


def paragraphs_of_source(text: str) -> list[str]:
    """A text inside a source: its blocks between blank lines, since YAML texts are wrapped.

    >>> paragraphs_of_source("one\\ntwo\\n\\nthree\\n")
    ['one two', 'three']
    """
    return [plain(block) for block in re.split(r"\n[^\S\n]*\n", text) if block.strip()]


def count_words(quote: str) -> int:
    """How many of the document's words a quote takes; gaps do not count, two signs of an unspaced script are a word.

    >>> count_words("one two ... three"), count_words("首相は東京で会談した")
    (3, 5)
    """
    words = " ".join(_pieces(quote))
    if words.isascii():
        return len(words.split())
    unspaced = len(_UNSPACED.findall(words))
    return len(_UNSPACED.sub(" ", words).split()) + (unspaced + 1) // 2


def is_long(quote: str) -> bool:
    """Whether an even quote takes more of the document's words than may be taken of a text that is not shared."""
    return (quote.count(" ") >= MAX_WORDS or not quote.isascii()) and count_words(quote) > MAX_WORDS


def locate(quote: str, par: int, paragraphs: Sequence[str], path: Path) -> Found | Problem:
    """Find a quote that must fit exactly once, in paragraph `par` where that is not 0."""
    if par and not 1 <= par <= len(paragraphs):
        hint = f"the document's paragraphs are numbered from 1 to {len(paragraphs)}"
        return Problem((*path, "par"), "paragraph", f"there is no paragraph {par}", hint)
    pieces = _pieces(quote)
    where = [par] if par else range(1, len(paragraphs) + 1)
    hits = [Found(number, *span) for number in where for span in _spans(pieces, paragraphs[number - 1])]
    if len(hits) == 1:
        return hits[0]
    if hits:
        places = sorted({hit.par for hit in hits})
        told = f"it stands in paragraph {', '.join(map(str, places))}: lengthen it, or join two pieces with '{GAP}'"
        hint = told + ("" if len(places) == 1 else ", or give 'par:'")
        return Problem((*path, "quote"), "quote-twice", f"the quote '{quote}' fits {len(hits)} times", hint)
    return Problem(
        (*path, "quote"), "quote-absent", f"the quote '{quote}' is not in {_where(par)}", _nearest(quote, par, paragraphs)
    )


def plain(text: str) -> str:
    """A text with its white space and its form of Unicode made even."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def _pieces(quote: str) -> list[str]:
    """What stands between the gaps of a quote."""
    parts = f" {quote} ".split(GAP) if "..." in quote else [quote]
    return [piece for part in parts if (piece := plain(part))]


def _spans(pieces: Sequence[str], paragraph: str) -> Iterator[tuple[int, int]]:
    """Where the pieces stand one after the other; those that end at one place are one."""
    ends = set()
    start = _find(pieces[0], paragraph, 0) if pieces else -1
    while start >= 0:
        end = start + len(pieces[0])
        for piece in pieces[1:]:
            at = _find(piece, paragraph, end)
            # What does not follow here does not follow further on.
            if at < 0:
                return
            end = at + len(piece)
        if end not in ends:
            ends.add(end)
            yield start, end
        start = _find(pieces[0], paragraph, start + 1)


def _find(piece: str, paragraph: str, start: int) -> int:
    """Where a piece next stands between the edges of words, so that 'Lam' is not found in 'Islam'; -1 for nowhere."""
    at = paragraph.find(piece, start)
    while at >= 0 and not (_is_edge(paragraph, at) and _is_edge(paragraph, at + len(piece))):
        at = paragraph.find(piece, at + 1)
    return at


def _is_edge(paragraph: str, at: int) -> bool:
    """Whether no word goes on over a place."""
    return not (0 < at < len(paragraph) and _is_letter(paragraph[at - 1]) and _is_letter(paragraph[at]))


def _is_letter(sign: str) -> bool:
    """Whether a sign is part of a word that spaces set off."""
    return (sign.isalnum() or sign == "_") and not _UNSPACED.match(sign)


def _where(par: int) -> str:
    return f"paragraph {par}" if par else "the document"


def _nearest(quote: str, par: int, paragraphs: Sequence[str]) -> str:
    from rapidfuzz import fuzz

    wanted = plain(quote.replace(GAP, " "))
    aligned = ((fuzz.partial_ratio_alignment(wanted, paragraph), number) for number, paragraph in enumerate(paragraphs, 1))
    near = [(alignment, number) for alignment, number in aligned if alignment and alignment.score >= 60]
    if not near:
        return "nothing like it stands in the document: copy the words from it"
    alignment, number = max(near, key=lambda pair: (pair[0].score, pair[1] == par))
    paragraph = paragraphs[number - 1]
    start = paragraph.rfind(" ", 0, alignment.dest_start + 1) + 1
    words = " ".join(paragraph[start:].split()[: min(len(wanted.split()) + 1, MAX_WORDS + 4)])
    return f"nearest, in paragraph {number}: {words}"
