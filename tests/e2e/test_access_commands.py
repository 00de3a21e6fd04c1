"""As a new user: a locked mission, roles with keys, positions with a purpose, a leak traced, an evacuation killed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

EVENTS = "event_id,source,start,end,lat,lon,radius_m,type\n"
WORD = "Marchuk"


class Shell:
    """Commands with a folder of keys of their own, as one person on one machine has."""

    def __init__(self, folder: Path, keys: str) -> None:
        self._env = {**os.environ, "TRUCELINE_KEYS": str(folder / keys)}
        self._env.pop("TRUCELINE_AS", None)
        self._folder = folder

    def start(self, *words: str | Path) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "truceline.cli", *map(str, words)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=self._folder, env=self._env, stdout=pipe, stderr=pipe, text=True)

    def run(self, *words: str | Path, code: int = 0) -> str:
        process = self.start(*words)
        out, err = process.communicate()
        assert process.returncode == code, f"{words}: {process.returncode}\n{out}\n{err}"
        return out if code == 0 else out + err

    def as_(self, name: str) -> Shell:
        other = Shell(self._folder, "")
        other._env = {**self._env, "TRUCELINE_AS": name}
        return other


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    folder = tmp_path / "incoming"
    folder.mkdir()
    text = (
        f'Shelling hits Kharkiv\n\nMarch 3, 2026\n\n"We heard four explosions," said Olena {WORD}, who lives nearby.\n'
    )
    (folder / "article.txt").write_text(text, encoding="utf-8")
    chance = random.Random(7)
    rows = "".join(
        f"e{n},north,2026-03-{n % 27 + 1:02}T{n % 24:02}:00:00Z,2026-03-{n % 27 + 1:02}T{n % 24:02}:30:00Z,"
        f"{49 + chance.random():.5f},{36 + chance.random():.5f},2000,fire.shelling\n"
        for n in range(200)
    )
    (folder / "events.csv").write_text(EVENTS + rows, encoding="utf-8")
    return folder


def _mission(folder: Path, policy: str) -> Path:
    folder.mkdir()
    (folder / "mission.toml").write_text(f'[mission]\nname = "North"\n[policy]\n{policy}')
    return folder


def _files_with(folder: Path, word: str) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


def test_a_locked_mission_works_as_an_open_one_and_its_folder_tells_nothing(tmp_path: Path, incoming: Path) -> None:
    shell = Shell(tmp_path, "keys")
    for name, policy in (("open", ""), ("locked", "encrypt = true")):
        _mission(tmp_path / name, policy)
        shell.run("ingest", name, incoming)
        shell.run("run", name)
        shell.run("export", name, "incidents", "-o", f"{name}.csv")
    assert (tmp_path / "open.csv").read_bytes() == (tmp_path / "locked.csv").read_bytes()
    assert _files_with(tmp_path / "open", WORD)
    assert not _files_with(tmp_path / "locked", WORD) and not _files_with(tmp_path / "locked", "events.csv")
    stranger = Shell(tmp_path, "no-keys")
    assert "the key of this mission's content is not here" in stranger.run("run", "locked", code=3)
    assert "their key is not here" in stranger.run("verify", "locked")
    shell.run("keys", "rotate", "locked", "content", "--destroy-old")
    shell.run("keys", "reseal", "locked")
    shell.run("export", "locked", "incidents", "-o", "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "open.csv").read_bytes()
    shell.run("verify", "locked")


def test_roles_positions_thresholds_and_a_leak(tmp_path: Path, incoming: Path) -> None:
    shell = Shell(tmp_path, "keys")
    _mission(tmp_path / "north", "export_rows = 250\ncanaries = 4")
    shell.run("ingest", "north", incoming)
    before = json.loads(shell.run("run", "north", "--json"))
    keys = {n: shell.run("keys", "make", n).splitlines()[0] for n in ("anna", "bert", "clara", "dan")}
    _signed(shell, "anna", "bert", "clara", make=("found", *(f"{r}={keys[n]}" for r, n in _FOUNDERS)))
    _signed(shell, "anna", "clara", make=("grant", "analyst", keys["dan"]))
    assert "nobody says who asks" in shell.run("explain", "north", "inc_", code=2)
    assert "may not read observation" in shell.as_("bert").run("explain", "north", "inc_", code=3)

    (tmp_path / "posts.csv").write_text("post,lat,lon\nP7,49.99,36.23\n")
    shell.as_("dan").run("positions", "add", "north", "posts", "posts.csv")
    assert "no purpose" in shell.as_("dan").run("positions", "read", "north", "posts", code=2)
    words = ("positions", "read", "north", "posts", "--purpose", "relief of post 7 today")
    assert "P7" in shell.as_("dan").run(*words)
    assert "not shown to either side" in shell.as_("clara").run(*words, code=3)

    dan = shell.as_("dan")
    gone = ("positions", "remove", "north", "posts", "--post", "P7", "--why", "given up")
    assert "Not done yet" in dan.run(*gone)
    for name in ("anna", "dan"):
        shell.run("access", "sign", "positions.statement", "--as", name)
    assert "Destroyed: 1 rows of posts, on the order of anna, dan." in dan.run(*gone)
    assert "No rows." in dan.run(*words)

    dan.run("export", "north", "observations", "-o", "copy.csv")
    assert "more than the 250" in dan.run("export", "north", "incidents", "-o", "no.csv", code=3)
    assert not (tmp_path / "no.csv").exists()
    trace = json.loads(shell.as_("anna").run("access", "trace", "north", "copy.csv", "--json"))
    assert [(h["who"], h["found"], h["of"]) for h in trace["holders"]] == [("dan", 4, 4)]
    assert "copy of the mission's own tables" in dan.run("ingest", "north", "copy.csv", code=3)

    planted = _planted(tmp_path, dan)
    assert json.loads(dan.run("run", "north", "--json")) == before
    dan.run("bulletin", "north", "--format", "html,md,json,geojson,csv")
    assert not any(_files_with(tmp_path / "north", one) for one in planted)
    log = shell.as_("anna").run("access", "log", "north")
    assert "REFUSED: export incidents" in log and "relief of post 7 today" in log
    shell.run("verify", "north")


_FOUNDERS = (("chair", "anna"), ("side_a", "bert"), ("side_b", "clara"))


def _signed(shell: Shell, *names: str, make: tuple[str, ...]) -> None:
    shell.run("access", make[0], "north", *make[1:], "-o", "said.note")
    for name in names:
        shell.run("access", "sign", "said.note", "--as", name)
    shell.run("access", "enter", "north", "said.note")


def _planted(folder: Path, dan: Shell) -> set[str]:
    """Ids in the copy that are in no stage's answer."""
    ids = {line.split(",")[0] for line in (folder / "copy.csv").read_text().splitlines()[1:]}
    cache = b"".join(path.read_bytes() for path in (folder / "north" / "cache").rglob("*") if path.is_file())
    planted = {one for one in ids if one.encode() not in cache}
    assert len(planted) == 4
    return planted


