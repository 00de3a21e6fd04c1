"""One page of all benchmarks: what each asks, beside whom, on which machine, and what we are bad at.

    uv run python benchmarks/page.py                      the quick form of each, and the page (a quarter of an hour)
    uv run python benchmarks/page.py --only record exports
    uv run python benchmarks/page.py --full               what the tables of README.md rest on (hours)
    uv run python benchmarks/page.py --page               the page alone, of the runs that are kept

Benchmarks are named in page.toml. A run keeps what its command printed, with the machine, the load before and after it
and the commit, in results/runs/; the page shows the newest one of each, and where none is kept (in a fresh copy of the
repository) what it showed before, so that part of it can be made anew. A run that failed is shown as one that failed.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import subprocess
import sys
import time
import tomllib
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import msgspec

HERE = Path(__file__).parent
RUNS = HERE / "results" / "runs"
PAGE = HERE / "results" / "side_by_side.md"


class Benchmark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of page.toml."""

    name: str
    asks: str
    peers: str
    quick: list[str]
    full: list[str]
    bad_at: str

    @property
    def short(self) -> str:
        return self.quick[0].removesuffix(".py")


class Run(msgspec.Struct, frozen=True):
    """What one command said, and where."""

    command: str
    day: str
    commit: str
    machine: str
    load_before: float
    load_after: float
    seconds: float
    cpu_seconds: float
    status: int
    printed: str


def benchmarks() -> list[Benchmark]:
    return msgspec.convert(tomllib.loads((HERE / "page.toml").read_text("utf-8"))["benchmark"], list[Benchmark])


def run(words: list[str]) -> Run:
    """Run one benchmark to its end."""
    before, load, used = time.monotonic(), os.getloadavg()[0], _processor_s()
    done = subprocess.run(
        [sys.executable, str(HERE / words[0]), *words[1:]],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Run(
        command=" ".join(["python", f"benchmarks/{words[0]}", *words[1:]]),
        day=datetime.now(UTC).date().isoformat(),
        commit=_commit(),
        machine=_machine(),
        load_before=load,
        load_after=os.getloadavg()[0],
        seconds=time.monotonic() - before,
        cpu_seconds=_processor_s() - used,
        status=done.returncode,
        printed=done.stdout.decode("utf-8", "replace"),
    )


def page(known: list[Benchmark], runs: dict[str, Run], before: str = "") -> str:
    """The page, in Markdown; of what was not run, as it stood in the page `before`."""
    told = told_before(before)
    parts = [
        "# Side by side\n",
        "Each benchmark beside its peers in the same run, on the machine that is named; made by `benchmarks/page.py`. "
        "Machines differ and are shared: read ratios and growth, and mind the load beside the number of cores. "
        "What larger runs gave, and how, stands in [Benchmarks](../README.md).\n",
        "## What we are bad at\n",
        *(f"- **{one.name}.** {one.bad_at}" for one in known),
    ]
    return "\n".join([*parts, *(section(one, runs.get(one.short), told.get(one.name)) for one in known)]) + "\n"


def told_before(page: str) -> dict[str, str]:
    """What a page says of each run, by the name of the benchmark: from the line of its command on."""
    parts = re.split(r"^## (.+)\n", page, flags=re.MULTILINE)
    bodies = dict(zip(parts[1::2], parts[2::2], strict=True))
    return {name: body[body.index("\n`python ") :].strip("\n") for name, body in bodies.items() if "\n`python " in body}


def section(one: Benchmark, done: Run | None, before: str | None = None) -> str:
    head = f"\n## {one.name}\n\n{one.asks} Peers: {one.peers}.\n"
    if done is None:
        return f"{head}\n" + (before or f"Not run yet: `python benchmarks/{' '.join(one.quick)}`.")
    told = (
        f"`{done.command}`, {done.day}, commit {done.commit}: {done.seconds:.0f} s of the clock and "
        f"{done.cpu_seconds:.0f} s of processors. {done.machine}; load {done.load_before:.1f} before, "
        f"{done.load_after:.1f} after."
    )
    failed = "" if done.status == 0 else f"\n**It failed** (exit code {done.status}).\n"
    return f"{head}\n{told}\n{failed}\n{shown(done.printed)}"


def shown(printed: str) -> str:
    """What a command printed: tables in Markdown as tables, everything else as it stands."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", printed).replace(str(HERE.parent) + "/", "")
    runs = [(table, "\n".join(lines).strip("\n")) for table, lines in groupby(text.splitlines(), _of_table)]
    return "\n\n".join(run if table else f"```text\n{run}\n```" for table, run in runs if run.strip())


def _of_table(line: str) -> bool:
    return line.startswith("|") and line.rstrip().endswith("|")


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _machine() -> str:
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system, python = f"{platform.system()} {platform.machine()}", f"Python {platform.python_version()}"
    return f"{system}, {os.cpu_count()} cores, {memory_gb:.0f} GB, {python}"


def _commit() -> str:
    asked = ["git", "-C", str(HERE), "describe", "--always", "--dirty"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def _kept(known: list[Benchmark]) -> dict[str, Run]:
    files = {one.short: RUNS / f"{one.short}.json" for one in known}
    return {short: msgspec.json.decode(file.read_bytes(), type=Run) for short, file in files.items() if file.is_file()}


def main() -> None:
    known = benchmarks()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=[one.short for one in known], help="these alone")
    parser.add_argument("--full", action="store_true", help="the long form")
    parser.add_argument("--page", action="store_true", help="run nothing: write the page of the runs that are kept")
    asked = parser.parse_args()
    RUNS.mkdir(parents=True, exist_ok=True)
    for one in known:
        if asked.page or (asked.only and one.short not in asked.only):
            continue
        words = one.full if asked.full else one.quick
        print(f"{one.name}: {' '.join(words)}", file=sys.stderr, flush=True)
        done = run(words)
        (RUNS / f"{one.short}.json").write_bytes(msgspec.json.format(msgspec.json.encode(done), indent=1) + b"\n")
    before = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    PAGE.write_text(page(known, _kept(known), before), encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main()
