"""Shutting this process in, for good: limits of the system first, then files, then calls."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

from truceline.confined.landlock import close_files
from truceline.confined.limits import FILES, Limits
from truceline.confined.seccomp import filter_calls

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4


def shut_in(limits: Limits) -> tuple[str, ...]:
    """What holds this process from now on, by name; shorter on systems that lack a part of it."""
    _limit_for_life(limits)
    held = ["limits"]
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        version = close_files()
        held += [f"landlock {version}"] if version else []
        held += ["seccomp"] if filter_calls() else []
    return tuple(held)


def _limit_for_life(limits: Limits) -> None:
    wanted = {resource.RLIMIT_CORE: 0, resource.RLIMIT_NOFILE: FILES, resource.RLIMIT_FSIZE: limits.answer}
    if sys.platform != "linux":
        wanted[resource.RLIMIT_NPROC] = 0  # Linux counts threads too: there the filter of calls forbids processes
    for kind, value in wanted.items():
        resource.setrlimit(kind, _within(value, resource.getrlimit(kind)[1]))


def allow(process: int, limits: Limits, used_s: float) -> None:
    """Give `process` the budget of its next item, having used `used_s` seconds of processor before."""
    wanted = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CPU: int(used_s + limits.cpu_s) + 1,
        resource.RLIMIT_FSIZE: limits.answer,
    }
    for kind, value in wanted.items():
        if sys.platform == "linux":
            resource.prlimit(process, kind, _within(value, resource.prlimit(process, kind)[1]))
        elif process == os.getpid():
            resource.setrlimit(kind, _within(value, resource.getrlimit(kind)[1]))


def _within(value: int, hard: int) -> tuple[int, int]:
    return (value if hard == resource.RLIM_INFINITY else min(value, hard)), hard
