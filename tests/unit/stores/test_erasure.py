"""What is erased is gone from every byte of the record, and every proof stays as it was."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from truceline.model.errors import MissionError, RecordError
from truceline.record.leaf import opens, parse_leaf
from truceline.record.merkle import leaf_hash, verify_inclusion
from truceline.stores.sqlite import SqliteRecord

SECRET = "Anna Kovalenko saw it from 48.0123 37.8021"


def traces(folder: Path, *needles: bytes) -> list[str]:
    """Files below the folder in which any of these bytes still are."""
    return [path.name for path in sorted(folder.iterdir()) for needle in needles if needle in path.read_bytes()]


def test_values_and_salts_are_gone_from_the_disk(tmp_path: Path) -> None:
    record = SqliteRecord(tmp_path / "truceline.db")
    for n in range(60):
        record.append([("receipt", {"witness": f"{SECRET} {n}", "n": n, "words": "w" * (40 * n)})])
    needles = [f"{SECRET} 31".encode(), bytes.fromhex(record.openings(31)["witness"].salt)]
    assert traces(tmp_path, *needles)
    record.erase(31, ["witness"], by=("chair",), why="she asked for it")
    assert traces(tmp_path, *needles) == []
    assert len(traces(tmp_path, f"{SECRET} 30".encode())) == 1
    record.append([("receipt", {"n": 99})])
    record.close()
    assert traces(tmp_path, *needles) == []


@pytest.mark.parametrize("size", [10, 900, 5_000, 40_000])
def test_long_values_leave_no_pages_behind(tmp_path: Path, size: int) -> None:
    record = SqliteRecord(tmp_path / "truceline.db")
    record.append([("receipt", {"text": f"{n}:{'secret words ' * (size // 13)}:{n}", "n": n}) for n in range(30)])
    for n in range(30):
        record.erase(n, ["text"], by=("chair",), why="asked")
    assert traces(tmp_path, b"secret words", b':17"') == []
    assert record.verify() == 60


def test_every_proof_stays_valid(tmp_path: Path) -> None:
    record = SqliteRecord(tmp_path / "truceline.db")
    record.append([("receipt", {"a": n, "b": "x"}) for n in range(300)])
    head, leaf, path = record.tree_head(), record.leaf(7), record.inclusion(7, 300)
    kept = record.openings(7)["b"]
    erasure = record.erase(7, ["a"], by=("chair", "deputy"), why="asked")
    assert (record.leaf(7), record.inclusion(7, 300), record.tree_head(300)) == (leaf, path, head)
    verify_inclusion(leaf_hash(record.leaf(7)), 7, path, head)
    assert record.openings(7) == {"b": kept}
    assert opens(parse_leaf(leaf).commits, "b", kept)
    assert record.entry(7).erased == ("a",)
    assert (erasure.kind, erasure.body) == (
        "erasure", b'{"by":["chair","deputy"],"fields":["a"],"index":7,"why":"asked"}',
    )  # fmt: skip
    record.erase(7, ["b"], by=("chair",), why="asked")
    assert record.openings(7) == {}
    assert record.verify() == 302


@pytest.mark.parametrize(("index", "fields"), [(0, ["z"]), (0, ["a", "z"]), (0, []), (5, ["a"]), (1, ["why"])])
def test_what_is_not_there_is_not_erased(tmp_path: Path, index: int, fields: list[str]) -> None:
    record = SqliteRecord(tmp_path / "truceline.db")
    record.append([("receipt", {"a": 1, "b": 2})])
    record.erase(0, ["b"], by=("chair",), why="asked")
    with pytest.raises(RecordError, match=r"no entry 5|no fields"):
        record.erase(index, fields, by=("chair",), why="asked")
    assert record.size() == 2
    assert record.openings(0).keys() == {"a"}


def test_a_reader_that_stands_still_keeps_the_log_from_being_emptied_and_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "truceline.db"
    record = SqliteRecord(path)
    record._writes._db.set_busy_timeout(1)
    record.append([("receipt", {"a": SECRET})])
    other = apsw.Connection(str(path))
    other.execute("BEGIN; SELECT count(*) FROM leaves")
    with pytest.raises(MissionError, match="write-ahead log still holds"):
        record.erase(0, ["a"], by=("chair",), why="asked")
    assert record.openings(0) == {}
    assert record.size() == 2
    other.close()
    record.close()
    assert traces(tmp_path, SECRET.encode()) == []


def test_an_erasure_that_no_entry_tells_is_found(tmp_path: Path) -> None:
    path = tmp_path / "truceline.db"
    record = SqliteRecord(path)
    record.append([("receipt", {"a": 1, "b": 2})])
    other = apsw.Connection(str(path))
    other.execute("""UPDATE openings SET body = CAST('{"a":1}' AS BLOB), salts = substr(salts, 1, 16)""")
    with pytest.raises(RecordError, match="no erasure tells"):
        record.verify()


def test_a_value_that_comes_back_after_its_erasure_is_found(tmp_path: Path) -> None:
    path = tmp_path / "truceline.db"
    record = SqliteRecord(path)
    record.append([("receipt", {"a": 1, "b": 2})])
    other = apsw.Connection(str(path))
    before = other.execute("SELECT body, salts FROM openings WHERE idx = 0").fetchone()
    assert before is not None
    record.erase(0, ["a"], by=("chair",), why="asked")
    other.execute("UPDATE openings SET body = ?, salts = ? WHERE idx = 0", before)
    with pytest.raises(RecordError, match="still there"):
        record.verify()
