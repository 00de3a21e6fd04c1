"""Agreements that contradict themselves: conditions that exclude each other, gaps, rival readings."""

from __future__ import annotations

import pytest
from tests.unit.assess.scenes import LINES, clause, feature, toml, zones

from truceline.assess.language import examine
from truceline.assess.problems import Problem

_FAR = feature("far", "zone", [[[38.0, 47.0], [38.1, 47.0], [38.1, 47.1], [38.0, 47.1], [38.0, 47.0]]])


def problems(text: bytes) -> tuple[Problem, ...]:
    return examine(text, zones(*LINES, _FAR), "agreement.toml")[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('{ attr = "calibre_mm", min = 100 }', '{ attr = "calibre_mm", below = 82 }'),
        ('{ attr = "weapon", equals = "mortar" }', '{ attr = "weapon", equals = "artillery_100" }'),
        ('{ attr = "target", equals = "energy" }', '{ not = { attr = "target", equals = "energy" } }'),
        ('{ attr = "heavy", equals = "yes" }', '{ attr = "heavy", equals = "no" }'),
        ('{ attr = "actor", equals = "A" }', '{ attr = "actor", equals = "B" }'),
        ('{ in_zone = "square" }', '{ in_zone = "far" }'),
        ('{ in_zone = "square" }', '{ not = { in_zone = "square" } }'),
        ('{ during = { until = "2031-04-01" } }', '{ during = { from = "2031-04-01" } }'),
        (
            '{ in_zone = "square" }',
            '{ any = [{ in_zone = "far" }, { all = [{ in_zone = "far" }, { act = "fire" }] }] }',
        ),
    ],
)
def test_conditions_that_exclude_each_other(one: str, other: str) -> None:
    for pair in ((one, other), (other, one)):
        (problem,) = problems(toml(clause(f'{{ all = [{{ act = "air" }}, {pair[0]}, {pair[1]}] }}')))
        assert problem.severity == "warning" and "no act can meet both" in problem.found
        assert problem.clause == "provision 'p'" and problem.line
    assert problems(toml(clause(f'{{ all = [{{ act = "air" }}, {{ any = [{one}, {other}] }}] }}'))) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('{ attr = "calibre_mm", min = 82 }', '{ attr = "calibre_mm", below = 100 }'),
        ('{ attr = "weapon", equals = "artillery" }', '{ attr = "weapon", equals = "artillery_100" }'),
        ('{ in_zone = "square" }', '{ in_zone = "buffer" }'),
        ('{ in_zone = "buffer" }', '{ not = { in_zone = "square" } }'),
        ('{ during = { from = "2031-03-05" } }', '{ during = { until = "2031-04-01" } }'),
        ('{ in_zone = "square" }', '{ any = [{ in_zone = "far" }, { in_zone = "square" }] }'),
    ],
)
def test_conditions_that_may_hold_together(one: str, other: str) -> None:
    assert problems(toml(clause(f'{{ all = [{{ act = "air" }}, {one}, {other}] }}'))) == ()


def test_an_act_that_is_denied_beside_itself() -> None:
    found = problems(toml(clause('{ all = [{ act = "fire" }, { not = { act = "fire" } }] }')))
    assert "no type of event can surely meet `when`" in {problem.found for problem in found}


def test_an_exception_that_can_never_hold() -> None:
    within = '{ all = [{ act = "fire" }, { in_zone = "square" }] }'
    for never in ('{ in_zone = "far" }', '{ act = "weapon" }'):
        (problem,) = problems(toml(clause(within, f"[[provision.unless]]\nwhen = {never}")))
        assert (problem.severity, "never hold" in problem.sentence()) == ("warning", True)
    assert problems(toml(clause(within, '[[provision.unless]]\nwhen = { in_zone = "buffer" }'))) == ()


def test_a_permission_elsewhere_is_no_clash() -> None:
    ban = clause('{ all = [{ act = "fire" }, { attr = "calibre_mm", min = 100 }] }')
    small = '{ all = [{ act = "fire" }, { attr = "calibre_mm", below = 82 }] }'
    assert problems(toml(ban + clause(small, 'effect = "none"', "permit"))) == ()


def test_a_time_in_which_the_clause_is_never_in_force() -> None:
    (problem,) = problems(toml(clause('{ all = [{ act = "fire" }, { during = { until = "2020-01-01" } }] }')))
    assert (problem.severity, "never in force" in problem.found) == ("warning", True)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("first weeks", 'from = "2031-04-01"\nuntil = "2031-05-01"', "shares no moment with reading 'first weeks'"),
        ("first weeks", 'from = "2031-03-30"\nuntil = "2031-05-01"', ""),
        ("first weeks", 'never = true\nwords = "never signed"', ""),
    ],
)
def test_readings_are_rivals_and_no_periods_in_a_row(first: str, second: str, found: str) -> None:
    spans = ((first, 'from = "2031-03-02"\nuntil = "2031-04-01"'), ("prolonged", second))
    readings = "".join(f'[[reading]]\naccording_to = "{name}"\n{span}\n' for name, span in spans)
    told = problems(toml(clause('{ act = "fire" }'), reading=readings))
    assert [(one.severity, one.clause) for one in told] == [("warning", "reading 'prolonged'")] * bool(found)
    assert found in "".join(one.found for one in told)


def test_a_gap_between_the_phases_of_an_area_is_told() -> None:
    area = (
        '[[zone]]\nid = "turn"\n[[zone.phase]]\nuntil = "2031-03-10"\nof = "square"\n'
        '[[zone.phase]]\nfrom = "2031-03-12"\nof = "far"\n'
    )
    asked = clause('{ all = [{ act = "fire" }, { in_zone = "turn" }] }')
    (problem,) = problems(toml(area + asked))
    assert (problem.severity, "between phase 1 and phase 2" in problem.found) == ("warning", True)
    assert problems(toml(area.replace('from = "2031-03-12"\n', "") + asked)) == ()


def test_an_overlap_is_told_at_the_line_of_the_drawing() -> None:
    beside = feature("beside", "zone", [[[38.05, 47.0], [38.2, 47.0], [38.2, 47.1], [38.05, 47.1], [38.05, 47.0]]])
    drawn = zones(*LINES, _FAR, beside)
    (problem,) = examine(toml(clause('{ act = "fire" }')), drawn, "agreement.toml")[1]
    assert (problem.file, problem.severity) == ("zones.geojson", "warning")
    assert {"far", "beside"} <= set(problem.sentence().split("'"))


def test_a_party_called_by_its_name() -> None:
    entry = '[[register]]\nkind = "x"\nparty = "Birch"\nat = "2031-03-02"\nstanding = "asserted"\n'
    found = problems(toml(clause('{ event = "x" }') + entry))
    assert any(problem.advice == "Write its id: 'B'." for problem in found), found


def test_each_pair_is_told_once_however_deep_the_conditions_stand() -> None:
    days = [f'{{ during = {{ from = "2031-03-{n:02}", until = "2031-03-{n + 1:02}" }} }}' for n in range(5, 17)]
    deep = '{ act = "fire" }'
    for one in days:
        deep = f"{{ all = [{one}, {deep}] }}"
    flat = f'{{ all = [{{ act = "fire" }}, {", ".join([*days, *days])}] }}'
    pairs = len(days) * (len(days) - 1) // 2
    for when, told in ((deep, pairs), (flat, 2 * pairs)):  # of each two that differ, in both orders where they recur
        found = [p.found for p in problems(toml(clause(when))) if "no act can meet both" in p.found]
        assert len(found) == told == len(set(found))
