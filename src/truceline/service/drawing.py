"""What the process for maps does: it reads the view and packs what it finds. It loads little, and is soon there."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import msgspec

from truceline.mission.folder import open_mission
from truceline.mission.stores import view_of
from truceline.model.errors import TrucelineError
from truceline.model.view import IncidentQuery, MapColumns
from truceline.ports import View
from truceline.service import columns
from truceline.service.problems import problem_of
from truceline.service.study import Answered

#: what a map can be asked as: how it is written, and the level of gzip, beyond which time is lost for few bytes
_FORMS: dict[str, tuple[Callable[[MapColumns], bytes], int]] = {
    "map": (msgspec.json.encode, 5),
    "columns": (columns.written, 1),
}


class Desk:
    """The mission's view, as this process reads it."""

    def __init__(self, folder: Path) -> None:
        self._mission = open_mission(folder)
        self._view = view_of(self._mission, read_only=True)

    def answer(self, name: str, given: tuple[str, ...]) -> Answered:
        """One map, in the form of this name. An error is part of the answer."""
        try:
            if name == "settlements":
                return self._settlements
            return drawn(self._view, name, *given) if given else Answered()
        except TrucelineError as error:
            return Answered(problem=problem_of(error))

    @cached_property
    def _settlements(self) -> Answered:
        from truceline.mission.settlements import settlements  # the gazetteer is for whoever asks for names

        return Answered(msgspec.json.encode({"items": settlements(self._mission)}))


def drawn(view: View, form: str, query: str) -> Answered:
    """The map of a query that is given as JSON."""
    write, level = _FORMS[form]
    found = view.map(msgspec.json.decode(query, type=IncidentQuery))
    body = write(found)
    return Answered(body, found.as_of, len(found.incident_id), gzip.compress(body, level, mtime=0))
