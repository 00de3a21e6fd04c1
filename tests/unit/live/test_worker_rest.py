"""How the desk rests, long enough that reports gather and not at all while it is behind; and what memory it keeps."""

from __future__ import annotations

import gc
import weakref

import pytest

from truceline.live.worker import PACE_S, rest_after, set_aside, settle_memory


def steady(rate: float, fixed_s: float, each_s: float, steps: int = 400) -> float:
    """Seconds from one step to the next once that settles, where reports come at this rate and each step takes all."""
    cycle = 0.0
    for _ in range(steps):
        took = fixed_s + each_s * rate * cycle
        cycle = took + rest_after(took)
    return cycle


def test_after_a_short_step_it_rests_for_a_while_and_after_a_long_one_not_at_all() -> None:
    assert 0 < rest_after(0.01) < PACE_S
    assert rest_after(PACE_S / 2) == pytest.approx(PACE_S / 2)
    assert rest_after(PACE_S) == rest_after(10 * PACE_S) == 0


@pytest.mark.parametrize(("rate", "fixed_s", "each_s"), [(100, 0.02, 0.001), (200, 0.02, 0.002), (200, 0.05, 0.003)])
def test_steps_grow_until_they_keep_up_and_then_stay_as_they_are(rate: float, fixed_s: float, each_s: float) -> None:
    cycle = steady(rate, fixed_s, each_s)
    busy = fixed_s + each_s * rate * cycle
    assert cycle == pytest.approx(max(busy, min(PACE_S, 3 * busy)))
    assert cycle < 0.5


class Held:
    """Something that leads to itself."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_held_is_not_looked_through_and_goes_once_all_is_made_anew() -> None:
    held = Held()
    left = weakref.ref(held)
    try:
        settle_memory()
        del held
        gc.collect()
        assert left() is not None
        settle_memory()
        assert left() is None
    finally:
        gc.unfreeze()


def test_what_a_step_left_is_looked_through_once() -> None:
    torn = Held()
    gone = weakref.ref(torn)
    del torn
    kept = [Held() for _ in range(1_000)]
    frozen = gc.get_freeze_count()
    try:
        set_aside()
        assert gone() is None, "what nothing leads to goes"
        assert gc.get_freeze_count() >= frozen + len(kept)
        assert not any(one is kept[0] for one in gc.get_objects())
    finally:
        gc.unfreeze()
