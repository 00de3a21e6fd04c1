"""The desk as a process of its own, so that the one that answers stays free; and how it is kept going."""

from __future__ import annotations

import fcntl
import gc
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from truceline.arrow_alone import leave_pandas_out
from truceline.mission.folder import open_mission
from truceline.mission.locks import lock_record
from truceline.mission.stores import record_of, view_of
from truceline.model.errors import MissionError, TrucelineError

#: how long it waits for something new: what a report waits for at least, on the way to the view
POLL_S = 0.02
#: how long it rests after a step, as a multiple of what the step took: what comes meanwhile is worked on together, at a
#: fraction of the cost of one by one, and those who answer have the processors
REST = 2.0
#: how long a step and its rest take together, where the step leaves time to rest: who is behind does not rest at all,
#: and takes more at a time instead, each at less cost, until it has caught up
PACE_S = 0.15
#: how long it waits after a failure, and before it is started again
PATIENCE_S = 1.0
_LOCK = ".desk.lock"


def follow(folder: Path, stop: threading.Event) -> None:
    """Keep a mission's view up to date until told to stop. Raises MissionError where another process does so."""
    from truceline.live.desk import Desk  # the process that only keeps this one going starts without it
    from truceline.live.warm import warm

    with _alone(folder):
        mission = open_mission(folder)
        record = record_of(mission)
        lock_record(mission, record)
        desk = Desk(folder, record, view_of, settle_memory)
        threading.Thread(target=warm, name="warm", daemon=True).start()
        said = ""
        try:
            while not stop.is_set():
                began_s = time.monotonic()
                try:
                    busy, said = desk.step(), ""
                except TrucelineError as error:  # the record stands; the view waits until somebody mends it
                    busy = False
                    if said != error.found:
                        said = error.found
                        print(f"live desk: {error.found} ({error.where}) {error.advice}", file=sys.stderr, flush=True)
                    stop.wait(PATIENCE_S)
                if busy:
                    set_aside()
                    stop.wait(rest_after(time.monotonic() - began_s))
                else:
                    stop.wait(POLL_S)
        finally:
            desk.close()
            record.close()


def settle_memory() -> None:
    """What a desk holds stays: the collector of cycles does not look through all of it with every tenth that comes.

    What an earlier making left in cycles, erased evidence among it, goes first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def set_aside() -> None:
    """What a step left stays too: the collector looks through it once, here, and never in the midst of a step."""
    gc.collect()
    gc.freeze()


def rest_after(took_s: float) -> float:
    """How long to wait after a step that took so long, in seconds."""
    return min(REST * took_s, max(PACE_S - took_s, 0.0))


class Worker:
    """The desk's process, started again whenever it ends. It ends by itself when this process does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stop = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._tend, name="live desk", daemon=True)

    def start(self) -> None:
        self._thread.start()

    @property
    def pid(self) -> int | None:
        """The number of the process; null while none runs."""
        process = self._process
        return None if process is None or process.poll() is not None else process.pid

    def close(self) -> None:
        """End it; what it was about to write, the next one does."""
        self._stop.set()
        if self._process is not None:
            self._process.terminate()
        self._thread.join()

    def _tend(self) -> None:
        while not self._stop.is_set():
            command = [sys.executable, "-m", "truceline.live.worker", str(self._folder)]
            with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
                self._process = process
                if self._stop.is_set():
                    process.terminate()
                process.wait()
            self._stop.wait(PATIENCE_S)


@contextmanager
def kept_going(folder: Path) -> Iterator[Worker]:
    """The desk's process, while the block runs."""
    worker = Worker(folder)
    worker.start()
    try:
        yield worker
    finally:
        worker.close()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two desks would write one view."""
    with (folder / _LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise MissionError(
                "another process keeps this mission's view", where=str(folder), advice="One `serve` is enough."
            ) from error
        yield


def main(folder: Path) -> None:
    """Follow until the process that started this one is gone: then its end of the pipe closes."""
    leave_pandas_out()
    stop = threading.Event()

    def wait() -> None:
        while os.read(0, 1):
            pass
        stop.set()
        time.sleep(5 * PATIENCE_S)
        os._exit(1)  # in the midst of something long: the view's transaction is not written, and nothing is lost

    threading.Thread(target=wait, daemon=True).start()
    try:
        follow(folder, stop)
    except TrucelineError as error:
        print(f"live desk: {error.found} ({error.where}) {error.advice}", file=sys.stderr, flush=True)
        sys.exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
