"""A count as an event carries it. The same for every language."""

from __future__ import annotations

from typing import NamedTuple

from truceline.model.mentions import QuantityMention


class Tally(NamedTuple):
    """A count with its unit; null means not stated (or open)."""

    low: int | None
    high: int | None
    unit: str | None


NO_TALLY = Tally(None, None, None)


def distance(found: QuantityMention, trigger: tuple[int, int]) -> int:
    """Code points between a quantity and the words that tell the act; 0 where they touch."""
    return max(0, found.start - trigger[1], trigger[0] - found.end)


def count_of(milli: int | None) -> int | None:
    """Thousandths as a whole count."""
    return None if milli is None else milli // 1000
