from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from benchmarks.fusing.calibration import belongs, bins, ece
from benchmarks.fusing.metrics import scores
from benchmarks.fusing.seeds import TunedOnError, checked


def by_hand(found: list[int], truth: list[int]) -> dict[str, float]:
    """The definitions, pair by pair and row by row."""
    pairs = list(combinations(range(len(found)), 2))
    said = {p for p in pairs if found[p[0]] == found[p[1]]}
    true = {p for p in pairs if truth[p[0]] == truth[p[1]]}
    hit = len(said & true)
    rows = range(len(found))
    b3p = np.mean([np.mean([truth[k] == truth[r] for k in rows if found[k] == found[r]]) for r in rows])
    b3r = np.mean([np.mean([found[k] == found[r] for k in rows if truth[k] == truth[r]]) for r in rows])
    chance = len(said) * len(true) / len(pairs)
    return {
        "P": hit / len(said),
        "R": hit / len(true),
        "F1": 2 * hit / (len(said) + len(true)),
        "B3P": float(b3p),
        "B3R": float(b3r),
        "B3F1": float(2 * b3p * b3r / (b3p + b3r)),
        "ARI": (hit - chance) / ((len(said) + len(true)) / 2 - chance),
        "clusters/truth": len(set(found)) / len(set(truth)),
    }


@pytest.mark.parametrize("seed", range(5))
def test_scores_are_their_definitions(seed: int) -> None:
    rng = np.random.default_rng(seed)
    found, truth = rng.integers(0, 9, 40), rng.integers(0, 7, 40)
    assert scores(found, truth) == pytest.approx(by_hand(found.tolist(), truth.tolist()))


def test_everyone_alone_has_full_precision_and_no_recall() -> None:
    answer = scores(np.arange(6), np.array([1, 1, 2, 2, 3, 4]))
    assert (answer["P"], answer["R"], answer["F1"]) == (1.0, 0.0, 0.0)
    assert answer["B3P"] == 1.0
    assert answer["clusters/truth"] == pytest.approx(6 / 4)


def test_a_row_belongs_where_most_of_the_others_are_of_its_incident() -> None:
    group = np.array([0, 0, 0, 1, 1, 2, 2, 2, 3])
    truth = np.array([5, 5, 6, 7, 8, 1, 2, 3, 9])
    assert belongs(group, truth).tolist() == [True, True, False, False, False, False, False, False, False]


def test_two_of_each_in_a_group_belong_there_alike() -> None:
    assert belongs(np.zeros(4, int), np.array([1, 1, 2, 2])).tolist() == [False] * 4
    assert belongs(np.zeros(5, int), np.array([1, 1, 1, 2, 2])).tolist() == [True] * 3 + [False] * 2


def test_calibration_error_is_the_weighted_gap() -> None:
    said = np.array([0.9] * 8 + [0.6] * 2)
    true = np.array([True] * 8 + [False] * 2)
    curve = bins(said, true)
    assert [(b.n, round(b.said, 6), b.true) for b in curve] == [(2, 0.6, 0.0), (8, 0.9, 1.0)]
    assert ece(curve) == pytest.approx(0.8 * 0.1 + 0.2 * 0.6)


def test_a_certain_statement_falls_into_the_last_bin() -> None:
    assert bins(np.array([1.0]), np.array([True]))[0].n == 1


def test_tuned_seeds_are_not_reported_unless_it_is_said() -> None:
    assert checked((2, 4), tuned_on=False) == (2, 4)
    assert checked((1, 2), tuned_on=True) == (1, 2)
    with pytest.raises(TunedOnError, match=r"\(3,\)"):
        checked((2, 3), tuned_on=False)
