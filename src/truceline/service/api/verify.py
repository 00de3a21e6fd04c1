"""The state of the record and who signed it; and a proof file held against the keys that came with it or are given."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import Parameter

from truceline.mission.asking import Asker
from truceline.model.bulletin import PublicCheckpoint
from truceline.model.errors import RecordError
from truceline.record.note import parse_key
from truceline.record.proof import Pinned, RowShown, verify_proof
from truceline.service import typed
from truceline.service.grants import may_read
from truceline.service.house import House
from truceline.service.problems import AnyRequest, ForbiddenError

_MOST_BYTES = 16 * 1024 * 1024


AskedKey = Annotated[str | None, Parameter(max_length=500, description="The record's own key, from whoever you trust.")]


class SignedBy(msgspec.Struct, frozen=True):
    key: str
    time_s: int | None


class ProofSheet(msgspec.Struct, frozen=True, kw_only=True):
    """What a proof shows. `keys`: whether the record's key was given, or came with the file (trust on first use)."""

    holds: bool
    found: str = ""
    advice: str = ""
    record: str = ""
    entries: int = 0
    entry: int = 0
    kind: str = ""
    signed_by: tuple[SignedBy, ...] = ()
    keys: Literal["given", "came with the file"] = "came with the file"
    figure: str | None = None
    value: Any = None
    all_figures: int | None = None
    row: RowShown | None = None


@get(
    "/v1/verify",
    summary="The newest signed state of the record, with the keys and the witnesses",
    responses=typed.of(PublicCheckpoint, "The checkpoint; that of the newest bulletin, for whoever may read no more."),
)
async def checkpoint(house: House, asker: Asker) -> Response[bytes]:
    if may_read(asker, "record"):
        return typed.sent(await house.ask("checkpoint"))
    released = await sync_to_thread(house.released.newest)
    if released is None or released.bulletin.checkpoint is None:
        raise ForbiddenError("nothing was released yet", advice="Sign in, in a role that may read the record.")
    return Response(msgspec.json.encode(released.bulletin.checkpoint), media_type="application/json")


@post("/v1/verify", summary="What a proof file shows", status_code=200, request_max_body_size=_MOST_BYTES)
async def check(
    request: AnyRequest,
    key: AskedKey = None,
) -> ProofSheet:
    return await sync_to_thread(_checked, await request.body(), key)


def _checked(data: bytes, key: str | None) -> ProofSheet:
    try:
        shown = verify_proof(data, None if key is None else Pinned(parse_key(key), ()))
    except RecordError as error:
        return ProofSheet(holds=False, found=error.found, advice=error.advice)
    return ProofSheet(
        holds=True,
        record=shown.checkpoint.origin,
        entries=shown.checkpoint.size,
        entry=shown.index,
        kind=shown.leaf.type,
        signed_by=tuple(SignedBy(one.key.text, one.time_s) for one in shown.signed_by),
        keys="given" if shown.pinned else "came with the file",
        figure=None if shown.figure is None else shown.figure.pointer,
        value=None if shown.figure is None else shown.figure.value,
        all_figures=shown.figures,
        row=shown.row,
    )


HANDLERS = (checkpoint, check)
