"""Killed at any moment, full, locked, repeated: nothing that was acknowledged is lost, and the end is the same."""

from __future__ import annotations

import hashlib
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ARTICLE = """Shelling kills two in Kharkiv

By Reuters | March 3, 2026

Russian shelling hit a residential district of Kharkiv on Tuesday, killing two people, the regional governor said.
"We heard four explosions," said Olena Marchuk, who lives nearby.
"""

EVENTS_HEADER = "event_id,source,start,end,lat,lon,radius_m,type\n"


def truceline(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "truceline.cli", *map(str, words)], capture_output=True, text=True, check=False
    )


def tree(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".part")
    }


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    folder = tmp_path / "incoming"
    folder.mkdir()
    for n in range(25):
        (folder / f"article{n:02}.txt").write_text(ARTICLE.replace("Kharkiv", f"Kharkiv, street {n}"), encoding="utf-8")
    hours = [f"2026-03-03T{n % 24:02}" for n in range(200)]
    places = [f"49.{n:03},36.{n:03}" for n in range(200)]
    rows = "".join(
        f"e{n},north,{hours[n]}:00:00Z,{hours[n]}:30:00Z,{places[n]},2000,fire.shelling\n" for n in range(200)
    )
    (folder / "events.csv").write_text(EVENTS_HEADER + rows, encoding="utf-8")
    return folder


def test_killed_anywhere_it_goes_on_to_the_same_end(tmp_path: Path, incoming: Path) -> None:
    whole = tmp_path / "whole"
    truceline("init", whole)
    assert truceline("ingest", whole, incoming).returncode == 0
    assert truceline("run", whole).returncode == 0

    broken = tmp_path / "broken"
    truceline("init", broken)
    shutil.copy(whole / "mission.toml", broken / "mission.toml")
    chance = random.Random(20260303)
    for words in (("ingest", broken, incoming), ("run", broken)):
        for _ in range(4):
            process = subprocess.Popen(
                [sys.executable, "-m", "truceline.cli", *map(str, words)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(chance.uniform(0.05, 2.5))
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert truceline("verify", broken).returncode == 0
        assert truceline(*words).returncode == 0
    assert truceline("verify", broken).returncode == 0
    assert tree(broken / "evidence") == tree(whole / "evidence")
    for table in ("incidents", "members", "observations"):
        for mission in (whole, broken):
            assert truceline("export", mission, table, "-o", tmp_path / f"{mission.name}.csv").returncode == 0
        assert (tmp_path / "whole.csv").read_bytes() == (tmp_path / "broken.csv").read_bytes()


def test_repeating_changes_nothing_and_the_cache_comes_back_identical(tmp_path: Path, incoming: Path) -> None:
    mission = tmp_path / "mission"
    truceline("init", mission)
    truceline("ingest", mission, incoming)
    truceline("run", mission)
    evidence, cache = tree(mission / "evidence"), tree(mission / "cache")
    assert '"received":0' in truceline("ingest", mission, incoming, "--json").stdout
    truceline("run", mission)
    assert tree(mission / "evidence") == evidence
    assert tree(mission / "cache") == cache
    shutil.rmtree(mission / "cache")
    truceline("run", mission)
    assert tree(mission / "cache") == cache


def test_two_processes_on_one_mission(tmp_path: Path, incoming: Path) -> None:
    mission = tmp_path / "mission"
    truceline("init", mission)
    hold = (
        "import sys; from pathlib import Path; from truceline.stores.lock import mission_lock\n"
        "with mission_lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(mission)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    second = truceline("ingest", mission, incoming)
    holder.kill()
    holder.wait()
    assert second.returncode == 3
    assert "another process" in second.stderr
    assert truceline("ingest", mission, incoming).returncode == 0


def test_a_full_disk_is_said_and_nothing_kept_is_lost(tmp_path: Path, incoming: Path) -> None:
    mission = tmp_path / "mission"
    truceline("init", mission)
    assert truceline("ingest", mission, incoming / "article00.txt").returncode == 0
    # A limit on the size of written files stands in for a full disk: the write fails half-way.
    (incoming / "large.csv").write_text(EVENTS_HEADER + "x" * 300_000, encoding="utf-8")
    limited = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "sys.argv = ['truceline', 'ingest', sys.argv[1], sys.argv[2]]\n"
        "from truceline.cli import main\nmain()"
    )
    result = subprocess.run(
        [sys.executable, "-c", limited, str(mission), str(incoming / "large.csv")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 3
    assert "cannot write" in result.stderr
    assert truceline("verify", mission).returncode == 0
    assert not list((mission / "evidence").rglob("*.part"))


def test_a_folder_where_nothing_can_be_written(tmp_path: Path, incoming: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    result = truceline("init", tmp_path / "file" / "mission")
    assert result.returncode == 3
    assert "cannot write" in result.stderr
