"""What the calendar does to a clause: windows, areas that move, readings that begin or end with an event, or never."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.assess.scenes import DAY_S, READING, START_S, agreement, clause, incident, table, toml, zones

from truceline.assess.assess import assess
from truceline.assess.explain import explain
from truceline.assess.language import examine
from truceline.assess.portrait import portrait
from truceline.model.agreement import Agreement

_FIRE = clause('{ act = "fire" }')


def status(given: Agreement, at_s: int, **fields: Any) -> str:
    rows = assess(table(incident(start_s=at_s, **fields)), given).to_pylist()
    if not rows:
        return "silent"
    return "contested" if rows[0]["contested"] else str(rows[0]["status"])


def days(number: float) -> int:
    return START_S + round(number * DAY_S)


def test_a_window_is_half_open() -> None:
    given = agreement(
        clause('{ all = [{ act = "fire" }, { during = { from = "2031-03-10T00:00", until = "2031-03-12T00:00" } }] }')
    )
    first, last = days(8), days(10)
    for at_s, expected in ((first - 1, "silent"), (first, "breach"), (last - 1, "breach"), (last, "silent")):
        found = status(given, at_s, end_s=at_s + 1)
        assert found.replace("no_breach", "silent") == expected, at_s
    spread = status(given, first - DAY_S, end_s=first + DAY_S)
    assert spread == "undetermined"
    told = explain(incident(start_s=first - DAY_S, end_s=first + DAY_S), given, "p")
    assert 0 < told.belief_ppm < 1_000_000
    assert any("asks for another time" in sentence for sentence in told.would_change)


def test_an_open_window_has_one_edge() -> None:
    given = agreement(clause('{ all = [{ act = "fire" }, { during = { from = "2031-03-10T00:00" } }] }'))
    assert status(given, days(7)) in ("silent", "no_breach")
    assert status(given, days(80)) == "breach"


_MOVES = """
[[zone]]
id = "sector"
label = "The sector whose turn it is"

[[zone.phase]]
until = "2031-03-12T00:00"
of = "square"

