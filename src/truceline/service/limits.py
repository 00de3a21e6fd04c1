"""How much the server takes on at once, from anybody and from one connection."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds that a mission's server keeps. The defaults suit two cores and a few hundred people."""

    body_bytes: int = 64 * 1024 * 1024  # of one piece of evidence; other requests are far smaller
    concurrent: int = 64  # requests in the house at once; more are sent away with 503
    seconds: float = 30.0  # that a request may take
    page_rows: int = 1_000  # that one answer of a list may hold
    streams: int = 256  # open event streams
