"""A process of its own for what takes long, so that the process which answers is never busy.

It is asked by the name of a function of `service.studying` and answers in bytes: JSON, ready to be sent.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from truceline.arrow_alone import leave_pandas_out
from truceline.service.problems import Problem, ProblemError

#: modules of this room with a `Desk` that answers
Desks = Literal["studying", "drawing", "covering", "releasing"]
#: what takes long to prepare gives way to those who answer and to the live desk: steps of `os.nice`
_GIVES_WAY: dict[Desks, int] = {"studying": 5, "releasing": 5}


class Answered(msgspec.Struct, frozen=True):
    """JSON, and the state of the record that it is of; or the problem that stood in its way."""

    body: bytes = b""
    as_of: int = 0
    rows: int = 0  # that it tells of, where somebody counts
    packed: bytes = b""  # the same, gzipped, where that was worth it
    problem: Problem | None = None


class CutOffError(ProblemError):
    """The other process ended before it had answered."""


class Study:
    """Asks the other process; one question after the other. It starts when it is first asked."""

    def __init__(self, folder: Path, desk: Desks = "studying") -> None:
        self._folder = folder
        self._desk = desk
        self._pool: ProcessPoolExecutor | None = None
        self._using = threading.Lock()

    async def ask(self, name: str, *given: str, within_s: float | None) -> Answered:
        """The answer. Raises ProblemError where it is an error, or where it takes longer than `within_s` (null: as long
        as it takes); CutOffError where the other process ended meanwhile."""
        try:
            found = await asyncio.wait_for(asyncio.wrap_future(self._sent(name, given)), within_s)
        except TimeoutError:
            raise ProblemError(503, "the answer is still being prepared", advice="Ask again shortly.") from None
        except BrokenProcessPool:
            self._drop()
            raise CutOffError(503, "the answer was interrupted", advice="Ask again shortly.") from None
        if found.problem is not None:
            problem = found.problem
            raise ProblemError(problem.status, problem.detail, where=problem.where, advice=problem.advice)
        return found

    def begin(self) -> None:
        """Let it open the mission, so that the first question does not wait for that."""
        self._sent("open_mission" if self._desk == "studying" else "begin", ())

    def close(self) -> None:
        with self._using:
            if self._pool is not None:
                for process in list((self._pool._processes or {}).values()):
                    process.terminate()
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None

    def _sent(self, name: str, given: tuple[str, ...]) -> Future[Answered]:
        with self._using:
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(1, context, initializer=_sit_down, initargs=(self._folder, self._desk))
            return self._pool.submit(_answer, name, given)

    def _drop(self) -> None:
        with self._using:
            self._pool = None


# -- in the other process; what it takes is loaded there alone


class _Desk(Protocol):
    def answer(self, name: str, given: tuple[str, ...]) -> Answered: ...


_desks: list[_Desk] = []


def _sit_down(folder: Path, desk: Desks) -> None:
    """Begin. The signals of the terminal are for the process that answers, which ends this one."""
    leave_pandas_out()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_GIVES_WAY.get(desk, 0))
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    _desks.append(import_module(f"truceline.service.{desk}").Desk(folder))


def _answer(name: str, given: tuple[str, ...]) -> Answered:
    return _desks[0].answer(name, given)


def _end_with_the_server() -> None:
    """A server that was killed ends nobody: what it left would hold the mission, and memory, for good."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(1)
