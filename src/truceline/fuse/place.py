"""Posterior place of an incident: what its reports say of it, each of which may be wrong."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from truceline.fuse.arrays import Flags, Floats, Ints
from truceline.fuse.believed import Tails, believed_places
from truceline.fuse.evidence import TOWN_FROM_KM
from truceline.fuse.grouping import Grouping, heads
from truceline.fuse.params import FuseParams
from truceline.model.units import E6, PPM, SIGMAS_IN_RADIUS

_EARTH_KM = 6_371.0088
_LARGEST_M = 2**31 - 1
#: a report is never quite sure to be of its incident, nor quite sure not to be
_LEAST_P, _MOST_P = 0.05, 0.99


class Place(NamedTuple):
    """One entry an incident; meaningless where `located` is false."""

    lat_e6: Ints
    lon_e6: Ints
    radius_m: Ints
    major_m: Ints  # half axes of the ellipse that holds the place with 95 %
    minor_m: Ints
    bearing_deg: Ints  # of the major axis, clockwise from north, 0 to 179
    located: Flags


class Told(NamedTuple):
    """Places that members of an incident name: of those that name one alike, one."""

    who: Ints  # incident; sorted
    lat_e6: Ints
    lon_e6: Ints
    radius_m: Ints
    p: Floats  # that it is a place of this incident

    def beginning(self) -> Ints:
        return np.flatnonzero(heads(self.who))


def posterior_place(
    groups: Grouping, lat_e6: Ints, lon_e6: Ints, radius_m: Ints, p_same_ppm: Ints, params: FuseParams
) -> Place:
    """Combine the members' places.

    Members that give the very same point and radius repeat one look-up of one name: they count once, or five reports
    of "Donetsk" would place a shelling within a street. A place that stands alone is as good as it says.
    """
    told = _told(groups, lat_e6, lon_e6, radius_m, p_same_ppm)
    start = told.beginning()
    out = np.zeros((6, groups.n), dtype=np.int64)
    located = np.zeros(groups.n, dtype=bool)
    if len(start):
        alone = np.diff(np.append(start, len(told.who))) == 1
        located[told.who[start]] = True
        out[:, told.who[start[alone]]] = _as_told(told, start[alone], params)
        if not alone.all():
            several = Told(*(column[~np.repeat(alone, np.diff(np.append(start, len(told.who))))] for column in told))
            out[:, several.who[several.beginning()]] = _weighed(several, params)
    return Place(out[0], out[1], out[2], out[3], out[4], out[5], located)


def _told(groups: Grouping, lat_e6: Ints, lon_e6: Ints, radius_m: Ints, p_same_ppm: Ints) -> Told:
    p = membership(p_same_ppm)
    rows = np.flatnonzero(radius_m >= 0)
    order = rows[np.lexsort((-p[rows], radius_m[rows], lon_e6[rows], lat_e6[rows], groups.label[rows]))]
    order = order[heads(groups.label[order], lat_e6[order], lon_e6[order], radius_m[order])]
    return Told(groups.label[order], lat_e6[order], lon_e6[order], radius_m[order], p[order])


def _as_told(told: Told, rows: Ints, params: FuseParams) -> Ints:
    size = np.maximum(told.radius_m[rows], params.floor_radius_m)
    return np.stack([told.lat_e6[rows], told.lon_e6[rows], size, size, size, np.zeros_like(size)])


def _weighed(told: Told, params: FuseParams) -> Ints:
    """Rows of the answer: place, radius, half axes and bearing of each incident that has several places."""
    start = told.beginning()
    end = np.append(start[1:], len(told.who))
    run = np.repeat(np.arange(len(start)), end - start)
    variance = (np.maximum(told.radius_m, params.floor_radius_m) / SIGMAS_IN_RADIUS / 1000) ** 2
    phi, lam = np.radians(told.lat_e6 / E6), np.radians(told.lon_e6 / E6)
    vector = np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])
    middle = np.stack([np.add.reduceat(axis / variance, start) for axis in vector])
    middle /= np.maximum(np.sqrt((middle**2).sum(axis=0)), 1e-12)
    east, north = _tangents(middle)
    plane = [_EARTH_KM * (vector * axis[:, run]).sum(axis=0) for axis in (east, north)]
    found = believed_places(
        start,
        end,
        np.stack([*plane, variance, told.p], axis=1),
        tails_of(params),
        params.calibration_milli / 1000,
        params.floor_radius_m / 1000,
    )
    true = middle + (east * found[:, 0] + north * found[:, 1]) / _EARTH_KM
    lat, lon = np.degrees(np.arctan2(true[2], np.hypot(true[0], true[1]))), np.degrees(np.arctan2(true[1], true[0]))
    sizes = np.minimum(np.ceil(1000 * found[:, 2:5]), _LARGEST_M).astype(np.int64)
    bearing = np.rint(np.degrees(found[:, 5])).astype(np.int64) % 180
    whole = [np.rint(degrees * E6).astype(np.int64) for degrees in (lat, lon)]
    return np.stack([*whole, *sizes.T, np.where(sizes[:, 1] > sizes[:, 2], bearing, 0)])


def _tangents(middle: Floats) -> tuple[Floats, Floats]:
    """Directions to the east and to the north at places on the sphere; shape (3, n)."""
    flat = np.maximum(np.hypot(middle[0], middle[1]), 1e-12)
    cos_lon, sin_lon = middle[0] / flat, middle[1] / flat
    east = np.stack([-sin_lon, cos_lon, np.zeros_like(flat)])
    return east, np.stack([-middle[2] * cos_lon, -middle[2] * sin_lon, flat])


def tails_of(params: FuseParams) -> Tails:
    """Errors of one report: half of those of a pair."""
    return Tails(
        less_sure=params.place_wide_ppm / PPM / 2,
        neighbour=params.place_neighbour_ppm / PPM / 2,
        wider=(params.wider_milli / 1000) ** 2,
        beside=(params.neighbour_sigma_m / 1000) ** 2,
        named=TOWN_FROM_KM**2,
    )


def membership(p_same_ppm: Ints) -> Floats:
    """Probability that each report tells of its incident, as far as place and time rely on it."""
    return np.clip(p_same_ppm / PPM, _LEAST_P, _MOST_P)
