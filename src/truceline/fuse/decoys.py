"""Whether as many pairs are of one incident as are held to be, told by pairs that cannot be.

Half of the reports are put two days later. What looks like one incident with one of the other half then is chance, and
no fewer of the pairs that were not moved are. Those are the decoys of mass spectrometry (Elias and Gygi 2007): they
need no label, and so find in any world what no prior knows, such as two lists of which no event is in both.

A bound it is, no estimate: what comes within minutes or hours, as raids do, is gone after two days.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from truceline.fuse.arrays import Flags, Floats
from truceline.fuse.calibration import pair_share
from truceline.fuse.candidates import Edges
from truceline.fuse.expectation import put_together
from truceline.fuse.layout import END, FROM_S, START, UNTIL_S, Columns, Weights
from truceline.fuse.link import Linkage
from truceline.model.units import DAY_S, HOUR_S

#: by how much half of the reports are moved: beyond the day of publication given as that of the event
_DAYS = 2
#: reports that leave more open (hours) would still meet what they belong to
_LONGEST_H = 26.0
#: pairs that are held to be less probable are not counted
_LEAST = 0.25
#: fewer pairs tell nothing
_FEWEST = 20
#: what is left at least: some reports of any two lists may be of one incident
_SMALLEST = 0.02


def standing_out(
    edges: Edges, search: Callable[[Columns], Edges], c: Columns, chance: Floats, w: Weights, link: Linkage
) -> float:
    """Of the pairs that are held to be of one incident, the share that stands out from chance; 1 where all do.

    `edges` are the pairs worth judging, best first; `search` finds those of reports that stand elsewhere.
    """
    whole = put_together(edges, c, chance, w, link).whole
    brief = c.real[:, END] - c.real[:, START] <= _LONGEST_H
    told = _told(edges, whole, link, known=True)[brief[edges.i] & brief[edges.j]]
    told = told[told >= _LEAST]
    if len(told) < _FEWEST:
        return 1.0
    moved = _half(len(brief))
    decoys = search(_later(c, moved))
    cross = (moved[decoys.i] != moved[decoys.j]) & brief[decoys.i] & brief[decoys.j]
    chances = 2.0 * np.count_nonzero(_told(decoys, whole, link, known=False)[cross] >= _LEAST)
    return float(np.clip((len(told) - chances) / told.sum(), _SMALLEST, 1.0))


def _told(edges: Edges, whole: Floats, link: Linkage, *, known: bool) -> Floats:
    """What is published of each pair by itself; `known` where its odds are among those of both reports."""
    odds = np.exp(np.minimum(link.shift + link.slope * edges.evidence_mn / 1000, 50.0))
    share = np.zeros(len(odds))
    for one in (edges.i, edges.j):
        share += 0.5 * odds / (1.0 + (np.maximum(whole[one], odds) if known else whole[one] + odds))
    return pair_share(share)


def _half(n: int) -> Flags:
    """Half of the reports, in no order (multiplicative hashing, Knuth)."""
    return np.asarray((np.arange(n, dtype=np.uint64) * np.uint64(2_654_435_761) >> np.uint64(16)) & np.uint64(1) == 1)


def _later(c: Columns, moved: Flags) -> Columns:
    real = c.real.copy()
    for column in (START, END):
        real[moved, column] += _DAYS * DAY_S / HOUR_S
    for column in (FROM_S, UNTIL_S):
        real[moved, column] += _DAYS * DAY_S
    return Columns(real, c.code)
