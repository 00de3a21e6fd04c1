"""Equal tables are equal bytes: written twice, in two time zones, under two hash seeds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.feather as feather
import pytest

from truceline.mission.formats import write_table
from truceline.model.column_texts import DESCRIBED

_PROGRAM = """
import hashlib, sys
from pathlib import Path
import pyarrow.feather as feather
import pytest

from truceline.mission.formats import write_table
from truceline.model.column_texts import DESCRIBED
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


def _swapped(words: str) -> str:
    return words.replace("side_a", "\0").replace("side_b", "side_a").replace("\0", "side_b")


@pytest.mark.parametrize("ending", ["csv", "jsonl", "geojson"])
def test_swapping_the_sides_gives_the_mirrored_file(incidents: pa.Table, tmp_path: Path, ending: str) -> None:
    rows = incidents.to_pylist()
    rows[0] |= {"alleged_actor": "side_a", "claimants": ["side_a", "side_b"]}
    mirrored = [row | {"alleged_actor": _swapped(row["alleged_actor"] or "") or None} for row in rows]
    mirrored[0] |= {"claimants": ["side_b", "side_a"]}
    files = [tmp_path / f"{name}.{ending}" for name in ("one", "other")]
    for path, made in zip(files, (rows, mirrored), strict=True):
        write_table(pa.Table.from_pylist(made, incidents.schema), path, DESCRIBED["incidents"], "incidents")
    one, other = (path.read_text(encoding="utf-8") for path in files)
    assert one != other and _swapped(one) == other
