"""Equal tables are equal bytes: written twice, in two time zones, under two hash seeds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.feather as feather

_PROGRAM = """
import hashlib, sys
from pathlib import Path
import pyarrow.feather as feather
from truceline.mission.formats import ENDINGS, write_table
from truceline.model.column_texts import DESCRIBED
folder = Path(sys.argv[1])
table = feather.read_table(folder / "rows.arrow")
for ending in ENDINGS:
    path = folder / f"incidents.{sys.argv[2]}.{ending}"
    write_table(table, path, DESCRIBED["incidents"], "incidents")
    print(ending, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def _hashes(folder: Path, name: str, zone: str, seed: str) -> str:
    environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", _PROGRAM, str(folder), name]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_equal_tables_are_equal_bytes(incidents: pa.Table, tmp_path: Path) -> None:
    feather.write_feather(incidents, tmp_path / "rows.arrow", compression="uncompressed")
    one = _hashes(tmp_path, "one", "UTC", "0")
    assert one == _hashes(tmp_path, "two", "Pacific/Auckland", "7")
    assert len(one.splitlines()) == 6
