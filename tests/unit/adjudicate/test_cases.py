from __future__ import annotations

import msgspec
import pytest

from truceline.adjudicate.cases import advance, decide, open_cases, remedy, reply
from truceline.model.case import Decision, Remedy, Reply
from truceline.model.errors import InputError

DECISION = Decision("dec_1", "cas_1", "violation", "A", "two craters, fragments", ("chair", "member of B"), (), 0)


def test_one_case_for_each_incident_in_breach() -> None:
    rows = [("fnd_2", "inc_1", "breach"), ("fnd_1", "inc_1", "breach"), ("fnd_3", "inc_2", "undetermined")]
    (case,) = open_cases(rows)
    assert case.incident_id == "inc_1"
    assert case.findings == ("fnd_1", "fnd_2")
    assert (case.stage, case.outcome) == ("monitoring", "pending")


def test_stages_are_walked_one_by_one() -> None:
    (case,) = open_cases([("fnd_1", "inc_1", "breach")])
    with pytest.raises(InputError, match="cannot go to investigation"):
        advance(case, "investigation")
    for stage in ("verification", "investigation", "dispute_resolution", "closed"):
        case = advance(case, stage)
    with pytest.raises(InputError, match="it is closed"):
        advance(case, "monitoring")


def test_a_decision_needs_two_people_and_attributes_only_a_violation() -> None:
    (case,) = open_cases([("fnd_1", "inc_1", "breach")])
    with pytest.raises(InputError, match="Two people"):
        decide(case, msgspec.structs.replace(DECISION, signed_by=("chair", "chair")))
    with pytest.raises(InputError, match="Only a violation"):
        decide(case, msgspec.structs.replace(DECISION, outcome="unable_to_rule"))
    decided = decide(reply(case, Reply("A", "We deny it.", 0)), DECISION)
    assert decided.outcome == "violation"
    assert decided.replies[0].party == "A"


def test_a_remedy_follows_a_decision() -> None:
    (case,) = open_cases([("fnd_1", "inc_1", "breach")])
    undertaking = Remedy("rem_1", "dec_1", "A", "withdraws the battery", None)
    with pytest.raises(InputError, match="follows no decision"):
        remedy(case, undertaking)
    assert remedy(decide(case, DECISION), undertaking).remedies == (undertaking,)
