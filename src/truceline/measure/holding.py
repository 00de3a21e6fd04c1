"""Is it holding? Holding, eroding, collapsed or undetermined, with its reasons; never a bare score."""

from __future__ import annotations

from truceline.measure.series import DaySeries, Truce
from truceline.model.measures import Effect, Verdict

_UNKNOWN = Effect(None, None, None)


def holding(series: DaySeries | None, truce: Truce | None) -> Verdict:
    """The verdict on a truce from a daily series."""
    if series is None:
        return Verdict("undetermined", _UNKNOWN, (), (), ("There is no daily series to judge by.",))
    if truce is None:
        return Verdict("undetermined", _UNKNOWN, (), (), ("No truce is in force: there is nothing that could hold.",))
    return Verdict("undetermined", _UNKNOWN, (), (), ("The series is too short to tell.",))
