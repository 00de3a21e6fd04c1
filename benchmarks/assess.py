"""How long it takes to hold incidents against an agreement: many against 50 provisions, and one with its reasons.

    python benchmarks/assess.py [--sizes 10000,30000,100000]

The agreement has 50 provisions of six kinds (staged withdrawal behind each party's own line, local fire bans, a
contested moratorium with release, disengagement after seven days of silence, exercises, repair windows) over a line of
500 km; incidents are spread along it over a year, with places known to 300 m to 8 km. The peer in the same run is
clingo, which decides one clause with one exception per call and knows neither place nor probability.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import resource
import time

import msgspec
import numpy as np
import pyarrow as pa

from truceline.assess.assess import assess
from truceline.assess.explain import Explainer
from truceline.assess.language import load
from truceline.model.agreement import Agreement
from truceline.model.incident import Incident
from truceline.model.tables import INCIDENTS

START = dt.datetime(2031, 3, 1, tzinfo=dt.UTC)
START_S = int(START.timestamp())
DAY_S = 86_400
LAT0, LON0 = 48.0, 34.0
KM_LON, KM_LAT = 111.32 * math.cos(math.radians(LAT0)), 111.13

_HEAD = """
[agreement]
id = "benchmark"
name = "Benchmark"
signed = "2031-03-01T00:00"
register_complete = ["exercise_announced"]

[[party]]
id = "A"
name = "Alder"
home = [37.0, 47.0]

[[party]]
id = "B"
name = "Birch"
home = [37.0, 49.0]

[[reading]]
according_to = "all"
from = "2031-03-01T00:00"

[[zone]]
id = "security"
buffer_km = 40
of = "contact"

[[register]]
kind = "offensive_action"
party = "B"
at = "2031-03-21T00:00"
standing = "established"
place = [35.3, 48.0]

