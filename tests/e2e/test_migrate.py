"""A mission on its way into a real PostgreSQL and home: the same root, and whole wherever it was broken off."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from tests.postgres_server import Server

from truceline.cli import commands
from truceline.mission.check import verify
from truceline.mission.erasing import erase_evidence
from truceline.mission.folder import open_mission
from truceline.mission.intake import ingest
from truceline.mission.migrating import to_database, to_folder
from truceline.mission.opened import opened
from truceline.mission.receipts import check, give
from truceline.mission.store_setting import with_store
from truceline.mission.stores import accounts_of, record_of
from truceline.model.accounts import Account
from truceline.model.errors import MissionError, RecordError, UsageError
from truceline.stores.clock import SystemClock
from truceline.stores.silence import SilentProgress

_QUIET = SilentProgress()
_SETTINGS = """# written by people
[mission]
name = "North"   # and stays as they wrote it
zone = "Europe/Kyiv"

[policy]
encrypt = {encrypt}
"""


@pytest.fixture(params=[False, True], ids=["open", "locked"])
def mission(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A mission with evidence, receipts that were given away, checkpoints, an erasure and an account."""
    folder = tmp_path / "north"
    folder.mkdir()
    (folder / "mission.toml").write_text(_SETTINGS.format(encrypt=str(request.param).lower()))
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    for n in range(40):
        (incoming / f"report_{n}.txt").write_text(f"Report {n} of the day.\n" * (n + 1))
    made = open_mission(folder)
    with opened(made) as record:
        taken, _ = ingest(made, record, [incoming], SystemClock(), _QUIET)
        give(made, record, taken, tmp_path / "receipts", SystemClock().now_s())
    with opened(made) as record:
        erase_evidence(made, record, taken[3].sha256, "an order", signed=None, alone="anna", clock=SystemClock())
    accounts = accounts_of(made)
    accounts.put(Account("anna", "$argon2id$1", b"\x00sealed\xff", "sub-1", 10, 20))
    accounts.use_step("anna", 7)
    accounts.close()
    return folder


def test_there_and_back(mission: Path, postgres: Server, tmp_path: Path) -> None:
    url = postgres.fresh()
    text = (mission / "mission.toml").read_text()
    before = _known(mission)
    moved = to_database(open_mission(mission), url, _QUIET)
    assert moved.root == before[0] and moved.evidence == 39
    assert (mission / "mission.toml").read_text() == f'{text}\n[store]\nurl = "{url}"\n'
    assert not any((mission / name).exists() for name in ("truceline.db", "evidence", "accounts.db"))
    assert _known(mission) == before
    _receipts_hold(mission, tmp_path / "receipts")
    assert to_database(open_mission(mission), url, _QUIET).already
    with opened(open_mission(mission)) as record:
        record.append([("stage", {"n": 1})])
    after = _known(mission)
    assert after[0] != before[0]
    moved = to_folder(open_mission(mission), _QUIET)
    assert moved.root == after[0] and (mission / "mission.toml").read_text() == text
    assert _known(mission) == after
    _receipts_hold(mission, tmp_path / "receipts")
    left = sorted(path.name for path in mission.iterdir() if path.name.startswith("truceline.db"))
    assert "truceline.db" in left and not [name for name in left if ".part" in name]
    assert postgres.sql("SELECT to_regclass('truceline.leaves')", _name(url)) == ""


def _known(folder: Path) -> tuple[object, ...]:
    """What must be the same wherever the mission is: root, checkpoints, what verify says, who signs in."""
    mission = open_mission(folder)
    report = verify(mission)
    record = record_of(mission, read_only=True)
    root, notes = record.tree_head().root.hex(), record.checkpoints()
    record.close()
    accounts = accounts_of(mission)
    people = accounts.accounts()
    again = accounts.use_step("anna", 7)
    accounts.close()
    assert not again, "a code that was used up can be used again"
    return root, notes, msgspec.structs.replace(report, signatures=None), people


