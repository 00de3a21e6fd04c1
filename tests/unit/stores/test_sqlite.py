from __future__ import annotations

from pathlib import Path

import apsw
import msgspec
import pytest

from truceline.model.errors import MissionError, RecordError
from truceline.model.ids import canonical_bytes
from truceline.record.chain import TakeoverLine, chained
from truceline.record.leaf import GENESIS
from truceline.stores.sqlite import SqliteRecord


def test_appends_in_order_and_chains(tmp_path: Path) -> None:
    record = SqliteRecord(tmp_path / "truceline.db")
    record.append([("receipt", {"n": 1}), ("stage", {"n": 2})])
    record.append([("receipt", {"n": 3})])
    entries = tuple(record.entries())
    assert [e.index for e in entries] == [0, 1, 2]
    assert [e.read.prev for e in entries] == [GENESIS, entries[0].hash, entries[1].hash]
    assert record.verify() == 3
    assert [e.index for e in record.entries("receipt")] == [0, 2]


def test_all_of_an_append_or_none(tmp_path: Path) -> None:
    record = SqliteRecord(tmp_path / "truceline.db")
    with pytest.raises(ValueError, match="float"):
        record.append([("receipt", {"n": 1}), ("receipt", {"share": 0.5})])
    with pytest.raises(ValueError, match="no kind of entry"):
        record.append([("receipt", {"n": 1}), ("gossip", {"n": 2})])
    assert record.head() is None


@pytest.mark.parametrize(
    "change",
    ["UPDATE leaves SET leaf = x'7b7d'", "DELETE FROM leaves", "DELETE FROM openings", "UPDATE tiles SET hashes = x''"],
)
def test_the_store_itself_refuses_to_rewrite(tmp_path: Path, change: str) -> None:
    path = tmp_path / "truceline.db"
    SqliteRecord(path).append([("receipt", {"n": n}) for n in range(256)])
    with pytest.raises(apsw.ConstraintError, match="append-only"):
        apsw.Connection(str(path)).execute(change)


def test_rewriting_behind_the_store_is_found(tmp_path: Path) -> None:
    path = tmp_path / "truceline.db"
    record = SqliteRecord(path)
    record.append([("receipt", {"n": 1}), ("receipt", {"n": 2})])
    other = apsw.Connection(str(path))
    other.execute("""UPDATE openings SET body = CAST('{"n":9}' AS BLOB) WHERE idx = 0""")
    with pytest.raises(RecordError, match="changed after it was written"):
        record.verify()


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
    db = record._writes._db
    assert db.execute("PRAGMA journal_mode").get == "wal"
    assert db.execute("PRAGMA synchronous").get == 2
    assert db.execute("PRAGMA secure_delete").get == 1


_CHAIN = """
CREATE TABLE entries (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, body BLOB NOT NULL, prev TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE) STRICT;
CREATE INDEX entries_by_kind ON entries (kind, seq);
CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
  BEGIN SELECT raise(ABORT, 'the record is append-only'); END;
CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
  BEGIN SELECT raise(ABORT, 'the record is append-only'); END;
"""


def record_of_version_0_2(path: Path, n: int) -> tuple[str, ...]:
    """A record as version 0.2 wrote it. Returns the hashes of its entries."""
    lines = [("receipt", canonical_bytes({"n": i, "words": "Перемир'я"})) for i in range(n)]
    hashes = chained(lines)
    db = apsw.Connection(str(path))
    db.pragma("journal_mode", "wal")
    with db:
        db.execute(_CHAIN)
        for i, (kind, body) in enumerate(lines):
            row = (i + 1, kind, body, hashes[i - 1] if i else GENESIS, hashes[i])
            db.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", row)
    db.close()
    return hashes


def test_a_hash_chain_of_version_0_2_is_taken_over_once(tmp_path: Path) -> None:
    path = tmp_path / "truceline.db"
    hashes = record_of_version_0_2(path, 300)
    with pytest.raises(MissionError, match=r"version 0\.2"):
        SqliteRecord(path, read_only=True)
    for _ in range(2):
        record = SqliteRecord(path)
        entries = tuple(record.entries())
        assert [msgspec.json.decode(e.body)["n"] for e in entries[:300]] == list(range(300))
        assert [msgspec.json.decode(e.body, type=TakeoverLine) for e in entries[300:]] == [
            TakeoverLine(300, hashes[-1])
        ]
        assert chained((e.kind, e.body) for e in entries[:300]) == hashes
        assert record.verify() == 301
        record.close()


def test_a_chain_that_does_not_hold_is_not_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "truceline.db"
    record_of_version_0_2(path, 3)
    db = apsw.Connection(str(path))
    db.execute("DROP TRIGGER entries_never_change")
    db.execute("""UPDATE entries SET body = CAST('{"n":9}' AS BLOB) WHERE seq = 2""")
    with pytest.raises(RecordError, match="changed after it was written"):
        SqliteRecord(path)
    assert db.execute("SELECT count(*) FROM entries").get == 3
