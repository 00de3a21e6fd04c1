"""A report written where there is no line: it waits on the device, arrives once, and leaves only its receipt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from truceline.exercise.folder import write_mission
from truceline.exercise.generate import generate
from truceline.exercise.params import ExerciseParams

WEB = Path(__file__).parents[3] / "web"


def test_a_report_without_a_line_arrives_once(npm: str, browser: str, pages: None, tmp_path: Path) -> None:
    mission = tmp_path / "mission"
    write_mission(generate(ExerciseParams(days=30, incidents_per_day=4, articles=2)), mission, mission / "incoming")
    truceline = [sys.executable, "-m", "truceline.cli"]
    subprocess.run([*truceline, "ingest", str(mission), str(mission / "incoming")], check=True, capture_output=True)
    # the address signs in once: this browser has a server of its own
    serving = subprocess.Popen(
        [*truceline, "serve", str(mission), "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert serving.stdout is not None
        said = json.loads(serving.stdout.readline())
        command = [npm, "--silent", "--prefix", str(WEB), "run", "report-offline", "--"]
        found = subprocess.run(
            [*command, said["url"].rstrip("/"), said["enter"]],
            check=False,
            capture_output=True,
            text=True,
            timeout=240,
            env={**os.environ, "TRUCELINE_CHROMIUM": browser},
        )
    finally:
        serving.terminate()
        serving.wait(30)
    assert found.stdout.strip() == "[]", found.stdout[-3000:] + found.stderr[-3000:]
