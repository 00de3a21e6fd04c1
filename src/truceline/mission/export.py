"""A mission's tables for analysts: exact, internal, and in the formats that other tools read.

These tables hold precise places. They are for those inside the mission; what may leave it is the bulletin's data annex,
and `public_coverage`, which comes through the record's door.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.adjudicate.cases import open_cases
from truceline.derive.ruled import rulings_table as text_rulings_table
from truceline.engines.duckdb import DuckEngine
from truceline.fuse.decided import rulings_table
from truceline.measure.coverage import RESOLUTION, coverage
from truceline.mission.agreed import agreement_of
from truceline.mission.covered import dark_of, public_policy
from truceline.mission.docket import hear
from truceline.mission.folder import Mission
from truceline.mission.history import Noted, changes_in
from truceline.mission.intake import Receipt, receipts
from truceline.mission.learned_table import learned_table
from truceline.model.agreement import Agreement
from truceline.model.case import Case
from truceline.model.errors import UsageError
from truceline.model.mentions import QuantityMention, Quote, Statement
from truceline.model.tables import (
    CASES,
    CLAIMS,
    COUNTS,
    COVERAGE,
    EVIDENCE,
    HISTORY,
    ORIGINS,
    PUBLIC_COVERAGE,
    QUANTITIES,
    REJECTED,
    STATEMENTS,
)
from truceline.pipeline import Outcome
from truceline.record.material import ReleasePolicy
from truceline.record.public_coverage import area_cells, public_coverage, window
from truceline.stores.record import Record


class Exported(msgspec.Struct, frozen=True):
    """All a table may be made of."""

    outcome: Outcome
    receipts: tuple[Receipt, ...]
    history: tuple[Noted, ...] = ()
    agreement: Agreement | None = None
    policy: ReleasePolicy | None = None
    cases: tuple[Case, ...] = ()  # that people have taken up


def exported_of(mission: Mission, record: Record, outcome: Outcome) -> Exported:
    """What the tables of a mission are made of once its stages have run."""
    return Exported(
        outcome,
        receipts(record),
        changes_in(record),
        agreement_of(mission),
        mission.release_policy,
        tuple(hear(record).cases.values()),
    )


def table(name: str, exported: Exported) -> pa.Table:
    """The table of this name. Raises UsageError that lists what there is."""
    if name not in TABLES:
        raise UsageError(f"there is no table {name!r}", advice=f"Tables: {', '.join(TABLES)}.")
    return TABLES[name](exported)


def _evidence(e: Exported) -> pa.Table:
    return _rows(e.outcome.items, EVIDENCE)


def _claims(e: Exported) -> pa.Table:
    return pa.Table.from_pylist([msgspec.to_builtins(claim) for claim in e.outcome.claims], CLAIMS)


def _statements(e: Exported) -> pa.Table:
    rows = [
        {
            "item_id": m.item_id,
            "start": m.start,
            "end": m.end,
            "mode": "verbatim" if isinstance(m, Quote) else m.mode,
            "stance": None if isinstance(m, Quote) else m.stance,
            "speaker": m.speaker,
            "speaker_id": m.speaker_id,
            "cue": m.cue,
            "text": m.text,
            "method": m.method,
            "confidence_ppm": m.confidence_ppm,
        }
        for m in e.outcome.mentions
        if isinstance(m, (Quote, Statement))
    ]
    return pa.Table.from_pylist(rows, STATEMENTS)


def _quantities(e: Exported) -> pa.Table:
    return _rows((m for m in e.outcome.mentions if isinstance(m, QuantityMention)), QUANTITIES)


def _origins(e: Exported) -> pa.Table:
    rows = [{"origin_id": o.origin_id, "item_id": item} for o in e.outcome.origins for item in o.items]
    return pa.Table.from_pylist(rows, ORIGINS)


def _incidents(e: Exported) -> pa.Table:
    return e.outcome.incidents


def _counts(e: Exported) -> pa.Table:
    """Incidents and counted units a UTC day, type and unit: unlike units stand in rows of their own."""
    incidents = e.outcome.incidents
    middle = pc.divide(pc.add(incidents["start_s"], incidents["end_s"]), 2)
    days = pc.strftime(pc.cast(middle, pa.timestamp("s")), format="%Y-%m-%d")
    table = incidents.select(["event_type", "count_unit", "count_low", "count_high"]).append_column("day", days)
    counted = DuckEngine().count(table, ("day", "event_type", "count_unit"), ("count_low", "count_high"))
    return counted.cast(COUNTS)


def _cases(e: Exported) -> pa.Table:
    findings = e.outcome.findings
    columns = (findings[name].to_pylist() for name in ("finding_id", "incident_id", "status"))
    taken_up = {case.case_id: case for case in e.cases}
    cases = {case.case_id: case for case in open_cases(zip(*columns, strict=True))} | taken_up
    rows = [
        {
            "case_id": c.case_id,
            "incident_id": c.incident_id,
            "stage": c.stage,
            "outcome": c.outcome,
            "findings": c.findings,
            "brought_by": c.brought_by or None,
            "attributed_to": c.decisions[-1].attributed_to if c.decisions else None,
        }
        for _, c in sorted(cases.items())
    ]
    return pa.Table.from_pylist(rows, CASES)


def _coverage(e: Exported) -> pa.Table:
    """Who could have seen or heard each small cell in each hour: precise, and for those inside."""
    span = _watched_span(e)
    return COVERAGE.empty_table() if span is None else coverage(e.outcome.effort, *span).cells


def _public_coverage(e: Exported) -> pa.Table:
    """The same as the public may see it, with the care that monitors are due."""
    span = _watched_span(e)
    if span is None or e.policy is None:
        return PUBLIC_COVERAGE.empty_table()
    policy = public_policy(e.policy)
    told = window(span[1], span[0], policy)
    if told is None:
        return PUBLIC_COVERAGE.empty_table()
    cells = coverage(e.outcome.effort, *told).cells
    return public_coverage(cells, area_cells(e.agreement, RESOLUTION), told, dark_of(cells, told), policy)


def _watched_span(e: Exported) -> tuple[int, int] | None:
    effort = e.outcome.effort
    return (pc.min(effort["start_s"]).as_py(), pc.max(effort["end_s"]).as_py()) if effort.num_rows else None


def _rulings(e: Exported) -> pa.Table:
    """What people ruled on reports, then on texts."""
    o = e.outcome
    return pa.concat_tables([rulings_table(o.rulings, o.members), text_rulings_table(o.text_rulings, o.origins)])


def _history(e: Exported) -> pa.Table:
    """What became of incidents of earlier runs; `entry` is the number in the record."""
    rows = [{"entry": n.entry, **msgspec.to_builtins(n.change)} for n in e.history]
    return pa.Table.from_pylist(rows, HISTORY)


def _rejected(e: Exported) -> pa.Table:
    return pa.Table.from_pylist([msgspec.to_builtins(n) for n in sorted(e.outcome.notes)], REJECTED)


def _rows(values: Iterable[msgspec.Struct], schema: pa.Schema) -> pa.Table:
    """Structs as rows: the columns are fields of theirs."""
    return pa.Table.from_pylist([{name: getattr(v, name) for name in schema.names} for v in values], schema)


#: the tables of the contract; members, what is left open, what people ruled, what became of incidents of earlier runs,
#: what was learnt, daily counts, and the rows that stayed out
TABLES: dict[str, Callable[[Exported], pa.Table]] = {
    "evidence": _evidence,
    "observations": lambda e: e.outcome.observations,
    "statements": _statements,
    "quantities": _quantities,
    "origins": _origins,
    "incidents": _incidents,
    "members": lambda e: e.outcome.members,
    "unresolved": lambda e: e.outcome.unresolved,
    "rulings": _rulings,
    "history": _history,
    "learned": lambda e: learned_table(e.outcome.learned),
    "counts": _counts,
    "findings": lambda e: e.outcome.findings,
    "effort": lambda e: e.outcome.effort,
    "coverage": _coverage,
    "public_coverage": _public_coverage,
    "claims": _claims,
    "cases": _cases,
    "rejected": _rejected,
}
