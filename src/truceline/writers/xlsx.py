"""A workbook with a sheet for each table. Numbers are numbers, moments are text in ISO 8601 (a sheet knows no UTC)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.errors import UsageError
from truceline.writers.shown import as_text, in_parts, safe, shown

#: what Excel holds at most
MOST_ROWS = 1_048_576
MOST_LETTERS = 32_767
_NAME_LETTERS = 31


def write_xlsx(tables: Mapping[str, pa.Table], path: Path, hashtags: Mapping[str, Sequence[str]] | None = None) -> None:
    """Write the workbook. Raises UsageError for a table or a text that no sheet can hold."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    for name, table in tables.items():
        _require_room(name, table)
    settings = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(str(path), settings)
    try:
        book.set_properties({"created": datetime(1980, 1, 1)})  # noqa: DTZ001 (equal tables are equal bytes)
        heading = book.add_format({"bold": True})
        for name, table in tables.items():
            sheet = book.add_worksheet(_sheet_name(name))
            sheet.freeze_panes(1, 0)
            tags = (hashtags or {}).get(name)
            sheet.write_row(0, 0, shown(table.slice(0, 0)).column_names, heading)
            if tags:
                sheet.write_row(1, 0, tags)
            _fill(sheet, table, 2 if tags else 1)
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _fill(sheet: object, table: pa.Table, at: int) -> None:
    writers = [_writer(sheet, field.type) for field in shown(table.slice(0, 0)).schema]
    for part in in_parts(table):
        columns = [safe(as_text(column)) for column in shown(part).columns]
        for row in zip(*columns, strict=True):
            for place, (write, value) in enumerate(zip(writers, row, strict=True)):
                if value is not None:
                    write(at, place, value)
            at += 1


def _writer(sheet: object, kind: pa.DataType):  # type: ignore[no-untyped-def]
    if pa.types.is_boolean(kind):
        return sheet.write_boolean  # type: ignore[attr-defined]
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return sheet.write_number  # type: ignore[attr-defined]
    return sheet.write_string  # type: ignore[attr-defined]


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", "_", name)[:_NAME_LETTERS] or "table"


def _require_room(name: str, table: pa.Table) -> None:
    if table.num_rows > MOST_ROWS - 2:
        raise UsageError(
            f"a sheet holds {MOST_ROWS:,} rows, and {name} has {table.num_rows:,}",
            advice="Choose parquet, gpkg or csv, or fewer rows with --from and --until.",
        )
    for field in table.schema:
        if pa.types.is_string(field.type) and table.num_rows:
            longest = pc.max(pc.utf8_length(table[field.name])).as_py() or 0
            if longest >= MOST_LETTERS:
                raise UsageError(
                    f"a cell holds {MOST_LETTERS:,} letters, and a text in {name}.{field.name} has {longest:,}",
                    advice="Choose csv, jsonl or parquet, which cut nothing, or leave the column out with --columns.",
                )
