"""Quotation marks: which code points open, which close, and what stands between them.

Handles the straight and typographic marks of English, Ukrainian and Russian, nested marks, apostrophes, inch and minute
marks, quotations that run over paragraphs (opened anew in each, or not), two quotations that end in one mark, and
quotations that are never closed. What a quotation dash opens is told in `dashes`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from truceline.extract.dashes import dashed
from truceline.extract.pieces import Marked, laid_out
from truceline.extract.words import words
from truceline.model.evidence import Span

__all__ = ["Marked", "marked"]

# every alternative behind one set of characters, for which a search is fastest; two straight ones are one mark
_MARK = re.compile(r"[\"“”„‟«»‹›‘’‚'`](?:(?<=')'|(?<=`)`|(?<!`))")
_SINGLE = frozenset("'‘’‚‹›")
_CLOSERS = {
    '"': '"”', "“": '”“"', "„": '”“"„', "‟": "”", "«": "»", "»": "«", "”": '”"', "``": ("''", '"'),
    "'": "'’", "‘": "’'", "‚": "‘’", "‹": "›", "›": "‹",
}  # fmt: skip
#: these open wherever they stand before a word; the others do so only where nothing that they close is open
_OPENERS = frozenset(("“", "„", "‟", "«", '"', "``", "»", "”", "'", "‘", "‚", "‹", "›"))
_ELISION = re.compile(r"['’‘](?:\d\ds?\b|em\b|til\b|cause\b|n\b|twas\b|tis\b|round\b)", re.IGNORECASE)
_BEFORE_OPENING = frozenset("([{—–-/\"“«„:;,…'‘>=|")
# the look-behind keeps a run of points from being tried again at each of its points
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]+(?=\s+[A-ZА-ЯІЇЄҐЁ\"“«„])|\n")
_AFTER_SHARED_CLOSER = re.compile(r"[.,!?…]*\s*(?:[—–-]\s|$)")
#: a single-marked phrase longer than this is an apostrophe that went astray: straight ones sooner than typographic
_SINGLE_LIMITS = {"'": 400, "‘": 2_000, "‚": 2_000, "‹": 2_000, "›": 400, "’": 400}
#: quotations within quotations that are told apart
_DEEPEST = 3
#: words that do not follow the owner in "the allies' plan", so that a mark before them closes
_NOT_OWNED = words(
    "and but or to in of for on at as by with that which who said says told added he she it they we i was were is "
    "are will would has have had from against when while after before because if than"
)
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")


class _Open(NamedTuple):
    mark: str
    start: int
    continues: bool


def marked(text: str, paragraphs: tuple[Span, ...]) -> tuple[Marked, ...]:
    """Every quotation in the paragraphs, in order of its start, outer before inner; one piece for each paragraph."""
    found: list[Marked] = []
    unclosed: _Open | None = None
    ended = 0
    for paragraph in paragraphs:
        if unclosed is None and _MARK.search(text, paragraph.start, paragraph.end) is None:
            continue
        goes_on = unclosed is not None and _goes_on(text, paragraph, unclosed.mark)
        if unclosed is not None:
            found.append(_unclosed(text, unclosed, ended, goes_on))
        reader = _Paragraph(text, paragraph, unclosed.mark if goes_on and unclosed is not None else None)
        found.extend(reader.found)
        unclosed, ended = reader.unclosed, paragraph.end
    if unclosed is not None:
        found.append(_unclosed(text, unclosed, ended, False))
    return laid_out(text, [*found, *_dashes(text, paragraphs, found)], _DEEPEST)


def _dashes(text: str, paragraphs: tuple[Span, ...], found: list[Marked]) -> list[Marked]:
    """What quotation dashes open, where no quotation in marks runs across their borders."""
    pieces = dashed(text, paragraphs)
    if not pieces:
        return []
    outer = [piece for piece in laid_out(text, found, _DEEPEST) if piece.depth == 0]
    starts = [piece.start for piece in outer]
    return [piece for piece in pieces if not (_inside(outer, starts, piece.start) or _inside(outer, starts, piece.end))]


def _inside(outer: list[Marked], starts: list[int], offset: int) -> bool:
    number = bisect_left(starts, offset) - 1
    return number >= 0 and outer[number].start < offset < outer[number].end


def _unclosed(text: str, opened: _Open, end: int, goes_on: bool) -> Marked:
    """Without its closing mark: to the paragraph's end where it goes on in the next, else its first sentence."""
    if not goes_on:
        stop = _SENTENCE_END.search(text, opened.start, end)
        end = end if stop is None else stop.end()
    return Marked(opened.start, end, 0, goes_on, opened.continues)


def _goes_on(text: str, paragraph: Span, mark: str) -> bool:
    """Whether an open quotation goes on: the paragraph opens anew, or its first mark is a closing one."""
    if text.startswith(mark, paragraph.start):
        return True
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        if match.group() not in _SINGLE:
            return match.group() in _CLOSERS[mark] and not _can_open(text, paragraph, match.start(), match.end())
    return False


