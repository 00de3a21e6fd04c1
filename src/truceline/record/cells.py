"""Places as the public may see them: H3 cells, never noise.

Random noise averages out over many releases; a deterministic cell does not. A cell that would hold fewer than the
policy's number of incidents seen by monitors gives way to its parent, until enough stand together or nothing is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import h3
import msgspec

from truceline.model.bulletin import Ring
from truceline.model.units import from_e6, to_e6

#: the coarsest cell worth publishing (mean edge 59.8 km)
COARSEST_RESOLUTION = 3


class Sighting(msgspec.Struct, frozen=True):
    """A place on its way to the public."""

    lat_e6: int | None
    lon_e6: int | None
    radius_m: int | None
    by_monitors: bool  # rests on somebody who was there: grouped so that none stands alone
    withheld: bool  # still inside its delay


def edge_m(resolution: int) -> int:
    """Mean edge of a cell in metres."""
    metres: float = h3.average_hexagon_edge_length(resolution, unit="m")
    return round(metres)


def public_cells(sightings: Sequence[Sighting], finest: int, min_cell: int) -> tuple[str | None, ...]:
    """A cell for each sighting, or null where the evidence is wider than any cell, withheld, or would stand alone."""
    cells = [_first_cell(s, finest) for s in sightings]
    while True:
        crowd = Counter(cell for cell, s in zip(cells, sightings, strict=True) if cell is not None and s.by_monitors)
        alone = {cell for cell, n in crowd.items() if n < min_cell}
        if not alone:
            return tuple(cells)
        cells = [
            _coarser(cell) if cell is not None and s.by_monitors and cell in alone else cell
            for cell, s in zip(cells, sightings, strict=True)
        ]


def outline(cell: str) -> Ring:
    """The cell's boundary as a closed ring, counter-clockwise."""
    corners = [(to_e6(lon), to_e6(lat)) for lat, lon in h3.cell_to_boundary(cell)]
    return Ring((*corners, corners[0]))


def _first_cell(sighting: Sighting, finest: int) -> str | None:
    """The finest cell that is not finer than the evidence."""
    if sighting.withheld or sighting.lat_e6 is None or sighting.lon_e6 is None or sighting.radius_m is None:
        return None
    for resolution in range(finest, min(finest, COARSEST_RESOLUTION) - 1, -1):
        if sighting.radius_m <= 2 * edge_m(resolution):
            return str(h3.latlng_to_cell(from_e6(sighting.lat_e6), from_e6(sighting.lon_e6), resolution))
    return None


def _coarser(cell: str) -> str | None:
    resolution = h3.get_resolution(cell)
    return str(h3.cell_to_parent(cell, resolution - 1)) if resolution > COARSEST_RESOLUTION else None
