"""Where this server is reached: which names it answers to, and whether what it sends is encrypted on the way."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import msgspec

from truceline.model.errors import UsageError

_LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")


class Origin(msgspec.Struct, frozen=True):
    """`https://hq.example.org` behind a proxy that speaks TLS; empty on this machine only."""

    url: str = ""
    any_name: bool = False  # for a server that no browser reaches

    @property
    def secure(self) -> bool:
        return self.url.startswith("https://")

    def answers_to(self, host: str) -> bool:
        """Whether a Host header names this server.

        A page of another site whose name was bent to this address (DNS rebinding) still sends its own name.
        """
        return self.any_name or _name(host) in _LOOPBACK or bool(self.url and host.lower() == urlsplit(self.url).netloc)

    def is_own(self, said: str, host: str) -> bool:
        """Whether an Origin header is this server's own, at the name that was asked for."""
        return said.lower() in {f"{scheme}://{host.lower()}" for scheme in ("http", "https")} and self.answers_to(host)


def origin_of(url: str) -> Origin:
    """The origin of a public address. Raises UsageError for one that is none, or that is not encrypted."""
    parts = urlsplit(url)
    plain = f"{parts.scheme}://{parts.netloc}".lower()
    if not parts.hostname or parts.username is not None or url.lower().rstrip("/") != plain:
        raise UsageError(f"{url!r} is no origin", advice="Write it as https://hq.example.org, without a path.")
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise UsageError(
            f"passwords would cross the network in the clear to {url}",
            advice="Put a proxy that speaks TLS in front, and give its https:// address. See docs/signing-in.md.",
        )
    return Origin(plain)


def _name(host: str) -> str:
    """The name without the port."""
    name, _, port = host.lower().rpartition(":")
    return name if name and port.isdigit() else host.lower()
