"""/v1/releases: bulletins that are being made, and those that wait for two people of different offices to sign their
exact bytes. What makes them runs in another process."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from litestar import Response, get, post
from litestar.concurrency import sync_to_thread

from truceline.mission.asking import Asker
from truceline.model.bulletin import BulletinKind
from truceline.model.errors import RecordError, UsageError
from truceline.model.ids import sha256_hex
from truceline.service.came import check_came
from truceline.service.grants import need
from truceline.service.house import House
from truceline.service.language import Language
from truceline.service.problems import MissingError, Problem, ProblemError, signed_by_others
from truceline.service.published import MEDIA_TYPES
from truceline.service.refusals import said, told

if TYPE_CHECKING:  # what makes bulletins is loaded when one is asked for: the server starts without it
    from truceline.mission.asked_releases import AskedRelease, Failure
    from truceline.mission.bulletin_kinds import Wanted


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


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A bulletin that somebody asked for, and what came of it: a draft that waits for signatures, or the files."""

    id: str
    url: str  # where to look how far it is
    state: Literal["waiting", "working", "done", "failed"]
    kind: BulletinKind
    day: date | None
    asked_by: str
    asked_s: int
    settled_s: int | None
    bulletin_id: str = ""
    headline: str = ""
    draft: str | None = None  # the day under which it waits
    files: tuple[str, ...] = ()
    problem: Problem | None = None


class Releases(msgspec.Struct, frozen=True):
    """Drafts, and what is still to become one. `asked` also has what failed since the last one came about."""

    items: tuple[Release, ...]
    asked: tuple[Asked, ...]
    next: None
    as_of: int


_Words = Annotated[str, msgspec.Meta(max_length=2_000)]


class AskedFor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which bulletin. Only a special one has a reason, a title, a first day and a choice of what it is about."""

    kind: BulletinKind = "daily"
    day: date | None = None  # its last; without it the last of the evidence, of a weekly one its last whole week
    first_day: date | None = None
    title: _Words = ""
    reason: _Words = ""
    sectors: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()


class SignedNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signed note over the exact statement of the draft, by the key of whoever sends it."""

    note: str


class Signed(msgspec.Struct, frozen=True):
    signed_by: tuple[str, ...]
    released: tuple[str, ...]  # empty while one more must sign


@get("/v1/releases", summary="Bulletins that wait for signatures", sync_to_thread=True)
def releases(house: House, asker: Asker, language: Language) -> Releases:
    need(house, asker, "read", "bulletin", "proposed")
    from truceline.mission.drafts import has_left, waiting_days

    days = (day for day in waiting_days(house.mission) if not has_left(house.mission, house.record, day))
    drafts = tuple(_release(house, day, language) for day in days)
    return Releases(drafts, _under_way(house, language), None, house.record.size())


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
    "/v1/releases",
    summary="Ask for a bulletin: a draft to be signed, or released where nobody signs",
    description="It is made after the answer. `Location` says where to look how far it is; the event `release` tells.",
    status_code=202,
)
async def ask(house: House, asker: Asker, language: Language, data: AskedFor) -> Response[Asked]:
    await sync_to_thread(need, house, asker, "add", "bulletin", "proposed")
    return await _asked(house, asker, language, _wanted(house, data))


@post(
    "/v1/releases/{day:str}/again",
    summary="Make a draft again whose signatures are void",
    description="Of the same days and about the same; answered as when it was asked for.",
    status_code=202,
)
async def again(house: House, asker: Asker, language: Language, day: str) -> Response[Asked]:
    await sync_to_thread(need, house, asker, "add", "bulletin", "proposed")
    return await _asked(house, asker, language, await sync_to_thread(_wanted_again, house, day))


