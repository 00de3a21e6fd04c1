"""Fusion on the invented world: quality against the truth, speed and memory over sizes.

python benchmarks/fusion_small.py [--sizes 10000,100000,1000000] [--per-day 200] [--seed 1]
"""

from __future__ import annotations

import argparse
import resource
import time

import numpy as np
from benchmarks.fusion_world import world

from truceline.fuse.fuse import fuse


def scores(found: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """Pairwise and B-cubed precision, recall and F1, exact, from the sparse contingency table."""
    _, a = np.unique(found, return_inverse=True)
    _, b = np.unique(truth, return_inverse=True)
    size_a, size_b = np.bincount(a), np.bincount(b)
    key, both = np.unique(a.astype(np.int64) * len(size_b) + b, return_counts=True)
    of_a, of_b = size_a[key // len(size_b)], size_b[key % len(size_b)]
    pairs = [float((s * (s - 1) / 2).sum()) for s in (both, size_a, size_b)]
    precision, recall = pairs[0] / max(pairs[1], 1), pairs[0] / max(pairs[2], 1)
    b3p, b3r = float((both**2 / of_a).sum()) / len(a), float((both**2 / of_b).sum()) / len(a)
    return {
        "P": precision,
        "R": recall,
        "F1": 2 * precision * recall / max(precision + recall, 1e-9),
        "B3P": b3p,
        "B3R": b3r,
        "B3F1": 2 * b3p * b3r / (b3p + b3r),
        "clusters/truth": len(size_a) / len(size_b),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--per-day", type=float, default=200.0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    fuse(world(500, seed=99).observations)  # compiled, or loaded from the cache
    for size in (int(word) for word in args.sizes.split(",")):
        made = world(size, args.per_day, args.seed)
        began = time.perf_counter()
        fused = fuse(made.observations)
        wall = time.perf_counter() - began
        order = np.argsort(made.observations.column("observation_id").to_numpy(zero_copy_only=False))
        label = fused.members.column("incident_id").combine_chunks().dictionary_encode().indices.to_numpy()
        n = made.observations.num_rows
        figures = "  ".join(f"{name} {value:.3f}" for name, value in scores(label, made.truth[order]).items())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        print(f"n {n}  {wall:.2f} s  {n / wall:,.0f}/s  peak {peak:.2f} GB  {figures}", flush=True)


if __name__ == "__main__":
    main()
