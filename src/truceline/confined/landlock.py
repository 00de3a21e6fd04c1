"""No files but the program's own text, no TCP, no signals and no sockets beyond, by Linux' Landlock (landlock(7))."""

from __future__ import annotations

import ctypes
import os
import sysconfig
import zoneinfo
from functools import cache
from pathlib import Path

import truceline

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # alike on every machine
_ASK_VERSION = 1
_PATH_BENEATH = 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
#: ABI -> rights over files that it knows (13 of ABI 1, then REFER, TRUNCATE, IOCTL_DEV)
_FILES = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_TCP_BIND_AND_CONNECT, _TCP_SINCE = 0b11, 4
_ABSTRACT_SOCKETS_AND_SIGNALS, _SCOPES_SINCE = 0b11, 6
_PR_SET_NO_NEW_PRIVS = 38


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def close_files() -> int:
    """Cut this process off. Returns the version of Landlock that holds it; 0 where the kernel has none."""
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    if version < 1:
        return 0
    rules = _Ruleset(
        _FILES[max(since for since in _FILES if since <= version)],
        _TCP_BIND_AND_CONNECT if version >= _TCP_SINCE else 0,
        _ABSTRACT_SOCKETS_AND_SIGNALS if version >= _SCOPES_SINCE else 0,
    )
    size = 8 if version < _TCP_SINCE else 16 if version < _SCOPES_SINCE else 24
    ruleset = libc.syscall(_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0))
    if ruleset < 0:
        return 0
    try:
        for folder in program_text():
            _let_read(libc, ruleset, folder)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return int(version) if libc.syscall(_RESTRICT, ruleset, ctypes.c_uint32(0)) == 0 else 0
    finally:
        os.close(ruleset)


@cache
def program_text() -> tuple[str, ...]:
    """Folders of Python, of installed packages, of this program and of the time zones: public text, read late."""
    places = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    places |= {str(Path(truceline.__file__).parent), *zoneinfo.TZPATH}
    return tuple(sorted(place for place in places if place and Path(place).is_dir()))


def _let_read(libc: ctypes.CDLL, ruleset: int, folder: str) -> None:
    descriptor = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = _Beneath(_READ_FILE | _READ_FOLDER, descriptor)
        libc.syscall(_ADD_RULE, ruleset, ctypes.c_int(_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0))
    finally:
        os.close(descriptor)
