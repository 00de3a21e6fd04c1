"""Incidents in which the mission has no part, and the row of the table of care that holds for a place."""

from __future__ import annotations

import h3
import msgspec
import pytest
from tests.record_material import material, table

from truceline.model.bulletin import PublicIncident
from truceline.model.evidence import PUBLISHED
from truceline.model.period import Period
from truceline.model.tables import INCIDENTS, MEMBERS, OBSERVATIONS
from truceline.record.cells import outline
from truceline.record.material import ReleasePolicy
from truceline.record.public_incidents import (
    Told,
    Witnesses,
    behind_it,
    classes_of,
    coarse,
    incidents_in,
    part_of_day,
    public_incident,
    published_only,
)
from truceline.record.public_origins import Counted, one_at_least
from truceline.record.publication import own_classes
from truceline.record.redact import redact


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


def test_an_incident_belongs_to_the_period_of_its_middle_moment() -> None:
    bounds = {"before": (80, 119), "first": (80, 120), "last": (190, 209), "after": (190, 210)}
    rows = table([{"incident_id": n, "start_s": a, "end_s": b} for n, (a, b) in bounds.items()], INCIDENTS)
    assert incidents_in(rows, Period(100, 200, "UTC", ""))["incident_id"].to_pylist() == ["first", "last"]


@pytest.mark.parametrize(
    ("ppm", "told"),
    [
        (0, 0), (1, 50_000), (74_999, 50_000), (75_001, 100_000), (940_000, 950_000), (999_999, 950_000),
        (1_000_000, 1_000_000),
    ],
)  # fmt: skip
def test_a_probability_in_steps_is_never_quite_certain_unless_it_was(ppm: int, told: int) -> None:
    assert coarse(ppm) == told


NOON = 1_700_049_600  # 15 November 2023, noon UTC
POLICY = ReleasePolicy(cell_resolution=5, delay_h=24, min_cell=3)
WIDE, NARROW = (
    Told(NOON - 90_000, NOON, 49_000_000, 36_000_000, 2_000),
    Told(NOON, NOON + 60, 48_000_000, 37_000_000, 1_001),
)


def shown(classes: tuple[str, ...], *told: Told, guarded: bool = False, **cells: object) -> PublicIncident:
    """An incident of two claimants and three origins as it leaves; party A is one of the claimants. Two of the origins
    are published ones, by which it is less sure, and party A is named in the press."""
    row = dict.fromkeys(INCIDENTS.names) | {
        "incident_id": "inc", "event_type": "fire.shelling", "start_s": NOON + 21_600, "end_s": NOON + 21_660,
        "lat_e6": 47_500_000, "lon_e6": 36_600_000, "radius_m": 350, "n_observations": 7, "origins_min": 3,
        "origins_max": 4, "claimants": ["A", "a resident"], "existence_ppm": 999_000,
    }  # fmt: skip
    own = "patrol" in classes
    behind = Witnesses(
        classes, ("itm_a", "itm_b"), told, reports=5 if own else 7, counted=Counted(2, 3, 900_000),
        claimants=("A",), guarded=guarded,
    )  # fmt: skip
    return public_incident(row | cells, behind, POLICY, "UTC", frozenset("AB"), frozenset({"itm_a"}))


def test_what_was_published_alone_leaves_with_all_that_is_known_of_it() -> None:
    one = shown(("news",), WIDE)
    assert (one.origins_min, one.origins_max, one.n_reports, one.existence_ppm) == (3, 4, 7, 999_000)
    assert (one.claimants, one.texts, one.source_classes) == (("A", "a resident"), ("itm_a",), ("news",))
    assert (one.cell, one.radius_km) == (h3.latlng_to_cell(47.5, 36.6, 5), 1)
    assert (one.day, one.part_of_day) == ("2023-11-15", "evening")
    assert one.cell_outline == outline(h3.latlng_to_cell(47.5, 36.6, 5))
    assert shown(("news",), count_unit="explosion").count_unit == "explosion"


def test_where_the_mission_has_a_part_the_narrowest_that_was_published_is_told() -> None:
    one = shown(("news", "patrol"), WIDE, NARROW)
    assert (one.cell, one.radius_km) == (h3.latlng_to_cell(48.0, 37.0, 5), 2)
    assert one.part_of_day == "afternoon"
    assert (one.origins_min, one.origins_max, one.n_reports) == (2, 3, 5)
    assert one.existence_ppm == 900_000
    assert (one.claimants, one.texts) == (("A",), ("itm_a",))
    nowhere = shown(("news", "patrol"), Told(NOON, NOON + 60, None, None, 500), WIDE)
    assert nowhere.radius_km == 2
    guarded = shown(("news",), WIDE, NARROW, guarded=True)
    assert (guarded.cell, guarded.radius_km, guarded.part_of_day) == (one.cell, one.radius_km, one.part_of_day)
    assert (guarded.origins_min, guarded.origins_max, guarded.existence_ppm) == (2, 3, 900_000)