[[register]]
kind = "decided_breach:moratorium-2"
party = "A"
at = "2031-04-05T00:00"
standing = "established"
"""


def day(number: float) -> str:
    return (START + dt.timedelta(days=number)).strftime("%Y-%m-%dT%H:%M")


def provision(k: int, kind: str, when: str, rest: str = "") -> str:
    return f'\n[[provision]]\nid = "{kind}-{k}"\nwords = "{kind}"\ncitation = "Article {k}"\nwhen = {when}\n{rest}'


def reading(who: str, first: float, last: float) -> str:
    return f'[[provision.reading]]\naccording_to = "{who}"\nfrom = "{day(first)}"\nuntil = "{day(last)}"\n'


def clauses(chance: np.random.Generator) -> tuple[str, list[dict[str, object]]]:
    """Fifty provisions and the zones they name."""
    parts, zones = [], []

    def zone(name: str, west_km: float, south_km: float, wide_km: float, high_km: float) -> str:
        ring = [
            degrees(west_km + x * wide_km, south_km + y * high_km) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
        ]
        zones.append(feature(name, "Polygon", [ring]))
        return name

    for k in range(50):
        at = float(chance.uniform(10, 440))
        match k % 6:
            case 0:
                lines = 'not_behind_km = 25, of_line = { A = "contact", B = "older" }'
                stages = "".join(
                    f'[[provision.stage]]\nuntil = "D+{until}"\neffect = "{effect}"\n'
                    for until, effect in ((15, "none"), (39, "counted"))
                )
                when = f'{{ all = [{{ act = "weapon" }}, {{ attr = "calibre_mm", min = 100 }}, {{ {lines} }}] }}'
                parts.append(provision(k, "withdrawal", when, stages + '[[provision.stage]]\neffect = "breach"\n'))
            case 1:
                name = zone(f"f{k}", at, -10, 40, 20)
                when = f'{{ all = [{{ act = "fire" }}, {{ in_zone = "{name}" }}] }}'
                span = (
                    f'[[provision.reading]]\naccording_to = "all"\nfrom = "{day(5 * k)}"\nuntil = "{day(5 * k + 30)}"\n'
                )
                unless = (
                    "[[provision.unless]]\nwhen = "
                    '{ event = "offensive_action", by = "other", before_h = 2, within_km = 10 }\nplea = "bearer"\n'
                )
                parts.append(provision(k, "fire", when, span + unless))
            case 2:
                readings = reading("A", 18, 48) + reading("B", 25, 55)
                target = '{ attr = "target", equals = "energy", unstated = "open" }'
                when = f'{{ all = [{{ act = "air.drone_strike" }}, {target}] }}'
                unless = '[[provision.unless]]\nwhen = { event = "decided_breach:moratorium-2", by = "other" }\n'
                parts.append(provision(k, "moratorium", when, readings + unless))
            case 3:
                name = zone(f"d{k}", at, -2, 4, 4)
                clock = (
                    f'\n[[clock]]\nid = "c{k}"\nzone = "{name}"\nsilence_of = "fire"\nhours = 168\nstart = "{day(5)}"\n'
                )
                inside = f'{{ in_zone = "{name}" }}, {{ clock = "c{k}", elapsed_h = 72 }}'
                parts.append(clock + provision(k, "disengagement", f'{{ all = [{{ act = "weapon" }}, {inside}] }}'))
            case 4:
                announced = '{ event = "exercise_announced", by = "self", elapsed_h = 240 }'
                unless = (
                    f'[[provision.unless]]\nwhen = {{ all = [{announced}, {{ not = {{ in_zone = "security" }} }}] }}\n'
                )
                parts.append(provision(k, "exercise", '{ act = "fire.exercise" }', unless))
            case _:
                name = zone(f"r{k}", at, -1, 2, 2)
                when = f'{{ all = [{{ act = "fire" }}, {{ in_zone = "{name}" }}] }}'
                parts.append(provision(k, "repair", when, reading("all", 6 * k, 6 * k + 0.25)))
    return "".join(parts), zones


def degrees(x_km: float, y_km: float) -> list[float]:
    return [round(LON0 + x_km / KM_LON, 6), round(LAT0 + y_km / KM_LAT, 6)]


def feature(name: str, kind: str, coordinates: object) -> dict[str, object]:
    shape = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {"id": name}, "geometry": shape}


def the_agreement() -> Agreement:
    chance = np.random.default_rng(1)
    x = np.arange(0, 501, 1.0)
    contact = 3 * np.sin(x / 7) + chance.normal(0, 0.5, len(x))
    older = contact - 6 + 2 * np.sin(x / 11)
    body, zones = clauses(chance)
    lines = [
        feature(name, "LineString", [degrees(float(a), float(b)) for a, b in zip(x, y, strict=True)])
        for name, y in (("contact", contact), ("older", older))
    ]
    drawn = msgspec.json.encode({"type": "FeatureCollection", "features": [*lines, *zones]})
    return load((_HEAD + body).encode(), drawn, "benchmark.toml")


def incidents(n: int) -> pa.Table:
    """Spread along the line over a year, a tenth of them with a type that only part of their reports give."""
    chance = np.random.default_rng(7)
    kinds = np.array(["fire.shelling", "fire.shot", "fire.exercise", "weapon", "air.drone_strike"])
    x, y = chance.uniform(0, 500, n), chance.normal(0, 20, n)
    start = START_S + (chance.uniform(0, 365, n) * DAY_S).astype(np.int64)
    last = start + chance.choice([90, 1_800, 26_000], n)
    calibre = chance.choice([82, 120, 122, 152], n)
    unknown = chance.random(n) < 0.4
    columns: dict[str, object] = {name: pa.nulls(n, INCIDENTS.field(name).type) for name in INCIDENTS.names}
    columns |= {
        "incident_id": [f"inc_{k:024x}" for k in range(n)],
        "event_type": kinds[chance.choice(5, n, p=[0.45, 0.42, 0.02, 0.09, 0.02])],
        "type_share_ppm": chance.choice([1_000_000, 1_000_000, 700_000], n),
        "start_s": start,
        "end_s": last,
        "lat_e6": np.rint((LAT0 + y / KM_LAT) * 1e6).astype(np.int64),
        "lon_e6": np.rint((LON0 + x / KM_LON) * 1e6).astype(np.int64),
        "radius_m": np.rint(chance.choice([0.3, 1, 3, 8], n) * 1_000 * 2.45).astype(np.int64),
        "n_observations": np.ones(n, np.int64),
        "n_sources": np.ones(n, np.int64),
        "origins_min": np.ones(n, np.int64),
        "origins_max": np.ones(n, np.int64),
        "claimants": [[] for _ in range(n)],
        "alleged_actor": pa.array(np.array(["Alder", "Birch", None], dtype=object)[chance.choice(3, n)], pa.string()),
        "actor_disputed": np.zeros(n, bool),
        "calibre_mm": pa.array(calibre, mask=unknown),
        "verb": np.full(n, "saw"),
        "existence_ppm": np.full(n, 900_000),
    }
    return pa.table({name: columns[name] for name in INCIDENTS.names}, schema=INCIDENTS)


def timed(size: int, agreement: Agreement) -> tuple[float, float, int]:
    table = incidents(size)
    cpu, wall = time.process_time(), time.perf_counter()
    found = assess(table, agreement).num_rows
    return time.perf_counter() - wall, time.process_time() - cpu, found


def explained(size: int, agreement: Agreement) -> tuple[float, int]:
    """CPU seconds for every finding with its tree of reasons."""
    table = incidents(size).sort_by("incident_id")
    rows = [msgspec.convert(row, Incident) for row in table.to_pylist()]
    before = time.process_time()
    explainer, count = Explainer(table, agreement), 0
    for first in range(0, size, 16_384):
        count += sum(map(len, explainer.all_told(rows[first : first + 16_384], reached_only=True)))
    return time.process_time() - before, count


def one_at_a_time(agreement: Agreement, count: int = 20) -> float:
    """CPU seconds for one incident against all provisions, each with its tree."""
    table = incidents(count)
    rows = [msgspec.convert(row, Incident) for row in table.to_pylist()]
    for row in rows:
        _all_trees(row, agreement)
    before = time.process_time()
    for row in rows:
        _all_trees(row, agreement)
    return (time.process_time() - before) / count


def _all_trees(row: Incident, agreement: Agreement) -> None:
    alone = pa.Table.from_pylist([msgspec.to_builtins(row)], schema=INCIDENTS)
    Explainer(alone, agreement).findings(row)


def clingo_decisions(count: int = 3_000) -> float:
    """Decisions a CPU second: one clause with one exception."""
    import clingo

    before = time.process_time()
    for k in range(count):
        control = clingo.Control(["--warn=none"])
        control.add("base", [], f"fire. zone. {'excused.' if k % 2 else ''} breach :- fire, zone, not excused.")
        control.ground([("base", [])])
        control.solve()
    return count / (time.process_time() - before)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sizes", default="10000,30000,100000")
    sizes = [int(size) for size in asked.parse_args().sizes.split(",")]
    agreement = the_agreement()
    timed(2_000, agreement)
    cpus = []
    for size in sizes:
        wall, cpu, found = timed(size, agreement)
        cpus.append(cpu)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{size:,} incidents x 50: {wall:.1f} s ({cpu:.1f} CPU s), {found:,} findings, {memory} MB", flush=True)
    if len(sizes) > 1:
        growth = math.log(cpus[-1] / cpus[0]) / math.log(sizes[-1] / sizes[0])
        print(f"growth N^{growth:.2f}")
    cpu, found = explained(sizes[-1], agreement)
    print(f"{sizes[-1]:,} incidents x 50 with their reasons: {cpu:.1f} CPU s, {found:,} findings")
    print(f"one incident x 50 with its reasons: {1000 * one_at_a_time(agreement):.1f} ms CPU")
    try:
        each = clingo_decisions()
    except ImportError:
        print("clingo is absent: no peer")
        return
    ours = sizes[-1] * 50 / cpus[-1]
    print(f"decisions a CPU second: {ours:,.0f}; clingo, one clause a call: {each:,.0f} (ratio {ours / each:,.0f})")


if __name__ == "__main__":
    main()
