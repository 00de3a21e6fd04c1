"""Findings as lines: told in parts, of fewer incidents where the agreement has more clauses."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.hostile import agreements

from truceline.assess.explain import Explainer
from truceline.assess.language import load
from truceline.filters import assessed
from truceline.filters.incident_table import read_incidents
from truceline.model.agreement import Agreement
from truceline.model.evidence import Blob
from truceline.model.ids import sha256_hex
from truceline.model.incident import Incident

_TABLE = "incident_id,type,start,lat,lon\n" + "".join(f"i{n},fire,2026-03-03T0{n}:00Z,49.1,36.1\n" for n in range(8))


def agreement(clauses: int) -> Agreement:
    return load(agreements.agreement(*(agreements.clause(f"p{n}") for n in range(clauses))).encode(), None, "a.toml")


@pytest.mark.parametrize(("clauses", "parts"), [(3, [8]), (64, [4, 4]), (128, [2, 2, 2, 2])])
def test_a_part_holds_no_more_findings_for_more_clauses(
    clauses: int, parts: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _TABLE.encode()
    table, _ = read_incidents(Blob(sha256_hex(data), data, "i.csv", "", 0), "UTC")
    asked: list[int] = []
    told = Explainer.all_told

    def counting(self: Explainer, incidents: Sequence[Incident], *, reached_only: bool) -> object:
        asked.append(len(incidents))
        return told(self, incidents, reached_only=reached_only)

    monkeypatch.setattr(Explainer, "all_told", counting)
    monkeypatch.setattr(assessed, "_AT_A_TIME_WITH_UNREACHED", 8)
    lines = list(assessed.explained_lines(table, agreement(clauses), None, "en"))
    assert asked == parts
    assert [line["incident_id"] for line in lines] == [f"i{n}" for n in range(8) for _ in range(clauses)]
