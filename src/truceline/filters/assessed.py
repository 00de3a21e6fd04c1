"""Findings as lines: one JSON object for each incident and clause, with shares from 0 to 1 and the tree of reasons."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec
import pyarrow as pa

from truceline.agreements.wording import wording_in
from truceline.assess.assess import assess
from truceline.assess.explain import Explainer
from truceline.confined.reading import read_blob
from truceline.filters.incident_table import incidents_of
from truceline.model.agreement import Agreement
from truceline.model.errors import Rejected
from truceline.model.evidence import Blob, ReadContext
from truceline.model.finding import Finding, ReadingResult

#: incidents explained together: as many as fit into memory with their reasons
_AT_A_TIME, _AT_A_TIME_WITH_UNREACHED = 16_384, 4_096
#: clauses of an agreement, above which they are fewer: memory is a matter of findings
_CLAUSES = 32


def read_effort(blob: Blob, zone: str) -> tuple[pa.Table | None, tuple[Rejected, ...]]:
    """Who watched what, when (schema EFFORT), and the rows that stayed out."""
    reading = read_blob(blob, "effort", ReadContext(time_zone=zone))
    return reading.effort, reading.notes


def explained(
    table: pa.Table, agreement: Agreement, effort: pa.Table | None, lang: str, *, reached_only: bool = False
) -> Iterator[tuple[Finding, bool]]:
    """Findings with reasons, by incident and in the order of the clauses; and whether the clause speaks to the act in
    some possible world. With `reached_only` those in which it does."""
    explainer = Explainer(table, agreement, effort, wording_in(lang, agreement) if lang != "en" else None)
    at_a_time = _AT_A_TIME if reached_only else _AT_A_TIME_WITH_UNREACHED
    at_a_time = at_a_time * _CLAUSES // max(_CLAUSES, len(agreement.provisions))
    incidents = incidents_of(table)
    while part := list(islice(incidents, at_a_time)):
        for findings in explainer.all_told(part, reached_only=reached_only):
            yield from findings


def explained_lines(
    table: pa.Table, agreement: Agreement, effort: pa.Table | None, lang: str, *, reached_only: bool = False
) -> Iterator[dict[str, Any]]:
    """Lines with reasons."""
    for finding, reached in explained(table, agreement, effort, lang, reached_only=reached_only):
        yield line_of(finding, reached)


def plain_lines(table: pa.Table, agreement: Agreement, effort: pa.Table | None) -> Iterator[dict[str, Any]]:
    """Lines without reasons, only where the clause speaks to the act."""
    for row in (
        assess(table, agreement, effort)
        .sort_by([("incident_id", "ascending"), ("provision_id", "ascending")])
        .to_pylist()
    ):
        belief, plausibility = row.pop("belief_ppm"), row.pop("plausibility_ppm")
        yield {**row, "belief": belief / 1e6, "plausibility": plausibility / 1e6, "reached": True}


def line_of(finding: Finding, reached: bool) -> dict[str, Any]:
    """A finding as one JSON object; shares are numbers from 0 to 1."""
    line = _shared(finding)
    line["readings"] = [_shared(reading) for reading in finding.readings]
    line["reached"] = reached
    return line


def _shared(stated: Finding | ReadingResult) -> dict[str, Any]:
    line = msgspec.structs.asdict(stated)
    line["belief"], line["plausibility"] = line.pop("belief_ppm") / 1e6, line.pop("plausibility_ppm") / 1e6
    return line
