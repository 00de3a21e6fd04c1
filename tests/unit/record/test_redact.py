"""What leaves through the door: nothing that could locate a monitor, name a witness, or attribute."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import h3
import msgspec
import pyarrow as pa
import pytest

from truceline.model.agreement import Agreement, Condition, InForce, Party, Provision, Zone
from truceline.model.bulletin import Bulletin, PublicIncident, PublicPlaces
from truceline.model.case import Case, Decision, Reply, case_id_of
from truceline.model.effort import Effort
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.incident import Incident
from truceline.model.measures import DayMeasure, Effect, Further, HotSpot, Rate, Verdict
from truceline.model.mentions import Quote
from truceline.model.observation import Derivation, Observation, Origin
from truceline.model.period import Period, period_ending
from truceline.model.tables import EFFORT, FINDINGS, INCIDENTS, MEMBERS, OBSERVATIONS
from truceline.model.trust import doubt_of
from truceline.record.material import Material, ReleasePolicy
from truceline.record.public_effort import TooFineError, told_days
from truceline.record.public_places import banded
from truceline.record.publication import TABLE, Care
from truceline.record.redact import redact

POLICY = ReleasePolicy(cell_resolution=5, delay_h=24, min_cell=3)
PERIOD = Period(1_700_000_000, 1_700_604_800, "UTC", "2023-11-21")
LAT, LON = 47_512_345, 36_598_765

INCIDENT = Incident(
    incident_id="inc_a",
    event_type="fire.shelling",
    type_share_ppm=1_000_000,
    start_s=1_700_100_000,
    end_s=1_700_100_600,
    lat_e6=LAT,
    lon_e6=LON,
    radius_m=350,
    n_observations=1,
    n_sources=1,
    origins_min=1,
    origins_max=1,
    claimants=("a resident, 61, Lisova Street",),
    alleged_actor="A",
    actor_disputed=False,
    weapon=None,
    calibre_mm=None,
    target=None,
    count_low=3,
    count_high=5,
    count_unit="explosion",
    killed_low=None,
    killed_high=None,
    wounded_low=None,
    wounded_high=None,
    verb="saw",
    existence_ppm=950_000,
)

OBSERVATION = Observation(
    observation_id="obs_a",
    item_id="itm_patrol",
    record=2,
    source="patrol North-7",
    source_class="patrol",
    event_type="fire.shelling",
    start_s=1_700_100_000,
    end_s=1_700_100_600,
    lat_e6=LAT,
    lon_e6=LON,
    radius_m=350,
    verb="saw",
    text="seen from the roof of the school, 3 km SE of post North-7",
    method="patrol",
    confidence_ppm=900_000,
)

EFFORT_ROW = Effort(
    effort_id="eff_a",
    item_id="itm_patrol",
    record=2,
    watcher="post North-7",
    source_class="patrol",
    start_s=1_700_090_000,
    end_s=1_700_097_000,
    status="denied",
    reason="link at post North-7 down",
    lat_e6=LAT,
    lon_e6=LON,
)

AGREEMENT = Agreement(
    agreement_id="agr_x",
    name="The accord",
    version="1",
    parties=(Party("A", "Party of the East"), Party("B", "Party of the West")),
    readings=(InForce("all", 1_699_000_000, None),),
    zones=(
        Zone(
            "theatre",
            "zone",
            '{"type":"Polygon","coordinates":[[[36.0,47.0],[37.0,47.0],[37.0,48.0],[36.0,48.0],[36.0,47.0]]]}',
        ),
    ),
    provisions=(Provision(provision_id="F", words="No fire.", citation="Article 1", when=Condition(act="fire")),),
)


def struct_table(rows: list[msgspec.Struct], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([msgspec.to_builtins(row) for row in rows], schema)


def item(item_id: str, source_class: str, filename: str) -> EvidenceItem:
    return EvidenceItem(item_id, "0" * 64, "", "text/plain", filename, source_class, filename, None, 0)  # type: ignore[arg-type]


def finding(incident_id: str = "inc_a") -> dict[str, object]:
    return {
        "finding_id": f"fnd_{incident_id}",
        "incident_id": incident_id,
        "provision_id": "F",
        "status": "breach",
        "counted": False,
        "belief_ppm": 990_000,
        "plausibility_ppm": 1_000_000,
        "contested": False,
        "attribution": "consistent_with_party",
        "attributed_to": "A",
        "summary": "2.31 km inside the zone",
    }


def material(incidents: list[Incident], **changes: object) -> Material:
    base = Material(
        mission="North",
        invented=False,
        period=PERIOD,
        cut_off="00:00",
        agreement=AGREEMENT,
        items=(item("itm_patrol", "patrol", "patrol-north-7.csv"), item("itm_news", "news", "wire.txt")),
        documents=(
            Document(item=item("itm_patrol", "patrol", "patrol-north-7.csv"), text="I saw it.", body=(Span(0, 9),)),
            Document(item=item("itm_news", "news", "wire.txt"), text="It fell.", body=(Span(0, 8),)),
        ),
        mentions=(
            Quote(
                item_id="itm_patrol",
                start=0,
                end=9,
                text="I saw it.",
                method="q",
                confidence_ppm=1,
                speaker="a monitor",
            ),
            Quote(
                item_id="itm_news", start=0, end=8, text="It fell.", method="q", confidence_ppm=1, speaker="The mayor"
            ),
        ),
        observations=struct_table([OBSERVATION], OBSERVATIONS),
        effort=struct_table([EFFORT_ROW], EFFORT),
        origins=(Origin("org_1", ("itm_patrol", "itm_news")),),
        pairs=(),
        incidents=struct_table(list(incidents), INCIDENTS),
        members=pa.Table.from_pylist(
            [{"observation_id": "obs_a", "incident_id": i.incident_id, "p_same_ppm": 1_000_000} for i in incidents],
            MEMBERS,
        ),
        findings=pa.Table.from_pylist([finding(i.incident_id) for i in incidents], FINDINGS),
        counts=(),
        counts_before=(),
        days=(),
        rates=(),
        verdict=Verdict("undetermined", Effect(None, None, None), (), (), ()),
        audits=(),
    )
    return msgspec.structs.replace(base, **changes)


def released(bulletin: Bulletin) -> str:
    return msgspec.json.encode(bulletin).decode()


def test_nothing_locates_a_monitor_or_names_a_witness() -> None:
    incidents = [msgspec.structs.replace(INCIDENT, incident_id=f"inc_{n}") for n in "abc"]
    words = released(redact(material(incidents), POLICY))
    for secret in (
        "North-7",
        "Lisova",
        "resident",
        "roof",
        "I saw it",
        "a monitor",
        "2.31",
        str(LAT),
        str(LON),
        "itm_patrol",
    ):
        assert secret not in words
    assert "The mayor" in words
    assert '"restriction":"denied"' in words


def test_a_breach_counts_for_a_party_only_where_people_decided_so() -> None:
    incidents = [msgspec.structs.replace(INCIDENT, incident_id=f"inc_{n}") for n in "abc"]
    decision = Decision("dec_1", case_id_of("inc_a"), "violation", "north", "…", ("one", "two"), (), 0)
    case = Case(decision.case_id, "inc_a", (), "investigation", decisions=(decision,))
    breaches = pa.Table.from_pylist(
        [finding(i.incident_id) | {"status": "breach", "attributed_to": "north"} for i in incidents], FINDINGS
    )
    (undecided, *_) = redact(material(incidents, findings=breaches), POLICY).provisions
    assert undecided.by_party == () and undecided.unattributed == undecided.breaches == 3
    bulletin = redact(material(incidents, findings=breaches, cases=(case,)), POLICY)
    assert [f.attribution for f in bulletin.findings].count("attributed_by_decision") == 1
    (decided, *_) = bulletin.provisions
    assert [one.breaches for one in decided.by_party] == [1] and decided.unattributed == 2


def of_class(source_class: str, incidents: list[Incident], **changes: object) -> Material:
    """The material with one observation of this class behind each incident."""
    seen = [
        msgspec.structs.replace(
            OBSERVATION,
            observation_id=f"obs_{n}",
            source_class=source_class,  # type: ignore[arg-type]
            start_s=incident.start_s,
            end_s=incident.end_s,
        )
        for n, incident in enumerate(incidents)
    ]
    members = [
        {"observation_id": f"obs_{n}", "incident_id": i.incident_id, "p_same_ppm": 1_000_000}
        for n, i in enumerate(incidents)
    ]
    given: dict[str, object] = {
        "observations": struct_table(list(seen), OBSERVATIONS),
        "members": pa.Table.from_pylist(members, MEMBERS),
    }
    return material(incidents, **(given | changes))


def test_a_hot_spot_leaves_only_where_an_incident_is_shown_and_without_what_was_expected() -> None:
    incidents = many(3)
    shown = {i.cell for i in redact(of_class("news", incidents), POLICY).incidents} - {None}
    hot = Further(
        hot_spots=tuple(HotSpot(str(c), 9, 11, 1_234, 77) for c in (*sorted(map(str, shown)), "851e2e53fffffff"))
    )
    bulletin = redact(of_class("news", incidents, further=hot), POLICY)
    assert {spot.cell for spot in bulletin.hot_spots} == shown and shown
    assert "851e2e53fffffff" not in released(bulletin) and "1234" not in released(bulletin)


def many(number: int, **changes: object) -> list[Incident]:
    return [msgspec.structs.replace(INCIDENT, **({"incident_id": f"inc_{n}"} | changes)) for n in range(number)]


@pytest.mark.parametrize("source_class", ["patrol", "camera", "acoustic", "uav", "social", "other"])
def test_what_the_mission_alone_knows_has_no_place_no_hour_and_no_source(source_class: str) -> None:
    """Monitors and witnesses come out alike, so that nothing tells one from the other."""
    shown = [redact(of_class(kind, many(1)), POLICY).incidents for kind in (source_class, "patrol")]
    assert shown[0] == shown[1]
    (incident,) = shown[0]
    assert (incident.cell, incident.cell_outline, incident.radius_km) == (None, None, None)
    assert (incident.part_of_day, incident.source_classes, incident.claimants) == ("unknown", ("mission",), ())
    assert (incident.n_reports, incident.origins_min, incident.origins_max) == (1, 1, 1)


def test_what_was_published_is_told_in_the_same_words_whether_or_not_a_monitor_saw_it_too() -> None:
    """Or every incident told otherwise would lie near a monitor, in a cell of its own, at an hour of its shift."""
    news = msgspec.structs.replace(
        OBSERVATION, observation_id="obs_b", source_class="news", lat_e6=LAT + 30_000, radius_m=5_000, claimant="A",
        start_s=OBSERVATION.start_s - 40_000, item_id="itm_news", record=0, verb="reported", source="wire",
    )  # fmt: skip
    again = msgspec.structs.replace(news, observation_id="obs_c", item_id="itm_copy", claimant=None, radius_m=7_000)
    doubt = doubt_of("reported", news.confidence_ppm)

    def told(*behind: Observation, **fused: object) -> PublicIncident:
        """Among other incidents of the mission's own."""
        members = [{"observation_id": one.observation_id, "incident_id": "inc_a", "p_same_ppm": 1} for one in behind]
        other = msgspec.structs.replace(OBSERVATION, observation_id="obs_of_another")
        known = material(
            [msgspec.structs.replace(INCIDENT, n_observations=len(behind), **fused)],
            observations=struct_table([*behind, other], OBSERVATIONS),
            members=pa.Table.from_pylist(members, MEMBERS),
            documents=(Document(EvidenceItem("itm_news", "", "", "", "wire", "news", "a.txt", None, 0), "", ()),),
            items=(item("itm_news", "news", "wire.txt"), item("itm_copy", "news", "copy.txt")),
            origins=(Origin("org_wire", ("itm_copy", "itm_news")),),
            pairs=(Derivation("itm_copy", "itm_news", "copy", 900_000, (), ""),),
        )
        (incident,) = redact(known, POLICY).incidents
        return incident

    alone = told(
        news, again, origins_min=1, origins_max=1, claimants=("A",), existence_ppm=round(1e6 * (1 - doubt)),
        lat_e6=LAT + 30_000, radius_m=4_900,
    )  # fmt: skip
    both = told(
        news, again, OBSERVATION, origins_min=2, origins_max=2, claimants=("A", "a resident"), existence_ppm=985_000
    )
    assert both == alone
    assert (alone.source_classes, alone.texts, alone.claimants) == (("news",), ("itm_news",), ("A",))
    assert (alone.cell, alone.radius_km) == (h3.latlng_to_cell(47.542345, 36.598765, 5), 5)
    assert (alone.part_of_day, alone.n_reports, alone.origins_min, alone.origins_max) == ("unknown", 2, 1, 1)


