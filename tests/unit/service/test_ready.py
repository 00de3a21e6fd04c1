"""What `/ready` says of a view that is empty, behind, or up to date; and to whom it says how far they are."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from truceline.mission.asking import Asker
from truceline.record.access import Role
from truceline.service.health import Readiness, ready


def asked(entries: int, shown: int, host: str, role: Role, **headers: str) -> tuple[int, Readiness]:
    request = SimpleNamespace(client=SimpleNamespace(host=host), headers=headers)
    house = SimpleNamespace(view=SimpleNamespace(as_of=lambda: shown), record=SimpleNamespace(size=lambda: entries))
    answer = ready.fn(request, house, Asker("", role))
    return answer.status_code or 200, answer.content


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
    assert asked(entries, shown, "127.0.0.1", "public") == (status, said)
    assert asked(entries, shown, "198.51.100.7", "auditor") == (status, said)


def test_a_stranger_is_told_no_figures() -> None:
    """Asked every minute they would say when each report came in."""
    assert asked(7, 5, "198.51.100.7", "public") == (200, Readiness("ready"))
    assert asked(7, 0, "198.51.100.7", "public") == (503, Readiness("waiting", missing=("incidents",)))
    assert asked(7, 5, "127.0.0.1", "public", **{"x-forwarded-for": "198.51.100.7"}) == (200, Readiness("ready"))
