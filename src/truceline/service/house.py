"""What the HTTP face of a mission works with: opened once, shared by every handler, closed with the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from truceline.mission.folder import SEALING, Mission
from truceline.mission.locks import lock_record, vault_of
from truceline.mission.stores import accounts_of, record_of, view_of
from truceline.mission.submit import Sent, Submissions, Submitted
from truceline.model.errors import MissionError
from truceline.ports import Accounts, Clock, Vault, View
from truceline.service.events import Hub
from truceline.service.figures import Figures
from truceline.service.gathering import Gathering
from truceline.service.limits import Limits
from truceline.service.maps import Maps
from truceline.service.mqtt import listening
from truceline.service.press import Press
from truceline.service.problems import ProblemError
from truceline.service.released import Shelf
from truceline.service.signin.door import Door, open_door
from truceline.service.signin.origin import Origin
from truceline.service.signin.solo import Solo
from truceline.service.study import Answered, Study
from truceline.stores.clock import SystemClock
from truceline.stores.record import Record


@dataclass(frozen=True)
class House:
    """One mission, its stores, and what the server allows itself.

    `door` is what every request goes through: who asks, and whether they may.
    """

    mission: Mission
    record: Record
    vault: Vault
    view: View
    accounts: Accounts
    released: Shelf
    study: Study
    maps: Maps
    map_columns: Maps
    coverages: Maps
    press: Press
    clock: Clock
    limits: Limits
    figures: Figures
    hub: Hub
    submissions: Submissions
    intake: Gathering[Sent, Submitted]
    door: Door

    async def ask(self, name: str, *given: str) -> Answered:
        """What the process for long work answers, in less time than a request has."""
        return await self.study.ask(name, *given, within_s=self.limits.work_s)

    def filled_view(self) -> View:
        """The view, for whoever asks what is in it.

        Raises ProblemError (503) while the record has entries and the live desk has not filled it for the first time:
        empty, it would say that nothing is known.
        """
        if not self.view.as_of() and self.record.size():
            raise ProblemError(
                503, "the answer is still being prepared", advice="Ask again shortly.", headers={"Retry-After": "2"}
            )
        return self.view


@contextmanager
def open_house(
    mission: Mission,
    *,
    clock: Clock | None = None,
    limits: Limits | None = None,
    origin: Origin | None = None,
    solo: str = "",
) -> Iterator[House]:
    """The house while the block runs. Other processes may work on the mission beside it: the record takes turns.

    `solo` is the first token of the person at the keyboard, where it has to be known before; without an `origin` any
    Host header is answered, as in tests.
    Raises MissionError while the mission is being sealed.
    """
    if (mission.folder / SEALING).exists():
        raise MissionError(
            "this mission is being sealed",
            where=str(mission.folder / SEALING),
            advice=f"Finish it (truceline seal {mission.folder}), or give it up with --give-up.",
        )
    record = record_of(mission)
    lock_record(mission, record)
    view, accounts = view_of(mission), accounts_of(mission)
    study, drawing = Study(mission.folder), Study(mission.folder, "drawing")
    covering = Study(mission.folder, "covering")  # starts when somebody asks what was watched
    releasing = Study(mission.folder, "releasing")  # starts when somebody asks for a bulletin
    now = clock or SystemClock()
    figures = Figures()
    hub = Hub(view, record, figures)
    try:
        submissions = Submissions(mission, record, now)
        with listening(mission, submissions, now):
            yield House(
                mission=mission,
                record=record,
                vault=vault_of(mission),
                view=view,
                accounts=accounts,
                released=Shelf(mission, record),
                study=study,
                maps=Maps(drawing, view),
                map_columns=Maps(drawing, view, "columns"),
                coverages=Maps(covering, view, "coverage"),
                press=Press(mission, releasing, hub, now),
                clock=now,
                limits=limits or Limits(),
                figures=figures,
                hub=hub,
                submissions=submissions,
                intake=Gathering(submissions.take),
                door=open_door(mission, record, accounts, now, origin or Origin(any_name=True), Solo(solo)),
            )
    finally:
        releasing.close()
        covering.close()
        drawing.close()
        study.close()
        accounts.close()
        view.close()
        record.close()
