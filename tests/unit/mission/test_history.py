"""Merges and splits are told, and what is replayed from the record is what stood."""

from __future__ import annotations

import pyarrow as pa

from truceline.mission.history import Change, IncidentsLine, line_of
from truceline.model.tables import MEMBERS


def members(**incident_of: str) -> pa.Table:
    """Observations by letter, each with its incident."""
    rows = [
        {"observation_id": f"obs_{name}", "incident_id": f"inc_{incident}", "p_same_ppm": 1_000_000}
        for name, incident in sorted(incident_of.items())
    ]
    return pa.Table.from_pylist(rows, schema=MEMBERS)


def told(*answers: pa.Table) -> list[IncidentsLine]:
    lines: list[IncidentsLine] = []
    for n, answer in enumerate(answers):
        line = line_of(lines, f"key {n}", answer)
        if line is not None:
            lines.append(line)
    return lines


def test_the_first_run_tells_what_there_is_and_no_change() -> None:
    (line,) = told(members(a="A", b="A", c="C"))
    assert line.changes == ()
    assert line.came == {"inc_A": ("obs_a", "obs_b"), "inc_C": ("obs_c",)}


def test_new_evidence_is_no_change_of_an_incident() -> None:
    _, line = told(members(a="A"), members(a="A", b="A", c="C"))
    assert line.changes == ()
    assert line.came == {"inc_A": ("obs_b",), "inc_C": ("obs_c",)}


def test_two_incidents_that_become_one() -> None:
    _, line = told(members(a="A", b="B"), members(a="A", b="A"))
    assert line.changes == (Change("inc_B", "merged", ("inc_A",)),)


def test_one_incident_that_becomes_two_keeps_its_id_where_its_first_report_is() -> None:
    _, line = told(members(a="A", b="A", c="A"), members(a="A", b="B", c="B"))
    assert line.changes == (Change("inc_A", "split", ("inc_A", "inc_B")),)


def test_an_earlier_report_gives_its_name() -> None:
    _, line = told(members(b="B", c="B"), members(a="A", b="A", c="A"))
    assert line.changes == (Change("inc_B", "renamed", ("inc_A",)),)


def test_what_nothing_is_left_of_is_gone() -> None:
    _, line = told(members(a="A", b="B"), members(a="A"))
    assert line.changes == (Change("inc_B", "gone"),)
    assert line.left == ("obs_b",)


def test_an_answer_that_changes_nothing_is_not_told_again() -> None:
    assert len(told(members(a="A", b="A"), members(a="A", b="A"))) == 1


def test_there_and_back_again_is_two_changes() -> None:
    one, two = members(a="A", b="A"), members(a="A", b="B")
    assert [[change.what for change in line.changes] for line in told(one, two, one)] == [[], ["split"], ["merged"]]
