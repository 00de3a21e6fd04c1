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
