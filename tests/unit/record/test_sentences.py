"""The sentences a bulletin opens with, to the letter: each number is what it says it is, each line has its reason."""

from __future__ import annotations

import msgspec
import pytest
from tests.golden.publish.sample_bulletin import sample_bulletin
from tests.record_material import WEEK, agreement, material

from truceline.model.agreement import Agreement, InForce
from truceline.model.bulletin import PublicFinding, PublicIncident, PublicOrigin
from truceline.model.claim import AuditPoint
from truceline.model.measures import DayMeasure, Effect, Verdict
from truceline.model.phrase import Phrase
from truceline.record.material import Material
from truceline.record.sentences import agreement_status, cannot_conclude, headline, readings_in_force, summary

INCIDENT, FINDING = sample_bulletin().incidents[0], sample_bulletin().findings[0]
ORIGIN = PublicOrigin("ori_a", ("a", "b", "c"), ("wire", "paper"), "copy", "Because.")
START, END = WEEK.start_s, WEEK.end_s
MOTIVE = "Motive: no program states one. Responsibility: only a signed decision of the commission attributes."
RATES = "Rates: no hours of observation were reported, so a small number may mean few eyes."


def accord(*readings: tuple[str, int | None, int | None]) -> Agreement:
    return msgspec.structs.replace(agreement(), readings=tuple(InForce(*one) for one in readings))


def seen(event_type: str = "fire.shelling", least: int = 2, most: int = 2, **changes: object) -> PublicIncident:
    usual = {"n_reports": 3, "radius_km": 1}
    return msgspec.structs.replace(
        INCIDENT, event_type=event_type, origins_min=least, origins_max=most, **{**usual, **changes}
    )


def found(incident: str, status: str, contested: bool = False) -> PublicFinding:
    return msgspec.structs.replace(FINDING, incident_id=incident, status=status, contested=contested)


def judged(verdict: str = "holding", **given: object) -> Material:
    told = Verdict(verdict, Effect(None, None, None), (), (), ())  # type: ignore[arg-type]
    return material(**{"agreement": accord(("all", None, None)), "verdict": told, **given})


# --- what is in force


@pytest.mark.parametrize(
    ("from_s", "until_s", "some", "all_of_it"),
    [
        (None, None, True, True),
        (START, END, True, True),
        (START + 1, None, True, False),
        (None, END - 1, True, False),
        (END - 1, None, True, False),
        (None, START + 1, True, False),
        (END, None, False, False),
        (None, START, False, False),
        (START + 5, START + 5, False, False),  # never
    ],
)
def test_a_reading_is_in_force_where_it_meets_the_period(
    from_s: int | None, until_s: int | None, some: bool, all_of_it: bool
) -> None:
    one = accord(("all", from_s, until_s))
    assert readings_in_force(one, WEEK) == (one.readings if some else ())
    assert (agreement_status(one, WEEK) == "The accord is in force throughout the period.") is all_of_it
    assert agreement_status(one, WEEK).startswith("No ceasefire is in force") is not some


def test_a_part_of_the_period_is_told_by_whose_reading_and_from_when_to_when() -> None:
    readings = accord(("all", START + 60, None), ("A", None, END - 60), ("B", END, None), ("mediator", None, None))
    assert agreement_status(readings, WEEK) == (
        "The accord is in force for part of the period: for all from 2023-11-13T00:01+00:00; "
        "according to Party of the East until 2023-11-19T23:59+00:00; according to mediator."
    )


def test_every_reading_has_to_cover_the_period_for_it_to_be_covered() -> None:
    half = accord(("A", None, None), ("B", START + 60, None))
    assert agreement_status(half, WEEK) == (
        "The accord is in force for part of the period: according to Party of the East; "
        "according to Party of the West from 2023-11-13T00:01+00:00."
    )


def test_what_is_not_in_force_says_so() -> None:
    assert agreement_status(accord(), WEEK) == (
        "No ceasefire is in force in this period: The accord covers none of it. Nothing here is a breach."
    )
    assert agreement_status(None, WEEK) == "The mission holds no agreement, so nothing here is found to be a breach."
    assert readings_in_force(None, WEEK) == ()


# --- the headline


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("holding", "The ceasefire is holding"),
        ("eroding", "The ceasefire is eroding"),
        ("collapsed", "The ceasefire has collapsed"),
        ("undetermined", "Whether the ceasefire is holding cannot be told"),
    ],
)
def test_the_headline_answers_whether_it_holds(verdict: str, words: str) -> None:
    findings = (found("a", "breach"), found("a", "undetermined"), found("b", "undetermined"), found("c", "no_breach"))
    told = headline(judged(verdict), (seen(), seen()), findings)
    assert told == f"{words}: 2 incidents, 1 found in breach of a provision, 1 undetermined."
    assert headline(judged(verdict), (), ()) == f"{words}: no incident-level evidence was received for this period."


def test_a_headline_without_anything_in_force_only_counts() -> None:
    none, ended = judged(agreement=None), judged(agreement=accord(("all", None, START)))
    assert headline(none, (seen(),), ()) == "The mission holds no agreement to judge by; 1 incident reported."
    assert headline(ended, (), ()) == "No ceasefire is in force in this period; 0 incidents reported."


# --- the summary


