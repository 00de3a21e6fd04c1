"""On how many things a clause hangs that no public row tells, and whether a day says that it was in force."""

from __future__ import annotations

import pytest
from tests.record_material import agreement

from truceline.model.agreement import Condition, Daily, InForce, Provision, Stage, Unless
from truceline.model.grounds import State
from truceline.record.circumstances import circumstances, in_force_on

FIRE, ZONE = Condition(act="fire"), Condition(in_zone="z")
DAY_S = 86_400
MIDNIGHT_S = 1_700_006_400  # with which 15 November 2023 begins
NOON_S = MIDNIGHT_S + 12 * 3_600


def hangs_on(when: Condition, *, counted: bool = False, **more: object) -> int:
    clause = Provision(provision_id="p", words="", citation="", when=when, **more)  # type: ignore[arg-type]
    return circumstances(clause, agreement(clause), counted=counted)


@pytest.mark.parametrize(
    ("when", "number"),
    [
        (FIRE, 0),
        (Condition(attr="target", equals="school"), 0),
        (Condition(attr="calibre_mm", min=100), 1),
        (Condition(attr="actor", equals="A"), 1),
        (Condition(all=(FIRE, ZONE)), 1),
        (Condition(all=(FIRE, Condition(not_=ZONE))), 1),
        (Condition(any=(ZONE, Condition(in_zone="y"))), 2),
        (Condition(all=(ZONE, Condition(any=(Condition(daily=Daily(0, 9, "UTC")), Condition(event="order"))))), 3),
        (Condition(count_of="fire", at_least=3, within_h=24), 1),
    ],
)
def test_places_hours_actors_and_what_no_row_has_are_counted(when: Condition, number: int) -> None:
    assert hangs_on(when) == number


def test_a_clause_that_binds_one_side_hangs_on_whose_act_it_was() -> None:
    assert [hangs_on(FIRE, bearers=who) for who in ((), ("A",), ("B",), ("A", "B"))] == [0, 1, 1, 0]


def test_exceptions_and_stages_count_and_alone_where_the_act_is_counted() -> None:
    lifted = {"unless": (Unless(when=ZONE), Unless(when=FIRE)), "stages": (Stage("counted", 9), Stage("breach"))}
    assert hangs_on(ZONE, **lifted) == 4
    assert hangs_on(ZONE, counted=True, **lifted) == 3
    assert hangs_on(ZONE, counted=True) == 0


@pytest.mark.parametrize(
    ("spans", "state"),
    [
        (((None, None),), "yes"),
        (((NOON_S - 2 * DAY_S, NOON_S + 2 * DAY_S),), "yes"),
        (((NOON_S - DAY_S, None),), "open"),  # what is of a day may have begun on the one before
        (((None, NOON_S + DAY_S),), "open"),
        (((NOON_S, NOON_S + 60),), "open"),
        (((NOON_S + 2 * DAY_S, None),), "no"),
        (((None, NOON_S - 2 * DAY_S),), "no"),
        (((NOON_S, NOON_S),), "no"),
        (((MIDNIGHT_S - DAY_S, MIDNIGHT_S + 2 * DAY_S),), "yes"),
        (((MIDNIGHT_S + 2 * DAY_S, None),), "no"),
        (((None, MIDNIGHT_S - DAY_S),), "no"),
        (((MIDNIGHT_S + 2 * DAY_S - 1, None),), "open"),
        (((None, MIDNIGHT_S - DAY_S + 1),), "open"),
        (((None, None), (NOON_S - 9 * DAY_S, None)), "yes"),
        (((None, None), (NOON_S + 9 * DAY_S, None)), "open"),
    ],
)
def test_a_day_says_that_a_clause_was_in_force_where_it_was_on_those_beside_it_too(
    spans: tuple[tuple[int | None, int | None], ...], state: State
) -> None:
    readings = [InForce("all", from_s, until_s) for from_s, until_s in spans]
    assert in_force_on("2023-11-15", readings, "UTC") == state


def test_the_day_is_one_of_the_zone() -> None:
    readings = [InForce("all", MIDNIGHT_S - DAY_S - 2 * 3_600, None)]
    assert in_force_on("2023-11-15", readings, "Europe/Kyiv") == "yes"
    assert in_force_on("2023-11-15", readings, "Europe/Istanbul") == "open"
