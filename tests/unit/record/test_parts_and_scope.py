"""Harm, sectors, windows and choices: all drawn from what is public already, and no more told by two than by one."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pyarrow as pa
import pytest
from tests.golden.publish.sample_bulletin import sample_bulletin
from tests.unit.record.test_redact import AGREEMENT, INCIDENT, OBSERVATION, POLICY, finding, material, struct_table

from truceline.model.agreement import Condition, InForce, Provision, Zone
from truceline.model.bulletin import Bulletin, PublicScope
from truceline.model.claim import AuditPoint
from truceline.model.errors import UsageError
from truceline.model.measures import DayMeasure, Effect, Verdict
from truceline.model.period import Period, period_ending
from truceline.model.phrase import Day, Decimal, Name, Several, say
from truceline.model.tables import FINDINGS, MEMBERS, OBSERVATIONS
from truceline.record.material import Material
from truceline.record.public_harm import public_harm, public_objects
from truceline.record.redact import redact
from truceline.record.standing import since

DAY_S = 86_400
START = date(2023, 11, 13)  # a Monday
WIDE = '{"type":"Polygon","coordinates":[[[36.0,47.0],[37.2,47.0],[37.2,48.0],[36.0,48.0],[36.0,47.0]]]}'
FAR = '{"type":"Polygon","coordinates":[[[10.0,47.0],[11.2,47.0],[11.2,48.0],[10.0,48.0],[10.0,47.0]]]}'
SMALL = '{"type":"Polygon","coordinates":[[[36.59,47.51],[36.6,47.51],[36.6,47.52],[36.59,47.52],[36.59,47.51]]]}'
ZONES = (Zone("near", "zone", WIDE, "Near"), Zone("far", "zone", FAR, "Far"), Zone("mill", "zone", SMALL, "The mill"))
REPAIR = (1_700_000_000, 1_700_020_000)


def day_of(number: int) -> Period:
    return period_ending(START + timedelta(days=number), 1, "UTC", 0)


def measured(days: int) -> tuple[DayMeasure, ...]:
    zeros = ("incidents", "breaches", "undetermined", "counted", "observed_incidents")
    zeros += ("observer_minutes", "outage_minutes", "night_minutes")
    return tuple(
        DayMeasure(day=str(START + timedelta(days=n)), in_force=True, **dict.fromkeys(zeros, 0)) for n in range(days)
    )


def world(period: Period, days: int, **changes: object) -> Material:
    """Four incidents a day for a week, every other one known to the mission alone."""
    incidents, members, observations = [], [], []
    for number in range(28):
        start_s = day_of(number // 4).start_s + 3_600 * (1 + number % 4)
        name = f"inc_{number:02d}"
        incidents.append(
            msgspec.structs.replace(
                INCIDENT, incident_id=name, start_s=start_s, end_s=start_s + 60, killed_low=1, killed_high=2
            )
        )
        kind = "patrol" if number % 2 else "news"
        observations.append(
            msgspec.structs.replace(
                OBSERVATION, observation_id=f"obs_{number:02d}", source_class=kind, start_s=start_s, end_s=start_s + 60
            )
        )
        members.append({"observation_id": f"obs_{number:02d}", "incident_id": name, "p_same_ppm": 1_000_000})
    repair = Provision(
        provision_id="R",
        words="No fire at the mill.",
        citation="Annex",
        when=Condition(act="fire"),
        readings=(InForce("all", *REPAIR),),
    )
    agreement = msgspec.structs.replace(AGREEMENT, zones=ZONES, provisions=(*AGREEMENT.provisions, repair))
    return material(
        incidents,
        period=period,
        agreement=agreement,
        days=measured(days),
        observations=struct_table(observations, OBSERVATIONS),
        members=pa.Table.from_pylist(members, MEMBERS),
        findings=pa.Table.from_pylist([finding(f"inc_{n:02d}") for n in range(28)], FINDINGS),
        **changes,
    )


ALL = PublicScope()


def made(first: int, last: int, scope: PublicScope = ALL) -> Bulletin:
    period = period_ending(START + timedelta(days=last), last - first + 1, "UTC", 0)
    return redact(world(period, last + 1, kind="special", reason="asked for", scope=scope), POLICY)


def test_a_window_lists_what_its_days_listed_and_nothing_finer() -> None:
    """Each incident leaves in a special bulletin as it left in that of its day, field by field."""
    daily = {one.incident_id: one for day in range(7) for one in made(day, day).incidents}
    for first, last in ((0, 6), (2, 4), (3, 3)):
        window = made(first, last)
        assert window.incidents
        assert all(one == daily[one.incident_id] for one in window.incidents)
    for scope in (PublicScope(sectors=("near",)), PublicScope(provisions=("F",)), PublicScope(incidents=("inc_05",))):
        chosen = made(0, 6, scope)
        assert chosen.incidents and all(one == daily[one.incident_id] for one in chosen.incidents)
        assert {one.incident_id for one in chosen.findings} == {one.incident_id for one in chosen.incidents}


def test_no_choice_by_place_holds_what_the_mission_alone_knows() -> None:
    """Otherwise a sector would say where a patrol stood."""
    everywhere, near, far = made(0, 6), *(made(0, 6, PublicScope(sectors=(name,))) for name in ("near", "far"))
    own = [one for one in everywhere.incidents if one.source_classes == ("mission",)]
    assert len(own) == 14
    assert len(near.incidents) == 14 and not far.incidents
    assert not {one.incident_id for one in own} & {one.incident_id for one in near.incidents}
    (trend,) = (one for one in everywhere.by_part if one.name == "near")
    assert sum(trend.incidents) == 14 and sum(trend.breaches) == 14


def test_a_zone_smaller_than_a_cell_is_no_sector() -> None:
    names = [one.name for one in made(0, 6).by_part if one.of == "sector"]
    assert names == ["near", "far"]
    with pytest.raises(UsageError, match="no sector 'mill'"):
        made(0, 6, PublicScope(sectors=("mill",)))


@pytest.mark.parametrize("scope", [PublicScope(provisions=("G",)), PublicScope(incidents=("inc_99",))])
def test_a_choice_of_nothing_is_refused(scope: PublicScope) -> None:
    with pytest.raises(UsageError, match="to choose"):
        made(0, 6, scope)


def test_what_a_maker_writes_is_read_for_posts_like_any_quotation() -> None:
    period = day_of(3)
    said = redact(world(period, 4, kind="special", reason="Seen 3 km south of our position."), POLICY)
    assert said.reason == "Seen […]."


def test_harm_is_corroborated_by_a_second_origin_only() -> None:
    incidents = tuple(
        msgspec.structs.replace(
            one, killed_low=2, killed_high=3, wounded_low=None, wounded_high=None, origins_min=n % 3
        )
        for n, one in enumerate(sample_bulletin(6).incidents)
    )
    (killed,) = public_harm(incidents)
    assert (killed.incidents, killed.reported_low, killed.reported_high) == (6, 12, 18)
    assert (killed.corroborated_incidents, killed.corroborated_low, killed.corroborated_high) == (2, 4, 6)
    none = tuple(msgspec.structs.replace(one, killed_low=0, killed_high=0) for one in incidents)
    assert public_harm(none) == ()


def test_objects_are_counted_by_kind() -> None:
    bulletin = sample_bulletin(40)
    found = public_objects(bulletin.incidents, bulletin.findings)
    assert [one.target for one in found] == ["energy.substation"]
    assert found[0].incidents == sum(one.target is not None for one in bulletin.incidents) >= found[0].breaches


def test_checks_of_claims_call_the_parties_by_their_names() -> None:
    """A comparison is of several claimants at once, and its sentence names them too."""
    told = say("same", who=Several((Name("A"), Name("a newspaper"))), inner=say("other", one=Name("B"), n=3))
    point = AuditPoint(
        check="counters",
        claimant="A, B",
        as_of_s=1_700_000_000,
        verdict="cannot_tell",
        words="words",
        told=told,
        claims=(),
    )
    (shown,) = redact(world(day_of(3), 4, audits=(point,)), POLICY).audits
    assert shown.claimant == "Party of the East, Party of the West"
    assert shown.told == say(
        "same",
        who=Several((Name("Party of the East"), Name("a newspaper"))),
        inner=say("other", one=Name("Party of the West"), n=3),
    )


def test_a_repair_truce_has_a_record_of_its_own() -> None:
    (window,) = made(0, 6).windows
    assert (window.provision_id, window.state) == ("R", "over")
    assert made(0, 0).windows[0].state in ("ahead", "running")
    assert window.start == "2023-11-14T22:13+00:00"


def test_since_is_the_rise_that_stands_or_the_first_day_in_force() -> None:
    days = measured(9)
    rise = say("rise", before=Decimal(1), now=Decimal(2), day=Day("2023-11-18"))
    effect = Effect(None, None, None)
    fallen = Verdict(
        "collapsed", effect, (), (), (), (say("has_collapsed", rise=rise, lost=say("lost_share", share=9)),)
    )
    assert since(fallen, days) == "2023-11-18"
    recent = say("rise_recent", n=14, before=Decimal(1), now=Decimal(2), day=Day("2023-11-16"))
    eroding = Verdict("eroding", effect, (), (), (), (say("is_eroding", rise=recent, lost=say("lost_share", share=9)),))
    assert since(eroding, days) == "2023-11-16"
    holding = Verdict("holding", effect, (), (), ())
    assert since(holding, days) == "2023-11-13"
    broken = (*days[:4], msgspec.structs.replace(days[4], in_force=False), *days[5:])
    assert since(holding, broken) == "2023-11-18"
    assert since(Verdict("undetermined", effect, (), (), ()), days) is None
    ended = (*days[:-1], msgspec.structs.replace(days[-1], in_force=False))
    assert since(holding, ended) is None and since(holding, ()) is None


def test_sectors_that_the_mission_names_can_be_chosen_with_and_without_an_agreement() -> None:
    named = (Zone("north", "zone", WIDE, "North"),)
    scope = PublicScope(sectors=("north",))
    known = world(day_of(3), 4, kind="special", reason="asked for", scope=scope, sectors=named)
    chosen = redact(known, POLICY)
    assert chosen.incidents and all(one.cell for one in chosen.incidents)
    without = msgspec.structs.replace(known, agreement=None)
    assert redact(without, POLICY).incidents == chosen.incidents
    # what the agreement calls a zone is no sector where the mission has its own
    with pytest.raises(UsageError, match="no sector 'near'"):
        redact(msgspec.structs.replace(known, scope=PublicScope(sectors=("near",))), POLICY)
