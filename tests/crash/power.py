"""Power cuts: a recorded run is cut at many points in many manners, and each time the store is opened and asked."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.crash.disk import MANNERS, Disk, put_down
from tests.crash.room import room
from tests.crash.scenarios import SCENARIOS
from tests.crash.trace import Call, traced

#: how often a scenario acknowledges in one recorded run
_ACKNOWLEDGEMENTS = 60


def power_cuts(scenario: str, sync: str, states: int, seed: int = 1) -> Counter[str]:
    """How often a store held after a cut, how often something acknowledged was lost, how often it cannot be used."""
    with room() as here:
        folder = here / "traced"
        folder.mkdir()
        calls = traced(scenario, folder, sync, _ACKNOWLEDGEMENTS)
        chance, found = random.Random(seed), Counter[str]()
        for acknowledged, disk in _moments(calls, str(folder), states, chance):
            for manner in MANNERS:
                with tempfile.TemporaryDirectory(dir=here) as left:
                    put_down(disk.left(manner, chance), str(folder), Path(left))
                    found[verdict(scenario, Path(left), acknowledged)] += 1
    return found


def verdict(scenario: str, folder: Path, acknowledged: int) -> str:
    """What became of a store."""
    try:
        wrong = SCENARIOS[scenario].lost(folder, acknowledged)
    except Exception as error:  # noqa: BLE001 - whatever it is, the store cannot be used
        return f"broken: {type(error).__name__}"
    return "lost" if wrong else "held"


def _moments(calls: list[Call], folder: str, states: int, chance: random.Random) -> Iterator[tuple[int, Disk]]:
    """Moments of the run after its first acknowledgement, with what had been acknowledged and the disk as it was."""
    first = next(at for at, call in enumerate(calls) if call.what == "ack")
    wanted = -(-states // len(MANNERS))
    moments = range(first + 1, len(calls) + 1)
    chosen = set(chance.sample(moments, min(wanted, len(moments))))
    again = max(1, -(-wanted // max(1, len(chosen))))
    disk, acknowledged = Disk(folder), 0
    for at, call in enumerate(calls, 1):
        if call.what == "ack":
            acknowledged = call.at
        else:
            disk.do(call)
        if at in chosen:
            for _ in range(again):
                yield acknowledged, disk
