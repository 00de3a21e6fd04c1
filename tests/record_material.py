"""What the door to the public is given when the stages found nothing: tests put in what they are about."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pyarrow as pa

from truceline.model.agreement import Agreement, Party, Provision
from truceline.model.measures import Effect, Verdict
from truceline.model.period import Period
from truceline.model.tables import EFFORT, FINDINGS, INCIDENTS, MEMBERS, OBSERVATIONS
from truceline.record.material import Material

#: the week of 13 November 2023, Monday to Sunday
WEEK = Period(1_699_833_600, 1_700_438_400, "UTC", "2023-11-19")
PARTIES = (Party("A", "Party of the East"), Party("B", "Party of the West"))


def agreement(*provisions: Provision) -> Agreement:
    return Agreement(
        agreement_id="agr_x", name="The accord", version="1", parties=PARTIES, readings=(), zones=(),
        provisions=provisions,
    )  # fmt: skip


_USUAL: dict[str, object] = {"verb": "reported", "confidence_ppm": 800_000}


def table(rows: Sequence[msgspec.Struct | dict[str, object]], schema: pa.Schema) -> pa.Table:
    """Rows of which only some columns are said: the others are null, whatever the schema asks for, but for how far a
    report is trusted."""
    told = [row if isinstance(row, dict) else msgspec.to_builtins(row) for row in rows]
    return pa.table(
        [pa.array([row.get(field.name, _USUAL.get(field.name)) for row in told], field.type) for field in schema],
        schema=schema,
    )


def material(**given: object) -> Material:
    empty = Material(
        mission="North", invented=False, period=WEEK, cut_off="00:00", agreement=agreement(),
        items=(), documents=(), mentions=(), observations=OBSERVATIONS.empty_table(), effort=EFFORT.empty_table(),
        origins=(), pairs=(), incidents=INCIDENTS.empty_table(), members=MEMBERS.empty_table(),
        findings=FINDINGS.empty_table(), counts=(), counts_before=(), days=(), rates=(),
        verdict=Verdict("undetermined", Effect(None, None, None), (), (), ()), audits=(),
    )  # fmt: skip
    return msgspec.structs.replace(empty, **given)
