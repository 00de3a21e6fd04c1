"""The outer side of a worker: sends items, waits no longer than their budget, and replaces a worker that failed."""

from __future__ import annotations

import atexit
import os
import select
import signal
import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec

from truceline.confined import wire
from truceline.confined.cage import allow
from truceline.confined.limits import MIB, READING_S, Limits, limits_for
from truceline.confined.staff import Ended, Staff, Worker
from truceline.model.errors import AgreementError, InputError, MissionError, UsageError

T = TypeVar("T")

#: what a worker stands, or an item of so many bytes: the next item meets a fresh one
_WEAR_OF_A_WORKER = 2048
_LARGE = 4 * MIB
#: how often a worker is looked at that has not answered: this many seconds apart, or as soon as it may have spent all
_LOOKS_S = (0.02, 1.0)
#: how often an item is tried whose worker somebody else ended
_TRIES = 2
#: how packed files begin: what they hold is larger than they are
PACKED = (b"\x1f\x8b", b"PK\x03\x04")
_ERRORS = {kind.__name__: kind for kind in (AgreementError, InputError, MissionError, UsageError)}
_ADVICE = (
    "Nothing of it is read and the rest goes on. It is broken, hostile, or too much to be read at once: split it, "
    "or save what it says in a simpler form."
)
_FAULT = "Nothing of it is read and the rest goes on. A reader should have said what is wrong: please report this."
_PASSING = "Nothing of it is read now and the rest goes on. Run the same command again when the machine is less busy."


class Exceeded(InputError):  # noqa: N818  what happened, not a fault of ours
    """Reading an item went beyond its budget, crashed its reader, or brought back what was not asked for."""


class Interrupted(Exceeded):
    """An item could not be read for a reason that may pass: nothing about the file is known."""


class _Lost(Interrupted):
    """Somebody else ended the worker: worth another try."""


class Task(msgspec.Struct, Generic[T], frozen=True):
    """What is done in a worker: `module:function` of (item, what is asked), and the type of its answer."""

    name: str
    kind: Any  # type[T]; what comes back is checked against it
    cpu_s: float = READING_S  # for a small item
    wear: int = 8  # of a worker: bytes of strangers go through parsers of C

    @property
    def module(self) -> str:
        return self.name.partition(":")[0]


class Keeper:
    """At most one worker; calls from several threads wait for one another."""

    def __init__(self, staff: Staff | None = None) -> None:
        """`staff` is shared with whoever else hires from it; a keeper without one has its own."""
        self._lock = threading.Lock()
        self._staff = staff or Staff()
        self._worker: Worker | None = None

    def load(self, *modules: str) -> None:
        """Begin to load readers, without waiting for them: there will be something to read."""
        with self._lock:
            self._staff.load(modules)

    def held(self) -> tuple[str, ...]:
        """What holds a worker on this system: limits, landlock with its version, seccomp."""
        with self._lock:
            return self._ready(frozenset()).held

    def call(self, task: Task[T], data: bytes, asked: bytes = b"", needs: tuple[str, ...] = ()) -> T:
        """The task's answer about `data`, done in a worker that has loaded `needs`.

        Raises what the task raises if it is one of our errors, Exceeded for what it cost or broke, and Interrupted
        where that may not be the item's fault.
        """
        limits = limits_for(len(data), data.startswith(PACKED), task.cpu_s)
        with self._lock:
            for last in (*[False] * (_TRIES - 1), True):
                try:
                    return self._once(task, data, asked, frozenset({task.module, *needs}), limits)
                except _Lost:
                    if last:
                        raise
        raise AssertionError("a try without an end")

    def close(self) -> None:
        """End the worker, and the process that workers come from."""
        self.rest()
        with self._lock:
            self._staff.close()

    def rest(self) -> None:
        """End the worker; the process that workers come from stays."""
        with self._lock:
            self._let_go()

    def beside(self) -> Keeper:
        """Another keeper, whose worker comes from the same process."""
        return Keeper(self._staff)

    def _once(self, task: Task[T], data: bytes, asked: bytes, needs: frozenset[str], limits: Limits) -> T:
        worker = self._ready(needs)
        try:
            answer = self._exchange(worker, task, data, asked, limits)
            value: T | None = None
            if answer.status == "done":
                value = wire.value_of(answer, worker.shared, task.kind, limits.answer)
            worker.tidy()
        except wire.BrokenAnswerError as error:
            self._let_go()
            raise Exceeded(f"its reader brought back what is no answer ({error})", advice=_FAULT) from error
        except BaseException:
            self._let_go()  # whatever came between, the next item must not get this one's answer
            raise
        worker.worn += task.wear
        if answer.status in ("memory", "failed") or len(data) > _LARGE or worker.worn >= _WEAR_OF_A_WORKER:
            self._let_go()
        if answer.status == "done":
            return value  # type: ignore[return-value]  # decoded as the task's kind
        raise _error(answer, limits)

    def _ready(self, needs: frozenset[str]) -> Worker:
        """The worker, if it has loaded `needs`; else a new one that has, with the readers of the one before."""
        worker = self._worker
        if worker is None or not needs <= worker.modules:
            self._let_go()
            known = worker.modules if worker is not None else frozenset()
            worker = self._worker = self._staff.hire(known | needs)
        return worker

    def _let_go(self) -> Ended | None:
        worker, self._worker = self._worker, None
        return None if worker is None else self._staff.dismiss(worker)

    def _exchange(self, worker: Worker, task: Task[T], data: bytes, asked: bytes, limits: Limits) -> wire.Answer:
        """The frame that comes back. Raises Exceeded when none does."""
        used_s = worker.used_s()
        try:
            allow(worker.process, limits, used_s)
            worker.send(task.name, data, asked, limits, used_s)
            answer = wire.receive_answer(worker.answers, _patience(worker, limits, used_s))
        except (BrokenPipeError, ProcessLookupError):
            answer = None
        except TimeoutError as error:
            self._let_go()
            raise Interrupted(str(error), advice=_PASSING) from error
        if answer is not None:
            return answer
        ended = self._let_go()
        assert ended is not None, "a worker that was asked is the one that is let go"
        raise _death(ended, limits)


