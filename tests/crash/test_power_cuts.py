"""Power cuts in short: `python -m tests.crash` is the long form."""

from __future__ import annotations

import random
import shutil
from collections import Counter

import pytest
from tests.crash.disk import MANNERS, Disk
from tests.crash.power import power_cuts
from tests.crash.scenarios import SCENARIOS
from tests.crash.trace import Call

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@needs_strace
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_nothing_acknowledged_is_lost(scenario: str) -> None:
    found = power_cuts(scenario, "full", 80)
    assert found == Counter(held=found.total()) and found.total() >= 80


@needs_strace
@pytest.mark.parametrize(
    ("scenario", "sync"), [("append", "normal"), ("intake", "off"), ("replace", "off"), ("witness", "off")]
)
def test_a_careless_store_is_caught(scenario: str, sync: str) -> None:
    """The control: a harness in which nothing fails proves nothing."""
    found = power_cuts(scenario, sync, 80)
    assert found["held"] < 0.9 * found.total()


def _left(calls: list[Call], seed: int = 0) -> list[dict[str, bytes | None]]:
    disk = Disk("/d")
    for call in calls:
        disk.do(call)
    chance = random.Random(seed)
    return [disk.left(manner, chance) for manner in MANNERS for _ in range(40)]


def test_a_name_is_safe_once_its_folder_is() -> None:
    made = [Call("create", "/d/a"), Call("write", "/d/a", 0, b"x" * 9), Call("sync", "/d/a")]
    assert {} in _left(made)
    assert all(left == {"/d/a": b"x" * 9} for left in _left([*made, Call("sync", "/d")]))


def test_what_is_not_waited_for_may_be_torn_anywhere() -> None:
    before = [Call("create", "/d/a"), Call("write", "/d/a", 0, b"a" * 4096), Call("sync", "/d/a"), Call("sync", "/d")]
    found = {left["/d/a"] for left in _left([*before, Call("write", "/d/a", 0, b"b" * 4096)])}
    assert b"a" * 4096 in found and b"b" * 4096 in found and len(found) > 3


def test_a_rename_leaves_the_old_file_or_the_new_one() -> None:
    calls = [Call("create", "/d/a"), Call("write", "/d/a", 0, b"old"), Call("sync", "/d/a"), Call("sync", "/d")]
    calls += [
        Call("create", "/d/b"),
        Call("write", "/d/b", 0, b"new"),
        Call("sync", "/d/b"),
        Call("rename", "/d/b", to="/d/a"),
    ]
    assert {left["/d/a"] for left in _left(calls)} == {b"old", b"new"}


def test_what_lies_in_a_folder_goes_with_it() -> None:
    calls = [Call("folder", "/d/f"), Call("create", "/d/f/a"), Call("sync", "/d/f/a"), Call("sync", "/d/f")]
    assert {} in _left(calls)
    assert all(left == {"/d/f": None, "/d/f/a": b""} for left in _left([*calls, Call("sync", "/d")]))
