"""Worlds on disk, so that each engine gets the same bytes in a process of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from benchmarks.fusing.worlds.all import WORLDS
from benchmarks.fusing.worlds.world import World


def kept(folder: Path, name: str, size: int, seed: int) -> Path:
    """Make a world, unless it is there already; the folder of its two files."""
    here = folder / f"{name}-{size}-{seed}"
    if not (here / "truth.npz").exists():
        here.mkdir(parents=True, exist_ok=True)
        made = WORLDS[name](size, seed=seed)
        pq.write_table(made.observations, here / "observations.parquet")
        np.savez(here / "truth.npz", **{k: v for k, v in made._asdict().items() if k != "observations"})
    return here


def load(here: Path) -> World:
    """The world that stands in a folder."""
    with np.load(here / "truth.npz") as truth:
        return World(observations=pq.read_table(here / "observations.parquet"), **truth)
