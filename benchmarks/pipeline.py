"""The whole pipeline on the exercise's event part, over sizes: speed, memory, growth, and a peer in the same run.

    python benchmarks/pipeline.py [--sizes 1,10,100] [--viina FOLDER] [--out FOLDER]

Each size runs in a process of its own, which gets the bytes of CSV, JSON and JSONL files and goes through sources,
fuse, assess, measure, redact and publish; making the exercise is not counted. Kernels are compiled (or loaded) before
the clock starts, by a run over a few hundred rows. Peers: `csv.DictReader` into dictionaries for the import, and for
fusion the key rule (4 km x day) in DuckDB, on the same rows. Wall times suffer from whatever else the machine does, so
CPU seconds (of all threads) stand beside them: compare ratios and growth rather than seconds.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import math
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

STAGES = ("read", "extract", "locate", "derive", "fuse", "assess")
Report = dict[str, Any]


class StageTimes:
    """Progress that keeps the wall and CPU time of each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.cpu: dict[str, float] = {}
        self._stage, self._began, self._cpu = "", 0.0, 0.0

    def start(self, stage: str, total: int | None) -> None:
        self._stage, self._began, self._cpu = stage, time.perf_counter(), time.process_time()

    def advance(self, steps: int = 1) -> None:
        return

    def done(self) -> None:
        spent = time.perf_counter() - self._began
        self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + spent
        self.cpu[self._stage] = self.cpu.get(self._stage, 0.0) + time.process_time() - self._cpu


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    value = work()
    return time.perf_counter() - began, value


def make(scale: int, folder: Path) -> None:
    """Child: lay an exercise out on disk, with the truth of its rows beside it."""
    import pyarrow.parquet as pq

    from truceline.exercise.folder import write_mission
    from truceline.exercise.generate import generate
    from truceline.exercise.params import ExerciseParams

    made = generate(ExerciseParams(scale=scale, articles=0))
    write_mission(made, folder / "mission", folder / "incoming")
    pq.write_table(made.truth.reports, folder / "reports.parquet")


def one_size(scale: int, folder: Path) -> Report:
    """Child: the pipeline over the files of one size, in this fresh process."""
    from truceline.exercise.generate import generate
    from truceline.exercise.params import ExerciseParams
    from truceline.exercise.rehearsal import rehearse

    rehearse(generate(ExerciseParams(incidents_per_day=2, articles=0)))
    before = peak_mb()
    times = StageTimes()
    cpu = time.process_time()
    wall, outcome = timed(lambda: run_files(folder, times))
    published, size = timed(lambda: publish(folder, outcome))
    n = outcome.observations.num_rows
    cpu = time.process_time() - cpu
    whole = wall + published
    peak = peak_mb()
    return {
        "scale": scale,
        "observations": n,
        "incidents": outcome.incidents.num_rows,
        "findings": outcome.findings.num_rows,
        "input_mb": round(sum(p.stat().st_size for p in (folder / "incoming").iterdir()) / 1e6, 1),
        "seconds": round(whole, 3),
        "cpu_seconds": round(cpu, 3),
        "per_second": round(n / whole),
        "per_cpu_second": round(n / cpu),
        "stages": {
            **{name: round(times.seconds.get(name, 0.0), 3) for name in STAGES},
            "measure, publish": round(published, 3),
        },
        "stages_cpu": {name: round(times.cpu.get(name, 0.0), 3) for name in STAGES},
        "peak_mb": peak,
        "peak_before_mb": before,
        "bulletin_bytes": size,
        "peers": peers(folder, outcome, times),
    }  # fmt: skip


def run_files(folder: Path, times: StageTimes) -> Any:
    from truceline.ingest.submission import Submission
    from truceline.mission.folder import open_mission
    from truceline.mission.work import rules_of
    from truceline.model.ids import sha256_hex
    from truceline.pipeline import run
    from truceline.stores.cache import NoCache

    mission = open_mission(folder / "mission")
    found: dict[str, bytes] = {}
    submissions = []
    for path in sorted((folder / "incoming").iterdir()):
        data = path.read_bytes()
        rule = mission.rule_for(path.name)
        assert rule is not None, path
        digest = sha256_hex(data)
        found[digest] = data
        context = mission.context_for(rule)
        submissions.append(
            Submission(digest, path.name, rule.name, rule.connector, "application/octet-stream", 0, context)
        )
    return run(tuple(submissions), lambda s: found[s.sha256], rules_of(mission, None), NoCache(), times)


