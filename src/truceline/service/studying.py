"""What the process for long work does: it holds a mission's case, explains and measures. It never writes the record."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from truceline.mission.agreed import agreement_if_sound
from truceline.mission.case import Case
from truceline.mission.checkpointed import checkpoint_of
from truceline.mission.detail import Explainer
from truceline.mission.folder import open_mission as read_mission
from truceline.mission.holding_sheet import holding_sheet
from truceline.mission.locks import lock_record
from truceline.mission.review_sheet import review_sheet
from truceline.mission.ruling_lines import Ruled
from truceline.mission.rulings import new_rulings
from truceline.mission.spoken import Spoken
from truceline.mission.standing import standing
from truceline.mission.stores import record_of, view_of
from truceline.mission.tables import KINDS
from truceline.model.detail import IncidentDetail
from truceline.model.errors import TrucelineError, UsageError
from truceline.model.holding_sheet import HoldingSheet
from truceline.model.view import FindingQuery, ObservationQuery
from truceline.service.problems import MissingError, ProblemError, problem_of
from truceline.service.speaking import spoken_in
from truceline.service.study import Answered

#: a case is made again when a run has been noted, or when evidence came in and this many times its cost has passed
_COSTS = 20
_LEAST_S = 10.0
_MOST_ROWS = 1_000

T = TypeVar("T")


class Desk:
    """The mission as this process knows it."""

    def __init__(self, folder: Path) -> None:
        self._mission = read_mission(folder)
        self._record = record_of(self._mission, read_only=True)
        lock_record(self._mission, self._record, read_only=True)
        self._view = view_of(self._mission, read_only=True)  # the live desk alone fills it
        self._explainer: Explainer | None = None
        self._noted = -1
        self._due_s = 0.0
        self._sheets: dict[tuple[str, ...], tuple[object, int]] = {}
        self._spoken: dict[str, Spoken] = {}

    def explainer(self) -> Explainer:
        """The case, made again where it is due."""
        noted = sum(1 for kind in KINDS for _ in self._record.entries(kind))
        size = self._record.size()
        now_s = time.monotonic()
        known = self._explainer
        if known is None or noted != self._noted or (known.as_of != size and now_s >= self._due_s):
            case, as_of = standing(self._mission, self._record)
            self._noted = noted
            self._due_s = time.monotonic() + max(_LEAST_S, _COSTS * (time.monotonic() - now_s))
            self._explainer = Explainer(case, as_of)
            self._sheets.clear()
            self._spoken.clear()
        assert self._explainer is not None
        return self._explainer

    def answer(self, name: str, given: tuple[str, ...]) -> Answered:
        """One question. An error is part of the answer, so that nothing of it is lost on the way."""
        try:
            return _QUESTIONS[name](self, *given)
        except TrucelineError as error:
            return Answered(problem=problem_of(error))

    def once(self, key: tuple[str, ...], make: Callable[[Case, int], T]) -> tuple[T, int]:
        """A sheet and the state that it is of, kept while the case is the same."""
        explainer = self.explainer()
        if key not in self._sheets:
            self._sheets[key] = (make(explainer.case, explainer.as_of), explainer.as_of)
        return self._sheets[key]  # type: ignore[return-value]  # what this key's `make` made

    def spoken(self, language: str) -> Spoken:
        """How this case is told in a language."""
        if language not in self._spoken:
            self._spoken[language] = spoken_in(language, self.explainer().case.agreement)
        return self._spoken[language]

    def detail(self, incident_id: str, language: str) -> Answered:
        explainer = self.explainer()
        rows = self._rows(incident_id)
        return _json(explainer.detail(rows, self.spoken(language)), rows.as_of)

    def finding(self, finding_id: str, language: str) -> Answered:
        explainer = self.explainer()
        page = self._view.findings(FindingQuery(ids=(finding_id,)))
        if not page.items:
            raise MissingError(f"there is no finding {finding_id}")
        incident = self._view.incident(page.items[0].incident_id)
        if incident is None:
            raise MissingError(f"there is no finding {finding_id}")
        return _json(explainer.finding(incident, page.items[0], self.spoken(language)), page.as_of)

    def checkpoint(self) -> Answered:
        size = self._record.size()
        agreement = agreement_if_sound(self._mission)
        return _json(checkpoint_of(self._mission, self._record, agreement, size), size)

    def ruled(self, said: Ruled, now_s: int) -> Answered:
        """The lines that a ruling adds to the record: the process that answers enters them."""
        explainer = self.explainer()
        try:
            lines = new_rulings(self._record, explainer.case.outcome, [said], now_s)
        except UsageError as error:  # well written, and about what is not there
            raise ProblemError(422, error.found, where=error.where, advice=error.advice) from error
        return _json(lines, explainer.as_of)

    def _rows(self, incident_id: str) -> IncidentDetail:
        incident = self._view.incident(incident_id)
        if incident is None:
            raise MissingError(
                f"there is no incident {incident_id}", advice="It may have been merged: see its history."
            )
        page = self._view.observations(ObservationQuery(incidents=(incident_id,), limit=_MOST_ROWS))
        return IncidentDetail(
            incident=incident,
            observations=page.items,
            findings=self._view.findings(FindingQuery(incidents=(incident_id,), limit=_MOST_ROWS)).items,
            rivals=self._view.rivals(incident_id),
            as_of=page.as_of,
            explained_as_of=0,
        )


def _json(sheet: object, as_of: int) -> Answered:
    return Answered(msgspec.json.encode(sheet), as_of)


def _opened(desk: Desk) -> Answered:
    return Answered(b"", desk.explainer().as_of)


def _holding(desk: Desk, day: str, language: str) -> Answered:
    sheet, as_of = desk.once(("holding", day), partial(_holding_of, day))
    return _json(desk.spoken(language).holding(sheet), as_of)


def _holding_of(day: str, case: Case, as_of: int) -> HoldingSheet:
    wanted = date.fromisoformat(day) if day else None
    return holding_sheet(case.mission, case.outcome, case.agreement, wanted, as_of)


def _review(desk: Desk, kind: str, number: str, language: str) -> Answered:
    sheet, as_of = desk.once(("review", kind, number), lambda case, as_of: review_sheet(case, kind, int(number), as_of))
    return _json(desk.spoken(language).review(sheet), as_of)


def _claims(desk: Desk, language: str) -> Answered:
    explainer = desk.explainer()
    outcome = explainer.case.outcome
    audit = desk.spoken(language).audit(outcome.audits, explainer.case.mission.settings.zone)
    return _json({"claims": outcome.claims, "audit": audit, "as_of": explainer.as_of}, explainer.as_of)


def _ruled(desk: Desk, said: str, now_s: str) -> Answered:
    return desk.ruled(msgspec.json.decode(said, type=Ruled), int(now_s))


def _checkpoint(desk: Desk) -> Answered:
    return desk.checkpoint()


_QUESTIONS: dict[str, Callable[..., Answered]] = {
    "open_mission": _opened,
    "detail": Desk.detail,
    "finding": Desk.finding,
    "holding": _holding,
    "review": _review,
    "claims": _claims,
    "ruled": _ruled,
    "checkpoint": _checkpoint,
}
