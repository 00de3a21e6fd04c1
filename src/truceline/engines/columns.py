"""What every engine asks of the columns that it is to count."""

from __future__ import annotations

import pyarrow as pa

from truceline.model.errors import InputError


def check_columns(table: pa.Table, by: tuple[str, ...], total: tuple[str, ...]) -> None:
    """Raises InputError unless all of them are there and all totals are whole numbers."""
    for name in (*by, *total):
        if name not in table.column_names:
            raise InputError(f"there is no column {name!r}", advice=f"Columns: {', '.join(table.column_names)}")
    for name in total:
        if not pa.types.is_integer(table.schema.field(name).type):
            raise InputError(f"column {name!r} is not whole numbers", advice="Only integers are added up.")
