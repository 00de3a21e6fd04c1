"""From a mean of log(count + 1/2) back to counts a day.

Above three a day that mean is the logarithm of the level itself; the 1/2 is chosen so (M. S. Bartlett, Biometrics 3,
1947; F. J. Anscombe, Biometrika 35, 1948). Below, the 1/2 outweighs the count: no event at all in force, where five a
day were expected, would read as 0.1 times the level. The way back goes by what Poisson counts of each level give.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.special import gammaln

_LOWEST, _HIGHEST = 0.01, 8.0  # counts a day between which the two differ
_STEPS, _LARGEST_COUNT = 240, 60


def level_of(mean_log: np.ndarray) -> np.ndarray:
    """Logarithm of the counts a day whose mean of log(count + 1/2) this is; same shape, strictly increasing.

    Beyond both ends of the table it goes on with slope 1, so that no level is infinite.
    """
    logs, means = _table()
    inside = np.interp(mean_log, means, logs)
    below, above = np.minimum(mean_log - means[0], 0.0), np.maximum(mean_log - means[-1], 0.0)
    level: np.ndarray = inside + below + above
    return level


@cache
def _table() -> tuple[np.ndarray, np.ndarray]:
    """Logarithms of levels, and the mean of log(count + 1/2) of Poisson counts of each, both ascending."""
    logs = np.linspace(np.log(_LOWEST), np.log(_HIGHEST), _STEPS)
    counts = np.arange(_LARGEST_COUNT)
    shares = np.exp(counts * logs[:, None] - np.exp(logs)[:, None] - gammaln(counts + 1))
    means = shares @ np.log(counts + 0.5)
    return logs, np.asarray(means)
