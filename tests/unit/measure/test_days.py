"""Local days: where midnight falls, what a clock change does, and whose effort it was."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from truceline.measure.calendar import day_bounds, local_days
from truceline.measure.days import days
from truceline.model.agreement import Agreement, InForce
from truceline.model.errors import UsageError
from truceline.model.tables import EFFORT, FINDINGS, INCIDENTS, MEMBERS, OBSERVATIONS, empty

KYIV = "Europe/Kyiv"


def at(words: str, zone: str = KYIV) -> int:
    return int(datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).timestamp())


def table(schema: pa.Schema, rows: list[dict[str, object]]) -> pa.Table:
    zero = {pa.string(): "", pa.int64(): 0, pa.int32(): 0, pa.bool_(): False}
    filled = [
        {
            field.name: row.get(
                field.name, None if field.nullable else [] if pa.types.is_list(field.type) else zero[field.type]
            )
            for field in schema
        }
        for row in rows
    ]
    return pa.Table.from_pylist(filled, schema=schema)


def happened(*moments: tuple[str, str]) -> pa.Table:
    rows = [
        {"incident_id": f"inc_{i}", "event_type": "fire.shelling", "start_s": at(start), "end_s": at(end)}
        for i, (start, end) in enumerate(moments)
    ]
    return table(INCIDENTS, rows)


def watch(*rows: tuple[str, str, str], **more: object) -> pa.Table:
    return table(
        EFFORT,
        [
            {
                "effort_id": f"eff_{i}",
                "source_class": "camera",
                "start_s": at(start),
                "end_s": at(end),
                "status": status,
                **more,
            }
            for i, (start, end, status) in enumerate(rows)
        ],
    )


def bare_days(incidents: pa.Table, effort: pa.Table | None = None, **options: object):
    return days(incidents, None, None, None, effort, None, KYIV, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(("day", "hours"), [("2025-03-30", 23), ("2025-10-26", 25), ("2025-04-20", 24)])
def test_days_have_their_own_length(day: str, hours: int) -> None:
    start, end = day_bounds(day, KYIV)
    assert end - start == hours * 3600


def test_effort_over_midnight_and_over_the_clock_change_splits_exactly() -> None:
    measured = bare_days(empty(INCIDENTS), watch(("2025-03-29T22:30", "2025-03-31T01:15", "on")))
    assert [(d.day, d.observer_minutes) for d in measured] == [
        ("2025-03-29", 90),
        ("2025-03-30", 23 * 60),
        ("2025-03-31", 75),
    ]


def test_outage_and_denial_are_no_effort() -> None:
    measured = bare_days(
        empty(INCIDENTS),
        watch(
            ("2025-04-20T08:00", "2025-04-20T10:00", "on"),
            ("2025-04-20T10:00", "2025-04-20T11:00", "outage"),
            ("2025-04-20T11:00", "2025-04-20T11:30", "denied"),
        ),
    )
    assert (measured[0].observer_minutes, measured[0].outage_minutes) == (120, 90)


def test_night_from_the_sun_or_as_stated() -> None:
    whole_day = ("2025-04-20T00:00", "2025-04-21T00:00", "on")
    by_sun = bare_days(empty(INCIDENTS), watch(whole_day, lat_e6=50_450_000, lon_e6=30_520_000))[0]
    assert abs(by_sun.night_minutes - (1440 - (14 * 60 + 6))) <= 4
    said_dark = bare_days(empty(INCIDENTS), watch(whole_day, lat_e6=50_450_000, lon_e6=30_520_000, daylight=False))[0]
    assert said_dark.night_minutes == 1440
    said_light = bare_days(empty(INCIDENTS), watch(whole_day, daylight=True))[0]
    assert said_light.night_minutes == 0
    nowhere = bare_days(empty(INCIDENTS), watch(whole_day))[0]
    assert nowhere.night_minutes == 0


def test_a_day_without_anything_is_there_as_a_zero() -> None:
    measured = bare_days(happened(("2025-04-18T12:00", "2025-04-18T12:10"), ("2025-04-20T12:00", "2025-04-20T12:10")))
    assert [(d.day, d.incidents) for d in measured] == [("2025-04-18", 1), ("2025-04-19", 0), ("2025-04-20", 1)]


def test_an_incident_falls_on_the_day_of_its_middle() -> None:
    measured = bare_days(
        happened(
            ("2025-04-19T22:00", "2025-04-20T04:00"),  # middle 01:00 on the 20th
            ("2025-04-20T00:00", "2025-04-21T00:00"),  # a whole day
        )
    )
    assert [(d.day, d.incidents) for d in measured] == [("2025-04-20", 2)]


def test_a_cut_off_in_the_evening_dates_by_the_end_of_the_period() -> None:
    measured = bare_days(
        happened(("2025-04-19T20:00", "2025-04-19T20:01"), ("2025-04-20T19:29", "2025-04-20T19:30")), cut_off="19:30"
    )
    assert [(d.day, d.incidents) for d in measured] == [("2025-04-20", 2)]


def test_findings_are_counted_by_incident() -> None:
    incidents = happened(*[("2025-04-20T12:00", "2025-04-20T12:10")] * 4)
    findings = table(
        FINDINGS,
        [
            {"finding_id": "a", "incident_id": "inc_0", "status": "breach", "counted": True},
            {"finding_id": "b", "incident_id": "inc_0", "status": "undetermined", "counted": False},
            {"finding_id": "c", "incident_id": "inc_1", "status": "undetermined", "counted": False},
            {"finding_id": "d", "incident_id": "inc_2", "status": "no_breach", "counted": True},
        ],
    )
    day = days(incidents, findings, None, None, None, None, KYIV)[0]
    assert (day.incidents, day.breaches, day.undetermined, day.counted) == (4, 1, 1, 2)


def test_only_watchers_observations_make_an_observed_incident() -> None:
    incidents = happened(*[("2025-04-20T12:00", "2025-04-20T12:10")] * 3)
    observations = table(
        OBSERVATIONS,
        [
            {"observation_id": "o0", "source_class": "patrol"},
            {"observation_id": "o1", "source_class": "news"},
            {"observation_id": "o2", "source_class": "news"},
            {"observation_id": "o3", "source_class": "acoustic"},
        ],
    )
    members = table(
        MEMBERS,
        [
            {"observation_id": "o0", "incident_id": "inc_0"},
            {"observation_id": "o1", "incident_id": "inc_0"},
            {"observation_id": "o2", "incident_id": "inc_1"},
            {"observation_id": "o3", "incident_id": "inc_2"},
        ],
    )
    assert days(incidents, None, members, observations, None, None, KYIV)[0].observed_incidents == 2


def test_in_force_by_any_reading() -> None:
    agreement = Agreement(
        agreement_id="x",
        name="x",
        version="1",
        parties=(),
        zones=(),
        provisions=(),
        readings=(InForce("A", at("2025-04-19T18:00"), at("2025-04-21T00:00")),),
    )
    incidents = happened(("2025-04-18T12:00", "2025-04-18T12:10"), ("2025-04-21T12:00", "2025-04-21T12:10"))
    measured = days(incidents, None, None, None, None, agreement, KYIV)
    assert [d.in_force for d in measured] == [False, True, True, False]


def test_nothing_at_all_is_no_days() -> None:
    assert bare_days(empty(INCIDENTS)) == ()
    assert len(bare_days(empty(INCIDENTS), first_s=at("2025-04-20T00:00"), last_s=at("2025-04-21T12:00"))) == 2


@pytest.mark.parametrize(("zone", "cut_off"), [("Nowhere/City", "00:00"), ("", "00:00"), (KYIV, "7pm")])
def test_an_unknown_zone_or_cut_off_says_so(zone: str, cut_off: str) -> None:
    with pytest.raises(UsageError):
        local_days(0, 1, zone, cut_off)
