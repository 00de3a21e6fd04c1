"""From odds that fit and neighbours make too sure to probabilities that come true."""

from __future__ import annotations

import numpy as np

from truceline.fuse.arrays import Floats, Ints

#: what is said, in thousandths, and what was true on average in several invented worlds; straight lines between
SAME = (
    (0, 235), (130, 262), (210, 355), (290, 488), (380, 645), (460, 738), (540, 820), (620, 872), (710, 918),
    (790, 940), (870, 970), (950, 985), (1_000, 998),
)  # fmt: skip
NEW = (
    (0, 4), (50, 14), (130, 38), (210, 80), (290, 116), (380, 174), (460, 222), (540, 278), (620, 358), (710, 455),
    (790, 564), (870, 650), (950, 780), (1_000, 920),
)  # fmt: skip
#: where too few reports are at hand to have missed another of the same incident
AS_SAID = ((0, 0), (1_000, 1_000))


def calibrated_ppm(p: Floats, curve: tuple[tuple[int, int], ...]) -> Ints:
    """Probabilities in parts per million by a curve that rises throughout."""
    said, true = (np.array(column) / 1000 for column in zip(*curve, strict=True))
    return np.rint(1e6 * np.interp(p, said, true)).astype(np.int64)
