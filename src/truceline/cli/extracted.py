"""What `truceline extract` does with one file, and with many on several processors, in the order in which they came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from truceline.confined.crew import as_they_come
from truceline.confined.keeper import Exceeded
from truceline.extract.extract import Extraction
from truceline.filters.texts import lines_of, read, said_by, unusable
from truceline.model.errors import InputError, Rejected
from truceline.model.reading import Reading
from truceline.stores.files import readable_name


class Extracted(NamedTuple):
    """The lines of one file, how many of each kind, and what is to be said about it."""

    lines: list[bytes]
    found: Counter[str]
    notes: list[Rejected]
    documents: int
    error: InputError | None


class _Read(NamedTuple):
    """A file as its source reads it, or what keeps it from being read, and its text as it stands."""

    path: Path
    reading: Reading | InputError
    written: str | None = None


def extracted(paths: list[Path], zone: str, kinds: frozenset[str], published: str = "") -> Iterator[Extracted]:
    """Each file's answer, in the order of the paths, whatever the number of workers.

    The files are read while workers are at the words of those before; the lines are written when their turn has come.
    """
    files = (_read(path, zone, published) for path in paths)
    sizes = [path.stat().st_size if path.is_file() else 0 for path in paths]
    for file, told in as_they_come(partial(_told, zone=zone), files, sizes):
        yield _lines(file, told, kinds)


def _read(path: Path, zone: str, published: str) -> _Read:
    try:
        return _Read(path, *read(path, zone, published))
    except InputError as error:
        return _Read(path, error)


def _told(file: _Read, *, zone: str) -> tuple[_Read, list[Extraction | Exceeded]]:
    documents = () if isinstance(file.reading, InputError) else file.reading.documents
    return file, [said_by(document, zone) for document in documents]


def _lines(file: _Read, told: list[Extraction | Exceeded], kinds: frozenset[str]) -> Extracted:
    if isinstance(file.reading, InputError):
        return Extracted([], Counter(), [unusable(file.path, file.reading)], 0, file.reading)
    name = readable_name(file.path)
    lines: list[bytes] = []
    found: Counter[str] = Counter()
    notes = list(file.reading.notes)
    for document, said in zip(file.reading.documents, told, strict=True):
        here, more = lines_of(document, said, file.written, name, kinds)
        notes += more
        found.update([kind for kind, _ in here])
        lines += [line for _, line in here]
    return Extracted(lines, found, notes, len(file.reading.documents), None)
