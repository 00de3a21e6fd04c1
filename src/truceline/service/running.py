"""The server as it runs: connections that nobody holds open for nothing, and an end that lets what is begun finish."""

from __future__ import annotations

import asyncio
import socket
from types import FrameType

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from truceline.live.worker import settle_memory
from truceline.service.app import served
from truceline.service.house import House

#: of the whole of a request's headers
_HEADERS_S = 10.0
#: its longest head: the parser itself sets no bound
_HEAD_BYTES = 32 * 1024
#: between two requests of one connection
_IDLE_S = 20
#: that requests have to end once the server stops
_STOP_S = 15
#: by then all is loaded that stays as long as the server does
_SETTLED_S = 10.0


class PatientConnection(HttpToolsProtocol):
    """A connection that is closed when its first request does not come whole within a while, or its head is endless."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._head_bytes: int | None = 0  # so many have come of a head; None: a body is coming
        self._waiting = asyncio.get_running_loop().call_later(_HEADERS_S, self._give_up)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._asked():
            self._waiting.cancel()
        if self._head_bytes is not None:
            self._head_bytes += len(data)
            if self._head_bytes > _HEAD_BYTES:
                self.transport.abort()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head_bytes = 0

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._head_bytes = None

    def connection_lost(self, exc: Exception | None) -> None:
        self._waiting.cancel()
        super().connection_lost(exc)

    def _give_up(self) -> None:
        if not self._asked():
            self.transport.abort()

    def _asked(self) -> bool:
        """Whether a request has come; uvicorn's type leaves out that there is none at first."""
        return self.cycle is not None


class _Server(uvicorn.Server):
    """Told to stop, it first ends the event streams, which would never end by themselves."""

    def __init__(self, config: uvicorn.Config, house: House) -> None:
        super().__init__(config)
        self._house = house
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        # or the collector of cycles looks through all of it again and again, and everybody waits meanwhile
        self._loop.call_later(_SETTLED_S, settle_memory)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._house.hub.close)
        super().handle_exit(sig, frame)


def run(house: House, listener: socket.socket) -> None:
    """Serve until the process is told to stop (SIGINT, SIGTERM); a second SIGINT ends it at once."""
    config = uvicorn.Config(
        served(house),
        http=PatientConnection,
        ws="none",
        lifespan="on",  # what is begun with the server is begun, or the server does not start
        log_config=None,
        access_log=False,
        server_header=False,
        # only a proxy on this machine is believed about whom it asks for, and only where one is said to be there
        proxy_headers=bool(house.door.origin.url),
        forwarded_allow_ips="127.0.0.1",
        timeout_keep_alive=_IDLE_S,
        timeout_graceful_shutdown=_STOP_S,
    )
    _Server(config, house).run(sockets=[listener])
