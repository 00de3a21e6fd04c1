"""A mission whose view holds any number of invented incidents: for measuring how they are served, not how they came."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from truceline.mission.folder import open_mission
from truceline.mission.stores import view_of
from truceline.model.tables import FINDINGS, INCIDENTS, MEMBERS, OBSERVATIONS
from truceline.model.view import ViewChanges

_TYPES = ("fire.shelling", "fire.explosion", "fire.burst", "air.drone_strike", "ground.assault")
_STATUSES = ("breach", "undetermined", "no_breach")
_FIRST_S, _DAYS = 1_748_743_200, 365
_TOML = """
[mission]
name = "Invented incidents"
zone = "UTC"
area = [30.0, 46.0, 40.0, 52.0]
invented = true
"""


def made(folder: Path, n: int) -> Path:
    """A mission folder with `n` incidents, three reports for two of them, and a finding for one in three."""
    folder.mkdir(parents=True)
    (folder / "mission.toml").write_text(_TOML, encoding="utf-8")
    mission = open_mission(folder)
    view = view_of(mission)
    incidents = _incidents(n)
    observations, members = _observations(incidents)
    findings = _findings(incidents)
    changes = ViewChanges(
        incidents=incidents, observations=observations, members=members, findings=findings, whole=True
    )
    view.apply(changes, 1)
    view.close()
    return folder


def _table(schema: pa.Schema, n: int, **columns: object) -> pa.Table:
    """Rows of a schema; what is not given is null, zero or empty."""
    empty = {pa.string(): "", pa.int32(): 0, pa.int64(): 0, pa.bool_(): False}
    arrays = []
    for field in schema:
        given = columns.get(field.name)
        if given is None:
            blank = None if field.nullable else empty.get(field.type, [])
            given = [blank] * n
        arrays.append(pa.array(given, field.type))
    return pa.table(arrays, schema=schema)


def _incidents(n: int) -> pa.Table:
    chance = np.random.default_rng(7)
    start = _FIRST_S + chance.integers(0, _DAYS * 86_400, n)
    return _table(
        INCIDENTS,
        n,
        incident_id=sorted(f"inc_{chance.bytes(12).hex()}" for _ in range(n)),
        event_type=[_TYPES[at] for at in chance.integers(0, len(_TYPES), n)],
        type_share_ppm=[1_000_000] * n,
        start_s=start,
        end_s=start + chance.integers(60, 7_200, n),
        lat_e6=chance.integers(46_000_000, 52_000_000, n),
        lon_e6=chance.integers(30_000_000, 40_000_000, n),
        radius_m=chance.integers(50, 20_000, n),
        n_observations=[1 + at % 2 for at in range(n)],
        n_sources=[1] * n,
        origins_min=[1] * n,
        origins_max=[2] * n,
        verb=["reported"] * n,
        existence_ppm=chance.integers(300_000, 1_000_000, n),
    )


def _observations(incidents: pa.Table) -> tuple[pa.Table, pa.Table]:
    rows = [row for at, row in enumerate(incidents.to_pylist()) for _ in range(1 + at % 2)]
    ids = [f"obs_{at:024x}" for at in range(len(rows))]
    of = {name: [row[name] for row in rows] for name in ("event_type", "start_s", "end_s", "lat_e6", "lon_e6")}
    observations = _table(
        OBSERVATIONS,
        len(rows),
        observation_id=ids,
        item_id=[f"itm_{at // 50:024x}" for at in range(len(rows))],
        record=[at % 50 + 1 for at in range(len(rows))],
        source=["registry" if at % 2 else "press" for at in range(len(rows))],
        source_class=["dataset"] * len(rows),
        radius_m=[500] * len(rows),
        verb=["reported"] * len(rows),
        text=[f"Shelling near Village {at % 900}" for at in range(len(rows))],
        method=["invented"] * len(rows),
        confidence_ppm=[900_000] * len(rows),
        **of,
    )
    members = _table(
        MEMBERS,
        len(rows),
        observation_id=ids,
        incident_id=[row["incident_id"] for row in rows],
        p_same_ppm=[900_000] * len(rows),
    )
    return observations, members


def _findings(incidents: pa.Table) -> pa.Table:
    ids = incidents["incident_id"].to_pylist()[::3]
    return _table(
        FINDINGS,
        len(ids),
        finding_id=[f"fnd_{at:024x}" for at in range(len(ids))],
        incident_id=ids,
        provision_id=["fire"] * len(ids),
        status=[_STATUSES[at % 3] for at in range(len(ids))],
        belief_ppm=[500_000] * len(ids),
        plausibility_ppm=[900_000] * len(ids),
        attribution=["none_stated"] * len(ids),
        summary=["Invented."] * len(ids),
    )
