"""A period that the published reports do not reach to the end of is said to be growing."""

from __future__ import annotations

import pyarrow as pa
import pytest

from truceline.model.period import Period
from truceline.record.arriving import incomplete

DAY = Period(0, 86_400, "UTC", "1970-01-01")


def reports(*rows: tuple[str, int]) -> pa.Table:
    return pa.table(
        {
            "source_class": pa.array([name for name, _ in rows], pa.string()),
            "start_s": pa.array([start for _, start in rows], pa.int64()),
        }
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((("news", 20_000),), True),
        ((("news", 80_000),), False),
        ((("news", 20_000), ("patrol", 80_000)), True),  # the hours of the mission's own reports say nothing in public
        ((("news", 20_000), ("news", 90_000)), True),  # what is reported of a later period is not of this one
        ((("news", 64_800 - 1),), True),  # a quarter of the day before its end
        ((("news", 64_800),), False),
        ((("news", 20_000), ("news", 86_400)), True),  # what begins at the end is of the next
        ((("patrol", 20_000),), False),
        ((), False),
    ],
)
def test_it_is_told_from_published_reports_alone(rows: tuple[tuple[str, int], ...], said: bool) -> None:
    assert incomplete(reports(*rows), DAY) is said


def test_of_a_long_period_a_day_is_missed() -> None:
    month = Period(0, 30 * 86_400, "UTC", "1970-01-30")
    assert incomplete(reports(("news", 29 * 86_400 - 1)), month)
    assert not incomplete(reports(("news", 29 * 86_400)), month)
