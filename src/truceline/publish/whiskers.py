"""Rates as dots with their 95 % intervals: what overlaps cannot be told apart, and the eye sees it."""

from __future__ import annotations

import msgspec

from truceline.model.bulletin import PublicRate
from truceline.publish.svg import cut, drawing, element, number, text, titled
from truceline.publish.ticks import ticks
from truceline.publish.words import Words

_TOP = 12.0


class Layout(msgspec.Struct, frozen=True):
    """Room beside the axis for names and figures; without it they stand over each stroke."""

    width: float
    left: float
    right: float
    row: float
    letters: int  # of a name

    @property
    def beside(self) -> bool:
        return self.left > _LEAST


_LEAST = 20.0
WIDE = Layout(width=760, left=250, right=120, row=30, letters=36)
NARROW = Layout(width=380, left=8, right=16, row=46, letters=30)


def draw_whiskers(
    rates: tuple[tuple[str, PublicRate], ...], words: Words, axis: str = "", layout: Layout = WIDE
) -> str:
    """An SVG with one row for each (label, rate). Only rates that are stated are drawn; the axis starts at zero."""
    stated = [(label, rate) for label, rate in rates if rate.rate_milli is not None]
    reach = max((_high(rate) for _, rate in stated), default=0) or 1000
    step, top_value = ticks(reach)
    scale = (layout.width - layout.left - layout.right) / top_value
    base = _TOP + len(stated) * layout.row
    name = "rates" if layout.beside else "rates-narrow"
    parts = []
    for tick in range(0, top_value + 1, step):
        x = layout.left + tick * scale
        parts.append(element("path", d=f"M{number(x)} {number(_TOP)} V{number(base)}", class_="d-rule"))
        parts.append(text(words.thousandths(tick), x, base + 16, "d-small", "middle"))
    for place, (label, rate) in enumerate(stated):
        parts += _row(label, rate, _TOP + (place + 0.5) * layout.row, scale, words, layout)
    parts.append(text(axis or words.say("rate_axis"), layout.left, base + 33, "d-small"))
    return drawing(name, words.say("rates_title"), words.say("whiskers_alternative"), layout.width, base + 42, *parts)


def _high(rate: PublicRate) -> int:
    return max(rate.rate_milli or 0, rate.high_milli or 0)


def _row(label: str, rate: PublicRate, y: float, scale: float, words: Words, layout: Layout) -> list[str]:
    value = rate.rate_milli or 0
    x = layout.left + value * scale
    shown = cut(label, layout.letters)
    x_name, y_name, anchor = (layout.left - 12, y + 4, "end") if layout.beside else (0.0, y - 8, "start")
    parts = [text(shown, x_name, y_name, "d-text", anchor)]
    if not layout.beside:
        y += 6
    said = words.fixed(value)
    if rate.low_milli is not None and rate.high_milli is not None:
        low, high = layout.left + rate.low_milli * scale, layout.left + rate.high_milli * scale
        path = f"M{number(low)} {number(y)} H{number(high)} M{number(low)} {number(y - 4)} v8"
        parts.append(element("path", d=f"{path} M{number(high)} {number(y - 4)} v8", class_="d-whisker"))
        said += f" ({words.fixed(rate.low_milli)}–{words.fixed(rate.high_milli)})"
    parts.append(titled("circle", f"{label}: {said}", cx=x, cy=y, r=4.5, class_="d-dot"))
    parts.append(text(said, layout.width, y + (4 if layout.beside else -14), "d-small", "end"))
    return parts
