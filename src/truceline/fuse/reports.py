"""Observations as arrays: what linkage compares, in canonical order and in the units of the kernels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.fuse.arrays import Codes, Flags, Floats, integers, words
from truceline.fuse.families import families
from truceline.fuse.params import FuseParams
from truceline.model.observation import Origin
from truceline.model.units import E6, HOUR_S, sigma_m

EARTH_KM = 6371.0088


class Columns(NamedTuple):
    """What the kernels read, one entry a report. Codes are -1 where the report does not say."""

    x: Floats  # km from the Earth's centre: chords need no projection, at no latitude and no meridian
    y: Floats
    z: Floats
    sigma: Floats  # km on one axis
    start: Floats  # hours since 1970, widened by the precision of the statement
    end: Floats
    kind: Codes  # index into the list of event types
    weapon: Codes
    target: Codes
    target_branch: Codes  # "energy" of "energy.substation"
    actor: Codes
    claimant: Codes
    source: Codes
    dataset: Codes  # 1 for coded data sets
    item: Codes  # text the report stands in; -1 for rows of tables
    family: Codes  # origin of that text
    unit: Codes
    killed_low: Codes
    killed_high: Codes
    wounded_low: Codes
    wounded_high: Codes


class Reports(NamedTuple):
    """A sorted observation table with its arrays."""

    table: pa.Table  # sorted by observation_id
    columns: Columns
    lat: Floats  # degrees; NaN where not located
    lon: Floats
    comparable: Flags  # located well enough and short enough for evidence of place and time
    kinds: tuple[str, ...]
    targets: tuple[str, ...]


def reports_of(observations: pa.Table, origins: tuple[Origin, ...], params: FuseParams) -> Reports:
    """Sort the observations by id and turn them into arrays."""
    order = pc.sort_indices(observations, sort_keys=[("observation_id", "ascending")])
    table = observations.take(order).combine_chunks()
    radius = integers(table, "radius_m")
    located = radius >= 0
    lat = np.where(located, integers(table, "lat_e6", 0) / E6, np.nan)
    lon = np.where(located, integers(table, "lon_e6", 0) / E6, np.nan)
    sigma = np.maximum(sigma_m(1.0) * radius, params.floor_sigma_m) / 1000
    length = np.maximum(integers(table, "end_s") - integers(table, "start_s"), 1)
    comparable = located & (sigma * 1000 <= params.coarsest_sigma_m) & (length <= params.longest_s)
    return Reports(
        table=table,
        columns=_columns(table, origins, params, sigma, _vectors(lat, lon, located)),
        lat=lat,
        lon=lon,
        comparable=comparable,
        kinds=words(table, "event_type")[1],
        targets=words(table, "target")[1],
    )


def _vectors(lat: Floats, lon: Floats, located: Flags) -> tuple[Floats, Floats, Floats]:
    phi, lam = np.radians(np.where(located, lat, 0.0)), np.radians(np.where(located, lon, 0.0))
    return (
        EARTH_KM * np.cos(phi) * np.cos(lam),
        EARTH_KM * np.cos(phi) * np.sin(lam),
        EARTH_KM * np.sin(phi),
    )


def _widened(table: pa.Table, params: FuseParams) -> tuple[Floats, Floats]:
    """Start and end in hours, wider by what a stated minute or hour is good to."""
    start_s = integers(table, "start_s")
    length = np.maximum(integers(table, "end_s") - start_s, 1)
    pad = np.where(length <= 120, params.pad_instant_s, np.where(length < 2 * HOUR_S, params.pad_hour_s, 0))
    return (start_s - pad) / HOUR_S, (start_s + length + pad) / HOUR_S


def _columns(
    table: pa.Table,
    origins: tuple[Origin, ...],
    params: FuseParams,
    sigma: Floats,
    place: tuple[Floats, Floats, Floats],
) -> Columns:
    start, end = _widened(table, params)
    item, family = families(table, origins)
    target, targets = words(table, "target")
    source_class, classes = words(table, "source_class")

    def code(name: str) -> Codes:
        return words(table, name)[0]

    def toll(name: str) -> Codes:
        return integers(table, name).astype(np.int32)

    return Columns(
        *place,
        sigma=sigma,
        start=start,
        end=end,
        kind=code("event_type"),
        weapon=code("weapon"),
        target=target,
        target_branch=_branches(targets)[target] if targets else target,
        actor=code("alleged_actor"),
        claimant=code("claimant"),
        source=code("source"),
        dataset=np.array([name == "dataset" for name in classes], dtype=np.int32)[source_class],
        item=item,
        family=family,
        unit=code("count_unit"),
        killed_low=toll("killed_low"),
        killed_high=toll("killed_high"),
        wounded_low=toll("wounded_low"),
        wounded_high=toll("wounded_high"),
    )


def _branches(names: tuple[str, ...]) -> Codes:
    """Code of the branch of each name, and -1 at the end for a missing one."""
    tops = [name.split(".", 1)[0] for name in names]
    number = {top: k for k, top in enumerate(sorted(set(tops)))}
    return np.array([*(number[top] for top in tops), -1], dtype=np.int32)
