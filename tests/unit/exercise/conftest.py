"""One exercise for the whole room: small enough to make once, large enough to hold every planted act."""

from __future__ import annotations

import pytest

from truceline.exercise.generate import Exercise, generate
from truceline.exercise.params import ExerciseParams
from truceline.exercise.rehearsal import rehearse
from truceline.pipeline import Outcome

SMALL = ExerciseParams(incidents_per_day=8, articles=40)


@pytest.fixture(scope="session")
def exercise() -> Exercise:
    return generate(SMALL)


@pytest.fixture(scope="session")
def mirrored() -> Exercise:
    return generate(ExerciseParams(incidents_per_day=8, articles=40, mirror=True))


@pytest.fixture(scope="session")
def outcome(exercise: Exercise) -> Outcome:
    return rehearse(exercise, texts=False)
