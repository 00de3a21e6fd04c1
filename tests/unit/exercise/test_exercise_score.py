"""Scores: exact on groupings small enough to count by hand, perfect for a perfect run, and able to fall."""

from __future__ import annotations

import msgspec
import numpy as np
import pyarrow as pa
import pytest

from truceline.exercise.clusters import compare
from truceline.exercise.generate import Exercise, generate
from truceline.exercise.matching import SIGNALS, Matched
from truceline.exercise.params import ExerciseParams
from truceline.exercise.rehearsal import rehearse
from truceline.exercise.score import score
from truceline.model.measures import Effect, Verdict
from truceline.model.tables import MEMBERS
from truceline.pipeline import Outcome


def test_pairs_and_b_cubed_by_hand() -> None:
    """Groups {a b c} {d} against {a b} {c d}: one common pair of three found and two true."""
    result = compare(np.array([0, 0, 0, 1]), np.array([5, 5, 6, 6]))
    assert (result.precision, result.recall) == (pytest.approx(1 / 3), pytest.approx(1 / 2))
    assert result.b3_precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert result.b3_recall == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert (result.found, result.true) == (2, 2)


def test_names_of_groups_mean_nothing() -> None:
    true = np.array([3, 3, 9, 9, 9, 1])
    assert compare(true * 7 - 40, true).f1 == 1.0


def perfect(exercise: Exercise, outcome: Outcome) -> Outcome:
    """The outcome with the members that the truth would give."""
    matched = Matched(exercise.truth, outcome)
    names = outcome.observations["observation_id"].to_pylist()
    true = [matched.true_of_observation[name] for name in names]
    ids = [f"inc_{t:024d}" if t >= 0 else f"inc_s{n:023d}" for n, t in enumerate(true)]
    members = pa.table([names, ids, [1_000_000] * len(ids)], schema=MEMBERS)
    return msgspec.structs.replace(outcome, members=members)


def by_label(exercise: Exercise, outcome: Outcome) -> dict[str, str]:
    return {s.label: s.value for s in score(exercise.truth, outcome)}


def test_a_perfect_fusion_scores_one(exercise: Exercise, outcome: Outcome) -> None:
    scores = by_label(exercise, perfect(exercise, outcome))
    assert scores["Reports joined into incidents: precision, recall, F1 of pairs"] == "1.00, 1.00, 1.00"
    assert scores["Incidents counted against true incidents that anybody reported"] == "1.00"


def test_every_report_is_scored_but_signals(exercise: Exercise, outcome: Outcome) -> None:
    found, true = Matched(exercise.truth, outcome).groupings()
    sources = exercise.truth.reports["source"].to_pylist()
    assert len(found) == len(true) == sum(source not in SIGNALS for source in sources)


def test_the_run_finds_most_of_what_was_planted(exercise: Exercise, outcome: Outcome) -> None:
    scores = by_label(exercise, outcome)
    found, of = (int(part) for part in scores["Planted breaches found"].split(" of "))
    wrong, near = (int(part) for part in scores["Near-misses taken for a breach"].split(" of "))
    assert of == 30 and found >= 20
    assert near >= 20 and wrong <= 4


def test_reporters_at_one_press_conference_are_not_taken_for_one() -> None:
    """They quote the same words and give the same figures: that makes no origin of two."""
    spoken = generate(ExerciseParams(incidents_per_day=2, articles=120))
    scores = by_label(spoken, rehearse(spoken))
    joined, of = (int(part) for part in scores["Independent news wrongly joined"].split(" of "))
    assert of >= 40 and joined == 0
    assert int(scores["News of one origin seen as one origin"].removesuffix("%")) >= 90


def test_without_findings_nothing_is_found(exercise: Exercise, outcome: Outcome) -> None:
    blind = msgspec.structs.replace(outcome, findings=outcome.findings.slice(0, 0))
    assert by_label(exercise, blind)["Planted breaches found"] == "0 of 30"


def test_an_eager_judge_fails_the_near_misses(exercise: Exercise, outcome: Outcome) -> None:
    """A breach under every provision for everything: all planted ones found, and every near-miss wrong."""
    incidents = outcome.incidents["incident_id"].to_pylist()
    provisions = sorted({e.provision_id for e in exercise.truth.expected})
    rows = [
        dict.fromkeys(outcome.findings.schema.names)
        | {"finding_id": f"fnd_{i}{p}", "incident_id": i, "provision_id": p, "status": "breach", "counted": False,
           "belief_ppm": 1, "plausibility_ppm": 1, "contested": False, "attribution": "none_stated", "summary": ""}
        for i in incidents for p in provisions
    ]  # fmt: skip
    eager = msgspec.structs.replace(outcome, findings=pa.Table.from_pylist(rows, outcome.findings.schema))
    scores = by_label(exercise, eager)
    assert scores["Planted breaches found"] == "30 of 30"
    near = sum(e.role == "near_miss" for e in exercise.truth.expected)
    assert scores["Near-misses taken for a breach"] == f"{near} of {near}"


def test_an_alarm_is_early_late_or_false(exercise: Exercise, outcome: Outcome) -> None:
    def said(*alarms: str) -> tuple[str, str]:
        verdict = Verdict("collapsed", Effect(None, None, None), (), alarms, ())
        found = {s.label: s for s in score(exercise.truth, outcome, verdict)}["Collapse near the end"]
        return found.value, found.note

    assert said("2025-07-29")[0] == "collapsed; 3 days after it began"
    assert said("2025-07-20", "2025-07-29")[0] == "collapsed; alarm on 2025-07-20 while it eroded"
    assert said()[0] == "collapsed; no alarm after it began"
    assert said("2025-06-10")[1].endswith("0 false alarms before that"), (
        "before the ceasefire there is none to collapse"
    )
    assert said("2025-07-02")[1].endswith("1 false alarms before that")
