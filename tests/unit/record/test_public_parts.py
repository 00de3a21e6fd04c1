"""Sectors and provisions day by day: whose day it is, what is counted, and which zones are sectors."""

from __future__ import annotations

import json
from datetime import date, timedelta

import msgspec
import pytest
from tests.record_material import agreement, material, table

from truceline.model.agreement import Agreement, Condition, Provision, Zone
from truceline.model.bulletin import PublicTrend
from truceline.model.measures import DayMeasure
from truceline.model.period import Period, period_ending
from truceline.model.tables import FINDINGS, INCIDENTS, MEMBERS, OBSERVATIONS
from truceline.record.cells import edge_m
from truceline.record.material import ReleasePolicy
from truceline.record.public_parts import drawn_in, public_parts, public_trends_of_kinds, sectors_of

POLICY = ReleasePolicy(cell_resolution=5, delay_h=24, min_cell=3)
#: a week of reporting days that end at six in the morning, in a zone two hours east
SIX = 6 * 60
WEEK = period_ending(date(2023, 11, 19), 7, "Europe/Kyiv", SIX)
DAYS = tuple((date(2023, 11, 19) - timedelta(days=n)).isoformat() for n in reversed(range(14)))
FIRST_S = period_ending(date.fromisoformat(DAYS[0]), 1, "Europe/Kyiv", SIX).start_s

ACCORD = agreement(
    Provision(provision_id="fire", words="No fire.", citation="Article 1", when=Condition(act="fire")),
    Provision(provision_id="lines", words="No weapons.", citation="", when=Condition(act="fire")),
)


def measured(n: int) -> tuple[DayMeasure, ...]:
    zero = DayMeasure(
        day="", incidents=0, breaches=0, undetermined=0, counted=0, observed_incidents=0, observer_minutes=0,
        outage_minutes=0, night_minutes=0, in_force=True,
    )  # fmt: skip
    ends = (date(2023, 11, 19) - timedelta(days=back) for back in reversed(range(n)))
    return tuple(msgspec.structs.replace(zero, day=day.isoformat()) for day in ends)


def parts(times: dict[str, tuple[int, int]], found: list[tuple[str, str, str]], n: int = 20, period: Period = WEEK):  # type: ignore[no-untyped-def]
    rows: list[dict[str, object]] = [
        {"incident_id": name, "event_type": "fire.shelling", "start_s": a, "end_s": b} for name, (a, b) in times.items()
    ]
    names = ("provision_id", "incident_id", "status")
    known = material(
        period=period, cut_off="06:00", agreement=ACCORD, days=measured(n), incidents=table(rows, INCIDENTS),
        findings=table([dict(zip(names, one, strict=True)) for one in found], FINDINGS),
    )  # fmt: skip
    return public_parts(known, POLICY, drawn_in(known))


def on(**days: int) -> tuple[int, ...]:
    return tuple(days.get(f"d{day[-2:]}", 0) for day in DAYS)


def test_an_incident_counts_on_the_reporting_day_of_its_middle() -> None:
    times = {
        "too early": (FIRST_S - 11, FIRST_S + 9),
        "first": (FIRST_S - 10, FIRST_S + 10),
        "over the cut-off": (WEEK.start_s - 3_600, WEEK.start_s + 3_600),
        "last": (WEEK.end_s - 2, WEEK.end_s),
        "too late": (WEEK.end_s - 5, WEEK.end_s + 5),
    }
    found = [("fire", name, "breach") for name in times] + [
        ("lines", "first", "undetermined"),
        ("lines", "last", "no_breach"),
    ]
    assert parts(times, found) == (
        PublicTrend("provision", "fire", "Article 1", DAYS, on(d06=1, d13=1, d19=1), on(d06=1, d13=1, d19=1)),
        PublicTrend("provision", "lines", "lines", DAYS, on(d06=1), on()),
    )


def test_an_incident_counts_once_and_a_breach_of_any_reading_is_one() -> None:
    noon = WEEK.end_s - 18 * 3_600  # noon of the 18th, of the reporting day that ends on the 19th
    times = {"a": (noon, noon), "b": (noon, noon)}
    found = [("fire", "a", "undetermined"), ("fire", "a", "breach"), ("fire", "b", "undetermined")]
    fire, lines = parts(times, found)
    assert (fire.incidents, fire.breaches, lines.incidents) == (on(d19=2), on(d19=1), on())


@pytest.mark.parametrize(("measured_days", "weeks", "drawn"), [(20, 1, 14), (9, 1, 9), (80, 2, 28), (80, 9, 56)])
def test_twice_the_period_is_drawn_and_two_weeks_at_least(measured_days: int, weeks: int, drawn: int) -> None:
    period = period_ending(date(2023, 11, 19), 7 * weeks, "Europe/Kyiv", SIX)
    fire, _ = parts({}, [], measured_days, period)
    assert (len(fire.days), fire.days[-1]) == (drawn, "2023-11-19")


def test_nothing_is_drawn_without_an_agreement_or_before_the_first_day() -> None:
    assert parts({}, [], 0) == ()
    known = material(agreement=None, days=measured(9))
    assert public_parts(known, POLICY, drawn_in(known)) == ()


