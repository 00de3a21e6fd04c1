"""What nobody waits for, on its way to the disk a little at a time.

A view is not synced. Left alone, the kernel keeps what is written to it for half a minute and then sends some hundreds
of megabytes at once. Whatever must be on the disk before it is answered, a receipt above all, waits behind that.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

#: bytes that are sent at a time: whoever waits for the disk waits behind so much at most
_PIECE: Final = 8 << 20
#: how long it rests after having been through the files: what is written twice meanwhile is sent once
_REST_S: Final = 2.0
#: a piece that took longer held something to send; then it rests as long, and others have the disk
_SENT_S: Final = 0.000_5
#: sync_file_range(2): wait for what is on its way, send the rest, wait for it
_SEND_AND_WAIT: Final = 1 | 2 | 4


class Trickle:
    """Sends what is written to some files, until it is closed. It promises nothing: a kernel may not offer it."""

    def __init__(self, *paths: Path) -> None:
        self._paths, self._stop = paths, threading.Event()
        self._send = _sender()
        self._thread = threading.Thread(target=self._run, name="trickle", daemon=True)
        if self._send is not None:
            self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(_REST_S):
            for path in self._paths:
                self._through(path)

    def _through(self, path: Path) -> None:
        assert self._send is not None
        try:
            file = os.open(path, os.O_RDONLY)
        except OSError:  # there is none at this moment
            return
        try:
            for at in range(0, os.fstat(file).st_size, _PIECE):
                began_s = time.monotonic()
                self._send(file, at, _PIECE, _SEND_AND_WAIT)  # where it fails, the kernel sends it later
                took_s = time.monotonic() - began_s
                if self._stop.wait(took_s) if took_s > _SENT_S else self._stop.is_set():
                    return
        finally:
            os.close(file)


def _sender() -> Callable[[int, int, int, int], int] | None:
    """The call of the system, without Python's lock while it lasts; null where there is none."""
    if sys.platform != "linux":
        return None
    found = getattr(ctypes.CDLL(None), "sync_file_range", None)
    if found is not None:
        found.argtypes = (ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint)
    return found
