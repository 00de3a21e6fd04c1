"""An earlier period is judged from days that are measured already as it is judged by itself."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from truceline.mission.measured import measured_until, verdict_until
from truceline.model.agreement import Agreement, InForce
from truceline.model.period import Period, period_ending
from truceline.model.tables import EFFORT, FINDINGS, INCIDENTS, MEMBERS, OBSERVATIONS, empty
from truceline.model.units import DAY_S, HOUR_S

FIRST = 20_000 * DAY_S  # 2024-10-04
TRUCE_S = FIRST + 40 * DAY_S
AGREEMENT = Agreement(
    agreement_id="a",
    name="A",
    version="1",
    parties=(),
    readings=(InForce("all", TRUCE_S, None),),
    zones=(),
    provisions=(),
)
MISSION: Any = SimpleNamespace(settings=SimpleNamespace(cut_off="00:00"), policy=SimpleNamespace(cell_resolution=5))


def table(schema: pa.Schema, rows: list[dict[str, object]]) -> pa.Table:
    """Rows with what is told of each; the rest is null, or the nothing of its type."""
    nothing = {pa.string(): "", pa.bool_(): False, pa.list_(pa.string()): []}
    plain = {field.name: None if field.nullable else nothing.get(field.type, 0) for field in schema}
    return pa.Table.from_pylist([plain | row for row in rows], schema=schema)


def world() -> Any:
    """Ten acts a day, two a day in force, ten again in the last fortnight; each is reported half a day later."""
    acts = [
        {"name": f"{day:02}-{n}", "at": FIRST + day * DAY_S + n * HOUR_S}
        for day in range(80)
        for n in range(10 if day < 40 or day >= 66 else 2)
    ]
    incidents = [
        {"incident_id": a["name"], "event_type": "fire.shelling", "start_s": a["at"], "end_s": a["at"] + 60}
        for a in acts
    ]
    told = [
        {
            "observation_id": f"o{a['name']}",
            "event_type": "fire.shelling",
            "source_class": "news",
            "start_s": a["at"],
            "end_s": a["at"] + 60,
            "reported_s": a["at"] + DAY_S // 2,
        }
        for a in acts
    ]
    members = [{"observation_id": f"o{a['name']}", "incident_id": a["name"]} for a in acts]
    return SimpleNamespace(
        incidents=table(INCIDENTS, incidents),
        observations=table(OBSERVATIONS, told),
        members=table(MEMBERS, members),
        findings=empty(FINDINGS),
        effort=empty(EFFORT),
        documents=(),
    )


def ending(day: int) -> Period:
    return period_ending(date.fromordinal(date(1970, 1, 1).toordinal() + 20_000 + day), 1, "UTC", 0)


@pytest.mark.parametrize(("day", "verdict"), [(30, "undetermined"), (62, "holding"), (79, "collapsed")])
def test_days_that_reach_farther_give_the_same_answer(day: int, verdict: str) -> None:
    outcome = world()
    known = measured_until(MISSION, outcome, AGREEMENT, ending(80)).days
    alone = measured_until(MISSION, outcome, AGREEMENT, ending(day))
    assert verdict_until(MISSION, outcome, AGREEMENT, known, ending(day)) == alone.verdict
    assert alone.verdict.verdict == verdict