WEEK = 7 * 86_400


def by_week(source_class: str, incidents: list[Incident], weeks_later: int) -> tuple[PublicPlaces, ...]:
    """Places that leave this many weeks after the period in which the incidents lie (a Tuesday to a Tuesday)."""
    later = Period(PERIOD.start_s + weeks_later * WEEK, PERIOD.end_s + weeks_later * WEEK, "UTC", "2023-11-21")
    day = date.fromisoformat("2023-11-21") + timedelta(weeks=weeks_later)
    later = msgspec.structs.replace(later, end_day=day.isoformat())
    return redact(of_class(source_class, incidents, period=later), POLICY).places


def test_places_leave_by_the_week_after_their_delay_and_never_for_few() -> None:
    assert by_week("patrol", many(3), 0) == ()
    (place,) = by_week("patrol", many(3), 1)
    assert (place.from_day, place.until_day, place.of) == ("2023-11-13", "2023-11-19", "incidents")
    assert (place.low, place.high) == (3, 5)
    assert h3.get_resolution(place.cell) == TABLE["monitors"].care.cell_resolution
    assert by_week("patrol", many(3), 2) == ()
    assert by_week("patrol", many(2), 1) == ()
    assert by_week("news", many(3), 1) == ()
    assert by_week("social", many(3), 1) == by_week("patrol", many(3), 1)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("weapons", {"event_type": "weapon"}),
        ("civilians", {"target": "residential"}),
        ("civilians", {"killed_high": 2}),
    ],
)
def test_weapons_and_civilians_wait_longer(kind: str, changes: dict[str, object]) -> None:
    assert by_week("patrol", many(4, **changes), 1) == ()
    (place,) = by_week("patrol", many(4, **changes), 2)
    assert place.of == kind


