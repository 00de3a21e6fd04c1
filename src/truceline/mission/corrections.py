"""What earlier bulletins said, and what would be said now: read from the released files themselves.

Only a file whose bytes the record released is read. Figures that later evidence moved, answers
that it changed, and bulletins that were recalled, are told in every bulletin of the four weeks that follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from truceline.mission.folder import Mission
from truceline.mission.release_lines import recalls, releases
from truceline.model.bulletin import Bulletin, PublicCorrection, PublicDay
from truceline.model.ids import sha256_hex
from truceline.model.measures import DayMeasure, Verdict
from truceline.model.period import Period
from truceline.stores.record import Record

#: days for which a correction is told
TOLD_DAYS = 28
_FILE = "bulletin.json"
_FIGURES: tuple[Literal["incidents", "breaches", "undetermined"], ...] = ("incidents", "breaches", "undetermined")


def corrections_of(
    mission: Mission,
    record: Record,
    period: Period,
    days: tuple[DayMeasure, ...],
    judged: Callable[[str], Verdict],
    rests_on: tuple[str, str],
) -> tuple[PublicCorrection, ...]:
    """Corrections of daily bulletins up to this period's own, oldest first.

    `days` are the figures as they are now, `judged` gives the answer that the bulletin of a day would have now,
    `rests_on` the digest of the evidence and the program behind them. A bulletin that was released again keeps what
    its earlier releases had told, so publishing again gives the same.
    """
    now = {day.day: day for day in days}
    first = (date.fromisoformat(period.end_day) - timedelta(days=TOLD_DAYS)).isoformat()
    found: list[PublicCorrection] = []
    for day, released in _released(mission, record, first, period.end_day):
        found += [one for one in released.corrections if one.bulletin == day and one.of != "recalled"]
        if day in now:
            found += _moved(day, released, now[day], rests_on)
            found += _judged_otherwise(day, released, judged, rests_on)
    found += _recalled(record, first, period.end_day)
    return tuple(dict.fromkeys(sorted(found, key=lambda one: (one.bulletin, one.of))))


def _released(mission: Mission, record: Record, first: str, last: str) -> Iterator[tuple[str, Bulletin]]:
    """Daily bulletins of these days whose file is one that was released."""
    hashes = {(name, digest) for line in releases(record) for name, digest in line.files.items()}
    for path in sorted(mission.bulletins_path.glob(f"*/{_FILE}")):
        day = path.parent.name
        if not is_day(day) or not first <= day <= last:
            continue
        data = path.read_bytes()
        if (f"{day}/{_FILE}", sha256_hex(data)) in hashes:
            yield day, msgspec.json.decode(data, type=Bulletin)


def is_day(folder: str) -> bool:
    """Whether a folder holds the bulletin of a day: weekly and special ones have more in their names."""
    try:
        return date.fromisoformat(folder).isoformat() == folder
    except ValueError:
        return False


def _moved(day: str, released: Bulletin, now: DayMeasure, rests_on: tuple[str, str]) -> Iterable[PublicCorrection]:
    was: PublicDay | None = next((one for one in released.days if one.day == day), None)
    for figure in _FIGURES if was is not None else ():
        old, new = getattr(was, figure), getattr(now, figure)
        if old != new:
            yield PublicCorrection(day, figure, str(old), str(new), _why(released, rests_on))


def _judged_otherwise(
    day: str, released: Bulletin, judged: Callable[[str], Verdict], rests_on: tuple[str, str]
) -> Iterable[PublicCorrection]:
    """The answer of that day's bulletin, where what is known now gives another: with its reason."""
    if not released.in_force or (released.evidence_digest, released.software) == rests_on:
        return
    was, now = released.verdict.verdict, judged(day)
    if now.verdict != was:
        why = _why(released, rests_on)
        yield PublicCorrection(day, "verdict", was, now.verdict, why, told=next(iter(now.told), None))


def _why(released: Bulletin, rests_on: tuple[str, str]) -> Literal["later_evidence", "other_program", "other_rules"]:
    digest, software = rests_on
    if released.evidence_digest != digest:
        return "later_evidence"
    return "other_program" if released.software != software else "other_rules"


def _recalled(record: Record, first: str, last: str) -> Iterable[PublicCorrection]:
    for line in recalls(record):
        if is_day(Path(line.day).name) and first <= line.day <= last:
            yield PublicCorrection(line.day, "recalled", line.bulletin_id, "", "recalled", line.why)
