"""A sheet from rows that did not come as a table: objects of JSON, submissions of a form."""

from __future__ import annotations

from collections.abc import Sequence

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
    names = sorted({name for _, cells in rows for name in cells})
    columns = {name: trimmed(pa.array([cells.get(name, "") for _, cells in rows], pa.string())) for name in names}
    lines = np.array([line for line, _ in rows], np.int64)
    return Sheet(Table(file=file, columns=columns, lines=lines, rows=len(rows) + refused, notes=list(notes)))
