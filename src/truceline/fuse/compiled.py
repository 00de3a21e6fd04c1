"""The one door to the compiler: the same arithmetic everywhere (no fast maths), compiled once and kept.

Machine code is kept by the file that holds the kernel: whoever edits an inlined function in another file deletes the
folders `__pycache__` once. Installed packages and fresh clones begin without any.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")


#: divisions are checked where they can fail, not by the compiler
_SHARED: dict[str, Any] = {"nogil": True, "error_model": "numpy"}


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile what Python calls. Threads may run it side by side: it holds no lock and shares nothing but its input.

    Machine code is kept beside the module or, where that is read-only, in the user's cache.
    """
    try:
        return cast(Callable[P, R], numba.njit(cache=True, **_SHARED)(function))
    except RuntimeError:  # no folder at all in which machine code could be kept: compile in every process
        return cast(Callable[P, R], numba.njit(**_SHARED)(function))


def inner(function: Callable[P, R]) -> Callable[P, R]:
    """Compile what only kernels call."""
    options = {**_SHARED, "no_cpython_wrapper": True}
    return cast(Callable[P, R], numba.njit(**options)(function))
