"""Agreement of two groupings of the same rows: pairwise and B-cubed precision and recall, exact, from sparse counts.

B-cubed: Bagga and Baldwin 1998, "Entity-based cross-document coreferencing using the vector space model".
"""

from __future__ import annotations

import msgspec
import numpy as np

from truceline.exercise.theatre import Ints


class Agreement(msgspec.Struct, frozen=True):
    """Shares from 0 to 1; `found` and `true` are numbers of groups."""

    precision: float
    recall: float
    b3_precision: float
    b3_recall: float
    found: int
    true: int

    @property
    def f1(self) -> float:
        return harmonic(self.precision, self.recall)

    @property
    def b3_f1(self) -> float:
        return harmonic(self.b3_precision, self.b3_recall)


def harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0


def compare(found: Ints, true: Ints) -> Agreement:
    """`found[i]` and `true[i]` are the groups of row i. Without any pair a share is 1."""
    if len(found) == 0:
        return Agreement(1.0, 1.0, 1.0, 1.0, 0, 0)
    _, found = np.unique(found, return_inverse=True)
    _, true = np.unique(true, return_inverse=True)
    n_found, n_true = np.bincount(found), np.bincount(true)
    both, shared = np.unique(found.astype(np.int64) * (int(true.max()) + 1) + true, return_counts=True)
    size_found = n_found[both // (int(true.max()) + 1)]
    size_true = n_true[both % (int(true.max()) + 1)]
    pairs, pairs_found, pairs_true = _pairs(shared), _pairs(n_found), _pairs(n_true)
    square = shared.astype(np.float64) ** 2
    return Agreement(
        precision=pairs / pairs_found if pairs_found else 1.0,
        recall=pairs / pairs_true if pairs_true else 1.0,
        b3_precision=float(np.sum(square / size_found)) / len(found),
        b3_recall=float(np.sum(square / size_true)) / len(found),
        found=len(n_found),
        true=len(n_true),
    )


def _pairs(sizes: Ints) -> int:
    return int(np.sum(sizes.astype(np.int64) * (sizes.astype(np.int64) - 1) // 2))