def _receipts_hold(folder: Path, receipts: Path) -> None:
    record = record_of(open_mission(folder), read_only=True)
    for file in sorted(receipts.iterdir())[:5]:
        check(record, file)
    record.close()


#: moves a mission, and kills itself -9 at the nth step
_KILLED = """
import os, signal, sys
from pathlib import Path
from truceline.mission.folder import open_mission
from truceline.mission import migrating

class Deadly:
    left = int(sys.argv[3])
    def start(self, stage, total): self.step()
    def advance(self, steps=1): self.step()
    def done(self): self.step()
    def step(self):
        Deadly.left -= 1
        if Deadly.left < 0: os.kill(os.getpid(), signal.SIGKILL)

for name in ("set_store", "_compare", "_copy", "_empty_folder"):
    def stepped(work):
        def call(*values, **named):
            Deadly.step(Deadly)
            answer = work(*values, **named)
            Deadly.step(Deadly)
            return answer
        return call
    setattr(migrating, name, stepped(getattr(migrating, name)))
mission = open_mission(Path(sys.argv[1]))
if sys.argv[2] == "folder":
    migrating.to_folder(mission, Deadly())
else:
    migrating.to_database(mission, sys.argv[2], Deadly())
"""


@pytest.mark.parametrize("mission", [False], ids=["open"], indirect=True)
def test_killed_at_every_kind_of_moment(mission: Path, postgres: Server) -> None:
    """After each kill the mission is whole, and the same command goes on from there."""
    url, before = postgres.fresh(), _known(mission)
    for to in (url, "folder"):
        for step in (0, 2, 4, 5, 20, 46, 47, 48, 49, 50, 51):
            killed = subprocess.run(
                [sys.executable, "-c", _KILLED, str(mission), to, str(step)],
                capture_output=True,
                text=True,
                check=False,
            )
            assert killed.returncode in (0, -signal.SIGKILL), killed.stderr
            assert _known(mission) == before, f"broken off at step {step} on the way to {to}"
        done = to_folder(open_mission(mission), _QUIET) if to == "folder" else _to(mission, url)
        assert done.root == before[0] and _known(mission) == before
        assert bool(open_mission(mission).store.url) == (to != "folder")


def _to(folder: Path, url: str) -> object:
    return to_database(open_mission(folder), url, _QUIET)


@pytest.mark.parametrize("mission", [False], ids=["open"], indirect=True)
def test_what_was_erased_between_two_attempts_does_not_arrive(mission: Path, postgres: Server) -> None:
    url = postgres.fresh()
    subprocess.run([sys.executable, "-c", _KILLED, str(mission), url, "47"], check=False, capture_output=True)
    made = open_mission(mission)
    assert not made.store.url
    with opened(made) as record:
        sha256 = msgspec.json.decode(next(record.entries("receipt")).body)["sha256"]
        erase_evidence(made, record, sha256, "an order", signed=None, alone="anna", clock=SystemClock())
    to_database(made, url, _QUIET)
    assert verify(open_mission(mission)).destroyed == 2
    assert postgres.sql(f"SELECT count(*) FROM truceline.blobs WHERE name = '{sha256}'", _name(url)) == "0"
    bodies = postgres.sql("SELECT string_agg(encode(body, 'escape'), '') FROM truceline.openings", _name(url))
    assert "report_5.txt" in bodies and bodies.count('"report_0.txt"') + bodies.count('"report_10.txt"') <= 2


@pytest.mark.parametrize("mission", [False], ids=["open"], indirect=True)
def test_another_mission_s_database_is_left_alone(mission: Path, postgres: Server, tmp_path: Path) -> None:
    url = postgres.fresh()
    other = tmp_path / "south"
    other.mkdir()
    (other / "mission.toml").write_text(_SETTINGS.format(encrypt="false") + f'\n[store]\nurl = "{url}"\n')
    with opened(open_mission(other)) as record:
        record.append([("stage", {"n": 1})])
    before = _known(mission)
    with pytest.raises(MissionError, match="another mission"):
        _to(mission, url)
    assert _known(mission) == before
    assert verify(open_mission(other)).entries == 2


