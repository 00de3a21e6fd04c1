"""Meridians and parallels at round degrees, with their names at the edge."""

from __future__ import annotations

import math

from truceline.publish.map_names import Box
from truceline.publish.projection import Projection
from truceline.publish.svg import element, text
from truceline.publish.words import Words

_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)


def draw_frame(projection: Projection, words: Words) -> tuple[list[str], list[Box]]:
    """The lines with their names, and where the names stand."""
    step = next((step for step in _STEPS if (projection.east - projection.west) / step <= 8), _STEPS[-1])
    parts: list[str] = []
    taken: list[Box] = []
    for degrees in _multiples(projection.west, projection.east, step):
        x, _ = projection.point(round(degrees * 1e6), 0)
        if x > projection.width - 48:  # its name would be cut off
            continue
        parts.append(element("path", d=f"M{x:.1f} 0 V{projection.height:.1f}", class_="d-graticule"))
        name = _name(degrees, "east", "west", words)
        parts.append(text(name, x + 3, projection.height - 6, "d-small"))
        taken.append(_box(name, x + 3, projection.height - 6))
    for degrees in _multiples(projection.south, projection.north, step):
        _, y = projection.point(0, round(degrees * 1e6))
        parts.append(element("path", d=f"M0 {y:.1f} H{projection.width:.1f}", class_="d-graticule"))
        if 14 < y < projection.height - 20:
            name = _name(degrees, "north", "south", words)
            parts.append(text(name, 4, y - 3, "d-small"))
            taken.append(_box(name, 4, y - 3))
    return parts, taken


def _box(name: str, x: float, y: float) -> Box:
    return x, y - 10, x + 6.5 * len(name), y + 3


def _multiples(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step)
    return [round(place * step, 3) for place in range(first, math.floor(high / step) + 1)]


def _name(degrees: float, positive: str, negative: str, words: Words) -> str:
    degrees = degrees - 360 if degrees > 180 else degrees
    side = words.say(positive if degrees >= 0 else negative)
    return f"{words.thousandths(round(abs(degrees) * 1000), 1)}° {side}"
