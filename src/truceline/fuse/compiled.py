"""The one door to the compiler: same arithmetic everywhere (no fast maths), compiled once and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a kernel; keep the machine code beside the module or, where that is read-only, in the user's cache."""
    return _compile(function, parallel=False)


def compiled_parallel(function: Callable[P, R]) -> Callable[P, R]:
    """As `compiled`, with `numba.prange` over blocks whose results do not depend on the number of threads."""
    return _compile(function, parallel=True)


def _compile(function: Callable[P, R], parallel: bool) -> Callable[P, R]:
    try:
        return cast(Callable[P, R], numba.njit(cache=True, parallel=parallel)(function))
    except RuntimeError:  # no folder at all in which machine code could be kept: compile in every process
        return cast(Callable[P, R], numba.njit(parallel=parallel)(function))
