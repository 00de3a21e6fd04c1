"""Counting in DuckDB over Arrow, and work on parts, in this process.

Two threads give `sum(double)` several answers, so only integers are added and every answer is ordered by its keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import duckdb
import pyarrow as pa

from truceline.engines.columns import check_columns


class DuckEngine:
    """The embedded `ports.Engine`."""

    def count(self, table: pa.Table, by: tuple[str, ...], total: tuple[str, ...] = ()) -> pa.Table:
        """Rows and integer sums for each distinct `by`, sorted by `by` with nulls first."""
        check_columns(table, by, total)
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
