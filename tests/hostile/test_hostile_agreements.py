"""Hostile agreements: an answer or every reason why there is none, and never more than is listed.

The short form reads those that take little; `TRUCELINE_HOSTILE=all` reads all of them.
"""

from __future__ import annotations

import os

import pytest
from tests.hostile import agreements

from truceline.agreements.page import render_agreement
from truceline.assess.differences import differences
from truceline.assess.language import examine
from truceline.assess.problems import MOST_LISTED

ALL = os.environ.get("TRUCELINE_HOSTILE") == "all"
#: what is refused, and by which words; the others can be applied
REFUSED = {
    "clauses_1001": "more than 1,000 tables [[provision]]",
    "conditions_5400": "the agreement has more than 5,000 conditions",
    "clauses_20000": "keys and values",
    "windows_of_20_clauses": "keys and values",
    "duties_that_lift_all": "conditions of exceptions",
    "register_of_kinds": "keys and values",
    "register_too_long": "keys and values",
    "readings_5000": "readings",
    "readings_of_300_clauses": "keys and values",
    "area_of_4000_phases": "conditions, areas that move written out",
    "disjoint_30000": "pairs of zones",
    "circle_of_1000": f"more than {MOST_LISTED} errors",
    "problems_30000": f"more than {MOST_LISTED} errors",
    "zones_unknown": f"more than {MOST_LISTED} errors",
    "zones_1900_alike": "lie over each other in too many places",
    "zones_of_200000_points": "lie over each other in too many places",
    "zones_3000": "features",
    "zones_that_meet_in_a_point": "lie over each other in too many places",
    "combs_that_cross": "points",
    "edges_round_the_earth": "the geometry is a",
    "belts_2000": "points",
    "belt_round_a_tangle": "crosses itself",
    "numbers_of_200_digits": "It must be",
}
SLOW = {"zones_1900_alike", "zones_of_200000_points", "belts_2000", "combs_that_cross", "register_asked"}
MADE = [one for one in agreements.made() if ALL or one[0] not in SLOW]
#: what the short form shows and compares as well
SHOWN = {"permits_and_bans", "windows_1000_at_once", "choices_of_choices", "denied_60_times", "exceptions_400"}
APPLIED = [one for one in MADE if one[0] not in REFUSED and (ALL or one[0] in SHOWN)]


@pytest.mark.parametrize(("name", "toml", "zones"), MADE, ids=[name for name, _, _ in MADE])
def test_it_is_answered(name: str, toml: str, zones: bytes | None) -> None:
    agreement, problems = examine(toml.encode(), zones, "agreement.toml")
    errors = [one for one in problems if one.severity == "error"]
    assert (agreement is None) == bool(errors) == (name in REFUSED), problems[:3]
    assert not errors or any(REFUSED[name] in f"{one.found} {one.advice}" for one in errors), errors[:3]
    assert len(problems) <= 2 * (MOST_LISTED + 1)
    assert all(one.found and one.advice and len(one.sentence()) < 3_000 for one in problems)


@pytest.mark.parametrize(("name", "toml", "zones"), APPLIED, ids=[name for name, _, _ in APPLIED])
def test_it_is_shown_and_compared(name: str, toml: str, zones: bytes | None) -> None:
    """What `agreement show --html` and `agreement diff` do with one that can be applied."""
    agreement, _ = examine(toml.encode(), zones, "agreement.toml")
    plain, _ = examine(agreements.agreement().encode(), None, "agreement.toml")
    assert agreement is not None and plain is not None
    page = render_agreement(agreement, "en")
    assert page.endswith(b"</html>") or page.rstrip().endswith(b"</html>")
    assert b"<script" not in page and len(page) < 8 * 1024 * 1024
    assert differences(agreement, agreement) == () and differences(plain, agreement)


def test_what_is_left_out_is_counted() -> None:
    """A real contradiction among too many to list is at least told of; the agreement can be applied all the same."""
    made = {name: (toml, zones) for name, toml, zones in MADE}
    agreement, problems = examine(made["permits_and_bans"][0].encode(), None, "a.toml")
    assert agreement is not None
    assert sum(one.severity == "warning" for one in problems) >= MOST_LISTED
    assert any("further warnings are not listed" in one.found for one in problems)
    assert any("not all were held against each other" in one.found for one in problems)
