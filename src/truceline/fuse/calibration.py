"""From odds that fit and neighbours make too sure to probabilities that come true."""

from __future__ import annotations

import numpy as np

from truceline.fuse.arrays import Floats, Ints

#: what is said, in thousandths, and what was true on average in several invented worlds; straight lines between
SAME = (
    (0, 220), (140, 250), (210, 325), (290, 425), (370, 550), (460, 665), (540, 755), (620, 835), (710, 885),
    (790, 930), (880, 955), (960, 985), (1_000, 995),
)  # fmt: skip
NEW = (
    (0, 5), (50, 15), (130, 45), (210, 85), (290, 140), (380, 190), (460, 245), (540, 295), (620, 370), (710, 460),
    (790, 550), (870, 640), (1_000, 855),
)  # fmt: skip
#: where too few reports are at hand to have missed another of the same incident
AS_SAID = ((0, 0), (1_000, 1_000))


def calibrated_ppm(p: Floats, curve: tuple[tuple[int, int], ...]) -> Ints:
    """Probabilities in parts per million by a curve that rises throughout."""
    said, true = (np.array(column) / 1000 for column in zip(*curve, strict=True))
    return np.rint(1e6 * np.interp(p, said, true)).astype(np.int64)
