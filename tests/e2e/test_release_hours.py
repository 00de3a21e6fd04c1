"""As a new user: bulletins leave at fixed hours; what comes in between two of them shows in none before the next."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from truceline.cli import commands
from truceline.stores.clock import SystemClock

MISSION = """[mission]
name = "North"
zone = "Europe/Kyiv"
languages = ["en"]
[[source]]
match = "*.csv"
name = "registry"
connector = "generic"
class = "dataset"
[policy]
hours = ["06:00", "20:00"]
min_cell = 1
delay_h = 0
"""
HEADER = "event_id,source,start,end,lat,lon,radius_m,type,reported\n"


class Desk:
    """One machine whose clock is set."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self._patch = folder, patch
        patch.setenv("TRUCELINE_KEYS", str(folder / "keys"))
        patch.delenv("TRUCELINE_AS", raising=False)
        (folder / "north").mkdir()
        (folder / "north" / "mission.toml").write_text(MISSION)

    def at(self, local: str, *words: object) -> dict[str, Any]:
        now_s = int(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Europe/Kyiv")).timestamp())
        self._patch.setattr(SystemClock, "now_s", lambda clock: now_s)
        done = CliRunner().invoke(commands, [*map(str, words), "--json"], standalone_mode=False)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return json.loads(done.stdout)  # type: ignore[no-any-return]

    def takes_in(self, local: str, number: int) -> None:
        path = self.folder / f"events{number}.csv"
        start = f"2026-03-03T0{number}:00:00Z,2026-03-03T0{number}:20:00Z"
        path.write_text(HEADER + f"e{number},registry,{start},4{number}.99,36.23,800,fire.shelling,\n")
        self.at(local, "ingest", self.folder / "north", path)

    def publishes(self, local: str) -> dict[str, Any]:
        done = self.at(local, "bulletin", self.folder / "north", "--date", "2026-03-03", "--format", "json")
        return json.loads(Path(done["files"][0]).read_bytes())  # type: ignore[no-any-return]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def _said(bulletin: dict[str, Any]) -> dict[str, Any]:
    """The bulletin without what grows with the record itself: each release is an entry of it."""
    return {k: v for k, v in bulletin.items() if k not in ("record_head", "checkpoint", "bulletin_id")}


def test_what_comes_in_after_the_hour_waits_for_the_next(desk: Desk) -> None:
    desk.takes_in("2026-03-04T19:00", 1)
    first = desk.publishes("2026-03-04T20:30")
    desk.takes_in("2026-03-04T21:00", 2)
    late, early = desk.publishes("2026-03-04T22:00"), desk.publishes("2026-03-05T05:59")
    assert _said(first) == _said(late) == _said(early)
    after = desk.publishes("2026-03-05T06:00")
    assert (len(first["incidents"]), len(after["incidents"])) == (1, 2)


def test_before_the_first_hour_the_evening_before_counts(desk: Desk) -> None:
    desk.takes_in("2026-03-04T19:59", 1)
    desk.takes_in("2026-03-04T20:00", 2)
    assert len(desk.publishes("2026-03-04T20:00")["incidents"]) == 1
    assert len(desk.publishes("2026-03-05T06:00")["incidents"]) == 2
