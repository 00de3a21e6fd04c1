"""The day's bulletin of the exercise, in three languages and all formats: seconds of processor, and growth.

    uv run python benchmarks/bulletin.py --scales 1,10

Measured is what `truceline bulletin` does once the stages are cached: reading the mission, measures, redaction,
rendering, hashing of every figure, the record. Seconds are of the processor, so that other jobs beside it count little.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from truceline.mission import release

FORMATS = ",".join(release.FORMATS)
DAY = "2025-07-30"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scales", default="1,10")
    parser.add_argument("--missions", type=Path, help="a folder with missions demo1, demo10 … made before")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        for scale in (int(one) for one in asked.scales.split(",")):
            print(_row(scale, (asked.missions or Path(made)) / f"demo{scale}"), flush=True)


def _row(scale: int, mission: Path) -> str:
    if not mission.exists():
        _truceline("demo", "--scale", str(scale), "--out", str(mission))
    _truceline("bulletin", str(mission), "--date", DAY, "--format", "json")  # the stages are cached now
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    _truceline("bulletin", str(mission), "--date", DAY, "--format", FORMATS)
    after, waited = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - started
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    files = sorted((mission / "bulletins" / DAY).glob("bulletin.*"))
    page = max((path.stat().st_size for path in files if path.suffix == ".html"), default=0)
    return f"{scale:4d}×  {cpu:6.1f} CPU s  {waited:6.1f} s  {len(files)} files, largest page {page / 1e6:.2f} MB"


def _truceline(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "truceline.cli", *words], check=True, capture_output=True)


if __name__ == "__main__":
    main()
