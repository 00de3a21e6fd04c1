"""Duties to notify: who told whom, when, of which acts, and what follows for other clauses."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.assess.scenes import DAY_S, HOUR_S, START_S, agreement, clause, incident, table, toml, zones

from truceline.assess.assess import assess
from truceline.assess.differences import differences
from truceline.assess.explain import explain
from truceline.assess.language import examine
from truceline.assess.portrait import portrait
from truceline.model.agreement import Agreement

DUTY = """
[[duty]]
id = "notice"
words = "Exercises are told of two days ahead."
citation = "Article 2"
of = { act = "fire.exercise" }
notice = "exercise_notified"
to = "other"
ahead_h = 48
within_km = 10
excepts = ["fire"]
"""
COMPLETE = 'register_complete = ["exercise_notified"]'
#: an exercise by A on the tenth day at noon
ACT: dict[str, Any] = {"event_type": "fire.exercise", "start_s": START_S + 9 * DAY_S + 12 * HOUR_S}


def notice(at: str = "2031-03-07T00:00", standing: str = "established", **more: str) -> str:
    given = {"party": '"A"', "to": '"B"', "place": "[36.0, 48.0]"} | more
    rows = "".join(f"{key} = {value}\n" for key, value in given.items() if value)
    return f'[[register]]\nkind = "exercise_notified"\nat = "{at}"\nstanding = "{standing}"\n{rows}'


def given(*entries: str, head: str = COMPLETE, duty: str = DUTY) -> Agreement:
    return agreement(clause('{ act = "fire" }', "", "fire") + duty + "".join(entries), head)


def test_an_act_nobody_was_told_of_breaks_the_duty_and_the_clause() -> None:
    rows = assess(table(incident(**ACT)), given()).to_pylist()
    assert {row["provision_id"]: row["status"] for row in rows} == {"notice": "breach", "fire": "breach"}


def test_without_a_complete_register_nobody_knows_and_the_rule_is_not_swallowed() -> None:
    rows = assess(table(incident(**ACT)), given(head="")).to_pylist()
    assert {row["provision_id"]: row["status"] for row in rows} == {"notice": "undetermined", "fire": "breach"}


def status(agreed: Agreement, **fields: Any) -> tuple[str, str]:
    """Of the duty and of the clause that it lifts."""
    rows = {row["provision_id"]: row for row in assess(table(incident(**(ACT | fields))), agreed).to_pylist()}
    return rows["notice"]["status"], rows["fire"]["status"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (notice(), "no_breach"),
        (notice(at="2031-03-09T12:00"), "no_breach"),  # two days to the hour
        (notice(at="2031-03-09T12:01"), "breach"),
        (notice(**{"from": '"2031-03-11T00:00"', "until": '"2031-03-12T00:00"'}), "no_breach"),
        (notice(**{"from": '"2031-03-11T12:00"'}), "no_breach"),  # from that moment on
        (notice(**{"from": '"2031-03-11T12:01"'}), "breach"),  # of later acts
        (notice(**{"from": '"2031-03-10T00:00"', "until": '"2031-03-11T12:00"'}), "breach"),  # of acts that were over
        (notice(**{"from": '"2031-03-08T00:00"'}), "breach"),  # too late for its first act, and it stays late
        (notice(to='"joint commission"'), "breach"),  # told the wrong one
        (notice(to='"A"'), "breach"),  # told itself
        (notice(to=""), "undetermined"),  # does not say whom
        (notice(party='"B"', to='"A"'), "breach"),  # the other side's
        (notice(place="[36.5, 48.0]"), "breach"),  # of another place
        (notice(place=""), "undetermined"),
        (notice(standing="asserted"), "undetermined"),
        (notice(standing="refuted"), "breach"),
        (notice(standing="refuted") + notice(), "no_breach"),
    ],
)
def test_a_notice_counts_as_far_as_it_goes(entry: str, expected: str) -> None:
    assert status(given(entry)) == (expected, expected)


def test_an_act_of_another_kind_is_not_lifted() -> None:
    rows = assess(table(incident(**(ACT | {"event_type": "fire.shelling"}))), given(notice())).to_pylist()
    assert {row["provision_id"]: row["status"] for row in rows} == {"fire": "breach"}


def test_addressees_are_compared_without_case() -> None:
    duty = DUTY.replace('"other"', '"Joint Commission"')
    assert status(given(notice(to='"joint commission "'), duty=duty))[0] == "no_breach"
    assert status(given(notice(to='"b"'), duty=DUTY.replace('"other"', '"B"')))[0] == "no_breach"


def test_a_moment_that_is_not_sure_shares_the_worlds() -> None:
    day = given(notice(**{"from": '"2031-03-11T00:00"', "until": '"2031-03-12T00:00"'}))
    start = START_S + 9 * DAY_S + 12 * HOUR_S
    row = next(
        row
        for row in assess(table(incident(**(ACT | {"start_s": start, "end_s": start + DAY_S}))), day).to_pylist()
        if row["provision_id"] == "notice"
    )
    assert 400_000 < row["belief_ppm"] < 600_000


def test_the_tree_says_whom_and_when() -> None:
    finding = explain(incident(**ACT), given(notice()), "notice")
    words = str(finding.readings[0].tree)
    assert "told to the other side" in words and "at least 48 h ahead" in words and "of acts at this time" in words


def test_it_is_shown_and_compared() -> None:
    shown = " ".join(portrait(given(notice())).split())
    assert "A duty to notify: each party tells the other side of such an act at least 48 h ahead" in shown
    assert "An act told of in time is excepted from: fire." in shown
    longer = given(notice(), duty=DUTY.replace("48", "72"))
    assert [one.passage for one in differences(given(notice()), longer)] == ["clause fire", "clause notice"]


@pytest.mark.parametrize(
    ("change", "words", "line"),
    [
        (('"fire"]', '"fier"]'), "no other clause is called 'fier'", "excepts"),
        (('["fire"]', '["notice"]'), "no other clause is called 'notice'", "excepts"),
        (('of = { act = "fire.exercise" }\n', ""), "`of` is missing", "[[duty]]"),
        (("ahead_h = 48\n", ""), "`ahead_h` is missing", "[[duty]]"),
        (('notice = "exercise_notified"\n', ""), "`notice` is missing", "[[duty]]"),
        (('"fire.exercise"', '"fire.exercize"'), "no event type is called 'fire.exercize'", "of"),
        (("ahead_h = 48", "ahead_h = -1"), "`ahead_h` is -1", "ahead_h"),
        (("ahead_h = 48", "ahead_h = 48\nwhen = { act = 'fire' }"), "`when` is no key here", "when"),
        (('id = "notice"', 'id = "fire"'), "two tables [[provision]] or [[duty]] have this id", "id"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(change: tuple[str, str], words: str, line: str) -> None:
    text = toml(clause('{ act = "fire" }', "", "fire") + DUTY.replace(*change), COMPLETE)
    agreed, problems = examine(text, zones(), "agreement.toml")
    assert agreed is None
    problem = next(problem for problem in problems if problem.found == words)
    assert line in text.decode().splitlines()[problem.line - 1]


def test_a_clause_left_to_others_has_no_exceptions() -> None:
    left = '[[provision]]\nid = "fire"\nwords = "Hush."\nleft_to = "the commission"\n'
    agreed, problems = examine(toml(left + DUTY, COMPLETE), zones(), "agreement.toml")
    assert agreed is None
    assert [problem.found for problem in problems] == ["clause 'fire' is left to others"]


def test_a_notice_that_ends_before_it_begins_is_refused() -> None:
    entry = notice(**{"from": '"2031-03-11T00:00"', "until": '"2031-03-11T00:00"'})
    _, problems = examine(toml(DUTY.replace('excepts = ["fire"]\n', "") + entry), zones(), "agreement.toml")
    assert [problem.found for problem in problems] == ["it ends before it begins"]


def test_problems_of_clauses_after_one_left_to_others_have_the_right_line() -> None:
    body = '[[provision]]\nid = "left"\nwords = "Hush."\nleft_to = "all"\n' + clause(
        '{ act = "fire" }', 'stage = [{ effect = "breach" }, { effect = "none" }]', "late"
    )
    text = toml(body)
    _, problems = examine(text, zones(), "agreement.toml")
    assert text.decode().splitlines()[problems[0].line - 1 :][:2] == ["[[provision]]", 'id = "late"']
