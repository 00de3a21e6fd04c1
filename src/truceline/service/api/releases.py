"""/v1/releases: bulletins that wait for two people of different offices to sign their exact bytes.

What makes a bulletin is loaded when one is asked for: the server starts without it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from litestar import Response, get, post

from truceline.mission.asking import Asker
from truceline.model.errors import InputError, RecordError
from truceline.model.ids import sha256_hex
from truceline.service.grants import need
from truceline.service.house import House
from truceline.service.problems import MissingError, signed_by_others
from truceline.service.published import MEDIA_TYPES


class FileRow(msgspec.Struct, frozen=True):
    name: str
    size_bytes: int
    sha256: str


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """A draft. Its signatures hold for exactly these files; `void` says why they do not, or is empty."""

    day: str
    bulletin_id: str
    statement: str  # what is signed, byte for byte
    files: tuple[FileRow, ...]
    signed_by: tuple[str, ...]
    void: str = ""


class Releases(msgspec.Struct, frozen=True):
    items: tuple[Release, ...]
    next: None
    as_of: int


class Drafted(msgspec.Struct, frozen=True):
    """What came of making a bulletin: a draft that waits for signatures, or the files that left."""

    bulletin_id: str
    headline: str
    draft: str | None
    files: tuple[str, ...]


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which bulletin: of the period that ends with `day`, by default the last one that the evidence speaks of."""

    day: date | None = None


class SignedNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signed note over the exact statement of the draft, by the key of whoever sends it."""

    note: str


class Signed(msgspec.Struct, frozen=True):
    signed_by: tuple[str, ...]
    released: tuple[str, ...]  # empty while one more must sign


@get("/v1/releases", summary="Bulletins that wait for signatures", sync_to_thread=True)
def releases(house: House, asker: Asker) -> Releases:
    need(house, asker, "read", "bulletin", "proposed")
    from truceline.mission.drafts import waiting_days

    days = waiting_days(house.mission)
    return Releases(tuple(_release(house, day) for day in days), None, house.record.size())


@get("/v1/releases/{day:str}/files/{name:str}", summary="One file of a draft, to be read first", sync_to_thread=True)
def draft_file(house: House, asker: Asker, day: str, name: str) -> Response[bytes]:
    need(house, asker, "read", "bulletin", "proposed")
    from truceline.mission.drafts import read_draft

    _known(house, day)
    files = read_draft(house.mission, house.record, day).files
    if name not in files:
        raise MissingError(f"there is no file {name!r} in this draft")
    kind = next((media for ending, media in MEDIA_TYPES.items() if name.endswith(ending)), "application/octet-stream")
    # read, not run: a draft was not released by anybody yet
    headers = {"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"}
    return Response(files[name], media_type=kind, headers=headers)


@post(
    "/v1/releases", summary="Make the bulletin of a day: a draft, or released where nobody signs", sync_to_thread=True
)
def make(house: House, asker: Asker, data: Wanted) -> Drafted:
    need(house, asker, "add", "bulletin", "proposed")
    from truceline.mission.agreed import agreement_of
    from truceline.mission.drafts import leave
    from truceline.mission.hours import last_hour_s
    from truceline.mission.opened import opened
    from truceline.mission.release import USUAL, bulletin_of
    from truceline.mission.work import work
    from truceline.stores.silence import SilentProgress

    mission = house.mission
    _check_came(house, data.day)
    with opened(mission) as record:
        until_s = last_hour_s(mission.policy.hours, mission.settings.zone, house.clock.now_s())
        outcome = work(mission, record, until_s, SilentProgress())
        bulletin = bulletin_of(mission, record, outcome, agreement_of(mission), data.day, until_s=until_s)
        files, waiting = leave(mission, record, bulletin, mission.settings.languages, USUAL)
    return Drafted(
        bulletin.bulletin_id,
        bulletin.headline,
        None if waiting is None else waiting.name,
        tuple(path.name for path in files),
    )


@post(
    "/v1/releases/{day:str}/signatures",
    summary="Sign a draft; with the second signature it leaves",
    sync_to_thread=True,
)
def sign(house: House, asker: Asker, day: str, data: SignedNote) -> Signed:
    from truceline.mission.drafts import accept

    _known(house, day)
    with signed_by_others():
        approved = accept(house.mission, house.record, day, asker, data.note.encode(), house.clock)
    return Signed(approved.signed_by, tuple(path.name for path in approved.released))


def _release(house: House, day: str) -> Release:
    from truceline.mission.drafts import read_draft

    try:
        waiting = read_draft(house.mission, house.record, day)
    except RecordError as error:
        return Release(day=day, bulletin_id="", statement="", files=(), signed_by=(), void=error.found)
    rows = (FileRow(name, len(data), sha256_hex(data)) for name, data in sorted(waiting.files.items()))
    return Release(
        day=day,
        bulletin_id=waiting.statement.about["bulletin"],
        statement=waiting.note.text,
        files=tuple(rows),
        signed_by=tuple(line.name for line in waiting.note.lines),
    )


def _check_came(house: House, day: date | None) -> None:
    """Raises InputError for a day that has not come: nothing is known of it, and years to come take hours to reckon."""
    today = datetime.fromtimestamp(house.clock.now_s(), ZoneInfo(house.mission.settings.zone)).date()
    if day is not None and day > today:
        raise InputError(f"{day} has not come yet", where="day", advice=f"The last day is {today}.")


def _known(house: House, day: str) -> None:
    from truceline.mission.drafts import waiting_days

    if day not in waiting_days(house.mission):
        raise MissingError(f"no bulletin of {day} waits for signatures")


HANDLERS: tuple[Any, ...] = (releases, draft_file, make, sign)
