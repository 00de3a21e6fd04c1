"""When an agreement is in force is said by each reading of it, in local time."""

from __future__ import annotations

import msgspec
from tests.record_material import agreement

from truceline.model.agreement import Condition, InForce, Provision
from truceline.model.bulletin import PublicInForce
from truceline.model.period import Period
from truceline.record.public_in_force import public_in_force

PERIOD = Period(0, 86_400, "Europe/Kyiv", "1970-01-01")


def clause(provision: str, citation: str, *readings: InForce) -> Provision:
    return Provision(provision_id=provision, words="", citation=citation, when=Condition(act="fire"), readings=readings)


def test_the_agreement_comes_first_and_then_its_clauses_by_their_readings() -> None:
    party = agreement().parties[0]
    accord = msgspec.structs.replace(
        agreement(
            clause("p1", "Article 1", InForce("all", 7_200, None)),
            clause("p2", "", InForce("as_drafted", None, 10_800), InForce("all", 5, 5)),
            clause("p3", "Article 3"),
        ),
        readings=(InForce("all", 0, 3_600), InForce(party.party_id, 0, 0), InForce(party.party_id, None, None)),
    )
    assert public_in_force(accord, PERIOD) == (
        PublicInForce("", "", "1970-01-01T03:00+03:00", "1970-01-01T04:00+03:00"),
        PublicInForce("", party.name, None, None),
        PublicInForce("Article 1", "", "1970-01-01T05:00+03:00", None),
        PublicInForce("p2", "as_drafted", None, "1970-01-01T06:00+03:00"),
    )
    assert public_in_force(None, PERIOD) == ()
