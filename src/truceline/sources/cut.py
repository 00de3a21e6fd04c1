"""Rows of a delimited table cut into cells, in one pass of pyarrow's reader (RFC 4180 quoting, newlines inside quotes).

Only rows of the wrong length are looked at one by one. Where quotes went wrong, the row is left out and reading is
taken up again with the next line.
"""

from __future__ import annotations

import csv
import io
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from truceline.ingest.limits import MAX_CELL_BYTES, MAX_RESUMES
from truceline.ingest.note_runs import NoteRuns
from truceline.model.errors import InputError, Rejected
from truceline.sources.cell_bytes import holds
from truceline.sources.header import Start


class Cut(msgspec.Struct):
    """Columns in the order of the header, untouched; the file line of each row; how many rows the file has."""

    columns: list[Any]  # pa.StringArray
    lines: Any  # np.ndarray of int64
    rows: int
    notes: list[Rejected]


class Cutter:
    """One pass of the CSV reader, taken up again behind a row that is too long to be one."""

    def __init__(self, where: str, start: Start, quoted: bool) -> None:
        self.where = where
        self.quoted = quoted
        self.resumes = 0
        self.width = len(start.names)
        self.start = start
        self.runs = NoteRuns()
        self.warnings: list[Rejected] = []
        self.rows = 0
        self.parts: list[tuple[list[pa.Array], np.ndarray]] = []

    def cut(self, data: bytes) -> Cut:
        offset, line = self.start.offset, self.start.line
        while self.resumes <= 2 * MAX_RESUMES:
            resume = self._pass(data, offset, line)
            if resume is None:
                return self._whole()
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
                    column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
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
            cells = self._cells(words)
        except csv.Error:
            return True
        return len(cells) < self.width or any(cell.strip() for cell in cells[self.width :])

    def _cells(self, words: str) -> list[str]:
        if not self.quoted or '"' not in words:
            return words.rstrip("\n").split(self.start.delimiter)
        return next(csv.reader(io.StringIO(words, newline=""), delimiter=self.start.delimiter), [])

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
        """Warns of cells with lines in them that have as many delimiters as a row: rows that a stray quote took in."""
        for part in parts:
            if not holds(part, "\n"):
                continue
            broken = np.flatnonzero(pc.match_substring(part, "\n").to_numpy(zero_copy_only=False))
            for row in broken:
                inner = part[int(row)].as_py().split("\n")[1:]
                if self.width > 1 and any(words.count(self.start.delimiter) == self.width - 1 for words in inner):
                    self.warnings.append(
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
            cells = self._cells(words)
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
        self.runs.add(Rejected(file=self.where, line=line, field="", found=found, advice=advice))

    def _whole(self) -> Cut:
        columns = [
            pa.concat_arrays([part[0][i] for part in self.parts]) if self.parts else pa.array([], pa.string())
            for i in range(self.width)
        ]
        lines = np.concatenate([part[1] for part in self.parts]) if self.parts else np.zeros(0, np.int64)
        order = np.argsort(lines, kind="stable")
        if len(lines) and not bool((order[1:] > order[:-1]).all()):
            columns = [column.take(pa.array(order)) for column in columns]
            lines = lines[order]
        return Cut(columns=columns, lines=lines, rows=self.rows, notes=[*self.warnings, *self.runs.notes()])


def _line_spans(columns: list[pa.Array], odd: dict[int, str]) -> np.ndarray:
    """How many lines of the file each row takes, refused rows in their places."""
    count = len(columns[0]) if columns else 0
    inner = np.zeros(count, np.int64)
    for column in columns:
        if holds(column, "\n"):
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
