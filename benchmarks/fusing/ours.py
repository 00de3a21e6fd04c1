"""`fuse` as anybody would call it: a table of observations in, groups and probabilities out."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc


class Answer(NamedTuple):
    """A group for each row of the input, in its order.

    Where it is stated: the probability that the row belongs there, how many incidents are expected (with the bounds of
    the interval), and the incidents themselves, of which `group` is the row.
    """

    group: npt.NDArray[np.int64]
    p_same: npt.NDArray[np.float64] | None = None
    expected: tuple[float, float, float] | None = None
    incidents: pa.Table | None = None


def ours(observations: pa.Table, **options: Any) -> Answer:
    """Run `fuse` and put its members back in the order of the input."""
    from truceline.fuse.fuse import fuse

    fused = fuse(observations, **options)
    # members are sorted by observation, incidents by incident
    order = pc.array_sort_indices(observations["observation_id"].combine_chunks()).to_numpy()
    back = np.empty(observations.num_rows, np.int64)
    back[order] = np.arange(observations.num_rows)
    incident = pc.index_in(
        fused.members["incident_id"].combine_chunks(), fused.incidents["incident_id"].combine_chunks()
    )
    p_same = fused.members["p_same_ppm"].to_numpy() / 1e6
    return Answer(incident.to_numpy()[back].astype(np.int64), p_same[back], expected_of(fused), fused.incidents)


def expected_of(fused: Any) -> tuple[float, float, float] | None:
    """Expected number of incidents with the bounds of its interval, if the result offers them."""
    expected = getattr(fused, "expected", None)
    if expected is None:
        return None
    count, low, high = (getattr(expected, name, None) for name in ("count_milli", "low", "high"))
    return None if count is None or low is None or high is None else (count / 1000, float(low), float(high))
