"""MELTT's own simulation, cell by cell: its algorithm (reimplemented) and ours on the same draws."""

from __future__ import annotations

from typing import Any

import numpy as np
from benchmarks.fusing.metrics import scores
from benchmarks.fusing.ours import ours
from benchmarks.fusing.peers.frame import Ints
from benchmarks.fusing.peers.meltt import meltt
from benchmarks.fusing.worlds.meltt_simulation import CELLS, Cell, Simulated, simulation

Row = dict[str, Any]
KNOWN = 50
#: pairwise F1 that the R package reached on draws of three cells in an earlier measurement, and what the paper gives
#: for Nigeria 2011 against matches by hand
PACKAGE = {"base": 1.00, "strong, 1/km²": 0.975, "weak, 1/km²": 0.824}
NIGERIA_2011 = {"P": 0.956, "R": 0.862}


def meltt_rows(seeds: tuple[int, ...], cells: tuple[Cell, ...] = CELLS) -> list[Row]:
    """For each cell and engine: F1 of pairs, and the paper's own rates of entries, as means over seeds."""
    rows = []
    for cell in cells:
        found: dict[str, list[dict[str, float]]] = {"MELTT": [], "truceline": []}
        asked = _windowed(cell)
        if asked:
            found["truceline, windows as precision"] = []
        for seed in seeds:
            drawn = simulation(cell, seed)
            found["MELTT"].append(rated(by_meltt(drawn), drawn))
            found["truceline"].append(rated(ours(drawn.world.observations).group, drawn))
            if asked:
                drawn = simulation(cell, seed, window_declared=True)
                rated_so = rated(ours(drawn.world.observations).group, drawn)
                found["truceline, windows as precision"].append(rated_so)
        for engine, rates in found.items():
            means = {name: float(np.mean([rate[name] for rate in rates])) for name in rates[0]}
            rows.append({"cell": cell.name, "engine": engine, "seeds": list(seeds), **means})
    return rows


def _windowed(cell: Cell) -> bool:
    return cell.name.startswith("window")


def by_meltt(drawn: Simulated) -> Ints:
    table, cell = drawn.world.observations, drawn.cell
    dataset = np.array([int(name[1:]) for name in table["source"].to_pylist()])
    lat, lon = (table[name].to_numpy() / 1e6 for name in ("lat_e6", "lon_e6"))
    return meltt(dataset, drawn.first, drawn.last, lat, lon, drawn.levels, cell.window_km, cell.window_days)


def rated(group: Ints, drawn: Simulated) -> dict[str, float]:
    """F1 of pairs; share of the known entries that are matched at all, and of the others (the paper's rates)."""
    truth = drawn.world.truth
    known = truth < KNOWN
    _, inverse, size = np.unique(group, return_inverse=True, return_counts=True)
    matched = size[inverse] > 1
    pairs = scores(group, truth)
    return {
        "F1": pairs["F1"], "P": pairs["P"], "R": pairs["R"],
        "true_positive": float(matched[known].mean()), "false_positive": float(matched[~known].mean()),
    }  # fmt: skip
