"""Who could have seen what, when. A rate without its effort is misleading."""

from __future__ import annotations

from typing import Literal

import msgspec

EffortStatus = Literal["on", "outage", "denied", "withdrawn"]


class Effort(msgspec.Struct, frozen=True, kw_only=True):
    """One watcher over one interval. Positions are sensitive: no public type carries them."""

    effort_id: str
    item_id: str
    record: int
    watcher: str  # name of the post, patrol, camera or sensor within its source
    source_class: str
    start_s: int
    end_s: int
    status: EffortStatus = "on"
    reason: str | None = None  # of an outage or denial: a restriction type, or words
    lat_e6: int | None = None
    lon_e6: int | None = None
    range_m: int | None = None  # how far it can observe
    sector: str | None = None  # public name of the stretch it watches
    daylight: bool | None = None  # null where not stated