#: at the equator, as `_narrowest_m` reckons: the edge of the cells that published places get
WIDE = edge_m(POLICY.care_of_published.cell_resolution) / 111_195


def zones(*boxes: tuple[str, str, str, list[tuple[float, float]]]) -> Agreement:
    made = []
    for zone_id, kind, label, sizes in boxes:
        squares = [
            [[[x, 1.0], [x + w, 1.0], [x + w, 1.0 + h], [x, 1.0 + h], [x, 1.0]]]
            for x, (w, h) in zip((1.0, 40.0), sizes, strict=False)
        ]
        made.append(Zone(zone_id, kind, json.dumps({"type": "MultiPolygon", "coordinates": squares}), label=label))  # type: ignore[arg-type]
    return msgspec.structs.replace(agreement(), zones=tuple(made))


@pytest.mark.parametrize(
    ("sizes", "wide"),
    [
        ([(1.01, 1.01)], True),
        ([(1.01, 0.99)], False),
        ([(0.99, 1.01)], False),
        ([(0.5, 9.0), (1.1, 1.1)], True),
        ([(0.5, 9.0), (9.0, 0.5)], False),
    ],
)
def test_a_sector_is_as_wide_as_the_cells_that_are_published(sizes: list[tuple[float, float]], wide: bool) -> None:
    scaled = [(w * WIDE, h * WIDE) for w, h in sizes]
    assert [one.name for one in sectors_of(zones(("north", "zone", "", scaled)), POLICY)] == ["north"] * wide


def test_sectors_are_zones_but_not_the_whole_theatre() -> None:
    square = [(2 * WIDE, 2 * WIDE)]
    made = zones(
        ("theatre", "zone", "Everything", square), ("road", "line", "Road", square), ("n", "zone", "North", square),
        ("s", "zone", "", square),
    )  # fmt: skip
    assert [(one.name, one.label) for one in sectors_of(made, POLICY)] == [("n", "North"), ("s", "s")]
    assert sectors_of(None, POLICY) == ()


def lying(*told: tuple[str, str, float]) -> dict[str, object]:
    """Incidents that the news tell of on the period's last day: their type, and how far north they lie."""
    noon = WEEK.end_s - 18 * 3_600
    when = {"start_s": noon, "end_s": noon}
    rows, behind, members = [], [], []
    for name, event_type, lat in told:
        place = {"lat_e6": round(lat * 1e6), "lon_e6": round((1.0 + WIDE) * 1e6), "radius_m": 100}
        rows.append({"incident_id": name, "event_type": event_type, **when, **place})
        behind.append({"observation_id": name, "item_id": "i", "source_class": "news", **when, **place})
        members.append({"observation_id": name, "incident_id": name})
    return {
        "incidents": table(rows, INCIDENTS),
        "observations": table(behind, OBSERVATIONS),
        "members": table(members, MEMBERS),
    }


def test_a_sector_has_the_acts_of_force_that_lie_in_it() -> None:
    north = zones(("north", "zone", "North", [(2 * WIDE, 2 * WIDE)]))
    inside, outside = 1.0 + WIDE, 9.0
    there = lying(
        ("a", "fire.shelling", inside), ("b", "fire.shelling", inside), ("c", "weapon", inside),
        ("d", "fire.shelling", outside),
    )  # fmt: skip
    found = [
        {"provision_id": "fire", "incident_id": one, "status": status}
        for one, status in (("a", "breach"), ("b", "undetermined"), ("d", "breach"))
    ]
    common = {"period": WEEK, "cut_off": "06:00", "days": measured(14), "findings": table(found, FINDINGS)}
    shown = PublicTrend("sector", "north", "North", DAYS, on(d19=2), on(d19=1))
    known = material(agreement=north, **common, **there)
    assert public_parts(known, POLICY, drawn_in(known)) == (shown,)
    # sectors that the mission names hold without an agreement too, and stand in place of its zones
    named = material(agreement=None, sectors=north.zones, **common, **there)
    assert public_parts(named, POLICY, drawn_in(named)) == (shown,)
    east = zones(("east", "zone", "", [(2 * WIDE, 2 * WIDE)]))
    both = material(agreement=east, sectors=north.zones, **common, **there)
    assert public_parts(both, POLICY, drawn_in(both)) == (shown,)


def test_kinds_with_a_section_are_drawn_and_others_are_not() -> None:
    there = lying(("a", "weapon", 1.5), ("b", "weapon", 1.5), ("c", "fire.shelling", 1.5))
    found = [{"provision_id": "fire", "incident_id": one, "status": "breach"} for one in ("a", "c")]
    known = material(
        period=WEEK, cut_off="06:00", agreement=ACCORD, days=measured(14), findings=table(found, FINDINGS), **there
    )
    assert public_trends_of_kinds(drawn_in(known)) == (
        PublicTrend("kind", "weapon", "Weapon seen", DAYS, on(d19=2), on(d19=1)),
    )
    assert public_trends_of_kinds(None) == ()
    early = msgspec.structs.replace(known, days=measured(14)[:-1])
    assert public_trends_of_kinds(drawn_in(early)) == ()
