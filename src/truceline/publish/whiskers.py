"""Rates as dots with their 95 % intervals: what overlaps cannot be told apart, and the eye sees it."""

from __future__ import annotations

from truceline.model.bulletin import PublicRate
from truceline.publish.svg import drawing, element, number, text, titled
from truceline.publish.ticks import ticks
from truceline.publish.words import Words

WIDTH = 760.0
_LEFT = 250.0
_RIGHT = 120.0
_ROW = 30.0
_TOP = 12.0
_LABEL = 36  # characters that fit to the left of the axis


def draw_whiskers(rates: tuple[tuple[str, PublicRate], ...], words: Words, axis: str = "") -> str:
    """An SVG with one row for each (label, rate). Only rates that are stated are drawn; the axis starts at zero."""
    stated = [(label, rate) for label, rate in rates if rate.rate_milli is not None]
    reach = max((_high(rate) for _, rate in stated), default=0) or 1000
    step, top_value = ticks(reach)
    scale = (WIDTH - _LEFT - _RIGHT) / top_value
    base = _TOP + len(stated) * _ROW
    parts = []
    for tick in range(0, top_value + 1, step):
        x = _LEFT + tick * scale
        parts.append(element("path", d=f"M{number(x)} {number(_TOP)} V{number(base)}", class_="d-rule"))
        parts.append(text(words.thousandths(tick), x, base + 16, "d-small", "middle"))
    for place, (label, rate) in enumerate(stated):
        parts += _row(label, rate, _TOP + (place + 0.5) * _ROW, scale, words)
    parts.append(text(axis or words.say("rate_axis"), _LEFT, base + 33, "d-small"))
    return drawing("rates", words.say("rates_title"), words.say("whiskers_alternative"), WIDTH, base + 42, *parts)


def _high(rate: PublicRate) -> int:
    return max(rate.rate_milli or 0, rate.high_milli or 0)


def _row(label: str, rate: PublicRate, y: float, scale: float, words: Words) -> list[str]:
    value = rate.rate_milli or 0
    x = _LEFT + value * scale
    shown = label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"
    parts = [text(shown, _LEFT - 12, y + 4, "d-text", "end")]
    said = words.fixed(value)
    if rate.low_milli is not None and rate.high_milli is not None:
        low, high = _LEFT + rate.low_milli * scale, _LEFT + rate.high_milli * scale
        path = f"M{number(low)} {number(y)} H{number(high)} M{number(low)} {number(y - 4)} v8"
        parts.append(element("path", d=f"{path} M{number(high)} {number(y - 4)} v8", class_="d-whisker"))
        said += f" ({words.fixed(rate.low_milli)}–{words.fixed(rate.high_milli)})"
    parts.append(titled("circle", f"{label}: {said}", cx=x, cy=y, r=4.5, class_="d-dot"))
    parts.append(text(said, WIDTH, y + 4, "d-small", "end"))
    return parts
