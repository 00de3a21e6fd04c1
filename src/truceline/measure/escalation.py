"""Is it getting heavier? The share of heavy weapons in the last days against the weeks before.

Shares have Wilson intervals, their difference Newcombe's (R. G. Newcombe, Statistics in Medicine 17, 1998, method 10),
both for as many incidents as the overdispersion of weeks leaves: incidents come in bouts. An incident of which nobody
stated the weapon counts on neither side.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import ndtri

from truceline.model.measures import Escalation

#: the days that are asked about, and those before them
RECENT_DAYS, BEFORE_DAYS = 7, 28

#: fewer incidents with a weapon than these, on either side, give no answer
FEWEST = 10

_Z = float(ndtri(0.975))


def escalation(heavy: Sequence[int], stated: Sequence[int]) -> Escalation | None:
    """The last 7 days against the 28 before; null where either side has too few incidents with a weapon.

    Args:
        heavy, stated: by day, oldest first: incidents with heavy weapons, and all with a stated weapon.
    """
    h, n = np.asarray(heavy, dtype=np.float64), np.asarray(stated, dtype=np.float64)
    recent, before = slice(-RECENT_DAYS, None), slice(-RECENT_DAYS - BEFORE_DAYS, -RECENT_DAYS)
    if len(n) < RECENT_DAYS + BEFORE_DAYS or min(n[recent].sum(), n[before].sum()) < FEWEST:
        return None
    spread = _overdispersion(h[-RECENT_DAYS - BEFORE_DAYS :], n[-RECENT_DAYS - BEFORE_DAYS :])
    now, past = (_share(h[part].sum(), n[part].sum(), spread) for part in (recent, before))
    low, high = _difference(now, past)
    return Escalation(
        share_ppm=_ppm(now[0]),
        before_ppm=_ppm(past[0]),
        low_ppm=_ppm(low),
        high_ppm=_ppm(high),
        incidents=int(n[recent].sum()),
        incidents_before=int(n[before].sum()),
        direction="heavier" if low > 0 else "lighter" if high < 0 else "not_shown",
    )


def _share(heavy: float, stated: float, spread: float) -> tuple[float, float, float]:
    """A share with its Wilson interval."""
    p, n = heavy / stated, max(stated / spread, 1.0)
    middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    reach = _Z * float(np.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))) / (1 + _Z**2 / n)
    return p, middle - reach, middle + reach


def _difference(now: tuple[float, float, float], past: tuple[float, float, float]) -> tuple[float, float]:
    gap = now[0] - past[0]
    low = gap - float(np.hypot(now[0] - now[1], past[2] - past[0]))
    high = gap + float(np.hypot(now[2] - now[0], past[0] - past[1]))
    return low, high


def _overdispersion(heavy: np.ndarray, stated: np.ndarray) -> float:
    """Pearson's, of the shares of weeks against the mean of the weeks before the last; never under 1."""
    h, n = (part.reshape(-1, RECENT_DAYS).sum(axis=1)[:-1] for part in (heavy, stated))
    p = float(np.clip(h.sum() / n.sum(), 0.01, 0.99))
    some = n > 0
    if np.count_nonzero(some) < 2:
        return 1.0
    squares = (h[some] - n[some] * p) ** 2 / (n[some] * p * (1 - p))
    return max(1.0, float(squares.sum()) / (int(np.count_nonzero(some)) - 1))


def _ppm(share: float) -> int:
    return round(1_000_000 * share)
