"""The regions that conditions ask about, flat and in metres: zones, and the land behind a party's own line."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from truceline.assess.projection import Plane, plane_over
from truceline.model.agreement import Agreement, Condition, Party
from truceline.model.units import from_e6

#: how far lines are drawn on beyond their ends; farther than any weapon an agreement speaks of
_REACH_M = 6_000_000.0
#: what is drawn on grids around the agreement's own places
_ROOM_M = 60_000.0


class Region(NamedTuple):
    """A zone (`party` empty), or the land more than `behind_km` behind `party`'s line."""

    zone_id: str
    party: str = ""
    behind_km: int = 0


class NoSideError(ValueError):
    """A line that does not part the parties' land: what was found, and what to do."""

    def __init__(self, found: str, advice: str) -> None:
        super().__init__(found)
        self.found = found
        self.advice = advice


class Ground:
    """The agreement's geography in a local plane. Regions are drawn when first asked for."""

    def __init__(self, agreement: Agreement) -> None:
        self._degrees = {z.zone_id: shapely.from_geojson(z.geometry) for z in agreement.zones}
        self.plane: Plane = plane_over(self._degrees.values())
        self._flat = {zone_id: self.plane.flat(geometry) for zone_id, geometry in self._degrees.items()}
        self._homes = {p.party_id: self._home(p) for p in agreement.parties}
        self._regions: dict[Region, BaseGeometry] = {}
        self._pieces: dict[str, list[BaseGeometry]] = {}
        self._sides: dict[tuple[str, str], int | NoSideError] = {}

    def _home(self, party: Party) -> BaseGeometry | None:
        if party.home_lat_e6 is None or party.home_lon_e6 is None:
            return None
        lon, lat = np.array([from_e6(party.home_lon_e6)]), np.array([from_e6(party.home_lat_e6)])
        x, y = self.plane.metres(lon, lat)
        return shapely.Point(x[0], y[0])

    @cached_property
    def frame(self) -> tuple[float, float, float, float]:
        """West, south, east and north of all that the agreement draws, with room for what happens around it."""
        boxes = np.array([g.bounds for g in self._flat.values() if not g.is_empty])
        low, high = boxes[:, :2].min(axis=0) - _ROOM_M, boxes[:, 2:].max(axis=0) + _ROOM_M
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def region(self, region: Region) -> BaseGeometry:
        """The region's geometry, prepared. Raises NoSideError where a line does not tell one side from the other."""
        if region not in self._regions:
            drawn = self._behind(region) if region.party else self._flat[region.zone_id]
            shapely.prepare(drawn)
            self._regions[region] = drawn
        return self._regions[region]

    def drawn(self, zone_id: str) -> BaseGeometry:
        """A zone or line as the agreement draws it, in metres."""
        return self._flat[zone_id]

    def side(self, line_id: str, party: str) -> BaseGeometry:
        """The land on the party's side of a line."""
        return self._halves(line_id)[self.side_number(line_id, party)]

    def side_number(self, line_id: str, party: str) -> int:
        """Which of the pieces that the line makes of the land is the party's. Raises NoSideError where none is."""
        if (line_id, party) not in self._sides:
            try:
                self._sides[line_id, party] = self._side_of(line_id, party)
            except NoSideError as problem:
                self._sides[line_id, party] = problem
        side = self._sides[line_id, party]
        if isinstance(side, NoSideError):
            raise side
        return side

    def _side_of(self, line_id: str, party: str) -> int:
        home = self._homes[party]
        if home is None:
            raise NoSideError(f"party {party!r} has no `home`", "Give home = [lon, lat], surely on its own side.")
        mine = [number for number, piece in enumerate(self._halves(line_id)) if piece.contains(home)]
        if not mine:
            raise NoSideError(f"the home of {party!r} lies on line {line_id!r}", "Choose a place well behind it.")
        return mine[0]

    def _halves(self, line_id: str) -> list[BaseGeometry]:
        if line_id not in self._pieces:
            self._pieces[line_id] = _halves(self._flat[line_id])
        return self._pieces[line_id]

    def border(self, region: Region) -> BaseGeometry:
        return shapely.boundary(self.region(region))

    def _behind(self, region: Region) -> BaseGeometry:
        belt = shapely.buffer(self._flat[region.zone_id], region.behind_km * 1000.0, quad_segs=32)
        return shapely.difference(self.side(region.zone_id, region.party), belt)


def regions_of(condition: Condition) -> tuple[Region, ...]:
    """Every region that a condition asks about, sorted."""
    found: set[Region] = set()
    for node in walk(condition):
        if node.in_zone is not None:
            found.add(Region(node.in_zone))
        found |= {Region(zone) for zone in node.unstated_zones or ()}
        if node.of_line is not None and node.not_behind_km is not None:
            found |= {Region(line, party, node.not_behind_km) for party, line in node.of_line.items()}
    return tuple(sorted(found))


def walk(condition: Condition) -> tuple[Condition, ...]:
    """A node and everything below it, in the order of the file."""
    return (condition, *(node for child in condition.children for node in walk(child)))


def _halves(line: BaseGeometry) -> list[BaseGeometry]:
    """The pieces into which a line, drawn on from both ends along its chord, cuts the plane."""
    merged = shapely.line_merge(line)
    if merged.geom_type != "LineString":
        raise NoSideError("the line is in several pieces", "Join them end to end into one line.")
    if not merged.is_simple:
        raise NoSideError("the line crosses itself", "Redraw it without loops.")
    box = shapely.box(-_REACH_M, -_REACH_M, _REACH_M, _REACH_M)
    long = merged if merged.is_ring else _drawn_on(merged)
    if not long.is_simple:
        raise NoSideError("the line turns back over its own ends", "Draw it on until it leaves the area.")
    edges = shapely.unary_union([box.boundary, long])
    return list(shapely.get_parts(shapely.polygonize([edges])))


def _drawn_on(line: BaseGeometry) -> BaseGeometry:
    points = shapely.get_coordinates(line)
    chord = points[-1] - points[0]
    step = chord / np.hypot(*chord) * (4 * _REACH_M)
    return shapely.LineString(np.vstack([points[0] - step, points, points[-1] + step]))
