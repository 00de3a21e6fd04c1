"""Connections to addresses that were looked at: a name is resolved once, every answer vetted, one of them connected.

A name that answers otherwise a moment later (DNS rebinding) is not asked again: TLS and the Host header still speak of
the name, the connection goes to the vetted address. Each read and write ends at the deadline of the whole fetch.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from truceline.fetching.addresses import why_not_public
from truceline.model.errors import InputError

#: name and port -> addresses
Resolve = Callable[[str, int], list[str]]
Connect = Callable[[str, int, float], httpcore.NetworkStream]


def resolve(host: str, port: int) -> list[str]:
    """Every address of a name, as this system sees it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect(address: str, port: int, timeout_s: float) -> httpcore.NetworkStream:
    """A connection to an address, which is no name: nothing is resolved."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=timeout_s)


class Pinned(httpcore.NetworkBackend):
    """Connects only to public addresses, and tells to which in `address`."""

    def __init__(self, until: float, most_bytes: int, resolve: Resolve = resolve, connect: Connect = connect) -> None:
        self.address = ""
        self._until = until
        self._left = [most_bytes]
        self._resolve = resolve
        self._connect = connect

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, vet, connect. Raises InputError for a name that does not lead to the public internet only."""
        address = self._vetted(host, port)
        try:
            stream = self._connect(address, port, _left(self._until))
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            raise _unreachable(host, str(error) or "no answer") from error
        self.address = address
        return _Stream(stream, self._until, self._left)

    def _vetted(self, host: str, port: int) -> str:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise _unreachable(host, "the name is not known") from error
        for address in addresses:
            why = why_not_public(address)
            if why is not None:
                raise InputError(
                    f"{address} is not on the public internet ({why})",
                    where=host,
                    advice="Nothing inside a network is fetched. Save the file yourself and give it to ingest.",
                )
        if not addresses:
            raise _unreachable(host, "the name has no address")
        return addresses[0]


class _Stream(httpcore.NetworkStream):
    """A stream that ends at the deadline, and after so many bytes."""

    def __init__(self, stream: httpcore.NetworkStream, until: float, left: list[int]) -> None:
        self._stream = stream
        self._until = until
        self._left = left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, _left(self._until))
        self._left[0] -= len(data)
        if self._left[0] < 0:
            raise InputError("more bytes than are taken from one address", advice="Download it, split it, ingest it.")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._until))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, _left(self._until))
        return _Stream(inner, self._until, self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(until: float) -> float:
    """Seconds to the deadline. Raises InputError when it is over."""
    left = until - time.monotonic()
    if left <= 0:
        raise InputError("it takes too long", advice="Try again later, or download it yourself and ingest it.")
    return left


def _unreachable(host: str, found: str) -> InputError:
    return InputError(f"cannot be reached ({found})", where=host, advice="Check the address and the connection.")