def test_a_mission_can_only_ask_for_more_caution() -> None:
    loose = ReleasePolicy(cell_resolution=15, delay_h=0, min_cell=1)
    assert loose.care("monitors") == TABLE["monitors"].care
    strict = ReleasePolicy(5, 24, 3, classes={"monitors": Care(2, 400, 9)})
    assert strict.care("monitors", "witnesses") == Care(2, 400, 9)


def test_one_more_report_rarely_shows_in_a_range() -> None:
    seen = [banded(number, 3) for number in range(3, 1_200)]
    assert all(low <= n and (high is None or n <= high) for n, (low, high) in enumerate(seen, 3))
    assert len(set(seen)) == 9
    assert banded(7, 7) == (7, 10)
    assert banded(5, 5) == (5, 5)
    assert [banded(number, 3)[0] for number in (5, 6, 10, 11, 1_001)] == [3, 6, 6, 11, 1_001]


def watch(watchers: int, days: int, lost: int = 0) -> tuple[pa.Table, tuple[DayMeasure, ...]]:
    """Rows of effort, eight hours a day each from Monday 6 November 2023, and the days' measures."""
    monday = 1_699_228_800
    rows = [
        msgspec.structs.replace(
            EFFORT_ROW, effort_id=f"eff_{w}_{d}", watcher=f"w{w}", status="on", reason=None,
            start_s=monday + d * 86_400 + 36_000, end_s=monday + d * 86_400 + 36_000 + 8 * 3_600 + 60 * (7 * d + w),
        )
        for w in range(watchers) for d in range(days)
    ]  # fmt: skip
    rows += [
        msgspec.structs.replace(
            EFFORT_ROW, effort_id=f"eff_lost_{w}", watcher=f"w{w}", start_s=monday, end_s=monday + 3_600
        )
        for w in range(lost)
    ]
    measures = tuple(
        DayMeasure(
            day=(date(2023, 11, 6) + timedelta(days=d)).isoformat(), incidents=d, breaches=0, undetermined=0, counted=0,
            observed_incidents=1, observer_minutes=sum(480 + 7 * d + w for w in range(watchers)),
            outage_minutes=60 * lost,
            night_minutes=17, in_force=True,
        )
        for d in range(days)
    )  # fmt: skip
    return struct_table(list(rows), EFFORT), measures


