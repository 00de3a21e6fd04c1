"""Cut into parts, the search for pairs finds what one search over everything finds, wherever on the globe."""

from __future__ import annotations

import random

import msgspec
import numpy as np
import pyarrow as pa
import pytest
from tests.fuse_rows import NOON_S, row, table

from truceline.engines.duckdb import DuckEngine
from truceline.fuse import parts
from truceline.fuse.candidates import Places, candidate_pairs
from truceline.fuse.learn import learned_of
from truceline.fuse.linking import model_of
from truceline.fuse.params import DEFAULTS
from truceline.fuse.parts import Searched, pairs_by_parts, parts_of
from truceline.fuse.reports import reports_of

#: middles of the theatres: a front, the antimeridian, both poles
_THEATRES = ((48.3, 37.8), (-16.8, 179.9), (89.8, 10.0), (-89.9, -120.0))
_RADII_M = (300, 2_000, 6_000, 30_000, 90_000)
_LENGTHS_S = (60, 3_600, 86_400, 3 * 86_400, 7 * 86_400, 25 * 86_400, 300 * 86_400)
_CODED_RADII_M = (*_RADII_M, 700_000)


def reports(seed: int, number: int) -> pa.Table:
    """Reports in clumps: places some kilometres apart, times some hours, months between the clumps."""
    draw = random.Random(seed)
    rows = []
    for k in range(number):
        lat, lon = draw.choice(_THEATRES)
        y = max(-90.0, min(90.0, lat + draw.gauss(0, 0.8)))
        x = (lon + draw.gauss(0, 0.8) + 180.0) % 360.0 - 180.0
        start = NOON_S + draw.randrange(4) * 40 * 86_400 + round(draw.gauss(0, 2 * 86_400))
        coded = draw.random() < 0.3
        radius = draw.choice(_CODED_RADII_M if coded else _RADII_M)
        place = {"lat_e6": round(y * 1e6), "lon_e6": round(x * 1e6), "radius_m": radius}
        time = {"start_s": start, "end_s": start + draw.choice(_LENGTHS_S)}
        rows.append(
            row(
                f"{k:04}",
                **place,
                **time,
                source=f"source-{draw.randrange(9)}-{coded}",
                source_class="dataset" if coded else "news",
            )
        )
    return table(*rows)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts small enough to cut the few reports of a test."""
    monkeypatch.setattr(parts, "_WORTH_A_PART", 1)
    monkeypatch.setattr(parts, "_SPAN_H", (30.0, 50.0, 50.0))
    monkeypatch.setattr(parts, "_LENGTHS", 0.5)
    monkeypatch.setattr(parts, "_MOST_AT_HOME", 12)


@pytest.mark.parametrize("seed", range(4))
def test_parts_find_what_the_whole_finds(seed: int, small: None) -> None:
    known = reports_of(reports(seed, 900), (), DEFAULTS)
    # nothing is of one incident here, which would be learnt, and few pairs would be left
    learned = msgspec.structs.replace(learned_of(known, DEFAULTS), fields=None)
    model = model_of(known, DEFAULTS, learned)
    what = Searched(model.columns, Places(model.lat, model.lon), model.chance)
    whole = candidate_pairs(*what, model.weights, DEFAULTS)
    cut = list(parts_of(what, DEFAULTS))
    assert len(cut) > 10
    assert max(len(part.rows) for part in cut) < len(model.rows)
    found = pairs_by_parts(what, model.weights, DEFAULTS, DuckEngine())
    assert len(whole.i) > 200
    for one, other in zip(whole, found, strict=True):
        assert np.array_equal(one, other)


def test_every_report_is_at_home_once(small: None) -> None:
    known = reports_of(reports(9, 400), (), DEFAULTS)
    model = model_of(known, DEFAULTS, learned_of(known, DEFAULTS))
    cut = parts_of(Searched(model.columns, Places(model.lat, model.lon), model.chance), DEFAULTS)
    homes = np.concatenate([part.rows[part.home] for part in cut])
    assert sorted(homes.tolist()) == list(range(len(model.rows)))


def test_one_city_on_one_night_is_many_parts(small: None) -> None:
    """All reports in one cell and one span of time: no part is left with all of them, and no pair is lost."""
    draw = random.Random(3)
    rows = [
        row(
            f"{k:04}",
            lat_e6=48_300_000 + draw.randrange(30_000),
            lon_e6=37_800_000 + draw.randrange(30_000),
            radius_m=500,
            start_s=NOON_S + draw.randrange(9 * 3_600),
            end_s=NOON_S + 10 * 3_600,
            source=f"source-{k % 7}",
        )
        for k in range(300)
    ]
    known = reports_of(table(*rows), (), DEFAULTS)
    model = model_of(known, DEFAULTS, learned_of(known, DEFAULTS))
    what = Searched(model.columns, Places(model.lat, model.lon), model.chance)
    assert max(int(part.home.sum()) for part in parts_of(what, DEFAULTS)) <= 12
    whole = candidate_pairs(*what, model.weights, DEFAULTS)
    assert len(whole.i) > 100
    for one, other in zip(whole, pairs_by_parts(what, model.weights, DEFAULTS, DuckEngine()), strict=True):
        assert np.array_equal(one, other)