def test_what_the_mission_alone_knows_is_one_report_of_one_origin_in_steps() -> None:
    one = shown(("patrol",), existence_ppm=310_000)
    assert (one.origins_min, one.origins_max, one.n_reports, one.existence_ppm) == (1, 1, 1, 300_000)
    assert (one.cell, one.radius_km, one.part_of_day) == (None, None, "unknown")
    assert one.claimants == ("A",)


def test_a_place_that_no_report_narrows_down_is_in_no_cell() -> None:
    assert (shown(("news",), radius_m=None).cell, shown(("news",), radius_m=None).radius_km) == (None, None)
    wide = shown(("news",), radius_m=900_000)
    assert (wide.cell, wide.cell_outline, wide.radius_km) == (None, None, 900)


def test_day_and_part_are_those_of_the_clock_on_the_ground() -> None:
    """Half past eleven in the evening in London is half past one of the next day in Kyiv."""
    late = {"start_s": NOON + 41_400, "end_s": NOON + 41_400}
    row = dict.fromkeys(INCIDENTS.names) | {"incident_id": "inc", "event_type": "fire", "claimants": [], **late}
    row |= {"origins_min": 1, "origins_max": 1, "n_observations": 1, "existence_ppm": 9}
    one = public_incident(row, Witnesses(("news",)), POLICY, "Europe/Kyiv", frozenset())
    assert (one.day, one.part_of_day) == ("2023-11-16", "night")


def test_the_part_is_that_of_the_middle_hour() -> None:
    assert shown(("news",), start_s=NOON - 4 * 3_600, end_s=NOON + 3_600).part_of_day == "morning"
    assert shown(("news",), start_s=NOON - 3_600, end_s=NOON + 4 * 3_600).part_of_day == "afternoon"


def test_the_shortest_time_that_was_published_is_told() -> None:
    """Whatever the mission's own clock says of it."""
    long, short = Told(NOON - 7_200, NOON + 7_200, None, None, None), Told(NOON + 6_600, NOON + 7_200, None, None, None)
    assert shown(("news", "patrol"), long, short, start_s=NOON - 3_600, end_s=NOON).part_of_day == "afternoon"
    assert shown(("news", "patrol"), start_s=NOON, end_s=NOON).part_of_day == "unknown"


NAMED = ["A", "a resident", "the mayor"]


@pytest.mark.parametrize(
    ("classes", "named"), [(("news",), NAMED), (("news", "patrol"), ["the mayor"]), (("patrol",), ["A"])]
)
def test_whom_the_mission_alone_heard_is_not_named_unless_it_is_a_party(
    classes: tuple[str, ...], named: list[str]
) -> None:
    row = dict.fromkeys(INCIDENTS.names) | {
        "incident_id": "inc", "event_type": "fire", "start_s": NOON, "end_s": NOON, "origins_min": 1, "origins_max": 1,
        "claimants": NAMED, "n_observations": 1, "existence_ppm": 9,
    }  # fmt: skip
    behind = Witnesses(classes, claimants=("the mayor",))
    assert list(public_incident(row, behind, POLICY, "UTC", frozenset("AB")).claimants) == named


def test_parties_are_named_as_the_agreement_lists_them_and_nobody_without_one() -> None:
    """Through the door: an incident that two monitors were told of, by a party and by a resident."""
    told = {"event_type": "fire.shelling", "start_s": NOON, "end_s": NOON, "claimants": ["A", "a resident"]}
    known = material(
        incidents=table([{"incident_id": "inc", "existence_ppm": 9, **told}], INCIDENTS),
        observations=table(
            [{"observation_id": "obs", "item_id": "i", "source": "post", "source_class": "patrol"}], OBSERVATIONS
        ),
        members=table([{"observation_id": "obs", "incident_id": "inc"}], MEMBERS),
    )
    (one,) = redact(known, POLICY).incidents
    assert one.claimants == ("A",)
    (one,) = redact(msgspec.structs.replace(known, agreement=None), POLICY).incidents
    assert one.claimants == ()


def test_who_published_it_and_whom_they_name_is_told_and_no_more() -> None:
    """Rows of observations in, what stands behind the incident out: whoever watched has no part in items or names."""
    row = {"item_id": "itm_news", "record": 0, "source": "wire", "verb": "reported", "confidence_ppm": 500_000}
    row |= {"start_s": 1, "end_s": 2, "lat_e6": 3, "lon_e6": 4, "radius_m": 5}
    news = {**row, "source_class": "news", "claimant": "A"}
    own = {**row, "source_class": "patrol", "claimant": "a resident", "item_id": "itm_own", "start_s": 0}
    behind = behind_it([own, news, {**news, "claimant": None}], one_at_least, True)
    assert (behind.classes, behind.items, behind.claimants) == (("news", "patrol"), ("itm_news",), ("A",))
    assert (behind.told, behind.reports, behind.guarded) == ((Told(1, 2, 3, 4, 5),), 2, True)
    assert behind.counted == Counted(1, 1, 300_000)
