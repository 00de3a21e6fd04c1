"""A sheet from rows that did not come as a table: objects of JSON, submissions of a form."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
import pyarrow as pa

from truceline.model.errors import Rejected
from truceline.sources.cell_bytes import trimmed
from truceline.sources.sheet import Sheet
from truceline.sources.table import Table


def sheet_of(
    file: str, rows: Sequence[tuple[int, dict[str, str]]], notes: Sequence[Rejected] = (), refused: int = 0
) -> Sheet:
    """Rows with the lines they stand on; `refused` of the file's rows are only in `notes`."""
    return Sheet(_table(file, rows, len(rows) + refused, notes))


def sheet_of_many(files: Sequence[str], rows_of: Sequence[Sequence[tuple[int, dict[str, str]]]]) -> Sheet:
    """The rows of several files as one sheet."""
    rows = list(chain.from_iterable(rows_of))
    file_of = np.repeat(np.arange(len(files)), [len(some) for some in rows_of])
    return Sheet(_table("", rows, len(rows), ()), files=files, file_of=file_of)


def _table(file: str, rows: Sequence[tuple[int, dict[str, str]]], size: int, notes: Sequence[Rejected]) -> Table:
    names = sorted({name for _, cells in rows for name in cells})
    columns = {name: trimmed(pa.array([cells.get(name, "") for _, cells in rows], pa.string())) for name in names}
    lines = np.array([line for line, _ in rows], np.int64)
    return Table(file=file, columns=columns, lines=lines, rows=size, notes=list(notes))
