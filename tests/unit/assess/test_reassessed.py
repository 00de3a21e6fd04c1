"""A second assessment against the first: what is new, what is gone, and what says something else."""

from __future__ import annotations

import msgspec
from tests.unit.assess.scenes import DAY_S, READING, START_S, agreement, clause, incident, table

from truceline.assess.assess import assess
from truceline.assess.reassessed import Stated, reassessed, tally
from truceline.model.agreement import Agreement
from truceline.model.incident import Incident


def stated(given: Agreement, *incidents: Incident) -> list[Stated]:
    return msgspec.convert(assess(table(*incidents), given).to_pylist(), list[Stated])


GIVEN = agreement(clause('{ all = [{ act = "fire" }, { in_zone = "buffer" }] }'))


def test_the_same_evidence_changes_nothing() -> None:
    found = stated(GIVEN, incident(1), incident(2))
    assert reassessed(found, list(reversed(found))) == ()


def test_more_evidence_makes_new_findings_and_moves_old_ones() -> None:
    before = stated(GIVEN, incident(1, 1.5, 2_000), incident(2))
    after = stated(GIVEN, incident(1, 1.5, 100), incident(3))
    changes = reassessed(before, after)
    assert [(c.incident_id[-1], c.kind) for c in changes] == [("1", "changed"), ("2", "gone"), ("3", "new")]
    assert changes[0].what == ("status", "counted", "belief")
    assert changes[0].words().endswith("→ breach, counted, belief 100 % (status, counted, belief)")
    assert tally(changes) == {"new": 1, "gone": 1, "changed": 1, "into_or_out_of_breach": 3}


def test_another_version_of_the_agreement_is_matched_by_clause() -> None:
    second = agreement(
        clause('{ all = [{ act = "fire" }, { in_zone = "buffer" }] }'),
        head='version = "2"',
        reading=READING + READING.replace('"all"', '"B"').replace("2031-03-02", "2031-03-20"),
    )
    early = incident(1, start_s=START_S + 5 * DAY_S)
    (change,) = reassessed(stated(GIVEN, early), stated(second, early))
    assert change.kind == "changed" and "contested" in change.what
    assert "undetermined" in change.words()
