"""Rows of counts as bars of one scale, split into the same kinds: solid, outlined and pale, so that grey tells them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from truceline.publish.svg import cut, drawing, element, text, titled
from truceline.publish.words import Words

WIDTH = 760.0
_LEFT = 250.0
_RIGHT = 70.0
_ROW = 26.0
_TOP = 34.0
_KEY_STEP = 190.0
_LETTERS = 36  # that fit to the left of the bars
#: what is most pressing first
_LOOKS = ("d-breach", "d-open", "d-pale")


class Split(NamedTuple):
    """A row: its label, and a count for each kind."""

    label: str
    counts: tuple[int, ...]


def draw_share_bars(name: str, title: str, kinds: Sequence[str], rows: Sequence[Split], words: Words) -> str:
    """An SVG with a bar a row. `kinds` are at most three, told in the key above; nothing to count draws nothing."""
    most = max((sum(row.counts) for row in rows), default=0)
    if not most:
        return ""
    scale = (WIDTH - _LEFT - _RIGHT) / most
    parts = _key(kinds)
    for place, row in enumerate(rows):
        parts += _bar(row, kinds, _TOP + place * _ROW, scale, words)
    return drawing(name, title, _said(rows, kinds, words), WIDTH, _TOP + len(rows) * _ROW, *parts)


def _key(kinds: Sequence[str]) -> list[str]:
    parts = []
    for place, (kind, look) in enumerate(zip(kinds, _LOOKS, strict=True)):
        x = place * _KEY_STEP
        parts.append(element("rect", x=x, y=4.5, width=14, height=11, class_=look))
        parts.append(text(kind, x + 20, 14, "d-small"))
    return parts


def _bar(row: Split, kinds: Sequence[str], y: float, scale: float, words: Words) -> list[str]:
    label = cut(row.label, _LETTERS)
    parts = [text(label, _LEFT - 12, y + 15, "d-text", "end")]
    begins = accumulate(row.counts, initial=0)
    for begin, count, kind, look in zip(begins, row.counts, kinds, _LOOKS, strict=False):
        if count:
            said = f"{row.label} · {kind}: {words.number(count)}"
            size = {"x": _LEFT + begin * scale, "y": y + 3.5, "width": count * scale, "height": 15}
            parts.append(titled("rect", said, **size, class_=look))
    total = sum(row.counts)
    parts.append(text(words.number(total), _LEFT + total * scale + 8, y + 15, "d-small"))
    return parts


def _said(rows: Sequence[Split], kinds: Sequence[str], words: Words) -> str:
    """The whole drawing in words, for those who hear it."""
    return "; ".join(
        f"{row.label}: "
        + ", ".join(f"{kind} {words.number(n)}" for kind, n in zip(kinds, row.counts, strict=True) if n)
        for row in rows
        if any(row.counts)
    )
