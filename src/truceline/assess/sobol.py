"""Sobol' points in four dimensions: any power of two of them, from the first on, is spread evenly on every axis.

Source: I. M. Sobol' (1967); direction numbers of S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better
two-dimensional projections", SIAM J. Sci. Comput. 30 (2008), new-joe-kuo-6, dimensions 1 to 4. Shifts: R. Cranley
and T. N. L. Patterson, "Randomization of number theoretic methods", SIAM J. Numer. Anal. 13 (1976).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_BITS = 32
#: for each dimension after the first: coefficients of its primitive polynomial, and its first direction numbers
_POLYNOMIALS: tuple[tuple[int, tuple[int, ...]], ...] = ((0, (1,)), (1, (1, 3)), (1, (1, 3, 1)))


def sobol(n: int) -> npt.NDArray[np.float64]:
    """The first `n` points, in [0, 1). Shape (n, 4)."""
    index = np.arange(n, dtype=np.uint64)
    gray = index ^ (index >> np.uint64(1))
    axes = [_axis(gray, directions) for directions in (_plain(), *(_directions(a, m) for a, m in _POLYNOMIALS))]
    return np.stack(axes, axis=1)


def shifts(ids: Sequence[str]) -> npt.NDArray[np.float64]:
    """Four numbers in [0, 1) for each id, from its SHA-256. Shape (n, 4)."""
    raw = b"".join(hashlib.sha256(one.encode()).digest() for one in ids)
    words = np.frombuffer(raw, dtype=">u8").reshape(len(ids), 4)
    return np.asarray((words >> np.uint64(11)).astype(np.float64) / 2.0**53)


def _plain() -> list[int]:
    return [1 << (_BITS - 1 - bit) for bit in range(_BITS)]


def _directions(coefficients: int, first: tuple[int, ...]) -> list[int]:
    degree = len(first)
    numbers = [m << (_BITS - 1 - bit) for bit, m in enumerate(first)]
    for bit in range(degree, _BITS):
        value = numbers[bit - degree] ^ (numbers[bit - degree] >> degree)
        for k in range(1, degree):
            if (coefficients >> (degree - 1 - k)) & 1:
                value ^= numbers[bit - k]
        numbers.append(value)
    return numbers


def _axis(gray: npt.NDArray[np.uint64], directions: list[int]) -> npt.NDArray[np.float64]:
    sums = np.zeros(len(gray), dtype=np.uint64)
    for bit, direction in enumerate(directions):
        sums ^= ((gray >> np.uint64(bit)) & np.uint64(1)) * np.uint64(direction)
    return sums / 2.0**_BITS
