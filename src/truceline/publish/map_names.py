"""Names on a map, where they have room: lines and zones, then regions, then settlements, the largest first.

No name covers another, nor what is said in figures or marks. A settlement's name stands beside its point, never across
a line, and off the cells where any side of the point has room there.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise

from truceline.model.bulletin import PublicArea
from truceline.model.settlement import Settlement
from truceline.publish.projection import Projection
from truceline.publish.svg import element, text

#: left, top, right and bottom of what stands on the map
Box = tuple[float, float, float, float]

#: half a letter of a name of an area, and of a settlement
_HALF, _TOWN_HALF = 3.3, 3.2
#: settlements' names are to show where one is, not to fill the map
_APART = (14.0, 3.0)
#: half a settlement's point, and what is left of the map beside a name
_POINT, _EDGE = 2.2, 3.0
_REST = re.compile("[,(]")
#: how far apart a line is felt for
_STRIDE = 8.0


def covers(box: Box, taken: list[Box], apart: tuple[float, float] = (0.0, 0.0)) -> bool:
    beside, above = apart
    return any(
        box[0] < b[2] + beside and b[0] < box[2] + beside and box[1] < b[3] + above and b[1] < box[3] + above
        for b in taken
    )


def area_names(areas: tuple[PublicArea, ...], projection: Projection) -> tuple[list[str], list[Box]]:
    """Names where they fit, and their places: lines and zones first, then regions; a name that would cover another is
    left out."""
    taken: list[Box] = []
    parts = []
    order = {"line": 0, "zone": 1, "region": 2}
    for area in sorted((area for area in areas if area.kind in order), key=lambda area: order[area.kind]):
        name = _short(area.label or area.name)
        anchor = _within(area, areas, _anchor(area, projection), projection)
        if anchor is None or not name:
            continue
        half = len(name) * _HALF
        x = min(max(anchor[0], half + 4), projection.width - half - 4)
        y = min(max(anchor[1], 16), projection.height - 8)
        box = (x - half, y - 11, x + half, y + 4)
        if covers(box, taken):
            continue
        taken.append(box)
        parts.append(text(name, x, y, "d-region" if area.kind == "region" else "d-place", "middle"))
    return parts, taken


def _short(name: str) -> str:
    """As much of an area's name as a map has room for: what follows a comma or a bracket explains it."""
    return _REST.split(name)[0].strip() or name


def settlement_names(
    settlements: tuple[Settlement, ...],
    lang: str,
    projection: Projection,
    taken: list[Box],
    lines: list[Box],
    cells: list[Box],
) -> list[str]:
    """Points with their names, in the order given: neither over what is `taken`, no name across `lines`, and off the
    `cells` where any side has room there."""
    parts: list[str] = []
    written: list[Box] = []
    for one in settlements:
        name = one.called(lang)
        x, y = projection.point(one.lon_e6, one.lat_e6)
        point = (x - _POINT, y - _POINT, x + _POINT, y + _POINT)
        if covers(point, taken) or covers(point, written):
            continue
        free = [
            (at, box)
            for at, box in _sides(name, x, y)
            if min(box) > _EDGE and box[2] < projection.width - _EDGE and box[3] < projection.height - _EDGE
            if not covers(box, taken) and not covers(box, lines) and not covers(box, written, _APART)
        ]
        if not free:
            continue
        (left, base, anchor), box = next((side for side in free if not covers(side[1], cells)), free[0])
        written += [box, point]
        parts.append(element("circle", cx=x, cy=y, r=1.8, class_="d-point"))
        parts.append(text(name, left, base, "d-town", anchor))
    return parts


def _sides(name: str, x: float, y: float) -> list[tuple[tuple[float, float, str], Box]]:
    """Where the name can stand beside its point, best first: where it is written from, and the room that it takes."""
    wide = 2 * _TOWN_HALF * len(name)
    return [
        ((x + 5, y + 4, "start"), (x + 4, y - 5, x + 5 + wide, y + 5)),
        ((x - 5, y + 4, "end"), (x - 5 - wide, y - 5, x - 4, y + 5)),
        ((x, y - 6, "middle"), (x - wide / 2, y - 15, x + wide / 2, y - 4)),
        ((x, y + 14, "middle"), (x - wide / 2, y + 4, x + wide / 2, y + 16)),
    ]


def along(area: PublicArea, projection: Projection) -> list[Box]:
    """Boxes on a line, so close that no name passes between them."""
    boxes: list[Box] = []
    for ring in area.rings:
        points = [projection.point(lon, lat) for lon, lat in ring.lon_lat_e6]
        for (x1, y1), (x2, y2) in pairwise(points):
            steps = max(1, math.ceil(math.dist((x1, y1), (x2, y2)) / _STRIDE))
            for step in range(steps + 1):
                x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
                boxes.append((x - 2, y - 2, x + 2, y + 2))
    return boxes


def _within(
    area: PublicArea, areas: tuple[PublicArea, ...], anchor: tuple[float, float] | None, projection: Projection
) -> tuple[float, float] | None:
    """The anchor of a zone's name, moved inside it where it would stand in a neighbour and name that one."""
    if anchor is None or area.kind != "zone":
        return anchor
    x, y = anchor
    own = _crossings(area, x, projection)
    if not own:
        return anchor
    inside = own[0] + 1
    for other in areas:
        if other.kind != "zone" or other is area:
            continue
        edges = _crossings(other, x, projection)
        if _odd(edges, y) and not _odd(edges, inside):
            return x, own[0] + 16
    return anchor


def _crossings(area: PublicArea, x: float, projection: Projection) -> list[float]:
    """Heights, from above, at which the area's borders cross the vertical at `x`."""
    found = []
    for ring in area.rings:
        points = [projection.point(lon, lat) for lon, lat in ring.lon_lat_e6]
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], *points[:1]], strict=True):
            if (x1 <= x) != (x2 <= x):
                found.append(y1 + (x - x1) / (x2 - x1) * (y2 - y1))
    return sorted(found)


def _odd(edges: list[float], y: float) -> bool:
    """Whether a point at this height lies inside, by the borders above it."""
    return sum(edge < y for edge in edges) % 2 == 1


def _anchor(area: PublicArea, projection: Projection) -> tuple[float, float] | None:
    points = [projection.point(lon, lat) for ring in area.rings for lon, lat in ring.lon_lat_e6]
    inside = [(x, y) for x, y in points if 0 <= x <= projection.width and 0 <= y <= projection.height]
    if not inside:
        return None
    if area.kind == "line":
        return inside[len(inside) // 2][0], inside[len(inside) // 2][1] - 8
    xs, ys = [x for x, _ in inside], [y for _, y in inside]
    if area.kind == "zone":  # above its upper edge, clear of the cells inside
        return (min(xs) + max(xs)) / 2, min(ys) - 5
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
