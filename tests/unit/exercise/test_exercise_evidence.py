"""The tables are read as they are by the connectors that real data use: nothing is rejected, nothing is lost."""

from __future__ import annotations

from collections import Counter

import pyarrow.compute as pc

from truceline.exercise.generate import Exercise
from truceline.exercise.params import START_S
from truceline.pipeline import Outcome


def test_no_row_is_rejected_or_warned_about(outcome: Outcome) -> None:
    assert outcome.notes == ()


def test_every_row_of_the_truth_is_an_observation(exercise: Exercise, outcome: Outcome) -> None:
    read = Counter(outcome.observations["source"].to_pylist())
    assert read == Counter(exercise.truth.reports["source"].to_pylist())


def test_patrols_watch_by_day_only_and_cameras_fail(outcome: Outcome) -> None:
    effort = outcome.effort
    patrol = effort.filter(pc.and_(pc.equal(effort["source_class"], "patrol"), pc.equal(effort["status"], "on")))
    hours = {((s - START_S) % 86_400) / 3_600 for s in patrol["start_s"].to_pylist()}
    assert min(hours) >= 8 and max(hours) < 18
    outages = effort.filter(pc.equal(effort["status"], "outage"))
    assert set(outages["source_class"].to_pylist()) == {"camera", "acoustic", "satellite"}
    assert "cloud" in outages["reason"].to_pylist()


def test_no_camera_reports_during_its_outage(exercise: Exercise, outcome: Outcome) -> None:
    import json

    lines = [json.loads(line) for line in exercise.files["sensors_camera.jsonl"].decode().splitlines()]
    out = [(o["sensor"], o["start"], o["end"]) for o in lines if o["kind"] == "outage"]
    errors = {r["native_id"]: r["errors"] for r in exercise.truth.reports.to_pylist() if r["source"] == "camera"}
    for found in (d for d in lines if d["kind"] == "detection" and not errors[d["id"]]):
        assert not any(found["sensor"] == s and a <= found["at"] < b for s, a, b in out), found


def test_refused_teams_have_effort_denied(outcome: Outcome) -> None:
    denied = outcome.effort.filter(pc.equal(outcome.effort["status"], "denied"))
    restrictions = outcome.observations.filter(pc.equal(outcome.observations["event_type"], "restriction"))
    assert denied.num_rows == restrictions.num_rows >= 5
