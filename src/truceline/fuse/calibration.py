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


def new_curve(missed_milli: int) -> tuple[tuple[int, int], ...]:
    """`NEW` where so much is missed (thousandths of what is in the invented worlds): what stands alone for certain is
    of no other incident, as far as reports say their places and days rightly."""
    said, true = NEW[-1]
    return (*NEW[:-1], (said, 1_000 - (1_000 - true) * missed_milli // 1_000))


def belonging_ppm(own: Ints, others: Floats, said: tuple[int, int, int] = SAME) -> Ints:
    """Probability that each report belongs to its incident, from what is said raw of it and, on average, of the others.

    Two reports are of one incident or they are not: what a vague report may be about as well is a doubt about the
    sharp one that was linked to it, too. All in parts per million.
    """
    return np.rint(1e6 * _belonging(own / 1e6, others / 1e6, said)).astype(np.int64)


def pair_share(share: Floats) -> Floats:
    """The same of a pair by itself, of which both reports say this share."""
    return _belonging(share, share, SAME)


def _belonging(own: Floats, others: Floats, said: tuple[int, int, int]) -> Floats:
    constant, by_own, by_others = (thousandths / 1000 for thousandths in said)
    return np.asarray(1.0 / (1.0 + np.exp(-constant - by_own * _log_odds(own) - by_others * _log_odds(others))))


def _log_odds(share: Floats) -> Floats:
    share = np.clip(share, _LEAST, 1.0 - _LEAST)
    return np.asarray(np.log(share / (1.0 - share)))
