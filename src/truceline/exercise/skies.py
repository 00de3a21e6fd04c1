"""What is seen from above and heard in towns: satellite fires with cloud, and air-raid alerts.

Fires come in the column layout of NASA FIRMS for VIIRS, 375 m. Two passes a day, near 01:30 and 13:30 local time; under
cloud a pass sees nothing. Most hot pixels are stubble fires, which is what makes them weak evidence.
"""

from __future__ import annotations

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.exercise.happenings import CODE, TYPES, local_day
from truceline.exercise.params import START_S
from truceline.exercise.scene import Scene
from truceline.exercise.text_columns import csv_bytes, degrees, digits, joined, words
from truceline.exercise.theatre import Floats, Ints, to_degrees_e6

#: local hours of the two passes
PASSES = (1.5, 13.5)
#: chance that a fire lit by this kind of event is seen on the next clear pass
_BURNS = {"fire.shelling": 0.10, "air.drone_strike": 0.20, "air.missile": 0.40, "fire.explosion": 0.03}


class Sky(msgspec.Struct, frozen=True):
    """Cloud over the theatre at each pass: share of it hidden, `[day, pass]`."""

    cloud: Floats


class Fires(msgspec.Struct, frozen=True):
    """Hot pixels in the order of their file. `incident` is -1 for stubble."""

    incident: Ints
    second: Ints
    x: Floats
    y: Floats
    power: Ints  # fire radiative power, tenths of a megawatt
    confidence: Ints  # 0 low, 1 nominal, 2 high


def sky(scene: Scene) -> Sky:
    """Weather that stays for days: a slow wave pushed about by chance."""
    stream = scene.params.stream(50)
    wet = np.zeros(scene.params.days * 2)
    for step in range(1, len(wet)):
        wet[step] = 0.85 * wet[step - 1] + stream.normal(0, 0.55)
    return Sky((1 / (1 + np.exp(-1.6 * wet + 0.7))).reshape(-1, 2))


def fires(scene: Scene, over: Sky) -> Fires:
    """Hot pixels of war and of stubble, where the pass that followed was clear."""
    stream = scene.params.stream(51)
    truth = scene.truth
    chance = np.array([_BURNS.get(name, 0.0) for name in TYPES])[truth.kind]
    lit = np.flatnonzero(stream.random(len(truth)) < chance)
    stubble = int(6 * scene.params.days * scene.params.scale**0.5)
    half = scene.theatre.length_km / 2
    x = np.concatenate([truth.x[lit] + stream.normal(0, 0.19, len(lit)), stream.uniform(-half, half, stubble)])
    y = np.concatenate([truth.y[lit] + stream.normal(0, 0.19, len(lit)), stream.uniform(-60, 60, stubble)])
    lit_s = np.concatenate([truth.start_s[lit], START_S + stream.integers(0, scene.params.days * 86_400 - 1, stubble)])
    incident = np.concatenate([lit, np.full(stubble, -1, dtype=np.int64)])
    day, which = _next_pass(lit_s)
    inside = day < scene.params.days
    clear = stream.random(len(x)) > over.cloud[np.minimum(day, scene.params.days - 1), which]
    keep = np.flatnonzero(inside & clear)
    second = START_S + day * 86_400 + np.where(which == 0, int(PASSES[0] * 3_600), int(PASSES[1] * 3_600))
    found = Fires(
        incident[keep], second[keep] + stream.integers(-20, 21, len(keep)) * 60, x[keep], y[keep],
        (10 * stream.gamma(1.6, 3.0, len(keep))).astype(np.int64) + 5, stream.choice(3, len(keep), p=(0.1, 0.8, 0.1)),
    )  # fmt: skip
    order = np.lexsort((found.x, found.second))
    return Fires(*(getattr(found, name)[order] for name in found.__struct_fields__))


