from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pytest

from truceline.stores import cache as cache_module
from truceline.stores.cache import FolderCache, StructCodec, TableCodec, code_digest, stage_key

WORDS: StructCodec[tuple[str, ...]] = StructCodec(tuple[str, ...])


def test_recalls_what_was_made(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path)
    made: list[int] = []

    def make() -> tuple[str, ...]:
        made.append(1)
        return ("a", "b")

    assert cache.recall("read", "k", make, WORDS) == ("a", "b")
    assert cache.recall("read", "k", make, WORDS) == ("a", "b")
    assert made == [1]


def test_torn_file_is_made_anew(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path)
    cache.recall("read", "k", lambda: ("a",), WORDS)
    whole = (tmp_path / "read/k").read_bytes()
    for kept in (0, 10, 33, len(whole) - 1):
        (tmp_path / "read/k").write_bytes(whole[:kept])
        assert cache.recall("read", "k", lambda: ("a",), WORDS) == ("a",)
        assert (tmp_path / "read/k").read_bytes() == whole


def test_table_round_trip_and_equal_bytes() -> None:
    table = pa.table({"a": pa.chunked_array([[1, 2], [3]]), "b": ["x", None, "z"]})
    codec = TableCodec()
    assert codec.decode(codec.encode(table)).equals(table.combine_chunks())
    assert codec.encode(table) == codec.encode(table.combine_chunks())


def test_key_binds_stage_and_inputs() -> None:
    assert stage_key("fuse", ["a", "b"]) == stage_key("fuse", ["a", "b"])
    assert stage_key("fuse", ["a", "b"]) != stage_key("fuse", ["b", "a"])
    assert stage_key("fuse", ["a"]) != stage_key("assess", ["a"])


def test_forgets_what_nobody_asks_for(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path)
    for key in ("old", "new"):
        cache.recall("read", key, lambda: ("a",), WORDS)
    cache.forget_others("read", frozenset({"new"}))
    assert [p.name for p in (tmp_path / "read").iterdir()] == ["new"]


def test_the_program_is_read_once_also_where_many_ask_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cache_module._code_digest.cache_clear()
    read: list[Path] = []
    bytes_of = Path.read_bytes

    def counted(path: Path) -> bytes:
        read.append(path)
        return bytes_of(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: code_digest(), range(8)))
    assert len(found) == 1
    assert len(read) == len(set(read)) > 100
