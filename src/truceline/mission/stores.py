"""Where a mission keeps what it keeps: the one place that opens its record. Everybody else is given it."""

from __future__ import annotations

from truceline.mission.folder import Mission
from truceline.ports import Salts
from truceline.stores.record import Record
from truceline.stores.salts import ChanceSalts, DerivedSalts
from truceline.stores.sqlite import SqliteRecord


def record_of(mission: Mission, *, read_only: bool = False) -> Record:
    """The mission's record. Opened to be written it is made where there is none; the caller closes it."""
    return SqliteRecord(mission.record_path, read_only=read_only, salts=salts_of(mission))


def has_record(mission: Mission) -> bool:
    """Whether there is a record: a mission in which nothing was done yet has none, and one that was wiped neither."""
    return mission.record_path.exists()


def salts_of(mission: Mission) -> Salts:
    """Chance; for an invented mission, from the content, so that it comes out the same everywhere."""
    return DerivedSalts() if mission.settings.invented else ChanceSalts()
