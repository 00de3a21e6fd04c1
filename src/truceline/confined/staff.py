"""Workers as processes: hired from the nursery, dismissed, and how each ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

from truceline.confined import wire
from truceline.confined.limits import Limits
from truceline.confined.nursery import Order, Told
from truceline.model.errors import MissionError

_MOST_MESSAGE = 16 * 1024
#: variables that Python itself may need to start; nothing else of our environment goes along
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "LANG", "LC_ALL")
#: one thread for each library, and memory from the system: what is reserved counts against the limit
_PLAIN = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
_BOOT = "import sys; sys.path[:] = sys.argv[2:]; from truceline.confined.nursery import main; main(int(sys.argv[1]))"
#: sockets on which each message stays one
_KEEPS_BOUNDS = sys.platform == "linux"
#: the clock of another process' work (Linux, clock_getcpuclockid(3))
_CPU_CLOCK = 2


class Ended(msgspec.Struct, frozen=True):
    """How a worker ended: by which signal (0 for none), with which code, and the most memory it had, in bytes."""

    signal: int
    code: int
    memory: int


class Worker:
    """A shut-in process and the four descriptors that lead to it."""

    def __init__(self) -> None:
        self.process = 0
        self.modules: frozenset[str] = frozenset()
        self.held: tuple[str, ...] = ()
        self.worn = 0  # by its items, see `keeper.Task`
        self._their_requests, self._requests = os.pipe()
        self.answers, self._their_answers = os.pipe()
        self._given, self.shared = _memory("given"), _memory("answer")

    def theirs(self) -> tuple[int, ...]:
        """What the worker is given: where it reads requests, where it writes answers, what is given, what is shared."""
        return self._their_requests, self._their_answers, self._given, self.shared

    def born(self, process: int, modules: frozenset[str]) -> None:
        """The process lives: its ends are no longer ours."""
        self.process, self.modules = process, modules
        os.close(self._their_requests)
        os.close(self._their_answers)

    def used_s(self) -> float:
        """Seconds of processor that it has used so far; 0 where the system does not tell, or when it is dead."""
        if sys.platform != "linux":
            return 0.0
        try:
            return time.clock_gettime((~self.process << 3) | _CPU_CLOCK)
        except OSError:
            return 0.0

    def held_up_s(self) -> float:
        """Seconds for which it was ready to work and had no processor; 0 where the system does not tell.

        Source: /proc/PID/schedstat (Linux, Documentation/scheduler/sched-stats), of the thread that was held up most.
        """
        waited = (_waited_ns(path) for path in Path(f"/proc/{self.process}/task").glob("*/schedstat"))
        return max(waited, default=0) / 1e9

    def send(self, task: str, data: bytes, asked: bytes, limits: Limits, used_s: float) -> None:
        """Hand over an item: within the request when it is small, else in shared memory."""
        inline = len(data) + len(asked) <= wire.MOST_INLINE
        if not inline:
            for at, part in ((0, asked), (len(asked), data)):
                _write(self._given, part, at)
        request = wire.Request(
            task=task,
            asked=asked if inline else b"",
            data=data if inline else None,
            size=len(data),
            laid=0 if inline else len(asked),
            limits=limits,
            used_s=used_s,
        )
        wire.send(self._requests, request)

    def tidy(self) -> None:
        """Give shared memory back."""
        for descriptor in (self._given, self.shared):
            if os.fstat(descriptor).st_size:
                os.ftruncate(descriptor, 0)

    def close(self) -> None:
        for descriptor in (self._requests, self.answers, self._given, self.shared):
            os.close(descriptor)


class Staff:
    """The nursery, and what is asked of it. It is started when it is first needed, and again if somebody ended it.

    Several keepers may share it: one order is answered before the next is given.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._nursery: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def load(self, modules: Iterable[str]) -> None:
        """Have modules loaded, without waiting."""
        if _KEEPS_BOUNDS:  # nobody answers this order: on a stream it could run together with the next one
            with self._lock:
                self._send(Order("load", tuple(sorted(modules))))

    def hire(self, modules: frozenset[str]) -> Worker:
        """A worker that has loaded these modules."""
        worker = Worker()
        with self._lock:
            self._send(Order("start", tuple(sorted(modules))), worker.theirs())
            told = self._told()
        if told.fault:
            raise MissionError(told.fault, where="readers", advice="Install Truceline again.")
        worker.born(told.process, modules)
        ready = wire.receive_answer(worker.answers, lambda: None)
        worker.held = tuple(ready.found.split(",")) if ready is not None else ()
        return worker

    def dismiss(self, worker: Worker) -> Ended:
        """End a worker, if it has not ended yet. What it died of before stays what it died of."""
        worker.close()
        with self._lock:
            if self._nursery is None or self._nursery.poll() is not None:
                self.close()  # its workers ended with it
                return Ended(signal.SIGKILL, 0, 0)
            os.kill(worker.process, signal.SIGKILL)  # its number is its own until the nursery has asked how it ended
            self._send(Order("reap", process=worker.process))
            told = self._told()
        code = os.waitstatus_to_exitcode(told.status)
        return Ended(max(0, -code), max(0, code), told.memory)

    def close(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._nursery is not None:
            self._nursery.kill()
            self._nursery.wait()
        self._control = self._nursery = None

    def _send(self, order: Order, descriptors: tuple[int, ...] = ()) -> None:
        if self._nursery is not None and self._nursery.poll() is not None:
            self.close()
        if self._control is None:
            self._control = self._start()
        try:
            socket.send_fds(self._control, [msgspec.msgpack.encode(order)], list(descriptors))
        except OSError as error:
            raise self._lost() from error

    def _told(self) -> Told:
        assert self._control is not None, "nobody was asked"
        body = self._control.recv(_MOST_MESSAGE)
        if not body:
            raise self._lost()
        return msgspec.msgpack.decode(body, type=Told)

    def _lost(self) -> MissionError:
        self.close()
        advice = "Run the same command again. If this comes back, this system does not let Python start processes."
        return MissionError("the process that reads files has ended", where="readers", advice=advice)

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET if _KEEPS_BOUNDS else socket.SOCK_STREAM)
        options = ["-I", "-X", "utf8", *(["-B"] if sys.dont_write_bytecode else [])]
        paths = [path for path in sys.path if path]
        with theirs:
            self._nursery = subprocess.Popen(
                [sys.executable, *options, "-c", _BOOT, str(theirs.fileno()), *paths],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**{name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}, **_PLAIN},
                pass_fds=(theirs.fileno(),),
                start_new_session=True,  # an interrupt from the keyboard is for us to handle
            )
        return ours


def _waited_ns(schedstat: Path) -> int:
    try:
        return int(schedstat.read_bytes().split()[1])
    except (OSError, IndexError, ValueError):  # the thread has ended
        return 0


def _memory(name: str) -> int:
    """Memory that two processes share: nameless where the system has that, else a file that is deleted already."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create(name, os.MFD_CLOEXEC)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


def _write(descriptor: int, data: bytes, at: int) -> None:
    rest = memoryview(data)
    while rest:
        written = os.pwrite(descriptor, rest, at)
        rest, at = rest[written:], at + written
