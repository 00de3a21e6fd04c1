from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import numpy as np
import pyarrow as pa
import pytest
from benchmarks.fusing.placing import coverage
from benchmarks.fusing.plots import PLOTS
from benchmarks.fusing.tables import exponent, pooled, report, resampled
from benchmarks.fusing.worlds.all import WORLDS


def row(**given: Any) -> dict[str, Any]:
    base = {
        "engine": "truceline", "world": "default", "size": 10_000, "seed": 2, "dropped": None, "n": 10_000,
        "seconds": 1.0, "cpu": 1.0, "gb": 0.3, "P": 0.6, "R": 0.5, "F1": 0.55, "B3P": 0.8, "B3R": 0.7, "B3F1": 0.75,
        "ARI": 0.5, "clusters/truth": 1.1, "ece": 0.02, "curve": [[100, 0.9, 0.88]],
    }  # fmt: skip
    return base | given


def test_growth_is_the_slope_of_logarithms() -> None:
    rows = [row(n=n, size=n, seconds=(n / 10_000) ** 1.5) for n in (10_000, 100_000, 1_000_000)]
    assert exponent(rows) == pytest.approx(1.5)
    assert exponent(rows[:1]) is None


def test_bounds_lie_about_the_mean() -> None:
    low, high = resampled([0.5, 0.6, 0.7, 0.8])
    assert 0.5 <= low < 0.65 < high <= 0.8


def test_curves_are_pooled_by_statements() -> None:
    assert pooled([row(curve=[[100, 0.95, 1.0]]), row(curve=[[300, 0.91, 0.8]])]) == [
        (400, pytest.approx(0.92), pytest.approx(0.85))
    ]


def test_the_report_names_tuned_seeds_what_is_left_out_and_the_change() -> None:
    rows = [
        row(), row(dropped="target", F1=0.5), row(engine="key rule", F1=0.3),
        row(engine="HDBSCAN", left_out="sklearn not installed") | {"F1": None},
    ]  # fmt: skip
    rows[3] = {k: rows[3][k] for k in ("engine", "world", "size", "seed", "dropped", "left_out")}
    text = report(rows, [])
    assert "HDBSCAN: sklearn not installed" in text
    assert "| target | default | 0.500 | -0.050 |" in text
    assert "nobody tuned on" in text
    assert "may have been tuned on" in report([*rows, row(seed=3)], [])


@pytest.mark.parametrize("name", PLOTS)
def test_plots_are_pictures(name: str) -> None:
    rows = [row(), row(size=100_000, n=100_000), row(dropped="target", F1=0.5), row(engine="key rule", world="sea")]
    assert ElementTree.fromstring(PLOTS[name](rows)).tag.endswith("svg")


def test_circles_and_intervals_are_held_against_the_truth() -> None:
    made = WORLDS["default"](300, seed=1)._replace(
        truth=np.zeros(300, np.int64), lat=np.full(300, 48.0), lon=np.full(300, 36.0), when_s=np.full(300, 1_000.0)
    )
    incidents = pa.table(
        {
            "lat_e6": [48_000_000], "lon_e6": [36_010_000], "radius_m": [800], "start_s": [0], "end_s": [900],
            "major_m": [800], "minor_m": [100], "bearing_deg": [90],
        }
    )  # fmt: skip
    found = coverage(incidents, np.zeros(300, np.int64), made)
    assert found == {"circle": 1.0, "interval": 0.0, "ellipse": 1.0}
    turned = incidents.set_column(7, "bearing_deg", pa.array([0]))
    assert coverage(turned, np.zeros(300, np.int64), made)["ellipse"] == 0.0
