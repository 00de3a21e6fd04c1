"""Every command on a mission whose record and evidence lie in a real PostgreSQL."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.postgres_server import Server

from truceline.cli import commands
from truceline.mission.folder import open_mission
from truceline.mission.stores import record_of

_SETTINGS = """[mission]
name = "North"
zone = "Europe/Kyiv"
area = [22.0, 44.0, 40.5, 52.5]

[[source]]
match = "patrol*.csv"
connector = "patrol"
class = "patrol"

[store]
url = "{url}"
"""
_PATROL = """_submission_time,patrol,sector,event_type,event_start,event_end,latitude,longitude,radius_m,count,unit,\
means,weapon,calibre_mm,target,alleged_actor,note,KEY
2026-03-03T16:05:00Z,patrol-3,North bank,fire.shelling,2026-03-03T16:40:00+02:00,2026-03-03T16:50:00+02:00,49.9935,\
36.2304,800,1,attack,heard,mortar,82,,,four impacts,uuid:1
2026-03-04T16:05:00Z,patrol-3,North bank,fire.shelling,2026-03-04T16:40:00+02:00,2026-03-04T16:50:00+02:00,49.9935,\
36.2304,800,1,attack,heard,mortar,82,,,two impacts,uuid:2
"""


class _Mission:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def does(self, *words: str, exit_code: int = 0) -> str:
        done = CliRunner().invoke(commands, list(words))
        assert done.exit_code == exit_code and done.exception is None, (words, done.output, done.exception)
        return done.output

    def told(self, *words: str) -> dict[str, object]:
        return json.loads(self.does(*words, "--json"))

    def exported(self, table: str) -> list[dict[str, str]]:
        out = self.folder.parent / f"{table}.csv"
        self.does("export", str(self.folder), table, "-o", str(out))
        return list(csv.DictReader(out.open(encoding="utf-8")))


@pytest.fixture
def mission(tmp_path: Path, postgres: Server) -> _Mission:
    folder = tmp_path / "north"
    folder.mkdir()
    (folder / "mission.toml").write_text(_SETTINGS.format(url=postgres.fresh()))
    (tmp_path / "patrol-3.csv").write_text(_PATROL)
    return _Mission(folder)


def test_from_evidence_to_an_evacuation(mission: _Mission, tmp_path: Path) -> None:
    name = str(mission.folder)
    mission.does("ingest", name, str(tmp_path / "patrol-3.csv"), "--receipts", str(tmp_path / "receipts"))
    (receipt,) = (tmp_path / "receipts").iterdir()
    mission.does("run", name)
    mission.does("bulletin", name, "--format", "json,html")
    incident = mission.exported("incidents")[0]["incident_id"]
    assert "patrol-3.csv" in mission.does("explain", name, incident)
    assert mission.told("verify", name, "--receipt", str(receipt))["evidence"] == 1
    mission.does("review", name)
    mission.does("access", "log", name)
    mission.does("keys", "reseal", name)
    sha256 = mission.exported("evidence")[0]["sha256"]
    mission.does("release", "erase", name, "--evidence", sha256, "--why", "an order")
    said = mission.told("verify", name)
    assert (said["evidence"], said["destroyed"]) == (0, 1)
    record = record_of(open_mission(mission.folder), read_only=True)
    entries = record.size()
    record.close()
    assert entries == said["entries"] > 10
    assert not any((mission.folder / own).exists() for own in ("truceline.db", "evidence", "accounts.db"))
    key = next(word for word in mission.does("keys", "make", "rita", "--opening").split() if word.startswith("age1"))
    copy = tmp_path / "north.age"
    mission.does("seal", name, "--to", str(copy), "--recipient", key)
    assert sorted(path.name for path in mission.folder.iterdir()) == [".lock", "SEALED.json"]
    mission.does("seal", "open", str(copy), "--as", "rita", "--into", str(tmp_path / "again"))
    assert mission.told("verify", str(tmp_path / "again"))["entries"] > entries
