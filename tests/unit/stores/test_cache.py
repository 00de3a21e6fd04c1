from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from truceline.stores.cache import FolderCache, StructCodec, TableCodec, stage_key

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
