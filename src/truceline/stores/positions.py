"""Posts, shifts and identities: one file of the mission, each row sealed, positions and identities under own keys.

A row's name is chance, so that the file tells how many rows there are and nothing else. Who opens this store has been
entered in the record before (`mission.positions`): no other module does.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import apsw
import msgspec

from truceline.model.errors import MissionError, RecordError
from truceline.model.ids import canonical_bytes
from truceline.model.monitors import TABLES, Guarded, Table
from truceline.stores.envelope import Envelope, Use

FILE: Final = "positions.db"

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS guarded (
  kind   TEXT NOT NULL,
  row_id TEXT NOT NULL PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT;
"""
_USES: Final[dict[Table, Use]] = {"posts": "positions", "shifts": "positions", "identities": "identity"}


class PositionStore:
    """The guarded tables of one mission."""

    def __init__(self, path: Path, envelope: Envelope) -> None:
        self._path = path
        self._envelope = envelope
        try:
            self._db = apsw.Connection(str(path))
            for name, value in (("journal_mode", "delete"), ("synchronous", 2), ("secure_delete", 1)):
                self._db.pragma(name, value)
            self._db.execute(_SCHEMA)
            path.chmod(0o600)
        except (apsw.Error, OSError) as error:
            raise _refusal(path, error) from error

    def add(self, table: Table, rows: Iterable[Guarded]) -> int:
        """Keep rows, all or none; one that is there already is not kept twice. Returns how many are new."""
        held = set(self.read(table))
        new = sorted(set(rows) - held)
        try:
            with self._db:
                for row in new:
                    row_id = secrets.token_hex(16)
                    sealed = self._envelope.seal(_USES[table], canonical_bytes(row), table, row_id)
                    self._db.execute("INSERT INTO guarded VALUES (?, ?, ?)", (table, row_id, sealed))
        except apsw.Error as error:
            raise _refusal(self._path, error) from error
        return len(new)

    def read(self, table: Table) -> tuple[Guarded, ...]:
        """All rows, sorted. Raises NoKeyError without the key, RecordError when a row was changed."""
        return tuple(sorted(row for _, row in self._rows(table)))

    def named(self, table: Table) -> dict[str, Guarded]:
        """All rows, by their names."""
        return dict(self._rows(table))

    def remove(self, names: Iterable[str]) -> int:
        """Destroy rows of these names: the file's pages are overwritten. Returns how many there were; all or none."""
        try:
            before = self._db.total_changes()
            with self._db:
                self._db.executemany("DELETE FROM guarded WHERE row_id = ?", [(name,) for name in names])
        except apsw.Error as error:
            raise _refusal(self._path, error) from error
        return self._db.total_changes() - before

    def reseal(self) -> int:
        """Seal every row anew under the newest data keys. Returns how many; all or none."""
        try:
            rows = [(t, row_id, row) for t in TABLES for row_id, row in self._rows(t)]
            with self._db:
                for table, row_id, row in rows:
                    sealed = self._envelope.seal(_USES[table], canonical_bytes(row), table, row_id)
                    self._db.execute("UPDATE guarded SET sealed = ? WHERE row_id = ?", (sealed, row_id))
        except apsw.Error as error:
            raise _refusal(self._path, error) from error
        return len(rows)

    def close(self) -> None:
        self._db.close()

    def _rows(self, table: Table) -> list[tuple[str, Guarded]]:
        try:
            held = list(self._db.execute("SELECT row_id, sealed FROM guarded WHERE kind = ?", (table,)))
        except apsw.Error as error:
            raise _refusal(self._path, error) from error
        kind = TABLES[table]
        rows = []
        for row_id, sealed in held:
            plain = self._envelope.open(_USES[table], bytes(sealed), table, row_id)
            rows.append((row_id, msgspec.json.decode(plain, type=kind)))
        return rows


def _refusal(path: Path, error: Exception) -> MissionError | RecordError:
    if isinstance(error, (apsw.NotADBError, apsw.CorruptError)):
        return RecordError(f"{path.name} is damaged", where=str(path), advice="Restore it from a backup.")
    return MissionError(
        f"{path.name} cannot be used: {error}", where=str(path), advice="Check the disk and the permissions."
    )
