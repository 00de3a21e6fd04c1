"""Zones of an agreement: GeoJSON in, checked geometries out. Derived zones are buffers in metres."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal

import msgspec
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from truceline.assess.problems import Listed, Problem, Severity
from truceline.assess.projection import EDGE_DEGREES, plane_over
from truceline.model.agreement import Zone
from truceline.model.errors import UNREADABLE

Kind = Literal["zone", "line", "point"]

_KINDS: dict[str, Kind] = {
    "Polygon": "zone",
    "MultiPolygon": "zone",
    "LineString": "line",
    "MultiLineString": "line",
    "Point": "point",
}
#: how many lists deep the coordinates of each are
_DEPTH = {"Point": 1, "LineString": 2, "MultiLineString": 3, "Polygon": 3, "MultiPolygon": 4}
_CRS84 = ("CRS84", "4326")
#: what is drawn: features, and points of all their outlines once edges are cut as fine as the plane asks
MOST_FEATURES = 2_000
MOST_POINTS = 1_000_000
MOST_BYTES = 64 * 1024 * 1024
_MOST_TOLD = 300
_ID = re.compile(r'"((?:[^"\\\n]|\\.)*+)"')


class Feature(msgspec.Struct, frozen=True):
    """A named geometry of the zones file, in degrees."""

    zone_id: str
    kind: Kind
    geometry: BaseGeometry
    label: str
    buffer_km: float | None = None
    around: tuple[str, ...] = ()


class Geography:
    """The features of one zones file, and what is wrong with it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.features: dict[str, Feature] = {}
        self.named: set[str] = set()  # ids that stand in the file, usable or not
        self.problems = Listed()
        self.given = False  # a file of zones was there
        self.unread = False  # and could not be read: what it names is not known
        self._text = ""
        self._points = 0

    def problem(self, zone_id: str | None, found: str, advice: str, severity: Severity = "error") -> None:
        """Note what is wrong with a feature, at its line."""
        line = self._line_of.get(zone_id, 0) if zone_id else 0
        clause = f"zone {zone_id!r}" if zone_id else "zones"
        self.problems.add(Problem(self.file, line, clause, found[:_MOST_TOLD], advice, severity))

    @cached_property
    def _line_of(self) -> dict[str, int]:
        """The first line on which each name stands in quotation marks."""
        found: dict[str, int] = {}
        for number, line in enumerate(self._text.splitlines(), 1):
            for name in _ID.finditer(line):
                found.setdefault(name[1], number)
        return found

    def has_room_for(self, points: int, zone_id: str) -> bool:
        """Whether so many points more can be drawn; where they cannot, that is noted once."""
        fitted, self._points = self._points <= MOST_POINTS, self._points + points
        if fitted and self._points > MOST_POINTS:
            found = f"with it the drawing has more than {MOST_POINTS:,} points, edges cut to {EDGE_DEGREES}° counted in"
            self.problem(
                zone_id, found, "Draw with fewer points: a border known to 50 m needs no more than one every 50 m."
            )
        return self._points <= MOST_POINTS

    def read(self, data: bytes) -> None:
        """Take the features of a file of zones; what is wrong with it is noted."""
        self.given, self.unread = True, True
        if len(data) > MOST_BYTES:
            found = f"the file has {len(data):,} bytes, more than {MOST_BYTES:,}"
            self.problem(None, found, "Keep what the agreement speaks of, and draw it with fewer points.")
            return
        try:
            text = data.decode("utf-8-sig")
            tree = msgspec.json.decode(text.encode())
        except UNREADABLE as error:
            self.problem(None, f"this is not GeoJSON: {error}", "Write UTF-8 GeoJSON (RFC 7946).")
            return
        self._text = text
        if not isinstance(tree, dict) or tree.get("type") != "FeatureCollection":
            self.problem(None, "the file is no FeatureCollection", 'Write {"type": "FeatureCollection", …}.')
            return
        crs = tree.get("crs")
        if crs and not _is_crs84(crs):
            found = f"the coordinates are in {_as_json(crs)}"
            self.problem(None, found, "Write WGS 84 degrees and drop `crs` (RFC 7946).")
            return
        features = tree.get("features")
        if not isinstance(features, list):
            self.problem(None, "`features` is no list", 'Write "features": [ … ].')
            return
        if len(features) > MOST_FEATURES:
            found = f"it has {len(features):,} features, more than {MOST_FEATURES:,}"
            self.problem(None, found, "Keep those that the agreement speaks of; settlements of an annex can be one.")
            return
        self.unread = False
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
        drawn = geometry.get("type") if isinstance(geometry, dict) else None
        kind = _KINDS.get(drawn) if isinstance(drawn, str) else None
        if kind is None or not isinstance(geometry, dict):
            self.problem(zone_id, "the geometry is no polygon, line or point", f"Use {', '.join(_KINDS)}.")
            return
        stated = properties.get("kind", kind)
        if stated != kind:
            found = f"kind is {_as_json(stated)}, but the geometry is a {drawn}"
            self.problem(zone_id, found, "A zone is drawn as a polygon, a line as a line.")
            return
        if self._sound(zone_id, geometry):
            label = properties.get("label")
            shaped = shape(geometry)
            if not self.has_room_for(points_of(shaped), zone_id):
                return
            self.features[zone_id] = Feature(zone_id, kind, shaped, label if isinstance(label, str) else "")

    def _sound(self, zone_id: str, geometry: Mapping[str, object]) -> bool:
        """Whether the coordinates make a valid geometry; every reason why not is noted."""
        before = len(self.problems)
        kind, coordinates = geometry["type"], geometry.get("coordinates")
        points = _positions(coordinates, _DEPTH[str(kind)])
        if not points:
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
    several = str(kind).startswith("Multi")
    parts = coordinates if several and isinstance(coordinates, list) else [coordinates]
    for part in parts:
        lons = [lon for lon, _ in _positions(part, _DEPTH[str(kind)] - several) or ()]
        if lons and max(lons) - min(lons) > 180:
            return f"a part of it spans {max(lons) - min(lons):g}° of longitude"
    return ""


