"""A mission folder in a notebook: its tables, its incidents with why, and its bulletin drawn.

Tables and explanations are exact and therefore internal, as those of the commands are; in a mission with roles each
copy of a table is entered in the record under the name of whoever takes it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from truceline.mission.asking import admit, asker
from truceline.mission.case import Case
from truceline.mission.copies import take
from truceline.mission.export import TABLES, Exported, exported_of
from truceline.mission.export import table as table_of
from truceline.mission.folder import open_mission
from truceline.mission.hours import last_hour_s
from truceline.mission.locks import vault_of
from truceline.mission.opened import opened
from truceline.mission.release import bulletin_of
from truceline.mission.steps import recorded
from truceline.mission.why import finding_of
from truceline.mission.work import work
from truceline.model.errors import UsageError
from truceline.notebook.card import card, facts, paragraph, spoken
from truceline.notebook.explained import Explanation, IncidentShown
from truceline.notebook.findings import FindingShown
from truceline.notebook.issue import Issue
from truceline.notebook.rows import Rows
from truceline.stores.clock import SystemClock
from truceline.stores.silence import SilentProgress


class Mission:
    """A mission with every stage up to date. Made by `open`; nothing stays locked between calls."""

    def __init__(self, case: Case, exported: Exported, who: str | None, purpose: str, lang: str) -> None:
        self._case = case
        self._exported = exported
        self._who = who
        self._purpose = purpose
        self._lang = lang

    @property
    def name(self) -> str:
        """The mission's name, as its settings give it."""
        return self._case.mission.settings.name

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables, those of `truceline export`."""
        return tuple(TABLES)

    def table(self, name: str) -> Rows:
        """A table by its name. Raises UsageError that lists what there is; RefusedError where roles do not allow it."""
        made = table_of(name, self._exported)
        with opened(self._case.mission) as record:
            asks = asker(self._case.mission, record, self._who)
            rows = take(self._case.mission, record, asks, name, made, self._purpose, SystemClock())
        return Rows(rows, name, self._lang)

    @property
    def incidents(self) -> Rows:
        """What happened, one row an incident (schema INCIDENTS)."""
        return self.table("incidents")

    @property
    def findings(self) -> Rows:
        """What the agreement says of it (schema FINDINGS)."""
        return self.table("findings")

    @property
    def observations(self) -> Rows:
        """Who reported what (schema OBSERVATIONS)."""
        return self.table("observations")

    def incident(self, id_: str) -> IncidentShown:
        """An incident; the first characters of its id are enough."""
        if not id_.startswith("inc_"):
            raise UsageError(f"{id_!r} is no incident", advice="Ids of incidents begin with inc_: mission.incidents.")
        return IncidentShown.of(self._case, id_, self._lang)

    def finding(self, id_: str) -> FindingShown:
        """A finding with its reasons; the first characters of its id are enough."""
        from truceline.agreements.wording import wording_in

        if self._case.agreement is None:
            raise UsageError("the mission holds no agreement, so there are no findings")
        found = finding_of(self._case, id_, wording_in(self._lang, self._case.agreement))
        return FindingShown(found, self._case.agreement, self._lang)

    def explain(self, id_: str) -> Explanation:
        """Why, as `truceline explain` tells it: of an incident, a finding, an observation, an origin or an item."""
        return Explanation.of(self._case, id_, self._lang)

    def bulletin(self, day: str | date | None = None) -> Issue:
        """The bulletin of the period that ends with this day (by default the last of the evidence), as the public would
        see it. Nothing is published: `truceline bulletin` does that."""
        from truceline.filters.moments import day_of

        mission, wanted = self._case.mission, None if day is None else day_of(str(day))
        until_s = last_hour_s(mission.policy.hours, mission.settings.zone, SystemClock().now_s())
        with opened(mission) as record:
            outcome = self._case.outcome if until_s is None else work(mission, record, until_s, SilentProgress())
            made = bulletin_of(mission, record, outcome, self._case.agreement, wanted, until_s=until_s)
        return Issue(made, self._lang)

    def plot(self) -> Any:
        """The time line and the map of the bulletin."""
        return self.bulletin().plot()

    def _repr_html_(self) -> str:
        words, settings = spoken(self._lang), self._case.mission.settings
        outcome, agreement = self._case.outcome, self._case.agreement
        rows = [
            (words.term("card", "agreement"), agreement.name if agreement else words.term("card", "no_agreement")),
            (words.say("col_reports"), words.number(outcome.observations.num_rows)),
            (words.say("col_incidents"), words.number(outcome.incidents.num_rows)),
            (words.term("card", "findings"), words.number(outcome.findings.num_rows)),
            (words.term("card", "tables"), ", ".join(self.tables)),
        ]
        banner = paragraph(words.say("invented"), "note") if settings.invented else ""
        return card(settings.name, banner, facts(rows), note=words.term("card", "internal"))

    def __repr__(self) -> str:
        outcome = self._case.outcome
        counts = f"{outcome.incidents.num_rows} incidents, {outcome.findings.num_rows} findings"
        return f"<Mission {self.name!r}: {counts}>"


def open_folder(folder: str | Path, who: str | None, purpose: str, lang: str) -> Mission:
    """Bring every stage up to date and keep the answers."""
    spoken(lang)
    mission = open_mission(Path(folder))
    with opened(mission) as record:
        admit(mission, record, "read", "observation")
        outcome = work(mission, record, None, SilentProgress())
        exported = exported_of(mission, record, outcome)
        kept = recorded(mission, record, outcome, exported.agreement)
    case = Case(mission, outcome, exported.agreement, vault_of(mission), exported.history, kept)
    return Mission(case, exported, who, purpose, lang)
