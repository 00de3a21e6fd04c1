"""Who reports an incident: different sources, now and then the same one again."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from benchmarks.fusing.worlds.world import Array, Floats, Ints


class Outlet(NamedTuple):
    """A source: its class, its share of reports, and how often it is precise to each level of place and time."""

    name: str
    kind: str
    share: float
    place: tuple[float, float, float, float]
    time: tuple[float, float, float, float]


def reporting(
    rng: np.random.Generator, counts: Ints, shares: Floats, again: float, groups: Array | None = None
) -> tuple[Ints, Ints]:
    """Incident and source of each report.

    Args:
        rng: chance.
        counts: how many sources report each incident.
        shares: weight of each source, (sources,) or, with `groups`, (groups, sources).
        again: part of the reports that are followed by another of the same source.
        groups: which row of `shares` holds for each incident.
    """
    shares = np.atleast_2d(shares)
    most = int(counts.max(initial=1))
    chosen = np.empty((len(counts), most), np.int8)
    with np.errstate(divide="ignore"):
        weight = np.log(shares).astype(np.float32)
    for first in range(0, len(counts), 1_000_000):  # the table of all sources for all incidents would be large
        part = slice(first, first + 1_000_000)
        of = np.zeros(len(counts[part]), np.int64) if groups is None else groups[part]
        keys = weight[of] - np.log(-np.log(rng.random((len(of), shares.shape[1]), dtype=np.float32) + 1e-12) + 1e-12)
        chosen[part] = np.argsort(-keys, axis=1)[:, :most]
    owner = np.repeat(np.arange(len(counts)), counts)
    position = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    source = chosen[owner, position].astype(np.int64)
    repeated = np.flatnonzero(rng.random(len(owner)) < again)
    return np.r_[owner, owner[repeated]], np.r_[source, source[repeated]]


def picked(rng: np.random.Generator, table: Floats, row: Array) -> Array:
    """A column of the table for each row, with the chances that stand there."""
    edges = np.cumsum(table, axis=1)[:, :-1] / table.sum(axis=1)[:, None]
    chance = rng.random(len(row))
    level = np.zeros(len(row), np.int8)
    for column in range(edges.shape[1]):
        level += chance > edges[row, column]
    return level
