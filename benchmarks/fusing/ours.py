"""`fuse` as anybody would call it: a table of observations in, groups and probabilities out."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa


class Answer(NamedTuple):
    """A group for each row of the input, in its order; the probability that the row belongs there, where stated;
    how many incidents are expected, with an interval, where stated."""

    group: npt.NDArray[np.int64]
    p_same: npt.NDArray[np.float64] | None = None
    expected: tuple[float, float, float] | None = None
    seconds: float = 0.0


def ours(observations: pa.Table, **options: Any) -> Answer:
    """Run `fuse` and put its members back in the order of the input."""
    from truceline.fuse.fuse import fuse

    began = time.perf_counter()
    fused = fuse(observations, **options)
    seconds = time.perf_counter() - began
    # members are sorted by observation
    back = np.empty(observations.num_rows, np.int64)
    back[pa.compute.array_sort_indices(observations["observation_id"].combine_chunks()).to_numpy()] = np.arange(
        observations.num_rows
    )
    incident = fused.members["incident_id"].combine_chunks().dictionary_encode().indices.to_numpy()
    p_same = fused.members["p_same_ppm"].to_numpy() / 1e6
    return Answer(incident[back].astype(np.int64), p_same[back], expected_of(fused), seconds)


def expected_of(fused: Any) -> tuple[float, float, float] | None:
    """Expected number of incidents with the bounds of its interval, if the result offers them."""
    expected = getattr(fused, "expected", None)
    if expected is None:
        return None
    found = [getattr(expected, name, None) for name in ("count_milli", "low", "high")]
    return None if None in found else (found[0] / 1000, float(found[1]), float(found[2]))