def publish(folder: Path, outcome: Any) -> int:
    """Measure, redact, render: bytes of the HTML page."""
    from truceline.mission.agreed import agreement_of
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.release import bulletin_of
    from truceline.publish.html import render_html

    mission = open_mission(folder / "mission")
    with opened(mission) as record:
        bulletin = bulletin_of(mission, record, outcome, agreement_of(mission), None)
    return len(render_html(bulletin, "en"))


def peers(folder: Path, outcome: Any, times: StageTimes) -> list[Report]:
    """The same rows through simpler tools, in the same process and minute."""
    tables = [p for p in sorted((folder / "incoming").iterdir()) if p.suffix == ".csv"]
    by_reader, rows = timed(lambda: sum(len(dictionaries(path.read_bytes())) for path in tables))
    by_key, key = timed(lambda: key_rule(outcome.observations))
    ours = outcome.members["incident_id"].combine_chunks().dictionary_encode().indices.to_numpy()
    return [
        {"peer": "csv.DictReader into dictionaries (no types, no checks)", "for": "read", "rows": rows,
         "seconds": round(by_reader, 3), "ours_seconds": round(times.seconds["read"], 3)},
        {"peer": "key rule 4 km x day in DuckDB", "for": "fuse", "seconds": round(by_key, 3),
         "ours_seconds": round(times.seconds["fuse"], 3), "f1": quality(folder, outcome, key),
         "ours_f1": quality(folder, outcome, ours)},
    ]  # fmt: skip


def dictionaries(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def key_rule(observations: Any) -> Any:
    """Group of each observation (in their order) by cell of 4 km and day."""
    import duckdb

    connection = duckdb.connect()
    connection.register("observations", observations)
    return connection.execute(
        """SELECT dense_rank() OVER (ORDER BY coalesce(lat_e6 // 35972, 0), coalesce(lon_e6 // 36100, 0),
                  (start_s + end_s) // 172800, CASE WHEN lat_e6 IS NULL THEN observation_id END) AS g
           FROM observations ORDER BY observation_id"""
    ).fetchnumpy()["g"]


def quality(folder: Path, outcome: Any, groups: Any) -> float:
    """F1 of pairs against the truth. Members and observations are both sorted by observation."""
    import numpy as np
    import pyarrow.parquet as pq

    from truceline.exercise.clusters import compare

    truth = pq.read_table(folder / "reports.parquet")
    names = ("source", "native_id", "line", "incident")
    by_id = {
        (s, n if n is not None else i): t for s, n, i, t in zip(*(truth[c].to_pylist() for c in names), strict=True)
    }
    seen = outcome.observations
    keys = zip(*(seen[c].to_pylist() for c in ("source", "native_id", "record")), strict=True)
    true = [by_id.get((s, n if n is not None else r)) for s, n, r in keys]
    known = [i for i, (t, s) in enumerate(zip(true, seen["source"].to_pylist(), strict=True))
             if t is not None and s not in ("fires", "alerts")]  # fmt: skip
    labels = np.array([true[i] if true[i] >= 0 else -1 - i for i in known], dtype=np.int64)
    return round(compare(np.asarray(groups)[known], labels).f1, 3)


def viina(folder: Path) -> Report:
    """Child: import of the VIINA rows, and a plain reader over the same bytes."""
    from truceline.ingest.read import read
    from truceline.model.evidence import Blob, ReadContext
    from truceline.model.ids import sha256_hex
    from truceline.sources.catalogue import by_name

    files = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.csv.gz"))]
    source = by_name("viina")
    context = ReadContext(time_zone="Europe/Kyiv")

    def ours() -> tuple[int, int]:
        readings = [read(Blob(sha256_hex(d), d, n, "viina", 0, "text/csv"), source, context) for n, d in files]
        return sum(r.accounting.rows for r in readings), sum(r.accounting.rejected for r in readings)

    seconds, (rows, rejected) = timed(ours)
    plain, read_rows = timed(lambda: sum(len(dictionaries(gzip.decompress(data))) for _, data in files))
    return {"rows": rows, "rejected": rejected, "seconds": round(seconds, 3), "peak_mb": peak_mb(),
            "peer": "csv.DictReader into dictionaries", "peer_rows": read_rows, "peer_seconds": round(plain, 3),
    }  # fmt: skip


def peak_mb() -> int:
    """Highest resident memory of this process so far."""
    unit = 1 if platform.system() == "Darwin" else 1024
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)