@get("/v1/releases/asked/{asked_id:str}", summary="How far a bulletin is that was asked for", sync_to_thread=True)
def asked_one(house: House, asker: Asker, language: Language, asked_id: str) -> Asked:
    need(house, asker, "read", "bulletin", "proposed")
    from truceline.mission.asked_releases import asked_releases

    for one in asked_releases(house.mission):
        if one.id == asked_id:
            return _sheet(house, one, language)
    raise MissingError(f"nobody asked for a bulletin {asked_id}", advice="Only the newest that were made are kept.")


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


def _wanted(house: House, data: AskedFor) -> Wanted:
    """Raises ProblemError (422) for what no bulletin is, InputError for a day that has not come."""
    from truceline.mission.bulletin_kinds import Wanted
    from truceline.model.bulletin import PublicScope

    check_came(house, data.day)
    check_came(house, data.first_day, "first_day")
    try:
        scope = PublicScope(data.sectors, data.provisions, data.incidents)
        return Wanted(data.kind, data.day, data.first_day, data.title, data.reason, scope)
    except UsageError as error:  # its advice names options of the command
        raise ProblemError(422, error.found, advice="A special one says why, and from which day to which.") from error


def _wanted_again(house: House, day: str) -> Wanted:
    """Raises MissingError where no such draft waits, ProblemError (422) where nobody knows what was asked for."""
    from truceline.mission.asked_releases import wanted_again

    _known(house, day)
    wanted = wanted_again(house.mission, day)
    if wanted is None:
        raise ProblemError(
            422, "what this bulletin was to be about is not known here", advice="Ask for it anew, with its reason."
        )
    return wanted


async def _asked(house: House, asker: Asker, language: str, wanted: Wanted) -> Response[Asked]:
    sheet = _sheet(house, await house.press.ask_for(wanted, asker.name), language)
    return Response(sheet, status_code=202, headers={"Location": sheet.url, "Retry-After": "2"})


def _under_way(house: House, language: str) -> tuple[Asked, ...]:
    """What is still to be made, and what failed after the last that did not."""
    from truceline.mission.asked_releases import asked_releases

    every = asked_releases(house.mission)
    made_s = max((one.settled_s or 0 for one in every if one.state == "done"), default=0)
    shown = (one for one in every if one.settled_s is None or (one.state == "failed" and one.settled_s > made_s))
    return tuple(_sheet(house, one, language) for one in shown)


def _sheet(house: House, asked: AskedRelease, language: str) -> Asked:
    made, failure = asked.made, asked.failure
    return Asked(
        id=asked.id,
        url=f"/v1/releases/asked/{asked.id}",
        state="working" if asked.id == house.press.at_work_on else asked.state,
        kind=asked.wanted.kind,
        day=asked.wanted.last_day,
        asked_by=asked.asked_by,
        asked_s=asked.asked_s,
        settled_s=asked.settled_s,
        bulletin_id=made.bulletin_id if made else "",
        headline=made.headline if made else "",
        draft=made.draft if made else None,
        files=made.files if made else (),
        problem=_problem(failure, language) if failure else None,
    )


def _problem(failure: Failure, language: str) -> Problem:
    return told(Problem("Unprocessable Entity", 422, failure.found, failure.where, failure.advice), language)


def _release(house: House, day: str, language: str) -> Release:
    from truceline.mission.drafts import read_draft

    try:
        waiting = read_draft(house.mission, house.record, day)
    except RecordError as error:
        return Release(day=day, bulletin_id="", statement="", files=(), signed_by=(), void=said(error.found, language))
    rows = (FileRow(name, len(data), sha256_hex(data)) for name, data in sorted(waiting.files.items()))
    return Release(
        day=day,
        bulletin_id=waiting.statement.about["bulletin"],
        statement=waiting.note.text,
        files=tuple(rows),
        signed_by=tuple(line.name for line in waiting.note.lines),
    )


def _known(house: House, day: str) -> None:
    from truceline.mission.drafts import waiting_days

    if day not in waiting_days(house.mission):
        raise MissingError(f"no bulletin of {day} waits for signatures")


HANDLERS: tuple[Any, ...] = (releases, draft_file, ask, again, asked_one, sign)
