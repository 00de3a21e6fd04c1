"""The rows of one incident, merged column by column, are what merging them one incident at a time gives."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

import pyarrow as pa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from truceline.filters.merged_rows import merged
from truceline.model.tables import INCIDENTS, OBSERVATIONS
from truceline.model.taxonomy import EVIDENCE_VERBS, is_a

_NUMBER = st.none() | st.integers(0, 4)
_row = st.fixed_dictionaries(
    {
        "native_id": st.sampled_from(["x", "y", "Ж", "2"]),
        "source": st.sampled_from(["north", "south"]),
        "event_type": st.sampled_from(["fire", "fire.shelling", "fire.shelling.mortar", "fire.shot", "other"]),
        "start_s": st.integers(0, 3),
        "end_s": st.integers(3, 5),
        "lat_e6": _NUMBER,
        "lon_e6": _NUMBER,
        "radius_m": _NUMBER,
        "count_low": _NUMBER,
        "count_high": _NUMBER,
        "count_unit": st.sampled_from([None, "events"]),
        "verb": st.sampled_from(["saw", "heard", "reported"]),
        "alleged_actor": st.sampled_from([None, "Alder", " ALDER ", "Birch"]),
        "claimant": st.sampled_from([None, "", "Birch", "Alder"]),
        "weapon": st.sampled_from([None, "mortar", "rocket"]),
        "calibre_mm": _NUMBER,
        "target": st.sampled_from([None, "energy"]),
        "killed_low": _NUMBER,
        "killed_high": _NUMBER,
        "wounded_low": _NUMBER,
        "wounded_high": _NUMBER,
        "confidence_ppm": st.integers(1, 3),
    }
)
_CONSTANT = {"item_id": "itm", "record": 1, "source_class": "news", "method": "test"}


def _one_at_a_time(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [_one(list(group)) for _, group in groupby(sorted(rows, key=_order), key=lambda row: str(row["native_id"]))]


def _order(row: dict[str, Any]) -> tuple[str, int, int, str]:
    radius = row["radius_m"] if row["radius_m"] is not None else 2**31
    return str(row["native_id"]), radius, row["end_s"] - row["start_s"], str(row["observation_id"])


def _one(rows: list[dict[str, Any]]) -> dict[str, Any]:
    best = rows[0]
    time = min(rows, key=lambda row: (row["end_s"] - row["start_s"], row["observation_id"]))
    counts = Counter(row["event_type"] for row in rows)

    def support(code: str) -> int:
        return sum(n for other, n in counts.items() if is_a(code, other) or is_a(other, code))

    def stated(name: str) -> list[Any]:
        return [row[name] for row in rows if row[name] is not None]

    kind = max(sorted(counts), key=lambda code: (support(code), code.count("."), counts[code]))
    return {
        **dict.fromkeys(INCIDENTS.names),
        "incident_id": best["native_id"],
        "event_type": kind,
        "type_share_ppm": support(kind) * 1_000_000 // len(rows),
        "start_s": time["start_s"],
        "end_s": time["end_s"],
        **{name: best[name] for name in ("lat_e6", "lon_e6", "radius_m", "count_low", "count_high", "count_unit")},
        "n_observations": len(rows),
        "n_sources": len({row["source"] for row in rows}),
        "origins_min": 1,
        "origins_max": len(rows),
        "claimants": sorted({row["claimant"] for row in rows if row["claimant"]}),
        "actor_disputed": len({name.strip().casefold() for name in stated("alleged_actor")}) > 1,
        **{name: next(iter(stated(name)), None) for name in ("alleged_actor", "weapon", "calibre_mm", "target")},
        **{name: min(stated(name), default=None) for name in ("killed_low", "wounded_low")},
        **{name: max(stated(name), default=None) for name in ("killed_high", "wounded_high")},
        "verb": min(stated("verb"), key=EVIDENCE_VERBS.index),
        "existence_ppm": max(stated("confidence_ppm")),
    }


@settings(max_examples=300)
@given(st.lists(_row, max_size=12), st.randoms())
@example([], None)
def test_column_by_column_is_incident_by_incident(rows: list[dict[str, Any]], shuffled: Any) -> None:
    rows = [{**_CONSTANT, **row, "observation_id": f"obs_{n}"} for n, row in enumerate(rows)]
    if shuffled is not None:
        shuffled.shuffle(rows)
    found = merged(pa.Table.from_pylist(rows, schema=OBSERVATIONS))
    assert found.schema.equals(INCIDENTS)
    found.validate(full=True)
    assert found.to_pylist() == _one_at_a_time(rows)
