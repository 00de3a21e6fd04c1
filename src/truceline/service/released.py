"""What was released last, read back: all that somebody sees who may not read exact rows.

It is read from the bulletin's own file, once its bytes are found to be those that the record released. A bulletin that
was recalled is passed over.
"""

from __future__ import annotations

import threading
from pathlib import Path

import msgspec

from truceline.mission.corrections import is_day
from truceline.mission.folder import Mission
from truceline.mission.release_lines import ReleaseLine, recalls, releases
from truceline.model.bulletin import Bulletin
from truceline.model.ids import sha256_hex
from truceline.service.public import PublicRow, rows_of
from truceline.stores.record import Record

_FILE = "bulletin.json"


class Released(msgspec.Struct, frozen=True):
    """A bulletin that stands, with the day that names its folder."""

    day: str
    bulletin: Bulletin
    rows: tuple[PublicRow, ...]  # its incidents, newest first

    @property
    def as_of(self) -> int:
        """Entries of the record that it rests on, as it says itself. How many there are now would tell whoever asks
        again and again when somebody's report came in."""
        checkpoint = self.bulletin.checkpoint
        return 0 if checkpoint is None else checkpoint.size + checkpoint.unsigned


class Shelf:
    """The newest bulletin that stands. Threads may share it."""

    def __init__(self, mission: Mission, record: Record) -> None:
        self._mission = mission
        self._record = record
        self._using = threading.Lock()
        self._size = -1
        self._newest: Released | None = None

    def newest(self) -> Released | None:
        """Null where nothing was released, or nothing of it stands."""
        size = self._record.size()
        with self._using:
            if size != self._size:
                self._newest = self._read()
                self._size = size
            return self._newest

    def _read(self) -> Released | None:
        gone = {line.bulletin_id for line in recalls(self._record)}
        standing = [line for line in releases(self._record) if line.bulletin_id not in gone]
        found = [
            (name, line)
            for line in standing
            for name in line.files
            if Path(name).name == _FILE and is_day(Path(name).parent.name)
        ]
        for _, (name, line) in sorted(enumerate(found), key=lambda one: (one[1][0], one[0]), reverse=True):
            bulletin = self._file(name, line)
            if bulletin is not None:
                return Released(name.partition("/")[0], bulletin, rows_of(bulletin))
        return None

    def _file(self, name: str, line: ReleaseLine) -> Bulletin | None:
        path = self._mission.bulletins_path / name
        if self._newest is not None and self._newest.bulletin.bulletin_id == line.bulletin_id:
            return self._newest.bulletin
        if not path.is_file():
            return None
        data = path.read_bytes()
        return msgspec.json.decode(data, type=Bulletin) if sha256_hex(data) == line.files[name] else None
