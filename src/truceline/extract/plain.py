"""A text as the rules can read it, and the way back to the text as it was written.

Invisible characters, stress marks, look-alike letters of another alphabet, tags and character references of HTML are no
words, but they stand in the middle of words. The rules read a plain text without them; every offset of the plain text
knows its offset in the original, so that `text == original[start:end]` holds for whatever is found. A text with
nothing of the kind is its own plain text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

import msgspec

from truceline.extract.lookalikes import unmixed
from truceline.model.evidence import Document, Span
from truceline.model.mentions import AnyMention, EventMention, QuantityMention

#: soft hyphens, zero-width spaces and joiners, marks of direction, byte-order marks, variation selectors
_INVISIBLE = "\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd"
_LINES = "\x85\u2028\u2029"
_COMBINED = r"[^\W\d_][\u0300-\u036f]+"
#: letters and marks in another dress: full width, ligatures, mathematical letters
_DRESSED = "\uff01-\uff5e\ufb00-\ufb06\U0001d400-\U0001d7ff"
_TAG = r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>]{0,500})?/?>|<!--[^<>]{0,500}-->"
_REFERENCE = r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});"
_ODD = re.compile(
    rf"(?P<invisible>[{_INVISIBLE}]+)|(?P<control>[{_CONTROLS}])|(?P<combined>{_COMBINED})|(?P<dressed>[{_DRESSED}])"
    rf"|(?P<line>[{_LINES}]|\r(?!\n))|(?P<tag>{_TAG})|(?P<reference>{_REFERENCE})",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|tr|td|th|table|article|section|blockquote|header|footer|aside|figcaption)\b",
    re.IGNORECASE,
)
_UNREAD = re.compile(r"<(script|style)\b", re.IGNORECASE)
_UNREAD_END = re.compile(r"</(?:script|style)\s?>", re.IGNORECASE)
#: one of these is needed for the search to find anything; telling so is much cheaper than the search
_SUSPECT = re.compile(rf"[{_INVISIBLE}{_CONTROLS}{_DRESSED}{_LINES}\u0300-\u036f<&\r]")


class Plain(NamedTuple):
    """A document for the rules, its original, and where the characters of the one stand in the other."""

    document: Document
    original: Document
    offsets: _Offsets | None  # null when both have the same length

    def restored(self, mentions: list[AnyMention]) -> list[AnyMention]:
        """The mentions with the offsets and the words of the original text."""
        if self.document is self.original:
            return mentions
        return [self._restored(mention) for mention in mentions]

    def original_span(self, span: Span) -> tuple[int, int]:
        """Where a stretch of the readable text begins and ends in the original."""
        if self.offsets is None or span.start >= span.end:
            return span.start, span.end
        return self.offsets.first[span.start], self.offsets.last(span.end - 1) + 1

    def _restored(self, mention: AnyMention) -> AnyMention:
        offsets = self.offsets
        start, end = mention.start, mention.end
        if offsets is not None:
            start, end = offsets.first[start], offsets.last(end - 1) + 1
        text = self.original.text[start:end]
        if isinstance(mention, EventMention) and mention.place_start is not None and offsets is not None:
            place_start = offsets.first[mention.place_start]
            return msgspec.structs.replace(mention, start=start, end=end, text=text, place_start=place_start)
        if isinstance(mention, QuantityMention) and mention.part_of is not None and offsets is not None:
            part_of = offsets.first[mention.part_of]
            return msgspec.structs.replace(mention, start=start, end=end, text=text, part_of=part_of)
        return msgspec.structs.replace(mention, start=start, end=end, text=text)


class _Offsets(NamedTuple):
    """Where each character of the plain text begins in the original, and where those end that stand for several."""

    first: list[int]
    wide: dict[int, int]

    def last(self, offset: int) -> int:
        return self.wide.get(offset, self.first[offset])

    def moved(self, span: Span) -> Span:
        """A span of the original in the plain text."""
        return Span(bisect_left(self.first, span.start), bisect_left(self.first, span.end))


def plain_text(text: str) -> str:
    """The text as the rules can read it, where nobody asks for the way back."""
    return _readable(text)[0]


@lru_cache(maxsize=1)
def _readable(text: str) -> tuple[str, _Offsets | None]:
    """A text as the rules can read it, and the way back; kept, since the next who asks is asked about the same text."""
    stripped, offsets = _stripped(text)
    return unmixed(stripped), offsets


def plain(document: Document) -> Plain:
    """The document as the rules can read it. Work is linear in its length (but for a bisection for each span)."""
    text, offsets = _readable(document.text)
    if text == document.text:
        return Plain(document, document, None)
    if offsets is None:
        return Plain(msgspec.structs.replace(document, text=text), document, None)
    moved = msgspec.structs.replace(
        document,
        text=text,
        body=tuple(offsets.moved(span) for span in document.body),
        headline=None if document.headline is None else offsets.moved(document.headline),
        byline=None if document.byline is None else offsets.moved(document.byline),
    )
    return Plain(moved, document, offsets)


def _stripped(text: str) -> tuple[str, _Offsets | None]:
    """The text without what no word is made of, and where the characters stood that stayed."""
    if _SUSPECT.search(text) is None:
        return text, None
    unread_ends = [match.end() for match in _UNREAD_END.finditer(text)]
    pieces: list[str] = []
    first: list[int] = []
    wide: dict[int, int] = {}
    at = 0
    for match in _ODD.finditer(text):
        instead = _instead(match)
        if match.start() < at or instead == match.group():
            continue
        first.extend(range(at, match.start()))
        pieces += (text[at : match.start()], instead)
        at = _end_of_unread(match, unread_ends)
        for _ in instead:
            wide[len(first)] = at - 1
            first.append(match.start())
    if not pieces:
        return text, None
    first.extend(range(at, len(text)))
    return "".join([*pieces, text[at:]]), _Offsets(first, wide)


def _end_of_unread(match: re.Match[str], ends: list[int]) -> int:
    """Where a tag ends; a script's or a style sheet's with all that it holds."""
    if match.lastgroup == "tag" and _UNREAD.match(match.group()):
        number = bisect_left(ends, match.end())
        if number < len(ends):
            return ends[number]
    return match.end()


def _instead(match: re.Match[str]) -> str:
    """What the rules read in place of an odd stretch."""
    found = match.group()
    kind = match.lastgroup
    if kind == "invisible":
        return ""
    if kind == "control":
        return " "
    if kind == "combined":
        return _composed(found)
    if kind == "dressed":
        return unicodedata.normalize("NFKC", found)
    if kind == "reference":
        meant = html.unescape(found)
        return " " if meant == "\u00a0" else meant if len(meant) < len(found) else found
    if kind == "line":
        return "\n"
    if found[1:3].lower() == "br":
        return "\n"
    return "\n\n" if _BLOCK.match(found) else " " if found[1:2] == "!" else ""


def _composed(found: str) -> str:
    """A letter with its marks as one letter; a stress mark that makes no letter is left out."""
    composed = unicodedata.normalize("NFC", found)
    while len(composed) > 1 and unicodedata.combining(composed[-1]):
        composed = composed[:-1]
    stressed = unicodedata.normalize("NFD", composed)
    return stressed[0] if "\u0400" <= stressed[0] <= "\u04ff" and stressed[1:] in ("\u0301", "\u0300") else composed
