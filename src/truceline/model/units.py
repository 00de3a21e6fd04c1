"""Integer units, and the few conversions everybody needs.

A suffix is the unit: `_s` UTC epoch seconds, `_m` metres, `_e6` micro-degrees (WGS 84), `_ppm` parts per million.
Intervals are half-open, `[start_s, end_s)`. `radius_m` is always the circle that holds the true place with
probability 0.95 under a circular Gaussian, so that sigma per axis = radius_m / 2.4477.
"""

from __future__ import annotations

PPM = 1_000_000
E6 = 1_000_000
DAY_S = 86_400
HOUR_S = 3_600

#: sqrt(-2 ln 0.05): radius of the 95 % circle of a circular Gaussian, in sigmas per axis
SIGMAS_IN_RADIUS = 2.447746830680816


def to_e6(degrees: float) -> int:
    """Degrees to micro-degrees, rounded half to even."""
    return round(degrees * E6)


def from_e6(micro_degrees: int) -> float:
    """Micro-degrees to degrees."""
    return micro_degrees / E6


def to_ppm(share: float) -> int:
    """A share in [0, 1] to parts per million, rounded half to even."""
    return round(share * PPM)


def sigma_m(radius_m: float) -> float:
    """Standard deviation per axis of a place whose 95 % circle has this radius."""
    return radius_m / SIGMAS_IN_RADIUS
