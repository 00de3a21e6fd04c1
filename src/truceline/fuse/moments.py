# mypy: disable-error-code="no-any-return"
"""When an incident was, given that each of its reports may tell its time rightly, off by a zone or a day, or not.

A report's statement is flat over the time it leaves open, with a lower step as far as a slip reaches to either side.
The product over the reports is a staircase; the answer is its highest step and as much beside it as holds 90 %.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.compiled import inner, kernel
from truceline.fuse.arrays import Floats, Ints

#: nine times in ten: the twentieth time would be bought with the reach of every slip, hours for minutes
_HELD = 0.9
#: a report of something else near lies anywhere within the reach of a slip, half as densely as one that slipped
_APART = 0.5
#: longer intervals tell days, shorter ones hours
_BRIEF_S = 20 * 3_600


class Slips(NamedTuple):
    """How a statement of a time errs: the share that does, and by how much."""

    zone: float
    zone_s: int
    day: float
    day_s: int


@kernel
def believed_times(start: Ints, end: Ints, from_s: Ints, until_s: Ints, p: Floats, slips: Slips) -> Ints:
    """Begin and end (epoch seconds) of the time of each run of statements that holds 90 %; shape (runs, 2).

    `p` is the probability that each statement is about the incident.
    """
    out = np.empty((len(start), 2), dtype=np.int64)
    longest = 1
    for run in range(len(start)):
        longest = max(longest, end[run] - start[run])
    edge, step = np.empty(4 * longest, dtype=np.int64), np.empty(4 * longest)
    for run in range(len(start)):
        n = _edges(start[run], end[run], from_s, until_s, slips, edge)
        for k in range(n - 1):
            step[k] = 1.0
            for m in range(start[run], end[run]):
                step[k] *= _said(edge[k], from_s[m], until_s[m], p[m], slips)
        _held(n - 1, edge, step, out[run])
    return out


@inner
def _slip_s(from_s: int, until_s: int, slips: Slips) -> int:
    return slips.zone_s if until_s - from_s < _BRIEF_S else slips.day_s


@inner
def _said(moment: int, from_s: int, until_s: int, p: float, slips: Slips) -> float:
    """Likelihood of a moment, times the length of the statement."""
    slip = _slip_s(from_s, until_s, slips)
    share = slips.zone if slip == slips.zone_s else slips.day
    length = float(until_s - from_s)
    beyond = length / (length + 2.0 * slip)
    likely = (1.0 - p) * _APART * beyond
    if from_s <= moment < until_s:
        likely += p * (1.0 - share)
    if from_s - slip <= moment < until_s + slip:
        likely += p * share * beyond
    return likely


@inner
def _edges(first: int, last: int, from_s: Ints, until_s: Ints, slips: Slips, edge: Ints) -> int:
    """Where the staircase may step, in order; returns how many."""
    n = 0
    for m in range(first, last):
        slip = _slip_s(from_s[m], until_s[m], slips)
        for which in range(4):
            at = from_s[m] if which < 2 else until_s[m]
            at += slip * (which - 1 if which < 2 else which - 2) if which in (0, 3) else 0
            place = n
            while place > 0 and edge[place - 1] > at:
                place -= 1
            if place > 0 and edge[place - 1] == at:
                continue
            for k in range(n, place, -1):
                edge[k] = edge[k - 1]
            edge[place] = at
            n += 1
    return n


@inner
def _held(n: int, edge: Ints, step: Floats, out: Ints) -> None:
    """The highest step, and on either side the higher neighbour first, until 90 % are held."""
    whole, top = 0.0, 0
    for k in range(n):
        whole += step[k] * (edge[k + 1] - edge[k])
        if step[k] > step[top]:
            top = k
    low, high = top, top + 1
    held = step[top] * (edge[top + 1] - edge[top])
    out[0], out[1] = edge[low], edge[high]
    while held < _HELD * whole and (low > 0 or high < n):
        down = step[low - 1] if low > 0 else -1.0
        up = step[high] if high < n else -1.0
        density = max(down, up)
        wanted = np.int64((_HELD * whole - held) / max(density, 1e-300)) + 1
        if up > down:
            length = min(edge[high + 1] - edge[high], wanted)
            out[1] = edge[high] + length
            high += 1
        else:
            length = min(edge[low] - edge[low - 1], wanted)
            low -= 1
            out[0] = edge[low + 1] - length
        held += density * length
