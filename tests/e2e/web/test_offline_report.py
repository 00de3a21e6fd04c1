"""A report written where there is no line: it waits on the device, arrives once, and leaves only its receipt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.browsing import complaints, served

from truceline.exercise.folder import write_mission
from truceline.exercise.generate import generate
from truceline.exercise.params import ExerciseParams


def test_a_report_without_a_line_arrives_once(npm: str, browser: str, pages: None, tmp_path: Path) -> None:
    mission = tmp_path / "mission"
    write_mission(generate(ExerciseParams(days=30, incidents_per_day=4, articles=2)), mission, mission / "incoming")
    taking = [sys.executable, "-m", "truceline.cli", "ingest", str(mission), str(mission / "incoming")]
    subprocess.run(taking, check=True, capture_output=True)
    # the address signs in once: this browser has a server of its own
    with served(mission) as (url, enter):
        assert complaints(npm, browser, "report-offline", url, enter) == []
