"""The two parties are treated alike: with their names exchanged, everything is exchanged and nothing else changes."""

from __future__ import annotations

import re

import pyarrow as pa

from truceline.assess.assess import assess
from truceline.exercise.generate import Exercise
from truceline.exercise.rehearsal import agreement_of
from truceline.model.tables import INCIDENTS


def swapped(data: bytes) -> str:
    """English text with the names of the parties exchanged."""
    pairs = {"Marrund Government": "Velisse Council", "Marrund": "Velisse", "marrund": "velisse",
             "Idrel Tovane": "Onder Callow"}  # fmt: skip
    both = pairs | {b: a for a, b in pairs.items()}
    pattern = re.compile("|".join(sorted(map(re.escape, both), key=len, reverse=True)))
    return pattern.sub(lambda m: both[m[0]], data.decode())


def test_the_evidence_is_the_same_but_for_the_names(exercise: Exercise, mirrored: Exercise) -> None:
    assert exercise.files.keys() == mirrored.files.keys()
    for name in exercise.files:
        if name.endswith((".csv", ".json", ".jsonl")):
            assert swapped(exercise.files[name]) == mirrored.files[name].decode(), name
    assert exercise.files["events_press.csv"] != mirrored.files["events_press.csv"]
    assert exercise.zones_geojson == mirrored.zones_geojson


def test_the_truth_is_the_same_but_for_the_actor(exercise: Exercise, mirrored: Exercise) -> None:
    assert exercise.truth.labels.equals(mirrored.truth.labels)
    assert exercise.truth.expected == mirrored.truth.expected
    other = {"marrund": "velisse", "velisse": "marrund"}
    actors = [other[a] for a in exercise.truth.incidents["actor"].to_pylist()]
    assert actors == mirrored.truth.incidents["actor"].to_pylist()


def incidents_of(exercise: Exercise) -> pa.Table:
    """The true incidents as a perfect fusion would give them. Ids are the same on both sides of the mirror."""
    truth = exercise.truth.incidents
    n = truth.num_rows
    planted = [p is not None for p in truth["planted"].to_pylist()]
    rows = [
        {
            "incident_id": f"inc_{number:024d}", "event_type": row["event_type"], "type_share_ppm": 1_000_000,
            "start_s": row["start_s"], "end_s": row["start_s"] + 60, "lat_e6": row["lat_e6"], "lon_e6": row["lon_e6"],
            "radius_m": 200, "n_observations": 1, "n_sources": 1, "origins_min": 1, "origins_max": 1, "claimants": [],
            "alleged_actor": row["actor"], "actor_disputed": False, "verb": "saw", "existence_ppm": 1_000_000,
        }
        for number, row in enumerate(truth.to_pylist())
    ]  # fmt: skip
    assert sum(planted) > 40 and n == len(rows)
    return pa.Table.from_pylist(rows, INCIDENTS)


def test_findings_are_mirrored(exercise: Exercise, mirrored: Exercise) -> None:
    tables = [assess(incidents_of(e), agreement_of(e)) for e in (exercise, mirrored)]
    names = ("incident_id", "provision_id", "status", "counted", "belief_ppm", "plausibility_ppm", "contested")
    one, other = (set(zip(*(t[name].to_pylist() for name in names), strict=True)) for t in tables)
    assert one == other
    assert len({status for _, _, status, *_ in one}) == 3
    swap = {"marrund": "velisse", "velisse": "marrund", None: None}
    keyed = [
        {(r["incident_id"], r["provision_id"]): r["attributed_to"] for r in t.select(
            ["incident_id", "provision_id", "attributed_to"]).to_pylist()}
        for t in tables
    ]  # fmt: skip
    assert {k: swap[v] for k, v in keyed[0].items()} == keyed[1]
    assert {"marrund", "velisse"} <= set(keyed[0].values())
