"""What changes the ground under a view: an erasure, other settings, a deleted cache, a locked mission."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.live_mission import assert_shown, full, made, report
from tests.postgres_server import Server

from truceline.live import desk as module
from truceline.live.desk import Desk
from truceline.mission.erasing import Erased, erase_evidence
from truceline.mission.folder import Mission, open_mission
from truceline.mission.locks import lock_record
from truceline.mission.stores import forget_answers, record_of, view_of
from truceline.mission.submit import Submissions
from truceline.mission.view_place import view_path
from truceline.model.errors import AgreementError
from truceline.stores.clock import SystemClock
from truceline.stores.postgres.view import PostgresView
from truceline.stores.record import Record
from truceline.stores.view import SqliteView


class House:
    """A mission of six reports, and its desk."""

    def __init__(self, root: Path, policy: str = "") -> None:
        self.mission = made(root / "river", policy=policy)
        self.record = record_of(self.mission)
        lock_record(self.mission, self.record)
        self._draw = random.Random(3)
        self._submissions = Submissions(self.mission, self.record, SystemClock())
        self.sent = [self.send() for _ in range(6)]
        self.made: list[int] = []  # what the view showed each time that all was made anew
        self.desk = Desk(self.mission.folder, self.record, view_of, lambda: self.made.append(self.shown()))
        self.settle()

    def send(self) -> str:
        return self._submissions.submit(report(self._draw, 0), "r.json", connector="patrol").sha256

    def shown(self) -> int:
        view = view_of(self.mission, read_only=True)
        as_of = view.as_of()
        view.close()
        return as_of

    def settle(self) -> None:
        while self.desk.step():
            pass

    def assert_whole(self) -> None:
        view = view_of(self.mission)
        assert self.desk._state is not None
        assert view.as_of() == self.record.size()
        assert_shown(view, full(open_mission(self.mission.folder), self.record, self.desk._state.learned))
        view.close()


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    found = House(tmp_path)
    yield found
    found.desk.close()
    found.record.close()


def test_it_says_when_all_was_made_anew_and_is_not_shown_yet(house: House) -> None:
    assert house.made == [0]
    house.send()
    house.settle()
    assert house.made == [0]
    with (house.mission.folder / "mission.toml").open("a") as settings:
        settings.write("\n")
    house.settle()
    assert len(house.made) == 2


def test_what_was_erased_leaves_the_view_and_its_file(house: House) -> None:
    wanted = house.sent[0]
    before = view_of(house.mission).totals().observations
    assert isinstance(_erase(house.mission, house.record, wanted), Erased)
    house.settle()
    assert view_of(house.mission).totals().observations < before
    house.assert_whole()


def _erase(mission: Mission, record: Record, sha256: str) -> object:
    return erase_evidence(mission, record, sha256, "by order", signed=None, alone="ola", clock=SystemClock())


def test_a_cache_that_was_deleted_is_made_again(house: House) -> None:
    shutil.rmtree(house.mission.cache_path)
    house.send()
    with pytest.raises(Exception, match="deleted"):
        house.settle()
    house.settle()
    house.assert_whole()


def test_another_agreement_makes_other_findings_and_a_faulty_one_leaves_the_view(house: House) -> None:
    path = house.mission.folder / "agreement.toml"
    text = path.read_text()
    findings = view_of(house.mission).totals().findings
    path.write_text(text.replace("within_km = 5", "within_km = "))
    with pytest.raises(AgreementError):
        house.settle()
    assert view_of(house.mission).totals().findings == findings
    path.write_text(text.replace("at_least = 3", "at_least = 1"))
    house.settle()
    assert view_of(house.mission).totals().findings != findings
    house.assert_whole()


def test_a_desk_that_follows_another_writes_nothing_twice(house: House) -> None:
    path = view_path(house.mission)
    house.desk.close()
    view = view_of(house.mission)
    before = view.changed_since(0)
    house.desk = Desk(house.mission.folder, house.record, view_of)
    house.settle()
    assert view.changed_since(0) == before
    assert view.changed_since(house.record.size()).everything is False
    assert path.parent == house.mission.cache_path
    house.assert_whole()


def test_nobody_waits_while_it_learns_anew_unless_half_of_all_came_since(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STEP", 1)
    assert _learnt_anew(house, 5) == [(5, False)]
    assert [waits for _, waits in _learnt_anew(house, 30)] == [True, False]
    house.assert_whole()


def _learnt_anew(house: House, reports: int) -> list[tuple[int, bool]]:
    """Send so many at once. After which of them it learnt anew, and whether others waited then."""
    for _ in range(reports):
        house.send()
    found = []
    for n in range(1, reports + 1):
        assert house.desk._state is not None
        before = house.desk._state.learned
        house.desk.step()
        if house.desk._state.learned is not before:
            found.append((n, n < reports))
    return found


def test_the_view_of_a_locked_mission_is_not_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    memory = tmp_path / "memory"
    memory.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(memory))
    house = House(tmp_path, policy="[policy]\nencrypt = true\n")
    house.assert_whole()
    assert view_path(house.mission).is_relative_to(memory)
    assert not list(house.mission.folder.rglob("view.db*"))
    held = b"".join(path.read_bytes() for path in house.mission.folder.rglob("*") if path.is_file())
    assert b"fire.shelling" not in held.replace((house.mission.folder / "agreement.toml").read_bytes(), b"")
    house.desk.close()
    house.record.close()


def test_forgetting_a_locked_mission_takes_its_view_out_of_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    mission = made(tmp_path / "river", policy="[policy]\nencrypt = true\n")
    view_of(mission).close()
    path = view_path(mission)
    assert path.exists()
    forget_answers(mission)
    assert not path.parent.exists()


def test_the_view_of_a_locked_mission_in_a_database_is_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres: Server
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    url = postgres.fresh()
    store = f'[store]\nurl = "{url}"\n'
    view = view_of(made(tmp_path / "locked", policy=f"[policy]\nencrypt = true\n{store}"))
    assert isinstance(view, SqliteView)
    view.close()
    mission = made(tmp_path / "open", policy=store)
    record_of(mission).close()
    plain = view_of(mission)
    assert isinstance(plain, PostgresView)
    plain.close()
