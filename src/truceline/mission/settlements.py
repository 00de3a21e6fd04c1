"""The larger settlements of a mission's area, so that whoever looks at one of its maps knows where they are."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.locate import geonames
from truceline.locate.exonyms import exonyms
from truceline.locate.gazetteer import settlements_of
from truceline.mission.folder import Box, Mission
from truceline.model.settlement import Settlement
from truceline.model.units import to_e6

#: more names than a map has room for, however near one goes
_MOST = 300


def settlements(mission: Mission, most: int | None = _MOST) -> tuple[Settlement, ...]:
    """The largest first, at most so many: all of them for whoever looks at a part of the area alone.

    They are of the world's gazetteer (GeoNames, CC BY 4.0: 15,000 inhabitants and more), which is open to everybody: a
    mission's own may name what is nobody else's business. An invented island stands in its own alone.

    Raises InputError where the mission's own gazetteer cannot be read.
    """
    found = settlements_of(mission.gazetteer_files()) if mission.settings.invented else _world()
    inside = [one for one in found if _holds(mission.area_e6, one)]
    return tuple(sorted(inside, key=lambda one: (-one.population, one.name, one.lat_e6, one.lon_e6))[:most])


def _world() -> Iterable[Settlement]:
    names = exonyms()
    for city in geonames.cities(()):
        at = to_e6(city.latitude), to_e6(city.longitude)
        yield Settlement(city.name, *at, city.population, names.get(city.geonameid, {}))


def _holds(area: Box | None, one: Settlement) -> bool:
    if area is None:
        return True
    west, south, east, north = area
    return west <= one.lon_e6 <= east and south <= one.lat_e6 <= north
