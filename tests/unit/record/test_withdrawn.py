"""Whether a clause withdraws a class of weapons, wherever one was seen."""

from __future__ import annotations

import pytest
from tests.record_material import agreement

from truceline.model.agreement import Condition, Provision
from truceline.record.withdrawn import withdraws


def clause(*conditions: Condition) -> Provision:
    when = Condition(all=(Condition(act="weapon"), *conditions, Condition(not_behind_km=25)))
    return Provision(provision_id="p", words="", citation="", when=when)


GUNS = clause(Condition(attr="calibre_mm", min=100), Condition(not_=Condition(attr="weapon", equals="mlrs")))
HEAVY = clause(Condition(attr="heavy", equals="yes"))
TANKS = clause(
    Condition(any=(Condition(attr="weapon", equals="tank"), Condition(attr="weapon", equals="artillery_100")))
)
ANY = clause()


@pytest.mark.parametrize(
    ("one", "weapon", "is_named"),
    [
        (GUNS, "artillery_100", True),
        (GUNS, "artillery_below_100", False),
        (GUNS, "mortar", True),  # of 60 to 240 mm: it may be one
        (GUNS, "heavy_machine_gun", False),
        (GUNS, "mlrs", False),
        (GUNS, None, True),
        (HEAVY, "tank", True),
        (HEAVY, "fpv_drone", False),
        (TANKS, "tank", True),
        (TANKS, "artillery", True),
        (TANKS, "mortar", False),
        (ANY, "tank", False),  # it says where no weapon may be, and withdraws no class
    ],
)
def test_a_class_is_named_by_what_the_clause_says_of_it(one: Provision, weapon: str | None, is_named: bool) -> None:
    assert withdraws(agreement(one), "weapon", weapon) is is_named
    assert not withdraws(agreement(one), "fire.shelling", weapon)
    assert not withdraws(None, "weapon", weapon)


CALIBRE = Condition(attr="calibre_mm", min=100, below=160)
TANK = Condition(attr="weapon", equals="tank")
NO_TANK = Condition(not_=TANK)


@pytest.mark.parametrize(
    ("when", "weapon", "is_named"),
    [
        # of a calibre at least: the largest of the class counts, and the end of its range is not in it
        (Condition(attr="calibre_mm", min=240), "mortar", True),
        (Condition(attr="calibre_mm", min=241), "mortar", False),
        # of a calibre below: the smallest of the class counts
        (Condition(attr="calibre_mm", below=61), "mortar", True),
        (Condition(attr="calibre_mm", below=60), "mortar", False),
        (Condition(attr="calibre_mm", below=1), "small_arms", True),
        (Condition(attr="calibre_mm", min=900), "artillery", True),  # of no stated calibre: it may be any
        (CALIBRE, "artillery_100", True),
        (CALIBRE, "mlrs_long_range", False),
        # what is not of a calibre: a class that can be outside it
        (Condition(not_=Condition(attr="calibre_mm", min=60)), "mortar", False),
        (Condition(not_=Condition(attr="calibre_mm", min=61)), "mortar", True),
        (Condition(not_=Condition(attr="calibre_mm", below=241)), "mortar", False),
        (Condition(not_=Condition(attr="calibre_mm", below=240)), "mortar", True),
        (Condition(not_=Condition(attr="calibre_mm", min=60, below=241)), "mortar", False),
        (Condition(not_=Condition(attr="calibre_mm", min=0, below=100)), "air_defence", True),
        (NO_TANK, "tank", False),
        (NO_TANK, "mortar", True),
        (NO_TANK, None, True),
        (NO_TANK, "no such class", True),
        (TANK, "no such class", True),
        (Condition(attr="weapon", equals="artillery"), "artillery_100", True),
        (Condition(not_=Condition(attr="weapon", equals="artillery")), "artillery_100", False),
        (Condition(not_=Condition(attr="weapon", equals="artillery_100")), "artillery", True),
        (Condition(attr="weapon", equals="art"), "artillery", False),
        (Condition(attr="heavy", equals="no"), "fpv_drone", True),
        (Condition(attr="heavy", equals="no"), "tank", False),
        (Condition(not_=Condition(attr="heavy", equals="yes")), "tank", False),
        (Condition(not_=Condition(attr="heavy", equals="yes")), "fpv_drone", True),
        # nested: not all of, not any of
        (Condition(not_=Condition(all=(TANK, Condition(attr="heavy", equals="yes")))), "tank", False),
        (Condition(not_=Condition(all=(TANK, Condition(attr="heavy", equals="yes")))), "mortar", True),
        (Condition(not_=Condition(all=(TANK, Condition(attr="actor", equals="A")))), "tank", True),
        (Condition(not_=Condition(any=(TANK, Condition(attr="heavy", equals="yes")))), "mortar", False),
        (Condition(not_=Condition(any=(TANK, Condition(attr="heavy", equals="yes")))), "fpv_drone", True),
        (Condition(not_=NO_TANK), "tank", True),
        (Condition(not_=NO_TANK), "mortar", False),
        (Condition(all=(TANK, Condition(not_=Condition(act="fire")))), "tank", True),
        (Condition(all=(TANK, Condition(not_=Condition(act="weapon")))), "tank", False),
        (Condition(any=(TANK, Condition(act="fire"))), "mortar", False),
        (Condition(any=(TANK, Condition(act="weapon"))), "mortar", True),
        (Condition(all=(TANK, Condition(attr="target", equals="school"))), "tank", True),
    ],
)
def test_whether_one_of_a_class_can_be_meant_at_some_place_and_moment(
    when: Condition, weapon: str | None, is_named: bool
) -> None:
    one = Provision(provision_id="p", words="", citation="", when=when)
    assert withdraws(agreement(one), "weapon", weapon) is is_named


def test_one_clause_of_several_is_enough() -> None:
    assert withdraws(agreement(ANY, TANKS), "weapon", "tank")
    assert not withdraws(agreement(ANY, TANKS), "weapon", "mortar")
    assert not withdraws(agreement(), "weapon", "tank")