def _invalid(geometry: Mapping[str, object]) -> str:
    try:
        shaped = shape(geometry)
    except (
        ValueError, TypeError, IndexError, AttributeError, OverflowError, RecursionError, shapely.errors.GEOSException,
    ) as error:  # fmt: skip
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


def _positions(value: object, depth: int) -> list[tuple[float, float]] | None:
    """Every [lon, lat] in coordinates that are so many lists deep; null where they are not, or one is no pair of
    finite numbers."""
    if not isinstance(value, list):
        return None
    if depth == 1:
        numbers = [v for v in value[:2] if isinstance(v, (int, float)) and not isinstance(v, bool) and abs(v) < 1e300]
        return [(float(numbers[0]), float(numbers[1]))] if len(numbers) == 2 else None
    found: list[tuple[float, float]] = []
    for inner in value:
        points = _positions(inner, depth - 1)
        if points is None:
            return None
        found += points
    return found


def points_of(geometry: BaseGeometry) -> int:
    """Points of an outline in degrees once its edges are cut as fine as the plane asks."""
    return int(shapely.get_num_coordinates(geometry) + shapely.length(geometry) / EDGE_DEGREES)


def parts_of(geometry: BaseGeometry) -> int:
    return int(shapely.get_num_geometries(geometry))


def _is_crs84(crs: object) -> bool:
    """Whether a `crs` of older GeoJSON names WGS 84 degrees, which need no naming."""
    return any(name in _as_json(crs) for name in _CRS84)


def _as_json(value: object) -> str:
    try:
        return msgspec.json.encode(value).decode()
    except RecursionError:
        return "lists within lists"


def as_zone(feature: Feature) -> Zone | None:
    """The zone of a feature; a point is only the middle of derived zones and gives none."""
    if feature.kind == "point":
        return None
    outline = _canonical(feature.geometry)
    return Zone(feature.zone_id, feature.kind, outline, feature.label, feature.buffer_km, feature.around)


def buffered(
    zone_id: str, label: str, sources: Sequence[Feature], buffer_km: float, others: Mapping[str, Feature]
) -> Feature:
    """The belt of this width around features; belts that touch are one."""
    plane = plane_over(one.geometry for one in others.values())
    flat = [shapely.buffer(plane.flat(source.geometry), buffer_km * 1000, quad_segs=16) for source in sources]
    around = tuple(source.label or source.zone_id for source in sources)
    belt = plane.round_again(shapely.unary_union(flat))
    return Feature(zone_id, "zone", belt, label or f"{buffer_km:g} km around {', '.join(around)}", buffer_km, around)


def _canonical(geometry: BaseGeometry) -> str:
    rounded = msgspec.to_builtins(_rounded(mapping(geometry)))
    return msgspec.json.encode(rounded, order="sorted").decode()


def _rounded(value: object) -> object:
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(inner) for inner in value]
    return round(value, 6) if isinstance(value, float) else value
