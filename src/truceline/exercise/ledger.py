"""The bookkeeping of truth: for every row of every table file, which incident it tells of, and its planted errors."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from truceline.exercise.text_columns import joined
from truceline.exercise.theatre import Ints
from truceline.exercise.truth import REPORTS_TRUE


def rows_of(
    file: str, source: str, incident: Ints, native: pa.Array | None, errors: dict[str, NDArray[np.bool_]], *, first: int
) -> pa.Table:
    """One entry for each row; `first` is the line of the first row: 2 after a header line, 1 without."""
    total = len(incident)
    named: pa.Array = pa.array([""] * total, pa.string())
    for name, flag in errors.items():
        named = joined(named, pa.array(np.where(flag, f"{name} ", "")))
    return pa.table(
        {
            "file": pa.array([file] * total, pa.string()),
            "source": pa.array([source] * total, pa.string()),
            "line": np.arange(first, total + first),
            "native_id": native if native is not None else pa.nulls(total, pa.string()),
            "incident": incident,
            "errors": named,
        },
        schema=REPORTS_TRUE,
    )
