"""How well groups match the truth: exact, from the sparse table of who is with whom."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Labels = npt.NDArray[np.generic]


def scores(found: Labels, truth: Labels) -> dict[str, float]:
    """Precision, recall and F1 of pairs; B-cubed; adjusted Rand index; groups found for each true one.

    Sources: Bagga and Baldwin 1998 (B-cubed); Hubert and Arabie 1985 (adjusted Rand index).
    """
    a, size_a = _numbered(found)
    b, size_b = _numbered(truth)
    n = len(a)
    key, both = np.unique(a.astype(np.int64) * len(size_b) + b, return_counts=True)
    of_a, of_b = size_a[key // len(size_b)], size_b[key % len(size_b)]
    hit, said, true = (_pairs(size) for size in (both, size_a, size_b))
    precision, recall = hit / said if said else 1.0, hit / true if true else 1.0
    b3p, b3r = float((both.astype(float) ** 2 / of_a).sum()) / n, float((both.astype(float) ** 2 / of_b).sum()) / n
    chance = said * true / (n * (n - 1) / 2) if n > 1 else 0.0
    spread = (said + true) / 2 - chance
    return {
        "P": precision,
        "R": recall,
        "F1": _f1(precision, recall),
        "B3P": b3p,
        "B3R": b3r,
        "B3F1": _f1(b3p, b3r),
        "ARI": (hit - chance) / spread if spread else 1.0,
        "clusters/truth": len(size_a) / len(size_b),
    }


def _numbered(labels: Labels) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    _, code = np.unique(labels, return_inverse=True)
    return code.astype(np.int64), np.bincount(code).astype(np.int64)


def _pairs(size: npt.NDArray[np.int64]) -> float:
    return float((size.astype(float) * (size - 1) / 2).sum())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
