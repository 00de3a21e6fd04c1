"""kill -9 and refusals of the disk in short: `python -m tests.crash` is the long form."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest
from tests.crash.errors import REFUSALS, refused
from tests.crash.kills import kills
from tests.crash.scenarios import SCENARIOS


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_killed_at_any_moment(scenario: str) -> None:
    assert kills(scenario, 10) == Counter(held=10)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize(("call", "error", "among"), REFUSALS[1::3])
def test_the_disk_refuses(scenario: str, call: str, error: str, among: int) -> None:
    found = refused(scenario, call, error, among, 1)
    assert found["held"] == 1 and not any(word.startswith("unexplained") for word in found)
