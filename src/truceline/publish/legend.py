"""What the shades and strokes of the map mean, and its scale."""

from __future__ import annotations

from truceline.publish.projection import Projection
from truceline.publish.svg import element, text
from truceline.publish.words import Words

#: incidents in a cell: lower bound of each shade. Fixed, so that two bulletins can be laid side by side
SHADES: tuple[int, ...] = (1, 2, 5, 10, 25)

_LINE = 24.0
#: a drawing for a phone: the scale stands above the shades, each sort of area on a line of its own
_NARROW = 500.0
#: sorts of areas: class and path of the mark that stands for one
_MARKS = {
    "zone": ("d-zone", "h26"),
    "line": ("d-line", "h26"),
    "site": ("d-site", "m8 0 l5 -5 l5 5 l-5 5 Z"),
}


def class_of(number: int) -> int:
    """The shade of a cell, 1 (lightest on a light page) to 5."""
    return sum(number >= low for low in SHADES)


def draw_legend(
    kinds: set[str], numbers: tuple[int | None, ...], projection: Projection, words: Words, hatch: str
) -> tuple[list[str], float]:
    """The legend's elements and the height that it takes below the map; `kinds` are those of the areas drawn."""
    narrow = projection.width < _NARROW
    top = projection.height + (26 if not narrow else 50)
    parts: list[str] = []
    counted = [number for number in numbers if number is not None]
    x = 0.0
    if counted:
        parts.append(text(words.say("legend_cells"), 0, top, "d-strong"))
        for shade in range(1, class_of(max(counted)) + 1):
            parts.append(element("rect", x=x, y=top + 8, width=18, height=14, class_=f"d-cell d-seq{shade}"))
            parts.append(text(_range(shade, words), x + 23, top + 19.5, "d-small"))
            x += 74
    if len(counted) < len(numbers):
        parts.append(element("rect", x=x, y=top + 8, width=18, height=14, class_="d-hatched", fill=f"url(#{hatch})"))
        parts.append(text(words.say("legend_suppressed"), x + 23, top + 19.5, "d-small"))
    below = top + (_LINE * 2 if numbers else 0)
    x = 0.0
    for kind, mark in _MARKS.items():
        if kind in kinds:
            said = words.say(f"legend_{kind}")
            if x and (narrow or x + 33 + 6.5 * len(said) > projection.width):
                x, below = 0.0, below + _LINE
            class_, path = mark
            parts.append(element("path", d=f"M{x:.1f} {below:.1f} {path}", class_=class_))
            parts.append(text(said, x + 33, below + 4, "d-small"))
            x += 230
    parts += _scale(projection, projection.height + 26, words)
    return parts, max(below + 12, top + 20) - projection.height


def _range(shade: int, words: Words) -> str:
    low = SHADES[shade - 1]
    if shade == len(SHADES):
        return f"{words.number(low)}+"
    return words.span(low, SHADES[shade] - 1)


def _scale(projection: Projection, top: float, words: Words) -> list[str]:
    """A bar of a round length, at most 200 pixels long."""
    kilometres = 1
    while projection.px_per_km * kilometres * 2.5 <= 200:
        kilometres = kilometres * 2 if str(kilometres)[0] in "15" else kilometres * 5 // 2
    length = projection.px_per_km * kilometres
    x = projection.width - length - 1
    latitude = words.thousandths(round(projection.middle_lat * 1000), 0)
    said = words.say("scale", km=words.number(kilometres), latitude=latitude)
    return [
        element("path", d=f"M{x:.1f} {top - 8:.1f} v6 h{length:.1f} v-6", class_="d-scale"),
        text(said, projection.width - 1, top + 14, "d-small", "end"),
    ]
