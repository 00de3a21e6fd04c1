"""Clauses with a short time of their own: what is told of them, to the second."""

from __future__ import annotations

import pytest
from tests.record_material import WEEK, agreement, material, table

from truceline.model.agreement import Condition, InForce, Provision
from truceline.model.bulletin import PublicWindow
from truceline.model.tables import FINDINGS, INCIDENTS
from truceline.record.public_windows import public_windows

DAY = 86_400
START, END = WEEK.start_s + DAY, WEEK.start_s + 2 * DAY


def provision(*readings: InForce) -> Provision:
    return Provision(
        provision_id="repair", words="The line is mended.", citation="Annex 2", when=Condition(act="fire"),
        readings=readings,
    )  # fmt: skip


def told(*readings: InForce, **given: object) -> tuple[PublicWindow, ...]:
    return public_windows(material(agreement=agreement(provision(*readings)), **given))


def test_a_window_is_told_with_what_was_found_while_it_ran() -> None:
    times = {
        "ends as it begins": (START - 10, START),
        "reaches into it": (START - 10, START + 1),
        "within": (START + 5, START + 6),
        "begins in its last second": (END - 1, END + 50),
        "begins as it ends": (END, END + 50),
    }
    incidents = table([{"incident_id": n, "start_s": a, "end_s": b} for n, (a, b) in times.items()], INCIDENTS)
    rows: list[dict[str, object]] = [{"incident_id": n, "provision_id": "repair", "status": "breach"} for n in times]
    rows += [
        {"incident_id": "within", "provision_id": "another", "status": "breach"},
        {"incident_id": "within", "provision_id": "repair", "status": "undetermined"},
        {"incident_id": "within", "provision_id": "repair", "status": "no_breach"},
    ]
    assert told(InForce("all", START, END), incidents=incidents, findings=table(rows, FINDINGS)) == (
        PublicWindow(
            "repair", "The line is mended.", "Annex 2", "2023-11-14T00:00+00:00", "2023-11-15T00:00+00:00",
            "over", 3, 1,
        ),
    )  # fmt: skip


def test_what_comes_after_the_period_is_not_counted() -> None:
    end = WEEK.end_s + DAY
    incidents = table(
        [{"incident_id": str(n), "start_s": WEEK.end_s + n, "end_s": WEEK.end_s + n + 9} for n in (-1, 0)], INCIDENTS
    )
    rows = [{"incident_id": str(n), "provision_id": "repair", "status": "breach"} for n in (-1, 0)]
    (window,) = told(InForce("all", WEEK.end_s - 5, end), incidents=incidents, findings=table(rows, FINDINGS))
    assert (window.state, window.breaches, window.undetermined) == ("running", 1, 0)


@pytest.mark.parametrize(
    ("start_s", "end_s", "state"),
    [
        (WEEK.end_s, WEEK.end_s + 1, "ahead"),
        (WEEK.end_s - 1, WEEK.end_s + 1, "running"),
        (WEEK.end_s - 2, WEEK.end_s, "over"),
        (WEEK.start_s - 28 * DAY, WEEK.start_s - 28 * DAY + 1, "over"),
        (WEEK.start_s - 28 * DAY - 1, WEEK.start_s - 28 * DAY, None),
        (START, START + 14 * DAY, "running"),
        (START, START + 14 * DAY + 1, None),
        (START, START, None),
    ],
)
def test_windows_are_short_and_told_for_four_weeks(start_s: int, end_s: int, state: str | None) -> None:
    assert [window.state for window in told(InForce("all", start_s, end_s))] == ([] if state is None else [state])


@pytest.mark.parametrize(
    "readings",
    [
        (),
        (InForce("all", None, END),),
        (InForce("all", START, None),),
        (InForce("A", START, END), InForce("B", START, None)),
    ],
)
def test_what_is_open_to_anybody_is_no_window(readings: tuple[InForce, ...]) -> None:
    assert told(*readings) == ()


def test_it_runs_from_the_first_beginning_to_the_last_end_that_either_side_reads() -> None:
    sides = InForce("A", START, END), InForce("B", START - 60, END + 60)
    for readings in (sides, sides[::-1]):
        (window,) = told(*readings)
        assert (window.start, window.end) == ("2023-11-13T23:59+00:00", "2023-11-15T00:01+00:00")


def test_without_an_agreement_there_are_none() -> None:
    assert public_windows(material(agreement=None)) == ()
