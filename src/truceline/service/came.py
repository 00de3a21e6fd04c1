"""Days that somebody asks for: nothing is known of one that has not come, and years to come take hours to reckon."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from truceline.model.errors import InputError
from truceline.service.house import House

#: the seconds of all clocks begin here, and so does the calendar of a mission
_FIRST = date(1970, 1, 8)


def check_came(house: House, day: date | None, where: str = "day") -> None:
    """Raises InputError for a day that has not come in the mission's zone, or of a time that no evidence is of."""
    if day is None:
        return
    today = datetime.fromtimestamp(house.clock.now_s(), ZoneInfo(house.mission.settings.zone)).date()
    if day > today:
        raise InputError(f"{day} has not come yet", where=where, advice=f"The last day is {today}.")
    if day < _FIRST:
        raise InputError(f"{day} is before the days that are kept", where=where, advice=f"The first day is {_FIRST}.")
