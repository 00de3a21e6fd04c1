"""Quotations as pieces of a text, laid out: outer before inner, each with its depth."""

from __future__ import annotations

from typing import NamedTuple


class Marked(NamedTuple):
    """What stands between a pair of marks, without the marks. `depth` 0 is the outer quotation."""

    start: int
    end: int
    depth: int
    closed: bool
    continues: bool  # goes on from the paragraph before
    dash: bool = False  # opened by a quotation dash


def method_of(piece: Marked) -> str:
    """The name of the rule that found a quotation."""
    if piece.dash:
        return "rule:quote.dash"
    return "rule:quote.marks" if piece.closed else "rule:quote.unclosed"


def laid_out(text: str, pieces: list[Marked], deepest: int) -> tuple[Marked, ...]:
    """The pieces that hold words, in order of their start, with the depth at which each lies in the others."""
    kept: list[Marked] = []
    around: list[Marked] = []
    trimmed = (_trimmed(text, piece) for piece in pieces)
    for piece in sorted(trimmed, key=lambda piece: (piece.start, -piece.end)):
        while around and around[-1].end <= piece.start:
            around.pop()
        if len(around) < deepest and any(letter.isalnum() for letter in text[piece.start : piece.end]):
            kept.append(piece._replace(depth=len(around)))
            around.append(piece)
    return tuple(kept)


def _trimmed(text: str, piece: Marked) -> Marked:
    start, end = piece.start, piece.end
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return piece if (start, end) == (piece.start, piece.end) else piece._replace(start=start, end=end)
