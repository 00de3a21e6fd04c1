"""A table of an exercise in a year to come, brought as a file, keeps its days."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.mission.folder import open_mission
from truceline.mission.intake import ingest
from truceline.mission.locks import lock_record
from truceline.mission.stores import record_of
from truceline.mission.work import work
from truceline.stores.clock import FixedClock
from truceline.stores.silence import SilentProgress

RECEIVED_S, TOLD_S = 1_772_400_000, 1_924_992_000  # March 2026, and 1 January 2031
ROWS = """event_id,source,start,end,lat,lon,radius_m,type
a,north,2031-01-01T00:00:00Z,2031-01-01T00:10:00Z,48.5,37.9,500,shelling
"""


def test_its_incidents_happen_when_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    (tmp_path / "north").mkdir()
    (tmp_path / "north" / "mission.toml").write_text('[mission]\nname = "North"\n')
    (tmp_path / "plan.csv").write_text(ROWS)
    mission = open_mission(tmp_path / "north")
    record = record_of(mission)
    lock_record(mission, record)
    ingest(mission, record, [tmp_path / "plan.csv"], FixedClock(RECEIVED_S), SilentProgress())
    outcome = work(mission, record, None, SilentProgress())
    assert outcome.incidents["start_s"].to_pylist() == [TOLD_S]
