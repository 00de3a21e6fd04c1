"""HEAD wherever there is GET (RFC 9110, section 9.3.2): the same answer without its body, and `Allow` says so."""

from __future__ import annotations

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from truceline.service.asgi import is_http
from truceline.service.limits import STREAMS
from truceline.service.signin.access import ROUTES


class Headed:
    """ASGI middleware. A route with an answer of its own to HEAD gives that; a stream has none, for it does not end."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not is_http(scope) or scope["path"] in STREAMS:
            await self._app(scope, receive, send)
            return
        as_get = scope["method"] == "HEAD" and ("HEAD", scope["path"]) not in ROUTES

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [_allowing(*one, scope.get("path_template")) for one in message["headers"]]
            elif as_get and message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        if not as_get:
            await self._app(scope, receive, sending)
            return
        scope["method"] = "GET"
        try:
            await self._app(scope, receive, sending)
        finally:
            scope["method"] = "HEAD"  # who counts and logs around this


def _allowing(name: bytes, value: bytes, route: object) -> tuple[bytes, bytes]:
    """`Allow` with all methods of a route: asked for OPTIONS, Litestar names those of one handler."""
    if name.lower() != b"allow":
        return name, value
    methods = {*value.decode("latin-1").split(", "), *(method for method, path in ROUTES if path == route)}
    methods |= {"HEAD"} if "GET" in methods else set()
    return name, ", ".join(sorted(methods)).encode("latin-1")
