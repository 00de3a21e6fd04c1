"""A file that came back from outside, as lines of text, whatever table format it is in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from truceline.model.errors import InputError
from truceline.stores.files import read_bytes


def lines_of(path: Path) -> Iterator[str]:
    """One line for each row. Raises InputError for a table file that cannot be read."""
    data = read_bytes(path)
    if data[:4] == b"PAR1":
        return _parquet(data, path)
    if data[:4] == b"PK\x03\x04":
        return _xlsx(data, path)
    if data[:15] == b"SQLite format 3":
        return _geopackage(path)
    text = data.decode("utf-8", "replace")
    return iter(text.replace('{"type":"Feature"', '\n{"type":"Feature"').splitlines())


def _parquet(data: bytes, path: Path) -> Iterator[str]:
    import pyarrow.parquet as pq

    try:
        rows = pq.read_table(io.BytesIO(data)).to_pylist()
    except pa.ArrowException as error:
        raise InputError(f"it cannot be read: {error}", where=str(path), advice="Ask for the file again.") from error
    return (_words(row.values()) for row in rows)


def _xlsx(data: bytes, path: Path) -> Iterator[str]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    except CalamineError as error:
        raise InputError(f"it cannot be read: {error}", where=str(path), advice="Ask for the file again.") from error
    return (_words(row) for row in rows)


def _geopackage(path: Path) -> Iterator[str]:
    import pyogrio
    import shapely

    try:
        _, _, geometry, fields = pyogrio.raw.read(path)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise InputError(f"it cannot be read: {error}", where=str(path), advice="Ask for the file again.") from error
    points = [shapely.from_wkb(wkb) if wkb else None for wkb in geometry]
    places = ["" if point is None else f"{point.y:.6f} {point.x:.6f}" for point in points]
    return (f"{place} {_words(row)}" for place, row in zip(places, zip(*fields, strict=True), strict=True))


def _words(values: object) -> str:
    assert hasattr(values, "__iter__")
    return " ".join(str(value) for value in values)
