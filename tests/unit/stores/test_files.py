from __future__ import annotations

import errno
import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from truceline.model.errors import MissionError
from truceline.stores.files import write_atomic


def test_replaces_whole_and_leaves_no_neighbour(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_atomic(path, b"old")
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize(
    ("number", "advice"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only"), (errno.EIO, "Check the disk")]
)
def test_disk_refusal_keeps_the_old_bytes_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, advice: str
) -> None:
    path = tmp_path / "a.json"
    write_atomic(path, b"old")

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(MissionError, match=advice):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_order_is_data_then_name_then_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def note_fsync(descriptor: int) -> None:
        steps.append("folder" if Path(f"/proc/self/fd/{descriptor}").resolve().is_dir() else "data")
        fsync(descriptor)

    def note_replace(self: Path, target: Path) -> Path:
        steps.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(Path, "replace", note_replace)
    write_atomic(tmp_path / "a", b"x")
    assert steps == ["data", "name", "folder"]


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "out"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomic(pipe, b"told")
        assert os.read(reader, 100) == b"told"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.csv", tmp_path / "latest.csv"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomic(link, b"new")
    assert link.is_symlink() and target.read_bytes() == b"new"
    dangling = tmp_path / "next.csv"
    dangling.symlink_to(tmp_path / "later.csv")
    write_atomic(dangling, b"made")
    assert dangling.is_symlink() and (tmp_path / "later.csv").read_bytes() == b"made"


def test_threads_that_write_the_same_file_at_once_both_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together, sync = threading.Barrier(2), os.fsync

    def wait_for_the_other(handle: int) -> None:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            together.wait(30)
        sync(handle)

    monkeypatch.setattr(os, "fsync", wait_for_the_other)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda data: write_atomic(tmp_path / "a", data), (b"one", b"two")))
    assert (tmp_path / "a").read_bytes() in (b"one", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
