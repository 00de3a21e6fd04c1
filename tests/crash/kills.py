"""kill -9 at random moments of work; then the store is opened and asked for what had been acknowledged."""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.crash.power import verdict
from tests.crash.scenarios import main

_LONGEST_S = 0.25
_ENDLESS = 10**9


def kills(scenario: str, times: int, seed: int = 1, sync: str = "full") -> Counter[str]:
    """As `power.power_cuts`, of a process that is killed."""
    chance, found = random.Random(seed), Counter[str]()
    while found.total() < times:
        with tempfile.TemporaryDirectory() as room:
            folder = Path(room)
            acknowledged = _until_killed(scenario, folder, sync, chance.uniform(0.0, _LONGEST_S))
            found[verdict(scenario, folder, acknowledged)] += 1
    return found


def _until_killed(scenario: str, folder: Path, sync: str, after_s: float) -> int:
    """The last acknowledgement that reached us."""
    heard, said = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(heard)
        os.dup2(said, 1)
        try:
            main(scenario, str(folder), sync, _ENDLESS)
        finally:
            os._exit(1)
    os.close(said)
    with os.fdopen(heard, "rb") as acknowledgements:
        acknowledgements.readline()  # it has begun
        time.sleep(after_s)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        lines = [line for line in acknowledgements.read().split(b"\n") if line.startswith(b"ack ")]
    return int(lines[-1].split()[1]) if lines else 0
