"""A text cut into passages: its sentences, and a very long one into pieces, each with its words and their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from truceline.derive.spelling import WORD, plain, stem
from truceline.model.evidence import Document, Span

#: a passage longer than this is cut: a paragraph without a full stop must not make the comparison slow
_MOST_WORDS = 80
#: of a text; what comes later is not compared
_MOST_PASSAGES = 400
_MOST_CHARACTERS = 60_000

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*")
_NEXT = re.compile(r"\S")
_OPENING = "\"'“‘«„([—–-"
_ABBREVIATED = frozenset(
    re.findall(
        r"\w+",
        """
    mr mrs ms dr gen col lt maj sgt capt adm prof st vs no jan feb mar apr jun jul aug sep sept oct nov dec approx inc
    ltd rep sen gov pres ім вул обл тис млн млрд грн див напр проф просп ул тыс руб проф стр рис гл им
    """,
    )
)


class Token(NamedTuple):
    """A word as written, with its keys (see `spelling`) and its place in the text."""

    word: str
    key: str
    stem: str | None
    start: int
    end: int


class Told(NamedTuple):
    """A passage: its span and its words."""

    span: Span
    tokens: tuple[Token, ...]
    title: bool = False  # of the headline

    @property
    def stems(self) -> frozenset[str]:
        """The words that carry content."""
        return frozenset(token.stem for token in self.tokens if token.stem)


def passages(document: Document) -> tuple[tuple[Told, ...], bool]:
    """Passages of headline and body in the order of the text, and whether that is all of it."""
    found: list[Told] = []
    spans = sorted({*((document.headline,) if document.headline else ()), *document.body})
    for span in spans:
        for sentence in _sentences(document.text, Span(span.start, min(span.end, _MOST_CHARACTERS))):
            found.extend(_pieces(document.text, sentence, span == document.headline))
        if span.end > _MOST_CHARACTERS or len(found) >= _MOST_PASSAGES:
            return tuple(found[:_MOST_PASSAGES]), False
    return tuple(found), True


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The words between two places of a text."""
    return tuple(
        Token(word := match.group(), plain(word), stem(word), match.start(), match.end())
        for match in WORD.finditer(text, start, end)
    )


def _sentences(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for stop in _STOP.finditer(text, span.start, span.end):
        following = _NEXT.search(text, stop.end(), span.end)
        if following is None:
            break
        if following.start() > stop.end() and _begins(text, following.start()) and not _abbreviated(text, stop.start()):
            yield Span(start, stop.end())
            start = following.start()
    if start < span.end:
        yield Span(start, span.end)


def _begins(text: str, place: int) -> bool:
    """Whether a sentence may begin here: a capital or a figure, after marks that open."""
    letter = next((c for c in text[place : place + 4] if c not in _OPENING and not c.isspace()), "")
    return letter.isupper() or letter.isdigit()


def _abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop belongs to an abbreviation or an initial."""
    before = re.search(r"[^\W_]{1,8}$", text[max(0, stop - 9) : stop])
    if text[stop] != "." or before is None:
        return False
    word = before.group()
    return (len(word) == 1 and word.isalpha()) or word.casefold() in _ABBREVIATED


def _pieces(text: str, span: Span, title: bool) -> Iterator[Told]:
    words = tokens(text, span.start, span.end)
    for first in range(0, len(words), _MOST_WORDS):
        part = words[first : first + _MOST_WORDS]
        start = span.start if first == 0 else part[0].start
        end = span.end if first + _MOST_WORDS >= len(words) else part[-1].end
        yield Told(Span(start, end), part, title)
