"""What the server counts of itself, and the middleware that counts and times requests. Nobody is named in it."""

from __future__ import annotations

import time

from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from truceline.service.asgi import is_http

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
#: of a request that met no route: its path could be anything
_NO_ROUTE = "none"


class Figures:
    """The figures of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        names = ["method", "route", "status"]
        self.requests = Counter("truceline_requests", "Requests answered.", names, registry=self.registry)
        self.seconds = Histogram(
            "truceline_request_seconds", "Time to the last byte.", ["route"], buckets=_SECONDS, registry=self.registry
        )
        self.inside = Gauge("truceline_requests_inside", "Requests being answered.", registry=self.registry)
        self.streams = Gauge("truceline_event_streams", "Open event streams.", registry=self.registry)
        self.dropped = Counter(
            "truceline_event_streams_dropped", "Streams ended: the client was too slow.", registry=self.registry
        )
        self.entries = Gauge("truceline_record_entries", "Entries of the record.", registry=self.registry)
        self.as_of = Gauge("truceline_view_entries", "Entries that the view rests on.", registry=self.registry)


class Measured:
    """ASGI middleware that counts and times."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not is_http(scope):
            await self._app(scope, receive, send)
            return
        status = "500"

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        began = time.perf_counter()
        self._figures.inside.inc()
        try:
            await self._app(scope, receive, sending)
        finally:
            self._figures.inside.dec()
            route = route_of(scope)
            self._figures.requests.labels(scope["method"], route, status).inc()
            self._figures.seconds.labels(route).observe(time.perf_counter() - began)


def route_of(scope: HTTPScope) -> str:
    """The pattern of the address: never the address itself, which may name things."""
    return str(scope.get("path_template") or _NO_ROUTE)
