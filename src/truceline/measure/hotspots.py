"""Places with more incidents than the watching there explains: a scan over cells and their neighbours.

Each cell, alone and with the ring around it (circular windows: M. Kulldorff, Communications in Statistics 26, 1997; the
neighbourhood sum of G* of J. K. Ord and A. Getis, Geographical Analysis 27, 1995) is held against its share of all
incidents, which is its share of the exposure: observer-hours where they are known, else one for each cell. Counts vary
more than chance allows, so the upper tail is that of a negative binomial with the overdispersion of the cells
themselves. Of the many windows those are told whose false discovery rate is under 5 %, under any dependence between
them (Y. Benjamini and D. Yekutieli, Annals of Statistics 29, 2001).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import h3
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.special import betainc

from truceline.model.measures import HotSpot
from truceline.model.units import from_e6

#: share of false ones among those told
FALSE_DISCOVERIES = 0.05

#: fewer incidents, or cells, than these give no answer
_FEWEST_INCIDENTS, _FEWEST_CELLS = 20, 5

_NOWHERE = 2**31 - 1  # radius of a place that is not known
_CHI_MEDIAN = 0.455  # median of a chi-square with one degree of freedom


def hot_spots(counts: Mapping[str, int], exposure: Mapping[str, float] | None = None) -> tuple[HotSpot, ...]:
    """The cells at the middle of windows with more than their share, surest first.

    Args:
        counts: incidents in each H3 cell, all of one resolution; a cell that is not named has none.
        exposure: observer-hours in each cell, in any unit. Incidents in cells without any are left out: a place
            nobody watched has no rate. Without it the cells named and their neighbours are exposed alike.
    """
    cells = _cells(counts, exposure)
    number = np.array([counts.get(cell, 0) for cell in cells], dtype=np.float64)
    if number.sum() < _FEWEST_INCIDENTS or len(cells) < _FEWEST_CELLS:
        return ()
    share = np.array([1.0 if exposure is None else exposure[cell] for cell in cells])
    share = share / share.sum()
    windows = _windows(cells)
    observed = np.array([number[window].sum() for window in windows])
    expected = np.array([share[window].sum() for window in windows]) * number.sum()
    q = _adjusted(_upper_tail(observed, expected, _overdispersion(number, share)))
    surest = {i: min((i, i + len(cells)), key=lambda window: q[window]) for i in range(len(cells))}
    told = [i for i in surest if q[surest[i]] <= FALSE_DISCOVERIES and number[i] > number.sum() * share[i]]
    return tuple(
        HotSpot(cells[i], int(number[i]), int(observed[w]), round(1000 * expected[w]), round(1_000_000 * q[w]))
        for i, w in sorted(((i, surest[i]) for i in told), key=lambda pair: (q[pair[1]], cells[pair[0]]))
    )


def _windows(cells: list[str]) -> list[np.ndarray]:
    """Each cell alone, then each with the ring around it, as places in `cells`."""
    place = {cell: i for i, cell in enumerate(cells)}
    alone = [np.array([i]) for i in range(len(cells))]
    return alone + [
        np.array([place[near] for near in sorted(h3.grid_disk(cell, 1)) if near in place]) for cell in cells
    ]


def _cells(counts: Mapping[str, int], exposure: Mapping[str, float] | None) -> list[str]:
    if exposure is not None:
        return sorted(cell for cell, hours in exposure.items() if hours > 0)
    return sorted({near for cell in counts for near in h3.grid_disk(cell, 1)})


def _overdispersion(number: np.ndarray, share: np.ndarray) -> float:
    """Of single cells against their share: the largest of three estimates that a few hot cells do not decide.

    The median of squared residuals; their mean without the tenth that strays most; and, since cells with little
    exposure are many and say little, the ratio of sums without the three in a hundred that stray most.
    """
    expected = number.sum() * share
    gaps = (number - expected) ** 2
    squares = gaps / np.maximum(expected, 1e-9)
    order = np.argsort(squares, kind="stable")
    most, nearly_all = (order[: max(1, -(-len(order) * cut // 100))] for cut in (90, 97))
    by_exposure = float(gaps[nearly_all].sum() / max(float(expected[nearly_all].sum()), 1e-9))
    return max(1.0, float(np.median(squares)) / _CHI_MEDIAN, float(squares[most].mean()), by_exposure)


def _upper_tail(observed: np.ndarray, expected: np.ndarray, spread: float) -> np.ndarray:
    """P(X >= observed) of a negative binomial with this mean and `spread` times a Poisson's variance."""
    factor = max(spread, 1.0001)
    size = np.maximum(expected, 1e-9) / (factor - 1.0)
    tail: np.ndarray = np.where(observed > 0, betainc(np.maximum(observed, 1e-9), size, 1.0 - 1.0 / factor), 1.0)
    return tail


def _adjusted(p: np.ndarray) -> np.ndarray:
    """P values as false discovery rates (Benjamini-Yekutieli)."""
    n = len(p)
    order = np.argsort(p, kind="stable")
    harmonic = float(np.sum(1.0 / np.arange(1, n + 1)))
    raw = p[order] * n * harmonic / np.arange(1, n + 1)
    adjusted = np.empty(n)
    adjusted[order] = np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0)
    return adjusted


def cells_of(incidents: pa.Table, resolution: int, widest_m: int) -> dict[str, int]:
    """Incidents in each cell; those whose place is wider than the cell, or unknown, are left out."""
    placed = incidents.filter(
        pc.and_(
            pc.is_valid(incidents["lat_e6"]), pc.less_equal(pc.fill_null(incidents["radius_m"], _NOWHERE), widest_m)
        )
    )
    return dict(Counter(_cells_at(placed, resolution)))


def exposure_of(effort: pa.Table, resolution: int, from_s: int, until_s: int) -> dict[str, float] | None:
    """Observer-minutes in each cell in the interval; null where no hour of effort says where it was."""
    inside = pc.and_(pc.less(effort["start_s"], until_s), pc.greater(effort["end_s"], from_s))
    placed = pc.and_(pc.is_valid(effort["lat_e6"]), pc.is_valid(effort["lon_e6"]))
    rows = effort.filter(pc.and_(pc.and_(inside, placed), pc.equal(effort["status"], "on")))
    if rows.num_rows == 0:
        return None
    start = np.maximum(rows["start_s"].to_numpy(), from_s)
    end = np.minimum(rows["end_s"].to_numpy(), until_s)
    seconds: Counter[str] = Counter()
    for cell, length in zip(_cells_at(rows, resolution), (end - start).tolist(), strict=True):
        seconds[cell] += length
    return {cell: total / 60 for cell, total in sorted(seconds.items())}


def _cells_at(rows: pa.Table, resolution: int) -> list[str]:
    lat, lon = (rows[name].to_pylist() for name in ("lat_e6", "lon_e6"))
    return [str(h3.latlng_to_cell(from_e6(y), from_e6(x), resolution)) for y, x in zip(lat, lon, strict=True)]
