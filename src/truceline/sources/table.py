"""The shared table reader: bytes to named text columns, with the true line of every row.

Rows are cut by pyarrow's CSV reader (RFC 4180 quoting, newlines inside quotes) in one pass over the file. Only rows
of the wrong length are looked at one by one. Nothing is converted here: see `sheet` for that.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from truceline.ingest.decode import Utf8, gunzip, gunzip_head, to_utf8
from truceline.ingest.limits import MAX_CELL_BYTES, MAX_COLUMNS, MAX_RESUMES
from truceline.model.errors import InputError, Rejected
from truceline.model.evidence import Blob

DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*$", re.IGNORECASE)
_HEAD_BYTES = 65_536


class Table(msgspec.Struct):
    """Columns of trimmed text (never null; blank is ""), all of one length, and the file line of each row."""

    file: str
    columns: dict[str, Any]  # name -> pa.StringArray
    lines: Any  # np.ndarray of int64
    rows: int  # of the file, refused ones included
    notes: list[Rejected]  # refused rows, and what was odd about the file


def normal_name(name: str) -> str:
    """A column name as it is compared: without marks, case and outer blanks."""
    return name.replace("﻿", "").replace("\x00", "").strip().strip('"').strip().lower()


def header_of(head: bytes, delimiter: str | None = None) -> tuple[str, ...]:
    """Normal names of the columns in the first line of a file, for recognition. Empty when there is no text."""
    try:
        start = _Start.find(plain_head(head), delimiter)
    except InputError:
        return ()
    return tuple(normal_name(name) for name in start.names)


def plain_head(head: bytes) -> bytes:
    """The beginning of a file as UTF-8 with LF: unpacked, decoded."""
    plain = gunzip_head(head)[:_HEAD_BYTES]
    return _newlines(to_utf8(plain[: len(plain) // 4 * 4 or len(plain)], "").data)


def read_table(
    blob: Blob,
    *,
    delimiter: str | None = None,
    names: Sequence[str] | None = None,
    quoted: bool = True,
) -> Table:
    """All rows of a table file.

    Args:
        blob: the file; gzip is unpacked under a cap that is counted while reading.
        delimiter: None to tell from the header (comma, semicolon, tab, bar).
        names: the columns of a file without a header line; None when it has one.
        quoted: False for formats in which a quotation mark is a letter like any other (GDELT).

    Raises InputError when there is no table in it.
    """
    where = blob.filename
    text = to_utf8(gunzip(blob.data, where), where)
    data = _newlines(text.data)
    start = _Start.find(data, delimiter) if names is None else _Start(0, 1, tuple(names), delimiter or "\t")
    _check_header(start, where)
    table = _Cutter(where, start, quoted).cut(data)
    table.notes[:0] = text.notes
    return _without_damage(table, text)


class _Start(msgspec.Struct, frozen=True):
    """Where the rows begin, and what the columns are called."""

    offset: int
    line: int
    names: tuple[str, ...]
    delimiter: str

    @staticmethod
    def find(data: bytes, delimiter: str | None) -> _Start:
        offset, line = 0, 1
        while True:
            end = data.find(b"\n", offset)
            raw = data[offset : end if end >= 0 else len(data)][: MAX_CELL_BYTES + 1]
            words = raw.decode("utf-8", "replace")
            declared = _SEPARATOR_LINE.match(words)
            if declared:
                delimiter = declared.group(1)
            elif words.strip(" \x00"):
                break
            if end < 0:
                return _Start(len(data), line, (), delimiter or ",")
            offset, line = end + 1, line + 1
        delimiter = delimiter or _sniff(words)
        return _Start._from_header(data, offset, line, delimiter)

    @staticmethod
    def _from_header(data: bytes, offset: int, line: int, delimiter: str) -> _Start:
        window = data[offset : offset + MAX_CELL_BYTES].decode("utf-8", "replace")
        reader = csv.reader(io.StringIO(window, newline=""), delimiter=delimiter)
        try:
            names = next(reader, [])
        except csv.Error as error:
            raise InputError(
                f"the header line cannot be read ({error})", advice="The first line must name the columns."
            ) from error
        used = reader.line_num
        for _ in range(used):
            end = data.find(b"\n", offset)
            offset = end + 1 if end >= 0 else len(data)
        width = max((at for at, name in enumerate(names, 1) if normal_name(name)), default=0)
        return _Start(offset, line + used, tuple(names[:width]), delimiter)


def _sniff(header: str) -> str:
    """The delimiter that cuts the header into most columns, outside quotes; a comma when none does."""
    bare = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=lambda mark: (bare.count(mark), -DELIMITERS.index(mark)))


def _newlines(data: bytes) -> bytes:
    """LF, CRLF and CR as LF."""
    if b"\r" not in data:
        return data
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _check_header(start: _Start, where: str) -> None:
    if not start.names:
        raise InputError("no header line", where=where, advice="The first line must name the columns.")
    if len(start.names) > MAX_COLUMNS:
        raise InputError(
            f"{len(start.names)} columns", where=where, advice=f"At most {MAX_COLUMNS} are read: is this a table?"
        )


class _Cutter:
    """One pass of the CSV reader, taken up again behind a row that is too long to be one."""

    def __init__(self, where: str, start: _Start, quoted: bool) -> None:
        self.where = where
        self.quoted = quoted
        self.resumes = 0
        self.width = len(start.names)
        self.start = start
        self.notes: list[Rejected] = []
        self.rows = 0
        self.parts: list[tuple[list[pa.Array], np.ndarray]] = []

    def cut(self, data: bytes) -> Table:
        offset, line = self.start.offset, self.start.line
        while self.resumes <= 2 * MAX_RESUMES:
            resume = self._pass(data, offset, line)
            if resume is None:
                return self._table()
            offset, line = resume
            self.resumes += 1
        raise InputError(
            f"more than {MAX_RESUMES} rows with a cell over {MAX_CELL_BYTES // 1024} KiB",
            where=self.where,
            advice="Quotes that open and never close? Export the table again.",
        )

    def _pass(self, data: bytes, offset: int, line: int) -> tuple[int, int] | None:
        """Cuts what lies behind `offset`. Answers where to go on when a row was too long, else None."""
        body = memoryview(data)[offset:]
        if not bytes(body[:MAX_CELL_BYTES]).strip(b"\n\x00 ") and not bytes(body).strip(b"\n\x00 "):
            return None
        columns, odd = self._parse(body)
        spans = _line_spans(columns, odd)
        total = len(spans)
        first = line + np.concatenate(([0], np.cumsum(spans)[:-1])) if total else np.zeros(0, np.int64)
        regular = np.ones(total, bool)
        regular[list(odd)] = False
        broken = self._first_broken(columns, odd, regular)
        self._take(columns, odd, first, regular, total if broken is None else broken[0])
        if broken is None:
            return None
        row, found = broken
        at = int(first[row])
        self._note(
            at,
            found,
            "Look for a quote that is not closed. This line was left out and reading went on with the next one.",
        )
        self.rows += 1
        return _skip_line(data, offset, at - line), at + 1

    def _parse(self, body: memoryview) -> tuple[list[pa.Array], dict[int, str]]:
        """Columns of the regular rows, and the text of the others by row number."""
        odd: list[tuple[int, str]] = []

        def keep(row: pa_csv.InvalidRow) -> str:
            odd.append((row.number, row.text))
            return "skip"

        names = [f"c{i}" for i in range(self.width)]
        try:
            table = pa_csv.read_csv(
                pa.BufferReader(pa.py_buffer(body)),
                read_options=pa_csv.ReadOptions(
                    use_threads=False, block_size=max(len(body) + 1, 1 << 16), column_names=names
                ),
                parse_options=pa_csv.ParseOptions(
                    delimiter=self.start.delimiter,
                    quote_char='"' if self.quoted else False,
                    newlines_in_values=self.quoted,
                    ignore_empty_lines=False,
                    invalid_row_handler=keep,
                ),
                convert_options=pa_csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=True
                ),
            )
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise InputError(
                f"the rows cannot be cut into columns ({str(error)[:200]})",
                where=self.where,
                advice="Is it a delimited text table? Export it as CSV with UTF-8 encoding.",
            ) from error
        columns = [_one(table.column(name)) for name in names]
        return columns, {number - 1: words for number, words in odd}

    def _first_broken(
        self, columns: list[pa.Array], odd: dict[int, str], regular: np.ndarray
    ) -> tuple[int, str] | None:
        """The first row whose quotes went wrong, and how: it took in lines that are rows of their own."""
        size = f"a cell of more than {MAX_CELL_BYTES // 1024} KiB"
        broken = [(row, size) for row, words in odd.items() if len(words) > MAX_CELL_BYTES]
        if self.resumes < MAX_RESUMES:
            spread = "a quote that opens here and goes on over lines"
            broken += [(row, spread) for row, words in odd.items() if "\n" in words.strip("\n") and self._is_odd(words)]
        places = np.flatnonzero(regular)
        for column in columns:
            long = np.flatnonzero(pc.binary_length(column).to_numpy(zero_copy_only=False) > MAX_CELL_BYTES)
            if len(long):
                broken.append((int(places[long[0]]), size))
        return min(broken) if broken else None

    def _is_odd(self, words: str) -> bool:
        try:
            cells = next(csv.reader(io.StringIO(words, newline=""), delimiter=self.start.delimiter), [])
        except csv.Error:
            return True
        return len(cells) < self.width or any(cell.strip() for cell in cells[self.width :])

    def _take(
        self, columns: list[pa.Array], odd: dict[int, str], first: np.ndarray, regular: np.ndarray, keep: int
    ) -> None:
        kept = int(regular[:keep].sum())
        parts = [column.slice(0, kept) for column in columns]
        lines = first[:keep][regular[:keep]]
        self.rows += kept
        extra: list[tuple[int, list[str]]] = []
        for row, words in odd.items():
            if row < keep:
                cells = self._mend(words, int(first[row]))
                if cells is not None:
                    extra.append((int(first[row]), cells))
        parts, lines = self._without_blank(parts, lines)
        self._say_swallowed(parts, lines)
        self.parts.append((parts, lines))
        if extra:
            made = [pa.array([cells[i] for _, cells in extra], pa.string()) for i in range(self.width)]
            self.parts.append((made, np.array([line for line, _ in extra], np.int64)))

    def _say_swallowed(self, parts: list[pa.Array], lines: np.ndarray) -> None:
        """Warns of cells that go on over lines with as many delimiters as a row has: rows that a stray quote took in."""
        for part in parts:
            broken = np.flatnonzero(pc.match_substring(part, "\n").to_numpy(zero_copy_only=False))
            for row in broken:
                inner = part[int(row)].as_py().split("\n")[1:]
                if self.width > 1 and any(words.count(self.start.delimiter) == self.width - 1 for words in inner):
                    self.notes.append(
                        Rejected(
                            self.where,
                            int(lines[row]),
                            "",
                            f"a cell that goes on over {len(inner)} lines that look like rows",
                            "It was taken as it stands. If a quote is not closed, close it and ingest the file again.",
                            "warning",
                        )
                    )

    def _without_blank(self, parts: list[pa.Array], lines: np.ndarray) -> tuple[list[pa.Array], np.ndarray]:
        """A line without a single word is no row."""
        blank = np.ones(len(lines), bool)
        for part in parts:
            if not blank.any():
                return parts, lines
            blank &= pc.equal(part, "").to_numpy(zero_copy_only=False)
        self.rows -= int(blank.sum())
        mask = pa.array(~blank)
        return [part.filter(mask) for part in parts], lines[~blank]

    def _mend(self, words: str, line: int) -> list[str] | None:
        """The cells of a row of the wrong length, when what is too many is blank; else a note."""
        if not words.strip("\n \x00"):
            return None
        self.rows += 1
        try:
            cells = next(csv.reader(io.StringIO(words, newline=""), delimiter=self.start.delimiter), [])
        except csv.Error as error:
            self._note(line, f"a row that cannot be cut into cells ({error})", "Check the quotes of this row.")
            return None
        if len(cells) > self.width and not any(cell.strip() for cell in cells[self.width :]):
            return cells[: self.width]
        if len(cells) != self.width:
            self._note(
                line,
                f"{len(cells)} cells where the header has {self.width}",
                "Look for a missing or surplus delimiter, or for text with delimiters outside quotes.",
            )
            return None
        return cells

    def _note(self, line: int, found: str, advice: str) -> None:
        self.notes.append(Rejected(file=self.where, line=line, field="", found=found, advice=advice))

    def _table(self) -> Table:
        columns = [
            pa.concat_arrays([part[0][i] for part in self.parts]) if self.parts else pa.array([], pa.string())
            for i in range(self.width)
        ]
        lines = np.concatenate([part[1] for part in self.parts]) if self.parts else np.zeros(0, np.int64)
        order = np.argsort(lines, kind="stable")
        if len(lines) and not bool((order[1:] > order[:-1]).all()):
            columns = [column.take(pa.array(order)) for column in columns]
            lines = lines[order]
        named, notes = _named(self.where, self.start, columns)
        return Table(file=self.where, columns=named, lines=lines, rows=self.rows, notes=notes + self.notes)


def _named(where: str, start: _Start, columns: list[pa.Array]) -> tuple[dict[str, pa.Array], list[Rejected]]:
    """Columns by normal name, trimmed. The first of two with one name wins, and that is said."""
    named: dict[str, pa.Array] = {}
    notes = []
    for name, column in zip(start.names, columns, strict=True):
        key = normal_name(name)
        if key in named:
            notes.append(
                Rejected(where, start.line - 1, key, "the column appears twice", "The first one was read.", "warning")
            )
        elif key:
            named[key] = pc.utf8_trim_whitespace(column)
    return named, notes


def _line_spans(columns: list[pa.Array], odd: dict[int, str]) -> np.ndarray:
    """How many lines of the file each row takes, refused rows in their places."""
    count = len(columns[0]) if columns else 0
    inner = np.zeros(count, np.int64)
    for column in columns:
        if pc.any(pc.match_substring(column, "\n")).as_py():
            inner += pc.count_substring(column, "\n").to_numpy(zero_copy_only=False)
    total = count + len(odd)
    spans = np.ones(total, np.int64)
    regular = np.ones(total, bool)
    regular[list(odd)] = False
    spans[regular] += inner
    for row, words in odd.items():
        spans[row] = words.rstrip("\n").count("\n") + 1
    return spans


def _skip_line(data: bytes, offset: int, lines: int) -> int:
    """The offset behind `lines` + 1 lines."""
    for _ in range(lines + 1):
        end = data.find(b"\n", offset)
        if end < 0:
            return len(data)
        offset = end + 1
    return offset


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks or [pa.array([], pa.string())])


def _without_damage(table: Table, text: Utf8) -> Table:
    """Leaves out rows with NUL bytes, and rows with bytes that do not decode."""
    marks = [("\x00", "a NUL byte", "The file was cut or written twice: export it again.")]
    if text.damaged:
        marks.append(("�", f"bytes that do not decode as {text.encoding}", "Save the file as UTF-8."))
    for mark, found, advice in marks:
        if mark.encode() not in text.data:
            continue
        bad = np.zeros(len(table.lines), bool)
        for name, column in table.columns.items():
            hit = pc.match_substring(column, mark).to_numpy(zero_copy_only=False) & ~bad
            table.notes += [Rejected(table.file, int(line), name, found, advice) for line in table.lines[hit]]
            bad |= hit
        keep = pa.array(~bad)
        table.columns = {name: column.filter(keep) for name, column in table.columns.items()}
        table.lines = table.lines[~bad]
    return table
