"""The map: the theatre, the agreement's zones and lines, and the cells shaded by the number of incidents.

Equirectangular with the cosine of the middle latitude, true to scale there (the scale bar says at which latitude).
Cells, never points: a point would promise a precision that a bulletin must not have.
"""

from __future__ import annotations

import math

import msgspec

from truceline.model.bulletin import PublicArea, PublicIncident, PublicPlaces, Ring
from truceline.model.settlement import Settlement
from truceline.publish.around import around
from truceline.publish.graticule import draw_frame
from truceline.publish.legend import class_of, draw_legend
from truceline.publish.map_names import Box, along, area_names, covers, settlement_names
from truceline.publish.projection import Projection, fit
from truceline.publish.svg import drawing, element, hatching, text, titled
from truceline.publish.words import Words

WIDTH = 760.0
#: a zone smaller than this is drawn as a mark: its dashed outline could not be told from a smear
_SITE = 12.0
_ROOM_FOR_A_MARK = 20.0


class CellCount(msgspec.Struct, frozen=True):
    """The incidents of one outline; `number` is null where the number of a small cell is not published."""

    outline: Ring
    number: int | None


def draw_map(
    areas: tuple[PublicArea, ...],
    incidents: tuple[PublicIncident, ...],
    words: Words,
    hot: tuple[Ring, ...] = (),
    places: tuple[PublicPlaces, ...] = (),
    settlements: tuple[Settlement, ...] = (),
    width: float = WIDTH,
) -> str:
    """An SVG of the areas and of the incidents that have a cell; empty when there is nothing to draw.

    `settlements` are named so that a reader finds the way, the largest first. Outlines in `hot` have a stroke of their
    own. `places` are cells so wide that they would lie over all others: they are drawn only where no incident has a
    cell of its own. `width` is that of the drawing, in its own units: letters and strokes stay as large.
    """
    name = "map" if width == WIDTH else "map-narrow"
    cells = count_cells(incidents) or wide_cells(places)
    rings = [ring for area in areas for ring in area.rings] + [cell.outline for cell in cells]
    projection = fit(rings, width)
    if projection is None:
        return ""
    graticule, at_the_edge = draw_frame(projection, words)
    names, named = area_names(areas, projection)
    numbers, numbered = _numbers(cells, named, projection, words)
    half = _half_a_mark(areas, projection)
    marks = [*named, *numbered, *at_the_edge, *_sites(areas, projection, half)]
    lines = [box for area in areas if area.kind == "line" for box in along(area, projection)]
    shaded = [_box(cell.outline, projection) for cell in cells]
    shapes = [
        element("rect", x=0, y=0, width=width, height=projection.height, class_="d-sea"),
        *_areas(areas, ("theatre",), projection, half),
        *graticule,
        *_areas(areas, ("region",), projection, half),
        *_cells(cells, projection, words, f"{name}-hatch"),
        *(
            titled("path", words.say("hot_spot"), d=_path(ring, projection, True), class_="d-hot")
            for ring in hot
            if len(ring.lon_lat_e6) > 3
        ),
        *_areas(areas, ("zone", "line"), projection, half),
        *settlement_names(settlements, words.lang, projection, marks, lines, shaded),
        *names,
        *numbers,
    ]
    clip = element("clipPath", element("rect", x=0, y=0, width=width, height=projection.height), id=f"{name}-clip")
    drawn = _kinds_drawn(areas, projection)
    legend, below = draw_legend(drawn, cells_present(cells), projection, words, f"{name}-hatch")
    frame = element("rect", x=0.5, y=0.5, width=width - 1, height=projection.height - 1, class_="d-frame")
    body = (
        element("defs", clip, hatching(f"{name}-hatch")),
        element("g", *shapes, clip_path=f"url(#{name}-clip)"),
        frame,
        *legend,
    )
    told = map_told(incidents, words)
    return drawing(name, words.say("map_title"), told, width, projection.height + below, *body)


def map_told(incidents: tuple[PublicIncident, ...], words: Words) -> str:
    """What the map shows, in words: how many incidents there are on it, and the fullest cell."""
    shown = sum(incident.cell_outline is not None for incident in incidents)
    if not shown:
        return words.say("map_ground")
    said = words.count("map_alternative", shown)
    numbers = {cell.outline: cell.number for cell in count_cells(incidents) if cell.number}
    if max(numbers.values(), default=0) < 2:
        return said
    fullest = max(numbers, key=lambda ring: (numbers[ring], ring.lon_lat_e6))
    return f"{said} {words.say('map_fullest', place=around(fullest, words), n=words.number(numbers[fullest]))}"


def count_cells(incidents: tuple[PublicIncident, ...]) -> tuple[CellCount, ...]:
    """Incidents for each outline, widest first so that a smaller cell stays on top.

    An outline without a cell index is a small cell whose number was withheld: it is drawn, without a number.
    """
    numbers: dict[Ring, int] = {}
    withheld: set[Ring] = set()
    for incident in incidents:
        if incident.cell_outline is None or len(incident.cell_outline.lon_lat_e6) < 4:
            continue
        numbers[incident.cell_outline] = numbers.get(incident.cell_outline, 0) + 1
        if incident.cell is None:
            withheld.add(incident.cell_outline)
    ordered = sorted(numbers, key=lambda ring: (-_extent(ring), ring.lon_lat_e6))
    return tuple(CellCount(ring, None if ring in withheld else numbers[ring]) for ring in ordered)


