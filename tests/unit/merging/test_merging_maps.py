"""One map.toml for several tables."""

from __future__ import annotations

import pytest

from truceline.model.errors import InputError
from truceline.sources.column_map import map_for
from truceline.sources.generic import COLUMNS

TWO = """
[[table]]
match = "desk*.csv"
[table.columns]
start = "date_of_event"
[table.defaults]
radius_m = 9000
[[table]]
match = "*.csv"
[table.types]
"gunfire" = "fire.burst"
"""


def test_the_first_that_fits_counts() -> None:
    desk, other = map_for(TWO, "desk-2031.csv", COLUMNS), map_for(TWO, "b.csv", COLUMNS)
    assert desk is not None
    assert other is not None
    assert (desk.columns, desk.defaults.radius_m, desk.types) == ({"start": "date_of_event"}, 9000, {})
    assert (other.columns, other.types) == ({}, {"gunfire": "fire.burst"})


def test_a_file_that_no_pattern_fits_has_no_map_unless_the_top_level_has_one() -> None:
    assert map_for(TWO, "c.tsv", COLUMNS) is None
    top = map_for('[columns]\nlat = "y"\n' + TWO, "c.tsv", COLUMNS)
    assert top is not None
    assert top.columns == {"lat": "y"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[table]]\nmatch = "a"\n[table.columns]\nheight = "z"\n', "height"),
        ("[[table]]\n[table.columns]\n", "match"),
        ('[[table]]\nmatch = "a"\n[table.types]\n"x" = "no.such"\n', "no.such"),
        ("[[table", "Expected"),
    ],
)
def test_what_is_wrong_in_any_of_them_is_said(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        map_for(text, "other.csv", COLUMNS)
    assert said in str(caught.value)
