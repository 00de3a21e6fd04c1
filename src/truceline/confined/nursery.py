"""Where workers come from: a process that has loaded the readers once and forks, so that a new worker costs little.

It is started without the environment of its parent, so that no key or password is in its reach, and speaks with it over
one socket: `start` brings the four descriptors of a new worker, `reap` asks how one ended.
"""

from __future__ import annotations

import gc
import os
import socket
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Literal

import msgspec

from truceline.arrow_alone import leave_pandas_out

_MOST_MESSAGE = 16 * 1024
_DESCRIPTORS = 4
#: what the system counts memory in
_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


class Order(msgspec.Struct, frozen=True):
    """`load` modules; `start` a worker that has them; `reap` the worker of this number."""

    what: Literal["load", "start", "reap"]
    modules: tuple[str, ...] = ()
    process: int = 0


class Told(msgspec.Struct, frozen=True):
    """The number of a new worker, or how one ended: exit status as of waitpid, most memory."""

    process: int = 0
    status: int = 0
    memory: int = 0  # bytes
    fault: str = ""


def main(control_number: int) -> None:
    """Follow orders until the other end is closed."""
    leave_pandas_out()
    gc.disable()  # what is loaded stays: to look through it for garbage again and again would only cost time
    control = socket.socket(fileno=control_number)
    while True:
        body, descriptors, _, _ = socket.recv_fds(control, _MOST_MESSAGE, _DESCRIPTORS)
        if not body:
            return
        order = msgspec.msgpack.decode(body, type=Order)
        if order.what == "reap":
            _, status, used = os.wait4(order.process, 0)
            _tell(control, Told(order.process, status, used.ru_maxrss * _MEMORY_UNIT))
            continue
        fault = _load(order.modules)
        if order.what == "start":
            _tell(control, Told(fault=fault) if fault else Told(_born(control, descriptors)))
        for descriptor in descriptors:
            os.close(descriptor)


def _load(modules: Sequence[str]) -> str:
    for module in modules:
        if module in sys.modules:
            continue
        try:
            prepare = getattr(import_module(module), "prepare", None)
        except ImportError as error:
            return f"{module} cannot be loaded ({error})"
        if prepare is not None:
            prepare()
    return ""


def _born(control: socket.socket, descriptors: Sequence[int]) -> int:
    """The number of a new worker. Objects that are there already are left out of its collections of garbage."""
    from truceline.confined.landlock import program_text
    from truceline.confined.worker import serve

    program_text()  # found once for all workers
    gc.freeze()
    process = os.fork()
    if process:
        return process
    try:
        gc.enable()
        control.close()
        serve(*descriptors)
    finally:
        os._exit(0)


def _tell(control: socket.socket, told: Told) -> None:
    control.send(msgspec.msgpack.encode(told))
