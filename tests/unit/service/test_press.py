"""The press: what is asked for is made, whatever is killed meanwhile."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tests.serving import lower_river

from truceline.mission.asked_releases import AskedRelease, Made, ask_for, asked_releases
from truceline.mission.bulletin_kinds import Wanted
from truceline.mission.folder import Mission, open_mission
from truceline.service.press import Press
from truceline.service.problems import ProblemError
from truceline.service.study import Answered, CutOffError, Study
from truceline.stores.clock import FixedClock

NOW_S = 1_772_700_000
PATIENCE_S = 120.0
MADE = Answered(msgspec.json.encode(Made("bul_1", "Quiet.", "2026-03-03", ())))


class Told:
    """A hub with one who listens, and looks each time they are told."""

    def __init__(self, mission: Mission) -> None:
        self._mission = mission
        self.ids: list[str] = []
        self.settled: AskedRelease | None = None

    def announce(self, event: str, news: object) -> None:
        self.ids += news.ids  # type: ignore[attr-defined]
        self.settled = next((one for one in asked_releases(self._mission) if one.settled_s is not None), None)


class Answers(Study):
    """Another process that answers as it is told, in turn."""

    def __init__(self, *answers: Answered | ProblemError) -> None:
        self.left = list(answers)

    async def ask(self, name: str, *given: str, within_s: float | None) -> Answered:
        if name == "finish":
            return Answered()
        answer = self.left.pop(0)
        if isinstance(answer, ProblemError):
            raise answer
        return answer


@pytest.fixture
def mission(tmp_path: Path) -> Mission:
    (tmp_path / "mission.toml").write_text('[mission]\nname = "North"\n')
    return open_mission(tmp_path)


def press_of(mission: Mission, study: Study, hub: Told) -> Press:
    return Press(mission, study, hub, FixedClock(NOW_S))  # type: ignore[arg-type]


async def settled(press: Press, hub: Told, meanwhile: Callable[[], None] = lambda: None) -> AskedRelease:
    """What came of the only one that was asked for, once the press has run and told so."""
    task = asyncio.create_task(press.run())
    try:
        async with asyncio.timeout(PATIENCE_S):
            while hub.settled is None:
                meanwhile()
                await asyncio.sleep(0.02)
        return hub.settled
    finally:
        task.cancel()


def test_a_process_that_is_killed_begins_anew(mission: Mission) -> None:
    hub = Told(mission)
    press = press_of(mission, Answers(CutOffError(503, "cut off"), CutOffError(503, "cut off"), MADE), hub)

    async def run() -> AskedRelease:
        asked = await press.ask_for(Wanted(), "dan")
        assert asked.state == "waiting"
        return await settled(press, hub)

    done = asyncio.run(run())
    assert (done.state, done.made and done.made.draft) == ("done", "2026-03-03")
    assert set(hub.ids) == {done.id} and len(hub.ids) == 3  # asked for, begun, made


def test_one_that_ends_its_process_each_time_is_given_up(mission: Mission) -> None:
    ask_for(mission, Wanted(), "dan", NOW_S)
    ends = [CutOffError(503, "the answer was interrupted")] * 3
    hub = Told(mission)
    failed = asyncio.run(settled(press_of(mission, Answers(*ends, MADE), hub), hub))
    assert failed.state == "failed" and failed.failure and "interrupted" in failed.failure.found


def test_what_another_holds_is_waited_for(mission: Mission, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("truceline.service.press._WAIT_S", 0.0)
    ask_for(mission, Wanted(), "dan", NOW_S)
    held = [ProblemError(503, "another process holds the mission")] * 5
    hub = Told(mission)
    assert asyncio.run(settled(press_of(mission, Answers(*held, MADE), hub), hub)).state == "done"


def test_the_same_wish_is_one_until_it_is_settled(mission: Mission) -> None:
    one = ask_for(mission, Wanted(), "dan", NOW_S)
    assert ask_for(mission, Wanted(), "anna", NOW_S + 1) == one
    assert ask_for(mission, Wanted("weekly"), "anna", NOW_S + 1).id != one.id
    assert len(asked_releases(mission)) == 2


SERVER = """
import sys, time
from pathlib import Path
from truceline.service.study import Study
if __name__ == "__main__":
    study = Study(Path(sys.argv[1]), "releasing")
    study._sent("none", ()).exception()
    print(*study._pool._processes, flush=True)
    time.sleep(600)
"""


def test_what_a_killed_server_leaves_ends(mission: Mission, tmp_path: Path) -> None:
    script = tmp_path / "server.py"
    script.write_text(SERVER)
    server = subprocess.Popen([sys.executable, str(script), str(mission.folder)], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    worker = int(server.stdout.readline())
    priority = os.getpriority(os.PRIO_PROCESS, worker)
    server.kill()
    server.wait()
    server.stdout.close()
    until_s = time.monotonic() + PATIENCE_S
    while _lives(worker):
        assert time.monotonic() < until_s, "it lives on"
        time.sleep(0.05)
    assert priority > os.getpriority(os.PRIO_PROCESS, 0), "who answers goes before who prepares"


def _lives(process: int) -> bool:
    """Whether it still runs: one that nobody has asked about (a zombie) does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_the_process_is_killed_in_the_middle_and_the_bulletin_is_whole(tmp_path: Path) -> None:
    """The process itself, and SIGKILL."""
    mission = open_mission(lower_river(tmp_path / "mission", release=False))
    study = Study(mission.folder, "releasing")
    ask_for(mission, Wanted(), "dan", NOW_S)
    killed: list[int] = []

    def kill() -> None:
        processes = study._pool._processes if study._pool else None
        if processes and not killed:
            killed.extend(processes)
            os.kill(killed[0], signal.SIGKILL)

    hub = Told(mission)
    try:
        done = asyncio.run(settled(press_of(mission, study, hub), hub, kill))
    finally:
        study.close()
    assert killed and done.state == "done" and done.made is not None
    (folder,) = (mission.folder / "bulletins").iterdir()
    assert {path.name for path in folder.iterdir()} >= set(done.made.files)