def _next_pass(second: Ints) -> tuple[Ints, Ints]:
    """Day and number of the first pass at or after each moment."""
    day = local_day(second)
    hour = (second - START_S - day * 86_400) / 3_600
    which = np.where(hour <= PASSES[0], 0, np.where(hour <= PASSES[1], 1, 0))
    return day + (hour > PASSES[1]), which.astype(np.int64)


def fires_csv(found: Fires) -> bytes:
    """The FIRMS layout; acquisition date and time are UTC."""
    lat, lon = to_degrees_e6(found.x, found.y)
    total = len(found.incident)
    kelvin = 3_000 + found.power * 4
    night = (found.second - START_S) % 86_400 < 6 * 3_600
    stamp = pa.array(found.second, pa.int64())
    return csv_bytes(
        {
            "latitude": degrees(lat),
            "longitude": degrees(lon),
            "bright_ti4": joined(digits(kelvin // 10), ".", digits(kelvin % 10)),
            "scan": words(("0.39", "0.42", "0.51"), np.arange(total) % 3),
            "track": words(("0.36", "0.38", "0.41"), np.arange(total) % 3),
            "acq_date": _form(stamp, "%Y-%m-%d"),
            "acq_time": _form(stamp, "%H%M"),
            "satellite": words(("N", "N20"), np.arange(total) % 2),
            "instrument": words(("VIIRS",), np.zeros(total, dtype=np.int64)),
            "confidence": words(("l", "n", "h"), found.confidence),
            "version": words(("2.0NRT",), np.zeros(total, dtype=np.int64)),
            "bright_ti5": joined(digits(2_900 // 10 + found.power // 40), ".", digits(found.power % 10)),
            "frp": joined(digits(found.power // 10), ".", digits(found.power % 10)),
            "daynight": words(("D", "N"), night.astype(np.int64)),
        }
    )


def _form(stamp: pa.Array, form: str) -> pa.Array:
    return pc.strftime(stamp.cast(pa.timestamp("s")), form)


class Alerts(msgspec.Struct, frozen=True):
    """One alert in one sector. `incident` is the first strike it warned of, or -1."""

    incident: Ints
    sector: Ints
    start_s: Ints
    end_s: Ints


def alerts(scene: Scene) -> Alerts:
    """An alert in the sector of every strike of a night, one for strikes within the hour; a tenth warn of nothing."""
    stream = scene.params.stream(52)
    truth = scene.truth
    strikes = np.flatnonzero(np.isin(truth.kind, [CODE["air.missile"], CODE["air.drone_strike"]]))
    sector = scene.theatre.sector_of(truth.x[strikes])
    hour = truth.start_s[strikes] // 3_600
    _, first = np.unique(hour * 10_000 + sector, return_index=True)
    strikes, sector = strikes[first], sector[first]
    idle = len(strikes) // 10
    start = np.concatenate(
        [
            truth.start_s[strikes] - stream.integers(3, 16, len(strikes)) * 60,
            START_S + stream.integers(0, scene.params.days * 86_400 - 7_200, idle),
        ]
    )
    sector = np.concatenate([sector, stream.integers(0, scene.theatre.n_sectors, idle)])
    incident = np.concatenate([strikes, np.full(idle, -1, dtype=np.int64)])
    end = start + stream.integers(25, 80, len(start)) * 60
    order = np.lexsort((sector, start))
    return Alerts(incident[order], sector[order], start[order], end[order])


def alerts_csv(found: Alerts) -> bytes:
    """The volunteer register's layout: region, UTC times with offset, and whether the end was seen."""
    return csv_bytes(
        {
            "region": joined("Kessander Reach ", digits(found.sector + 1)),
            "started_at": _utc_plus(found.start_s),
            "finished_at": _utc_plus(found.end_s),
            "naive": words(("False",), np.zeros(len(found.sector), dtype=np.int64)),
        }
    )


def _utc_plus(second: Ints) -> pa.Array:
    return joined(_form(pa.array(second, pa.int64()), "%Y-%m-%d %H:%M:%S"), "+00:00")
