"""A port to serve at."""

from __future__ import annotations

import socket

from truceline.model.errors import UsageError


def listening(host: str, port: int) -> socket.socket:
    """A socket that callers may already knock at. Raises UsageError when the address or the port cannot be used."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UsageError(
            f"{host} is no address of this machine ({error.strerror})", advice="--host 127.0.0.1"
        ) from error
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise UsageError(
            f"port {port} cannot be used ({error.strerror})", advice="Choose another: --port 0."
        ) from error
    listener.listen()
    return listener
