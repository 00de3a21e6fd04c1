"""A disk that forgets: what may be left of files when the power goes, given what was written and what was waited for.

A file's bytes are safe once the file is synced; that it is there, and under which name, once its folder is. Of what is
not safe, anything may be left: nothing, all, or pieces in any order, torn between pages or sectors. The names of a
folder are left as they were when it was synced last, or as they are now.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Literal

from tests.crash.trace import Call

Manner = Literal["none", "all", "pages", "sectors"]
MANNERS: tuple[Manner, ...] = ("none", "all", "pages", "sectors")

_PIECES = {"pages": 4096, "sectors": 512}
#: rebuilt by SQLite when it opens a file, and never read after a cut
_NOT_KEPT = "-shm"


class _File:
    """Bytes that are safe, and what was done to them since."""

    def __init__(self) -> None:
        self.safe = bytearray()
        self.since: list[Call] = []


class Disk:
    """All files below a folder. Call `do` in the order of the trace, and `left` wherever the power may go."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._now: dict[str, _File | None] = {}  # name -> file, or None for a folder; as the process sees it
        self._safe: dict[str, _File | None] = {}

    def do(self, call: Call) -> None:
        if call.what in ("create", "folder", "remove", "rename"):
            self._rename(call)
        elif call.what == "sync" and (call.path == self._folder or self._now.get(call.path, 0) is None):
            self._sync_names(call.path)
        elif (file := self._now.get(call.path)) is not None:
            if call.what == "sync":
                for change in file.since:
                    _apply(file.safe, change)
                file.since.clear()
            else:
                file.since.append(call)

    def _rename(self, call: Call) -> None:
        if call.what in ("create", "folder"):
            if call.path in self._now:
                return
            self._now[call.path] = _File() if call.what == "create" else None
        elif call.what == "rename":
            self._now[call.to] = self._now.pop(call.path)
        else:
            self._now.pop(call.path, None)

    def _sync_names(self, folder: str) -> None:
        """The names in one folder are safe as they are now."""
        for name in [name for name in self._safe if _parent(name) == folder]:
            if name not in self._now:
                del self._safe[name]
        self._safe |= {name: file for name, file in self._now.items() if _parent(name) == folder}

    def left(self, manner: Manner, chance: random.Random) -> dict[str, bytes | None]:
        """What a process finds after the cut: names with their bytes, and folders with None."""
        names = dict(self._now) if manner == "all" else dict(self._safe)
        if manner in _PIECES:
            for folder in sorted({_parent(name) for name in self._now}):
                if chance.random() < 0.5:  # the journal of this folder got through before the cut
                    names = {name: file for name, file in names.items() if _parent(name) != folder}
                    names |= {name: file for name, file in self._now.items() if _parent(name) == folder}
        found: dict[str, bytes | None] = {}
        for name in sorted(names):
            if name.endswith(_NOT_KEPT) or not self._reached(name, names):
                continue
            file = names[name]
            found[name] = None if file is None else bytes(_torn(file, manner, chance))
        return found

    def _reached(self, name: str, names: dict[str, _File | None]) -> bool:
        """Whether every folder above it is there."""
        above = _parent(name)
        return above == self._folder or (above in names and self._reached(above, names))


def put_down(left: dict[str, bytes | None], folder: str, to: Path) -> None:
    """Lay what is left into a folder."""
    for name, data in left.items():
        path = to / Path(name).relative_to(folder)
        if data is None:
            path.mkdir()
        else:
            path.write_bytes(data)


def _torn(file: _File, manner: Manner, chance: random.Random) -> bytearray:
    data = bytearray(file.safe)
    for change in file.since if manner != "none" else ():
        if manner == "all" or (change.what == "write" and chance.random() < 0.4):
            _apply(data, change)
        elif change.what != "write":
            if chance.random() < 0.5:
                _apply(data, change)
        else:
            for piece in _pieces(change, _PIECES[manner]):
                if chance.random() < 0.5:
                    _apply(data, piece)
    return data


def _pieces(write: Call, size: int) -> list[Call]:
    """A write as the device sees it: pieces that do not cross the edges of its blocks."""
    pieces, done = [], 0
    while done < len(write.data):
        length = min(len(write.data) - done, size - (write.at + done) % size)
        pieces.append(Call("write", write.path, write.at + done, write.data[done : done + length]))
        done += length
    return pieces


def _apply(data: bytearray, change: Call) -> None:
    if change.what == "write":
        end = change.at + len(change.data)
        data.extend(bytes(max(0, end - len(data))))
        data[change.at : end] = change.data
    elif change.what == "cut":
        data.extend(bytes(max(0, change.at - len(data))))
        del data[change.at :]
    elif change.what == "grow":
        data.extend(bytes(max(0, change.at - len(data))))


def _parent(name: str) -> str:
    return name.rpartition("/")[0]