@pytest.mark.parametrize("mission", [False], ids=["open"], indirect=True)
def test_a_copy_that_was_kept_is_not_worked_in(mission: Path, postgres: Server, tmp_path: Path) -> None:
    """A mission went home and left its copy: another folder that still points there is told."""
    url = postgres.fresh()
    _to(mission, url)
    other = tmp_path / "other"
    other.mkdir()
    (other / "mission.toml").write_text((mission / "mission.toml").read_text())
    to_folder(open_mission(mission), _QUIET, keep=True)
    with pytest.raises(MissionError, match="went elsewhere"):
        verify(open_mission(other))
    _to(mission, url)
    verify(open_mission(other))


@pytest.mark.parametrize("mission", [False], ids=["open"], indirect=True)
def test_two_machines_do_not_change_one_mission_at_once(mission: Path, postgres: Server, tmp_path: Path) -> None:
    _to(mission, postgres.fresh())
    other = tmp_path / "other"
    other.mkdir()
    (other / "mission.toml").write_text((mission / "mission.toml").read_text())
    with (
        opened(open_mission(mission)),
        pytest.raises(MissionError, match="here or on another machine"),
        opened(open_mission(other)),
    ):
        pass


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("postgresql://a:secret@db/north", "the address holds a password"),
        ("postgresql://db/north?password=secret", "the address holds a password"),
        ("mysql://db/north", "not an address of a database"),
        ("postgresql://127.0.0.1:1/north", "could not be made"),
    ],
)
@pytest.mark.parametrize("mission", [False], ids=["open"], indirect=True)
def test_an_address_that_cannot_be_used(mission: Path, to: str, said: str) -> None:
    before = (mission / "mission.toml").read_bytes()
    done = CliRunner().invoke(commands, ["migrate", str(mission), "--to", to])
    assert isinstance(done.exception, (UsageError, MissionError)) and said in str(done.exception)
    assert "secret" not in str(done.exception)
    assert (mission / "mission.toml").read_bytes() == before and (mission / "truceline.db").exists()


def test_a_password_in_the_settings_is_refused(tmp_path: Path) -> None:
    store = '[store]\nurl = "postgresql://a:b@c/d"\n'
    (tmp_path / "mission.toml").write_text(_SETTINGS.format(encrypt="false") + store)
    with pytest.raises(MissionError, match="holds a password"):
        open_mission(tmp_path)


@pytest.mark.parametrize("written", ["store = { url = 'postgresql:///a' }\n", "store.url = 'postgresql:///a'\n"])
def test_settings_written_otherwise_are_refused_before_anything_moves(written: str) -> None:
    for url in ("postgresql:///b", ""):
        with pytest.raises(MissionError, match="does not change"):
            with_store(f"{written}[mission]\nname = 'x'\n", url)


@pytest.mark.parametrize("mission", [False], ids=["open"], indirect=True)
def test_without_the_driver(mission: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "truceline.stores.postgres.links", None)
    with pytest.raises(MissionError, match="the driver is not installed") as told:
        _to(mission, "postgresql:///north")
    assert "truceline[postgres]" in told.value.diagnostics()


@pytest.mark.parametrize("mission", [False], ids=["open"], indirect=True)
def test_a_database_that_lost_its_mission(mission: Path, postgres: Server) -> None:
    url = postgres.fresh()
    _to(mission, url)
    postgres.sql("DROP SCHEMA truceline CASCADE", _name(url))
    (mission / "bulletins" / "2026-03-03").mkdir(parents=True)
    with pytest.raises(RecordError, match="the record is missing") as told:
        verify(open_mission(mission))
    assert _name(url) in told.value.diagnostics()


def _name(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]
