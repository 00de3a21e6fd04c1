"""The land that weapons must leave: between a party's own line and the distance behind it that a clause names."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from truceline.assess.ground import Ground, Region
from truceline.assess.prepared import conditions_of
from truceline.assess.wording import Wording
from truceline.model.agreement import Agreement
from truceline.model.bulletin import PublicArea, Ring
from truceline.model.units import to_e6


def belts(agreement: Agreement, wording: Wording) -> tuple[PublicArea, ...]:
    """One area for each line, party and distance that a clause names, widest first."""
    asked = {
        (node.not_behind_km, party, line)
        for provision in agreement.provisions
        for node in conditions_of(provision)
        if node.of_line is not None and node.not_behind_km
        for party, line in node.of_line.items()
    }
    ground = Ground(agreement)
    return tuple(
        PublicArea(
            name=f"{line}_{party}_{km}",
            kind="zone",
            rings=_rings(ground, line, party, km),
            label=f"{km} km: {_short(wording.party(party), party)}",
        )
        for km, party, line in sorted(asked, reverse=True)
    )


def _short(name: str, party: str) -> str:
    """A name that fits on a map."""
    return name if len(name) <= 20 else party


def _rings(ground: Ground, line: str, party: str, km: int) -> tuple[Ring, ...]:
    """The party's side of the line, as far as the distance reaches from the line as it is drawn."""
    behind = ground.region(Region(line, party, km))
    belt = shapely.difference(ground.side(line, party), behind)
    near = shapely.intersection(belt, shapely.buffer(ground.drawn(line), km * 1000.0 * 1.001, cap_style="flat"))
    polygons = [part for part in shapely.get_parts(ground.plane.round_again(near)) if part.geom_type == "Polygon"]
    return tuple(_ring(polygon) for polygon in polygons)


def _ring(polygon: BaseGeometry) -> Ring:
    points = shapely.get_coordinates(shapely.get_exterior_ring(polygon))
    return Ring(tuple((to_e6(float(lon)), to_e6(float(lat))) for lon, lat in points))