def child(*arguments: str) -> Report:
    """A fresh process of this file; its last line is JSON."""
    command = [sys.executable, str(Path(__file__).resolve()), "--child", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    last = done.stdout.strip().splitlines()
    return json.loads(last[-1]) if last else {}


def growth(small: Report, large: Report, field: str) -> float:
    """Exponent of N between two sizes."""
    return round(math.log(large[field] / small[field]) / math.log(large["observations"] / small["observations"]), 2)


def markdown(report: Report) -> str:
    tables = [_sizes(report["sizes"]), _peers(report["sizes"])]
    if report.get("viina"):
        v = report["viina"]
        tables.append(
            f"VIINA: {v['rows']:,} rows in {v['seconds']:.2f} s ({v['rejected']:,} rejected, peak {v['peak_mb']} MB); "
            f"{v['peer']} {v['peer_seconds']:.2f} s; ratio {v['seconds'] / v['peer_seconds']:.1f}"
        )
    tables.append(f"Python {platform.python_version()}, {os.cpu_count()} cores, load at the start {report['load']}")
    return "\n\n".join(tables) + "\n"


def _sizes(sizes: list[Report]) -> str:
    names = list(sizes[0]["stages"])
    head = [
        "size",
        "observations",
        "incidents",
        "s",
        "CPU s",
        "obs/s",
        "obs/CPU s",
        "peak MB",
        "growth",
        "growth of CPU",
    ]
    lines = [f"| {' | '.join([*head, *names])} |", "|" + "---|" * (len(head) + len(names))]
    for number, row in enumerate(sizes):
        cells = [f"{row['scale']}x", f"{row['observations']:,}", f"{row['incidents']:,}", f"{row['seconds']:.2f}"]
        cells += [f"{row['cpu_seconds']:.2f}", f"{row['per_second']:,}", f"{row['per_cpu_second']:,}"]
        cells.append(f"{row['peak_mb']:,}")
        before = sizes[number - 1]
        cells += [f"N^{growth(before, row, field)}" if number else "" for field in ("seconds", "cpu_seconds")]
        cells += [f"{seconds:.2f}" for seconds in row["stages"].values()]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _peers(sizes: list[Report]) -> str:
    head = ("size", "stage", "peer", "peer s", "ours s", "ours / peer", "peer F1", "our F1")
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for row in sizes:
        for peer in row["peers"]:
            ratio = peer["ours_seconds"] / max(peer["seconds"], 1e-6)
            times = (f"{peer['seconds']:.2f}", f"{peer['ours_seconds']:.2f}", f"{ratio:.1f}")
            quality_ = (str(peer.get("f1", "")), str(peer.get("ours_f1", "")))
            lines.append(f"| {' | '.join((str(row['scale']) + 'x', peer['for'], peer['peer'], *times, *quality_))} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1,10,100", help="scales of the exercise, ascending")
    parser.add_argument("--viina", type=Path, help="folder with VIINA extracts (csv.gz)")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        kind, *rest = args.child
        if kind == "make":
            make(int(rest[0]), Path(rest[1]))
        else:
            print(json.dumps(one_size(int(rest[0]), Path(rest[1])) if kind == "run" else viina(Path(rest[0]))))
        return
    report: Report = {"load": [round(x, 1) for x in os.getloadavg()], "sizes": []}
    for scale in (int(word) for word in args.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            child("make", str(scale), folder)
            report["sizes"].append(child("run", str(scale), folder))
        print(f"{scale}x: {report['sizes'][-1]['per_second']:,} observations/s", file=sys.stderr)
    viina_folder = args.viina or Path(__file__).resolve().parents[2] / "shared/data/viina_2023_2025"
    if viina_folder.is_dir():
        report["viina"] = child("viina", str(viina_folder))
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "pipeline.json").write_text(json.dumps(report, indent=1))
    (args.out / "pipeline.md").write_text(markdown(report))
    print(markdown(report))


if __name__ == "__main__":
    main()
