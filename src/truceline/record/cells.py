"""Places as the public may see them: H3 cells, never noise.

Random noise averages out over many releases; a deterministic cell does not. Places that the mission alone knows are
released together: a cell is shown in its parts only where enough stand in each of the parts (`together`), so that no
total minus the parts gives a small number away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import h3

from truceline.model.bulletin import Ring
from truceline.model.units import from_e6, to_e6

#: the coarsest cell of a published place (mean edge 69 km)
COARSEST_RESOLUTION = 3
#: the coarsest cell in which places are taken together (mean edge 483 km); wider ones say nothing
WIDEST_RESOLUTION = 1


def edge_m(resolution: int) -> int:
    """Mean edge of a cell in metres."""
    metres: float = h3.average_hexagon_edge_length(resolution, unit="m")
    return round(metres)


def cell_of(lat_e6: int | None, lon_e6: int | None, radius_m: int | None, finest: int) -> str | None:
    """The finest cell that is not finer than the evidence; null where the evidence is wider than any."""
    if lat_e6 is None or lon_e6 is None or radius_m is None:
        return None
    for resolution in range(finest, min(finest, COARSEST_RESOLUTION) - 1, -1):
        if radius_m <= 2 * edge_m(resolution):
            return str(h3.latlng_to_cell(from_e6(lat_e6), from_e6(lon_e6), resolution))
    return None


def together(finest: Iterable[str], least: int) -> dict[str, int]:
    """Numbers by cell, of cells that hold at least `least` each.

    From above: a cell is divided among its children only where each child that holds any holds enough. So what is
    shown adds up, and no child can be told from the rest of its parent. What does not fill the widest cell is not told.
    """
    counts = Counter(finest)
    if not counts:
        return {}
    sizes = range(WIDEST_RESOLUTION, max(h3.get_resolution(cell) for cell in counts) + 1)
    shown: dict[str, int] = {}
    whole: dict[str, list[str]] = {}
    for cell in counts:
        whole.setdefault(_parent(cell, sizes[0]), []).append(cell)
    for size in sizes:
        divided: dict[str, list[str]] = {}
        for parent, cells in whole.items():
            total = sum(counts[cell] for cell in cells)
            if total < least:
                continue
            children: dict[str, list[str]] = {}
            for cell in cells:
                children.setdefault(_parent(cell, size + 1), []).append(cell)
            finer = size + 1 <= sizes[-1] and all(h3.get_resolution(cell) > size for cell in cells)
            if finer and all(sum(counts[cell] for cell in part) >= least for part in children.values()):
                divided |= children
            else:
                shown[parent] = total
        whole = divided
    return shown


def _parent(cell: str, resolution: int) -> str:
    return cell if h3.get_resolution(cell) <= resolution else str(h3.cell_to_parent(cell, resolution))


def outline(cell: str) -> Ring:
    """The cell's boundary as a closed ring, counter-clockwise."""
    corners = [(to_e6(lon), to_e6(lat)) for lat, lon in h3.cell_to_boundary(cell)]
    return Ring((*corners, corners[0]))
