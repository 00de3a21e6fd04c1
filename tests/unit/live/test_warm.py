"""After warming, taking reports in compiles nothing: no first report waits for the compiler."""

from __future__ import annotations

import random
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from tests.live_mission import made, report

import truceline.fuse
from truceline.live.desk import Desk
from truceline.live.warm import warm
from truceline.mission.locks import lock_record
from truceline.mission.stores import record_of, view_of
from truceline.mission.submit import Submissions
from truceline.stores.clock import SystemClock


def compiled() -> dict[str, int]:
    """Of each kernel of fusion, for how many types of arguments it is at hand."""
    rooms = [import_module(f"truceline.fuse.{found.name}") for found in iter_modules(truceline.fuse.__path__)]
    kernels = [one for room in rooms for one in vars(room).values() if hasattr(one, "overloads")]
    return {f"{one.py_func.__module__}.{one.py_func.__name__}": len(one.overloads) for one in kernels}


def test_the_first_reports_compile_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    warm()
    before = compiled()
    mission = made(tmp_path / "river")
    record = record_of(mission)
    lock_record(mission, record)
    submissions, desk = Submissions(mission, record, SystemClock()), Desk(mission.folder, record, view_of)
    draw = random.Random(5)
    for n in range(8):
        submissions.submit(report(draw, n), "r.json", connector="patrol")
        while desk.step():
            pass
    desk.close()
    assert any(before.values())
    assert compiled() == before
