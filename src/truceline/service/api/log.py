"""/v1/log and /v1/people: who looked at what must not leak and who was refused, and who holds which role.

For auditors, and for both sides of each other: what `truceline access log` and `truceline access people` print.
"""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import msgspec
from litestar import get
from litestar.params import Parameter

from truceline.mission.asking import AccessLine, Asker, people
from truceline.service.grants import need
from truceline.service.house import House
from truceline.service.language import Language
from truceline.service.paging import Limit, following
from truceline.service.problems import AnyRequest
from truceline.service.refusals import said

_LAST = 2**53 - 1
Before = Annotated[int, Parameter(ge=0, le=_LAST, description="Only entries before this one: see `next`.")]
AskedWho = Annotated[str | None, Parameter(max_length=200, description="Only of this person.")]
AskedRefused = Annotated[bool, Parameter(description="Only what was refused.")]


class LogRow(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the record about somebody who asked. `entry` leads to its proof (`/v1/proofs/{entry}`)."""

    entry: int
    at_s: int
    who: str
    role: str
    action: str
    what: str  # the table where one is named, else the class of the table of access
    question: str
    purpose: str
    rows: int
    allowed: bool
    reason: str


class Log(msgspec.Struct, frozen=True):
    """Newest first."""

    items: tuple[LogRow, ...]
    next: str | None
    as_of: int


class Holder(msgspec.Struct, frozen=True):
    name: str
    role: str
    key: str


class People(msgspec.Struct, frozen=True):
    items: tuple[Holder, ...]
    next: None
    as_of: int


@get("/v1/log", summary="Who looked at what, for what purpose, and who was refused", sync_to_thread=True)
def log(
    request: AnyRequest,
    house: House,
    asker: Asker,
    language: Language,
    who: AskedWho = None,
    refused: AskedRefused = False,
    limit: Limit = 100,
    before: Before = _LAST,
) -> Log:
    need(house, asker, "read", "log")
    size = house.record.size()
    entries = house.record.newest(min(before, size), "access")
    every = ((one.index, msgspec.json.decode(one.body, type=AccessLine)) for one in entries)
    wanted = (
        _row(i, one, language) for i, one in every if (who is None or one.who == who) and not (refused and one.allowed)
    )
    shown = tuple(islice(wanted, limit))
    more = next(wanted, None) is not None
    return Log(shown, following(request, str(shown[-1].entry), "before") if more else None, size)


@get("/v1/people", summary="Who holds which role, and with which key", sync_to_thread=True)
def holders(house: House, asker: Asker) -> People:
    need(house, asker, "read", "role")
    found = (Holder(one.name, one.role, one.key.text) for one in people(house.record))
    return People(tuple(sorted(found, key=lambda one: (one.role, one.name))), None, house.record.size())


def _row(index: int, line: AccessLine, language: str) -> LogRow:
    return LogRow(
        entry=index,
        at_s=line.at_s,
        who=line.who,
        role=line.role,
        action=line.action,
        what=line.table or line.what,
        question=line.question,
        purpose=line.purpose,
        rows=line.rows,
        allowed=line.allowed,
        reason=said(line.reason, language),
    )


HANDLERS = (log, holders)
