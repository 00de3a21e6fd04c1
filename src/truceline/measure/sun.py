"""Daylight from the position of the sun.

Method: NOAA Global Monitoring Laboratory, "General Solar Position Calculations"
(gml.noaa.gov/grad/solcalc/solareqns.PDF): equation of time and declination from the fractional year, sunrise and
sunset where the centre of the sun stands at a zenith of 90.833 degrees (refraction and the sun's radius). Good to
about a minute between the polar circles.
"""

from __future__ import annotations

import numpy as np

from truceline.model.units import DAY_S, E6

_ZENITH_COS = np.cos(np.deg2rad(90.833))
_YEAR_DAYS = 365.2422  # tropical year, so that no leap day shifts the sun


def daylight_s(start_s: np.ndarray, end_s: np.ndarray, lat_e6: np.ndarray, lon_e6: np.ndarray) -> np.ndarray:
    """Seconds of daylight in each interval `[start_s, end_s)` at each place; intervals of at most two days.

    Args:
        start_s, end_s: UTC epoch seconds (int64 arrays of one length).
        lat_e6, lon_e6: places in micro-degrees (arrays of that length).

    Returns:
        int64 array. Inside the polar circles a day may have all or none of its seconds in daylight.
    """
    longitude = lon_e6 / E6
    first = np.floor((start_s + longitude * 240.0) / DAY_S).astype(np.int64)  # 240 s of clock to a degree
    lit = np.zeros(len(start_s), dtype=np.float64)
    for ahead in range(-1, 4):
        sunrise, sunset = _sun_up(first + ahead, lat_e6 / E6, longitude)
        lit += np.clip(np.minimum(end_s, sunset) - np.maximum(start_s, sunrise), 0.0, None)
    rounded: np.ndarray = np.minimum(np.rint(lit).astype(np.int64), end_s - start_s)
    return rounded


def lit(moments_s: np.ndarray, lat_e6: np.ndarray, lon_e6: np.ndarray) -> np.ndarray:
    """Whether the sun is up at each place and moment, bool of (places, moments); moments within some two days."""
    longitude = lon_e6 / E6
    first = np.floor((moments_s.min() + longitude * 240.0) / DAY_S).astype(np.int64)
    up = np.zeros((len(lat_e6), len(moments_s)), dtype=bool)
    for ahead in range(-1, 4):
        sunrise, sunset = _sun_up(first + ahead, lat_e6 / E6, longitude)
        up |= (moments_s[None, :] >= sunrise[:, None]) & (moments_s[None, :] < sunset[:, None])
    return up


def dark_share(lat_e6: int, lon_e6: int, from_s: int, until_s: int) -> float:
    """Share of `[from_s, until_s)` without sun at a place."""
    days = np.arange(from_s, until_s, DAY_S, dtype=np.int64)
    ends = np.minimum(days + DAY_S, until_s)
    lat, lon = np.full(len(days), lat_e6), np.full(len(days), lon_e6)
    return 1.0 - float(daylight_s(days, ends, lat, lon).sum()) / max(until_s - from_s, 1)


def _sun_up(solar_day: np.ndarray, latitude: np.ndarray, longitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sunrise and sunset in UTC epoch seconds of the solar day whose noon at this longitude has this number."""
    mean_noon_s = solar_day * float(DAY_S) + DAY_S / 2 - longitude * 240.0
    gamma = 2.0 * np.pi * np.mod(mean_noon_s / DAY_S, _YEAR_DAYS) / _YEAR_DAYS
    noon_s = mean_noon_s - 60.0 * _equation_of_time_min(gamma)
    declination, phi = _declination(gamma), np.deg2rad(np.clip(latitude, -89.9, 89.9))
    cosine = _ZENITH_COS / (np.cos(phi) * np.cos(declination)) - np.tan(phi) * np.tan(declination)
    half_s = np.rad2deg(np.arccos(np.clip(cosine, -1.0, 1.0))) * 240.0
    return noon_s - half_s, noon_s + half_s


def _equation_of_time_min(gamma: np.ndarray) -> np.ndarray:
    minutes: np.ndarray = 229.18 * (
        0.000075
        + 0.001868 * np.cos(gamma)
        - 0.032077 * np.sin(gamma)
        - 0.014615 * np.cos(2 * gamma)
        - 0.040849 * np.sin(2 * gamma)
    )
    return minutes


def _declination(gamma: np.ndarray) -> np.ndarray:
    radians: np.ndarray = (
        0.006918
        - 0.399912 * np.cos(gamma)
        + 0.070257 * np.sin(gamma)
        - 0.006758 * np.cos(2 * gamma)
        + 0.000907 * np.sin(2 * gamma)
        - 0.002697 * np.cos(3 * gamma)
        + 0.001480 * np.sin(3 * gamma)
    )
    return radians
