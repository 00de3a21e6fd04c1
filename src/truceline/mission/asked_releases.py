"""Bulletins that a server was asked to make: each is a file before the answer is given, so that a kill loses none.

What is not settled is begun anew. A bulletin is made of what the record holds, so that making one twice does no harm.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import msgspec

from truceline.mission.bulletin_kinds import Wanted
from truceline.mission.folder import DRAFTS, Mission
from truceline.model.errors import UNREADABLE, MissionError
from truceline.model.ids import content_id
from truceline.stores.files import make_folder, read_bytes, write_atomic

_FOLDER = ".asked"
#: settled ones that are kept to be looked at
_MOST_SETTLED = 50
#: what a draft is called after its last day and its kind (`bulletin_kinds.folder_of`)
_DRAFT = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(weekly|special)\b.*)?")


class Made(msgspec.Struct, frozen=True):
    """What came of it: a draft that waits for signatures, or the files that left."""

    bulletin_id: str
    headline: str
    draft: str | None
    files: tuple[str, ...]


class Failure(msgspec.Struct, frozen=True):
    """Why nothing came of it: what was found, where, and what to do."""

    found: str
    where: str = ""
    advice: str = ""


class AskedRelease(msgspec.Struct, frozen=True, kw_only=True):
    """One bulletin that somebody asked for."""

    id: str
    wanted: Wanted
    asked_by: str
    asked_s: int
    settled_s: int | None = None
    made: Made | None = None
    failure: Failure | None = None

    @property
    def state(self) -> Literal["waiting", "done", "failed"]:
        if self.settled_s is None:
            return "waiting"
        return "done" if self.made is not None else "failed"


def ask_for(mission: Mission, wanted: Wanted, asked_by: str, now_s: int) -> AskedRelease:
    """Keep that somebody wants this bulletin. The same one that is still to be made is not asked for twice."""
    known = asked_releases(mission)
    for one in known:
        if one.settled_s is None and one.wanted == wanted:
            return one
    said = msgspec.json.encode((wanted, asked_by, now_s, len(known))).decode()
    asked = AskedRelease(id=content_id("rel", said), wanted=wanted, asked_by=asked_by, asked_s=now_s)
    _keep(mission, asked)
    return asked


def asked_releases(mission: Mission) -> tuple[AskedRelease, ...]:
    """All that are known, oldest first. Raises MissionError for a file that is none of ours."""
    paths = (mission.folder / DRAFTS / _FOLDER).glob("rel_*.json")
    found = (_read(path.name, read_bytes(path)) for path in paths)
    return tuple(sorted(found, key=lambda one: (one.asked_s, one.id)))


def wanted_again(mission: Mission, draft: str) -> Wanted | None:
    """What was asked for when a draft was made, of the same days; null for a special one that nobody asked for here."""
    named = _DRAFT.fullmatch(draft)
    if named is None:
        return None
    last_day = date.fromisoformat(named[1])
    if named[2] != "special":
        return Wanted("weekly" if named[2] else "daily", last_day)
    made = [one.wanted for one in asked_releases(mission) if one.made is not None and one.made.draft == draft]
    return msgspec.structs.replace(made[-1], last_day=last_day) if made else None


def settle(mission: Mission, asked: AskedRelease, now_s: int, came: Made | Failure) -> AskedRelease:
    """Keep what came of it. The oldest of those that were settled long ago are forgotten."""
    made, failure = (came, None) if isinstance(came, Made) else (None, came)
    settled = msgspec.structs.replace(asked, settled_s=now_s, made=made, failure=failure)
    _keep(mission, settled)
    done = [one for one in asked_releases(mission) if one.settled_s is not None]
    for one in done[:-_MOST_SETTLED]:
        (mission.folder / DRAFTS / _FOLDER / f"{one.id}.json").unlink(missing_ok=True)
    return settled


def _keep(mission: Mission, asked: AskedRelease) -> None:
    folder = mission.folder / DRAFTS / _FOLDER
    make_folder(folder)
    write_atomic(folder / f"{asked.id}.json", msgspec.json.encode(asked))


def _read(name: str, data: bytes) -> AskedRelease:
    try:
        return msgspec.json.decode(data, type=AskedRelease)
    except UNREADABLE as error:
        raise MissionError(
            f"what was asked of the press cannot be read: {error}",
            where=name,
            advice="Take this file out of drafts/.asked, and ask for the bulletin again.",
        ) from error
