"""The hours of the words for a part of the day."""

from __future__ import annotations

from truceline.extract.calendar import PARTS

#: hours of the words for a part of a day that the calendar's table does not have
_MORE_PARTS = {
    "early morning": (3, 9),
    "early hours": (0, 6),
    "small hours": (0, 5),
    "late evening": (20, 24),
    "late night": (21, 27),
    "late afternoon": (15, 19),
    "early afternoon": (12, 15),
    "early evening": (17, 20),
    "late morning": (10, 12),
    "mid-morning": (9, 11),
    "mid-afternoon": (14, 16),
    "lunchtime": (11, 15),
    "nightfall": PARTS["dusk"],
    "overnight": PARTS["overnight"],
}


def part_hours(words: str | None) -> tuple[int, int] | None:
    """First and last local hour; null for words that are none."""
    if not words:
        return None
    plain = " ".join(words.lower().split())
    return _MORE_PARTS.get(plain) or PARTS.get(plain)
