"""What every observer needs to know to report: the theatre, the agreement's terms, and what happened."""

from __future__ import annotations

import msgspec

from truceline.exercise.happenings import Happenings, clear_of, happen, strike_waves
from truceline.exercise.params import ExerciseParams
from truceline.exercise.planted import Plan, as_happenings, plan
from truceline.exercise.theatre import Theatre, build
from truceline.exercise.treaty import DISENGAGEMENT_KM, REPAIR_KM, Terms, terms


class Scene(msgspec.Struct, frozen=True):
    params: ExerciseParams
    theatre: Theatre
    agreed: Terms
    plan: Plan
    truth: Happenings


def stage(params: ExerciseParams) -> Scene:
    """Build the theatre and let everything happen. The two planted areas are kept clear of chance incidents."""
    theatre = build(params)
    agreed = terms(params, theatre)
    acts = plan(params, theatre, agreed)
    truth = Happenings.joined((happen(params, theatre), strike_waves(params, theatre), as_happenings(acts.acts)))
    clear_of(truth, agreed.disengagement, DISENGAGEMENT_KM + 1.5, agreed.truce_s)
    clear_of(truth, agreed.repair_site, REPAIR_KM + 1.0, agreed.truce_s)
    return Scene(params, theatre, agreed, acts, truth)
