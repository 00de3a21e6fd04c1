"""What filters are given: a file as the blob that a connector reads, and a span of time FROM..TO."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from truceline.model.evidence import Blob

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def blob_of(path: Path) -> Blob:
    """The bytes of a file. Raises InputError when they cannot be read."""
    from truceline.stores.blob_file import blob_of_file

    return blob_of_file(path)


def span_s(words: str, zone: str, cut_off: str = "00:00") -> tuple[int, int | None]:
    """`FROM..TO` or `FROM..` as `[from_s, until_s)`; a day means its beginning. Raises UsageError."""
    from truceline.cli.moments import moment_s
    from truceline.measure.calendar import day_bounds
    from truceline.model.errors import UsageError

    def moment(part: str) -> int:
        return day_bounds(part, zone, cut_off)[0] if _DAY.fullmatch(part) else moment_s(part, zone)

    first, dots, last = words.partition("..")
    if not dots or not first:
        raise UsageError(f"{words!r} is not a span of time", advice="Write FROM..TO, or FROM.. for one without end.")
    from_s, until_s = moment(first), moment(last) if last else None
    if until_s is not None and until_s <= from_s:
        raise UsageError(f"{words!r} ends before it begins", advice="TO is the first moment after it.")
    return from_s, until_s
