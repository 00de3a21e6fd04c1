"""Runs of like rows in a column that is in order."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc


def begins(cells: pa.Array) -> npt.NDArray[np.bool_]:
    """Which cells say something else than the one before; the first does."""
    found = np.ones(len(cells), bool)
    found[1:] = pc.not_equal(cells.slice(1), cells.slice(0, max(len(cells) - 1, 0))).to_numpy(zero_copy_only=False)
    return found
