"""The loop of a shut-in process: an item comes, the task named with it is done, its answer goes back."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from importlib import import_module

from truceline.confined.cage import allow, shut_in
from truceline.confined.limits import limits_for
from truceline.confined.wire import Answer, Request, answer_with, receive_request, send
from truceline.model.errors import TrucelineError

Work = Callable[[bytes, bytes], object]

#: characters of a message about a fault
_SHOWN = 300


def serve(requests: int, answers: int, given: int, shared: int) -> None:
    """Shut this process in and work until nobody asks any more, or memory was short once."""
    held = shut_in(limits_for(0, False))
    send(answers, Answer("ready", found=",".join(held)))
    while (request := receive_request(requests)) is not None:
        answer = _answered(request, given, shared)
        send(answers, answer)
        if answer.status == "memory":
            return


def work_of(task: str) -> Work:
    """The function that `module:name` names: only our own, and only named by whoever sends the item."""
    module, _, name = task.partition(":")
    work: Work = getattr(import_module(module), name)
    return work


def _answered(request: Request, given: int, shared: int) -> Answer:
    if sys.platform != "linux":  # there nobody else can set the limits of this process
        allow(os.getpid(), request.limits, time.process_time())
    try:
        asked = request.asked if request.data is not None else _laid(given, request.laid, 0)
        data = request.data if request.data is not None else _laid(given, request.size, request.laid)
        return answer_with(work_of(request.task)(data, asked), shared)
    except TrucelineError as error:
        return Answer(
            "refused",
            kind=type(error).__name__,
            found=error.found[: _SHOWN * 4],
            where=error.where[:_SHOWN],
            advice=error.advice[: _SHOWN * 4],
        )
    except MemoryError:
        return Answer("memory")
    except Exception as error:  # noqa: BLE001  a fault of a reader costs its file, never the run
        return Answer("failed", found=fault_of(error))


def _laid(given: int, size: int, start: int) -> bytes:
    with os.fdopen(os.dup(given), "rb") as file:
        file.seek(start)
        return file.read(size)


def fault_of(error: Exception) -> str:
    """The kind of a fault, its words, and the line of the program where it lies."""
    trace = error.__traceback__
    place = ""
    while trace is not None:
        place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119
        trace = trace.tb_next
    return f"{type(error).__name__} at {place}: {error}"[:_SHOWN]
