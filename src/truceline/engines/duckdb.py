"""Counting in DuckDB over Arrow, and work on parts, in this process.

Two threads give `sum(double)` several answers, so only integers are added and every answer is ordered by its keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import duckdb
import pyarrow as pa

from truceline.model.errors import InputError


class DuckEngine:
    """The embedded `ports.Engine`."""

    def count(self, table: pa.Table, by: tuple[str, ...], total: tuple[str, ...] = ()) -> pa.Table:
        """Rows and integer sums for each distinct `by`, sorted by `by` with nulls first."""
        for name in (*by, *total):
            if name not in table.column_names:
                raise InputError(f"there is no column {name!r}", advice=f"Columns: {', '.join(table.column_names)}")
        for name in total:
            if not pa.types.is_integer(table.schema.field(name).type):
                raise InputError(f"column {name!r} is not whole numbers", advice="Only integers are added up.")
        keys = ", ".join(f'"{name}"' for name in by)
        sums = "".join(f', CAST(coalesce(sum("{name}"), 0) AS BIGINT) AS "{name}"' for name in total)
        order = ", ".join(f'"{name}" ASC NULLS FIRST' for name in by)
        # The answer needs no extension and no file: the connection may reach neither disk nor network.
        with duckdb.connect(":memory:", config={"enable_external_access": "false"}) as connection:
            connection.register("rows_in", table)
            return connection.execute(
                f"SELECT {keys}, CAST(count(*) AS BIGINT) AS n_rows{sums} FROM rows_in GROUP BY {keys} ORDER BY {order}"
            ).to_arrow_table()

    def each(self, parts: Iterable[pa.Table], work: Callable[[pa.Table], pa.Table], schema: pa.Schema) -> pa.Table:
        """In this process, one part at a time: what is compiled uses all processors by itself."""
        answers = [work(part) for part in parts]
        return pa.concat_tables([schema.empty_table(), *answers]).combine_chunks()
