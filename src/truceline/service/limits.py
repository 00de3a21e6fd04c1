"""How much the server takes on: requests at once, seconds, bytes. What is too much is said at once, not piled up."""

from __future__ import annotations

import asyncio

import msgspec
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from truceline.service.asgi import is_http
from truceline.service.problems import Problem, raw


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds that a mission's server keeps. The defaults suit two cores and a few hundred people."""

    body_bytes: int = 64 * 1024 * 1024  # of one piece of evidence; other requests are far smaller
    concurrent: int = 64  # requests in the house at once; more are sent away with 503
    seconds: float = 30.0  # that a request may take
    streams: int = 256  # open event streams
    stalled_s: float = 20.0  # that a client may take to accept what it is sent, or to send its headers

    @property
    def work_s(self) -> float:
        """Seconds that long work may take, so that whoever asked is told of it before the request's are over."""
        return 0.8 * self.seconds


#: what must answer when everything is full
_ALWAYS = frozenset({"/health", "/ready", "/metrics"})
#: streams have their own limit, and last
STREAMS = frozenset({"/v1/events"})


class Bounded:
    """ASGI middleware: at most so many requests at once, each for so many seconds.

    A client that does not take what it is sent is hung up on: its connection holds nobody else's place.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not is_http(scope) or scope["path"] in _ALWAYS:
            await self._app(scope, receive, send)
        elif scope["path"] in STREAMS:
            await self._app(scope, receive, self._patient(send))
        elif self._inside >= self._limits.concurrent:
            problem = Problem("Service Unavailable", 503, "too many requests at once", advice="Ask again in a second.")
            await raw(scope, send, problem, {"retry-after": "1"})
        else:
            await self._bounded(scope, receive, send)

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await self._patient(send)(message)

        self._inside += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._app(scope, receive, sending)
        except TimeoutError:
            if begun:
                raise
            advice = "Ask for less at once, or again in a while."
            problem = Problem("Service Unavailable", 503, "it took too long", advice=advice)
            await raw(scope, send, problem, {"retry-after": "5", "connection": "close"})
        finally:
            self._inside -= 1

    def _patient(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            async with asyncio.timeout(self._limits.stalled_s):
                await send(message)

        return sending
