"""What a process does to the files below a folder, call by call, and when it acknowledges: read off strace."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).parents[2]
_CALLS = (
    "openat,pwrite64,write,pwritev,writev,fdatasync,fsync,msync,ftruncate,fallocate,unlink,unlinkat,rename,renameat,"
    "renameat2,mkdir,mkdirat,lseek,sync_file_range,sync,syncfs,close"
)
_LINE = re.compile(r"^(\d+)\s+(.*)$")
_CALL = re.compile(r"^(\w+)\((.*)\)\s+=\s+(-?\d+)")
_FILE = re.compile(r"^(\d+)<([^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class Call(NamedTuple):
    """One change. `what`: create, write, cut (to `at` bytes), sync, rename, remove, folder, ack (`at`)."""

    what: str
    path: str = ""
    at: int = 0
    data: bytes = b""
    to: str = ""


def traced(scenario: str, folder: Path, sync: str, most: int) -> list[Call]:
    """What the scenario does below `folder`, in order."""
    log = folder.with_suffix(".trace")
    command = [sys.executable, "-m", "tests.crash.scenarios", scenario, str(folder), sync, str(most)]
    options = ["-f", "--seccomp-bpf", "-y", "-xx", "-s", "99999999", "-e", f"trace={_CALLS}", "-o", str(log)]
    done = subprocess.run(["strace", *options, *command], cwd=_ROOT, capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"the traced process failed: {done.stderr.decode()[-2000:]}")
    try:
        with log.open(errors="replace") as lines:
            return list(_calls(lines, str(folder)))
    finally:
        log.unlink()


def _calls(lines: Iterator[str], folder: str) -> Iterator[Call]:
    reading = _Reading(folder)
    for name, args, result in _whole(lines):
        if result >= 0:
            yield from reading.read(name, args, result)


def _whole(lines: Iterator[str]) -> Iterator[tuple[str, str, int]]:
    """Calls with their answers; those that were interrupted by another thread are put together."""
    begun: dict[str, str] = {}
    for line in lines:
        split = _LINE.match(line.rstrip("\n"))
        if split is None:
            continue
        thread, text = split.groups()
        if text.endswith("<unfinished ...>"):
            begun[thread] = text.removesuffix("<unfinished ...>").rstrip()
            continue
        resumed = re.match(r"^<\.\.\. \w+ resumed>(.*)$", text)
        if resumed:
            text = begun.pop(thread, "") + resumed[1].lstrip()
        call = _CALL.match(text)
        if call:
            yield call[1], call[2], int(call[3])


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


class _Reading:
    """Keeps where each descriptor stands in its file."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._at: dict[int, int] = {}

    def read(self, name: str, args: str, result: int) -> Iterator[Call]:
        if name in ("openat", "mkdir", "mkdirat", "unlink", "unlinkat", "rename", "renameat", "renameat2"):
            yield from self._named(name, args, result)
            return
        file = _FILE.match(args)
        if file is None:
            return
        number, path = int(file[1]), _path(file[2])
        if name == "write" and number == 1:
            said = _data(args)
            if said.startswith(b"ack "):
                yield Call("ack", at=int(said.split()[1]))
        elif self._mine(path):
            yield from self._on(name, args, result, number, path)

    def _mine(self, path: str) -> bool:
        return path == self._folder or path.startswith(self._folder + "/")

    def _named(self, name: str, args: str, result: int) -> Iterator[Call]:
        paths = [_bytes(found).decode() for found in _TEXT.findall(args)]
        if not paths or not self._mine(paths[0]):
            return
        if name == "openat":
            self._at[result] = 0
            if "O_CREAT" in args:
                yield Call("create", paths[0])
            if "O_TRUNC" in args:
                yield Call("cut", paths[0], 0)
        elif name.startswith("mkdir"):
            yield Call("folder", paths[0])
        elif name.startswith("unlink"):
            yield Call("remove", paths[0])
        else:
            yield Call("rename", paths[0], to=paths[1])

    def _on(self, name: str, args: str, result: int, number: int, path: str) -> Iterator[Call]:
        if name in ("pwrite64", "pwritev"):
            yield Call("write", path, int(args.rsplit(",", 1)[1]), _data(args)[:result])
        elif name in ("write", "writev"):
            at = self._at.get(number, 0)
            yield Call("write", path, at, _data(args)[:result])
            self._at[number] = at + result
        elif name == "lseek":
            self._at[number] = result
        elif name == "ftruncate":
            yield Call("cut", path, int(args.rsplit(",", 1)[1]))
        elif name == "fallocate":
            _, at, length = (int(word) for word in args.rsplit(",", 2)[-3:] if word.strip().isdigit())
            yield Call("grow", path, at + length)
        elif name in ("fsync", "fdatasync"):
            yield Call("sync", path)
        elif name in ("msync", "sync_file_range", "sync", "syncfs"):
            raise RuntimeError(f"{name} is not modelled: teach tests/crash/disk.py what it makes durable")


def _path(named: str) -> str:
    return _bytes(named).decode() if named.startswith("\\x") else named


def _data(args: str) -> bytes:
    return b"".join(map(_bytes, _TEXT.findall(args)))
