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
from tests.unit.service.test_commission_api import AGREEMENT

from truceline.mission.folder import open_mission
from truceline.mission.opened import opened
from truceline.mission.statements import enter, propose
from truceline.mission.stores import accounts_of
from truceline.model.accounts import Account
from truceline.record.note import Note, key_of, sign, write
from truceline.record.people import Person, found_text
from truceline.service.signin.passwords import hash_of
from truceline.stores.keyring import load_or_make

CHROMIUM = os.environ.get("TRUCELINE_CHROMIUM", "/usr/bin/chromium")
PAGES = Path(__file__).parents[2] / "src" / "truceline" / "service" / "pages" / "index.html"
ROLES = {"anna": "chair", "bert": "side_a", "clara": "side_b", "dan": "analyst", "olena": "observer"}
PASSWORD = "a long enough word of {name} 71"

pytestmark = [
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
    pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed"),
    pytest.mark.skipif(
        not (WEB / "node_modules" / "playwright-core").exists(), reason="npm --prefix web ci was not run"
    ),
    pytest.mark.skipif(not PAGES.exists(), reason="the pages are not built: npm --prefix web run build"),
]


def _mission(folder: Path, keys: Path) -> Path:
    mission = folder / "north"
    mission.mkdir()
    cut_off = (datetime.now(UTC) + timedelta(hours=12)).strftime("%H:00")  # no day ends while the case is heard
    (mission / "mission.toml").write_text(
        f'[mission]\nname = "North"\nagreement = "agreement.toml"\ncut_off = "{cut_off}"\n[policy]\napprovals = 2\n'
    )
    (mission / "agreement.toml").write_text(AGREEMENT)
    opened_mission = open_mission(mission)
    signers = {name: load_or_make(keys, name) for name in ROLES}
    with opened(opened_mission) as record:
        founders = [Person(name, role, key_of(signers[name])) for name, role in ROLES.items()]  # type: ignore[arg-type]
        text = propose(record, "found", found_text(founders)).text
        enter(record, write(Note(text, tuple(sign(text, signer) for signer in signers.values()))))
    accounts = accounts_of(opened_mission)
    for name in ROLES:
        accounts.put(Account(name, hash_of(PASSWORD.format(name=name))))
    accounts.close()
    return mission


def test_a_case_from_a_report_to_the_published_bulletin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = tmp_path / "keys"
    monkeypatch.setenv("TRUCELINE_KEYS", str(keys))
    monkeypatch.delenv("TRUCELINE_AS", raising=False)
    mission = _mission(tmp_path, keys)
    people = {
        name: {"password": PASSWORD.format(name=name), "key": str(next((keys / name).glob("*.key")))} for name in ROLES
    }
    (tmp_path / "people.json").write_text(json.dumps({**people, "attributed_to": "B"}))
    with served(mission) as (url, _):
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
        [sys.executable, "-m", "truceline.cli", "verify", str(mission)], capture_output=True, text=True, check=False
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "attributed_by_decision" in (mission / "bulletins" / day / "bulletin.json").read_text()
