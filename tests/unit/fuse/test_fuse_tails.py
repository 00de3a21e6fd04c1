"""How often places are further off than stated is learnt where pairs are beyond doubt, and left where they are not."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from benchmarks.fusing.worlds.front import front
from benchmarks.fusing.worlds.meltt_simulation import CELLS, simulation

from truceline.fuse.em import doubt_in
from truceline.fuse.learn import learn
from truceline.fuse.params import DEFAULTS
from truceline.model.units import PPM


def shares(table: pa.Table) -> dict[str, int]:
    fields = learn(table).fields
    assert fields is not None
    return dict(fields.params)


def test_where_every_place_is_as_good_as_stated_no_other_town_is_meant() -> None:
    base = next(cell for cell in CELLS if cell.name == "base")
    learnt = shares(simulation(base, 1).world.observations)
    assert learnt["place_neighbour_ppm"] < DEFAULTS.place_neighbour_ppm / 4
    assert learnt["place_wide_ppm"] < DEFAULTS.place_wide_ppm / 4
    assert learnt["place_core_ppm"] + learnt["place_neighbour_ppm"] + learnt["place_wide_ppm"] == pytest.approx(
        DEFAULTS.place_core_ppm + DEFAULTS.place_neighbour_ppm + DEFAULTS.place_wide_ppm, abs=2
    )


def test_where_pairs_are_doubtful_the_tails_stay_as_they_were_assumed() -> None:
    learnt = shares(front(6_000, seed=5).observations)
    assert learnt["place_neighbour_ppm"] > 0.7 * DEFAULTS.place_neighbour_ppm
    assert learnt["slip_day_ppm"] > 0.7 * DEFAULTS.slip_day_ppm


def test_doubt_is_none_among_sure_pairs_and_whole_among_even_ones() -> None:
    assert doubt_in(np.array([PPM, PPM, 0.0])) == 0.0
    assert doubt_in(np.full(9, PPM / 2)) == 1.0
    assert doubt_in(np.zeros(3)) == 0.0
