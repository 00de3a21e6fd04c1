"""What `/ready` says of a view that is empty, behind, or up to date."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from truceline.service.health import Readiness, ready


@pytest.mark.parametrize(
    ("entries", "shown", "status", "said"),
    [
        (0, 0, 200, Readiness("ready", 0, 0, 0)),
        (7, 0, 503, Readiness("waiting", 7, 0, 7, ("incidents",))),
        (7, 5, 200, Readiness("ready", 7, 5, 2)),
        (7, 7, 200, Readiness("ready", 7, 7, 0)),
    ],
)
def test_readiness(entries: int, shown: int, status: int, said: Readiness) -> None:
    house = SimpleNamespace(view=SimpleNamespace(as_of=lambda: shown), record=SimpleNamespace(size=lambda: entries))
    answer = ready.fn(house)
    assert (answer.status_code or 200, answer.content) == (status, said)
