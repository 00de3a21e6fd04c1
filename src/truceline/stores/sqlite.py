"""The record in SQLite: one file, write-ahead log, full sync."""

from __future__ import annotations

from pathlib import Path

from truceline.ports import Salts
from truceline.stores.record import Record
from truceline.stores.record_reader import RecordReader
from truceline.stores.record_writer import RecordWriter
from truceline.stores.salts import ChanceSalts


class SqliteRecord(Record):
    """The record of one mission in one file, which several processes may use."""

    def __init__(
        self, path: Path, *, read_only: bool = False, salts: Salts | None = None, origin: str | None = None
    ) -> None:
        drawn = salts or ChanceSalts()
        writer = None if read_only else RecordWriter(path, drawn, origin)
        super().__init__(RecordReader(path), writer, drawn, str(path))
