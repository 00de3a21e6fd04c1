"""The desk is killed while reports come in: what was acknowledged is in the view in the end, as by a full run."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.live_mission import assert_shown, full, made, report

from truceline.fuse.learned import Learned
from truceline.mission.locks import cache_of, lock_record
from truceline.mission.stores import record_of, view_of
from truceline.mission.submit import Submissions
from truceline.stores.cache import StructCodec
from truceline.stores.clock import SystemClock

_PATIENCE_S = 300


def begun(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "truceline.live.worker", str(folder)], stdin=subprocess.PIPE)


def test_a_desk_killed_at_any_moment_catches_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    draw = random.Random(5)
    mission = made(tmp_path / "river")
    record = record_of(mission)
    lock_record(mission, record)
    submissions = Submissions(mission, record, SystemClock())
    view = view_of(mission)
    sent = [submissions.submit(report(draw, 0), "r.json", connector="patrol").sha256]
    for round_ in range(4):
        process = begun(mission.folder)
        try:
            if round_ != 2:  # once it is killed before it can have done anything
                _until(lambda: view.as_of() > 0)
            for _ in range(12):
                sent.append(submissions.submit(report(draw, len(sent)), "r.json", connector="patrol").sha256)
                time.sleep(draw.random() / 10)
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
    last = begun(mission.folder)
    try:
        _until(lambda: view.as_of() == record.size())
        assert last.stdin is not None
        last.stdin.close()  # whoever started it is gone: it ends by itself
        assert last.wait(timeout=_PATIENCE_S) == 0
    finally:
        last.kill()
        last.wait()
    held = cache_of(mission).small("live", view.note("learned") or "")
    assert held is not None
    codec: StructCodec[Learned] = StructCodec(Learned)
    assert_shown(view, full(mission, record, codec.decode(held)))
    assert len(sent) == 49


def test_two_desks_do_not_write_one_view(tmp_path: Path) -> None:
    import threading

    from truceline.live.worker import follow
    from truceline.model.errors import MissionError

    mission = made(tmp_path / "river")
    stop, failed = threading.Event(), threading.Event()
    first = threading.Thread(target=follow, args=(mission.folder, stop))
    first.start()
    try:
        _until((mission.folder / "cache" / "view.db").exists)  # which it opens when it has the lock
        with pytest.raises(MissionError, match="another process"):
            follow(mission.folder, failed)
    finally:
        stop.set()
        first.join()


def _until(holds: object) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)
