"""Whether somebody asks from this very machine."""

from __future__ import annotations

import contextlib
from ipaddress import ip_address

from truceline.service.problems import AnyRequest


def from_this_machine(request: AnyRequest) -> bool:
    """Whether a request comes from this machine, and not through a proxy on it."""
    client = request.client
    forwarded = request.headers.get("x-forwarded-for") or request.headers.get("forwarded")
    if client is None or forwarded:
        return False
    with contextlib.suppress(ValueError):  # a name, or the path of a socket
        return ip_address(client.host).is_loopback
    return False
