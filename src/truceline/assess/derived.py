"""Tables `[[zone]]`: belts around what the zones file draws, and areas that move by date."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.assess.fields import Fields
from truceline.assess.geography import Feature, Geography, buffered, parts_of, points_of
from truceline.assess.problems import near_miss
from truceline.assess.tangles import MOST_CROSSINGS, too_tangled
from truceline.assess.windows import Moment, read_window
from truceline.model.agreement import MovingZone, Window

#: a belt is drawn in a plane, which is none over half of the Earth
_WIDEST_KM = 2_000
#: points drawn in the time in which a belt goes around one
_A_POINT = 3


def derive_zones(tables: Iterable[tuple[str, Fields]], geography: Geography, moment: Moment) -> tuple[MovingZone, ...]:
    """Draws every belt into `geography`, and gives the areas that move.

    Args:
        tables: each table with its id, in the order of the file; a zone may build on those before it.
        geography: takes the belts.
        moment: reads a time of a table.
    """
    moving: list[MovingZone] = []
    for zone_id, fields in tables:
        label = fields.text("label")
        if zone_id in geography.named:
            fields.problem("the zones file has this id too", "Give the derived zone an id of its own.", "id")
        phases = [_phase(one, geography, moment) for one in fields.tables("phase")]
        if phases:
            moving.append(MovingZone(zone_id, label, _following(phases, fields)))
        else:
            _belt(zone_id, label, fields, geography)
        fields.finish()
    return tuple(moving)


def _belt(zone_id: str, label: str, fields: Fields, geography: Geography) -> None:
    """Around one feature, or around each of several: the settlements of an annex, say."""
    several = isinstance(fields.raw("of"), list)
    of = fields.texts("of") if several else tuple(filter(None, [fields.text("of", required=True)]))
    width = _width(fields)
    sources = [found for name in of if (found := _source(fields, name, geography)) is not None]
    if several and not of:
        fields.problem("`of` is empty", "Name what the belt goes around.", "of")
    if width is not None and sources and zone_id not in geography.named:
        others = dict(geography.features)
        # for each belt all parts are looked at (where its plane has its middle), and each point is gone around
        gone_around = _A_POINT * sum(points_of(one.geometry) for one in sources)
        looked_at = gone_around + sum(parts_of(one.geometry) for one in others.values())
        if not geography.has_room_for(looked_at, zone_id):
            pass  # noted there, and no belt after it is drawn either
        elif too_tangled([one.geometry for one in sources]):
            tangled = f"what the belt goes around crosses itself in more than {MOST_CROSSINGS:,} places"
            fields.problem(tangled, "Redraw it: no border is as fine.", "of")
        else:
            belt = buffered(zone_id, label, sources, width, others)
            geography.has_room_for(points_of(belt.geometry), zone_id)
            geography.features[zone_id] = belt
    geography.named.add(zone_id)


def _width(fields: Fields) -> float | None:
    """Kilometres, or null where none are given (a problem has been noted)."""
    if not fields.has("buffer_km"):
        fields.problem("`buffer_km` is missing", "Write the width in kilometres: buffer_km = 2.")
    width = fields.number("buffer_km")
    if width is not None and width <= 0:
        fields.problem(f"`buffer_km` is {width:g}", "Write a width above 0, in kilometres.", "buffer_km")
        return None
    if width is not None and width > _WIDEST_KM:
        found = f"`buffer_km` is {width:g}, more than {_WIDEST_KM:,}"
        fields.problem(found, "Draw so wide an area in the zones file.", "buffer_km")
        return None
    return width


def _source(fields: Fields, name: str, geography: Geography) -> Feature | None:
    if not geography.given and name not in geography.named:
        fields.problem(f"{name!r} is drawn nowhere: no zones file is given", f"Draw it in {geography.file}.", "of")
    elif not geography.unread and name not in geography.named:
        fields.problem(f"the zones file has no {name!r}", near_miss(name, geography.named), "of")
    return geography.features.get(name)


def _phase(fields: Fields, geography: Geography, moment: Moment) -> tuple[Window, str]:
    fields.clause += ", phase"
    of = fields.text("of", required=True)
    feature = geography.features.get(of)
    if of and of not in geography.named and not geography.unread:
        fields.problem(f"no zone is called {of!r}", near_miss(of, geography.named), "of")
    elif feature is not None and feature.kind != "zone":
        fields.problem(f"{of!r} is a {feature.kind}", "Derive a zone from it first, with `buffer_km`.", "of")
    window = read_window(fields, moment)
    fields.finish()
    return window, of


def _following(phases: list[tuple[Window, str]], fields: Fields) -> tuple[tuple[Window, str], ...]:
    """Each phase from the end of the one before it, where its own beginning is not stated."""
    placed: list[tuple[Window, str]] = []
    before: int | None = None
    for number, (window, of) in enumerate(phases, 1):
        start = window.from_s if window.from_s is not None or number == 1 else before
        if before is not None and start is not None and start > before:
            found = f"no zone between phase {number - 1} and phase {number}"
            fields.problem(found, "In between no act lies in this area; drop the `from` to close it.", None, "warning")
        if number > 1 and (before is None or (start is not None and start < before)):
            found = f"phase {number} begins before the one ahead of it ends"
            fields.problem(found, "Write phases in the order of time, each but the last with an `until`.")
        placed.append((Window(start, window.until_s), of))
        before = window.until_s
    return tuple(placed)