def test_hours_leave_by_whole_weeks_of_several_watchers() -> None:
    effort, measures = watch(4, 10)
    told = told_days(measures, effort, POLICY, "UTC", "00:00")
    assert [day.day for day in told] == [day.day for day in measures[:7]]
    assert {day.observer_minutes for day in told} == {2_000}
    assert {day.outage_minutes for day in told} == {0}
    shown = redact(material([], days=measures, effort=effort, rates=()), POLICY).days
    assert [day.observer_minutes for day in shown] == [2_000] * 7 + [None] * 3
    assert shown[0].night_share_ppm in (0, 50_000)
    for soon in (7, 8):
        early, so_far = watch(4, soon)
        assert told_days(so_far, early, POLICY, "UTC", "00:00") == ()
    few, fewer = watch(2, 10)
    assert told_days(fewer, few, POLICY, "UTC", "00:00") == ()


def test_time_lost_by_few_is_not_told() -> None:
    for lost, shown in ((2, 0), (3, 180)):
        effort, measures = watch(4, 9, lost)
        assert {day.outage_minutes for day in told_days(measures, effort, POLICY, "UTC", "00:00")} == {shown}


def test_a_rate_of_hours_that_are_not_told_is_refused() -> None:
    effort, measures = watch(4, 10)
    told = told_days(measures, effort, POLICY, "UTC", "00:00")
    minutes = sum(day.observer_minutes for day in told)
    good = Rate("all days", 7, minutes, 1, 1, 1)
    assert (
        redact(material([], days=measures, effort=effort, rates=(good,)), POLICY).rates[0].observer_minutes == minutes
    )
    exact = Rate("all days", 10, sum(day.observer_minutes for day in measures), 1, 1, 1)
    with pytest.raises(TooFineError):
        redact(material([], days=measures, effort=effort, rates=(exact,)), POLICY)