def _patience(worker: Worker, limits: Limits, used_s: float) -> Callable[[], None]:
    """Waits for the worker's next bytes.

    Raises Exceeded for one that has used its seconds of processor; TimeoutError for one that sleeps too long. Time in
    which it was ready and the machine busy with others is not its fault, and is not counted until patience ends.
    """
    poll = select.poll()
    poll.register(worker.answers, select.POLLIN)
    began = time.monotonic()
    held_up_s: float | None = None  # when it was first looked at: most items never are

    def wait() -> None:
        nonlocal held_up_s
        left_s = limits.cpu_s
        while not poll.poll(1000 * min(max(left_s, _LOOKS_S[0]), _LOOKS_S[1])):
            left_s = limits.cpu_s - (worker.used_s() - used_s)
            if left_s <= 0:
                raise Exceeded(_too_slow(limits), advice=_ADVICE)
            elapsed_s, now_s = time.monotonic() - began, worker.held_up_s()
            held_up_s = now_s if held_up_s is None else held_up_s
            own_s = elapsed_s - (now_s - held_up_s)
            if own_s >= limits.wall_s or elapsed_s >= limits.patience_s:
                raise TimeoutError(f"reading it did not end within {elapsed_s:.0f} s")

    return wait


def error_of(kind: str, found: str, where: str, advice: str) -> InputError:
    """A refusal as the error that it was in the worker, if it is one that a reader may raise."""
    error: InputError = _ERRORS.get(kind, InputError)(found, where=where, advice=advice)  # type: ignore[assignment]
    return error


def _error(answer: wire.Answer, limits: Limits) -> InputError:
    """What the worker said about the item, as the error that it is."""
    if answer.status == "refused":
        return error_of(answer.kind, answer.found, answer.where, answer.advice)
    if answer.status == "memory":
        return Exceeded(_too_large(limits), advice=_ADVICE)
    return Exceeded(f"its reader failed ({answer.found})", advice=_FAULT)


def _too_slow(limits: Limits) -> str:
    return f"reading it takes more than {limits.cpu_s:.0f} s of work"


def _too_large(limits: Limits) -> str:
    return f"reading it takes more than {limits.memory // MIB} MiB of memory"


def _death(ended: Ended, limits: Limits) -> Exceeded:
    """What a worker's death says about its item."""
    if ended.signal == signal.SIGXCPU:
        return Exceeded(_too_slow(limits), advice=_ADVICE)
    if ended.memory > limits.memory * 9 // 10:  # a library that aborts when there is no memory
        return Exceeded(_too_large(limits), advice=_ADVICE)
    if ended.signal == signal.SIGKILL:
        return _Lost("its reader was ended by the system", advice=_PASSING)
    how = signal.Signals(ended.signal).name if ended.signal else f"exit code {ended.code}"
    return Exceeded(f"its reader crashed ({how})", advice=_FAULT)


_keeper: Keeper | None = None
#: of a thread that was given one
_threads = threading.local()


def keeper() -> Keeper:
    """This thread's keeper if it was given one, else this process'.

    A process that was forked gets its own: two cannot share one worker.
    """
    global _keeper  # noqa: PLW0603
    given: Keeper | None = getattr(_threads, "keeper", None)
    if given is not None:
        return given
    if _keeper is None:
        _keeper = Keeper()
        atexit.register(_keeper.close)
    return _keeper


def keep(given: Keeper) -> None:
    """Has this thread use a keeper of its own."""
    _threads.keeper = given


def _forget() -> None:
    global _keeper  # noqa: PLW0603
    if _keeper is not None:
        atexit.unregister(_keeper.close)
    _keeper = None
    _threads.__dict__.clear()


os.register_at_fork(after_in_child=_forget)
