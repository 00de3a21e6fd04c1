"""From a place and the words around its name to the circle that holds what is meant with p = .95."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from truceline.locate.geodesy import Point, distance_m, enclosing, mean_point, offset, spread
from truceline.locate.radius_words import PlaceWords
from truceline.ports import Place

# The figures here were learnt on one half of the cases of benchmarks/locate.py and measured on the other.

#: how far two gazetteers' points of one settlement lie apart, and people per square kilometre of a round city whose
#: streets lie as far from its middle as those of real ones, which are longer than wide
_POINT_M = 3_000
_DENSITY = 1_700
_UNKNOWN_POPULATION = 200
_NEAR_M = 11_000
_OUTSKIRTS_M = 2_500
#: a district of a city may be anywhere in it, and not far out; a hromada of which nothing is located
QUARTER_M, UNKNOWN_HROMADA_M = 8_000, 60_000
#: how far from the settlement it is named after a thing may lie: a nuclear plant or a dam in the next but one
_BESIDE_M = {"direction": 75_000, "towards": 75_000, "facility": 15_000, "plant": 60_000, "river": 30_000}
#: usual extent of a division whose own shape is not known
COMMUNITY_M, DISTRICT_M, REGION_M = 15_000, 40_000, 110_000
#: a district reaches about as far as the third town beyond its seat, and this much further
_TOWNS, _BEYOND_TOWNS_M = 3, 15_000
#: what is known of a division's settlements does not reach to its borders
_BORDER_M = 5_000
_FEW_MEMBERS = 5
#: half a compass sector, as a share of the distance: tan(22.5 degrees)
_BEARING_SHARE = 0.41
_DISTANCE_SHARE, _ROUNDED_SHARE = 0.15, 0.1
_SIDE_M = 10_000
_BETWEEN_MOST_M = 300_000
#: what lies between two towns is rarely at the far end of either
_BETWEEN_SHARE = 0.66
_MOST_PAIRS = 8


def settlement_radius_m(population: int) -> int:
    """Radius of the circle that holds a settlement of this many inhabitants, about a gazetteer's point of it."""
    extent_m = 1000 * math.sqrt(max(population, _UNKNOWN_POPULATION) / _DENSITY / math.pi)
    return round(math.hypot(_POINT_M, extent_m))