def test_few_restrictions_are_named_without_a_number() -> None:
    (lost,) = redact(material([INCIDENT]), POLICY).restrictions
    assert (lost.restriction, lost.events, lost.minutes) == ("denied", None, None)
    rows = [msgspec.structs.replace(EFFORT_ROW, effort_id=f"eff_{n}") for n in range(3)]
    (lost,) = redact(material([INCIDENT], effort=struct_table(list(rows), EFFORT)), POLICY).restrictions
    assert (lost.events, lost.minutes, lost.at_least) == (6, 350, False)  # each on both days on which it lasted


def restricted(first: str, last: str, times: dict[str, int]) -> tuple[int | None, bool]:
    """Times that a bulletin of these days tells, where so many denials fell on each day."""
    rows = [
        msgspec.structs.replace(EFFORT_ROW, effort_id=f"eff_{day}_{n}", start_s=at(day) + n, end_s=at(day) + 600 + n)
        for day, number in times.items()
        for n in range(number)
    ]
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    period = period_ending(date.fromisoformat(last), days, "UTC", 0)
    shown = redact(material([], effort=struct_table(list(rows), EFFORT), period=period), POLICY).restrictions
    return (shown[0].events, shown[0].at_least) if shown else (0, False)


def at(day: str) -> int:
    return int(datetime.fromisoformat(f"{day}T12:00+00:00").timestamp())


