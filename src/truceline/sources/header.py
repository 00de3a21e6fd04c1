"""The header of a table: where the rows begin, what the columns are called, which mark stands between cells."""

from __future__ import annotations

import csv
import io
import re
from functools import lru_cache

import msgspec

from truceline.ingest.decode import to_utf8
from truceline.ingest.limits import MAX_CELL_BYTES, MAX_COLUMNS
from truceline.ingest.unpack import unpack_head
from truceline.model.errors import InputError

DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*$", re.IGNORECASE)
_HEAD_BYTES = 65_536
#: what may stand before a header without being one
_BLANK = re.compile(rb"[ \x00\n]+")
#: a file is offered to many formats in turn, each of which looks at its header
_HEADS = 4


def normal_name(name: str) -> str:
    """A column name as it is compared: without marks, case and outer blanks."""
    return name.replace("﻿", "").replace("\x00", "").strip().strip('"').strip().lower()


@lru_cache(maxsize=_HEADS)
def header_of(head: bytes, delimiter: str | None = None) -> tuple[str, ...]:
    """Normal names of the columns in the first line of a file, for recognition. Empty when there is no text."""
    try:
        start = Start.find(plain_head(head), delimiter)
    except InputError:
        return ()
    return tuple(normal_name(name) for name in start.names)


@lru_cache(maxsize=_HEADS)
def plain_head(head: bytes) -> bytes:
    """The beginning of a file as UTF-8 with LF: unpacked, decoded."""
    plain = unpack_head(head)[:_HEAD_BYTES]
    return newlines(to_utf8(plain[: len(plain) // 4 * 4 or len(plain)], "").data)


class Start(msgspec.Struct, frozen=True):
    """Where the rows begin, and what the columns are called."""

    offset: int
    line: int
    names: tuple[str, ...]
    delimiter: str

    @staticmethod
    def find(data: bytes, delimiter: str | None, where: str = "") -> Start:
        offset, line = 0, 1
        while True:
            blank = _BLANK.match(data, offset)
            if blank is not None and (behind := data.rfind(b"\n", offset, blank.end()) + 1):
                offset, line = behind, line + data.count(b"\n", offset, behind)
            end = data.find(b"\n", offset)
            raw = data[offset : end if end >= 0 else len(data)][: MAX_CELL_BYTES + 1]
            words = raw.decode("utf-8", "replace")
            declared = _SEPARATOR_LINE.match(words)
            if declared:
                delimiter = declared.group(1)
            elif words.strip(" \x00"):
                break
            if end < 0:
                return Start(len(data), line, (), delimiter or ",")
            offset, line = end + 1, line + 1
        delimiter = delimiter or _sniff(words)
        return Start._from_header(data, offset, line, delimiter, where)

    @staticmethod
    def _from_header(data: bytes, offset: int, line: int, delimiter: str, where: str) -> Start:
        window = data[offset : offset + MAX_CELL_BYTES].decode("utf-8", "replace")
        reader = csv.reader(io.StringIO(window, newline=""), delimiter=delimiter)
        try:
            names = next(reader, [])
        except csv.Error as error:
            raise InputError(
                f"the header line cannot be read ({error})", where=where, advice="The first line must name the columns."
            ) from error
        used = reader.line_num
        for _ in range(used):
            end = data.find(b"\n", offset)
            offset = end + 1 if end >= 0 else len(data)
        width = max((at for at, name in enumerate(names, 1) if normal_name(name)), default=0)
        return Start(offset, line + used, tuple(names[:width]), delimiter)


def _sniff(header: str) -> str:
    """The delimiter that cuts the header into most columns, outside quotes; a comma when none does."""
    bare = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=lambda mark: (bare.count(mark), -DELIMITERS.index(mark)))


def newlines(data: bytes) -> bytes:
    """LF, CRLF and CR as LF."""
    if b"\r" not in data:
        return data
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def check_header(start: Start, where: str) -> None:
    if not start.names:
        raise InputError("no header line", where=where, advice="The first line must name the columns.")
    if len(start.names) > MAX_COLUMNS:
        raise InputError(
            f"{len(start.names)} columns", where=where, advice=f"At most {MAX_COLUMNS} are read: is this a table?"
        )