def with_words(place: Place, read: PlaceWords) -> Place:
    """The place as the words leave it."""
    if read.relation == "near":
        return _wider(place, place.radius_m + _NEAR_M, f"near {place.name}")
    if read.relation == "outskirts":
        return _wider(place, place.radius_m * 3 // 2 + _OUTSKIRTS_M, f"outskirts of {place.name}")
    if read.relation in _BESIDE_M:
        return _wider(place, place.radius_m + _BESIDE_M[read.relation], f"{place.name}, {read.relation}")
    if read.relation in ("community", "district") and place.kind == "settlement":
        extent = COMMUNITY_M if read.relation == "community" else DISTRICT_M
        wide = _wider(place, max(place.radius_m, extent), f"{place.name} {read.relation}")
        return replace(wide, kind="district")
    if read.relation == "offset":
        return _at_distance(place, read)
    return place


def district_around(seat: Place, towns: Sequence[Point]) -> Place:
    """The district a settlement is the seat of, as far as the towns around it let it reach."""
    apart = sorted(distance_m((seat.lat_e6, seat.lon_e6), town) for town in towns)[: _TOWNS + 1]
    extent = round(apart[-1]) + _BEYOND_TOWNS_M if len(apart) > _TOWNS else DISTRICT_M
    wide = _wider(seat, max(seat.radius_m, min(extent, REGION_M)), f"{seat.name} district")
    return replace(wide, kind="district")


def division_around(seat: Place, members: Sequence[Point]) -> Place:
    """The division a settlement is the seat of: the circle around the settlements in it."""
    circle = ((seat.lat_e6, seat.lon_e6), REGION_M)
    if len(members) >= _FEW_MEMBERS:
        circle = spread(members)
    (lat, lon), radius = circle[0], circle[1] + _BORDER_M
    name = f"{seat.name} region"
    place_id = f"division:{seat.within}" if members else f"division:{seat.place_id}"
    wide = max(radius, DISTRICT_M)
    return Place(place_id, name, lat, lon, wide, "region", seat.population, seat.within, seat.via)


def part_of(area: Place, members: Sequence[Point], read: PlaceWords) -> Place:
    """ "eastern X" of an area: the half of its settlements on that side; of its circle where they are not known."""
    if read.bearing_deg is None:
        return area
    bearing = math.radians(read.bearing_deg)
    north, east = math.cos(bearing), math.sin(bearing)
    flat = math.cos(math.radians(area.lat_e6 / 1e6))
    side = [(lat, lon) for lat, lon in members if north * (lat - area.lat_e6) + east * flat * (lon - area.lon_e6) > 0]
    point, radius = offset((area.lat_e6, area.lon_e6), read.bearing_deg, area.radius_m * 0.42), area.radius_m * 19 // 20
    if len(side) >= _FEW_MEMBERS:
        point, radius = spread(side)
    wide = replace(area, lat_e6=point[0], lon_e6=point[1], radius_m=radius, kind="area")
    return replace(wide, name=f"part of {area.name}", place_id=f"{area.place_id}:{read.bearing_deg:g}")


def between(left: Sequence[Place], right: Sequence[Place]) -> tuple[Place, ...]:
    """Circles over two places and what lies between them: the nearest pair of candidates, and others about as near."""
    pairs = sorted(
        (distance_m((a.lat_e6, a.lon_e6), (b.lat_e6, b.lon_e6)), a.place_id, b.place_id, a, b)
        for a in left
        for b in right
    )
    if not pairs or pairs[0][0] > _BETWEEN_MOST_M:
        return ()
    most = min(_BETWEEN_MOST_M, pairs[0][0] * 3 // 2 + _SIDE_M)
    return tuple(_over_both(a, b) for apart, _, _, a, b in pairs[:_MOST_PAIRS] if apart <= most)


def _over_both(a: Place, b: Place) -> Place:
    (lat, lon), radius = enclosing([((p.lat_e6, p.lon_e6), p.radius_m) for p in (a, b)])
    radius = round(radius * _BETWEEN_SHARE)
    name = f"between {a.name} and {b.name}"
    people = min(a.population, b.population)
    return Place(f"{a.place_id}+{b.place_id}", name, lat, lon, radius, "area", people, a.within, a.via, a.division)


def over(candidates: Sequence[Place]) -> Place:
    """One circle that holds every candidate."""
    (lat, lon), radius = enclosing([((p.lat_e6, p.lon_e6), p.radius_m) for p in candidates])
    ids = "+".join(sorted(p.place_id for p in candidates))
    first = candidates[0]
    return Place(ids, first.name, lat, lon, radius, "area", 0, first.within, first.via)


def middle(places: Sequence[Place]) -> tuple[int, int]:
    """Mean point of places."""
    return mean_point([(p.lat_e6, p.lon_e6) for p in places])


def _wider(place: Place, radius_m: int, name: str) -> Place:
    return replace(place, radius_m=radius_m, name=name, place_id=f"{place.place_id}:{radius_m}")


def _at_distance(place: Place, read: PlaceWords) -> Place:
    """ "3-5 km SE of X", "5 km from X", "north of X". The point of departure may be X's centre or its edge."""
    origin = (place.lat_e6, place.lon_e6)
    if read.low_m is None or read.high_m is None:
        if read.bearing_deg is None:
            return place
        point = offset(origin, read.bearing_deg, place.radius_m + _SIDE_M // 2)
        radius = place.radius_m + _SIDE_M * 73 // 100
    elif read.bearing_deg is None:
        point, radius = origin, place.radius_m + round(read.high_m * (1 + _ROUNDED_SHARE))
    else:
        distance = (read.low_m + read.high_m) // 2
        point = offset(origin, read.bearing_deg, distance)
        along = (read.high_m - read.low_m) / 2 + _DISTANCE_SHARE * distance
        radius = round(math.hypot(along, _BEARING_SHARE * distance, place.radius_m))
    bearing = "" if read.bearing_deg is None else f"{read.bearing_deg:g}"
    place_id = f"{place.place_id}:{read.low_m}-{read.high_m}:{bearing}"
    return replace(place, place_id=place_id, lat_e6=point[0], lon_e6=point[1], radius_m=radius, kind="area")
