from __future__ import annotations

import numpy as np
from benchmarks.fusing.meltt_table import by_meltt, rated
from benchmarks.fusing.peers.linkage import components, linked
from benchmarks.fusing.peers.meltt import meltt, meltt_on_observations
from benchmarks.fusing.worlds.all import WORLDS
from benchmarks.fusing.worlds.meltt_simulation import CELLS, simulation

CELL = {cell.name: cell for cell in CELLS}


def groups(label: np.ndarray) -> list[list[int]]:
    return sorted([np.flatnonzero(label == g).tolist() for g in np.unique(label)])


def test_a_chain_is_no_group() -> None:
    i, j = np.array([0, 1, 2, 3]), np.array([1, 2, 3, 4])
    odds = np.array([3.0, 2.0, 1.0, 0.5])
    assert groups(components(5, i, j)) == [[0, 1, 2, 3, 4]]
    assert groups(linked(5, i, j, odds)) == [[0, 1], [2, 3], [4]]


def test_a_group_whose_pairs_all_agree_is_one() -> None:
    i, j = np.array([0, 0, 1]), np.array([1, 2, 2])
    assert groups(linked(4, i, j, np.array([3.0, 1.0, 0.2]))) == [[0, 1, 2], [3]]


def entries(levels: list[list[int]], days: list[int], last: list[int] | None = None) -> np.ndarray:
    n = len(days)
    dataset = np.array([0] + [1] * (n - 1))
    first = np.array(days)
    place = np.zeros(n)
    return meltt(dataset, first, np.array(last or days), place, place, (np.array(levels),), 4.0, 2.0)


def test_meltt_takes_the_finest_agreement_and_one_partner() -> None:
    assert groups(entries([[1, 1], [2, 1], [1, 1]], [10, 10, 10])) == [[0, 2], [1]]


def test_meltt_asks_for_agreement_at_some_level() -> None:
    assert groups(entries([[1, 1], [2, 2]], [10, 10])) == [[0], [1]]


def test_meltt_keeps_to_its_window() -> None:
    assert groups(entries([[1, 1], [1, 1]], [10, 12])) == [[0, 1]]
    assert groups(entries([[1, 1], [1, 1]], [10, 13])) == [[0], [1]]


def test_meltt_does_not_match_events_with_episodes() -> None:
    assert groups(entries([[1, 1], [1, 1]], [10, 10], [10, 12])) == [[0], [1]]


def test_who_loses_the_partner_takes_the_runner_up() -> None:
    dataset = np.array([0, 0, 1, 1])
    levels = (np.array([[1, 1], [2, 1], [1, 1], [3, 1]]),)
    zero = np.zeros(4)
    found = meltt(dataset, zero.astype(int), zero.astype(int), zero, zero, levels, 4.0, 2.0)
    assert groups(found) == [[0, 2], [1, 3]]


def test_the_simulation_has_fifty_incidents_in_every_data_set() -> None:
    drawn = simulation(CELL["base"], 2)
    assert len(drawn.world.truth) == 1_000
    counts = np.bincount(drawn.world.truth)
    assert (counts[:50] == 4).all()
    assert (counts[50:] == 1).all()
    sources = drawn.world.observations["source"].to_numpy(zero_copy_only=False)
    assert all(len(set(sources[drawn.world.truth == k])) == 4 for k in range(50))


def test_meltt_solves_its_base_case_and_not_the_dense_ones() -> None:
    """The package reached 1.00 in the base and about .82 with a weak taxonomy at one event a square kilometre."""
    drawn = {name: simulation(CELL[name], 2) for name in ("base", "weak, 1/km²")}
    found = {name: rated(by_meltt(one), one)["F1"] for name, one in drawn.items()}
    assert found["base"] > 0.99
    assert 0.70 < found["weak, 1/km²"] < 0.95


def test_rates_of_entries_are_those_of_the_paper() -> None:
    drawn = simulation(CELL["base"], 2)
    nothing = rated(np.arange(1_000), drawn)
    assert (nothing["true_positive"], nothing["false_positive"]) == (0.0, 0.0)
    perfect = rated(drawn.world.truth, drawn)
    assert (perfect["F1"], perfect["true_positive"], perfect["false_positive"]) == (1.0, 1.0, 0.0)


def test_meltt_gives_each_observation_a_group() -> None:
    table = WORLDS["default"](600, seed=1).observations
    assert len(meltt_on_observations(table)) == table.num_rows
