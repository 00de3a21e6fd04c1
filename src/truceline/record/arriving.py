"""Whether the evidence of a period is at hand to its end, told from what anybody could read."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.evidence import PUBLISHED
from truceline.model.period import Period
from truceline.model.units import DAY_S

#: reports that end so much before their period leave a hole that a reader must know of: a quarter of it, or a day
_SHARE = 4


def incomplete(observations: pa.Table, period: Period) -> bool:
    """Whether published reports (OBSERVATIONS) end well before the period does; not so where there are none at all.

    When the mission's own reports end is not told: it would say when somebody stopped watching.
    """
    published = observations.filter(pc.is_in(observations["source_class"], pa.array(sorted(PUBLISHED))))
    told = published.filter(pc.less(published["start_s"], period.end_s))
    if not told.num_rows:
        return False
    newest: int = pc.max(told["start_s"]).as_py()
    return newest < period.end_s - min(period.length_s // _SHARE, DAY_S)
