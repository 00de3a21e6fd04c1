"""Names of settlements, on the map or beside a cell, tell of a place what its published cell tells, and nothing more.

The same things happen elsewhere in the same cells: no release may be another, whatever settlements lie around.
"""

from __future__ import annotations

from datetime import timedelta

import h3
import msgspec
import pyarrow as pa
import pytest
from tests.unit.record.test_parts_and_scope import START, day_of, world
from tests.unit.record.test_redact import LAT, LON, POLICY

from truceline.mission.release import rendered
from truceline.model.bulletin import Bulletin
from truceline.model.period import period_ending
from truceline.model.settlement import Settlement
from truceline.model.units import from_e6, to_e6
from truceline.record.material import Material, ReleasePolicy
from truceline.record.redact import redact

HERE = from_e6(LAT), from_e6(LON)
#: the finest and the coarsest cell of which anything is published
FINEST, COARSEST = POLICY.cell_resolution, 1


def _apart(point: tuple[float, float]) -> float:
    return float(h3.great_circle_distance(HERE, point))


def _elsewhere() -> tuple[float, float]:
    """As far from where it was as one can be in the same cells of all sizes."""
    small = h3.cell_to_children(h3.latlng_to_cell(*HERE, FINEST), FINEST + 4)
    sizes = range(COARSEST, FINEST + 1)
    alike = [
        point
        for point in map(h3.cell_to_latlng, small)
        if all(h3.latlng_to_cell(*point, size) == h3.latlng_to_cell(*HERE, size) for size in sizes)
    ]
    return max(alike, key=_apart)


THERE = _elsewhere()
MIDDLE = h3.cell_to_latlng(h3.latlng_to_cell(*HERE, FINEST))


def _town(name: str, place: tuple[float, float], people: int) -> Settlement:
    return Settlement(name, to_e6(place[0]), to_e6(place[1]), people)


#: one at either of the two places, one in the middle of their cell, and more than a bulletin names, near and far
TOWNS = (
    _town("Wide Haven", (HERE[0] + 0.4, HERE[1] + 0.4), 900_000),
    _town("Herestead", HERE, 50_000),
    _town("Therestead", THERE, 40_000),
    _town("Middlestead", MIDDLE, 30_000),
    *(_town(f"Village {n}", (HERE[0] + n % 9 / 20, HERE[1] + n / 200), 20_000 - n) for n in range(100)),
)


def _moved(material: Material) -> Material:
    """The same, all of it where `THERE` is."""

    def at(table: pa.Table) -> pa.Table:
        for name, degrees in zip(("lat_e6", "lon_e6"), THERE, strict=True):
            place = table.schema.get_field_index(name)
            field = table.schema.field(place)
            table = table.set_column(place, field, pa.array([to_e6(degrees)] * table.num_rows, field.type))
        return table

    tables = {name: at(getattr(material, name)) for name in ("incidents", "observations", "effort")}
    return msgspec.structs.replace(material, **tables)


def _releases(days: int, policy: ReleasePolicy) -> list[tuple[Bulletin, Bulletin]]:
    """Every bulletin of so many days, until the last places have left; and as it is when all happened elsewhere."""
    made = []
    for last in range(days - 1, 28):
        period = period_ending(START + timedelta(days=last), days, "UTC", 0)
        known = world(period, last + 1, settlements=TOWNS)
        made.append((redact(known, policy), redact(_moved(known), policy)))
    return made


@pytest.mark.parametrize("days", [1, 7])
@pytest.mark.parametrize("finest", [3, 4, 5])
def test_no_release_is_another_where_things_happened_elsewhere_in_the_same_cells(days: int, finest: int) -> None:
    releases = _releases(days, msgspec.structs.replace(POLICY, cell_resolution=finest))
    assert all(one == other for one, other in releases)
    assert any(one.places for one, _ in releases) and any(one.incidents for one, _ in releases)
    assert all(one.settlements for one, _ in releases)


def test_a_cell_is_near_the_settlement_in_its_middle_wherever_it_was() -> None:
    known = world(day_of(6), 7, settlements=TOWNS)
    pages = [rendered(redact(one, POLICY), ("en",), ("md",)) for one in (known, _moved(known))]
    assert pages[0] == pages[1]
    (page,) = (data.decode() for data in pages[0].values())
    assert "near Middlestead" in page
    assert not {town.name for town in TOWNS if f"near {town.name}" in page} - {"Middlestead"}
