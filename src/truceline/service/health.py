"""Whether the server lives, and whether it can answer."""

from __future__ import annotations

from typing import Literal

import msgspec
from litestar import Response, get

import truceline
from truceline.service.house import House


class Health(msgspec.Struct, frozen=True):
    status: str
    mission: str
    version: str


class Readiness(msgspec.Struct, frozen=True):
    """`ready`, or `waiting` for what `missing` names.

    `entries` of the record, and of how many the incidents shown hold the consequences; `behind` is the difference.
    """

    status: Literal["ready", "waiting"]
    entries: int
    view_entries: int
    behind: int
    missing: tuple[str, ...] = ()


@get("/health", summary="Whether the server lives")
async def health(house: House) -> Health:
    return Health("ok", house.mission.settings.name, truceline.__version__)


@get("/ready", summary="Whether it can answer: the record opens, the incidents are at hand", sync_to_thread=True)
def ready(house: House) -> Response[Readiness]:
    """503 until there are incidents to show; after that their lag is told, and is no reason to send nobody here."""
    shown = house.view.as_of()  # before the record's size: it grows between the two
    entries = house.record.size()
    if entries and not shown:
        return Response(Readiness("waiting", entries, 0, entries, ("incidents",)), status_code=503)
    return Response(Readiness("ready", entries, shown, entries - shown))


HANDLERS = (health, ready)
