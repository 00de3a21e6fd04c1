from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from truceline.model.errors import MissionError, RecordError
from truceline.record.ledger import GENESIS, verify_chain
from truceline.stores.sqlite import SqliteRecord


def test_appends_in_order_and_chains(tmp_path: Path) -> None:
    record = SqliteRecord(tmp_path / "truceline.db")
    record.append([("receipt", {"n": 1}), ("stage", {"n": 2})])
    record.append([("receipt", {"n": 3})])
    entries = tuple(record.entries())
    assert [e.seq for e in entries] == [1, 2, 3]
    assert entries[0].prev == GENESIS
    assert verify_chain(entries) == entries[-1].hash
    assert [e.seq for e in record.entries("receipt")] == [1, 3]


def test_all_of_an_append_or_none(tmp_path: Path) -> None:
    record = SqliteRecord(tmp_path / "truceline.db")
    with pytest.raises(ValueError, match="float"):
        record.append([("receipt", {"n": 1}), ("receipt", {"share": 0.5})])
    assert record.head() is None


@pytest.mark.parametrize("change", ["UPDATE entries SET body = x'7b7d'", "DELETE FROM entries"])
def test_the_store_itself_refuses_to_rewrite(tmp_path: Path, change: str) -> None:
    path = tmp_path / "truceline.db"
    SqliteRecord(path).append([("receipt", {"n": 1})])
    with pytest.raises(apsw.ConstraintError, match="append-only"):
        apsw.Connection(str(path)).execute(change)


def test_rewriting_behind_the_store_is_found(tmp_path: Path) -> None:
    path = tmp_path / "truceline.db"
    record = SqliteRecord(path)
    record.append([("receipt", {"n": 1}), ("receipt", {"n": 2})])
    other = apsw.Connection(str(path))
    other.execute("DROP TRIGGER entries_never_change")
    other.execute("""UPDATE entries SET body = CAST('{"n":9}' AS BLOB) WHERE seq = 1""")
    with pytest.raises(RecordError, match="changed after it was written"):
        verify_chain(record.entries())


def test_a_file_that_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "truceline.db"
    path.write_bytes(b"not a database, but long enough to be taken for one" * 100)
    with pytest.raises(MissionError, match="not a record"):
        SqliteRecord(path)


def test_read_only_folder(tmp_path: Path) -> None:
    with pytest.raises(MissionError, match="cannot be opened"):
        SqliteRecord(tmp_path / "nowhere" / "truceline.db")


def test_durable_settings(tmp_path: Path) -> None:
    path = tmp_path / "truceline.db"
    record = SqliteRecord(path)
    db = record._db
    assert db.execute("PRAGMA journal_mode").get == "wal"
    assert db.execute("PRAGMA synchronous").get == 2
