"""A half-open interval as people write it: whole days as days, an instant as a moment, hours within a day once."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from truceline.publish.safe import visible
from truceline.publish.words import Words

_MINUTE = timedelta(minutes=1)


def interval(start: str, end: str, words: Words) -> str:
    """Two moments (ISO 8601 with offset), an open end empty. The end is not part of it: a day ends at 24:00."""
    if not start or not end:
        return (
            words.say("interval_from", at=words.moment(start))
            if start
            else words.say("interval_to", at=words.moment(end))
        )
    try:
        low, high = datetime.fromisoformat(start), datetime.fromisoformat(end)
    except ValueError:
        return f"{visible(start)} – {visible(end)}"
    if high - low <= _MINUTE:
        return words.moment(start)
    last = high - _MINUTE
    if low.time() == high.time() == time():
        return words.days(low.date(), last.date())
    if low.date() == last.date() and low.utcoffset() == high.utcoffset():
        until = "24:00" if high.time() == time() else f"{high:%H:%M}"
        day, _, offset = words.moment(start).rpartition(" ")
        return f"{day}–{until} {offset}"
    return f"{words.moment(start)} – {words.moment(end)}"
