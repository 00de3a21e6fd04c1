"""Our processes make their arrays without loading pandas; whoever asks for it by name gets it."""

from __future__ import annotations

import json
import subprocess
import sys

_BEGIN = "import json, sys; import pyarrow as pa; from truceline.arrow_alone import leave_pandas_out; "
_OURS = "exec('pa.array([1.5, None])', {'__name__': 'truceline.somewhere', 'pa': pa}); "
_TOLD = "print(json.dumps('pandas' in sys.modules))"


def said(code: str) -> object:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_an_array_of_ours_loads_no_pandas() -> None:
    assert said(_BEGIN + "leave_pandas_out(); leave_pandas_out(); " + _OURS + _TOLD) is False


def test_without_it_pyarrow_would() -> None:
    assert said(_BEGIN + _OURS + _TOLD) is True


def test_a_library_that_asks_by_name_gets_it() -> None:
    ask = "exec('import pandas', {'__name__': 'statsmodels.api'}); "
    assert said(_BEGIN + "leave_pandas_out(); " + _OURS + ask + _TOLD) is True


def test_a_table_can_still_be_handed_over_to_pandas() -> None:
    hand = "exec('t = pa.table({\"a\": [1]}).to_pandas()', {'__name__': 'somebody', 'pa': pa}); "
    assert said(_BEGIN + "leave_pandas_out(); " + _OURS + hand + _TOLD) is True


def test_a_worker_that_read_a_report_has_not_loaded_it() -> None:
    code = """
import json
from truceline.confined.keeper import keeper
from truceline.confined.reading import read_confined
from truceline.ingest.submission import Submission
from truceline.model.evidence import ReadContext
from truceline.model.ids import sha256_hex
data = json.dumps({"patrol": "p", "report_id": "1", "observations": [
    {"type": "fire.shelling", "at": "2026-03-01T09:00:00Z", "lat": 50.0, "lon": 36.2}]}).encode()
read = read_confined(
    Submission(sha256_hex(data), "r.json", "north", "patrol", "application/json", 1, ReadContext()), data)
maps = open(f"/proc/{keeper()._worker.process}/maps").read()
assert read.observations.num_rows == 1 and "pyarrow" in maps
print(json.dumps("/pandas/" in maps))
"""
    assert said(code) is False
