"""The larger settlements of what a bulletin's map shows: names that stand in a gazetteer open to everybody.

They are chosen by outlines that are public themselves, so that the choice tells nothing that the map does not.
"""

from __future__ import annotations

from truceline.model.bulletin import PublicArea, PublicIncident, PublicPlaces
from truceline.model.settlement import Settlement

#: more names than a map of a page's width has room for
_MOST = 60
#: some 30 km: where little is shown, the settlement next to it lies outside
_BEYOND_E6 = 300_000


def public_settlements(
    settlements: tuple[Settlement, ...],
    areas: tuple[PublicArea, ...],
    incidents: tuple[PublicIncident, ...],
    places: tuple[PublicPlaces, ...],
) -> tuple[Settlement, ...]:
    """Those within the outlines' box or next to it, in the order given."""
    rings = [ring for area in areas for ring in area.rings]
    rings += [incident.cell_outline for incident in incidents if incident.cell_outline is not None]
    rings += [place.cell_outline for place in places]
    points = [point for ring in rings for point in ring.lon_lat_e6]
    if not points:
        return ()
    lons, lats = zip(*points, strict=True)
    west, south = min(lons) - _BEYOND_E6, min(lats) - _BEYOND_E6
    east, north = max(lons) + _BEYOND_E6, max(lats) + _BEYOND_E6
    return tuple(one for one in settlements if west <= one.lon_e6 <= east and south <= one.lat_e6 <= north)[:_MOST]
