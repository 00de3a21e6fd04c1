"""Fusion beside its peers, on invented worlds whose truth is known.

uv run python benchmarks/fusion.py --quick
uv run python benchmarks/fusion.py --worlds calm,default,dense --sizes 100000 --peers none --seeds 2,4
uv run python benchmarks/fusion.py --tuning --seeds 1,3 …      seeds that may be tuned on; figures are marked so
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from benchmarks.fusing.calibration import belongs, bins, ece
from benchmarks.fusing.metrics import scores
from benchmarks.fusing.ours import ours
from benchmarks.fusing.seeds import TunedOnError, checked
from benchmarks.fusing.worlds.front import front

RATES = {"calm": 20.0, "default": 200.0, "dense": 4_000.0}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", default="calm,default,dense")
    parser.add_argument("--sizes", default="30000")
    parser.add_argument("--seeds", default="2")
    parser.add_argument("--peers", default="none")
    parser.add_argument("--tuning", action="store_true", help="seeds may be odd; figures are marked as tuned on")
    args = parser.parse_args()
    try:
        seeds = checked((int(word) for word in args.seeds.split(",")), args.tuning)
    except TunedOnError as error:
        print(error, file=sys.stderr)
        return 2
    ours(front(500, seed=99).observations)  # compiled, or loaded from the cache
    for name in args.worlds.split(","):
        for size in (int(word) for word in args.sizes.split(",")):
            for seed in seeds:
                made = front(size, RATES[name], seed)
                answer = ours(made.observations)
                print(
                    f"{name} n {len(made.truth)} seed {seed}{' (tuned on)' if seed % 2 else ''} {answer.seconds:.1f} s"
                )
                print("   ", "  ".join(f"{k} {v:.3f}" for k, v in scores(answer.group, made.truth).items()))
                alone = np.bincount(answer.group)[answer.group] == 1
                curve = bins(answer.p_same[~alone], belongs(answer.group, made.truth)[~alone])
                print(
                    f"    ECE {ece(curve):.3f}",
                    " ".join(f"{b.said:.2f}:{b.true:.2f}({b.n})" for b in curve),
                    flush=True,
                )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
