"""What an explanation draws on."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from truceline.mission.folder import Mission
from truceline.mission.history import Noted
from truceline.mission.steps import Recorded
from truceline.model.agreement import Agreement
from truceline.pipeline import Outcome
from truceline.ports import Vault


class Case(msgspec.Struct, frozen=True):
    """A mission with its answers, its agreement and its evidence."""

    mission: Mission
    outcome: Outcome
    agreement: Agreement | None
    vault: Vault
    history: tuple[Noted, ...] = ()  # what became of incidents of earlier runs
    recorded: Recorded | None = None  # the entries behind the outcome


def local_moment(case: Case, moment_s: int) -> str:
    """Date and time in the mission's zone."""
    return _local(case, moment_s).isoformat(" ", "minutes")


def local_iso(case: Case, moment_s: int) -> str:
    """Date and time in the mission's zone, as ISO 8601 with its offset."""
    return _local(case, moment_s).isoformat()


def _local(case: Case, moment_s: int) -> datetime:
    return datetime.fromtimestamp(moment_s, ZoneInfo(case.mission.settings.zone))
