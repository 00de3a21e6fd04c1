"""Words and marks of a text with their places, and what is known of each by its writing alone.

A text is cut at its spaces; what stands between two of them is cut into words and marks once for all texts, since
nothing but its own letters tells how. A lexicon keeps what it has seen, up to a bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

# A word keeps its inner apostrophes, hyphens and points ("Russia's", "US-led", "U.S."); a number keeps its separators.
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[-'’‑.,]\w+)*|[^\w\s\u00b7]")
#: "al-Burhan", "el-Sisi", "bin-Salman"
_ARTICLED = re.compile(r"[a-z]{1,3}-[^\W\d_a-z]")
#: chunks that a lexicon keeps, and code points of the longest one that is kept: bounds on memory, not on what is read
_MOST, _LONGEST = 100_000, 40


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word or a mark, with its place in the document."""

    text: str
    low: str
    start: int
    end: int
    #: written with a capital letter, or an acronym, or a Proper-Name compound, or a name with its article
    capital: bool
    #: bits of the lexicon that the text is read with; 0 where it has none
    kinds: int


#: a word or a mark of a chunk as `Token` has it, its place that in the chunk; one without names is quicker taken apart
_Piece = tuple[str, str, int, int, bool, int]


class Lexicon(dict[str, tuple[_Piece, ...]]):
    """The words and marks of every chunk that was seen, with the kinds (bits) of each word.

    `kinds` tells them of a word as it is written, and in small letters.
    """

    def __init__(self, kinds: Callable[[str, str], int]) -> None:
        super().__init__()
        self._kinds = kinds

    def __missing__(self, chunk: str) -> tuple[_Piece, ...]:
        pieces = tuple([self._piece(match) for match in _TOKEN.finditer(chunk)])
        if len(chunk) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[chunk] = pieces
        return pieces

    def _piece(self, match: re.Match[str]) -> _Piece:
        text = match[0]
        low = text.lower()
        return text, low, match.start(), match.end(), _capital(text), self._kinds(text, low)


def _capital(text: str) -> bool:
    return text[0].isupper() or ("-" in text[1:4] and _ARTICLED.match(text) is not None)


#: what is known of words where no language is
PLAIN = Lexicon(lambda _text, _low: 0)


def tokenise(text: str, start: int, end: int, lexicon: Lexicon = PLAIN) -> list[Token]:
    """Words and marks between two offsets; masked words are none."""
    found: list[Token] = []
    add, find = found.append, text.find
    for chunk in text[start:end].split():
        start = find(chunk, start)
        for piece, low, first, last, capital, kinds in lexicon[chunk]:
            add(Token(piece, low, start + first, start + last, capital, kinds))
        start += len(chunk)
    return found
