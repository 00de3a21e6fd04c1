"""Lists that share no event are not merged, however much happens in one town; lists that share all are."""

from __future__ import annotations

import random

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from tests.fuse_rows import NOON_S, row, table

from truceline.fuse.fuse import fuse
from truceline.fuse.learn import learn

_TOWNS = 12
_MIDNIGHT_S = NOON_S - 12 * 3_600


def lists(shared: bool, number: int = 1_200) -> pa.Table:
    """Two lists of events by day and spot, with neither types nor tolls: of the same events, or of every other one."""
    draw = random.Random(7)
    rows = []
    for k in range(number):
        town, day = draw.randrange(_TOWNS), _MIDNIGHT_S + draw.randrange(365) * 86_400
        y, x = (
            draw.gauss(48_000_000 + 700_000 * (town // 4), 30_000),
            draw.gauss(37_000_000 + 900_000 * (town % 4), 40_000),
        )
        for source in ("one", "two") if shared else (("one", "two")[k % 2],):
            rows.append(
                row(
                    f"{source}{k:04}",
                    lat_e6=round(y + draw.gauss(0, 1_000)),
                    lon_e6=round(x + draw.gauss(0, 1_500)),
                    radius_m=500,
                    start_s=day,
                    end_s=day + 86_400,
                    source=source,
                    source_class="dataset",
                    event_type="other",
                )
            )
    return table(*rows)


def test_lists_of_other_events_stay_apart() -> None:
    """By chance some thirty pairs lie within a few hundred metres and a day."""
    made = lists(shared=False)
    fused = fuse(made)
    sizes = np.unique(fused.members["incident_id"].to_pylist(), return_counts=True)[1]
    assert int((sizes > 1).sum()) <= 5
    assert abs(fused.expected.count_milli / 1000 - made.num_rows) < 0.03 * made.num_rows


def test_lists_of_the_same_events_are_put_together() -> None:
    made = lists(shared=True)
    fused = fuse(made)
    number = made.num_rows // 2
    together = pc.value_counts(fused.members["incident_id"]).field("counts").to_pylist()
    assert sum(count == 2 for count in together) > 0.97 * number
    assert abs(fused.expected.count_milli / 1000 - number) < 0.05 * number


def test_what_decoys_leave_is_learnt() -> None:
    learned = [learn(lists(shared)).fields for shared in (False, True)]
    further = [dict(fields.params)["co_reports_milli"] for fields in learned if fields is not None]
    assert further[0] < 100 < 600 < further[1]
