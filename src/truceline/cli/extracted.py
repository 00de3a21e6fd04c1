"""What `truceline extract` does with one file, and with many on several processors, in the order in which they came."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_start_method
from pathlib import Path
from typing import NamedTuple

from truceline.filters.texts import lines_of, read, unusable
from truceline.model.errors import InputError, Rejected
from truceline.stores.files import readable_name

#: bytes of text from which on a second process saves more than it costs to start
_WORTH_A_PROCESS = 300_000
_MOST_PROCESSES = 8
#: files that a process is handed at once: few, so that none is left with much to do when the others are done
_AT_ONCE = 12
#: the rules make many small tuples and no cycles: looking for cycles so often would be a third of the work
_COLLECT_AFTER = (100_000, 50, 100)


class Extracted(NamedTuple):
    """The lines of one file, how many of each kind, and what is to be said about it."""

    lines: list[bytes]
    found: Counter[str]
    notes: list[Rejected]
    documents: int
    error: InputError | None


def extracted(paths: list[Path], zone: str, kinds: frozenset[str], published: str = "") -> Iterator[Extracted]:
    """Each file's answer, in the order of the paths, whatever the number of processes."""
    _collect_rarely()
    work = partial(_of_file, zone=zone, kinds=kinds, published=published)
    size = sum(path.stat().st_size for path in paths if path.is_file())
    processes = min(_MOST_PROCESSES, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)
    if len(paths) < 2 or processes < 2 or size < _WORTH_A_PROCESS:
        yield from map(work, paths)
        return
    # where processes are forked, they are born with the rules that the first file needed, and share their memory
    begun = 1 if get_start_method() == "fork" else 0
    yield from map(work, paths[:begun])
    gc.freeze()
    with ProcessPoolExecutor(max_workers=processes, initializer=_collect_rarely) as pool:
        yield from pool.map(work, paths[begun:], chunksize=max(1, min(_AT_ONCE, len(paths) // (processes * 8))))
    gc.unfreeze()


def _collect_rarely() -> None:
    gc.set_threshold(*_COLLECT_AFTER)


def _of_file(path: Path, *, zone: str, kinds: frozenset[str], published: str) -> Extracted:
    try:
        reading, written = read(path, zone, published)
    except InputError as error:
        return Extracted([], Counter(), [unusable(path, error)], 0, error)
    name = readable_name(path)
    lines: list[bytes] = []
    found: Counter[str] = Counter()
    notes = list(reading.notes)
    for document in reading.documents:
        told, more = lines_of(document, written, name, zone, kinds)
        notes += more
        found.update(kind for kind, _ in told)
        lines += [line for _, line in told]
    return Extracted(lines, found, notes, len(reading.documents), None)
