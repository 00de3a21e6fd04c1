"""`datetime` of OGC API Features: a moment, or an interval with an open end (RFC 3339, section 5.6)."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

from truceline.service.problems import ProblemError

_LONG, _SHORT = r"(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])", r"(0[469]|11)-(0[1-9]|[12][0-9]|30)"
_DAY = rf"(19|20)[0-9]{{2}}-({_LONG}|{_SHORT}|02-(0[1-9]|[12][0-9]))"
_MOMENT = rf"({_DAY}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{{1,6}})?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]))"

#: what the parameter may be
MOMENTS = rf"^({_MOMENT}|(\.\.|{_MOMENT})?/(\.\.|{_MOMENT})?)$"


def interval_of(words: str | None) -> tuple[int | None, int | None]:
    """From and until, in seconds; a moment lasts one. Raises ProblemError (400) for anything else."""
    if words is None:
        return None, None
    first, slash, last = words.partition("/")
    if not slash:
        moment_s = _moment_s(first)
        return (None, None) if moment_s is None else (moment_s, moment_s + 1)
    from_s, until_s = _moment_s(first), _moment_s(last)
    return from_s, None if until_s is None else until_s + 1


def _moment_s(words: str) -> int | None:
    if words in ("", ".."):
        return None
    with contextlib.suppress(ValueError):
        moment = datetime.fromisoformat(words)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    raise ProblemError(
        400,
        f"{words!r} is not a moment",
        where="datetime",
        advice="Write RFC 3339, such as 2025-07-01T00:00:00Z, or an interval: 2025-07-01T00:00:00Z/..",
    )
