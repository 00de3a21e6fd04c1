"""The shared table reader: bytes to named text columns, with the true line of every row.

Nothing is converted here: `sheet` and what stands beside it do that, on whole columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.ingest.decode import Utf8, to_utf8
from truceline.ingest.unpack import unpack
from truceline.model.errors import Rejected
from truceline.model.evidence import Blob
from truceline.sources.cell_bytes import trimmed
from truceline.sources.cut import Cutter
from truceline.sources.header import Start, check_header, newlines, normal_name


class Table(msgspec.Struct):
    """Columns of trimmed text (never null; blank is ""), all of one length, and the file line of each row."""

    file: str
    columns: dict[str, Any]  # name -> pa.StringArray
    lines: Any  # np.ndarray of int64
    rows: int  # of the file, refused ones included
    notes: list[Rejected]  # refused rows, and what was odd about the file


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
    text = to_utf8(unpack(blob.data, where), where)
    data = newlines(text.data)
    start = Start.find(data, delimiter, where) if names is None else Start(0, 1, tuple(names), delimiter or "\t")
    check_header(start, where)
    cut = Cutter(where, start, quoted).cut(data)
    columns, doubles = _named(where, start, cut.columns)
    table = Table(
        file=where, columns=columns, lines=cut.lines, rows=cut.rows, notes=[*text.notes, *doubles, *cut.notes]
    )
    return _without_damage(table, text)


def _named(where: str, start: Start, columns: list[pa.Array]) -> tuple[dict[str, pa.Array], list[Rejected]]:
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
            named[key] = trimmed(column)
    return named, notes


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
