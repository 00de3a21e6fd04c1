"""Strong ETags: the same bytes have the same tag, and whoever has them is told so in place of being sent them."""

from __future__ import annotations

import hashlib


def etag_of(data: bytes) -> str:
    """The tag of these bytes, in quotes."""
    return f'"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'


def matches(given: str | None, tag: str) -> bool:
    """Whether an If-None-Match header names this tag."""
    if given is None:
        return False
    names = {name.strip().removeprefix("W/") for name in given.split(",")}
    return tag in names or "*" in names
