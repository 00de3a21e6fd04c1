"""Weapons by status, mines and crossings by kind: counted from what is listed anyway."""

from __future__ import annotations

import msgspec
import pytest
from tests.golden.publish.sample_bulletin import sample_bulletin
from tests.record_material import agreement

from truceline.model.agreement import Condition, Provision
from truceline.model.bulletin import PublicFinding, PublicIncident
from truceline.record.public_kinds import kind_of, public_kinds, public_weapons

INCIDENT, FINDING = sample_bulletin().incidents[0], sample_bulletin().findings[0]

WITHDRAWN = Condition(all=(Condition(act="weapon"), Condition(attr="calibre_mm", min=100), Condition(in_zone="z")))
AGREEMENT = agreement(Provision(provision_id="p", words="", citation="", when=WITHDRAWN))


def seen(name: str, event_type: str, **changes: object) -> PublicIncident:
    plain = {"weapon": None, "count_low": None, "count_high": None, "count_unit": None, "origins_min": 1}
    harm = {"killed_low": None, "killed_high": None, "wounded_low": None, "wounded_high": None}
    return msgspec.structs.replace(INCIDENT, incident_id=name, event_type=event_type, **{**plain, **harm, **changes})


def found(name: str, status: str, provision: str = "p") -> PublicFinding:
    return msgspec.structs.replace(FINDING, incident_id=name, status=status, provision_id=provision)


def test_a_weapon_has_the_status_that_the_findings_give_it() -> None:
    incidents = (
        seen("a", "weapon", weapon="mlrs", count_low=2, count_high=3, count_unit="weapon", origins_min=2),
        seen("b", "weapon.moved", weapon="mlrs"),
        seen("c", "weapon", weapon="mlrs"),
        seen("d", "weapon", weapon="tank"),
        seen("e", "weapon.absent", weapon="tank"),
        seen("f", "weapon.storage_visit"),
        seen("h", "weapon", weapon="heavy_machine_gun"),  # of which the agreement says nothing
        seen("i", "weapon.stored", weapon="tank", count_low=4, count_high=4, count_unit="weapon"),
        seen("j", "weapon.stored", weapon="mlrs"),
        seen("g", "fire.shelling", weapon="mlrs"),  # a weapon that fired is no sighting
    )
    findings = (
        found("a", "breach"),
        found("a", "undetermined", "q"),  # what one clause finds is not undone by another that leaves it open
        found("b", "breach"),
        found("c", "undetermined"),
        found("d", "no_breach"),
        found("j", "breach"),  # where it is stored it may not be
        found("e", "breach"),  # missing is a status of its own, whatever is found of it
    )
    told = [
        (one.status, one.weapon, one.incidents, one.corroborated, one.low, one.high)
        for one in public_weapons(incidents, findings, AGREEMENT)
    ]
    assert told == [
        ("in_breach", "mlrs", 3, 1, 4, 5),
        ("not_settled", "mlrs", 1, 0, 1, 1),
        ("beyond", "tank", 1, 0, 1, 1),
        ("unnamed", "heavy_machine_gun", 1, 0, 1, 1),
        ("in_storage", "tank", 1, 0, 4, 4),
        ("absent_from_storage", "tank", 1, 0, 1, 1),
        ("storage_visit", None, 1, 0, 1, 1),
    ]
    assert public_weapons(incidents[::-1], findings[::-1], None) == public_weapons(incidents, findings, None)


def test_weapons_of_which_no_class_is_stated_come_after_those_of_a_class() -> None:
    incidents = tuple(seen(name, "weapon.stored", weapon=name or None) for name in ("tank", "", "mlrs"))
    assert [one.weapon for one in public_weapons(incidents, (), None)] == ["mlrs", "tank", None]


def test_rounds_are_no_weapons() -> None:
    (one,) = public_weapons((seen("a", "weapon", count_low=40, count_high=40, count_unit="round"),), (), None)
    assert (one.low, one.high) == (1, 1)


def test_kinds_are_counted_by_type_in_the_order_of_the_taxonomy() -> None:
    incidents = (
        seen("a", "mine.explosion", killed_low=1, wounded_low=2, origins_min=2),
        seen("b", "mine"),
        seen("c", "mine.explosion"),
        seen("d", "ground.crossing"),
        seen("e", "ground.assault"),
    )
    told = [msgspec.structs.astuple(one) for one in public_kinds(incidents, (found("d", "breach"),))]
    assert told == [
        ("crossings", "ground.crossing", 1, 0, 1, 0, 0),
        ("mines", "mine", 1, 0, 0, 0, 0),
        ("mines", "mine.explosion", 2, 1, 0, 1, 2),
    ]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("weapon.moved", "weapons"),
        ("mine", "mines"),
        ("ground.crossing", "crossings"),
        ("air.entry", "crossings"),
        ("crossing_point.closed", "crossings"),
        ("air.strike", None),
        ("mines", None),
    ],
)
def test_kinds_are_those_of_the_tree(code: str, kind: str | None) -> None:
    assert kind_of(code) == kind
