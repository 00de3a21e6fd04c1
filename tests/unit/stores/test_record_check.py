"""A long record is checked by several processes: what they find is what one alone finds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from truceline.model.errors import RecordError
from truceline.record.merkle import HASH_BYTES, leaf_hash
from truceline.stores import record_check
from truceline.stores.record import CHUNK
from truceline.stores.record_reader import RecordReader
from truceline.stores.sqlite import SqliteRecord

SIZE = 2 * CHUNK + 7


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "truceline.db"
    record = SqliteRecord(path)
    record.append([("receipt", {"n": n}) for n in range(SIZE)])
    record.close()
    return path


@pytest.fixture(autouse=True)
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """This record counts as a long one, in three pieces."""
    monkeypatch.setattr(record_check, "MANY", 1)
    monkeypatch.setattr(record_check, "_PIECE", CHUNK - 9)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1}, raising=False)


@pytest.fixture
def reader(path: Path) -> Iterator[RecordReader]:
    reader = RecordReader(path)
    yield reader
    reader.close()


def test_every_entry_is_seen_once_and_in_order(reader: RecordReader) -> None:
    seen = list(reader.look_at_all(SIZE))
    hashes = b"".join(leaf_hash(leaf) for _, leaf in reader.leaves(0, SIZE))
    ends = [one.first + len(one.hashes) // HASH_BYTES for one in seen]
    assert len(seen) >= 3
    assert [0, *ends] == [*(one.first for one in seen), SIZE]
    assert b"".join(one.hashes for one in seen) == hashes


def test_what_another_process_finds_wrong_is_said_here(path: Path, tmp_path: Path) -> None:
    changed = Path(shutil.copy(path, tmp_path))
    db = apsw.Connection(str(changed))
    for n in (CHUNK, SIZE - 1):
        db.execute("UPDATE openings SET body = ? WHERE idx = ?", (b'{"n":-1}', n))
    db.close()
    record = SqliteRecord(changed, read_only=True)
    with pytest.raises(RecordError, match="changed after") as caught:
        record.verify()
    record.close()
    assert caught.value.where == f"record entry {CHUNK}"
