"""The HTTP face of a witness: c2sp.org/tlog-witness, and nothing else.

Whoever can reach it can ask; the only thing that counts is the signature on what they bring. So every request is
small, short and read once, and no answer tells more than the specification asks for.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from litestar import Litestar, Request, Response, get, post
from litestar.exceptions import ClientException
from uvicorn.protocols.http.h11_impl import H11Protocol

from truceline.record.note import MalformedNoteError, SignatureLine
from truceline.record.witness_request import MAX_REQUEST_BYTES, parse_request
from truceline.record.witnessing import Reason, Refusal
from truceline.stores.witness import WitnessStore
from truceline.stores.witness_folder import WitnessFolder

if TYPE_CHECKING:
    from truceline.ports import Clock

_STATUS: dict[Reason, int] = {
    "malformed": 400,
    "unknown_log": 404,
    "not_signed": 403,
    "smaller_than_old": 400,
    "other_size": 409,
    "inconsistent": 422,
}

_TEXT = "text/plain"
_SIZE = "text/x.tlog.size"

#: a request is a few kilobytes; whoever needs longer than this to send one is not asking
_PATIENCE_S = 10.0

#: a connection that lasted this long is closed, whatever it is doing; a client opens another
_CONNECTION_S = 30.0

Heard = Callable[[str], None]


class BriefConnection(H11Protocol):
    """A connection that nobody can hold open by sending a byte now and then."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._end = asyncio.get_running_loop().call_later(_CONNECTION_S, transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        self._end.cancel()
        super().connection_lost(exc)


def app(folder: WitnessFolder, store: WitnessStore, clock: Clock, heard: Heard = lambda _: None) -> Litestar:
    """The application of one witness. `heard` is told each decision in a line for its operator."""
    by_hash = {hashlib.sha256(origin.encode()).hexdigest(): origin for origin in folder.logs}

    @post("/add-checkpoint", status_code=200)
    async def add_checkpoint(request: Request[Any, Any, Any]) -> Response[bytes]:
        try:
            data = await asyncio.wait_for(request.body(), _PATIENCE_S)
        except TimeoutError:
            raise ClientException("the request took too long", status_code=408) from None
        try:
            asked = parse_request(data)
        except MalformedNoteError as error:
            return _refused(Refusal("malformed", error.found))
        answer = store.answer(asked, folder.logs, clock.now_s())
        heard(_told(asked.checkpoint.origin, asked.checkpoint.size, answer))
        if isinstance(answer, Refusal):
            return _refused(answer)
        return Response(answer.text.encode(), media_type=_TEXT)

    @get("/{origin_hash:str}/checkpoint")
    async def checkpoint(origin_hash: str) -> Response[bytes]:
        origin = by_hash.get(origin_hash)
        note = None if origin is None else store.newest(origin)
        if note is None:
            return Response(b"nothing was signed for that log\n", media_type=_TEXT, status_code=404)
        return Response(note, media_type=_TEXT)

    return Litestar(
        route_handlers=[add_checkpoint, checkpoint], openapi_config=None, request_max_body_size=MAX_REQUEST_BYTES
    )


def _refused(refusal: Refusal) -> Response[bytes]:
    status = _STATUS[refusal.reason]
    if refusal.size is not None:
        return Response(f"{refusal.size}\n".encode(), headers={"content-type": _SIZE}, status_code=status)
    return Response(f"{refusal.found}\n".encode(), media_type=_TEXT, status_code=status)


def _told(origin: str, size: int, answer: SignatureLine | Refusal) -> str:
    if isinstance(answer, Refusal):
        return f"refused {origin} at {size} entries: {answer.found}"
    return f"signed {origin} at {size} entries"
