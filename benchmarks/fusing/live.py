"""How long one more observation takes in a mission that is already large, or in the midst of a burst.

    NUMBA_NUM_THREADS=1 python benchmarks/fusing/live.py --size 1000000 --changes 500
    NUMBA_NUM_THREADS=1 python benchmarks/fusing/live.py --size 100000 --changes 100 --burst 1000

The last reports of a world come one by one; so do corrections of earlier ones (half of them sent later, half of them
a kilometre off), and withdrawals of those. With `--burst`, as many reports are folded into one city and one night,
and the changes are all among them. Times are of the processor, not of the clock, so that a busy machine shows less.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.fusing.worlds.all import WORLDS

from truceline.fuse.live import Live

_CITY_E6 = 0.09e6  # about ten kilometres
_NIGHT_S = 12 * 3_600


def measured(world: str, size: int, changes: int, burst: int, kept: Path | None) -> None:
    """Print how long the start took and, by kind of change, the middle and the slow end of its times."""
    table = _observations(world, size, kept)
    rows = np.argsort(table.column("start_s").to_numpy(), kind="stable")
    if burst:
        table = _folded(table, rows[len(rows) - burst :])
    late, first = rows[len(rows) - changes - 1 :], rows[: len(rows) - changes - 1]
    begin = time.process_time()
    live = Live.of(table.take(pa.array(first)))
    print(f"{world} {size}, burst of {burst}: started in {time.process_time() - begin:.1f} s of the processor")
    draw = random.Random(7)
    earlier = first[len(first) - burst + changes :] if burst else first
    live.put(table.slice(int(late[0]), 1))  # compiled, or loaded from what was compiled before
    times: dict[str, list[float]] = {"new": [], "corrected": [], "withdrawn": []}
    for at in late[1:].tolist():
        row = table.slice(at, 1)
        times["new"].append(_time(lambda row=row: live.put(row)))
    for at in draw.sample(earlier.tolist(), min(changes, len(earlier))):
        other = _corrected(table.slice(at, 1), draw.random() < 0.5)
        name = other.column("observation_id")[0].as_py()
        times["corrected"].append(_time(lambda other=other: live.put(other)))
        times["withdrawn"].append(_time(lambda name=name: live.withdraw([name])))
    for kind, taken in times.items():
        middle, later, slow, worst = np.percentile(np.array(taken) * 1000, (50, 95, 99, 100))
        print(f"{kind}: {len(taken)} changes, p50 {middle:.1f}, p95 {later:.1f}, p99 {slow:.1f}, worst {worst:.1f} ms")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GB")
    print(f"the whole answer: {_time(live.fused):.2f} s")


def _observations(world: str, size: int, kept: Path | None) -> pa.Table:
    """The reports of a world, from the file in which they were kept where there is one."""
    if kept is not None and kept.exists():
        return pq.read_table(kept).combine_chunks()
    table = WORLDS[world](size, seed=7).observations
    if kept is not None:
        pq.write_table(table, kept)
    return table


def _folded(table: pa.Table, rows: npt.NDArray[np.int64]) -> pa.Table:
    """The same table with these reports in one city and one night."""
    lat, lon = (table.column(name).fill_null(0).to_numpy().copy() for name in ("lat_e6", "lon_e6"))
    start, end = (table.column(name).to_numpy().copy() for name in ("start_s", "end_s"))
    length, city = end[rows] - start[rows], rows[0]
    night = start[rows].min()
    for value, middle in ((lat, lat[city]), (lon, lon[city])):
        value[rows] = middle + (value[rows] * 7) % int(_CITY_E6) - int(_CITY_E6) // 2
    start[rows] = night + (start[rows] * 7 + rows) % _NIGHT_S
    end[rows] = start[rows] + length
    made = {"lat_e6": lat, "lon_e6": lon, "start_s": start, "end_s": end}
    for name, value in made.items():
        at = table.schema.get_field_index(name)
        missing = table.column(name).is_null().to_numpy(zero_copy_only=False)
        table = table.set_column(at, table.schema.field(at), pa.array(value, table.schema.field(at).type, mask=missing))
    return table.combine_chunks()


def _corrected(row: pa.Table, moved: bool) -> pa.Table:
    """A report that was sent again an hour later, or with a place that is a kilometre off."""
    name, by = ("lat_e6", 9_000) if moved and row.column("lat_e6")[0].is_valid else ("reported_s", 3_600)
    at = row.schema.get_field_index(name)
    value = [(row.column(name)[0].as_py() or 0) + by]
    return row.set_column(at, row.schema.field(at), pa.array(value, row.schema.field(at).type))


def _time(change: Callable[[], object]) -> float:
    begin = time.process_time()
    change()
    return time.process_time() - begin


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--world", default="default", choices=sorted(WORLDS))
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--changes", type=int, default=500)
    parser.add_argument("--burst", type=int, default=0, help="this many of them in one city and one night")
    parser.add_argument("--kept", type=Path, help="Parquet file in which the world is kept for the next run")
    given = parser.parse_args()
    measured(given.world, given.size, given.changes, given.burst, given.kept)
