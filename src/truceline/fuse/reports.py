"""Observations as arrays: what linkage compares, in canonical order and in the units of the kernels."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.fuse.arrays import Codes, Flags, Floats, Ints, alphabetical, blocks, integers, words
from truceline.fuse.cells import EARTH_KM
from truceline.fuse.families import families
from truceline.fuse.layout import (
    ACTOR,
    BRIEF,
    CLAIMANT,
    CLOCK,
    END,
    FAMILY,
    FROM_S,
    ITEM,
    KILLED_HIGH,
    KILLED_LOW,
    KIND,
    LASTED,
    OWN_CLOCK,
    SIGMA,
    SOURCE,
    SPOKEN,
    START,
    TARGET,
    TARGET_BRANCH,
    UNCLOCKED,
    UNIT,
    UNTIL_S,
    WEAPON,
    WOUNDED_HIGH,
    WOUNDED_LOW,
    Columns,
    X,
    Y,
    Z,
)
from truceline.fuse.ordered import Ordered
from truceline.fuse.params import FuseParams
from truceline.model.errors import InputError
from truceline.model.observation import Origin
from truceline.model.taxonomy import EVENT_TYPES
from truceline.model.units import DAY_S, E6, HOUR_S, sigma_m
from truceline.ports import Columnar
from truceline.threads import side_by_side

#: columns of words, each turned into codes once
_WORDED = {
    "event_type": KIND,
    "source": SOURCE,
    "weapon": WEAPON,
    "target": TARGET,
    "alleged_actor": ACTOR,
    "claimant": CLAIMANT,
    "count_unit": UNIT,
}
_TOLLS = {
    KILLED_LOW: "killed_low",
    KILLED_HIGH: "killed_high",
    WOUNDED_LOW: "wounded_low",
    WOUNDED_HIGH: "wounded_high",
}
_MOST_DAYS = 100_000
#: what the codes of a column of words stand for
Names = dict[str, tuple[str, ...]]


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
    n = table.num_rows
    columns = Columns(np.empty((n, UNTIL_S + 1)), np.empty((n, LASTED + 1), dtype=np.int32))
    radius = integers(table, "radius_m")
    lat, lon = degrees_of(table, radius >= 0)
    source_class = np.empty(n, dtype=np.int32)
    names: Names = {}
    works: list[Callable[[], None]] = [
        *_worded(table, origins, columns.code, source_class, names),
        lambda: _check_ids(table.column("observation_id")),
        lambda: _measured(table, radius, lat, lon, params, columns.real),
        *(partial(_put, table, name, columns.code[:, at]) for at, name in _TOLLS.items()),
    ]
    side_by_side(works, n)
    coded = np.array([name == "dataset" for name in names["source_class"]], dtype=bool)[source_class]
    told = _derived(columns, source_class, coded, names, params)
    datasets = np.zeros(len(names["source"]), dtype=bool)
    datasets[columns.code[coded, SOURCE]] = True
    return Reports(
        table=table,
        columns=columns,
        lat=lat,
        lon=lon,
        radius_m=radius,
        comparable=_comparable(columns.real, lat, coded, params),
        kinds=names["event_type"],
        spoken=told,
        sources=names["source"],
        datasets=datasets,
        coded=coded,
        weapons=names["weapon"],
        targets=names["target"],
        actors=names["alleged_actor"],
        claimants=names["claimant"],
        units=names["count_unit"],
    )


def without_places(reports: Reports) -> Reports:
    """These reports, of which nobody asks any more in which degrees they lie; `table` still says it."""
    nothing = np.zeros(0)
    return reports._replace(lat=nothing, lon=nothing)


def _by_id(observations: Columnar, copied: bool) -> Columnar:
    order = alphabetical(observations.column("observation_id").combine_chunks())
    if copied:
        table: Columnar = observations.take(pa.array(order)).combine_chunks()
        return table
    return observations if bool((order[1:] > order[:-1]).all()) else Ordered(observations, order)


def _check_ids(ids: pa.ChunkedArray) -> None:
    """Ids are the key: one that stands twice would be a member of two incidents."""
    twice = pc.equal(ids.slice(1), ids.slice(0, len(ids) - 1)) if len(ids) > 1 else pa.chunked_array([[]], pa.bool_())
    if pc.any(twice).as_py():
        name = ids[int(pc.index(twice, True).as_py())].as_py()
        raise InputError(
            f"the observation id {name} stands in the table twice",
            advice="Give every observation an id of its own, and each observation once.",
        )


def _worded(
    table: Columnar, origins: tuple[Origin, ...], code: Codes, source_class: Codes, names: Names
) -> list[Callable[[], None]]:
    """What fills the columns of texts, origins and words in `code`, the classes of sources, and what all codes stand
    for; the texts first, as there are most of them."""

    def texts() -> None:
        code[:, ITEM], code[:, FAMILY] = families(table, origins)

    def column(name: str, into: Codes) -> None:
        into[:], names[name] = words(table, name)

    into = {"source_class": source_class} | {name: code[:, at] for name, at in _WORDED.items()}
    return [texts, *(partial(column, name, codes) for name, codes in into.items())]


def _put(table: Columnar, name: str, into: Codes) -> None:
    into[:] = integers(table, name)


def degrees_of(table: Columnar, wanted: Flags) -> tuple[Floats, Floats]:
    """Latitude and longitude; NaN where both are not given, or not wanted."""
    placed = pc.and_(pc.is_valid(table.column("lat_e6")), pc.is_valid(table.column("lon_e6")))
    located = wanted & np.asarray(placed.to_numpy(), dtype=bool)
    lat, lon = (np.where(located, integers(table, name, 0) / E6, np.nan) for name in ("lat_e6", "lon_e6"))
    return lat, lon


def _measured(table: Columnar, radius_m: Ints, lat: Floats, lon: Floats, params: FuseParams, real: Floats) -> None:
    """Fill `Columns.real`."""
    for part in blocks(len(real)):
        phi, lam = (np.radians(np.nan_to_num(degrees[part])) for degrees in (lat, lon))
        real[part, X] = EARTH_KM * np.cos(phi) * np.cos(lam)
        real[part, Y] = EARTH_KM * np.cos(phi) * np.sin(lam)
        real[part, Z] = EARTH_KM * np.sin(phi)
    real[:, FROM_S], real[:, UNTIL_S] = integers(table, "start_s"), integers(table, "end_s")
    put_as_declared(real, radius_m, params)


def put_as_declared(real: Floats, radius_m: Ints, params: FuseParams) -> None:
    """Fill how good places and times are declared to be; when, as stated, is there already."""
    real[:, SIGMA] = _sigma_km(radius_m, params)
    real[:, START], real[:, END] = _widened(real[:, FROM_S], real[:, UNTIL_S], params)


def _comparable(real: Floats, lat: Floats, coded: Flags, params: FuseParams) -> Flags:
    """Which reports are located well enough and short enough for evidence of place and time."""
    coarsest_m = np.where(coded, params.coarsest_coded_sigma_m, params.coarsest_sigma_m)
    short = np.maximum(real[:, UNTIL_S] - real[:, FROM_S], 1) <= params.longest_s
    return np.asarray(~np.isnan(lat) & (real[:, SIGMA] * 1000 <= coarsest_m) & short)


def _sigma_km(radius_m: Ints, params: FuseParams) -> Floats:
    """How good places are that are stated with this radius."""
    return np.asarray(np.maximum(sigma_m(1.0) * radius_m, params.floor_sigma_m) / 1000)


def _widened(start_s: Floats, end_s: Floats, params: FuseParams) -> tuple[Floats, Floats]:
    """Start and end in hours, wider by what a stated minute or hour is good to."""
    length = np.maximum(end_s - start_s, 1)
    pad = np.where(length <= 120, params.pad_instant_s, np.where(length < 2 * HOUR_S, params.pad_hour_s, 0))
    return (start_s - pad) / HOUR_S, (start_s + length + pad) / HOUR_S


def _derived(
    columns: Columns, source_class: Codes, coded: Flags, names: Names, params: FuseParams
) -> tuple[tuple[str, str], ...]:
    """Fill what follows from other columns of `Columns.code`; returns the types as told by classes of sources."""
    real, code = columns
    kinds, classes = names["event_type"], names["source_class"]
    code[:, TARGET_BRANCH] = _branches(names["target"])[code[:, TARGET]]
    told = source_class * len(kinds) + code[:, KIND]  # there are few classes and types, so that these are counted
    pairs = np.flatnonzero(np.bincount(told, minlength=len(classes) * len(kinds)))
    number = np.empty(len(classes) * len(kinds), dtype=np.int32)
    number[pairs] = np.arange(len(pairs))
    code[:, SPOKEN] = number[told]
    length = (real[:, UNTIL_S] - real[:, FROM_S]).astype(np.int64)
    code[:, CLOCK] = _clock(length, code[:, KIND], source_class, names, params)
    # whole days, rounded, that each coded row lasted; -1 for other rows, and for those that are good to hours
    days = np.minimum((length + DAY_S // 2) // DAY_S, _MOST_DAYS)
    code[:, LASTED] = np.where(coded & (days > 0), days, -1)
    return tuple((classes[k // len(kinds)], kinds[k % len(kinds)]) for k in pairs.tolist())


def _clock(length_s: Ints, kind: Codes, source_class: Codes, names: Names, params: FuseParams) -> Codes:
    """How far the stated time of each report can tell it from others.

    What lasts, and what is found after the event (damage, a fire seen from space), may be seen at any later hour.
    """
    momentary = np.array([_momentary(name) for name in names["event_type"]], dtype=bool)[kind]
    own = np.array([name in params.own_clock for name in names["source_class"]], dtype=bool)[source_class]
    brief = momentary & (length_s <= params.clocked_s)
    return np.where(brief, np.where(own, OWN_CLOCK, BRIEF), UNCLOCKED).astype(np.int32)


def _momentary(kind: str) -> bool:
    known = EVENT_TYPES.get(kind)
    return known is not None and not known.duration and (known.force or kind == "signal.acoustic")


def _branches(names: tuple[str, ...]) -> Codes:
    """Code of the branch of each name, and -1 at the end for a missing one."""
    tops = [name.split(".", 1)[0] for name in names]
    number = {top: k for k, top in enumerate(sorted(set(tops)))}
    return np.array([*(number[top] for top in tops), -1], dtype=np.int32)
