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
    major_m: Ints  # half axes of the ellipse that holds the place with 95 %
    minor_m: Ints
    bearing_deg: Ints  # of the major axis, clockwise from north, 0 to 179
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
    out = np.zeros((6, groups.n), dtype=np.int64)
    located = np.zeros(groups.n, dtype=bool)
    if len(start):
        at = who[start]
        located[at] = True
        out[:, at] = _combine(lat, lon, radius, start, params)
    return Place(out[0], out[1], out[2], out[3], out[4], out[5], located)


def _combine(lat: Ints, lon: Ints, radius: Ints, start: Ints, params: FuseParams) -> Ints:
    """Rows of the answer: place, radius, half axes and bearing of each run of places that begins in `start`."""
    sigma = np.maximum(radius, params.floor_radius_m) / SIGMAS_IN_RADIUS
    weight = 1.0 / sigma**2
    places = np.diff(np.append(start, len(lat)))
    run = np.repeat(np.arange(len(start)), places)
    phi, lam = np.radians(lat / E6), np.radians(lon / E6)
    vector = np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])
    sums = np.add.reduceat(weight, start)
    mean = np.stack([np.add.reduceat(weight * axis, start) for axis in vector]) / sums
    off = vector - mean[:, run]
    wide, narrow, bearing = _axes(off, mean[:, run], weight, start, places)
    mean_lat = np.degrees(np.arctan2(mean[2], np.hypot(mean[0], mean[1])))
    mean_lon = np.degrees(np.arctan2(mean[1], mean[0]))
    combined = SIGMAS_IN_RADIUS / np.sqrt(sums)
    scatter = np.sqrt(np.maximum((wide + narrow) / 2, 1.0))
    alone = places == 1
    own = np.maximum(radius[start], params.floor_radius_m)
    sizes = [
        np.where(alone, own, np.clip(np.ceil(combined * factor), params.floor_radius_m, _LARGEST_M).astype(np.int64))
        for factor in (scatter, np.sqrt(np.maximum(wide, 1.0)), np.sqrt(np.maximum(narrow, 1.0)))
    ]
    return np.stack(
        [
            np.where(alone, lat[start], np.rint(mean_lat * E6).astype(np.int64)),
            np.where(alone, lon[start], np.rint(mean_lon * E6).astype(np.int64)),
            *sizes,
            np.where(sizes[1] > sizes[2], bearing, 0),
        ]
    )


def _axes(off: Floats, mean: Floats, weight: Floats, start: Ints, places: Ints) -> tuple[Floats, Floats, Ints]:
    """Mean square of the standardised residuals per degree of freedom along two axes: 1 where the radii explain them.

    The wide and the narrow axis of the scatter in the tangent plane, and the bearing of the wide one (degrees).
    """
    flat = np.maximum(np.hypot(mean[0], mean[1]), 1e-12)
    length = np.maximum(np.sqrt((mean**2).sum(axis=0)), 1e-12)
    east = (-mean[1] * off[0] + mean[0] * off[1]) / flat * _EARTH_M
    north = (flat * off[2] - mean[2] * (mean[0] * off[0] + mean[1] * off[1]) / flat) / length * _EARTH_M
    freedom = np.maximum(places - 1, 1)
    ee, nn, en = (np.add.reduceat(weight * product, start) / freedom for product in (east**2, north**2, east * north))
    middle, half = (ee + nn) / 2, np.hypot((ee - nn) / 2, en)
    # the angle from north towards east of the axis of most scatter
    bearing = np.rint(np.degrees(np.arctan2(2 * en, nn - ee) / 2)).astype(np.int64) % 180
    return middle + half, middle - half, bearing
