"""How far a report looks for partners: by how precise its place is, and by how long its time is.

Reports fall into ranks: levels of place (good to a town, to a region, vaguer), and in each level bands of length of
time. The sharper of two is found by the vaguer one, so that a report of a whole year is what looks through a year,
and a report of one minute never does.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from truceline.fuse.arrays import Floats, Ints, blocks
from truceline.fuse.layout import END, SIGMA, START
from truceline.fuse.params import FuseParams
from truceline.model.units import HOUR_S

#: σ (km) from which on a place is not good to a town, and above which it is vaguer than a region
TOWN_KM, REGION_KM = 10.0, 80.0
LEVELS = 3
#: size of the cells that are searched, by level of who looks and of whom it may find (km)
CELLS_KM = np.array([[12.0, 12.0, 12.0], [48.0, 96.0, 96.0], [192.0, 192.0, 384.0]])
#: how far a report of each level looks at most (km)
MOST_KM = np.array([26.0, 170.0, 1_500.0])
#: square of the σ that those of each level are taken to have, by whom they are looked for (km²)
THEIRS_KM2 = np.array([9.0, 3_000.0, 60_000.0])
#: hours: below the first a time is good to hours; up to the others it is one of days, of a week, a month, a season,
#: a year, some years, or longer
BRIEF_H = 20.0
_UP_TO_H = np.array([30.0, 192.0, 768.0, 3_072.0, 12_288.0, 49_152.0])
BANDS = len(_UP_TO_H) + 2
LONGEST_H = np.concatenate([[BRIEF_H], _UP_TO_H, [np.inf]])


def level_of(sigma: Floats) -> Ints:
    """0 for a place good to a town, 1 to a region, 2 for a vaguer one."""
    return (sigma >= TOWN_KM).astype(np.int64) + (sigma > REGION_KM)


def band_of(length_h: Floats) -> Ints:
    """Which band of length a time is of; 0 for one that is good to hours."""
    return np.where(length_h < BRIEF_H, 0, np.searchsorted(_UP_TO_H, length_h, side="left") + 1).astype(np.int64)


def rank_of(real: Floats) -> npt.NDArray[np.int8]:
    """Rank of each report (rows as in `Columns.real`): it looks at those of its own rank and of lower ones.

    Times good to hours are a slip of a time zone apart at most, others a whole day. To look as far for both alike
    would make the search for the partners of a precise report ten times as wide as it need be; for a vague place the
    difference is not worth a rank of its own.
    """
    rank = np.empty(len(real), dtype=np.int8)
    for part in blocks(len(real)):
        level, band = level_of(real[part, SIGMA]), band_of(real[part, END] - real[part, START])
        rank[part] = level * BANDS + np.where(level > 0, np.maximum(band, 1), band)
    return rank


def look_back_h(params: FuseParams) -> Floats:
    """Hours of the longest interval of each rank."""
    return np.tile(np.minimum(LONGEST_H, params.longest_s / HOUR_S), LEVELS)


def reach_km(sigma: Floats, level: int, of_level: int) -> Floats:
    """How far reports of a level look for those of another: three of their sigmas and the reach of what they find."""
    if level == 0:
        return np.asarray(np.minimum(3.0 * sigma + 9.0, MOST_KM[0]))
    return np.asarray(np.minimum(3.2 * np.sqrt(sigma**2 + THEIRS_KM2[of_level]), MOST_KM[level]))
