"""Checking a long record on all processors: each looks at pieces of it by themselves, one lays them end to end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context

import msgspec

from truceline.model.errors import RecordError
from truceline.record.whole import Seen, look_at
from truceline.stores.record import Reads

#: below this the other processes are not started before one alone is done
MANY = 100_000
#: entries that another process is given at a time
_PIECE = 4_096
#: and those it looks at together: what is made of more no longer fits in the processor's own memory
_TOGETHER = 128

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Seen]).decode


def look_at_all(another: Callable[[], Reads], reader: Reads, size: int) -> Iterator[Seen]:
    """Every entry by itself, in order. Raises RecordError at the first that does not hold.

    `another` opens the same record once more: pickle carries it to the processes that help.
    """
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if workers == 1 or size < MANY or reader.lock is not None:  # keys stay in the process that was given them
        yield from _looked_at(reader, 0, size)
        return
    pieces = [(first, min(first + _PIECE, size)) for first in range(0, size, _PIECE)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for (first, end), seen in zip(
            pieces, pool.map(_piece, repeat(another), *zip(*pieces, strict=True)), strict=True
        ):
            if seen is None:
                pool.shutdown(wait=False, cancel_futures=True)
                yield from _looked_at(reader, first, end)
            else:
                yield from _decode(seen)


def _looked_at(reader: Reads, first: int, end: int) -> Iterator[Seen]:
    for at in range(first, end, _TOGETHER):
        yield look_at(reader.rows(at, min(at + _TOGETHER, end)))


def _piece(another: Callable[[], Reads], first: int, end: int) -> bytes | None:
    """What `look_at` says of a piece; null where it raises, so that whoever asked sees the error itself."""
    reader = another()
    try:
        return _encode(list(_looked_at(reader, first, end)))
    except RecordError:
        return None
    finally:
        reader.close()
