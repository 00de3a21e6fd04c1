"""How fusion grows: seconds, processor seconds and memory by size, engine and world.

    uv run python benchmarks/scale.py --sizes 100000,1000000                      in one process
    uv run python benchmarks/scale.py --sizes 1000000 --engines command           `truceline fuse`, as a user runs it
    uv run python benchmarks/scale.py --sizes 1000000 --engines embedded,spark    PySpark on two workers of this machine
    uv run python benchmarks/scale.py --sizes 1000000 --worlds night              half of it: one city, one night

Every run is a process of its own. Its start, compiling included, is not in its seconds: a small world is fused before.
What Spark's processes do is in its processor seconds and its memory. Of the command everything counts that the system
counts, from its start over the reading of the Parquet file to the last table it wrote; what it compiles is kept from a
small world before. The last column is a digest of incidents, members and what is unresolved: equal for equal worlds,
whatever the engine. A world of more than a million reports is several wars of a million, one after the other.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from benchmarks.fusing.worlds.front import front

from truceline.model.tables import INCIDENTS, OBSERVATIONS
from truceline.stores.archive import read_archive

#: reports that are invented at a time
_MOST = 1_000_000
_TICKS = os.sysconf("SC_CLK_TCK")
#: the city and the night of the skewed world
_LAT_E6, _LON_E6, _NIGHT_S = 48_500_000, 35_000_000, 1_700_006_400


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="100000,1000000")
    options.add_argument("--engines", default="embedded", help="some of embedded, spark, command")
    options.add_argument("--worlds", default="default", help="default, night, or both")
    options.add_argument("--keep", type=Path, help="folder in which the worlds stay, and are taken from")
    options.add_argument("--one", nargs=2, metavar=("ENGINE", "FILE"), help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.one:
        engine, path = args.one[0], Path(args.one[1])
        print(json.dumps(commanded(path) if engine == "command" else measured(engine, path)))
        return 0
    print(f"{'world':<10}{'reports':>12}{'engine':>10}{'wall s':>9}{'CPU s':>9}{'GB':>7}{'of it input':>13}  digest")
    with tempfile.TemporaryDirectory() as made:
        for size in (int(word) for word in args.sizes.split(",")):
            for world in args.worlds.split(","):
                path = kept(args.keep or Path(made), world, size)
                for engine in args.engines.split(","):
                    row = called(engine, path)
                    told = f"{row['wall']:>9.1f}{row['cpu']:>9.1f}{row['gb']:>7.2f}{row['input_gb']:>13.2f}"
                    print(f"{world:<10}{row['n']:>12,}{engine:>10}{told}  {row['digest']}", flush=True)
    return 0


def kept(folder: Path, world: str, size: int) -> Path:
    """The file of a world in a folder of its own, made unless it is there."""
    path = folder / f"scale-{world}-{size}" / "reports.parquet"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = path.with_suffix(".part")
        with pq.ParquetWriter(whole, OBSERVATIONS, compression="zstd") as file:
            for observations in wars(size):
                file.write_table(one_night(observations) if world == "night" else observations)
        whole.rename(path)
    return path


def wars(size: int) -> Iterator[pa.Table]:
    """One war after the other, each as long as its reports take."""
    begin_s = 0
    for number, first in enumerate(range(0, size, _MOST)):
        observations = front(min(_MOST, size - first), seed=2 + number, per_day=200.0).observations
        for name in ("start_s", "end_s", "reported_s"):
            at = observations.schema.get_field_index(name)
            later = pc.add(observations.column(name), begin_s)
            observations = observations.set_column(at, observations.schema.field(at), later)
        yield observations
        span = pc.min_max(observations.column("start_s")).as_py()
        begin_s += span["max"] - span["min"]


def one_night(observations: pa.Table) -> pa.Table:
    """Half of the reports moved to one city and into one night, their precision and their fields as they were."""
    draw = np.random.default_rng(7)
    n = observations.num_rows
    moved = draw.random(n) < 0.5
    start, end = (observations.column(name).to_numpy() for name in ("start_s", "end_s"))
    when = _NIGHT_S + draw.integers(0, 12 * 3_600, n)
    columns = {
        "lat_e6": _LAT_E6 + np.rint(draw.normal(0.0, 40_000.0, n)).astype(np.int64),
        "lon_e6": _LON_E6 + np.rint(draw.normal(0.0, 60_000.0, n)).astype(np.int64),
        "start_s": when,
        "end_s": when + (end - start),
    }
    for name, value in columns.items():
        at = observations.schema.get_field_index(name)
        whole = np.where(moved, value, observations.column(name).to_numpy())
        observations = observations.set_column(
            at, observations.schema.field(at), pa.array(whole, observations.schema.field(at).type)
        )
    return observations


def called(engine: str, path: Path) -> dict[str, Any]:
    """One run, in a process of its own."""
    call = [sys.executable, __file__, "--one", engine, str(path)]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return row


def commanded(path: Path) -> dict[str, Any]:
    """The command on the folder of this file, as the system counts it.

    It counts as the most memory of a program also what the process that starts it has held: call it in a fresh one.
    """
    with tempfile.TemporaryDirectory() as made:
        small, out = Path(made) / "small", Path(made) / "out"
        _command(kept(small, "default", 3_000).parent, Path(made) / "first")
        begin = time.perf_counter()
        used = _command(path.parent, out)
        wall = time.perf_counter() - begin
        return {
            "n": pq.read_metadata(path).num_rows,
            "wall": wall,
            "cpu": used.ru_utime + used.ru_stime,
            "gb": used.ru_maxrss / 1e6,
            "input_gb": 0.0,  # it is never held
            "digest": digest(
                read_archive(out / "incidents", INCIDENTS).sort_by("incident_id"),
                *(pq.read_table(out / f"{name}.parquet") for name in ("members", "unresolved")),
            ),
        }


def _command(archive: Path, out: Path) -> Any:
    """What a run of the command has used."""
    process = subprocess.Popen([sys.executable, "-m", "truceline.cli", "fuse", str(archive), "-o", str(out)])
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"truceline fuse {archive}: exit code {process.returncode}")
    return used


def measured(engine: str, path: Path) -> dict[str, Any]:
    """One run, in this process and its own."""
    from truceline.engines.spark import SparkEngine
    from truceline.fuse.fuse import fuse

    observations = pq.read_table(path)
    made = SparkEngine() if engine == "spark" else None
    fuse(front(3_000, seed=99).observations, engine=made)
    clock, work = time.perf_counter(), _cpu()
    fused = fuse(observations, engine=made)
    row = {
        "n": observations.num_rows,
        "wall": time.perf_counter() - clock,
        "cpu": _cpu() - work,
        "gb": sum(_peak_kb(process) for process in _family()) / 1e6,
        "input_gb": observations.nbytes / 1e9,
        "digest": digest(fused.incidents, fused.members, fused.unresolved),
    }
    if made is not None:
        made.close()
    return row


def digest(*tables: pa.Table) -> str:
    """Of what stands in these tables, however it is laid out in memory."""
    found = hashlib.sha256()
    for table in tables:
        whole = pa.BufferOutputStream()
        pq.write_table(table.combine_chunks(), whole, compression="none")
        found.update(whole.getvalue())
    return found.hexdigest()[:12]


def _family() -> list[int]:
    """This process and all it has started."""
    parent = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue  # it has ended in the meantime
    own = [os.getpid()]
    for process in own:
        own += [child for child, of in parent.items() if of == process]
    return own


def _cpu() -> float:
    """Processor seconds of the family, those of children that have ended included."""
    fields = [(Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split() for process in _family()]
    return sum(int(ticks) for found in fields for ticks in found[11:15]) / _TICKS


def _peak_kb(process: int) -> int:
    for line in (Path("/proc") / str(process) / "status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
