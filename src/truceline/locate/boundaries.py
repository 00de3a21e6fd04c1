"""Boundary files of any country: GeoJSON, GeoPackage, zipped shapefile, as OCHA (COD-AB), geoBoundaries, GADM or
Natural Earth publish them. A division is where its polygon is: the circle around its centre that holds 95 % of it.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import msgspec

from truceline.locate.archive import archive_of
from truceline.locate.names import name_key
from truceline.locate.shelf import Entry, Shelf, shelf_of
from truceline.model.errors import InputError
from truceline.model.units import to_e6
from truceline.ports import Place

ENDINGS = (".geojson", ".json", ".gpkg", ".shp.zip", ".zip", ".kml", ".fgb", ".topojson")
#: fields with names, by the publisher's convention; {n} is the level of the division
_LEVELLED = (r"adm{n}_(?!pcode|type|ref|alt\d?_)\w+", r"(?:var|nl_)?name_{n}", r"adm{n}(?:name)?")
_PLAIN = re.compile(r"name(?:[_:]\w{2,3})?|shapename|admin_name|title", re.IGNORECASE)
_CODE = re.compile(r"(?:.*pcode|shapeid|gid_\d|id|iso_a2|iso_3166_2|code)", re.IGNORECASE)
_DEEPEST = 5
_KINDS = {0: "country", 1: "region", 2: "district", 3: "district", 4: "settlement", 5: "settlement"}
_METRES_A_DEGREE = 111_195.0
_SHARE = 0.95
_STEPS = 18
#: of all layers together
_MOST_FEATURES = 500_000
#: points of a shape that crosses itself; it may do so in as many places as the square of them
_MOST_MENDED = 5_000
_SIMPLE = 0.002  # of the extent: a coast need not be followed to the metre to find a circle
_ZIP = b"PK"
_MOST_MEMBERS = 1_000
#: GDAL looks no further to know a file by its contents
_HEAD = 65_536
#: how it writes down another source: <OGRVRTDataSource>, <OGRWFSDataSource> …
_POINTER = re.compile(rb"<OGR\w*DataSource")
_ADVICE = "Give GeoJSON, GeoPackage or a zipped shapefile (.shp, .shx, .dbf and .prj in one .zip)."


class _Feature(msgspec.Struct, frozen=True):
    number: int
    names: tuple[str, ...]
    level: int
    parents: tuple[str, ...]  # narrowest first
    code: str
    shape: Any  # a polygon in WGS 84 degrees


def boundaries(data: bytes, where: str) -> Shelf:
    """The divisions of a boundary file by their names. Raises InputError with the feature and field at fault."""
    return shelf_of(_entries(data, where), in_any_spelling=True)


def _entries(data: bytes, where: str) -> Iterator[Entry]:
    for feature in _features(data, where):
        place_id = f"{where}:{feature.code or feature.number}"
        yield map(name_key, feature.names), partial(_place, feature, place_id)


def _features(data: bytes, where: str) -> Iterator[_Feature]:
    """The features of every layer that has names: a GeoPackage of OCHA has one for each level."""
    read: dict[str, _Columns] = {}
    left = _MOST_FEATURES
    for number, name in enumerate(_layers(data, where)):
        read[name] = _read(data, where, number, left)
        left -= len(read[name][1])
    full = {layer: columns for layer, columns in read.items() if columns[1]}
    if not full:
        raise InputError("no features with fields", where=where, advice=_ADVICE)
    named = {layer: columns for layer, columns in full.items() if _has_names(columns)}
    if not named:
        shown = ", ".join(next(iter(full.values()))[0][:12])
        raise InputError(f"no field with names (fields: {shown})", where=where, advice="Name it `name` or `ADM2_EN`.")
    for layer, columns in named.items():
        yield from _of_layer(columns, where if len(named) == 1 else f"{where}/{layer}")


#: field names, geometries as WKB in WGS 84, and rows
_Columns = tuple[list[str], list[Any], list[tuple[Any, ...]]]


def _has_names(columns: _Columns) -> bool:
    fields, _, rows = columns
    _, named = _name_fields(fields) or (0, [])
    return any(str(row[fields.index(field)] or "").strip() for row in rows for field in named)


def _of_layer(columns: _Columns, where: str) -> Iterator[_Feature]:
    import shapely

    fields, geometries, rows = columns
    level, named = _name_fields(fields) or (0, [])
    for number, (raw, values) in enumerate(zip(geometries, rows, strict=True), start=1):
        cells = dict(zip(fields, values, strict=True))
        given = (cells[field] for field in named)
        names = tuple(dict.fromkeys(cell.strip() for cell in given if isinstance(cell, str) and cell.strip()))
        spot = f"{where}: feature {number}"
        if not any(map(name_key, names)):
            raise InputError(f"{named[0]} is empty", where=spot, advice="Give every division a name.")
        shape = None if raw is None else shapely.from_wkb(raw)
        if shape is None or shape.is_empty:
            raise InputError("geometry is missing", where=spot, advice="Give every division a polygon or point.")
        west, south, east, north = shape.bounds
        if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
            found = f"geometry spans {west:.5g} to {east:.5g}, {south:.5g} to {north:.5g}"
            raise InputError(found, where=spot, advice="Give longitude and latitude in degrees (WGS 84).")
        code = next((str(cells[f]) for f in fields if _CODE.fullmatch(f) and isinstance(cells[f], str | int)), "")
        yield _Feature(number, names, level, _parents(cells, level), code, shape)


def _refuse_pointers(data: bytes, where: str) -> None:
    """Raises InputError for a file that names another one, or an address, for GDAL to open in its place.

    GDAL knows such a file by its contents, whatever its ending, and in an archive too.
    """
    parts = _heads(data, where) if data.startswith(_ZIP) else [data]
    if any(_POINTER.search(part[:_HEAD]) for part in parts):
        found = "it names another file, or an address, to be opened in its place"
        raise InputError(found, where=where, advice=f"{_ADVICE} Nothing else was opened.")


def _heads(data: bytes, where: str) -> list[bytes]:
    """How each file in an archive begins."""
    with archive_of(data, where) as archive:
        members = archive.infolist()
        if len(members) > _MOST_MEMBERS:
            raise InputError(f"an archive of {len(members):,} files", where=where, advice=_ADVICE)
        return [archive.open(member).read(_HEAD) for member in members if not member.filename.endswith("/")]


def _layers(data: bytes, where: str) -> list[str]:
    import pyogrio

    _refuse_pointers(data, where)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # bytes in memory have no file ending
            return [str(name) for name, _ in pyogrio.list_layers(data)]
    except (pyogrio.errors.DataSourceError, ValueError) as error:
        raise InputError("no boundary file that can be read", where=where, advice=_ADVICE) from error


def _read(data: bytes, where: str, layer: int, most: int) -> _Columns:
    """What a layer holds; nothing when it has no fields or no geometries. Raises InputError for more than `most`."""
    import pyogrio
    import shapely

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            meta, _, geometries, columns = pyogrio.raw.read(data, layer=layer, force_2d=True, max_features=most + 1)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, UnicodeDecodeError) as error:
        raise InputError("no boundary file that can be read", where=where, advice=_ADVICE) from error
    if geometries is not None and len(geometries) > most:
        advice = "Give one level of divisions, or one country."
        raise InputError(f"more than {_MOST_FEATURES:,} features", where=where, advice=advice)
    fields = [str(name) for name in meta["fields"]]
    if not fields or geometries is None or not len(geometries):
        return [], [], []
    crs = meta.get("crs")
    if crs and crs not in ("EPSG:4326", "OGC:CRS84"):
        from pyproj import Transformer

        turn = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
        shapes = shapely.transform(shapely.from_wkb(geometries), turn.transform, interleaved=False)
        geometries = shapely.to_wkb(shapes)
    return fields, list(geometries), list(zip(*(column.tolist() for column in columns), strict=True))


def _name_fields(fields: list[str]) -> tuple[int, list[str]] | None:
    """Level of the divisions, and the fields that name them; null when none does."""
    for level in range(_DEEPEST, -1, -1):
        for pattern in _LEVELLED:
            own = re.compile(pattern.format(n=level), re.IGNORECASE)
            if named := [field for field in fields if own.fullmatch(field)]:
                return level, named
    if named := [field for field in fields if _PLAIN.fullmatch(field)]:
        return 2, named
    return None


def _parents(cells: Mapping[str, Any], level: int) -> tuple[str, ...]:
    """Names of the divisions it lies in, in the first language of the file."""
    found = []
    for above in range(level - 1, -1, -1):
        own = re.compile("|".join(p.format(n=above) for p in _LEVELLED), re.IGNORECASE)
        found += [str(value) for field, value in cells.items() if own.fullmatch(field) and isinstance(value, str)][:1]
    return tuple(found)


def _place(feature: _Feature, place_id: str) -> Place:
    lat, lon, radius = _circle(feature.shape)
    kind = _KINDS[feature.level]
    return Place(place_id, feature.names[0], lat, lon, radius, kind, 0, None, division=", ".join(feature.parents))


def _sound(shape: Any) -> Any:
    """A shape that does not cross itself: repaired, or the hull of one that would take too long to repair."""
    import shapely

    if shapely.is_valid(shape):
        return shape
    return shapely.make_valid(shape) if shapely.get_num_coordinates(shape) <= _MOST_MENDED else shape.convex_hull


def _circle(shape: Any) -> tuple[int, int, int]:
    """Centre of a polygon and the radius in metres that holds 95 % of its area, on a plane that touches its centre."""
    import shapely

    centre = shape.centroid
    flat = math.cos(math.radians(centre.y))
    plane = shapely.transform(
        shape, lambda xy: (xy - [centre.x, centre.y]) * [flat * _METRES_A_DEGREE, _METRES_A_DEGREE]
    )
    corners = shapely.get_coordinates(plane)
    reach = float(max(math.hypot(x, y) for x, y in corners))
    plane = _sound(shapely.simplify(plane, _SIMPLE * reach))
    low, high = 0.0, max(reach, 1.0)
    if plane.area > 0:
        for _ in range(_STEPS):
            middle = (low + high) / 2
            held = plane.intersection(shapely.Point(0, 0).buffer(middle, quad_segs=16)).area
            low, high = (low, middle) if held >= _SHARE * plane.area else (middle, high)
    return to_e6(centre.y), to_e6(centre.x), max(1_000, math.ceil(high))
