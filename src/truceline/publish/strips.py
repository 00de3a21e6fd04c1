"""When the agreement and its clauses are in force, according to whom: strokes over the time line."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import msgspec

from truceline.model.bulletin import Bulletin, PublicDay, PublicInForce
from truceline.publish.period import as_day
from truceline.publish.words import Words

#: strokes that are drawn; the list of provisions tells all of them
_MOST = 6


class Strip(msgspec.Struct, frozen=True):
    """A stroke from one place among the days to another, in days from the beginning of the first."""

    label: str
    start: float
    end: float


def strips(bulletin: Bulletin, days: tuple[PublicDay, ...], words: Words) -> tuple[Strip, ...]:
    """Readings that touch the days drawn. A single one of the agreement is left out: the shaded days say the same."""
    begins = _begin(bulletin, days)
    if begins is None:
        return ()
    contested = sum(not one.citation for one in bulletin.force_readings) > 1
    told = (one for one in bulletin.force_readings if one.citation or contested)
    found = (_strip(one, begins, len(days), words) for one in told)
    return tuple(strip for strip in found if strip is not None)[:_MOST]


def _begin(bulletin: Bulletin, days: tuple[PublicDay, ...]) -> datetime | None:
    """Local time at which the first day drawn begins; a day that ends at a cut-off is named after its end."""
    first = as_day(days[0].day) if days else None
    try:
        ends = datetime.fromisoformat(bulletin.period_end).time()
    except ValueError:
        return None
    if first is None:
        return None
    return datetime.combine(first, ends) - (timedelta(0) if ends == time(0) else timedelta(days=1))


def _strip(one: PublicInForce, begins: datetime, days: int, words: Words) -> Strip | None:
    start, end = (_place(moment, begins) for moment in (one.start, one.end))
    inside = max(0.0, 0.0 if start is None else start), min(float(days), float(days) if end is None else end)
    return Strip(_label(one, words), *inside) if inside[0] < inside[1] else None


def _place(moment: str | None, begins: datetime) -> float | None:
    """Days since the beginning by the wall clock: an hour of summer time is no visible part of a day."""
    if moment is None:
        return None
    return (datetime.fromisoformat(moment).replace(tzinfo=None) - begins) / timedelta(days=1)


def _label(one: PublicInForce, words: Words) -> str:
    if one.citation:
        return f"{one.citation}: {one.according_to}" if one.according_to else one.citation
    return words.say("strip_by", who=one.according_to) if one.according_to else words.say("strip_all")
