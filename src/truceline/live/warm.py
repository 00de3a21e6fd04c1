"""The machine code of live fusion, at hand before the first report needs it.

It is compiled once for an installation, which takes a processor up to half a minute, and read from the disk by every
process after that. A desk sees to it beside its first reading, so that the first report does not wait for it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from truceline.fuse.live import Live
from truceline.model.tables import OBSERVATIONS
from truceline.model.units import HOUR_S


def warm() -> None:
    """Take in reports of things that never happened, into a mission that has none and one that has some."""
    near, far = [_row(n) for n in range(8)], _row(8, 5_000_000, "air.strike")
    for before, come in (((), near[:2]), (near[:6], near[6:]), (near, [far])):
        live = Live.of(_table(before), (), ())
        live.put(_table(come))
        live.fused()


def _table(rows: Sequence[dict[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=OBSERVATIONS)


def _row(n: int, away_e6: int = 0, kind: str = "fire.shelling") -> dict[str, object]:
    return {
        "observation_id": f"obs_{n:032x}",
        "item_id": f"itm_{n:032x}",
        "record": 1,
        "source": f"post {n}",
        "source_class": "patrol",
        "event_type": kind,
        "start_s": n * 60,
        "end_s": HOUR_S,
        "lat_e6": 1_000 * n + away_e6,
        "lon_e6": 1_000 * n + away_e6,
        "radius_m": 500,
        "verb": "saw",
        "method": "form:patrol",
        "confidence_ppm": 950_000,
    }
