"""Days as tables write them: with dots the day comes first; with slashes the column tells, or nobody can know."""

from __future__ import annotations

import pytest

from truceline.filters.written_days import iso_days


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["2030-04-11", ""], ["2030-04-11", ""]),
        (["01.02.2030", "1.2.2030 06:00"], ["2030-02-01", "2030-02-01 06:00"]),
        (["01/02/2030", "13/02/2030"], ["2030-02-01", "2030-02-13"]),
        (["01/02/2030", "01/13/2030"], ["2030-01-02", "2030-01-13"]),
        (["01/02/2030", "03/04/2030"], ["01/02/2030", "03/04/2030"]),
        (["13/02/2030", "02/13/2030"], ["13/02/2030", "02/13/2030"]),
        (["31.02.2030", "01.02.30", "1/2"], ["31.02.2030", "01.02.30", "1/2"]),
    ],
)
def test_days(cells: list[str], days: list[str]) -> None:
    assert iso_days(cells) == days
