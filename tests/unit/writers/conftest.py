"""Incidents with all that trips readers of tables: other scripts, quotes, lines, formulas, 1962, the antimeridian."""

from __future__ import annotations

import pyarrow as pa
import pytest

from truceline.model.column_texts import DESCRIBED
from truceline.model.columns import described
from truceline.model.tables import BY_NAME, INCIDENTS

PLAIN = {
    "type_share_ppm": 1_000_000,
    "n_observations": 1,
    "n_sources": 1,
    "origins_min": 1,
    "origins_max": 1,
    "claimants": [],
    "actor_disputed": False,
    "verb": "saw",
    "existence_ppm": 900_000,
}


def incident(number: int, **fields: object) -> dict[str, object]:
    row = dict.fromkeys(INCIDENTS.names) | PLAIN
    start_s = fields.get("start_s", 1_749_649_711)
    return (
        row | {"incident_id": f"inc_{number:024x}", "event_type": "fire", "start_s": start_s, "end_s": start_s} | fields
    )


@pytest.fixture
def incidents() -> pa.Table:
    rows = [
        incident(
            1, lat_e6=50_450_100, lon_e6=30_523_400, radius_m=228, killed_low=0, killed_high=2, actor_disputed=True
        ),
        incident(2, alleged_actor="Сторона «Ї», ’ж", claimants=["сторона а", "side b"]),
        incident(3, start_s=-240_000_000, lat_e6=-18_000_000, lon_e6=179_999_999, radius_m=9),
        incident(4, lat_e6=-18_000_000, lon_e6=-179_999_999, target='a "quoted", word\nand a line; ’ and 試験'),
        incident(5, lat_e6=0, lon_e6=0, weapon='=HYPERLINK("http://x")', count_low=-3),
        incident(6, weapon="@SUM(1)", target="+1", alleged_actor="-2+3", count_unit="\tx"),
        incident(7, weapon="=cmd|' /C calc'!A0", target="\r=1", alleged_actor=" =1+1", count_unit="a\u202eb"),
        incident(8, lat_e6=50_450_101, lon_e6=30_523_401, radius_m=1),
    ]
    table = pa.Table.from_pylist(rows, INCIDENTS)
    return pa.table(table.columns, described(DESCRIBED["incidents"], table.schema))


@pytest.fixture
def cells() -> pa.Table:
    """Watched cells: one at home, one across the antimeridian."""
    fixed = {"part": "day", "from_s": -86_400, "until_s": 0, "share_low_ppm": 0, "share_high_ppm": 250_000}
    rows = [
        {**fixed, "cell": "831e45fffffffff", "lat_e6": 49_000_000, "lon_e6": 31_000_000},
        {**fixed, "cell": "839b40fffffffff", "lat_e6": -18_000_000, "lon_e6": 179_900_000},
    ]
    table = pa.Table.from_pylist(rows, BY_NAME["public_coverage"])
    return pa.table(table.columns, described(DESCRIBED["public_coverage"], table.schema))
