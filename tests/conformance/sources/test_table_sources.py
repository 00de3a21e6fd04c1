"""Every table source keeps its promises on examples in its format, and on what hostile hands make of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from truceline.model.evidence import Blob, ReadContext
from truceline.model.ids import sha256_hex
from truceline.sources.catalogue import by_name, recognise
from truceline.testing import check_source

FOLDER = Path(__file__).parents[2] / "data" / "sources"

#: source -> its examples
EXAMPLES: dict[str, tuple[str, ...]] = {
    "acled": ("acled.csv",),
    "ucdp_ged": ("ucdp_ged.csv",),
    "gtd": ("gtd.csv",),
    "scad": ("scad.csv",),
    "ucdp_agreements": ("peace_agreements.csv", "terminations.csv", "agreements.csv"),
    "viina": ("viina_extract.csv", "viina_events.csv"),
    "firms": ("firms_viirs.csv", "firms_modis.csv"),
    "alerts": ("alerts_official.csv", "alerts_volunteer.csv"),
    "claims": ("claims_contract.csv", "claims_local.csv"),
    "effort": ("effort.csv",),
    "smm_counts": ("smm_counts.csv",),
    "war_fires": ("war_fires.csv",),
    "casualties": ("casualties.json",),
    "patrol": ("patrol_form.csv", "patrol.json"),
    "sensor": ("sensor.jsonl",),
    "gdelt_events": ("gdelt_events.tsv", "gdelt_v1.tsv"),
    "gdelt_mentions": ("gdelt_mentions.tsv",),
    "generic": ("events.csv",),
}
PAIRS = [(name, file) for name, files in EXAMPLES.items() for file in files]
KYIV = ReadContext(time_zone="Europe/Kyiv")


@pytest.mark.parametrize(("name", "file"), PAIRS)
def test_source_keeps_its_promises(name: str, file: str) -> None:
    check_source(by_name(name), [(FOLDER / file).read_bytes()], filename=file, context=KYIV)


@pytest.mark.parametrize(("name", "file"), PAIRS)
def test_a_file_is_recognised_by_its_content_under_any_name(name: str, file: str) -> None:
    found = recognise((FOLDER / file).read_bytes(), "download(3)")
    assert found is not None
    assert found.name == name


_SCRIPT = """
import json, sys
from pathlib import Path
from truceline.ingest.read import read
from truceline.model.evidence import Blob, ReadContext
from truceline.model.ids import sha256_hex
from truceline.sources.catalogue import by_name
from truceline.testing import fingerprint
answer = {}
for name, path in json.load(sys.stdin):
    data = Path(path).read_bytes()
    blob = Blob(sha256=sha256_hex(data), data=data, filename=Path(path).name, source="", received_s=0)
    answer[path] = fingerprint(read(blob, by_name(name), ReadContext(time_zone="Europe/Kyiv")))
print(json.dumps(answer))
"""


def _fingerprints(seed: str, zone: str) -> dict[str, str]:
    pairs = json.dumps([(name, str(FOLDER / file)) for name, file in PAIRS])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], input=pairs, capture_output=True, text=True, env=environment, check=True
    )
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


def test_readings_are_the_same_in_other_processes_hash_seeds_and_time_zones() -> None:
    assert _fingerprints("1", "UTC") == _fingerprints("2", "Asia/Tokyo")


def test_every_table_source_has_an_example() -> None:
    modules = {path.stem for path in (Path(__file__).parents[3] / "src/truceline/sources").glob("*.py")}
    with_source = {name for name in modules if "\nSOURCE = " in _text(name)}
    assert with_source - set(EXAMPLES) <= {"text", "html", "feed", "items", "decisions", "media"}


def _text(module: str) -> str:
    return (Path(__file__).parents[3] / "src/truceline/sources" / f"{module}.py").read_text(encoding="utf-8")


def test_a_blob_is_read_under_its_declared_source() -> None:
    data = (FOLDER / "events.csv").read_bytes()
    blob = Blob(sha256=sha256_hex(data), data=data, filename="e.csv", source="mission register", received_s=5)
    item = by_name("generic").read(blob, KYIV).items[0]
    assert (item.source, item.received_s) == ("mission register", 5)
