"""Who is connected: what the silence of a sensor adds to the table of effort.

A sensor that is cut off cannot say so; its broker does (the last will of MQTT). From the last sign of life until the
next one it watched nothing, and that is effort too: a quiet hour without a sensor is no quiet hour.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from truceline.stores.files import make_folder, write_atomic

#: an outage that lasts is told in pieces, so that it shows while it lasts
PIECE_S = 600


class Link(msgspec.Struct):
    """One sensor: its last sign of life, and since when it is silent; null while it is connected."""

    alive_s: int
    silent_s: int | None = None


class Watch:
    """The links of all sensors. What it answers are lines of the sensor format, to be taken in as evidence.

    Its state survives a restart in a small file; without the file it begins anew, and the time between is not told.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._links: dict[str, Link] = {}
        if path.exists():
            self._links = msgspec.json.decode(path.read_bytes(), type=dict[str, Link])

    def alive(self, sensor: str, now_s: int) -> bytes:
        """A sign of life. Returns the rest of an outage that it ends, or nothing."""
        link = self._links.setdefault(sensor, Link(now_s))
        ended = b"" if link.silent_s is None else _outage(sensor, link.silent_s, now_s)
        link.alive_s, link.silent_s = max(link.alive_s, now_s), None
        if ended:
            self._keep()
        return ended

    def lost(self, sensor: str, now_s: int) -> None:
        """The broker says that the sensor is gone: it was silent since its last sign of life."""
        link = self._links.setdefault(sensor, Link(now_s))
        if link.silent_s is None:
            link.silent_s = link.alive_s
            self._keep()

    def pieces(self, now_s: int) -> Iterable[tuple[str, bytes]]:
        """Outages that last, up to now: each sensor with the lines to take in."""
        for sensor, link in sorted(self._links.items()):
            if link.silent_s is not None and now_s - link.silent_s >= PIECE_S:
                yield sensor, _outage(sensor, link.silent_s, now_s)
                link.silent_s = now_s
                self._keep()

    def silent(self) -> tuple[str, ...]:
        """The sensors that are cut off now."""
        return tuple(sorted(sensor for sensor, link in self._links.items() if link.silent_s is not None))

    def _keep(self) -> None:
        make_folder(self._path.parent)
        write_atomic(self._path, msgspec.json.encode(self._links))


def _outage(sensor: str, from_s: int, until_s: int) -> bytes:
    if until_s <= from_s:
        return b""
    line = {"kind": "outage", "sensor": sensor, "start": _iso(from_s), "end": _iso(until_s), "reason": "no connection"}
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"


def _iso(moment_s: int) -> str:
    return datetime.fromtimestamp(moment_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
