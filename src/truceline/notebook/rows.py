"""A table as an answer: Arrow as it is kept, pandas and GeoPandas as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
from markupsafe import Markup

from truceline.model.errors import UsageError
from truceline.model.units import E6
from truceline.notebook.card import Column, card, spoken, table

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

#: columns that say where, as a table for people has them
_PLACE = ("lat", "lon")


class Rows:
    """A table of an answer. It speaks the Arrow C stream, so that pandas, polars and DuckDB take it as it is.

    In Arrow the columns are those of the schema: whole numbers, with their unit as the ending of the name (`_s` seconds
    since 1970 in UTC, `_e6` millionths of a degree, `_ppm` parts per million). For pandas and GeoPandas the first two
    are times and degrees, under the name without the ending. docs/columns.md says what each means.
    """

    def __init__(self, table: pa.Table, title: str = "", lang: str = "en") -> None:
        self._table = table
        self._title = title
        self._lang = lang

    def __len__(self) -> int:
        return int(self._table.num_rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns in Arrow."""
        return tuple(self._table.column_names)

    def to_arrow(self) -> pa.Table:
        """The table as it is kept."""
        return self._table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> pd.DataFrame:
        """A data frame with the columns of a file that `truceline export` writes: times in UTC, degrees."""
        return for_people(self._table).to_pandas()

    def to_geopandas(self) -> geopandas.GeoDataFrame:
        """A data frame with points, or the outlines of cells, in WGS 84; rows without a place have none.

        Raises UsageError for a table without places, and where GeoPandas is not installed.
        """
        return geo_frame(for_people(self._table))

    def to_list(self) -> list[dict[str, Any]]:
        """One dict a row, as in Arrow."""
        rows: list[dict[str, Any]] = self._table.to_pylist()
        return rows

    def _repr_html_(self) -> str:
        words = spoken(self._lang)
        return card(self._title, drawn(self._table, self._lang), note=words.count("rows", len(self)))

    def __repr__(self) -> str:
        shown = ", ".join(self.columns[:6]) + (", …" if len(self.columns) > 6 else "")
        return f"<{len(self)} row{'' if len(self) == 1 else 's'}: {shown}>"


def drawn(arrow: pa.Table, lang: str, most: int = 10) -> Markup:
    """The first rows of a table for a card, without the columns in which these have nothing."""
    first = for_people(arrow.slice(0, most))
    first = first.select([name for name in first.column_names if first[name].null_count < max(first.num_rows, 1)])
    columns = [
        Column(name, _is_number(kind)) for name, kind in zip(first.column_names, first.schema.types, strict=True)
    ]
    rows = [[_said(value) for value in row.values()] for row in first.to_pylist()]
    return table(columns, rows, spoken(lang), arrow.num_rows - first.num_rows, most)


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value).replace("+00:00", "Z")


def for_people(arrow: pa.Table) -> pa.Table:
    """Times and degrees in place of seconds and millionths, as `truceline export` writes them; all else as it is."""
    columns = {}
    for name in arrow.column_names:
        column = arrow.column(name)
        if name.endswith("_s") and pa.types.is_integer(column.type):
            columns[name[:-2]] = pc.cast(column, pa.timestamp("s", tz="UTC"))
        elif name.endswith("_e6"):
            columns[name[:-3]] = pc.divide(pc.cast(column, pa.float64()), E6)
        else:
            columns[name] = column
    return pa.table(columns)


def geo_frame(shown: pa.Table) -> geopandas.GeoDataFrame:
    """A table for people with its places as a geometry. Raises UsageError where there are none."""
    if not {"cell", *_PLACE} & {*shown.column_names}:
        raise UsageError("this table has no places", advice="Take to_pandas() or to_arrow() of it.")
    try:
        import geopandas
    except ImportError as missing:
        raise UsageError(
            "GeoPandas is not installed", advice='Install it with: pip install "truceline[geo]"; or take to_pandas().'
        ) from missing
    import pandas as pd
    import shapely

    frame = shown.to_pandas()
    if "cell" in frame:
        geometry = [_outline(cell) for cell in frame["cell"]]
        return geopandas.GeoDataFrame(frame, geometry=geometry, crs="EPSG:4326")
    lat, lon = (pd.to_numeric(frame[name], errors="coerce").to_numpy() for name in _PLACE)
    known = ~(pd.isna(lat) | pd.isna(lon))
    points = shapely.points(lon, lat)
    points[~known] = None
    return geopandas.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


def _outline(cell: str | None) -> Any:
    import shapely

    from truceline.record.cells import outline

    return None if cell is None else shapely.Polygon([(lon / E6, lat / E6) for lon, lat in outline(cell).lon_lat_e6])
