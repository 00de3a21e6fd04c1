"""Small multiples (Tufte, *Envisioning Information*, 1990): one panel for each sector and provision.

Sectors count the same and share one scale. A provision and a kind of event have their own: a rare breach is seen next
to daily fire. None ends below five, or a single incident would stand as tall as the worst day of all.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from truceline.model.bulletin import PublicTrend
from truceline.publish.svg import cut, drawing, element, number, text, titled, wrapped
from truceline.publish.words import Words

_GAP = 22.0
_BARS = 46.0
_LINE = 14.0  # of a label
_FOOT = 24.0
_MOST_LINES = 4
_LEAST = 5  # incidents at the top of a scale


class Layout(msgspec.Struct, frozen=True):
    """How many panels stand side by side, and the letters that fit over one."""

    width: float
    columns: int
    letters: int


NO_NOTES: Mapping[str, str] = MappingProxyType({})
WIDE = Layout(width=760, columns=3, letters=29)
NARROW = Layout(width=380, columns=2, letters=21)


def draw_multiples(
    parts: tuple[PublicTrend, ...],
    words: Words,
    period: frozenset[str],
    name: str = "parts",
    title: str = "",
    layout: Layout = WIDE,
    notes: Mapping[str, str] = NO_NOTES,
) -> str:
    """An SVG of this name and title; the days of the period are underlined in each panel.

    `notes` gives words that stand under a label, by the name of the part.
    """
    width = (layout.width - _GAP * (layout.columns - 1)) / layout.columns
    shared = max((max(one.incidents, default=0) for one in parts if one.of == "sector"), default=0)
    drawn: list[str] = []
    y = 0.0
    for row in _rows(parts, layout.columns):
        heads = [_head(one, notes.get(one.name, ""), layout) for one in row]
        head = _LINE * max(map(len, heads)) + 10
        for place, (one, lines) in enumerate(zip(row, heads, strict=True)):
            top = max(_LEAST, shared if one.of == "sector" else max(one.incidents, default=0))
            drawn += _panel(one, place * (width + _GAP), y + head, width, top, words, period, lines)
        y += head + _BARS + _FOOT + 8
    said = words.say("parts_alternative")
    return drawing(name, title or words.say("parts_title"), said, layout.width, max(y - 8, 0.0), *drawn)


def _rows(parts: tuple[PublicTrend, ...], columns: int) -> list[list[PublicTrend]]:
    """Panels side by side; those of another sort begin a row of their own."""
    rows: list[list[PublicTrend]] = []
    for one in parts:
        if rows and len(rows[-1]) < columns and rows[-1][-1].of == one.of:
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def _head(one: PublicTrend, note: str, layout: Layout) -> list[tuple[str, str]]:
    """The lines above a panel, each with its class: the label, and what it is about."""
    strong = [(line, "d-strong") for line in label_lines(one.label, layout.letters)]
    small = [(line, "d-small") for line in label_lines(note, layout.letters + 3, 2)] if note else []
    return [*strong, *small]


def _panel(
    one: PublicTrend,
    x: float,
    top: float,
    width: float,
    scale: int,
    words: Words,
    period: frozenset[str],
    lines: list[tuple[str, str]],
) -> list[str]:
    """A panel whose bars reach up to `top` at `scale` incidents, with the lines of its head above them."""
    base = top + _BARS
    peak = max(one.incidents, default=0)
    first = top - 11 - _LINE * (len(lines) - 1)
    parts = [text(line, x, first + _LINE * place, class_) for place, (line, class_) in enumerate(lines)]
    step = width / max(len(one.days), 1)
    gap = min(2.0, step * 0.2)
    for place, day in enumerate(one.days):
        left = x + place * step + gap / 2
        said = f"{words.day(day)}: {words.number(one.incidents[place])} / {words.number(one.breaches[place])}"
        for amount, class_ in ((one.incidents[place], "d-pale"), (one.breaches[place], "d-breach")):
            if amount:
                tall = max(1.5, _BARS * amount / scale)
                box = {"x": left, "y": base - tall, "width": step - gap, "height": tall}
                parts.append(titled("rect", said, **box, class_=class_))
        if day in period:
            under = f"M{number(left)} {number(base + 3)} h{number(step - gap)}"
            parts.append(element("path", d=under, class_="d-scale"))
    parts.append(element("path", d=f"M{number(x)} {number(base)} h{number(width)}", class_="d-base"))
    if one.days:
        parts.append(text(words.short_day(one.days[0]), x, base + 17, "d-small"))
        said = words.say("highest", n=words.number(peak))
        parts.append(text(said, x + width, base + 17, "d-small", "end"))
    return parts


def label_lines(label: str, letters: int = WIDE.letters, most: int = _MOST_LINES) -> tuple[str, ...]:
    """A label in at most so many lines; what does not fit ends in an ellipsis."""
    lines = wrapped(label, letters)
    if len(lines) > most:
        last = lines[most - 1]
        lines = [*lines[: most - 1], last[: letters - 2].rstrip(" ,;") + "…"]
    return tuple(cut(line, letters) for line in lines)
