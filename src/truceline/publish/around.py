"""Where a published cell lies, in words: its middle, and the larger settlement that is next to it."""

from __future__ import annotations

import math

from truceline.model.bulletin import Ring
from truceline.model.settlement import Settlement
from truceline.publish.projection import KM_PER_DEGREE
from truceline.publish.words import Words

#: a cell that reaches further from its middle has many settlements, and one that lies further off is not next to it
_WIDEST_KM, _REACHES = 30.0, 1.5


def around(outline: Ring, words: Words) -> str:
    """The middle of a published cell to a tenth of a degree: no finer than the cell itself."""
    lon, lat = _middle(outline)
    north = words.say("north" if lat >= 0 else "south")
    east = words.say("east" if lon >= 0 else "west")
    latitude, longitude = (words.fixed(round(abs(value) / 1000), 1) for value in (lat, lon))
    return words.say("around", place=f"{latitude}° {north}, {longitude}° {east}")


def next_to(outline: Ring, settlements: tuple[Settlement, ...], words: Words) -> str:
    """The settlement that lies nearest to the middle of the cell, if any is in it or next to it; else nothing."""
    middle = _middle(outline)
    reach = max((_km(middle, corner) for corner in outline.lon_lat_e6), default=0.0)
    if reach > _WIDEST_KM:
        return ""

    def apart(one: Settlement) -> float:
        return _km(middle, (one.lon_e6, one.lat_e6))

    nearest = min(settlements, key=apart, default=None)
    if nearest is None or apart(nearest) > _REACHES * reach:
        return ""
    return words.say("next_to", town=nearest.called(words.lang))


def _middle(outline: Ring) -> tuple[int, int]:
    corners = outline.lon_lat_e6[:-1]
    lon, lat = (sum(corner[axis] for corner in corners) // max(len(corners), 1) for axis in (0, 1))
    return lon, lat


def _km(a: tuple[int, int], b: tuple[int, int]) -> float:
    east = (a[0] - b[0]) * math.cos(math.radians(a[1] / 1e6))
    return math.hypot(east, a[1] - b[1]) / 1e6 * KM_PER_DEGREE
