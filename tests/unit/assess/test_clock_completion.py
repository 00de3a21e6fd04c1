"""When a silence is complete: all worlds at once, as a walk through each world's events has it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from truceline.assess.clocks import NEVER_S, complete

_MOMENTS = st.one_of(st.integers(-5, 40), st.just(NEVER_S))


def walked(restarts: list[int], gaps: list[tuple[int, int]], start_s: int, need_s: int) -> int:
    """One event after the other."""
    last = start_s
    for begin, end in sorted([*((one, one) for one in restarts if one != NEVER_S), *gaps]):
        if begin - last >= need_s:
            break
        last = max(last, end)
    return min(last + need_s, NEVER_S)


@st.composite
def gaps(draw: st.DrawFn) -> list[tuple[int, int]]:
    cuts = sorted(draw(st.sets(st.integers(0, 45), max_size=6)))
    found = list(zip(cuts[::2], cuts[1::2], strict=False))
    if found and draw(st.booleans()):
        found[-1] = (found[-1][0], NEVER_S)
    return found


@given(
    st.integers(1, 3).flatmap(
        lambda worlds: st.lists(st.lists(_MOMENTS, min_size=worlds, max_size=worlds), min_size=1, max_size=6)
    ),
    gaps(),
    st.integers(0, 8),
    st.integers(1, 12),
)
def test_a_silence_is_complete_in_each_world_when_a_walk_through_it_says_so(
    restarts: list[list[int]], unwatched: list[tuple[int, int]], start_s: int, need_s: int
) -> None:
    found = complete(np.array(restarts), np.array(unwatched, dtype=np.int64).reshape(-1, 2), start_s, need_s)
    assert found.tolist() == [walked(list(world), unwatched, start_s, need_s) for world in zip(*restarts, strict=True)]


def test_where_nothing_restarts_it_a_silence_is_complete_as_soon_as_it_may_be() -> None:
    nothing = np.zeros((0, 2), dtype=np.int64)
    assert complete(nothing, nothing, 7, 10).tolist() == [17, 17]