def test_the_difference_of_two_windows_tells_no_day_of_few_restrictions() -> None:
    """Monday has one denial, too few to tell: no window with it differs from the one without it."""
    times = {"2023-11-20": 1, "2023-11-21": 4, "2023-11-22": 3, "2023-11-23": 2}
    assert restricted("2023-11-20", "2023-11-20", times) == (None, True)
    for last in ("2023-11-21", "2023-11-22", "2023-11-23", "2023-11-24"):
        with_it, without = (restricted(first, last, times)[0] for first in ("2023-11-20", "2023-11-21"))
        assert with_it == without
    assert restricted("2023-11-21", "2023-11-23", times) == (7, True)


def test_a_whole_calendar_week_tells_the_rest_together_once_it_is_enough() -> None:
    times = {"2023-11-20": 1, "2023-11-21": 4, "2023-11-23": 2}
    assert restricted("2023-11-20", "2023-11-26", times) == (7, False)
    assert restricted("2023-11-20", "2023-11-26", {**times, "2023-11-23": 1}) == (4, True)
    assert restricted("2023-11-19", "2023-11-25", times) == (4, True)  # seven days, and no calendar week


def test_beliefs_are_told_in_steps_where_a_monitor_may_have_a_part() -> None:
    """Of all incidents alike in a mission that has monitors; a mission that reads the press alone has none to find."""
    near = {**finding(), "belief_ppm": 773_437, "plausibility_ppm": 999_000}
    watched, unwatched = {}, {"effort": EFFORT.empty_table()}
    for source_class, more, belief in (
        ("patrol", watched, (750_000, 950_000)),
        ("patrol", unwatched, (750_000, 950_000)),
        ("news", watched, (750_000, 950_000)),
        ("news", unwatched, (773_437, 999_000)),
    ):
        given = of_class(
            source_class, many(1, incident_id="inc_a"), findings=pa.Table.from_pylist([near], FINDINGS), **more
        )
        (shown,) = redact(given, POLICY).findings
        assert (shown.belief_ppm, shown.plausibility_ppm) == belief


def test_no_attribution_without_a_signed_decision() -> None:
    bulletin = redact(material([INCIDENT]), POLICY)
    assert [f.attributed_to for f in bulletin.findings] == [None]


def test_outside_force_the_bulletin_says_so() -> None:
    ended = msgspec.structs.replace(AGREEMENT, readings=(InForce("all", 0, PERIOD.start_s),))
    bulletin = redact(material([INCIDENT], agreement=ended), POLICY)
    assert not bulletin.in_force
    assert "No ceasefire is in force" in bulletin.headline


@pytest.mark.parametrize("order", [1, -1])
def test_equal_evidence_gives_equal_bytes(order: int) -> None:
    twins = [INCIDENT, msgspec.structs.replace(INCIDENT, incident_id="inc_b")]
    assert released(redact(material(twins[::order]), POLICY)) == released(redact(material(twins), POLICY))


def test_a_case_is_told_by_offices_while_it_is_open_and_in_the_period_it_is_closed_in() -> None:
    decision = Decision("dec_1", case_id_of("inc_a"), "violation", "A", "two craters", ("chair", "side_b"), (), 0)
    opened = PERIOD.start_s - 10
    case = Case(decision.case_id, "inc_a", ("fnd_inc_a",), "investigation", "violation", decisions=(decision,))
    case = msgspec.structs.replace(
        case, brought_by="side_b", opened_s=opened, why="a resident of Lisova Street told us"
    )
    case = msgspec.structs.replace(case, replies=(Reply("A", "We deny it.", opened),))

    def told(**changes: object) -> Bulletin:
        return redact(material([INCIDENT], cases=(msgspec.structs.replace(case, **changes),)), POLICY)

    (shown,) = told().cases
    assert (shown.attributed_to, shown.signed_by, shown.brought_by) == (
        "Party of the East",
        ("chair", "side_b"),
        "side_b",
    )
    assert shown.replies[0].words == "We deny it."
    assert "Lisova" not in released(told()), "why a case was brought may name who told"
    assert told(stage="monitoring").cases == ()
    assert told(opened_s=PERIOD.end_s).cases == ()
    assert told(stage="closed", moved=(("closed", "done", PERIOD.start_s - 1),)).cases == ()
    assert len(told(stage="closed", moved=(("closed", "done", PERIOD.start_s),)).cases) == 1
