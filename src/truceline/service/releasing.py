"""What the process for bulletins does: it makes the one that is wanted, as a draft or out of the house."""

from __future__ import annotations

from pathlib import Path

import msgspec

from truceline.mission.agreed import agreement_of
from truceline.mission.asked_releases import Made
from truceline.mission.bulletin_kinds import Wanted
from truceline.mission.drafts import finish, leave
from truceline.mission.folder import Mission, open_mission
from truceline.mission.hours import last_hour_s
from truceline.mission.opened import opened
from truceline.mission.release import USUAL, bulletin_of
from truceline.mission.work import work
from truceline.model.errors import TrucelineError
from truceline.service.problems import problem_of
from truceline.service.study import Answered
from truceline.stores.silence import SilentProgress


class Desk:
    """The mission's press. It opens the mission anew for each bulletin: its settings may be others by then."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def answer(self, name: str, given: tuple[str, ...]) -> Answered:
        """`make`, with what is wanted and the server's time; or `finish`. An error is part of the answer."""
        try:
            mission = open_mission(self._folder)
            if name == "finish":
                return _finished(mission)
            wanted, now_s = given
            return Answered(msgspec.json.encode(made(mission, msgspec.json.decode(wanted, type=Wanted), int(now_s))))
        except TrucelineError as error:
            return Answered(problem=problem_of(error))


def made(mission: Mission, wanted: Wanted, now_s: int) -> Made:
    """Make a bulletin of all that the evidence says by the last hour at which bulletins leave."""
    with opened(mission) as record:
        until_s = last_hour_s(mission.policy.hours, mission.settings.zone, now_s)
        outcome = work(mission, record, until_s, SilentProgress())
        bulletin = bulletin_of(mission, record, outcome, agreement_of(mission), wanted, until_s=until_s)
        files, waiting = leave(mission, record, bulletin, mission.settings.languages, USUAL)
    return Made(
        bulletin.bulletin_id,
        bulletin.headline,
        None if waiting is None else waiting.name,
        tuple(path.name for path in files),
    )


def _finished(mission: Mission) -> Answered:
    with opened(mission) as record:
        return Answered(msgspec.json.encode(finish(mission, record)))
