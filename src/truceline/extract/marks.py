"""Quotation marks: which code points open, which close, and what stands between them.

Handles straight and typographic marks, nested marks, apostrophes, quotations that run over paragraphs (opened anew in
each, or not) and quotations that are never closed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from truceline.model.evidence import Span

_MARK = re.compile(r"[\"“”„‟«»‹›‘’‚']")
_DOUBLE_CLOSERS = {'"': '"', "“": "”“", "„": "“”„", "‟": "”", "«": "»", "»": "«", "”": "”"}
_SINGLE_CLOSERS = {"'": "'", "‘": "’", "‚": "‘’", "‹": "›"}
_ELISION = re.compile(r"['’](?:\d\ds?\b|em\b|til\b|cause\b|n\b|twas\b|tis\b)", re.IGNORECASE)
#: a single-quoted phrase longer than this is an apostrophe that went astray
_SINGLE_LIMIT = 400


class Marked(NamedTuple):
    """What stands between a pair of marks, without the marks. `depth` 0 is the outer quotation."""

    start: int
    end: int
    depth: int
    closed: bool
    continues: bool  # goes on from the paragraph before


class _Open(NamedTuple):
    mark: str
    start: int
    continues: bool


def marked(text: str, paragraphs: tuple[Span, ...]) -> tuple[Marked, ...]:
    """Every quotation in the paragraphs, in order of its start, outer before inner; one piece for each paragraph."""
    found: list[Marked] = []
    pending: str | None = None
    for paragraph in paragraphs:
        pieces, pending = _in_paragraph(text, paragraph, pending)
        found.extend(pieces)
    return tuple(sorted(found, key=lambda piece: (piece.start, piece.depth)))


def _in_paragraph(text: str, paragraph: Span, pending: str | None) -> tuple[list[Marked], str | None]:
    outer: _Open | None = None
    inner: _Open | None = None
    found: list[Marked] = []
    matches = _MARK.finditer(text, paragraph.start, paragraph.end)
    if pending is not None and _goes_on(text, paragraph, pending):
        outer = _Open(pending, paragraph.start, True)
    for match in matches:
        mark, at = match.group(), match.start()
        if outer is not None and outer.continues and at == paragraph.start and mark == outer.mark:
            outer = _Open(mark, at + 1, True)  # the custom of opening every paragraph anew
        elif _single(mark):
            inner = _single_mark(text, paragraph, found, outer, inner, at)
        elif (
            outer is not None
            and mark in _DOUBLE_CLOSERS[outer.mark]
            and (mark != '"' or _can_close(text, paragraph, at))
        ):
            found.append(Marked(outer.start, at, 0, True, outer.continues))
            outer, inner = None, None
        elif outer is None and mark in _DOUBLE_CLOSERS and _can_open(text, paragraph, at):
            outer, inner = _Open(mark, at + 1, False), None
    if outer is None:
        return _kept(text, found), None
    found.append(Marked(outer.start, paragraph.end, 0, False, outer.continues))
    return _kept(text, found), outer.mark


def _goes_on(text: str, paragraph: Span, mark: str) -> bool:
    """Whether an open quotation goes on: the paragraph opens anew, or its first mark is a closing one."""
    if text[paragraph.start] == mark:
        return True
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        if not _single(match.group()):
            return match.group() in _DOUBLE_CLOSERS[mark] and not _can_open(text, paragraph, match.start())
    return False


def _single(mark: str) -> bool:
    return mark in "'‘’‚‹›"


def _single_mark(
    text: str, paragraph: Span, found: list[Marked], outer: _Open | None, inner: _Open | None, at: int
) -> _Open | None:
    """Opens or closes a single-marked phrase; apostrophes leave the state as it is."""
    mark = text[at]
    if inner is not None and mark in _SINGLE_CLOSERS[inner.mark] and at > inner.start:
        after = text[at + 1] if at + 1 < paragraph.end else " "
        if after.isalnum() or _possessive(text, paragraph, at):
            return inner
        if at - inner.start <= _SINGLE_LIMIT:
            found.append(Marked(inner.start, at, 0 if outer is None else 1, True, False))
        return None
    opens = mark in _SINGLE_CLOSERS and _can_open(text, paragraph, at) and not _ELISION.match(text, at)
    if opens and (inner is None or at - inner.start > _SINGLE_LIMIT):
        return _Open(mark, at + 1, False)
    return inner


def _possessive(text: str, paragraph: Span, at: int) -> bool:
    """`'the allies' plan'`: a mark after an s, before a word, with another closing mark to come in the phrase."""
    if text[at - 1] not in "sS" or not text[at + 1 : at + 2].isspace():
        return False
    limit = min(paragraph.end, at + 80)
    for match in _MARK.finditer(text, at + 1, limit):
        if match.group() not in "'’":
            return False
        if not text[match.start() - 1].isspace():
            following = text[match.end() : match.end() + 1]
            if not following.isalnum():
                return True
        else:
            return False
    return False


def _can_open(text: str, paragraph: Span, at: int) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return (before.isspace() or before in "([{—–-/\"“«„:;,…'‘>") and not after.isspace()


def _can_close(text: str, paragraph: Span, at: int) -> bool:
    """A straight mark closes unless it stands like an opening one: after a space and before a word."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return not before.isspace() or not after.isalnum()


def _kept(text: str, found: list[Marked]) -> list[Marked]:
    return [piece for piece in found if any(letter.isalnum() for letter in text[piece.start : piece.end])]
