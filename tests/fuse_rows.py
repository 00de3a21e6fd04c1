"""Rows of observations for the tests of fusion."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from truceline.model.tables import OBSERVATIONS

NOON_S = 1_745_064_000  # 2025-04-19 12:00 UTC


def row(name: str, **fields: Any) -> dict[str, Any]:
    """A shelling of Donetsk at noon, heard, from a table row of a source named like the observation."""
    return {
        "observation_id": f"obs_{name}",
        "item_id": f"itm_{name}",
        "record": 2,
        "source": f"source-{name}",
        "source_class": "news",
        "event_type": "fire.shelling",
        "start_s": NOON_S,
        "end_s": NOON_S + 600,
        "lat_e6": 48_000_000,
        "lon_e6": 37_800_000,
        "radius_m": 1_500,
        "verb": "heard",
        "method": "test",
        "confidence_ppm": 900_000,
        **fields,
    }


def table(*rows: dict[str, Any]) -> pa.Table:
    """Rows as a table of observations; fields left out are null."""
    strange = {name for one in rows for name in one} - set(OBSERVATIONS.names)
    assert not strange, strange
    return pa.table({name: [one.get(name) for one in rows] for name in OBSERVATIONS.names}, schema=OBSERVATIONS)


def partition(members: pa.Table) -> set[frozenset[str]]:
    """Which observations stand together, whatever the incidents are called."""
    groups: dict[str, set[str]] = {}
    for member in members.to_pylist():
        groups.setdefault(member["incident_id"], set()).add(member["observation_id"])
    return {frozenset(group) for group in groups.values()}
