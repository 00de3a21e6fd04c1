"""Checks of claims on their way out: parties by their names, wherever in a sentence they stand."""

from __future__ import annotations

from tests.record_material import WEEK, material

from truceline.model.bulletin import PublicAudit
from truceline.model.claim import AuditPoint
from truceline.model.phrase import Name, Several, say
from truceline.record.material import ReleasePolicy
from truceline.record.redact import redact

POLICY = ReleasePolicy(cell_resolution=5, delay_h=24, min_cell=3)


def test_parties_are_called_by_their_names_and_others_as_they_call_themselves() -> None:
    inner = say("audit.who", who=Name("B"), n=3)
    point = AuditPoint(
        check="sums",
        claimant="A, the observers, B",
        as_of_s=WEEK.start_s + 90,
        verdict="inconsistent",
        words="2 and 2 are not 5.",
        told=say("audit.sums", names=Several((Name("A"), Name("the observers"), inner)), n=5),
        claims=("clm_1",),
    )
    assert redact(material(audits=(point,)), POLICY).audits == (
        PublicAudit(
            "sums",
            "Party of the East, the observers, Party of the West",
            "2023-11-13T00:01+00:00",
            "inconsistent",
            "2 and 2 are not 5.",
            say(
                "audit.sums",
                names=Several(
                    (
                        Name("Party of the East"),
                        Name("the observers"),
                        say("audit.who", who=Name("Party of the West"), n=3),
                    )
                ),
                n=5,
            ),
        ),
    )


def test_without_an_agreement_claimants_keep_their_own_words() -> None:
    point = AuditPoint(
        check="unit", claimant="A", as_of_s=0, verdict="inconsistent", words="", told=say("x"), claims=()
    )
    assert redact(material(agreement=None, audits=(point,)), POLICY).audits[0].claimant == "A"
