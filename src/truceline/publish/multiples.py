"""Small multiples (Tufte, *Envisioning Information*, 1990): one panel for each sector and provision.

Each has its own scale from zero, with its highest value written beside it, as the rows of the time line have.
"""

from __future__ import annotations

from truceline.model.bulletin import PublicTrend
from truceline.publish.svg import drawing, element, number, text, titled
from truceline.publish.words import Words

WIDTH = 760.0
_COLUMNS = 3
_GAP = 22.0
_BARS = 46.0
_HEAD = 38.0  # two lines of a label
_FOOT = 24.0
_LETTERS = 29  # of a label's line


def draw_multiples(
    parts: tuple[PublicTrend, ...], words: Words, period: frozenset[str], name: str = "parts", title: str = ""
) -> str:
    """An SVG of this name and title; the days of the period are underlined in each panel."""
    width = (WIDTH - _GAP * (_COLUMNS - 1)) / _COLUMNS
    tall = _HEAD + _BARS + _FOOT
    drawn, x, y = [], 0.0, 0.0
    of = parts[0].of if parts else ""
    for one in parts:
        if one.of != of or x > WIDTH - width + 1:
            x, y, of = 0.0, y + tall + 8, one.of
        drawn += _panel(one, x, y, width, words, period)
        x += width + _GAP
    height = y + tall
    return drawing(name, title or words.say("parts_title"), words.say("parts_alternative"), WIDTH, height, *drawn)


def _panel(one: PublicTrend, x: float, y: float, width: float, words: Words, period: frozenset[str]) -> list[str]:
    base = y + _HEAD + _BARS
    peak = max(one.incidents, default=0) or 1
    lines = label_lines(one.label)
    parts = [text(line, x, y + 13 + 14 * place, "d-strong") for place, line in enumerate(lines)]
    step = width / max(len(one.days), 1)
    gap = min(2.0, step * 0.2)
    for place, day in enumerate(one.days):
        left = x + place * step + gap / 2
        said = f"{words.day(day)}: {words.number(one.incidents[place])} / {words.number(one.breaches[place])}"
        for amount, class_ in ((one.incidents[place], "d-pale"), (one.breaches[place], "d-breach")):
            if amount:
                tall = max(1.5, _BARS * amount / peak)
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


def label_lines(label: str) -> tuple[str, ...]:
    """A label in at most two lines; what does not fit ends in an ellipsis."""
    lines = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= _LETTERS or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > 2:
        lines = [lines[0], lines[1][: _LETTERS - 2].rstrip(" ,;") + "…"]
    return tuple(line if len(line) <= _LETTERS else line[: _LETTERS - 1] + "…" for line in lines)
