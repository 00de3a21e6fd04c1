"""UCDP Georeferenced Event Dataset: types of violence, precision codes.

Source of the lists: UCDP GED Codebook, versions 18.1 to 25.1, https://ucdp.uu.se/downloads/.
"""

from __future__ import annotations

from truceline.model.mappings.coded import Coded

#: type_of_violence. GED codes fatal events without their means, so a one-sided act is an attack on civilians and
#: the others are armed clashes.
TYPE_OF_VIOLENCE: dict[str, Coded] = {
    "1": Coded("ground.clash"),  # state-based conflict
    "2": Coded("ground.clash"),  # non-state conflict
    "3": Coded("attack_civilians"),  # one-sided violence
}

#: where_prec -> radius of the 95 % circle, metres. Codebook: 1 exact location (a village or town), 2 within about
#: 25 km around a point, 3 second-order division (district), 4 first-order division (province), 5 a linear or
#: fuzzy feature of regional size, 6 the country only, 7 international waters or airspace.
WHERE_PREC_RADIUS_M: dict[str, int] = {
    "1": 5_000,
    "2": 25_000,
    "3": 40_000,
    "4": 100_000,
    "5": 150_000,
    "6": 400_000,
    "7": 400_000,
}

#: date_prec -> days to add on each side of date_start..date_end. Codebook: 1 the exact day, 2 within 2-6 days, 3 a
#: week, 4 a month, 5 more than a month. GED gives date_start and date_end as the interval itself, so nothing is added.
DATE_PREC_DAYS: dict[str, int] = {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0}
