"""Round steps of an axis that starts at zero."""

from __future__ import annotations


def ticks(reach: int) -> tuple[int, int]:
    """A step of 1, 2 or 5 times a power of ten, and its first multiple that holds `reach`, for four to eight ticks."""
    step = 1
    while reach > step * 8:
        step = step * 2 if str(step)[0] in "15" else step * 5 // 2
    return step, -(-reach // step) * step
