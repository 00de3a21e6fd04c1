"""Answers that a client has already, and answers that are long: 304 by ETag, and gzip, in one place for every route."""

from __future__ import annotations

import asyncio
import gzip

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from truceline.service.asgi import is_http
from truceline.service.etags import etag_of, matches

#: shorter ones gain nothing
_LEAST_BYTES = 1_024
#: longer ones are packed beside the loop, which answers others meanwhile
_LONG_BYTES = 32_768
_LEVEL = 5
_PACKED = (b"application/json", b"application/geo+json", b"application/atom+xml", b"application/rss+xml", b"text/")

_NOT = {b"gzip;q=0", b"gzip;q=0.0", b"gzip;q=0.00", b"gzip;q=0.000"}

Headers = list[tuple[bytes, bytes]]


class Conditional:
    """ASGI middleware for answers to GET that come whole. Streams, errors and other methods pass as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not is_http(scope) or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        asked = dict(scope["headers"])
        start: Message | None = None

        async def sending(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and message["status"] == 200:
                start = message
                return
            if start is None:
                await send(message)
                return
            first, start = start, None
            if message.get("more_body"):
                await send(first)
                await send(message)
                return
            await _send(send, first, _body(message), asked)

        await self._app(scope, receive, sending)


async def _send(send: Send, start: Message, body: bytes, asked: dict[bytes, bytes]) -> None:
    headers: Headers = list(start["headers"])  # type: ignore[typeddict-item]
    known = dict(headers)
    packable = (
        len(body) >= _LEAST_BYTES
        and b"content-encoding" not in known
        and known.get(b"content-type", b"").startswith(_PACKED)
    )
    packed = packable and takes_gzip(asked.get(b"accept-encoding", b""))
    tag = known[b"etag"].decode() if b"etag" in known else etag_of(known.get(b"content-language", b"") + body)
    if packed:
        tag = f'{tag.rstrip(chr(34))}-gzip"'
    headers = [(name, value) for name, value in headers if name not in (b"etag", b"content-length")]
    headers.append((b"etag", tag.encode()))
    if packable:
        headers.append((b"vary", b"Accept-Encoding"))
    if b"cache-control" not in known:
        headers.append((b"cache-control", b"private, no-cache"))
    if matches(asked.get(b"if-none-match", b"").decode("latin-1") or None, tag):
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        return
    if packed:
        body = await asyncio.to_thread(_gzip, body) if len(body) > _LONG_BYTES else _gzip(body)
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _body(message: Message) -> bytes:
    assert message["type"] == "http.response.body"
    return message["body"]


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, _LEVEL, mtime=0)


def takes_gzip(accepted: bytes) -> bool:
    """Whether an Accept-Encoding header takes gzip."""
    names = {one.strip().replace(b" ", b"") for one in accepted.lower().split(b",")}
    return any(one == b"gzip" or one.startswith(b"gzip;q=") for one in names - _NOT)
