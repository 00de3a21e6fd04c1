"""A document as the narrator's words: quotations masked, every word with its place in the text.

Two reporters who quote one spokesman share his words, not each other's. So whatever stands between quotation marks is
taken out before texts are compared, and no run of words reaches over the gap (or over the end of a paragraph).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise

import msgspec

from truceline.derive.quotation import quoted_ranges
from truceline.derive.words import (
    content_key,
    is_calendar,
    name_key,
    number_of,
    weekdays_in,
    without_possessive,
    word_key,
)
from truceline.model.evidence import Document, Span
from truceline.model.ids import sha256_hex

#: stands where a quotation or the end of a paragraph interrupts the narrator
GAP = ""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’\-][^\W_]+)*['’]?s?")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*\s+[\"'“‘«(\[]*$")
_AGENCY_IN_TEXT = re.compile(
    r"\b(?i:according to|told|reported by|citing|quoted by|cited by)\s+(?:the\s+)?(Reuters|AFP|Agence France-Presse|"
    r"Associated Press|AP|Interfax(?:-Ukraine)?|TASS|RIA Novosti|Ukrinform|UNIAN|Xinhua|Anadolu|Bloomberg|dpa)\b"
)
#: words of a text that are compared; a longer one is a book, or an attack
_MOST_WORDS = 6_000
_OPENING_CHARACTERS = 400


class Narration(msgspec.Struct, frozen=True):
    """The narrator's words of one item. `words[i]` stands at `text[starts[i]:ends[i]]`; a gap has an empty word."""

    item_id: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    telling: tuple[bool, ...]  # words that carry content and are no name: the narrator's choice
    length: int  # the narrator's words, gaps not counted
    sentences: tuple[frozenset[str], ...]  # content words of each of the narrator's sentences, in order
    lead: frozenset[str]  # names of the headline and the opening
    names: frozenset[str]  # of the whole text, quotations too
    numbers: frozenset[str]
    weekdays: frozenset[str]
    quotations: tuple[str, ...]  # what was masked, as keys
    language: str | None
    agencies: frozenset[str]  # credited in the byline or named as the source in the text
    published_day: int | None  # ordinal of the day
    fingerprint: str  # the same for texts of the same words, quotations included; empty without words


def narrate(document: Document) -> Narration:
    """The narrator's words of a document and what else two reports are compared by."""
    text = document.text
    tokens: list[tuple[str, int, int]] = []
    quotations: list[str] = []
    for span in document.body:
        for piece, spoken in _pieces(text, span):
            if spoken:
                quotations.append(" ".join(word_key(m.group()) for m in _WORD.finditer(piece.of(text))))
            else:
                tokens += _words(text, piece)
            tokens.append((GAP, piece.end, piece.end))
    tokens = tokens[:_MOST_WORDS]
    sentences = _sentences(text, tokens)
    headline = document.headline.of(text) if document.headline else ""
    whole = " ".join([headline + ".", *(span.of(text) for span in document.body)])
    opening = " ".join([headline + ".", *(span.of(text)[:_OPENING_CHARACTERS] for span in document.body[:1])])
    keys = [key for key, _, _ in tokens if key]
    return Narration(
        item_id=document.item_id,
        words=tuple(key for key, _, _ in tokens),
        starts=tuple(start for _, start, _ in tokens),
        ends=tuple(end for _, _, end in tokens),
        telling=tuple(bool(key) and _is_telling(text[start], key) for key, start, _ in tokens),
        length=len(keys),
        sentences=tuple(sentences),
        lead=_names(opening),
        names=_names(whole),
        numbers=frozenset(number for key in keys if (number := number_of(key))),
        weekdays=weekdays_in(keys),
        quotations=tuple(q for q in quotations if q),
        language=document.language,
        agencies=frozenset(_agencies(document, whole)),
        published_day=_day(document),
        fingerprint=_fingerprint(keys, quotations),
    )


def _words(text: str, piece: Span) -> Iterator[tuple[str, int, int]]:
    """Words with their places; a possessive ending is no part of the word."""
    for match in _WORD.finditer(text, piece.start, piece.end):
        word = match.group()
        yield word_key(word), match.start(), match.start() + len(without_possessive(word))


def _pieces(text: str, span: Span) -> list[tuple[Span, bool]]:
    """A paragraph cut at its quotations; True marks the quoted pieces."""
    pieces: list[tuple[Span, bool]] = []
    at = span.start
    for start, end in quoted_ranges(span.of(text)):
        pieces.append((Span(at, span.start + start), False))
        pieces.append((Span(span.start + start, span.start + end), True))
        at = span.start + end
    pieces.append((Span(at, span.end), False))
    return [piece for piece in pieces if piece[0].start < piece[0].end]


def _sentences(text: str, tokens: list[tuple[str, int, int]]) -> list[frozenset[str]]:
    sentences: list[set[str]] = [set()]
    previous_end: int | None = None
    for key, start, end in tokens:
        if not key:
            continue
        if previous_end is not None and ("\n" in (gap := text[previous_end:start]) or _ENDS_SENTENCE.search(gap)):
            sentences.append(set())
        if content := content_key(key):
            sentences[-1].add(content)
        previous_end = end
    return [frozenset(sentence) for sentence in sentences if sentence]


def _is_telling(first_letter: str, key: str) -> bool:
    return first_letter.islower() and content_key(key) is not None and number_of(key) is None


def _names(words: str) -> frozenset[str]:
    """Capitalised words inside sentences, and those that begin one but are capitalised elsewhere too."""
    tokens = [(m.group(), m.start()) for m in _WORD.finditer(words)]
    inside: set[str] = set()
    for (_, before), (word, start) in pairwise(tokens):
        gap = words[before:start]
        if word[0].isupper() and not re.search(r"[.!?…:\n\"“«]\W*$", gap):
            inside.add(name_key(word))
    return frozenset(name for name in inside if len(name) > 2 and not is_calendar(name))


def _fingerprint(keys: list[str], quotations: list[str]) -> str:
    return sha256_hex("\0".join([*keys, "", *quotations]).encode()) if keys or quotations else ""


def _agencies(document: Document, whole: str) -> list[str]:
    named = [match.group(1) for match in _AGENCY_IN_TEXT.finditer(whole)]
    folded = {"Agence France-Presse": "AFP", "Associated Press": "AP"}
    return [folded.get(name, name) for name in ([document.credit] if document.credit else []) + named]


def _day(document: Document) -> int | None:
    if document.published_s is not None:
        return datetime.fromtimestamp(document.published_s, UTC).toordinal()
    return date.fromisoformat(document.published_day).toordinal() if document.published_day else None