def test_nothing_reported_is_one_sentence() -> None:
    assert summary((), (), (ORIGIN,)) == ("No report of an incident was received for this period.",)


@pytest.mark.parametrize(
    ("incidents", "first", "second"),
    [
        (
            (seen(), seen(least=3, most=9), seen(least=1, most=1), seen("weapon")),
            "3 incidents of force and 1 other incident, from 12 reports.",
            "2 of the incidents of force rest on at least two independent origins, 1 on one only.",
        ),
        (
            (seen(least=1, most=1), seen(least=1, most=2), seen("weapon", least=9, most=9), seen("weapon", 1, 1)),
            "2 incidents of force and 2 other incidents, from 12 reports.",
            "None of the incidents of force is shown to rest on two independent origins; 1 rest on one only.",
        ),
        ((seen(n_reports=1),), "1 incident of force and no other, from 1 report.", "1 of the incidents of force rest on"
         " at least two independent origins, 0 on one only."),
        ((seen("weapon"),), "0 incidents of force and 1 other incident, from 3 reports.", None),
    ],
)  # fmt: skip
def test_the_summary_counts_force_reports_and_origins(
    incidents: tuple[PublicIncident, ...], first: str, second: str | None
) -> None:
    assert summary(incidents, (), ()) == ((first,) if second is None else (first, second))


def test_the_summary_tells_where_the_readings_differ_and_what_is_copied() -> None:
    findings = (found("a", "breach", True), found("a", "undetermined", True), found("b", "breach"))
    one, two = (summary((seen("weapon"),), findings, origins)[1:] for origins in ((ORIGIN,), (ORIGIN, ORIGIN)))
    assert one == (
        "For 1 incident the parties' readings of the agreement differ.",
        "3 texts go back to 1 origin and count as no more.",
    )
    assert two[1:] == ("6 texts go back to 2 origins and count as no more.",)


# --- what cannot be said


def lacks(given: Material, incidents: tuple[PublicIncident, ...] = (), *findings: PublicFinding) -> tuple[str, ...]:
    return cannot_conclude(given, incidents, findings, incomplete=False)


def day(minutes: int) -> DayMeasure:
    zeros = ("incidents", "breaches", "undetermined", "counted", "observed_incidents", "outage_minutes")
    plain = dict.fromkeys((*zeros, "night_minutes"), 0)
    return DayMeasure(day="2023-11-14", observer_minutes=minutes, in_force=True, **plain)


def audit(check: str, verdict: str) -> AuditPoint:
    told = Phrase("x")
    return AuditPoint(check=check, claimant="A", as_of_s=1, verdict=verdict, words="w", told=told, claims=())  # type: ignore[arg-type]


def test_motive_and_responsibility_are_never_told() -> None:
    assert lacks(judged(days=(day(0), day(9)))) == (MOTIVE,)


def test_without_hours_of_watching_there_are_no_rates() -> None:
    assert lacks(judged(days=(day(0),))) == lacks(judged()) == (MOTIVE, RATES)


def test_numbers_that_will_grow_are_said_to() -> None:
    told = cannot_conclude(judged(days=(day(9),)), (), (), incomplete=True)
    assert told == (
        MOTIVE,
        "Numbers of this period: the published reports at hand end before it does, so they will grow.",
    )


def test_claims_without_reports_cannot_be_checked() -> None:
    watched = judged(days=(day(9),), audits=(audit("sums", "consistent"),))
    assert lacks(watched) == (
        MOTIVE,
        "Whether any single claimed act happened: the evidence holds the parties' totals, "
        "and no report of an incident that could be checked against them.",
    )
    assert lacks(watched, (seen(),)) == (MOTIVE,)


def test_compliance_needs_something_in_force() -> None:
    assert lacks(judged(days=(day(9),), agreement=None)) == (
        MOTIVE,
        "Compliance: the mission holds no agreement, whatever anybody claims to be in force.",
    )
    assert lacks(judged(days=(day(9),), agreement=accord())) == (
        MOTIVE,
        "Compliance: without an agreement in force there is nothing to comply with.",
    )


def test_incidents_of_force_without_a_place_or_a_second_origin_are_counted() -> None:
    incidents = (
        seen(radius_km=None), seen(least=1), seen(least=0), seen("weapon", least=1, radius_km=None), seen(radius_km=0),
    )  # fmt: skip
    assert lacks(judged(days=(day(9),)), incidents) == (
        MOTIVE,
        "Where 1 incident of force took place: no place, or none that may be shown.",
        "Corroboration of 2 incidents of force: a second independent origin is not established.",
    )


def test_what_is_undetermined_and_no_breach_by_another_clause_is_counted() -> None:
    findings = (found("a", "undetermined"), found("b", "undetermined"), found("b", "breach"), found("c", "no_breach"))
    assert lacks(judged(days=(day(9),)), (seen(),), *findings) == (
        MOTIVE,
        "Breach or not for 1 incident: place, time or an exception is not settled.",
    )


def test_checks_of_totals_that_could_not_be_made_are_named_once_in_order() -> None:
    points = (audit("sub_total", "cannot_tell"), audit("overlap", "cannot_tell"), audit("overlap", "cannot_tell"))
    told = lacks(judged(days=(day(9),), audits=(*points, audit("unit", "consistent"))), (seen(),))
    assert told == (MOTIVE, "Comparing the parties' totals: not possible by overlap, sub total.")
