"""A whole case in real browsers: an observer reports, both sides answer and sign, the public reads the bulletin."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.browsing import SCRIPT_S, WEB, served
from tests.peopled import peopled
from tests.unit.service.test_commission_api import AGREEMENT

from truceline.mission.folder import Mission, open_mission

CHROMIUM = os.environ.get("TRUCELINE_CHROMIUM", "/usr/bin/chromium")
PAGES = Path(__file__).parents[2] / "src" / "truceline" / "service" / "pages" / "index.html"
ROLES = {"anna": "chair", "bert": "side_a", "clara": "side_b", "dan": "analyst", "olena": "observer"}

pytestmark = [
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
    pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed"),
    pytest.mark.skipif(
        not (WEB / "node_modules" / "playwright-core").exists(), reason="npm --prefix web ci was not run"
    ),
    pytest.mark.skipif(not PAGES.exists(), reason="the pages are not built: npm --prefix web run build"),
]


def _mission(folder: Path) -> Mission:
    mission = folder / "north"
    mission.mkdir()
    cut_off = (datetime.now(UTC) + timedelta(hours=12)).strftime("%H:00")  # no day ends while the case is heard
    (mission / "mission.toml").write_text(
        f'[mission]\nname = "North"\nagreement = "agreement.toml"\ncut_off = "{cut_off}"\n[policy]\napprovals = 2\n'
    )
    (mission / "agreement.toml").write_text(AGREEMENT)
    return open_mission(mission)


def test_a_case_from_a_report_to_the_published_bulletin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = tmp_path / "keys"
    monkeypatch.setenv("TRUCELINE_KEYS", str(keys))
    monkeypatch.delenv("TRUCELINE_AS", raising=False)
    mission = _mission(tmp_path)
    passwords = peopled(mission, keys, ROLES)
    people = {
        name: {"password": word, "key": str(next((keys / name).glob("*.key")))} for name, word in passwords.items()
    }
    (tmp_path / "people.json").write_text(json.dumps({**people, "attributed_to": "B"}))
    with served(mission.folder) as (url, _):
        pictures = os.environ.get("TRUCELINE_PICTURES", "")
        command = ["node", "test/browser/whole_case.mjs", url, str(tmp_path / "people.json")]
        told = subprocess.run(
            [*command, *([pictures] if pictures else [])],
            cwd=WEB,
            capture_output=True,
            text=True,
            timeout=SCRIPT_S,
            check=False,
        )
    assert told.returncode == 0, f"{told.stderr[-3000:]}\n{(tmp_path / 'server.log').read_text()[-2000:]}"
    day = json.loads(told.stdout)["day"]
    verified = subprocess.run(
        [sys.executable, "-m", "truceline.cli", "verify", str(mission.folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "attributed_by_decision" in (mission.folder / "bulletins" / day / "bulletin.json").read_text()
