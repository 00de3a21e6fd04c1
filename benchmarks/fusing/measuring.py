"""One engine on one world, in a process of its own, so that its time and its peak of memory are its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.fusing.calibration import belongs, bins, ece
from benchmarks.fusing.dropped import DROPS
from benchmarks.fusing.engines import ENGINES
from benchmarks.fusing.keeping import kept, load
from benchmarks.fusing.metrics import scores
from benchmarks.fusing.ours import Answer
from benchmarks.fusing.placing import coverage
from benchmarks.fusing.worlds.front import front
from benchmarks.fusing.worlds.world import World

Row = dict[str, Any]
PRACTICE_SEED, PRACTICE_SIZE = 101, 30_000


def measured(engine: str, here: Path, practice: Path | None, dropped: str | None) -> Row:
    """Everything there is to say of one run."""
    world = load(here)
    teacher = load(practice) if practice else None
    table = world.observations if dropped is None else DROPS[dropped](world.observations)
    run = ENGINES[engine].run
    if teacher is None:
        run(front(400, seed=99).observations, None)  # compiled, or loaded from what was compiled before
    before = _peak_gb()
    clock, work = time.perf_counter(), time.process_time()
    answer = run(table, teacher)
    row: Row = {
        "seconds": time.perf_counter() - clock,
        "cpu": time.process_time() - work,
        "gb": _peak_gb(),
        "gb_before": before,
        "n": len(world.truth),
        **scores(answer.group, world.truth),
    }
    return row | calibrated(answer, world)


def calibrated(answer: Answer, world: World) -> Row:
    """What becomes of stated probabilities, counts, places and times."""
    row: Row = {}
    if answer.p_same is not None:
        together = np.bincount(answer.group)[answer.group] > 1
        curve = bins(answer.p_same[together], belongs(answer.group, world.truth)[together])
        row |= {"ece": ece(curve), "curve": [list(b) for b in curve]}
    if answer.expected is not None:
        true = len(np.unique(world.truth))
        count, low, high = answer.expected
        row |= {"expected/truth": count / true, "expected_holds": low <= true <= high, "low": low / true,
                "high": high / true}  # fmt: skip
    if answer.incidents is not None:
        row |= coverage(answer.incidents, answer.group, world)
    return row


def apart(
    engine: str, world: str, size: int, seed: int, folder: Path, most_s: float, dropped: str | None = None
) -> Row:
    """Measure in a process of its own. What goes wrong stands in the row under `left_out`."""
    row: Row = {"engine": engine, "world": world, "size": size, "seed": seed, "dropped": dropped}
    if missing := ENGINES[engine].missing:
        return row | {"left_out": f"{', '.join(missing)} not installed"}
    call = [sys.executable, str(Path(__file__).parents[1] / "fusion.py"), "--one", engine]
    call += ["--here", str(kept(folder, world, size, seed))]
    if ENGINES[engine].labels:
        call += ["--practice", str(kept(folder, world, min(size, PRACTICE_SIZE), PRACTICE_SEED))]
    if dropped:
        call += ["--drop", dropped]
    try:
        done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=most_s)
    except subprocess.TimeoutExpired:
        return row | {"left_out": f"over {most_s:.0f} s"}
    if done.returncode:
        last = done.stderr.strip().splitlines()
        return row | {"left_out": last[-1] if last else f"ended with {done.returncode}"}
    return row | json.loads(done.stdout.splitlines()[-1])


def _peak_gb() -> float:
    """Peak of this process alone: `ru_maxrss` also remembers the parent's size before the program was started."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e9
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e9
