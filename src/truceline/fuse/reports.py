"""Observations as arrays: what linkage compares, in canonical order and in the units of the kernels."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.fuse.arrays import Codes, Flags, Floats, Ints, integers, words
from truceline.fuse.cells import EARTH_KM
from truceline.fuse.families import families
from truceline.fuse.layout import (
    ACTOR,
    BRIEF,
    CLAIMANT,
    CLOCK,
    FAMILY,
    ITEM,
    KILLED_HIGH,
    KILLED_LOW,
    KIND,
    LASTED,
    OWN_CLOCK,
    SOURCE,
    SPOKEN,
    TARGET,
    TARGET_BRANCH,
    UNCLOCKED,
    UNIT,
    WEAPON,
    WOUNDED_HIGH,
    WOUNDED_LOW,
    Columns,
)
from truceline.fuse.ordered import Ordered
from truceline.fuse.params import FuseParams
from truceline.fuse.threads import side_by_side
from truceline.model.errors import InputError
from truceline.model.observation import Origin
from truceline.model.taxonomy import EVENT_TYPES
from truceline.model.units import DAY_S, E6, HOUR_S, sigma_m
from truceline.ports import Columnar

#: columns of words, each turned into codes once
_WORDED = ("event_type", "source", "source_class", "weapon", "target", "alleged_actor", "claimant", "count_unit")
_MOST_DAYS = 100_000
Said = dict[str, tuple[Codes, tuple[str, ...]]]


class Reports(NamedTuple):
    """A sorted observation table with its arrays."""

    table: Columnar  # sorted by observation_id
    columns: Columns
    lat: Floats  # degrees; NaN where not located
    lon: Floats
    radius_m: Ints  # 95 % circle, as declared; below 0 where there is none
    comparable: Flags  # located well enough and short enough for evidence of place and time
    kinds: tuple[str, ...]
    spoken: tuple[tuple[str, str], ...]  # class of source and type
    sources: tuple[str, ...]
    datasets: Flags  # by source: whether it is coded event data
    coded: Flags  # the same of each row
    weapons: tuple[str, ...]
    targets: tuple[str, ...]
    actors: tuple[str, ...]
    claimants: tuple[str, ...]
    units: tuple[str, ...]


def reports_of(observations: Columnar, origins: tuple[Origin, ...], params: FuseParams, copied: bool = True) -> Reports:
    """Sort the observations by id and turn them into arrays.

    Where the table need not be `copied`, the sorted one is the given one read in another order.
    """
    table = _by_id(observations, copied)
    _check_ids(table.column("observation_id"))
    radius = integers(table, "radius_m")
    placed = pc.and_(pc.is_valid(table.column("lat_e6")), pc.is_valid(table.column("lon_e6")))
    located = (radius >= 0) & np.asarray(placed.to_numpy(), dtype=bool)
    lat = np.where(located, integers(table, "lat_e6", 0) / E6, np.nan)
    lon = np.where(located, integers(table, "lon_e6", 0) / E6, np.nan)
    sigma = sigma_km(radius, params)
    length = np.maximum(integers(table, "end_s") - integers(table, "start_s"), 1)
    family, said = _worded(table, origins)
    spoken, pairs = _spoken(said)
    coded = _coded(said)
    coarsest_m = np.where(coded, params.coarsest_coded_sigma_m, params.coarsest_sigma_m)
    comparable = located & (sigma * 1000 <= coarsest_m) & (length <= params.longest_s)
    return Reports(
        table=table,
        columns=_columns(table, family, said, spoken, params, sigma, _vectors(lat, lon, located)),
        lat=lat,
        lon=lon,
        radius_m=radius,
        comparable=comparable,
        kinds=said["event_type"][1],
        spoken=pairs,
        sources=said["source"][1],
        datasets=_datasets(said),
        coded=coded,
        weapons=said["weapon"][1],
        targets=said["target"][1],
        actors=said["alleged_actor"][1],
        claimants=said["claimant"][1],
        units=said["count_unit"][1],
    )


def _by_id(observations: Columnar, copied: bool) -> Columnar:
    order = pc.sort_indices(observations.column("observation_id"), sort_keys=[("", "ascending")])
    rows = order.to_numpy()
    if not bool((rows[1:] > rows[:-1]).all()):
        return observations.take(order).combine_chunks() if copied else Ordered(observations, order)
    return observations.take(order).combine_chunks() if copied else observations


def _check_ids(ids: pa.ChunkedArray) -> None:
    """Ids are the key: one that stands twice would be a member of two incidents."""
    twice = pc.equal(ids.slice(1), ids.slice(0, len(ids) - 1)) if len(ids) > 1 else pa.chunked_array([[]], pa.bool_())
    if pc.any(twice).as_py():
        name = ids[int(pc.index(twice, True).as_py())].as_py()
        raise InputError(
            f"the observation id {name} stands in the table twice",
            advice="Give every observation an id of its own, and each observation once.",
        )


def _worded(table: Columnar, origins: tuple[Origin, ...]) -> tuple[tuple[Codes, Codes], Said]:
    """Texts and origins of the reports, and the codes of their words."""
    said: Said = {}
    family: list[tuple[Codes, Codes]] = []

    def code(name: str) -> None:
        said[name] = words(table, name)

    # the texts first: there are most of them
    works: list[Callable[[], None]] = [lambda: family.append(families(table, origins))]
    works += [partial(code, name) for name in _WORDED]
    side_by_side(works, table.num_rows)
    return family[0], said


def _spoken(said: Said) -> tuple[Codes, tuple[tuple[str, str], ...]]:
    """Types as told by classes of sources: codes into the pairs that occur, in the order of their names."""
    (source_class, classes), (kind, kinds) = said["source_class"], said["event_type"]
    pairs, code = np.unique(source_class.astype(np.int64) * len(kinds) + kind, return_inverse=True)
    return code.astype(np.int32), tuple((classes[k // len(kinds)], kinds[k % len(kinds)]) for k in pairs.tolist())


def _coded(said: Said) -> Flags:
    """Which rows are of coded event data."""
    source_class, classes = said["source_class"]
    return np.array([name == "dataset" for name in classes], dtype=bool)[source_class]


def _datasets(said: Said) -> Flags:
    """Which sources are coded event data."""
    source, sources = said["source"]
    out = np.zeros(len(sources), dtype=bool)
    out[source[_coded(said)]] = True
    return out


def _vectors(lat: Floats, lon: Floats, located: Flags) -> tuple[Floats, Floats, Floats]:
    phi, lam = np.radians(np.where(located, lat, 0.0)), np.radians(np.where(located, lon, 0.0))
    return (
        EARTH_KM * np.cos(phi) * np.cos(lam),
        EARTH_KM * np.cos(phi) * np.sin(lam),
        EARTH_KM * np.sin(phi),
    )


def sigma_km(radius_m: Ints, params: FuseParams) -> Floats:
    """How good places are that are stated with this radius."""
    return np.asarray(np.maximum(sigma_m(1.0) * radius_m, params.floor_sigma_m) / 1000)


def widened(start_s: Ints | Floats, end_s: Ints | Floats, params: FuseParams) -> tuple[Floats, Floats]:
    """Start and end in hours, wider by what a stated minute or hour is good to."""
    length = np.maximum(end_s - start_s, 1)
    pad = np.where(length <= 120, params.pad_instant_s, np.where(length < 2 * HOUR_S, params.pad_hour_s, 0))
    return (start_s - pad) / HOUR_S, (start_s + length + pad) / HOUR_S


def _columns(
    table: Columnar,
    family: tuple[Codes, Codes],
    said: Said,
    spoken: Codes,
    params: FuseParams,
    sigma: Floats,
    place: tuple[Floats, Floats, Floats],
) -> Columns:
    target, targets = said["target"]
    columns = {
        KIND: said["event_type"][0],
        WEAPON: said["weapon"][0],
        TARGET: target,
        TARGET_BRANCH: _branches(targets)[target],
        ACTOR: said["alleged_actor"][0],
        CLAIMANT: said["claimant"][0],
        SOURCE: said["source"][0],
        SPOKEN: spoken,
        ITEM: family[0],
        FAMILY: family[1],
        UNIT: said["count_unit"][0],
        CLOCK: _clock(table, said, params),
        LASTED: _lasted(table, said),
    }
    tolls = {
        KILLED_LOW: "killed_low",
        KILLED_HIGH: "killed_high",
        WOUNDED_LOW: "wounded_low",
        WOUNDED_HIGH: "wounded_high",
    }
    code = np.empty((table.num_rows, len(columns) + len(tolls)), dtype=np.int32)
    for at, column in columns.items():
        code[:, at] = column
    for at, name in tolls.items():  # one after the other: each takes twice its room on the way
        code[:, at] = integers(table, name)
    real = np.empty((table.num_rows, 8))
    stated = integers(table, "start_s"), integers(table, "end_s")
    for at, measure in enumerate((*place, sigma, *widened(*stated, params), *stated)):
        real[:, at] = measure
    return Columns(real, code)


def _clock(table: Columnar, said: Said, params: FuseParams) -> Codes:
    """How far the stated time of each report can tell it from others.

    What lasts, and what is found after the event (damage, a fire seen from space), may be seen at any later hour.
    """
    (source_class, classes), (kind, kinds) = said["source_class"], said["event_type"]
    momentary = np.array([_momentary(name) for name in kinds], dtype=bool)[kind]
    brief = momentary & (integers(table, "end_s") - integers(table, "start_s") <= params.clocked_s)
    own = np.array([name in params.own_clock for name in classes], dtype=bool)[source_class]
    return np.where(brief, np.where(own, OWN_CLOCK, BRIEF), UNCLOCKED).astype(np.int32)


def _lasted(table: Columnar, said: Said) -> Codes:
    """Whole days, rounded, that each coded row lasted; -1 for other rows, and for those that are good to hours."""
    length = integers(table, "end_s") - integers(table, "start_s")
    days = np.minimum((length + DAY_S // 2) // DAY_S, _MOST_DAYS)
    return np.where(_coded(said) & (days > 0), days, -1).astype(np.int32)


def _momentary(kind: str) -> bool:
    known = EVENT_TYPES.get(kind)
    return known is not None and not known.duration and (known.force or kind == "signal.acoustic")


def _branches(names: tuple[str, ...]) -> Codes:
    """Code of the branch of each name, and -1 at the end for a missing one."""
    tops = [name.split(".", 1)[0] for name in names]
    number = {top: k for k, top in enumerate(sorted(set(tops)))}
    return np.array([*(number[top] for top in tops), -1], dtype=np.int32)
