"""One line of JSON a request: what was asked of which route, how it ended and how long it took. Nobody is named.

No address, person, token, query or body is in it. A request's id is in the line and in its answer, so that whoever was
refused can name it.
"""

from __future__ import annotations

import itertools
import logging
import re
import secrets
import sys
import time
import traceback
from datetime import UTC, datetime

import msgspec
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from truceline.service.asgi import is_http
from truceline.service.figures import route_of

_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")

#: names of requests: of this process, and how many came before
_START, _COUNT = secrets.token_hex(4), itertools.count()

log = logging.getLogger("truceline.service")


class RequestLine(msgspec.Struct, frozen=True):
    """What is said of a request."""

    request: str
    method: str
    route: str
    status: int
    ms: float
    bytes: int


class JsonLines(logging.Formatter):
    """A record as one line of JSON. Of an exception, its kind and where it was raised: its words may hold anything."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "about": record.name,
        }
        if isinstance(record.msg, msgspec.Struct):
            line |= msgspec.structs.asdict(record.msg)
        else:
            line["words"] = record.getMessage()
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])
            line["fault"] = record.exc_info[0].__name__
            line["where"] = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames[-8:]]
        return msgspec.json.encode(line).decode()


def to_stderr(level: int = logging.INFO) -> None:
    """Let the server and what it stands on write such lines to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name, least in (("truceline", level), ("uvicorn", logging.WARNING), ("litestar", logging.CRITICAL)):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(least)
        logger.propagate = False


class Logged:
    """ASGI middleware: an id for each request, and a line about it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not is_http(scope):
            await self._app(scope, receive, send)
            return
        name = _id_of(scope)
        status, sent = 500, 0

        async def sending(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", name.encode())]
            elif message["type"] == "http.response.body":
                sent += len(message["body"])
            await send(message)

        began = time.perf_counter()
        try:
            await self._app(scope, receive, sending)
        finally:
            ms = round(1000 * (time.perf_counter() - began), 1)
            log.info(RequestLine(name, scope["method"], route_of(scope), status, ms, sent))


def _id_of(scope: HTTPScope) -> str:
    """The id that the client or a proxy gave, where it is one; else a new one.

    No system call is made for it: each lets go of the interpreter, and has to wait for its turn again.
    """
    given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"").decode("latin-1")
    return given if _ID.match(given) else f"{_START}{next(_COUNT):08x}"
