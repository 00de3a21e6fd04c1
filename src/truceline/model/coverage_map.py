"""How much of the ground was watched, for a map: cells as rings of shared corners, shares column by column."""

from __future__ import annotations

import msgspec


class CoverageQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which span. `told_s`: null for exact cells; else what may be told to those who may not know where watchers stand,
    as if this moment were now.
    """

    from_s: int | None = None
    until_s: int | None = None
    told_s: int | None = None
    told_as_of: int | None = None  # what that answer says that it rests on; null: the last change of effort


class CoverageMap(msgspec.Struct, frozen=True, kw_only=True):
    """What was watched in `[from_s, until_s)`. A cell that is not there: nobody is known to have watched it, or too few
    did for anything to be said of it. That is no sign that nothing happened there.

    Shares are parts per million of the light, of the dark, and of the whole time. Where `exact` is false they are the
    lower ends of quarters, and null where nothing may be said. Totals are of those inside alone, else null.
    """

    from_s: int
    until_s: int
    lon_e6: list[int]  # corners, each once
    lat_e6: list[int]
    cells: list[list[int]]  # of each cell its corners in turn, by their number
    day_ppm: list[int | None]
    night_ppm: list[int | None]
    heard_ppm: list[int | None]
    area_day_ppm: int | None  # of the agreement's zones and the time together; null without zones
    area_night_ppm: int | None
    area_heard_ppm: int | None
    watched_min: int | None  # minutes of watchers, added up
    lost_min: int | None  # in which they were out, denied or withdrawn
    unmapped_min: int | None  # of watchers without a place: in no cell
    exact: bool
    as_of: int  # of the last change of effort
