"""Incidents in which the mission has no part, and the row of the table of care that holds for a place."""

from __future__ import annotations

import pytest
from tests.record_material import table

from truceline.model.tables import INCIDENTS, MEMBERS, OBSERVATIONS
from truceline.record.public_incidents import Witnesses, classes_of, part_of_day, published_only
from truceline.record.publication import PUBLISHED, own_classes


def test_one_report_of_the_missions_own_keeps_an_incident_back() -> None:
    public, other = sorted(PUBLISHED)[:2]
    observations = table(
        [
            {"observation_id": "obs_p", "source_class": public},
            {"observation_id": "obs_q", "source_class": other},
            {"observation_id": "obs_own", "source_class": "patrol"},
            {"observation_id": "obs_camera", "source_class": "camera"},
        ],
        OBSERVATIONS,
    )
    members = table(
        [
            {"observation_id": observation, "incident_id": incident}
            for incident, behind in {
                "published": ("obs_p", "obs_q"),
                "both": ("obs_p", "obs_own"),
                "own": ("obs_camera",),
            }.items()
            for observation in behind
        ],
        MEMBERS,
    )
    incidents = table([{"incident_id": name} for name in ("published", "both", "own", "nobody's")], INCIDENTS)
    left = published_only(incidents, members, observations)
    assert left["incident_id"].to_pylist() == ["published", "nobody's"]
    assert left.schema == INCIDENTS


ROW = {"event_type": "fire.shelling", "target": None, "killed_high": None, "wounded_high": None}


@pytest.mark.parametrize("harm", ["killed_high", "wounded_high"])
def test_what_was_published_is_as_careful_as_what_is_published(harm: str) -> None:
    public = sorted(PUBLISHED)[0]
    assert classes_of(ROW, Witnesses((public, "patrol"), ())) == ("published",)
    assert classes_of(ROW, Witnesses((public,), ())) == ("published",)
    assert classes_of(ROW, Witnesses(("patrol",), ())) == own_classes("fire.shelling", None, False)
    hurt = {**ROW, harm: 1}
    assert classes_of(hurt, Witnesses(("patrol",), ())) == own_classes("fire.shelling", None, True)
    assert own_classes("fire.shelling", None, True) != own_classes("fire.shelling", None, False)


@pytest.mark.parametrize(
    ("part", "first", "last"), [("night", 0, 4), ("morning", 5, 11), ("afternoon", 12, 16), ("evening", 17, 20)]
)
def test_the_part_of_a_day_is_told_of_what_is_known_to_six_hours(part: str, first: int, last: int) -> None:
    assert (part_of_day(first, 0), part_of_day(last, 6 * 3_600)) == (part, part)
    assert part_of_day(first, 6 * 3_600 + 1) == "unknown"
    assert {part_of_day(hour, 0) for hour in (21, 23)} == {"night"}
