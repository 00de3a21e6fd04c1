"""What a world hands over: a table of observations, the true incident of each row, and how precise each row is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.tables import OBSERVATIONS

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Array = npt.NDArray[np.generic]

KM_PER_DEGREE = 111.195
FIRST_S = 1_700_006_400  # a midnight, UTC
#: levels of precision, place then time
EXACT, TOWN, DISTRICT, REGION = range(4)
MINUTE, HOUR, DAY, DAYS = range(4)


class World(NamedTuple):
    """Observations (schema OBSERVATIONS, in no telling order) and what is true of each row.

    `truth` is the number of the incident; reports of nothing have one of their own. `place` and `time` are levels of
    precision as declared, `spread_km` the size of the place that was named (0 for a point). `lat`, `lon` and `when_s`
    are where and when the incident happened; for reports of nothing they mean nothing.
    """

    observations: pa.Table
    truth: Ints
    place: Array
    time: Array
    spread_km: Floats
    lat: Floats
    lon: Floats
    when_s: Floats


class Reports:
    """Columns of a world in the making, all of one length; rows can be dropped and shuffled together."""

    def __init__(self, **columns: Array) -> None:
        self.columns = columns

    def __getitem__(self, name: str) -> Array:
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.columns["truth"])


class Words(NamedTuple):
    """The words behind the numbers of the columns."""

    sources: tuple[str, ...]
    classes: tuple[str, ...]  # of the sources, in their order
    kinds: tuple[str, ...]
    weapons: tuple[str, ...]
    targets: tuple[str, ...]
    actors: tuple[str, ...]
    units: tuple[str, ...] = ("explosion",)


def world_of(rng: np.random.Generator, reports: Reports, words: Words, lat0: float, lon0: float) -> World:
    """Shuffle the rows and write them down. x and y are kilometres east and north of the origin."""
    order = rng.permutation(len(reports))
    for name in list(reports.columns):
        reports.columns[name] = reports.columns[name][order]
    lat, lon = _degrees(reports["true_x"], reports["true_y"], lat0, lon0)
    return World(
        observations=_table(rng, reports, words, lat0, lon0),
        truth=reports["truth"].astype(np.int64),
        place=reports["place"].astype(np.int8),
        time=reports["time"].astype(np.int8),
        spread_km=reports["spread"].astype(np.float64),
        lat=lat,
        lon=lon,
        when_s=FIRST_S + reports["true_t"].astype(np.float64),
    )


def ids(prefix: str, numbers: npt.NDArray[np.uint64]) -> pa.Array:
    """`prefix` and 24 hexadecimal digits that hide the number; distinct for distinct numbers."""
    z = numbers.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    n, head = len(z), len(prefix)
    width = head + 24
    letters = np.empty((n, width), np.uint8)
    letters[:, :head] = np.frombuffer(prefix.encode(), np.uint8)
    letters[:, head : head + 8] = ord("0")
    hexadecimal = np.frombuffer(b"0123456789abcdef", np.uint8)
    for digit in range(16):
        letters[:, head + 8 + digit] = hexadecimal[(z >> np.uint64(60 - 4 * digit)) & np.uint64(15)]
    offsets = np.arange(0, (n + 1) * width, width, dtype=np.int32)
    return pa.StringArray.from_buffers(n, pa.py_buffer(offsets), pa.py_buffer(letters))


def spelled(words: tuple[str, ...], codes: Array) -> pa.Array:
    """Words by their number; below zero is null."""
    codes = np.asarray(codes, np.int32)
    return pa.array(words, pa.string()).take(pa.array(codes, mask=codes < 0))


def _numbers(values: Array) -> pa.Array:
    """Whole numbers; below zero is null."""
    values = np.asarray(values, np.int64)
    return pa.array(values, mask=values < 0).cast(pa.int32())


def _degrees(x: Array, y: Array, lat0: float, lon0: float) -> tuple[Floats, Floats]:
    lat = np.clip(lat0 + y / KM_PER_DEGREE, -89.9, 89.9)
    lon = lon0 + x / (KM_PER_DEGREE * np.cos(np.radians(lat)))
    return lat, (lon + 180) % 360 - 180


def _table(rng: np.random.Generator, c: Reports, w: Words, lat0: float, lon0: float) -> pa.Table:
    n = len(c)
    source = c["source"]
    lat, lon = _degrees(c["x"], c["y"], lat0, lon0)
    start, end = (FIRST_S + np.rint(c[name]).astype(np.int64) for name in ("start", "end"))
    numbers = rng.integers(0, 2**62, dtype=np.uint64) + np.arange(n, dtype=np.uint64)
    # a table or a log is one item with many rows; an article, a post or a statement is an item of its own
    files = np.isin(np.array(w.classes)[source], ("dataset", "patrol", "camera", "acoustic", "satellite", "ais"))
    row = np.zeros(n, np.int32)
    for number in range(len(w.sources)):
        of_source = np.flatnonzero(source == number)
        row[of_source] = np.arange(1, len(of_source) + 1)
    of_file = ids("itm_", source.astype(np.uint64))
    items = pc.if_else(pa.array(files), of_file, ids("itm_", numbers))
    killed, wounded, count = (np.asarray(c[name]) for name in ("killed", "wounded", "count"))
    given = {
        "observation_id": ids("obs_", numbers),
        "item_id": items,
        "record": np.where(files, row, 0),
        "source": spelled(w.sources, source),
        "source_class": spelled(w.classes, source),
        "event_type": spelled(w.kinds, c["kind"]),
        "start_s": start,
        "end_s": end,
        "lat_e6": np.rint(lat * 1e6).astype(np.int32),
        "lon_e6": np.rint(lon * 1e6).astype(np.int32),
        "radius_m": np.ceil(c["radius"] * 1000).astype(np.int32),
        "count_low": _numbers(count),
        "count_high": _numbers(count),
        "count_unit": spelled(w.units, np.where(count >= 0, c.columns.get("unit", np.zeros(n, np.int8)), -1)),
        "verb": pa.array(["reported"]).take(pa.array(np.zeros(n, np.int8))),
        "alleged_actor": spelled(w.actors, c["actor"]),
        "claimant": spelled(w.actors, c["claimant"]),
        "weapon": spelled(w.weapons, c["weapon"]),
        "target": spelled(w.targets, c["target"]),
        "killed_low": _numbers(killed),
        "killed_high": _numbers(killed),
        "wounded_low": _numbers(wounded),
        "wounded_high": _numbers(wounded),
        "reported_s": end + c["delay"].astype(np.int64),
        "method": pa.array(["benchmark"]).take(pa.array(np.zeros(n, np.int8))),
        "confidence_ppm": np.full(n, 900_000, np.int32),
    }
    columns = [
        (given[f.name] if isinstance(given[f.name], pa.Array) else pa.array(given[f.name])).cast(f.type)
        if f.name in given
        else pa.nulls(n, f.type)
        for f in OBSERVATIONS
    ]
    return pa.Table.from_arrays(columns, schema=OBSERVATIONS)
