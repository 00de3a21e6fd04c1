"""What is written is what QGIS reads, with the Python that Debian's QGIS comes with."""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from truceline.mission.formats import write_table
from truceline.model.column_texts import DESCRIBED

_PYTHON = Path("/usr/bin/python3")

#: prints of each layer what a person sees of it, then ends without QGIS' own end, which asks for all layers first
_LOOK = """
import json, os, sys
from qgis.core import QgsApplication, QgsVectorLayer
app = QgsApplication([], False)
app.initQgis()
seen = []
for path in sys.argv[1:]:
    layer = QgsVectorLayer(path, "it", "ogr")
    rows = [dict(zip(layer.fields().names(), map(str, row.attributes()))) for row in layer.getFeatures()]
    types = {field.name(): field.typeName() for field in layer.fields()}
    seen.append({"valid": layer.isValid(), "crs": layer.crs().authid(), "rows": rows, "types": types})
print(json.dumps(seen))
sys.stdout.flush()
os._exit(0)
"""


@cache
def _has_qgis() -> bool:
    if not _PYTHON.exists():
        return False
    asked = subprocess.run([_PYTHON, "-c", "import qgis.core"], check=False, env=_alone(), capture_output=True)
    return asked.returncode == 0


def _alone() -> dict[str, str]:
    """Without our own Python's paths, and without a screen."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}


def _seen(*paths: Path) -> tuple[list[dict[str, Any]], str]:
    done = subprocess.run(
        [_PYTHON, "-c", _LOOK, *map(str, paths)], env=_alone(), capture_output=True, text=True, check=True, timeout=120
    )
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found, done.stderr


@pytest.mark.skipif("not _has_qgis()", reason="needs Debian's python3-qgis and qgis-providers")
def test_qgis_opens_geopackage_and_geojson_without_a_warning(incidents: pa.Table, tmp_path: Path) -> None:
    paths = tmp_path / "i.gpkg", tmp_path / "i.geojson"
    for path in paths:
        write_table(incidents, path, DESCRIBED["incidents"], "incidents")
    layers, complaints = _seen(*paths)
    for layer in layers:
        assert layer["valid"] and layer["crs"] == "EPSG:4326"
        assert [row["incident_id"] for row in layer["rows"]] == incidents["incident_id"].to_pylist()
        assert layer["types"]["start"] == "DateTime"
        assert layer["rows"][1]["alleged_actor"] == "Сторона «Ї», ’ж"
    assert "Warning" not in complaints