[[zone.phase]]
of = "buffer"
"""


def test_an_area_moves_by_date() -> None:
    given = agreement(_MOVES + clause('{ all = [{ act = "fire" }, { in_zone = "sector" }] }'))
    inside_square, inside_buffer = 5.0, 1.0
    assert status(given, days(5), east_km=inside_square) == "breach"
    assert status(given, days(15), east_km=inside_square) in ("silent", "no_breach")
    assert status(given, days(15), east_km=inside_buffer) == "breach"
    shown = portrait(given)
    assert "moving zone sector" in shown and "until 2031-03-12" in shown


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (_MOVES.replace('of = "square"', 'of = "sqare"') + _FIRE, "no zone is called 'sqare'"),
        (_MOVES.replace('of = "square"', 'of = "contact"') + _FIRE, "'contact' is a line"),
        (_MOVES.replace('until = "2031-03-12T00:00"\n', "") + _FIRE, "phase 2 begins before"),
        (clause('{ during = { from = "2031-03-12T00:00", until = "2031-03-11T00:00" } }'), "is no time at all"),
        (clause("{ during = {} }"), "names no time"),
        (clause('{ zone_width_km = 51, of_line = { A = "contact", B = "contact" } }'), "Half of it"),
        (clause("{ zone_width_km = 50 }"), "`zone_width_km` has no `of_line`"),
        (
            _MOVES
            + '[[clock]]\nid = "q"\nzone = "sector"\nsilence_of = "fire"\nhours = 1\nstart = "2031-03-02"\n'
            + _FIRE,
            "moves by date",
        ),
        (clause('{ act = "fire" }', 'left_to = "the commission"'), "both `when` and `left_to`"),
        ('[[zone]]\nid = "towns"\nbuffer_km = 1\nof = []\n' + _FIRE, "`of` is empty"),
        ('[[zone]]\nid = "towns"\nbuffer_km = 1\nof = ["square", "sqare"]\n' + _FIRE, "the zones file has no 'sqare'"),
    ],
)
def test_what_cannot_be_applied_is_told(body: str, found: str) -> None:
    problems = examine(toml(body), zones(), "agreement.toml")[1]
    told = " ".join(f"{p.found} {p.advice}" for p in problems if p.severity == "error")
    assert found in told, told


@pytest.mark.parametrize(
    ("reading", "found"),
    [
        ('[[reading]]\naccording_to = "A"\nnever = true\n', "`words` is missing"),
        ('[[reading]]\naccording_to = "A"\nnever = false\nwords = "x"\n', "`never` is False"),
        (
            '[[reading]]\naccording_to = "A"\nnever = true\nwords = "x"\nfrom = "2031-03-02"\n',
            "both `never` and `from`",
        ),
        ('[[reading]]\naccording_to = "A"\n', "`from` is missing"),
        ('[[reading]]\naccording_to = "A"\nfrom = "open"\nfrom_event = "x"\n', "both `from` and `from_event`"),
    ],
)
def test_readings_that_contradict_themselves_are_told(reading: str, found: str) -> None:
    problems = examine(toml(_FIRE, reading=reading), zones(), "agreement.toml")[1]
    assert any(found in p.found for p in problems), problems


def test_the_width_of_a_zone_is_shared_by_both_sides() -> None:
    when = '{{ all = [{{ act = "fire" }}, {{ {0}, of_line = {{ A = "contact", B = "older" }} }}] }}'
    wide, behind = (agreement(clause(when.format(one))) for one in ("zone_width_km = 20", "not_behind_km = 10"))
    for east_km in (-12.0, -8.0, 3.0, 12.0):
        for actor in ("Alder", "Birch"):
            acts = {"east_km": east_km, "alleged_actor": actor}
            assert status(wide, days(5), **acts) == status(behind, days(5), **acts), acts
    assert "10 km, half of the zone of 20 km," in portrait(wide)


def test_one_party_never_joined() -> None:
    unjoined = '[[reading]]\naccording_to = "B"\nnever = true\nwords = "not joined"\n'
    both = agreement(_FIRE, reading=READING.replace('"all"', '"A"') + unjoined)
    assert status(both, days(5)) == "contested"
    assert status(both, days(200)) in ("silent", "no_breach")
    assert "never in force according to Birch" in portrait(both)
    assert status(agreement(_FIRE, reading=unjoined), days(5)) == "silent"


_EVENT = '[[reading]]\naccording_to = "all"\nfrom_event = "orders_issued"\nuntil_event = "denounced"\n'


def entry(kind: str, at: str, standing: str) -> str:
    return f'[[register]]\nkind = "{kind}"\nparty = "A"\nat = "{at}"\nstanding = "{standing}"\n'


def test_a_conditional_start_waits_for_its_event() -> None:
    waiting = agreement(_FIRE, reading=_EVENT)
    assert status(waiting, days(5)) == "silent"
    assert "“orders_issued” is not established" in portrait(waiting)
    begun = agreement(_FIRE + entry("orders_issued", "2031-03-05", "established"), reading=_EVENT)
    assert status(begun, days(2)) == "silent"
    assert status(begun, days(5)) == "breach"


def test_what_began_it_as_one_party_says_makes_two_readings() -> None:
    said = agreement(_FIRE + entry("orders_issued", "2031-03-05", "asserted"), reading=_EVENT)
    assert [r.never for r in said.readings] == [False, True]
    assert status(said, days(5)) == "contested"
    refuted = agreement(_FIRE + entry("orders_issued", "2031-03-05", "refuted"), reading=_EVENT)
    assert status(refuted, days(5)) == "silent"


def test_it_ends_with_an_event() -> None:
    lines = entry("orders_issued", "2031-03-05", "established") + entry("denounced", "2031-03-20", "{}")
    over = agreement(_FIRE + lines.format("established"), reading=_EVENT)
    assert (status(over, days(10)), status(over, days(25))) == ("breach", "silent")
    said = agreement(_FIRE + lines.format("asserted"), reading=_EVENT)
    assert (status(said, days(10)), status(said, days(25))) == ("breach", "contested")


def test_a_clause_left_to_others_gives_no_finding_and_stands_in_the_portrait() -> None:
    left = (
        '[[provision]]\nid = "pardon"\nwords = "Pardon is granted."\ncitation = "Article 9"\nleft_to = "parliament"\n'
    )
    given = agreement(_FIRE + left)
    assert [clause.provision_id for clause in given.provisions] == ["p"]
    shown = portrait(given)
    assert "Pardon is granted." in shown and "Not assessed: parliament" in shown


def test_a_belt_around_several_places() -> None:
    body = '[[zone]]\nid = "towns"\nbuffer_km = 1\nof = ["square", "contact"]\n'
    given = agreement(body + clause('{ all = [{ act = "fire" }, { in_zone = "towns" }] }'))
    assert status(given, days(5), east_km=0.5, lat_e6=48_500_000) == "breach"
    assert status(given, days(5), east_km=7.0) == "breach"
    assert status(given, days(5), east_km=7.0, lat_e6=48_500_000) in ("silent", "no_breach")


def test_after_a_last_stage_that_ends_the_clause_itself_speaks_and_everybody_says_so() -> None:
    body = clause('{ act = "fire" }', 'stage = [{ until = "D+15", effect = "none" }]')
    given = agreement(body, head='signed = "2031-03-02T00:00"')
    assert (status(given, days(10)), status(given, days(20))) == ("no_breach", "breach")
    assert "Such an act after that is a breach." in portrait(given)
    counted = clause('{ act = "fire" }', 'effect = "counted"\nstage = [{ until = "D+15", effect = "breach" }]')
    assert "after that is counted" in portrait(agreement(counted, head='signed = "2031-03-02T00:00"'))


def test_the_end_of_a_day_is_the_next_midnight() -> None:
    until = READING.replace("2031-06-01T00:00", "2031-05-31T24:00")
    assert agreement(_FIRE, reading=until).readings == agreement(_FIRE).readings


def test_a_belt_is_shown_with_its_width_and_what_it_goes_around() -> None:
    labelled = '[[zone]]\nid = "security"\nlabel = "Security zone"\nbuffer_km = 12.5\nof = "contact"\n'
    assert "zone security: Security zone (12.5 km around contact)" in portrait(agreement(labelled + _FIRE))
