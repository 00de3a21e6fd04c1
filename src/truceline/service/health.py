"""Whether the server lives, and whether it can answer."""

from __future__ import annotations

import msgspec
from litestar import Response, get

import truceline
from truceline.service.house import House


class Health(msgspec.Struct, frozen=True):
    status: str
    mission: str
    version: str


class Readiness(msgspec.Struct, frozen=True):
    """`ready`, or `waiting` for what `missing` names."""

    status: str
    entries: int
    missing: tuple[str, ...] = ()


@get("/health", summary="Whether the server lives")
async def health(house: House) -> Health:
    return Health("ok", house.mission.settings.name, truceline.__version__)


@get("/ready", summary="Whether it can answer: the record opens, the incidents are at hand", sync_to_thread=True)
def ready(house: House) -> Response[Readiness]:
    return Response(Readiness("ready", house.record.size()))


HANDLERS = (health, ready)
