"""What the process for maps does: it reads the view and packs what it finds. It loads little, and is soon there."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec

from truceline.mission.folder import open_mission
from truceline.mission.stores import view_of
from truceline.model.errors import TrucelineError
from truceline.model.view import IncidentQuery
from truceline.ports import View
from truceline.service.problems import problem_of
from truceline.service.study import Answered

#: of gzip: more would cost twice the time for a tenth of the bytes
_LEVEL = 5


class Desk:
    """The mission's view, as this process reads it."""

    def __init__(self, folder: Path) -> None:
        self._view = view_of(open_mission(folder), read_only=True)

    def answer(self, name: str, given: tuple[str, ...]) -> Answered:
        """One map, whatever the name. An error is part of the answer."""
        try:
            return drawn(self._view, *given) if given else Answered()
        except TrucelineError as error:
            return Answered(problem=problem_of(error))


def drawn(view: View, query: str) -> Answered:
    """The map of a query that is given as JSON."""
    found = view.map(msgspec.json.decode(query, type=IncidentQuery))
    body = msgspec.json.encode(found)
    return Answered(body, found.as_of, len(found.incident_id), gzip.compress(body, _LEVEL, mtime=0))