def test_an_evacuation_that_is_killed_goes_on_and_the_copy_opens_elsewhere(tmp_path: Path, incoming: Path) -> None:
    here, elsewhere = Shell(tmp_path, "keys"), Shell(tmp_path, "zoes-keys")
    _mission(tmp_path / "north", "encrypt = true")
    here.run("ingest", "north", incoming)
    here.run("run", "north")
    here.run("export", "north", "incidents", "-o", "before.csv")
    to = json.loads(elsewhere.run("keys", "make", "zoe", "--opening", "--json"))["public"]
    words: tuple[Any, ...] = ("seal", "north", "--to", "north.age", "--recipient", to)
    assert "Nothing was touched" in here.run(*words, "--dry-run")
    chance = random.Random(11)
    for _ in range(4):
        process = here.start(*words)
        time.sleep(chance.uniform(0.3, 3.0))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if (tmp_path / "north" / "SEALED.json").exists():
            break
    if not (tmp_path / "north" / "SEALED.json").exists():
        here.run(*words)
    assert sorted(path.name for path in (tmp_path / "north").iterdir()) == [".lock", "SEALED.json"]
    assert not list((tmp_path / "keys").rglob("*.key"))
    assert "sealed and evacuated" in here.run("run", "north", code=3)
    assert "not on this machine" in here.run("seal", "open", "north.age", "--as", "zoe", "--check", code=3)
    elsewhere.run("seal", "open", "north.age", "--as", "zoe", "--into", "back")
    elsewhere.run("verify", "back")
    elsewhere.run("export", "back", "incidents", "-o", "after.csv")
    assert (tmp_path / "after.csv").read_bytes() == (tmp_path / "before.csv").read_bytes()
