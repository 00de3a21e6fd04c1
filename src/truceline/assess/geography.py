"""Zones of an agreement: GeoJSON in, checked geometries out. Derived zones are buffers in metres."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from truceline.assess.problems import Problem, Severity
from truceline.assess.projection import plane_over
from truceline.model.agreement import Zone

Kind = Literal["zone", "line", "point"]

_KINDS: dict[str, Kind] = {
    "Polygon": "zone",
    "MultiPolygon": "zone",
    "LineString": "line",
    "MultiLineString": "line",
    "Point": "point",
}
_CRS84 = ("CRS84", "4326")


class Feature(msgspec.Struct, frozen=True):
    """A named geometry of the zones file, in degrees."""

    zone_id: str
    kind: Kind
    geometry: BaseGeometry
    label: str


class Geography:
    """The features of one zones file, and what is wrong with it."""

    def __init__(self, data: bytes | None, file: str) -> None:
        self.file = file
        self.features: dict[str, Feature] = {}
        self.named: set[str] = set()  # ids that stand in the file, usable or not
        self.problems: list[Problem] = []
        self._lines: list[str] = []
        if data is not None:
            self._read(data)

    def problem(self, zone_id: str | None, found: str, advice: str, severity: Severity = "error") -> None:
        """Note what is wrong with a feature, at its line."""
        quoted = f'"{zone_id}"'
        line = next((n for n, text in enumerate(self._lines, 1) if zone_id and quoted in text), 0)
        clause = f"zone {zone_id!r}" if zone_id else "zones"
        self.problems.append(Problem(self.file, line, clause, found, advice, severity))

    def _read(self, data: bytes) -> None:
        try:
            text = data.decode("utf-8-sig")
            tree = msgspec.json.decode(text.encode())
        except (UnicodeDecodeError, msgspec.DecodeError, RecursionError) as error:
            self.problem(None, f"this is not GeoJSON: {error}", "Write UTF-8 GeoJSON (RFC 7946).")
            return
        self._lines = text.splitlines()
        if not isinstance(tree, dict) or tree.get("type") != "FeatureCollection":
            self.problem(None, "the file is no FeatureCollection", 'Write {"type": "FeatureCollection", …}.')
            return
        crs = msgspec.json.encode(tree["crs"]).decode() if tree.get("crs") else "CRS84"
        if not any(name in crs for name in _CRS84):
            self.problem(None, f"the coordinates are in {crs}", "Write WGS 84 degrees and drop `crs` (RFC 7946).")
            return
        features = tree.get("features")
        if not isinstance(features, list):
            self.problem(None, "`features` is no list", 'Write "features": [ … ].')
            return
        for number, feature in enumerate(features, 1):
            self._take(feature, number)

    def _take(self, feature: object, number: int) -> None:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        zone_id = properties.get("id") if isinstance(properties, dict) else None
        if not isinstance(feature, dict) or not isinstance(properties, dict) or not isinstance(zone_id, str):
            self.problem(None, f"feature {number} has no properties.id", 'Give it "properties": {"id": "…"}.')
            return
        if zone_id in self.named:
            self.problem(zone_id, "two features have this id", "Give each feature an id of its own.")
            return
        self.named.add(zone_id)
        geometry = feature.get("geometry")
        kind = _KINDS.get(geometry.get("type", "")) if isinstance(geometry, dict) else None
        if kind is None or not isinstance(geometry, dict):
            self.problem(zone_id, "the geometry is no polygon, line or point", f"Use {', '.join(_KINDS)}.")
            return
        stated = properties.get("kind", kind)
        if stated != kind:
            found = f"kind is {stated!r}, but the geometry is a {geometry['type']}"
            self.problem(zone_id, found, "A zone is drawn as a polygon, a line as a line.")
            return
        if self._sound(zone_id, geometry):
            label = properties.get("label")
            shaped = shape(geometry)
            self.features[zone_id] = Feature(zone_id, kind, shaped, label if isinstance(label, str) else "")

    def _sound(self, zone_id: str, geometry: Mapping[str, object]) -> bool:
        """Whether the coordinates make a valid geometry; every reason why not is noted."""
        before = len(self.problems)
        kind, coordinates = geometry["type"], geometry.get("coordinates")
        points = _positions(coordinates)
        if points is None or not points:
            self.problem(zone_id, "the coordinates are missing or no numbers", "Write [longitude, latitude] pairs.")
            return False
        for lon, lat in points:
            if not (-180 <= lon <= 180 and -90 <= lat <= 90):
                self.problem(zone_id, f"[{lon}, {lat}] is outside the Earth", f"Write WGS 84 degrees.{_slip(lon, lat)}")
                return False
        if reason := _round_the_earth(kind, coordinates):
            advice = "If it crosses the antimeridian, cut it there into parts (RFC 7946, 3.1.9)."
            self.problem(zone_id, reason, advice)
        if kind in {"Polygon", "MultiPolygon"}:
            polygons = [coordinates] if kind == "Polygon" else coordinates
            assert isinstance(polygons, list)
            for polygon in polygons:
                self._rings(zone_id, polygon)
        elif kind == "LineString" and len(points) < 2:
            self.problem(zone_id, "the line has fewer than two points", "Draw the line from end to end.")
        if len(self.problems) == before:
            reason = _invalid(geometry)
            if reason:
                self.problem(
                    zone_id, f"the geometry is not valid: {reason}", "Redraw it so that no edge crosses another."
                )
        return len(self.problems) == before

    def _rings(self, zone_id: str, polygon: object) -> None:
        for ring in polygon if isinstance(polygon, list) else ():
            if len(ring) < 4:
                self.problem(
                    zone_id, f"a ring has {len(ring)} points", "A ring needs four, the last equal to the first."
                )
            elif ring[0] != ring[-1]:
                self.problem(
                    zone_id,
                    f"the polygon is open: it begins at {ring[0]} and ends at {ring[-1]}",
                    "Repeat the first point at the end of the ring.",
                )


def _round_the_earth(kind: object, coordinates: object) -> str:
    """Whether one part of the geometry spans more than half of the Earth: it was drawn across the antimeridian."""
    parts = coordinates if str(kind).startswith("Multi") and isinstance(coordinates, list) else [coordinates]
    for part in parts:
        lons = [lon for lon, _ in _positions(part) or ()]
        if lons and max(lons) - min(lons) > 180:
            return f"a part of it spans {max(lons) - min(lons):g}° of longitude"
    return ""


def _invalid(geometry: Mapping[str, object]) -> str:
    try:
        shaped = shape(geometry)
    except (ValueError, TypeError, IndexError, AttributeError, shapely.errors.GEOSException) as error:
        return str(error)
    if shaped.is_empty:
        return "it is empty"
    return "" if shapely.is_valid(shaped) else _in_words(str(shapely.is_valid_reason(shaped)))


def _in_words(reason: str) -> str:
    """`Self-intersection[35.55 48]` as: Self-intersection at [35.55, 48]."""
    what, _, where = reason.rstrip("]").partition("[")
    return f"{what} at [{where.replace(' ', ', ')}]" if where else reason


def _slip(lon: float, lat: float) -> str:
    """What was likely written instead of longitude and latitude."""
    if abs(lon) <= 90 and abs(lat) <= 180:
        return " They look swapped: longitude comes first."
    return " They look like metres of a projection: convert them." if min(abs(lon), abs(lat)) > 1_000 else ""


def _positions(value: object) -> list[tuple[float, float]] | None:
    """Every [lon, lat] in nested coordinates; null where one of them is no pair of finite numbers."""
    if not isinstance(value, list):
        return None
    if value and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value):
        if len(value) < 2 or not all(math.isfinite(v) for v in value[:2]):
            return None
        return [(float(value[0]), float(value[1]))]
    found: list[tuple[float, float]] = []
    for inner in value:
        points = _positions(inner)
        if points is None:
            return None
        found += points
    return found


def as_zone(feature: Feature) -> Zone | None:
    """The zone of a feature; a point is only the middle of derived zones and gives none."""
    if feature.kind == "point":
        return None
    return Zone(feature.zone_id, feature.kind, _canonical(feature.geometry), feature.label)


def buffered(
    zone_id: str, label: str, sources: Sequence[Feature], buffer_km: float, others: Mapping[str, Feature]
) -> Feature:
    """The belt of this width around features; belts that touch are one."""
    plane = plane_over(one.geometry for one in others.values())
    flat = [shapely.buffer(plane.flat(source.geometry), buffer_km * 1000, quad_segs=16) for source in sources]
    names = ", ".join(source.label or source.zone_id for source in sources)
    belt = plane.round_again(shapely.unary_union(flat))
    return Feature(zone_id, "zone", belt, label or f"{buffer_km:g} km around {names}")


def _canonical(geometry: BaseGeometry) -> str:
    rounded = msgspec.to_builtins(_rounded(mapping(geometry)))
    return msgspec.json.encode(rounded, order="sorted").decode()


def _rounded(value: object) -> object:
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(inner) for inner in value]
    return round(value, 6) if isinstance(value, float) else value
