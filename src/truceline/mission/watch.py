"""Who is connected: what the silence of a sensor adds to the table of effort.

A sensor that is cut off cannot say so; its broker does (the last will of MQTT). From the last sign of life until the
next one it watched nothing, and that is effort too: a quiet hour without a sensor is no quiet hour.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from truceline.stores.files import make_folder, write_atomic

#: an outage that lasts is told in pieces, so that it shows while it lasts
PIECE_S = 600


class Link(msgspec.Struct):
    """One sensor: its last sign of life, and since when it is silent; null while it is connected.

    `owed` are outages that are over, or pieces of one that lasts, which no store has taken yet: from, until.
    """

    alive_s: int
    silent_s: int | None = None
    owed: list[tuple[int, int]] = []

    def told_until(self, now_s: int) -> None:
        """The silence up to now is owed."""
        if self.silent_s is not None and now_s > self.silent_s:
            self.owed.append((self.silent_s, now_s))
            self.silent_s = now_s


class Watch:
    """The links of all sensors, and the outages that are to be taken in as evidence, each until it was.

    Its state survives a restart in a small file; without the file it begins anew, and the time between is not told.
    What the disk refuses to keep is kept with the next change.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._links: dict[str, Link] = {}
        if path.exists():
            self._links = msgspec.json.decode(path.read_bytes(), type=dict[str, Link])

    def __len__(self) -> int:
        return len(self._links)

    def knows(self, sensor: str) -> bool:
        return sensor in self._links

    def alive(self, sensor: str, now_s: int) -> None:
        """A sign of life: an outage ends with it."""
        link = self._links.setdefault(sensor, Link(now_s))
        was_silent = link.silent_s is not None
        link.told_until(now_s)
        link.alive_s, link.silent_s = max(link.alive_s, now_s), None
        if was_silent:
            self._keep()

    def lost(self, sensor: str, now_s: int) -> None:
        """The broker says that the sensor is gone: it was silent since its last sign of life."""
        link = self._links.setdefault(sensor, Link(now_s))
        if link.silent_s is None:
            link.silent_s = link.alive_s
            self._keep()

    def lasting(self, now_s: int) -> None:
        """Outages that last are owed up to now, a piece at a time."""
        long = [one for one in self._links.values() if one.silent_s is not None and now_s - one.silent_s >= PIECE_S]
        for link in long:
            link.told_until(now_s)
        if long:
            self._keep()

    def owed(self) -> tuple[tuple[str, bytes], ...]:
        """Sensors with lines of the sensor format, each to be taken in by itself; the same ones until `taken`."""
        links = sorted(self._links.items())
        return tuple((sensor, _outage(sensor, *outage)) for sensor, link in links for outage in link.owed)

    def taken(self, sensor: str, lines: bytes) -> None:
        """These lines are evidence now."""
        link = self._links[sensor]
        link.owed = [outage for outage in link.owed if _outage(sensor, *outage) != lines]
        self._keep()

    def silent(self) -> tuple[str, ...]:
        """The sensors that are cut off now."""
        return tuple(sorted(sensor for sensor, link in self._links.items() if link.silent_s is not None))

    def _keep(self) -> None:
        make_folder(self._path.parent)
        write_atomic(self._path, msgspec.json.encode(self._links))


def _outage(sensor: str, from_s: int, until_s: int) -> bytes:
    line = {"kind": "outage", "sensor": sensor, "start": _iso(from_s), "end": _iso(until_s), "reason": "no connection"}
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"


def _iso(moment_s: int) -> str:
    return datetime.fromtimestamp(moment_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
