"""GeoPackage (OGC 12-128): a layer for each table, moments as moments, and what every column means in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pyarrow as pa

from truceline.writers.places import Places
from truceline.writers.shown import in_parts, shown

#: a file says when it was last changed; equal tables are equal bytes, so all say the same
_CHANGED = {"OGR_CURRENT_DATE": "1980-01-01T00:00:00.000Z"}
_SRS = "EPSG:4326"
#: what the QGIS and GDAL of a stable distribution read without a warning: the edition before, where moments have
#: milliseconds always
_DATASET = {"VERSION": "1.3"}
_LAYER = {"DATETIME_PRECISION": "MILLISECOND"}


class Layer(msgspec.Struct, frozen=True):
    """What a layer is called, and what its rows are."""

    table: pa.Table
    title: str
    about: str


def write_geopackage(layers: Mapping[str, Layer], path: Path) -> None:
    """Write the layers. Raises UsageError for a table without places, OSError when GDAL cannot write."""
    import pyogrio
    import pyogrio.errors

    before = {name: pyogrio.get_gdal_config_option(name) for name in _CHANGED}
    pyogrio.set_gdal_config_options(_CHANGED)
    try:
        for at, (name, layer) in enumerate(layers.items()):
            places = Places(layer.table)
            pyogrio.raw.write_arrow(
                _reader(layer.table),
                str(path),
                layer=re.sub(r"\W+", "_", name),
                driver="GPKG",
                append=at > 0,
                geometry_name="geom",
                geometry_type=_geometry_type(places),
                crs=_SRS,
                layer_options={"IDENTIFIER": layer.title, "DESCRIPTION": layer.about, **_LAYER},
                dataset_options=_DATASET,
            )
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError) as error:
        raise OSError(f"GDAL could not write it: {error}") from error
    finally:
        pyogrio.set_gdal_config_options(before)


def _reader(table: pa.Table) -> pa.RecordBatchReader:
    """The rows a part at a time, as GDAL takes them."""
    schema = _with_geometry(table.slice(0, 0)).schema
    batches = (batch for part in in_parts(table) for batch in _with_geometry(part).cast(schema).to_batches())
    return pa.RecordBatchReader.from_batches(schema, batches)


def _with_geometry(part: pa.Table) -> pa.Table:
    rows = shown(part)
    fields = [field.with_metadata(_comment(field)) for field in rows.schema]
    out = pa.table(rows.columns, pa.schema(fields))
    return out.append_column(
        pa.field("geom", pa.binary(), metadata={"ARROW:extension:name": "ogc.wkb"}), Places(part).wkb()
    )


def _comment(field: pa.Field) -> dict[str, str]:
    """The description under the name by which GDAL knows it."""
    words = (field.metadata or {}).get(b"description", b"").decode()
    return {"GDAL:OGR:comment": words} if words else {}


def _geometry_type(places: Places) -> str:
    if not places.are_cells:
        return "Point"
    return "Unknown" if "MultiPolygon" in places.kinds else "Polygon"
