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

#: arrays of as many bytes are asked of the system one by one, and are its own again once they are freed
_LARGE = 3 << 20
#: bytes that stay at hand beyond that: to give them back and to ask for them again takes time
_AT_HAND = 32 << 20
#: what the C library calls these two (malloc.h)
_M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -3, -1


def keep_little() -> None:
    """For all of this process, and for a process that does one large thing: large arrays go back when they are freed.

    Left to itself, the C library takes to keeping ever larger ones, and Arrow keeps what its threads have freed.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    set_option = _of_c_library("mallopt")
    if set_option is not None:
        set_option(_M_MMAP_THRESHOLD, _LARGE)
        set_option(_M_TRIM_THRESHOLD, _AT_HAND)


def give_back() -> None:
    """What neither Arrow nor NumPy holds any more is no longer counted as ours."""
    pa.default_memory_pool().release_unused()
    trim = _of_c_library("malloc_trim")
    if trim is not None:
        trim(0)


@cache
def _of_c_library(name: str) -> Callable[..., Any] | None:
    """A function of the C library, where it has one of that name."""
    try:
        found: Callable[..., Any] = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):
        return None
    return found
