"""The reporting triangle of a mission: on which day each incident was first told of, and what is still to come.

A report that does not say when it was made teaches nothing of delays; where most are such, there is no nowcast.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.measure.calendar import local_days
from truceline.measure.days import middle_s
from truceline.measure.nowcast import MOST_DELAY_DAYS, nowcast
from truceline.measure.series import DaySeries
from truceline.model.measures import Nowcast

#: share of the incidents whose first report says when it was made; with fewer, delays are not known
_ENOUGH = 0.5


def late_days(
    incidents: pa.Table,
    members: pa.Table,
    observations: pa.Table,
    published_s: Mapping[str, int],
    zone: str,
    cut_off: str,
    until_s: int,
) -> tuple[Nowcast, ...]:
    """The last days of which more is expected than was reported by `until_s`, oldest first.

    Args:
        incidents, members, observations: tables of `model.tables`.
        published_s: by item, when a text was published, for observations that do not say when they were reported.
            When a file was received is no such time: an archive taken in at once would look like years of delay.
        until_s: the moment of knowledge; what was reported from then on is left out.
    """
    day, told = _days_and_reports(incidents, members, observations, published_s, until_s)
    if not len(day) or np.count_nonzero(told >= 0) < _ENOUGH * len(day):
        return ()
    known = told >= 0
    moments = np.concatenate([day[known], [until_s - 1]])
    calendar = local_days(int(moments.min()), int(moments.max()), zone, cut_off)
    first = calendar.index(day[known])
    delay = np.clip(calendar.index(told[known]) - first, 0, MOST_DELAY_DAYS)
    triangle = np.zeros((len(calendar.labels), MOST_DELAY_DAYS + 1))
    np.add.at(triangle, (first, delay), 1.0)
    rows = np.arange(len(triangle))
    triangle[rows[:, None] + np.arange(MOST_DELAY_DAYS + 1)[None, :] > rows[-1]] = np.nan
    start = date.fromisoformat(calendar.labels[0]).isoformat()
    answers = nowcast(triangle, start)
    return tuple(answer for answer in answers if answer is not None and answer.high > answer.reported)


def completed(series: DaySeries, late: Iterable[Nowcast]) -> DaySeries:
    """The series with what is still to be reported of its last days added, at the median.

    A day that is only half reported would else look like a lull, and a truce like one that holds.
    """
    more = {one.day: one.median - one.reported for one in late}
    values = tuple(
        value if value is None else value + more.get(series.day(i), 0) for i, value in enumerate(series.values)
    )
    return msgspec.structs.replace(series, values=values)


def _days_and_reports(
    incidents: pa.Table, members: pa.Table, observations: pa.Table, published_s: Mapping[str, int], until_s: int
) -> tuple[np.ndarray, np.ndarray]:
    """Middle of each incident that was known by then, and the moment of its first report; -1 where no report says."""
    items, moments = pa.array(list(published_s), pa.string()), pa.array(list(published_s.values()), pa.int64())
    published = pa.table({"item_id": items, "published_s": moments})
    both_times = observations.select(["observation_id", "item_id", "reported_s"]).join(published, "item_id")
    dated = pa.table(
        {
            "observation_id": both_times["observation_id"],
            "reported_s": pc.coalesce(both_times["reported_s"], both_times["published_s"]),
        }
    )
    joined = members.select(["observation_id", "incident_id"]).join(dated, "observation_id")
    first = joined.group_by("incident_id").aggregate([("reported_s", "min")])
    mine = incidents.append_column("middle_s", pa.array(middle_s(incidents)))
    both = mine.select(["incident_id", "middle_s"]).join(first, "incident_id").sort_by("incident_id")
    day = both["middle_s"].to_numpy()
    told = pc.fill_null(both["reported_s_min"], -1).to_numpy()
    seen = (day < until_s) & (told < until_s)
    return day[seen], np.where(told[seen] >= 0, np.maximum(told[seen], day[seen]), -1)
