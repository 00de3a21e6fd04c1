"""Room that was freed is the system's again, in a process that keeps little."""

from __future__ import annotations

import subprocess
import sys

KEEPS_LITTLE = """
import pyarrow as pa
from truceline.freed import give_back, keep_little
keep_little()
assert pa.default_memory_pool().backend_name == "system"
assert pa.array(range(1000)).sum().as_py() == 499500
give_back()
print(pa.system_memory_pool().bytes_allocated())
"""


def test_arrow_asks_the_c_library_for_its_room() -> None:
    done = subprocess.run([sys.executable, "-c", KEEPS_LITTLE], capture_output=True, text=True, timeout=60, check=True)
    assert int(done.stdout) == 0
