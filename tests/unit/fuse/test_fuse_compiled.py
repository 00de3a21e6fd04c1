"""What is compiled and kept never outlives its sources; the same bytes whatever the process around."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import truceline.compiled
import truceline.fuse

_ROOT = Path(__file__).parents[3]
_DIGEST = """
import hashlib, io, os
import pyarrow as pa
from benchmarks.fusion_world import world
from truceline.fuse.fuse import fuse
rows = world(20_000, per_day=400.0, seed=5).observations
made = fuse(rows)
sink = io.BytesIO()
for table in (made.incidents, made.members):
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table.combine_chunks())
print(hashlib.sha256(sink.getvalue()).hexdigest(), made.incidents.num_rows)
"""


def run(code: str, **environment: str) -> str:
    path = os.pathsep.join([*environment.pop("path", "").split(), str(_ROOT / "src"), str(_ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path, **environment},
    )
    return done.stdout.strip()


def test_hash_seed_time_zone_and_number_of_threads_leave_every_byte_as_it_is() -> None:
    first = run(_DIGEST, PYTHONHASHSEED="1", TZ="UTC")
    assert first == run(_DIGEST, PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", OMP_NUM_THREADS="1")


def test_a_kernel_forgets_its_machine_code_when_a_file_it_takes_functions_from_changes(tmp_path: Path) -> None:
    package = tmp_path / "truceline"
    package.mkdir()
    (package / "__init__.py").touch()
    folder = package / "fuse"
    shutil.copy(Path(truceline.compiled.__file__), package)
    shutil.copytree(Path(truceline.fuse.__path__[0]), folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "part.py").write_text("from truceline.compiled import inner\n@inner\ndef part(x):\n    return x + 1\n")
    (folder / "whole.py").write_text(
        "from truceline.compiled import kernel\nfrom truceline.fuse.part import part\n"
        "@kernel\ndef whole(x):\n    return part(x)\n"
    )
    code = "from truceline.fuse.whole import whole; print(whole(1), sum(whole.stats.cache_hits.values()))"
    answers = [run(code, path=str(tmp_path)) for _ in range(2)]
    assert answers == ["2 0", "2 1"]
    text = (folder / "part.py").read_text()
    (folder / "part.py").write_text(text.replace("x + 1", "x + 2"))
    assert run(code, path=str(tmp_path)) == "3 0"


@pytest.mark.parametrize("length", [1, 2, 9, 64])
def test_looking_forward_finds_what_the_search_from_the_middle_finds(length: int) -> None:
    import numpy as np

    from truceline.compiled import kernel
    from truceline.fuse.search import bound_from, lower_bound

    @kernel
    def both(values: np.ndarray, wanted: float, low: int) -> tuple[int, int]:
        return bound_from(values, wanted, low, len(values)), lower_bound(values, wanted, low, len(values))

    values = np.sort(np.random.default_rng(length).integers(0, length, length)).astype(float)
    for low in range(length + 1):
        for wanted in np.arange(-1.0, length + 1.5, 0.5):
            quick, plain = both(values, wanted, low)
            assert quick == plain
