"""A map's columns as bytes that a browser takes as they lie: a third of the JSON, and nothing to be parsed.

Layout, little-endian: four bytes with the length of a JSON head; the head, padded with spaces so that what follows
begins at a multiple of eight; then the columns that the head lists as [name, kind, offset from there], each at a
multiple of eight. Kinds: `f64`, `i32`, `u16`, `u8`, and `text` (ASCII, `id_width` bytes a row, padded with spaces).
An incident without a place has the least `i32` in the columns of its place.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable

import msgspec

from truceline.model.view import MapColumns

MEDIA_TYPE = "application/vnd.truceline.columns"
NOWHERE = -(2**31)

_ALIGNED = 8
_CODES = {"f64": "d", "i32": "i", "u16": "H", "u8": "B"}
_KINDS = {
    "lon_e6": "i32",
    "lat_e6": "i32",
    "radius_m": "i32",
    "start_s": "f64",  # of any century
    "end_s": "f64",
    "event_type": "u16",
    "status": "u8",
    "existence_ppm": "i32",
}


class _Head(msgspec.Struct, frozen=True):
    n: int
    id_width: int
    columns: list[tuple[str, str, int]]
    types: list[str]
    statuses: list[str]
    complete: bool
    as_of: int


def written(found: MapColumns) -> bytes:
    """The columns in the layout above."""
    width = max(map(len, found.incident_id), default=1)
    parts = [("incident_id", "text", "".join(one.ljust(width) for one in found.incident_id).encode("ascii"))]
    parts += [(name, kind, _numbers(kind, getattr(found, name))) for name, kind in _KINDS.items()]
    body, listed = bytearray(), []
    for name, kind, data in parts:
        listed.append((name, kind, len(body)))
        body += data + bytes(-len(data) % _ALIGNED)
    n = len(found.incident_id)
    head = msgspec.json.encode(_Head(n, width, listed, found.types, found.statuses, found.complete, found.as_of))
    head += b" " * (-(4 + len(head)) % _ALIGNED)
    return len(head).to_bytes(4, "little") + head + body


def _numbers(kind: str, values: Iterable[int | None]) -> bytes:
    numbers = array(_CODES[kind], [NOWHERE if value is None else value for value in values])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()
