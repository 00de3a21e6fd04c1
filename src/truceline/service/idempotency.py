"""Writes that may be sent twice: with an `Idempotency-Key`, the second is answered with the first one's answer.

Same person, key and request: same answer, also after a restart, for a day. Another request under the key: 409. While
the first is still at work: 409 too, with Retry-After. An answer that is a fault of the server is not kept: try again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Final

from litestar.concurrency import sync_to_thread
from litestar.connection import Request
from litestar.types import (
    ASGIApp,
    HTTPReceiveMessage,
    HTTPRequestEvent,
    HTTPScope,
    Message,
    Receive,
    Scope,
    Send,
)

from truceline.model.accounts import KeptAnswer
from truceline.ports import Accounts, Clock
from truceline.service.asgi import is_http
from truceline.service.problems import AnyRequest, Problem, raw

HEADER: Final = b"idempotency-key"
#: what is asked for so long before is forgotten
KEPT_S: Final = 24 * 3600
#: a request that was not answered within this was cut off by a kill
_STALE_S: Final = 120
#: requests and answers that are longer are no matter of a key: evidence is known by its hash as it is
_MOST_BYTES: Final = 1024 * 1024

_KEY = re.compile(rb"^[\x21-\x7e]{1,128}$")


class Idempotent:
    """ASGI middleware for POST, PUT, PATCH and DELETE that bring a key."""

    def __init__(self, app: ASGIApp, accounts: Accounts, clock: Clock, person_of: Callable[[AnyRequest], str]) -> None:
        self._app = app
        self._accounts = accounts
        self._clock = clock
        self._person_of = person_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = dict(scope["headers"]).get(HEADER) if is_http(scope) else None
        if key is None or not is_http(scope) or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        if not _KEY.match(key):
            await _refuse(
                scope, send, 400, "the key is not 1 to 128 visible ASCII characters", "Send a random one (a UUID)."
            )
            return
        person = await sync_to_thread(self._person_of, Request(scope))
        if not person:  # the public writes nothing that would have to be kept
            await self._app(scope, receive, send)
            return
        body = await _body(receive)
        if body is None:
            await _refuse(
                scope, send, 413, "a request with a key may hold 1 MiB", "Send it without: evidence has its hash."
            )
            return
        await self._once(scope, body, send, person, key.decode())

    async def _once(self, scope: HTTPScope, body: bytes, send: Send, person: str, key: str) -> None:
        digest = _digest(scope, body)
        known = await sync_to_thread(self._accounts.claim, person, key, digest, self._clock.now_s(), _STALE_S)
        if known is not None:
            await _again(scope, send, known, digest)
            return
        heard = _Heard(send)
        try:
            await self._app(scope, _replayed(body), heard)
        except BaseException:  # a client that hangs up too: the key must be free for its next try
            await sync_to_thread(self._accounts.unclaim, person, key)
            raise
        if heard.status >= 500 or heard.status in (401, 403, 429) or heard.size > _MOST_BYTES:
            await sync_to_thread(self._accounts.unclaim, person, key)
        else:
            await sync_to_thread(self._accounts.answered, person, key, heard.status, heard.media_type, heard.body)
        await heard.let_go()


class _Heard:
    """Keeps what is answered until it is kept for good; then it is sent."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._messages: list[Message] = []
        self.status = 500
        self.media_type = ""
        self.size = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.media_type = dict(message["headers"]).get(b"content-type", b"").decode("latin-1")
        elif message["type"] == "http.response.body":
            self.size += len(message["body"])
        self._messages.append(message)

    @property
    def body(self) -> bytes:
        return b"".join(one["body"] for one in self._messages if one["type"] == "http.response.body")

    async def let_go(self) -> None:
        for message in self._messages:
            await self._send(message)


async def _again(scope: Scope, send: Send, known: KeptAnswer, digest: str) -> None:
    if known.request_sha256 != digest:
        await _refuse(scope, send, 409, "this key came with another request before", "A new request needs a new key.")
    elif known.status == 0:
        await _refuse(scope, send, 409, "the first request with this key is still at work", "Ask again shortly.", "2")
    else:
        headers = [
            (b"content-type", known.media_type.encode("latin-1")),
            (b"content-length", str(len(known.body)).encode()),
            (b"idempotent-replayed", b"true"),
        ]
        await send({"type": "http.response.start", "status": known.status, "headers": headers})
        await send({"type": "http.response.body", "body": known.body, "more_body": False})


async def _refuse(scope: Scope, send: Send, status: int, found: str, advice: str, later_s: str = "") -> None:
    titles = {400: "Bad Request", 409: "Conflict", 413: "Content Too Large"}
    problem = Problem(titles[status], status, found, where="Idempotency-Key", advice=advice)
    await raw(scope, send, problem, {"retry-after": later_s} if later_s else {})


async def _body(receive: Receive) -> bytes | None:
    """The whole body; null where it is too long, or whoever sent it is gone."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        part = message.get("body", b"")  # ASGI: both may be left out
        parts.append(part)
        size += len(part)
        if size > _MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


def _replayed(body: bytes) -> Receive:
    event: HTTPRequestEvent = {"type": "http.request", "body": body, "more_body": False}

    async def receive() -> HTTPReceiveMessage:
        return event

    return receive


def _digest(scope: HTTPScope, body: bytes) -> str:
    """Of all that makes the request what it is."""
    head = f"{scope['method']} {scope['path']}?".encode() + scope["query_string"] + b"\n"
    return hashlib.sha256(hashlib.sha256(head).digest() + body).hexdigest()