class _Paragraph:
    """Reads the marks of one paragraph from left to right with the quotations that are open."""

    def __init__(self, text: str, paragraph: Span, pending: str | None) -> None:
        self._text = text
        self._paragraph = paragraph
        self._open: list[_Open] = [] if pending is None else [_Open(pending, paragraph.start, True)]
        self.found: list[Marked] = []
        matches = list(_MARK.finditer(text, paragraph.start, paragraph.end))
        self._straight = [match.start() for match in matches if match.group() == '"']
        self._passed = 0  # straight marks up to and with this one
        for match in matches:
            self._read(match.group(), match.start(), match.end())
        self.unclosed = self._left_open()

    def _read(self, mark: str, at: int, after: int) -> None:
        if mark == '"':
            self._passed += 1
        if self._open and self._open[-1].continues and at == self._paragraph.start and mark == self._open[-1].mark:
            self._open[-1] = _Open(mark, after, True)  # the custom of opening every paragraph anew
        elif mark in _SINGLE:
            self._single(mark, at, after)
        elif not self._close(mark, at, after):
            self._try_open(mark, at, after)

    def _close(self, mark: str, at: int, after: int) -> bool:
        """Closes the innermost quotation that this mark can close; apostrophes and strays inside it are dropped."""
        for number in range(len(self._open) - 1, -1, -1):
            opened = self._open[number]
            if opened.mark in _SINGLE or mark not in _CLOSERS[opened.mark]:
                continue
            if mark in ('"', "“", "„", "''") and not self._can_close(mark, at, after, opened):
                return False
            del self._open[number:]
            self.found.append(Marked(opened.start, at, 0, True, opened.continues))
            return True
        return False

    def _can_close(self, mark: str, at: int, after: int, opened: _Open) -> bool:
        """A mark that may open as well closes unless it stands like an opening one; a digit's inch mark does not."""
        text, end = self._text, self._paragraph.end
        before = text[at - 1] if at > self._paragraph.start else " "
        following = text[after] if after < end else " "
        if mark in ("“", "„") and opened.mark == mark and following.isalnum():
            return False
        if before.isspace() and (following.isalnum() or following in "'‘«“[("):
            return False
        if mark == '"' and before.isdigit() and self._passed < len(self._straight):
            word = _NEXT_WORD.match(text, after, min(end, after + 30))
            if word is not None and word[1].islower() and word[1] not in _NOT_OWNED:
                return self._opens(self._straight[self._passed])
        return True

    def _opens(self, at: int) -> bool:
        return _can_open(self._text, self._paragraph, at, at + 1)

    def _try_open(self, mark: str, at: int, after: int) -> None:
        if mark not in _OPENERS or len(self._open) >= _DEEPEST or not _can_open(self._text, self._paragraph, at, after):
            return
        if mark == '"' and any(opened.mark == '"' for opened in self._open) and not self._nested_straight():
            # the quotation before was never closed
            number = next(number for number, opened in enumerate(self._open) if opened.mark == '"')
            broken = self._open[number]
            del self._open[number:]
            self.found.append(_unclosed(self._text, broken, at, False))
        self._open.append(_Open(mark, after, False))

    def _nested_straight(self) -> bool:
        """Whether the two straight marks to come both close: then this one opened a quotation in the quotation."""
        coming = self._straight[self._passed : self._passed + 2]
        return len(coming) == 2 and not any(self._opens(at) for at in coming)

    def _single(self, mark: str, at: int, after: int) -> None:
        """Opens or closes a single-marked phrase; apostrophes leave the state as it is."""
        opened = self._open[-1] if self._open else None
        if opened is not None and opened.mark in _SINGLE and mark in _CLOSERS[opened.mark] and at > opened.start:
            following = self._text[after] if after < self._paragraph.end else " "
            if following.isalnum() or self._possessive(mark, at):
                return
            self._open.pop()
            if at - opened.start <= _SINGLE_LIMITS[opened.mark]:
                self.found.append(Marked(opened.start, at, 0, True, False))
            return
        if (
            mark not in _OPENERS
            or not _can_open(self._text, self._paragraph, at, after)
            or _ELISION.match(self._text, at)
        ):
            return
        if opened is not None and opened.mark in _SINGLE:
            if at - opened.start <= _SINGLE_LIMITS[opened.mark]:
                return
            self._open.pop()
        if len(self._open) < _DEEPEST:
            self._open.append(_Open(mark, after, False))

    def _possessive(self, mark: str, at: int) -> bool:
        """`'the allies' plan'`: a mark after an s, before a word that can be owned, with a closing mark to come."""
        text = self._text
        if mark not in "'’" or text[at - 1] not in "sS":
            return False
        word = _NEXT_WORD.match(text, at + 1, min(self._paragraph.end, at + 30))
        if word is None or word[1] in _NOT_OWNED:
            return False
        for match in _MARK.finditer(text, at + 1, min(self._paragraph.end, at + 200)):
            following = text[match.end() : match.end() + 1]
            if match.group() not in "'’":
                return False
            if text[match.start() - 1].isspace():
                return False
            if not following.isalnum():
                return True
        return False

    def _left_open(self) -> _Open | None:
        """The outermost quotation that is still open; one that ends in the closing mark of another is closed."""
        opened = next((opened for opened in self._open if opened.mark not in _SINGLE), None)
        if opened is None:
            return None
        last = self.found[-1] if self.found else None
        if last is None or last.start <= opened.start or not last.closed or not self._shares(opened, last):
            return opened
        self.found.append(Marked(opened.start, last.end, 0, True, opened.continues))
        return None

    def _shares(self, opened: _Open, piece: Marked) -> bool:
        """`«We saw the cruiser «Moskva», — he said`: one mark closes both, and the attribution follows."""
        text, end = self._text, self._paragraph.end
        return (
            text[piece.end] in "»”“"
            and text[piece.start - 1] in "«„“"
            and _SENTENCE_END.search(text, opened.start, piece.start) is None
            and _AFTER_SHARED_CLOSER.match(text, piece.end + 1, end) is not None
        )


def _can_open(text: str, paragraph: Span, at: int, after: int) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    following = text[after] if after < paragraph.end else " "
    spaced = text[at] == "«" and following in " \u00a0\u202f"  # « spaced as in French »
    return (before.isspace() or before in _BEFORE_OPENING) and (spaced or not following.isspace())
