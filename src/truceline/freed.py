"""Room that was freed goes back to the system.

Allocators keep it in case it is wanted again. Between two steps over millions of rows that is room which the next step
cannot have, and by which a process seems to need a third more than it does. No answer depends on it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

import pyarrow as pa


def give_back() -> None:
    """What neither Arrow nor NumPy holds any more is no longer counted as ours."""
    pa.default_memory_pool().release_unused()
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], Any] | None:
    """How the C library is asked, where it is one that can be."""
    try:
        found: Callable[[int], Any] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
    return found
