"""Posterior place of an incident: precision-weighted mean, with a radius that admits disagreement."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Flags, Floats, Ints
from truceline.fuse.grouping import Grouping, distinct, heads
from truceline.fuse.params import FuseParams
from truceline.model.units import E6, SIGMAS_IN_RADIUS

_EARTH_M = 6_371_008.8
_LARGEST_M = 2**31 - 1


class Place(NamedTuple):
    """One entry an incident; meaningless where `located` is false."""

    lat_e6: Ints
    lon_e6: Ints
    radius_m: Ints
    located: Flags


def posterior_place(groups: Grouping, lat_e6: Ints, lon_e6: Ints, radius_m: Ints, params: FuseParams) -> Place:
    """Combine the members' places.

    Members that give the very same point and radius repeat one look-up of one name: they count once, or five reports
    of "Donetsk" would place a shelling within a street. Where places disagree by more than their radii allow, the
    radius grows by their scatter (the Birge ratio).
    """
    known = radius_m >= 0
    who, lat, lon, radius = distinct(groups.label[known], lat_e6[known], lon_e6[known], radius_m[known])
    start = np.flatnonzero(heads(who))
    lat_out, lon_out, radius_out = (np.zeros(groups.n, dtype=np.int64) for _ in range(3))
    located = np.zeros(groups.n, dtype=bool)
    if len(start):
        at = who[start]
        located[at] = True
        lat_out[at], lon_out[at], radius_out[at] = _combine(lat, lon, radius, start, params)
    return Place(lat_out, lon_out, radius_out, located)


def _combine(lat: Ints, lon: Ints, radius: Ints, start: Ints, params: FuseParams) -> tuple[Ints, Ints, Ints]:
    sigma = np.maximum(radius, params.floor_radius_m) / SIGMAS_IN_RADIUS
    weight = 1.0 / sigma**2
    places = np.diff(np.append(start, len(lat)))
    run = np.repeat(np.arange(len(start)), places)
    phi, lam = np.radians(lat / E6), np.radians(lon / E6)
    vector = np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])
    sums = np.add.reduceat(weight, start)
    mean = np.stack([np.add.reduceat(weight * axis, start) for axis in vector]) / sums
    scatter = _scatter(vector - mean[:, run], weight, start, places)
    mean_lat = np.degrees(np.arctan2(mean[2], np.hypot(mean[0], mean[1])))
    mean_lon = np.degrees(np.arctan2(mean[1], mean[0]))
    combined = SIGMAS_IN_RADIUS / np.sqrt(sums) * np.sqrt(np.maximum(scatter, 1.0))
    alone = places == 1
    radius_out = np.clip(np.ceil(combined), params.floor_radius_m, _LARGEST_M).astype(np.int64)
    return (
        np.where(alone, lat[start], np.rint(mean_lat * E6).astype(np.int64)),
        np.where(alone, lon[start], np.rint(mean_lon * E6).astype(np.int64)),
        np.where(alone, np.maximum(radius[start], params.floor_radius_m), radius_out),
    )


def _scatter(off: Floats, weight: Floats, start: Ints, places: Ints) -> Floats:
    """Mean square of the standardised residuals per degree of freedom: 1 when the radii explain the scatter."""
    square = weight * (off**2).sum(axis=0) * _EARTH_M**2
    per_place: Floats = np.add.reduceat(square, start) / np.maximum(2 * (places - 1), 1)
    return per_place
