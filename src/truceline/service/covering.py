"""What the process for watched ground does: it follows the view's effort, and answers with maps of it."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec

from truceline.mission.agreed import agreement_if_sound
from truceline.mission.covered import Covered
from truceline.mission.folder import open_mission
from truceline.mission.stores import view_of
from truceline.model.coverage_map import CoverageQuery
from truceline.model.errors import TrucelineError
from truceline.service.problems import problem_of
from truceline.service.study import Answered

#: of gzip, as for maps of incidents
_LEVEL = 5


class Desk:
    """The mission's effort, as this process knows it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._view = view_of(open_mission(folder), read_only=True)
        self._covered: Covered | None = None
        self._seen = 0

    def answer(self, name: str, given: tuple[str, ...]) -> Answered:
        """One map, whatever the name. An error is part of the answer."""
        try:
            return self.drawn(msgspec.json.decode(given[0], type=CoverageQuery)) if given else Answered()
        except TrucelineError as error:
            return Answered(problem=problem_of(error))

    def drawn(self, query: CoverageQuery) -> Answered:
        covered, as_of = self._now()
        exact = query.told_s is None
        found = covered.exact(query.from_s, query.until_s) if exact else covered.told(query.told_s or 0)
        if query.told_as_of is not None:
            found = msgspec.structs.replace(found, as_of=query.told_as_of)
        body = msgspec.json.encode(found)
        return Answered(body, as_of, len(found.cells), gzip.compress(body, _LEVEL, mtime=0))

    def _now(self) -> tuple[Covered, int]:
        """All effort up to now, and the state that is of."""
        as_of = self._view.as_of()
        changed = self._view.changed_since(self._seen) if as_of != self._seen else None
        if self._covered is None or (changed and changed.everything):  # the mission's files may be others
            mission = open_mission(self._folder)
            self._covered = Covered(agreement_if_sound(mission), mission.release_policy)
            self._covered.follow(self._view.table("effort"), as_of)
        elif changed and changed.effort:
            self._covered.follow(self._view.table("effort"), as_of)
        self._seen = as_of
        return self._covered, as_of
