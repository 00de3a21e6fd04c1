"""Fusion beside its peers, on invented worlds whose truth is known.

    uv run python benchmarks/fusion.py --quick                           within two minutes
    uv run python benchmarks/fusion.py --worlds calm,default,dense --sizes 100000 --seeds 2,4 --peers none
    uv run --with splink --with scikit-learn --with recordlinkage --with 'pandas<3' --with fast_hdbscan \\
        python benchmarks/fusion.py --worlds calm,default,dense --sizes 30000 --peers all
    uv run python benchmarks/fusion.py --worlds default --sizes 10000,100000,1000000,10000000 --seeds 2
    uv run python benchmarks/fusion.py --ablation --worlds default,sea --sizes 30000
    uv run python benchmarks/fusion.py --meltt                           the simulation of MELTT's paper, every cell
    uv run python benchmarks/fusion.py --tuning --seeds 1,3              seeds that may be tuned on, not written down

    uv run python benchmarks/fusion.py --at HEAD …                       the sources of a commit, not those at hand

Every run is a process of its own. A peer whose library is not installed is left out and named. Rows are kept in
`benchmarks/results/fusion.json`, where a run replaces the earlier one of the same engine, world, size and seed; the
tables and plots beside it are made from all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.fusing.dropped import DROPS
from benchmarks.fusing.engines import ENGINES, OURS
from benchmarks.fusing.measuring import apart, measured
from benchmarks.fusing.meltt_table import meltt_rows
from benchmarks.fusing.plots import PLOTS
from benchmarks.fusing.seeds import TunedOnError, checked
from benchmarks.fusing.tables import meltt_cells, report
from benchmarks.fusing.worlds.all import WORLDS
from benchmarks.fusing.worlds.meltt_simulation import CELLS

Row = dict[str, Any]
HERE = Path(__file__).parent
RESULTS = HERE / "results"
_MEASURED = "FUSION_COMMIT"
_KEY = ("engine", "world", "size", "seed", "dropped")
_SHORT = "F1", "B3F1", "clusters/truth", "expected/truth", "ece"


def main() -> int:
    args = _options().parse_args()
    if args.one:
        print(json.dumps(measured(args.one, args.here, args.practice, args.drop)))
        return 0
    try:
        seeds = checked((int(word) for word in args.seeds.split(",")), args.tuning)
    except TunedOnError as error:
        print(error, file=sys.stderr)
        return 2
    if args.at:
        return _again_with(args.at, args.keep)
    keep = not (args.tuning or args.quick)
    rows, cells = [], []
    with tempfile.TemporaryDirectory() as made:
        folder = args.keep or Path(made)
        plan = _plan(args, seeds)
        for engine, world, size, seed, dropped in plan:
            row = apart(engine, world, size, seed, folder, args.most, dropped) | {
                "commit": os.environ.get(_MEASURED) or _commit()
            }
            rows.append(row)
            print(_line(row), flush=True)
            if keep:
                _write(rows, [])
    if args.meltt or args.quick:
        cells = meltt_rows(seeds[: 1 if args.quick else None], CELLS[:1] if args.quick else CELLS)
        print(meltt_cells(cells))
    if keep:
        _write(rows, cells)
    return 0


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--worlds", default="", help="of " + ", ".join(WORLDS) + ", or all")
    options.add_argument("--sizes", default="30000")
    options.add_argument("--seeds", default="2,4,6")
    options.add_argument("--peers", default="none", help="none, all, or names: " + ", ".join(ENGINES))
    options.add_argument("--ablation", action="store_true", help="ours without each kind of knowledge")
    options.add_argument("--meltt", action="store_true", help="MELTT's own simulation")
    options.add_argument("--quick", action="store_true", help="small worlds, peers of the base installation, not kept")
    options.add_argument("--tuning", action="store_true", help="seeds may be odd; nothing is written down")
    options.add_argument("--most", type=float, default=1_800.0, metavar="S", help="seconds that one run may take")
    options.add_argument("--keep", type=Path, help="folder in which the worlds stay, and are taken from")
    options.add_argument("--at", metavar="COMMIT", help="measure the sources of this commit, not those at hand")
    for name in ("--one", "--drop"):
        options.add_argument(name, help=argparse.SUPPRESS)
    for name in ("--here", "--practice"):
        options.add_argument(name, type=Path, help=argparse.SUPPRESS)
    return options


def _plan(args: argparse.Namespace, seeds: tuple[int, ...]) -> list[tuple[str, str, int, int, str | None]]:
    """What to run: engine, world, size, seed and what is dropped."""
    if args.quick:
        small = [("default", 8_000), ("sea", 4_000), ("sudan", 4_000)]
        engines = [OURS, "key rule", "ST-DBSCAN", "MELTT"]
        return [(e, world, size, seeds[0], None) for world, size in small for e in engines]
    worlds = list(WORLDS) if args.worlds == "all" else [name for name in args.worlds.split(",") if name]
    peers = {"none": [], "all": [e for e in ENGINES if e != OURS]}.get(args.peers, args.peers.split(";"))
    runs: list[tuple[str, str, int, int, str | None]] = []
    for size in (int(word) for word in args.sizes.split(",")):
        for world in worlds:
            for seed in seeds:
                runs += [(engine, world, size, seed, None) for engine in (OURS, *peers)]
                runs += [(OURS, world, size, seed, name) for name in DROPS if args.ablation]
    return runs


def _line(row: Row) -> str:
    what = f"{row['world']:<10}{row['size']:>10,}  seed {row['seed']}  {row['engine']}"
    what += f" without {row['dropped']}" if row["dropped"] else ""
    if "left_out" in row:
        return f"{what}: left out, {row['left_out']}"
    told = "  ".join(f"{name} {row[name]:.3f}" for name in _SHORT if name in row)
    return f"{what}: {told}  {row['seconds']:.1f} s  CPU {row['cpu']:.1f} s  {row['gb']:.2f} GB"


def _again_with(commit: str, folder: Path | None) -> int:
    """The same command with the sources of a commit instead of those at hand, which somebody may be changing."""
    # what fusion is made of: other commits need no other copy, and nothing compiled anew
    parts = ("src/truceline/fuse", "src/truceline/model", "src/truceline/compiled.py")
    name = _git("log", "-1", "--format=%h", commit, "--", *parts)
    place = (folder or Path(tempfile.gettempdir())).resolve() / f"truceline-{name}"
    if not place.exists():
        place.mkdir(parents=True)
        archive = subprocess.run(["git", "archive", name, "src"], cwd=HERE.parent, capture_output=True, check=True)
        subprocess.run(["tar", "-x", "-C", str(place)], input=archive.stdout, check=True)
    at = sys.argv.index("--at")
    call = [sys.executable, *sys.argv[:at], *sys.argv[at + 2 :]]
    paths = {"PYTHONPATH": str(place / "src"), _MEASURED: name}
    return subprocess.run(call, env=os.environ | paths, check=False).returncode


def _commit() -> str:
    """The last commit, with a plus where the sources at hand are no longer those."""
    return _git("rev-parse", "--short", "HEAD") + ("+" if _git("status", "--porcelain", "src") else "")


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=HERE.parent, capture_output=True, text=True, check=False).stdout.strip()


def _write(rows: list[Row], cells: list[Row]) -> None:
    """Put new rows in the place of those of the same runs, and make tables and plots of all."""
    path = RESULTS / "fusion.json"
    known = json.loads(path.read_text()) if path.exists() else {"rows": [], "meltt": []}
    by = {tuple(row[name] for name in _KEY): row for row in known["rows"]}
    for row in rows:
        key = tuple(row[name] for name in _KEY)
        if "left_out" not in row or "F1" not in by.get(key, {}):
            by[key] = row
    whole = {"rows": list(by.values()), "meltt": cells or known["meltt"]}
    parts = (f' "{name}": [\n' + ",\n".join(_text(row) for row in some) + "\n ]" for name, some in whole.items())
    fresh = path.with_suffix(".new")
    fresh.write_text("{\n" + ",\n".join(parts) + "\n}\n")
    fresh.replace(path)
    (RESULTS / "fusion.md").write_text(report(whole["rows"], whole["meltt"]))
    for name, plot in PLOTS.items():
        (RESULTS / f"fusion_{name}.svg").write_text(plot(whole["rows"]))


def _text(row: Row) -> str:
    """One line a row, with as many digits as mean something."""

    def short(value: Any) -> Any:
        if isinstance(value, float):
            return round(value, 5)
        return [short(part) for part in value] if isinstance(value, list) else value

    return "  " + json.dumps({name: short(value) for name, value in row.items()}, ensure_ascii=False)


if __name__ == "__main__":
    raise SystemExit(main())
