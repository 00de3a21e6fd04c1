"""How long one more observation takes in a mission that is already large.

    python benchmarks/fusing/live.py --size 100000 --changes 200

The last reports of a world come one by one; so do corrections of earlier ones, and withdrawals. Times are of the
processor, not of the clock, so that a busy machine shows less.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.fusing.worlds.all import WORLDS

from truceline.fuse.live import Live


def measured(world: str, size: int, changes: int) -> None:
    """Print how long the start took and, by kind of change, the middle and the slow end of its times."""
    table = WORLDS[world](size, seed=7).observations
    rows = np.argsort(table.column("start_s").to_numpy(), kind="stable")
    late = rows[len(rows) - changes :]
    begin = time.process_time()
    live = Live.of(table.take(pa.array(rows[: len(rows) - changes])))
    print(f"{world} {size}: started in {time.process_time() - begin:.1f} s of the processor")
    draw = random.Random(7)
    ids = table.column("observation_id")
    live.put(table.slice(int(late[0]), 1))  # compiled, or loaded from what was compiled before
    times: dict[str, list[float]] = {"new": [], "corrected": [], "withdrawn": []}
    for at in late[1:].tolist():
        times["new"].append(_time(lambda at=at: live.put(table.slice(at, 1))))
    for at in draw.sample(rows[: len(rows) - changes].tolist(), changes // 2):
        other = table.slice(at, 1)
        later = pa.array([other.column("reported_s")[0].as_py() or 0], pa.int64())
        other = other.set_column(other.schema.get_field_index("reported_s"), other.schema.field("reported_s"), later)
        times["corrected"].append(_time(lambda other=other: live.put(other)))
        times["withdrawn"].append(_time(lambda at=at: live.withdraw([ids[at].as_py()])))
    for kind, taken in times.items():
        middle, slow, worst = np.percentile(np.array(taken) * 1000, (50, 99, 100))
        print(f"{kind}: {len(taken)} changes, middle {middle:.1f} ms, p99 {slow:.1f} ms, worst {worst:.1f} ms")


def _time(change: object) -> float:
    begin = time.process_time()
    change()  # type: ignore[operator]
    return time.process_time() - begin


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--world", default="default", choices=sorted(WORLDS))
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--changes", type=int, default=200)
    given = parser.parse_args()
    measured(given.world, given.size, given.changes)
