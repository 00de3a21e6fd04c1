"""The exercise's commission: what it decides holds by the rules, and its seats keep nobody out."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.cli.demo_hearings import hear_cases
from truceline.exercise.folder import write_mission
from truceline.exercise.generate import Exercise
from truceline.exercise.hearings import PARTIES
from truceline.mission.asking import asker, people
from truceline.mission.docket import hear
from truceline.mission.folder import Mission, open_mission
from truceline.mission.opened import opened
from truceline.model.case import Case
from truceline.model.units import DAY_S
from truceline.pipeline import Outcome
from truceline.service.signin.roles import Roles


@pytest.fixture
def mission(exercise: Exercise, tmp_path: Path) -> Mission:
    write_mission(exercise, tmp_path / "m", tmp_path / "incoming")
    return open_mission(tmp_path / "m")


def test_three_cases_two_of_them_decided_and_one_against_a_dissent(
    exercise: Exercise, outcome: Outcome, mission: Mission
) -> None:
    end_s = exercise.params.end_s - DAY_S
    with opened(mission) as record:
        hear_cases(record, outcome, end_s)
        size, heard = record.size(), hear(record)
        hear_cases(record, outcome, end_s)
        assert record.size() == size
    assert heard.void == ()
    by_outcome = {case.outcome: case for case in heard.cases.values()}
    assert len(heard.cases) == 3 and set(by_outcome) == {"violation", "pending"}
    decided = [case for case in heard.cases.values() if case.decisions]
    assert len(decided) == 2
    named, unnamed = sorted(decided, key=_attributed, reverse=True)
    _check_unnamed(unnamed)
    _check_named(named)
    assert all(decision.decided_s < end_s for case in decided for decision in case.decisions)


def _attributed(case: Case) -> bool:
    return case.decisions[-1].attributed_to is not None


def _check_unnamed(case: Case) -> None:
    """Both sides vote for it, and both undertake something."""
    (decision,) = case.decisions
    assert (decision.attributed_to, decision.dissent, case.dissents) == (None, (), ())
    assert {remedy.party for remedy in case.remedies} == set(PARTIES.values())


def _check_named(case: Case) -> None:
    """The side it names votes otherwise and says why; the chair and the other side sign."""
    (decision,) = case.decisions
    (against,) = [seat for seat, party in PARTIES.items() if party == decision.attributed_to]
    assert decision.dissent == (against,) and [one.seat for one in case.dissents] == [against]
    assert set(decision.signed_by) == {"chair", *PARTIES} - {against}
    assert [remedy.party for remedy in case.remedies] == [decision.attributed_to]


def test_its_seats_keep_nobody_out(
    exercise: Exercise, outcome: Outcome, mission: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRUCELINE_AS", raising=False)
    with opened(mission) as record:
        hear_cases(record, outcome, exercise.params.end_s)
        assert len(people(record)) == 3
        assert asker(mission, record, None).role == "keyboard"
        assert not Roles(record).are_granted()
