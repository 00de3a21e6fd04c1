"""What waits for a reviewer, and what reviewers rule. A ruling is followed, whatever the evidence, and stays."""

from __future__ import annotations

import asyncio
from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import Parameter

from truceline.mission.asking import Asker
from truceline.mission.received import ConflictError
from truceline.mission.ruling_lines import Ruled, RulingLine, Verdict
from truceline.model.review_sheet import Kind, ReviewSheet
from truceline.service import typed
from truceline.service.grants import need
from truceline.service.house import House
from truceline.service.language import Language

_MOST = 200

#: one ruling after the other: what the second says is held against what the first said
_TURN = asyncio.Lock()

RuledId = Annotated[str, msgspec.Meta(pattern=r"^(obs|itm)_[0-9a-f]{1,64}$", examples=["obs_3180a1b2c3d4"])]


class NewRuling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Are these two reports (`obs_…`) of one incident: `same` or `apart`? Do these two texts (`itm_…`) go back to one
    origin: `one_origin`, `two_origins`, or `undetermined`, where nobody can tell? `withdrawn` takes a ruling back.
    """

    a: RuledId
    b: RuledId
    verdict: Verdict
    why: Annotated[str, msgspec.Meta(min_length=1, max_length=2_000, pattern=r"\S")]
    #: as_of of the sheet that the reviewer had before them: what others ruled since is told before it is replaced
    seen: Annotated[int, msgspec.Meta(ge=0)] | None = None


class RulingAnswer(msgspec.Struct, frozen=True):
    """The ruling as it stands in the record. `entry` is null where the very same was ruled before."""

    ruling: RulingLine | None
    entry: int | None


@get(
    "/v1/review",
    summary="Questions that only a person settles, the most open first",
    responses=typed.of(ReviewSheet, "The questions of one kind."),
)
async def review(
    house: House,
    asker: Asker,
    language: Language,
    kind: Kind = "duplicates",
    number: Annotated[int, Parameter(ge=1, le=_MOST)] = 20,
) -> Response[bytes]:
    await sync_to_thread(need, house, asker, "read", "observation")
    return typed.sent(await house.ask("review", kind, str(number), language))


@post("/v1/review/rulings", summary="Rule on two reports or two texts, or take a ruling back")
async def rule(house: House, asker: Asker, data: NewRuling) -> RulingAnswer:
    await sync_to_thread(need, house, asker, "add", "case")
    said = Ruled(data.a, data.b, data.verdict, asker.name, data.why)
    async with _TURN:
        found = await house.ask("ruled", msgspec.json.encode(said).decode(), str(house.clock.now_s()))
        lines = msgspec.json.decode(found.body, type=tuple[RulingLine, ...])
        if not lines:
            return RulingAnswer(None, None)
        if data.seen is not None:
            await sync_to_thread(_refuse_overtaken, house, lines[0], data.seen)
        entries = await sync_to_thread(house.record.append, [("ruling", line) for line in lines])
    return RulingAnswer(lines[0], entries[0].index)


def _refuse_overtaken(house: House, line: RulingLine, seen: int) -> None:
    """Raises ConflictError where somebody else has ruled on the same two since the reviewer looked."""
    since = tuple(house.record.since(seen, house.record.size(), "ruling"))
    for entry in reversed(since):
        other = msgspec.json.decode(entry.body, type=RulingLine)
        if (other.a, other.b) == (line.a, line.b) and other.who != line.who:
            raise ConflictError(
                f"{other.who} has ruled on these two since you looked: {_SAID[other.verdict]} ({other.why})",
                advice="Nothing of yours was taken. Leave theirs, or rule again, knowing it.",
            )


_SAID: dict[Verdict, str] = {
    "same": "one incident",
    "apart": "two incidents",
    "one_origin": "one origin",
    "two_origins": "two origins",
    "undetermined": "cannot be told",
    "withdrawn": "a ruling taken back",
}

HANDLERS = (review, rule)
