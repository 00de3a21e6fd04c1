"""Places that the mission alone knows: what stands in a cell of a week, of which kind, and what is too wide for any."""

from __future__ import annotations

from datetime import date

import h3
import pytest
from tests.record_material import material, table

from truceline.model.period import period_ending
from truceline.model.tables import INCIDENTS, MEMBERS, OBSERVATIONS
from truceline.record.cells import outline
from truceline.record.material import Material, ReleasePolicy
from truceline.record.public_places import banded, public_places

POLICY = ReleasePolicy(cell_resolution=5, delay_h=24, min_cell=3)
NOON = 1_700_049_600  # Wednesday, 15 November 2023
HERE = h3.latlng_to_cell(47.5, 36.6, 3)


def held(
    *classes: tuple[str, ...],
    end: date = date(2023, 11, 26),
    days: int = 7,
    moments: tuple[int, ...] = (),
    **cells: object,
) -> Material:
    """An incident for each tuple of classes of source behind it, for a bulletin of these days."""
    usual = {"event_type": "fire.shelling", "lat_e6": 47_500_000, "lon_e6": 36_600_000, "radius_m": 350}
    times = [{"start_s": at, "end_s": at} for at in moments or [NOON] * len(classes)]
    reports = [(f"obs_{n}_{one}", f"inc_{n}", one) for n, some in enumerate(classes) for one in some]
    return material(
        period=period_ending(end, days, "UTC", 0),
        incidents=table(
            [{"incident_id": f"inc_{n}", **usual, **time, **cells} for n, time in enumerate(times)], INCIDENTS
        ),
        observations=table(
            [{"observation_id": name, "item_id": "i", "source_class": one} for name, _, one in reports],
            OBSERVATIONS,
        ),
        members=table([{"observation_id": name, "incident_id": whose} for name, whose, _ in reports], MEMBERS),
    )


def places(*classes: tuple[str, ...], **given: object) -> list[tuple[str, str, int, int | None]]:
    return [(row.of, row.cell, row.low, row.high) for row in public_places(held(*classes, **given), POLICY)]  # type: ignore[arg-type]


OWN, BOTH, NEWS = ("patrol",), ("news", "patrol"), ("news",)


def test_what_anybody_published_has_no_part_in_them() -> None:
    assert places(OWN, OWN, OWN) == [("incidents", HERE, 3, 5)]
    assert places(OWN, OWN, BOTH) == places(OWN, OWN, NEWS) == []
    assert places(*[OWN] * 6, *[BOTH] * 9) == [("incidents", HERE, 6, 10)]


@pytest.mark.parametrize(
    ("cells", "of"),
    [
        ({"event_type": "weapon"}, "weapons"),
        ({"event_type": "weapon", "wounded_high": 1}, "civilians"),
        ({"target": "school"}, "civilians"),
        ({"target": "military.post"}, "incidents"),
    ],
)
def test_each_incident_is_of_one_kind(cells: dict[str, object], of: str) -> None:
    """Weapons and civilians wait two weeks, all others one."""
    later = date(2023, 11, 26) if of == "incidents" else date(2023, 12, 3)
    assert [row[0] for row in places(OWN, OWN, OWN, end=later, **cells)] == [of]


def test_what_is_wider_than_any_cell_or_has_no_place_says_nothing() -> None:
    assert places(OWN, OWN, OWN, radius_m=300_000) == []
    assert places(OWN, OWN, OWN, radius_m=None) == []


def test_weeks_stand_in_their_order() -> None:
    early = NOON - 7 * 86_400
    rows = public_places(held(*[OWN] * 9, days=14, moments=(*[NOON] * 3, *[early] * 6)), POLICY)
    assert [(row.from_day, row.until_day, row.low) for row in rows] == [
        ("2023-11-06", "2023-11-12", 6),
        ("2023-11-13", "2023-11-19", 3),
    ]


def test_ranges_end_where_they_are_said_to() -> None:
    ends = (5, 10, 20, 50, 100, 200, 500, 1_000)
    assert [banded(end, 3) for end in ends] == list(zip((3, *(end + 1 for end in ends)), ends, strict=False))
    assert banded(1_001, 3) == (1_001, None)


def test_a_cell_is_drawn_by_its_own_outline() -> None:
    (row,) = public_places(held(OWN, OWN, OWN), POLICY)
    assert row.cell_outline == outline(row.cell)
