"""Where the mission's own reports lie: numbers by cell and week, unlinked from any incident, day or source.

What monitors and witnesses saw has no place of its own in a bulletin. Once a week is over and its delay has passed,
its places leave together, as cells in which enough of them stand, with rounded numbers.
"""

from __future__ import annotations

from typing import Any

from truceline.model.bulletin import PublicPlaces
from truceline.model.period import Period
from truceline.model.units import HOUR_S
from truceline.record.cells import WIDEST_RESOLUTION, cell_of, outline, together
from truceline.record.material import Material, ReleasePolicy
from truceline.record.public_incidents import classes_of, incidents_in, witnesses_of
from truceline.record.publication import PlaceClass
from truceline.record.weeks import Week, minutes_of, released

#: upper ends of the ranges in which numbers are told
_UP_TO = (5, 10, 20, 50, 100, 200, 500, 1_000)


def public_places(material: Material, policy: ReleasePolicy) -> tuple[PublicPlaces, ...]:
    """Cells of the weeks that are released with this bulletin, sorted."""
    shown: list[PublicPlaces] = []
    known: dict[Week, dict[str, list[dict[str, Any]]]] = {}
    for kind, classes in _KINDS.items():
        care = policy.care(*classes)
        for week in released(material.period, care.delay_h * HOUR_S, minutes_of(material.cut_off)):
            if week not in known:
                known[week] = _own(material, week)
            cells = _cells(known[week][kind], care.cell_resolution)
            shown += [
                PublicPlaces(week.first_day, week.last_day, kind, cell, outline(cell), *banded(number, care.least))
                for cell, number in together(cells, care.least).items()
            ]
    return tuple(sorted(shown, key=lambda row: (row.from_day, row.of, row.cell)))


#: what the cells are of, and the rows of the table that hold for it
_KINDS: dict[str, tuple[PlaceClass, ...]] = {
    "incidents": ("monitors", "witnesses"),
    "weapons": ("monitors", "witnesses", "weapons"),
    "civilians": ("monitors", "witnesses", "civilians"),
}


def _own(material: Material, week: Week) -> dict[str, list[dict[str, Any]]]:
    """Incidents of the week that the mission alone knows, by kind."""
    period = Period(week.start_s, week.end_s, material.period.zone, week.last_day)
    rows = incidents_in(material.incidents, period).to_pylist()
    witnesses = witnesses_of(material, frozenset(row["incident_id"] for row in rows))
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in _KINDS}
    for row in rows:
        behind = witnesses[row["incident_id"]]
        if behind.only_own:
            found[_kind(classes_of(row, behind))].append(row)
    return found


def _kind(classes: tuple[PlaceClass, ...]) -> str:
    return "civilians" if "civilians" in classes else "weapons" if "weapons" in classes else "incidents"


def _cells(rows: list[dict[str, Any]], finest: int) -> list[str]:
    """The finest cell of each; what is wider than any says nothing."""
    cells = (cell_of(row["lat_e6"], row["lon_e6"], row["radius_m"], max(finest, WIDEST_RESOLUTION)) for row in rows)
    return [cell for cell in cells if cell is not None]


def banded(number: int, least: int) -> tuple[int, int | None]:
    """The range that a number is told in: one more report shows in it once in a while only."""
    low = least
    for high in _UP_TO:
        if number <= high and high >= least:
            return low, high
        low = max(least, high + 1)
    return low, None
