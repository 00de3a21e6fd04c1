"""Whether the server lives, and whether it can answer.

How long the record is, is told to this machine and to whoever may read the log: it grows by a report at a time, and
whoever asks every minute would know the hours at which monitors hand theirs in.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from litestar import Response, get

import truceline
from truceline.mission.asking import Asker
from truceline.service.grants import may_read
from truceline.service.house import House
from truceline.service.nearby import from_this_machine
from truceline.service.problems import AnyRequest


class Health(msgspec.Struct, frozen=True):
    status: str
    mission: str
    version: str


class Readiness(msgspec.Struct, frozen=True):
    """`ready`, or `waiting` for what `missing` names.

    `entries` of the record, and of how many the incidents shown hold the consequences; `behind` is the difference.
    All three are null for whoever asks from elsewhere and may not read the log.
    """

    status: Literal["ready", "waiting"]
    entries: int | None = None
    view_entries: int | None = None
    behind: int | None = None
    missing: tuple[str, ...] = ()


@get("/health", summary="Whether the server lives")
async def health(house: House) -> Health:
    return Health("ok", house.mission.settings.name, truceline.__version__)


@get("/ready", summary="Whether it can answer: the record opens, the incidents are at hand", sync_to_thread=True)
def ready(request: AnyRequest, house: House, asker: Asker) -> Response[Readiness]:
    """503 until there are incidents to show; after that their lag is told, and is no reason to send nobody here."""
    shown = house.view.as_of()  # before the record's size: it grows between the two
    entries = house.record.size()
    waits = entries > 0 and not shown
    said = Readiness("waiting" if waits else "ready", missing=("incidents",) if waits else ())
    if from_this_machine(request) or may_read(asker, "log"):
        said = msgspec.structs.replace(said, entries=entries, view_entries=shown, behind=entries - shown)
    return Response(said, status_code=503 if waits else 200)


HANDLERS = (health, ready)
