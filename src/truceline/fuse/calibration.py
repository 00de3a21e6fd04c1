"""From odds that fit and neighbours make too sure to probabilities that come true."""

from __future__ import annotations

import numpy as np

from truceline.fuse.arrays import Floats, Ints

#: log-odds that a report belongs to its incident, in thousandths: a constant, and what the report itself and the other
#: members say
SAME = (1235, 1047, 510)
#: what is said, in thousandths, and what was true on average in several invented worlds; straight lines between
NEW = (
    (0, 1), (50, 7), (130, 48), (210, 104), (290, 148), (380, 197), (460, 255), (540, 283), (620, 356), (710, 463),
    (790, 553), (870, 674), (950, 675), (1_000, 928),
)  # fmt: skip
#: where too few reports are at hand to have missed another of the same incident
AS_SAID = ((0, 0), (1_000, 1_000))


#: nothing is surer than this before it is put right
_LEAST = 1e-4


def calibrated_ppm(p: Floats, curve: tuple[tuple[int, int], ...]) -> Ints:
    """Probabilities in parts per million by a curve that rises throughout."""
    said, true = (np.array(column) / 1000 for column in zip(*curve, strict=True))
    return np.rint(1e6 * np.interp(p, said, true)).astype(np.int64)


def belonging_ppm(own: Ints, others: Floats, said: tuple[int, int, int] = SAME) -> Ints:
    """Probability that each report belongs to its incident, from what is said raw of it and, on average, of the others.

    Two reports are of one incident or they are not: what a vague report may be about as well is a doubt about the
    sharp one that was linked to it, too. All in parts per million.
    """
    constant, by_own, by_others = (thousandths / 1000 for thousandths in said)
    return np.rint(1e6 / (1.0 + np.exp(-constant - by_own * _log_odds(own) - by_others * _log_odds(others)))).astype(
        np.int64
    )


def _log_odds(ppm: Ints | Floats) -> Floats:
    share = np.clip(ppm / 1e6, _LEAST, 1.0 - _LEAST)
    return np.log(share / (1.0 - share))
