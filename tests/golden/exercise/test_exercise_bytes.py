"""The exercise is the same bytes in every process: under other hash seeds, time zones and numbers of threads."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

#: of the small exercise below; changes when the generator, or a random stream of NumPy, changes
GOLDEN = "700ae29d01bd1460ca6805820fa3a0fa45deadf1c5a8f33f7318820201efab84"

_PROGRAM = """
import hashlib
from truceline.exercise.generate import generate
from truceline.exercise.params import ExerciseParams
made = generate(ExerciseParams(incidents_per_day=6, articles=30))
digest = hashlib.sha256()
for name, data in sorted(made.files.items()):
    digest.update(name.encode() + b"\\0" + data)
for data in (made.mission_toml, made.agreement_toml, made.zones_geojson, made.sectors_geojson, made.gazetteer_csv):
    digest.update(data)
for table in (made.truth.incidents, made.truth.reports, made.truth.labels):
    digest.update(repr(table.to_pylist()).encode())
digest.update(repr((made.truth.items, made.truth.expected, made.truth.claims)).encode())
print(digest.hexdigest())
"""


def digest(hash_seed: str, zone: str, threads: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": zone, "OMP_NUM_THREADS": threads}
    done = subprocess.run([sys.executable, "-c", _PROGRAM], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("hash_seed", "zone", "threads"),
    [("0", "UTC", "1"), ("4242", "Asia/Kathmandu", "2")],
)
def test_the_same_bytes_everywhere(hash_seed: str, zone: str, threads: str) -> None:
    assert digest(hash_seed, zone, threads) == GOLDEN
