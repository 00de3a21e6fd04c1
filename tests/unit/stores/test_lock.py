from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from truceline.model.errors import MissionError
from truceline.stores.lock import mission_lock

HOLD = """
import sys
from pathlib import Path
from truceline.stores.lock import mission_lock
with mission_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_second_process_is_told_who_holds_it_and_death_frees_it(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(MissionError, match=f"number {holder.pid}"), mission_lock(tmp_path):
        pass
    holder.kill()
    holder.wait()
    with mission_lock(tmp_path):
        pass
