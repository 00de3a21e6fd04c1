"""What decided a finding, condition by condition: in the order of the clause, with no distance and no hour."""

from __future__ import annotations

from tests.unit.assess.scenes import START_S, agreement, clause, incident, table

from truceline.assess.assess import assess
from truceline.assess.grounds import grounds
from truceline.model.agreement import Agreement
from truceline.model.grounds import Ground, Grounds
from truceline.model.incident import Incident

NOT_OURS = 'not = { act = "air" }'


def of(accord: Agreement, one: Incident) -> Grounds:
    return grounds(table(one), accord, {"p": frozenset({one.incident_id})})["p", one.incident_id]


def in_square(act: str = "fire") -> Agreement:
    return agreement(clause(f'{{ all = [{{ act = "{act}" }}, {{ in_zone = "square" }}] }}'))


def test_each_condition_stands_as_enough_of_the_worlds_have_it() -> None:
    for east_km, radius_m, state in ((0.0, 100, "yes"), (30.0, 100, "no"), (7.4, 2_000, "open")):
        found = of(in_square(), incident(1, east_km, radius_m))
        assert found.grounds == (Ground("act", "yes"), Ground("zone", state, "square"), Ground("force", "yes"))


def test_a_clause_that_hangs_on_one_zone_stands_as_the_zone_does() -> None:
    """Also near the threshold, where more worlds decide: a ground that is not as the status is would say how near."""
    edge = [incident(n, 6.4 + n / 100, 1_000) for n in range(200)]
    found = assess(table(*edge), in_square())
    status = dict(zip(found["incident_id"].to_pylist(), found["status"].to_pylist(), strict=True))
    told = grounds(table(*edge), in_square(), {"p": frozenset(status)})
    says = {"yes": "breach", "open": "undetermined", "no": "no_breach"}
    assert {name: says[ground.state] for (_, name), one in told.items() for ground in one.grounds[1:2]} == status
    assert set(status.values()) == set(says.values())


def test_a_finding_of_a_breach_has_no_ground_that_speaks_against_it() -> None:
    one = incident()
    (status,) = assess(table(one), in_square())["status"].to_pylist()
    assert status == "breach"
    assert {ground.speaks for ground in of(in_square(), one).grounds} == {"yes"}


def test_what_a_clause_denies_speaks_for_it_where_it_is_not_so() -> None:
    accord = agreement(clause(f'{{ all = [{{ {NOT_OURS} }}, {{ in_zone = "square" }}] }}'))
    act = of(accord, incident()).grounds[0]
    assert (act.state, act.asked, act.speaks) == ("no", False, "yes")


def test_of_several_ways_the_one_that_comes_nearest_is_told_as_chosen() -> None:
    accord = agreement(clause('{ any = [{ in_zone = "square" }, { in_zone = "buffer" }] }'))
    (zone, _) = of(accord, incident(1, east_km=4.0)).grounds
    assert zone == Ground("zone", "yes", "square", chosen=True)


def test_of_two_that_come_equally_near_the_place_is_not_told() -> None:
    school = '{ attr = "target", equals = "school", unstated = "open" }'
    accord = agreement(clause(f'{{ any = [{{ in_zone = "square" }}, {school}] }}'))
    for east_km in (30.0, 7.4):  # outside the zone, and at its edge
        assert of(accord, incident(1, east_km, 2_000)).grounds[0] == Ground("attribute", "open", "target", chosen=True)


def test_an_attribute_that_nobody_reports_is_open_and_an_exception_is_named_where_it_may_hold() -> None:
    for unstated, state in (("open", "open"), ("silent", "no")):
        asks = agreement(clause(f'{{ attr = "target", equals = "school", unstated = "{unstated}" }}'))
        assert of(asks, incident()).grounds[0] == Ground("attribute", state, "target")
    rest = '[[provision.unless]]\nwhen = { attr = "target", equals = "school" }\nwords = "a school"\n'
    excepted = agreement(clause('{ act = "fire" }', rest))
    assert Ground("exception", "open", "a school", asked=False) in of(excepted, incident()).grounds


def test_readings_that_differ_tell_what_each_of_them_gives() -> None:
    readings = "".join(
        f'[[reading]]\naccording_to = "{who}"\nfrom = "2031-03-{day}T00:00"\n'
        for who, day in (("A", "02"), ("B", "20"))
    )
    accord = agreement(clause('{ act = "fire" }'), reading=readings)
    assert of(accord, incident()).by_reading == (("A", "breach"), ("B", "no_breach"))
    assert of(accord, incident(start_s=START_S - 3_600)).by_reading == ()
