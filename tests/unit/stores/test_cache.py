from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pytest

from truceline.stores import cache as cache_module
from truceline.stores.cache import FolderCache, PackedCodec, StructCodec, TableCodec, code_digest, stage_key
from truceline.stores.silence import SilentProgress
from truceline.stores.steps import Steps

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


@pytest.mark.parametrize("words", [(), ("a",), ("a" * 1_000,), tuple("ab" * 40_000)])
def test_what_is_small_is_packed_and_comes_back(words: tuple[str, ...]) -> None:
    codec = PackedCodec(WORDS)
    plain, kept = WORDS.encode(words), codec.encode(words)
    assert codec.decode(kept) == words
    assert (len(kept) < len(plain)) == (1_000 <= len(plain) <= 64 * 1024)


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


def test_small_answers_are_asked_for_together_and_what_is_damaged_or_missing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = FolderCache(tmp_path)
    cache.keep_small("read", [(stage_key("read", n), (f"kept {n}",)) for n in range(4)], WORDS)
    cache._small.put_all("read", [(stage_key("read", 2), b"damaged on the disk, and longer than a digest is")])
    alone: list[str] = []
    get = cache._small.get
    monkeypatch.setattr(cache._small, "get", lambda stage, key: alone.append(key) or get(stage, key))
    steps = Steps(cache, SilentProgress())
    numbers = (0, 2, 3, 4, 0)
    found = steps.each("read", numbers, lambda n: n, lambda n: (f"made {n}",), WORDS)
    assert found == (("kept 0",), ("made 2",), ("kept 3",), ("made 4",), ("kept 0",))
    assert alone == [stage_key("read", 2), stage_key("read", 4)]
    assert steps.used == {"read": {stage_key("read", n) for n in numbers}}