def wide_cells(places: tuple[PublicPlaces, ...]) -> tuple[CellCount, ...]:
    """Cells of the mission's own reports, with the least that they hold in all weeks shown."""
    numbers: dict[Ring, int] = {}
    for place in places:
        numbers[place.cell_outline] = numbers.get(place.cell_outline, 0) + place.low
    return tuple(CellCount(ring, numbers[ring]) for ring in sorted(numbers, key=lambda r: (-_extent(r), r.lon_lat_e6)))


def cells_present(cells: tuple[CellCount, ...]) -> tuple[int | None, ...]:
    return tuple(cell.number for cell in cells)


def _extent(ring: Ring) -> int:
    lons = [lon for lon, _ in ring.lon_lat_e6]
    return max(lons) - min(lons)


def _path(ring: Ring, projection: Projection, closed: bool) -> str:
    points = [projection.point(lon, lat) for lon, lat in ring.lon_lat_e6]
    kept = [points[0]] if points else []
    for point in points[1:]:
        if math.dist(point, kept[-1]) >= 0.4:  # finer than a printed hairline
            kept.append(point)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + ("Z" if closed else "")


def _areas(areas: tuple[PublicArea, ...], kinds: tuple[str, ...], projection: Projection, half: int) -> list[str]:
    """The areas of these kinds; `half` is half the width of a mark."""
    classes = {"theatre": "d-land", "region": "d-border", "zone": "d-zone", "line": "d-line"}
    parts = []
    for area in areas:
        if area.kind not in kinds:
            continue
        closed = area.kind != "line"
        wide = [ring for ring in area.rings if len(ring.lon_lat_e6) > 1 and not _is_site(ring, closed, projection)]
        path = "".join(_path(ring, projection, closed) for ring in wide)
        if path:
            attributes = {"d": path, "class_": classes[area.kind], "fill_rule": "evenodd"}
            parts.append(titled("path", area.label or area.name, **attributes))
        for ring in area.rings:
            if _is_site(ring, closed, projection):  # a place that the agreement names, or a zone too small to draw
                x, y = _middle(ring, projection)
                mark = f"M{x:.1f} {y - half:.1f} l{half} {half} l-{half} {half} l-{half} -{half} Z"
                parts.append(titled("path", area.label or area.name, d=mark, class_="d-site"))
    return parts


def _half_a_mark(areas: tuple[PublicArea, ...], projection: Projection) -> int:
    """Many marks are smaller, so that they do not hide what they stand among."""
    sites = sum(_is_site(ring, area.kind != "line", projection) for area in areas for ring in area.rings)
    return 5 if sites * _ROOM_FOR_A_MARK < projection.width else 3


def _kinds_drawn(areas: tuple[PublicArea, ...], projection: Projection) -> set[str]:
    """Zones and lines that are drawn as such, and "site" where a zone is so small that it became a mark."""
    found: set[str] = set()
    for area in areas:
        for ring in area.rings:
            found.add("site" if _is_site(ring, area.kind != "line", projection) else area.kind)
    return found


def _is_site(ring: Ring, closed: bool, projection: Projection) -> bool:
    if len(ring.lon_lat_e6) < 2:
        return bool(ring.lon_lat_e6)
    left, top, right, bottom = _box(ring, projection)
    return closed and max(right - left, bottom - top) < _SITE


def _middle(ring: Ring, projection: Projection) -> tuple[float, float]:
    left, top, right, bottom = _box(ring, projection)
    return (left + right) / 2, (top + bottom) / 2


def _box(ring: Ring, projection: Projection) -> Box:
    xs, ys = zip(*(projection.point(lon, lat) for lon, lat in ring.lon_lat_e6), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _cells(cells: tuple[CellCount, ...], projection: Projection, words: Words, hatch: str) -> list[str]:
    parts = []
    finest = min((_extent(cell.outline) for cell in cells), default=0)
    for cell in cells:
        path = _path(cell.outline, projection, True)
        coarse = " d-coarse" if _extent(cell.outline) > 2 * finest else ""
        if cell.number is None:
            shape = {"d": path, "class_": "d-hatched", "fill": f"url(#{hatch})"}
            parts.append(titled("path", words.say("legend_suppressed"), **shape))
            continue
        shape = {"d": path, "class_": f"d-cell d-seq{class_of(cell.number)}{coarse}"}
        parts.append(titled("path", words.count("incidents_are", cell.number), **shape))
    return parts


def _numbers(
    cells: tuple[CellCount, ...], taken: list[Box], projection: Projection, words: Words
) -> tuple[list[str], list[Box]]:
    """Two and more incidents in figures, in the finest cells, where there is room for them and no name stands; and
    where they are."""
    finest = min((_extent(cell.outline) for cell in cells), default=0)
    parts, boxes = [], []
    for cell in cells:
        if cell.number is None or cell.number < 2 or _extent(cell.outline) > 2 * finest:
            continue
        said, (x, y) = words.number(cell.number), _middle(cell.outline, projection)
        half = len(said) * 3.5
        room = _extent(cell.outline) / 1e6 * projection.stretch * projection.scale
        box = (x - half, y - 6, x + half, y + 6)
        if room > 2 * half + 6 and not covers(box, taken):
            parts.append(text(said, x, y + 4, "d-number", "middle"))
            boxes.append(box)
    return parts, boxes


def _sites(areas: tuple[PublicArea, ...], projection: Projection, half: int) -> list[Box]:
    """Where a zone became a mark."""
    reach = half + 1
    return [
        (x - reach, y - reach, x + reach, y + reach)
        for area in areas
        for ring in area.rings
        if _is_site(ring, area.kind != "line", projection)
        for x, y in [_middle(ring, projection)]
    ]
