"""What `truceline extract` does with one file, and with many on several processors, in the order in which they came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from truceline.confined.crew import at_once
from truceline.filters.texts import lines_of, read, unusable
from truceline.model.errors import InputError, Rejected
from truceline.stores.files import readable_name


class Extracted(NamedTuple):
    """The lines of one file, how many of each kind, and what is to be said about it."""

    lines: list[bytes]
    found: Counter[str]
    notes: list[Rejected]
    documents: int
    error: InputError | None


def extracted(paths: list[Path], zone: str, kinds: frozenset[str], published: str = "") -> Iterator[Extracted]:
    """Each file's answer, in the order of the paths, whatever the number of workers."""
    work = partial(_of_file, zone=zone, kinds=kinds, published=published)
    return at_once(work, paths, lambda path: path.stat().st_size if path.is_file() else 0)


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
