"""Cases for `locate.py` by borders: the name of an oblast, and the places inside its drawn borders that reports name.

The circle of an oblast is made from its settlements, never from a border; the border (public domain, drawn by others)
says which of VIINA's points lie in it, whatever VIINA took them for. Of each oblast at most as many points are drawn as
of the others, so that those at the front do not outweigh the rest.
"""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pyogrio
import shapely
from benchmarks.locate_cases import LEARN, MEASURE, Case

from truceline.locate.geodesy import distance_m
from truceline.locate.index import PlaceIndex
from truceline.model.units import to_e6

#: points drawn of an oblast in each half
_MOST = 60


def oblasts(folder: Path, gazetteer: PlaceIndex) -> Iterator[Case]:
    """Cases of the borders and events under this folder; none where the borders are not there."""
    points = sorted(_points(folder))
    where = shapely.points([(lon, lat) for _, lat, lon in points])
    for path in sorted(folder.glob("**/ukraine_topo.json")):
        meta, _, shapes, fields = pyogrio.raw.read(path, layer="regions")
        names = fields[list(meta["fields"]).index("name")]
        for name, shape in zip(names, shapely.from_wkb(shapes), strict=True):
            found = gazetteer.find(re.sub(r"'", "", f"{name} oblast"))
            shapely.prepare(shape)
            if not found or found[0].within is None or not found[0].within.startswith("UA"):
                continue
            place = found[0]
            held = [point for point, inside in zip(points, shapely.contains(shape, where), strict=True) if inside]
            for drawn in (LEARN, MEASURE):
                mine = [point for point in held if point[0] == drawn]
                for half, lat, lon in random.Random(name).sample(mine, min(len(mine), _MOST)):
                    off = distance_m((place.lat_e6, place.lon_e6), (to_e6(lat), to_e6(lon)))
                    yield Case("oblast, by its border", half, place.radius_m, off, f"{lat} {lon}", place.name)


def _points(folder: Path) -> set[tuple[int, float, float]]:
    """Points of VIINA, each once in a half."""
    found: set[tuple[int, float, float]] = set()
    for path in sorted(folder.glob("**/viina_incidents_*.csv.gz")):
        half = LEARN if "_2023" in path.name else MEASURE
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as stream:
            found |= {(half, float(row["lat"]), float(row["lon"])) for row in csv.DictReader(stream)}
    return found
