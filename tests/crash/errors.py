"""The disk refuses a call: EIO, ENOSPC, EROFS at one call of a run. What was acknowledged before is there, and the
process says what is wrong rather than going on."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.crash.power import verdict
from tests.crash.room import room

_ROOT = Path(__file__).parents[2]
_ACKNOWLEDGEMENTS = 40
#: which calls fail, how, and among how many of them the one that does is drawn
REFUSALS: tuple[tuple[str, str, int], ...] = (
    ("pwrite64", "EIO", 160),
    ("pwrite64", "ENOSPC", 160),
    ("pwrite64", "EROFS", 160),
    ("fdatasync", "EIO", 60),
    ("fsync", "EIO", 60),
    ("ftruncate", "EIO", 12),
    ("rename", "EIO", 40),
    ("rename", "ENOSPC", 40),
)


def refused(scenario: str, call: str, error: str, among: int, times: int, seed: int = 1) -> Counter[str]:
    """How often the store "held" although the disk refused, and how often the process went on as if nothing was."""
    chance, found = random.Random(f"{seed} {scenario} {call} {error}"), Counter[str]()
    for _ in range(times):
        with room() as folder:
            inject = f"inject={call}:error={error}:when={chance.randint(1, among)}"
            options = ["-f", "--seccomp-bpf", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject]
            command = [
                sys.executable,
                "-m",
                "tests.crash.scenarios",
                scenario,
                str(folder),
                "full",
                str(_ACKNOWLEDGEMENTS),
            ]
            done = subprocess.run(["strace", *options, *command], cwd=_ROOT, capture_output=True, check=False)
            acknowledged = int(done.stdout.split()[-1]) if done.stdout.split() else 0
            found[verdict(scenario, folder, acknowledged)] += 1
            if done.returncode and b"MissionError" not in done.stderr and b"RecordError" not in done.stderr:
                found[f"unexplained: {done.stderr.decode().strip().rpartition(chr(10))[2][:80]}"] += 1
            found["refusal met"] += done.returncode != 0
    return found
