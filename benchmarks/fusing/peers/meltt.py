"""MELTT's matching, reimplemented from its paper and manual (the R package is LGPL: none of its code is here).

Source: Donnay, Dunford, McGrath, Backer, Cunningham 2019 (JCR 63(5)) and the manual of `meltt` 0.4.3. Data sets are
taken in order. Entries of the next one that lie within the windows of an entry so far are candidates; on every taxonomy
the two must agree at some level, and the score is the mean over taxonomies of how coarse the finest agreement is. Each
entry takes one partner at most: best scores first, those that lose their partner take the runner-up. Events match
events, and episodes episodes (both ends within the window). A match is represented by its entry of the earliest data
set.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from benchmarks.fusing.peers.frame import Floats, Ints, frame_of

_EARTH_KM = 6_371.0


def meltt(
    dataset: Ints, first: Ints, last: Ints, lat: Floats, lon: Floats, levels: tuple[Ints, ...], km: float, days: float
) -> Ints:
    """A group for each entry.

    Args:
        dataset: number of the data set, which is also its place in the order.
        first: first day.
        last: last day; later than the first for an episode.
        lat: degrees.
        lon: degrees.
        levels: for each taxonomy the category of each entry at every level, finest first.
        km: window of space.
        days: window of time.
    """
    group = np.arange(len(dataset))
    for episodes in (False, True):
        rows = np.flatnonzero((last > first) == episodes)
        if not len(rows):
            continue
        numbers = np.unique(dataset[rows])
        so_far = rows[dataset[rows] == numbers[0]]
        for number in numbers[1:]:
            new = rows[dataset[rows] == number]
            a, b = _near(so_far, new, lat, lon, first, last, km, days)
            score, fits = _scores(levels, a, b)
            left, right = _partners(a[fits], b[fits], score[fits])
            group[right] = left
            so_far = np.r_[so_far, np.setdiff1d(new, right, assume_unique=True)]
    return group


def _near(
    so_far: Ints, new: Ints, lat: Floats, lon: Floats, first: Ints, last: Ints, km: float, days: float
) -> tuple[Ints, Ints]:
    from scipy.spatial import cKDTree

    phi, lam = np.radians(lat), np.radians(lon)
    point = _EARTH_KM * np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=1)
    # time as a fourth direction under the maximum norm finds all pairs; the sphere is checked after
    scaled = np.c_[point / km, first / max(days, 0.5)]
    found = cKDTree(scaled[so_far]).query_ball_tree(cKDTree(scaled[new]), 1.0 + 1e-9, p=np.inf)
    a = np.repeat(so_far, [len(hits) for hits in found])
    b = new[np.concatenate([np.asarray(hits, np.int64) for hits in found])] if len(a) else np.empty(0, np.int64)
    keep = np.linalg.norm(point[a] - point[b], axis=1) <= km
    keep &= (np.abs(first[a] - first[b]) <= days) & (np.abs(last[a] - last[b]) <= days)
    return a[keep], b[keep]


def _scores(levels: tuple[Ints, ...], a: Ints, b: Ints) -> tuple[Floats, npt.NDArray[np.bool_]]:
    total = np.zeros(len(a))
    fits = np.ones(len(a), bool)
    for taxonomy in levels:
        same = taxonomy[a] == taxonomy[b]
        fits &= same.any(axis=1)
        total += np.argmax(same, axis=1) / taxonomy.shape[1]
    return total / max(1, len(levels)), fits


def _partners(a: Ints, b: Ints, score: Floats) -> tuple[Ints, Ints]:
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    left, right = [], []
    for k in np.argsort(score, kind="stable"):
        if a[k] not in taken_a and b[k] not in taken_b:
            taken_a.add(a[k])
            taken_b.add(b[k])
            left.append(a[k])
            right.append(b[k])
    return np.array(left, np.int64), np.array(right, np.int64)


def meltt_on_observations(observations: pa.Table) -> Ints:
    """Sources as data sets in alphabetical order, the kind of event as the taxonomy; 4 km and a day."""
    frame = frame_of(observations)
    first, last = (frame.start // 24).astype(np.int64), ((frame.end - 1e-6) // 24).astype(np.int64)
    levels = (np.stack([frame.kind, frame.family, np.zeros_like(frame.kind)], axis=1),)
    lat, lon = (observations[name].to_numpy() / 1e6 for name in ("lat_e6", "lon_e6"))
    return meltt(frame.source, first, last, lat, lon, levels, 4.0, 1.0)
