"""Strong Kleene logic on small integers: not met 0, not established 1, met 2. Nothing here is a probability.

Source: S. C. Kleene, Introduction to Metamathematics (1952), section 64.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.int8]

NOT_MET, OPEN, MET = 0, 1, 2


def both(left: Values, right: Values) -> Values:
    return np.minimum(left, right)


def either(left: Values, right: Values) -> Values:
    return np.maximum(left, right)


def negated(values: Values) -> Values:
    return np.asarray(MET - values, dtype=np.int8)


def constant(value: int) -> Values:
    """A value that holds for every incident in every world."""
    return np.full((1, 1), value, dtype=np.int8)


def where(met: npt.NDArray[np.bool_]) -> Values:
    """Met where true, not met elsewhere."""
    return np.where(met, np.int8(MET), np.int8(NOT_MET))
