"""Each primitive, the connectives and the frame, by the findings they lead to."""

from __future__ import annotations

import pytest
from tests.unit.assess.scenes import DAY_S, HOUR_S, START_S, agreement, clause, effort, incident, table, watch

from truceline.assess.assess import assess
from truceline.assess.explain import explain
from truceline.model.agreement import Agreement
from truceline.model.incident import Incident

_ENTRY = '[[register]]\nkind = "{kind}"\nparty = "{party}"\nat = "{at}"\nstanding = "{standing}"\n{rest}\n'
#: the moment at which `incident()` happens is 2031-03-12 00:00
_BEFORE = "2031-03-11T23:00"


def entry(kind: str, party: str = "B", at: str = _BEFORE, standing: str = "established", rest: str = "") -> str:
    return _ENTRY.format(kind=kind, party=party, at=at, standing=standing, rest=rest)


def status(agreed: Agreement, *incidents: Incident, provision: str = "p", effort_table: object = None) -> str | None:
    """Status of the first incident under a clause; null where the clause does not speak to it."""
    rows = assess(table(*incidents), agreed, effort_table).to_pylist()
    wanted = (incidents[0].incident_id, provision)
    return next((row["status"] for row in rows if (row["incident_id"], row["provision_id"]) == wanted), None)


def finding(agreed: Agreement, one: Incident) -> dict[str, object]:
    (row,) = assess(table(one), agreed).to_pylist()
    return dict(row)


FIRE = agreement(clause('{ act = "fire" }'))


@pytest.mark.parametrize(
    ("event_type", "act", "expected"),
    [
        ("fire.shelling", "fire", "breach"),
        ("fire", "fire.shelling", "undetermined"),
        ("fire.shot", "fire.shelling", None),
        ("attack_infrastructure", "air", "undetermined"),
        ("fire", "fire.exercise", None),
        ("signal.thermal", "fire", None),
        ("weapon", "weapon", "breach"),
        ("harm.killed", "fire", None),
    ],
)
def test_act(event_type: str, act: str, expected: str | None) -> None:
    assert status(agreement(clause(f'{{ act = "{act}" }}')), incident(event_type=event_type)) == expected


def test_only_acts_of_force_reach_a_clause_that_names_none() -> None:
    anywhere = agreement(clause('{ in_zone = "buffer" }'))
    assert status(anywhere, incident(event_type="fire.shot")) == "breach"
    assert status(anywhere, incident(event_type="signal.thermal")) is None
    assert status(anywhere, incident(event_type="harm.killed")) is None


def test_a_minority_of_another_kind_leaves_the_family() -> None:
    shared = incident(type_share_ppm=600_000)
    assert status(FIRE, shared) == "breach"
    row = finding(agreement(clause('{ act = "fire.shelling" }')), shared)
    assert (row["status"], row["plausibility_ppm"]) == ("undetermined", 1_000_000)
    assert abs(int(str(row["belief_ppm"])) - 600_000) < 25_000


@pytest.mark.parametrize(
    ("condition", "fields", "expected"),
    [
        ("min = 100", {"calibre_mm": 122}, "breach"),
        ("min = 100", {"calibre_mm": 82}, None),
        ("min = 100, below = 122", {"calibre_mm": 122}, None),
        ("min = 100", {}, "undetermined"),
        ("min = 100", {"weapon": "artillery_100"}, "breach"),
        ("min = 100", {"weapon": "artillery_below_100"}, None),
        ("min = 100", {"weapon": "mortar"}, "undetermined"),
    ],
)
def test_attr_number(condition: str, fields: dict[str, object], expected: str | None) -> None:
    agreed = agreement(clause(f'{{ all = [{{ act = "fire" }}, {{ attr = "calibre_mm", {condition} }}] }}'))
    assert status(agreed, incident(**fields)) == expected


@pytest.mark.parametrize(
    ("attr", "equals", "fields", "expected"),
    [
        ("target", "energy", {"target": "energy.refinery"}, "breach"),
        ("target", "energy.refinery", {"target": "energy"}, "undetermined"),
        ("target", "energy", {"target": "school"}, None),
        ("target", "energy", {}, None),  # an attack on nothing in particular
        ("weapon", "artillery", {"weapon": "artillery_100"}, "breach"),
        ("weapon", "artillery_100", {"weapon": "artillery"}, "undetermined"),
        ("weapon", "artillery_100", {"weapon": "artillery", "calibre_mm": 85}, None),
        ("heavy", "yes", {"weapon": "tank"}, "breach"),
        ("heavy", "yes", {"weapon": "small_arms"}, None),
        ("actor", "A", {}, "breach"),
        ("actor", "B", {}, None),
        ("actor", "A", {"alleged_actor": None}, "undetermined"),
        ("actor", "A", {"actor_disputed": True}, "undetermined"),
        ("actor", "A", {"claimants": ("Birch",), "verb": "reported"}, "undetermined"),
        ("actor", "A", {"claimants": ("Birch",)}, "breach"),
        ("actor", "A", {"claimants": ("Alder",), "verb": "reported"}, "breach"),
    ],
)
def test_attr_word(attr: str, equals: str, fields: dict[str, object], expected: str | None) -> None:
    agreed = agreement(clause(f'{{ all = [{{ act = "fire" }}, {{ attr = "{attr}", equals = "{equals}" }}] }}'))
    assert status(agreed, incident(**fields)) == expected


_NO_TARGET = '{ attr = "target", equals = "energy" }'
_NOWHERE: dict[str, object] = dict.fromkeys(("lat_e6", "lon_e6", "radius_m"))
_NO_TARGET_OPEN = '{ attr = "target", equals = "energy", unstated = "open" }'


@pytest.mark.parametrize(
    ("when", "fields", "expected"),
    [
        (f'{{ all = [{{ act = "fire" }}, {_NO_TARGET_OPEN}] }}', {}, "undetermined"),
        (f'{{ all = [{{ act = "fire" }}, {_NO_TARGET}, {{ in_zone = "buffer" }}] }}', {"east_km": 1}, "undetermined"),
        (f'{{ all = [{{ act = "fire" }}, {_NO_TARGET}, {{ in_zone = "buffer" }}] }}', {"east_km": 5}, None),
        (f'{{ any = [{{ act = "air" }}, {_NO_TARGET}] }}', {}, None),
        (f'{{ any = [{{ act = "fire" }}, {_NO_TARGET}] }}', {}, "breach"),
        (f'{{ any = [{_NO_TARGET}, {{ all = [{{ act = "air" }}, {{ in_zone = "buffer" }}] }}] }}', {}, "undetermined"),
        (f'{{ all = [{{ act = "fire" }}, {{ not = {_NO_TARGET} }}] }}', {}, "undetermined"),
        (f'{{ all = [{{ in_zone = "buffer" }}, {_NO_TARGET}] }}', _NOWHERE, None),
        (f'{{ all = [{{ act = "fire" }}, {_NO_TARGET}] }}', _NOWHERE, None),
    ],
)
def test_an_unstated_target_is_silent_outside_the_zones_of_its_clause(
    when: str, fields: dict[str, object], expected: str | None
) -> None:
    agreed = agreement(clause(when))
    assert status(agreed, incident(**fields)) == expected
    found = explain(incident(**fields), agreed, "p")
    assert (found.status, found.plausibility_ppm) == (expected or "no_breach", 1_000_000 if expected else 0)


def test_an_unstated_target_is_open_in_the_worlds_inside_the_zone() -> None:
    agreed = agreement(clause(f'{{ all = [{{ in_zone = "buffer" }}, {_NO_TARGET}] }}'))
    edge = finding(agreed, incident(east_km=2, radius_m=1500))
    assert (edge["status"], edge["belief_ppm"]) == ("undetermined", 0)
    assert abs(int(str(edge["plausibility_ppm"])) - 500_000) < 40_000


def test_an_exception_about_a_target_stays_open() -> None:
    military = '[[provision.unless]]\nwhen = { attr = "target", equals = "military" }'
    assert status(agreement(clause('{ act = "fire" }', military)), incident()) == "undetermined"


def test_attr_bounds_of_a_count() -> None:
    agreed = agreement(clause('{ all = [{ act = "fire" }, { attr = "killed", min = 3 }] }'))
    assert status(agreed, incident(killed_low=3, killed_high=5)) == "breach"
    assert status(agreed, incident(killed_low=0, killed_high=2)) is None
    assert status(agreed, incident(killed_low=1, killed_high=4)) == "undetermined"


def test_in_zone() -> None:
    agreed = agreement(clause('{ all = [{ act = "fire" }, { in_zone = "buffer" }] }'))
    assert status(agreed, incident(east_km=1.5)) == "breach"
    assert status(agreed, incident(east_km=2.5)) is None
    edge = finding(agreed, incident(east_km=2.0, radius_m=1500))
    assert edge["status"] == "undetermined"
    assert abs(int(str(edge["belief_ppm"])) - 500_000) < 40_000


def test_the_border_belongs_to_the_zone() -> None:
    corner = incident(radius_m=0, lat_e6=48_050_000, lon_e6=35_900_000)
    assert status(agreement(clause('{ in_zone = "square" }')), corner) == "breach"


_BEHIND = clause('{ all = [{ act = "weapon" }, { not_behind_km = 25, of_line = { A = "contact", B = "older" } }] }')


@pytest.mark.parametrize(
    ("actor", "east_km", "expected"),
    [
        ("Alder", -24.0, "breach"),
        ("Alder", -26.0, None),
        ("Alder", 30.0, "breach"),  # a gun that crossed the line is not behind it
        ("Birch", 9.0, "breach"),  # B's own line lies 15 km further west
        ("Birch", 11.0, None),
        ("Birch", -60.0, "breach"),
        (None, 5.0, "breach"),  # whoever's it is, it is not behind a line of its own
        (None, -26.0, "undetermined"),
    ],
)
def test_not_behind_its_own_line(actor: str | None, east_km: float, expected: str | None) -> None:
    agreed = agreement(_BEHIND)
    assert status(agreed, incident(east_km=east_km, event_type="weapon", alleged_actor=actor)) == expected


_RETURN_FIRE = clause(
    '{ act = "fire" }',
    '[[provision.unless]]\nwhen = { event = "attack", by = "other", before_h = 2, within_km = 10 }\neffect = "counted"',
)


@pytest.mark.parametrize(
    ("register", "expected"),
    [
        (entry("attack", rest="place = [36.0, 48.0]"), "no_breach"),
        (entry("attack", rest="place = [37.0, 48.0]"), "undetermined"),  # too far; another may have happened
        (entry("attack"), "undetermined"),  # where is not known
        (entry("attack", "A", rest="place = [36.0, 48.0]"), "undetermined"),  # its own attack
        (entry("attack", at="2031-03-11T22:00", rest="place = [36.0, 48.0]"), "undetermined"),  # two hours have passed
        (entry("attack", at="2031-03-12T00:01", rest="place = [36.0, 48.0]"), "undetermined"),  # afterwards
        (entry("attack", standing="asserted", rest="place = [36.0, 48.0]"), "undetermined"),
        (entry("attack", standing="refuted", rest="place = [36.0, 48.0]"), "breach"),
        ("", "undetermined"),
    ],
)
def test_event(register: str, expected: str) -> None:
    assert status(agreement(_RETURN_FIRE + register), incident()) == expected


def test_absence_is_evidence_where_the_register_is_complete() -> None:
    agreed = agreement(_RETURN_FIRE, head='register_complete = ["attack"]')
    assert status(agreed, incident()) == "breach"


def test_event_at_least_so_long_ahead() -> None:
    ahead = clause('{ act = "fire" }', '[[provision.unless]]\nwhen = { event = "notice", by = "self", elapsed_h = 48 }')
    complete = 'register_complete = ["notice"]'
    early, late = (entry("notice", "A", at=at) for at in ("2031-03-09T23:00", "2031-03-10T01:00"))
    assert status(agreement(ahead + early, head=complete), incident()) == "no_breach"
    assert status(agreement(ahead + late, head=complete), incident()) == "breach"


@pytest.mark.parametrize(
    ("register", "expected"),
    [
        ("", "breach"),
        (entry("plea:p", "A", at="2031-03-01T00:00"), "undetermined"),
        (entry("plea:p", "B", at="2031-03-01T00:00"), "breach"),  # not the one who must plead
        (entry("plea:p", "A", at="2031-03-13T00:00"), "breach"),  # for other acts
        (entry("plea:p", "A", rest=f'incident = "{incident().incident_id}"'), "undetermined"),
        (entry("plea:p", "A", rest='incident = "inc_other"'), "breach"),
        (entry("attack", standing="asserted"), "undetermined"),
    ],
)
def test_an_exception_counts_only_once_pleaded(register: str, expected: str) -> None:
    pleaded = clause(
        '{ act = "fire" }',
        '[[provision.unless]]\nwhen = { event = "attack", by = "other", before_h = 2 }\nplea = "bearer"',
    )
    assert status(agreement(pleaded + register), incident()) == expected


def test_the_first_exception_that_holds_decides_over_one_that_is_open() -> None:
    both = clause(
        '{ act = "fire" }',
        '[[provision.unless]]\nwhen = { event = "unknown" }\n[[provision.unless]]\nwhen = { event = "attack" }\n',
    )
    assert status(agreement(both + entry("attack")), incident()) == "no_breach"


_CLOCK = """
[[clock]]
id = "quiet"
zone = "square"
silence_of = "fire"
hours = 168
start = "2031-03-02T00:00"
"""
_AFTER_SILENCE = _CLOCK + clause(
    '{ all = [{ act = "weapon" }, { in_zone = "square" }, { clock = "quiet", elapsed_h = 24 }] }'
)


def weapon(days: float) -> Incident:
    return incident(event_type="weapon", start_s=START_S + round(days * DAY_S))


def test_clock_needs_somebody_who_listens() -> None:
    agreed = agreement(_AFTER_SILENCE)
    watched = effort(watch(START_S, START_S + 60 * DAY_S))
    assert status(agreed, weapon(7.9), effort_table=watched) is None
    assert status(agreed, weapon(8), effort_table=watched) == "breach"
    assert status(agreed, weapon(8)) == "undetermined"
    assert status(agreed, weapon(7.9)) is None


def test_clock_restarts_with_a_shot_in_its_zone() -> None:
    agreed = agreement(_AFTER_SILENCE)
    watched = effort(watch(START_S, START_S + 60 * DAY_S))
    shot = incident(2, start_s=START_S + 5 * DAY_S)
    far = incident(2, east_km=30, start_s=START_S + 5 * DAY_S)
    late = incident(2, start_s=START_S + 7 * DAY_S)
    assert status(agreed, weapon(12.9), shot, effort_table=watched) is None
    assert status(agreed, weapon(13.1), shot, effort_table=watched) == "breach"
    assert status(agreed, weapon(8.1), far, effort_table=watched) == "breach"
    assert status(agreed, weapon(8.1), late, effort_table=watched) == "breach"


def test_an_outage_moves_only_the_latest_completion() -> None:
    agreed = agreement(_AFTER_SILENCE)
    day = [START_S + n * DAY_S for n in range(61)]
    holes = effort(watch(day[0], day[60]), watch(day[3], day[4], status="outage"))
    assert status(agreed, weapon(8.1), effort_table=holes) == "undetermined"
    assert status(agreed, weapon(12.1), effort_table=holes) == "breach"


def test_count_within_hours() -> None:
    agreed = agreement(clause('{ all = [{ act = "fire" }, { count_of = "fire", at_least = 3, within_h = 24 }] }'))
    at = START_S + 10 * DAY_S
    earlier = [incident(n, start_s=at - n * HOUR_S) for n in (2, 3)]
    assert status(agreed, incident(), *earlier) == "breach"
    assert status(agreed, incident(), earlier[0]) is None
    assert status(agreed, incident(), earlier[0], incident(9, start_s=at - 25 * HOUR_S)) is None
    someday = incident(9, start_s=at - 30 * HOUR_S, end_s=at)
    assert status(agreed, incident(), earlier[0], someday) == "undetermined"


def test_count_within_kilometres() -> None:
    agreed = agreement(
        clause('{ all = [{ act = "fire" }, { count_of = "fire", at_least = 2, within_h = 24, within_km = 5 }] }')
    )
    at = START_S + 10 * DAY_S
    assert status(agreed, incident(), incident(2, east_km=3, start_s=at - HOUR_S)) == "breach"
    assert status(agreed, incident(), incident(2, east_km=9, start_s=at - HOUR_S)) is None
    assert status(agreed, incident(), incident(2, east_km=5, start_s=at - HOUR_S)) == "undetermined"
    nowhere = incident(2, start_s=at - HOUR_S, lat_e6=None, lon_e6=None, radius_m=None)
    assert status(agreed, incident(), nowhere) == "undetermined"


def test_connectives_are_strong_kleene() -> None:
    open_attr, met, unmet = '{ attr = "calibre_mm", min = 100 }', '{ act = "fire" }', '{ act = "ground" }'
    cases = {
        f"{{ all = [{met}, {open_attr}] }}": "undetermined",
        f"{{ all = [{unmet}, {open_attr}] }}": None,
        f"{{ any = [{met}, {open_attr}] }}": "breach",
        f"{{ all = [{met}, {{ not = {open_attr} }}] }}": "undetermined",
        f"{{ all = [{met}, {{ not = {unmet} }}] }}": "breach",
    }
    for when, expected in cases.items():
        assert status(agreement(clause(when)), incident()) == expected, when


def test_stages() -> None:
    staged = agreement(
        clause(
            '{ act = "fire" }',
            'stage = [{ until = "D+5", effect = "none" }, { until = "D+20", effect = "counted" }, '
            '{ effect = "breach" }]',
        ),
        head='signed = "2031-03-02T00:00"',
    )
    found = [finding(staged, incident(start_s=START_S + days * DAY_S)) for days in (4, 5, 20)]
    assert [row["status"] for row in found] == ["no_breach", "no_breach", "breach"]
    assert [row["counted"] for row in found] == [False, True, True]


def test_contested_readings_are_no_probability() -> None:
    readings = "\n".join(
        f'[[provision.reading]]\naccording_to = "{who}"\nfrom = "{start}"\nuntil = "2031-06-01T00:00"'
        for who, start in (("A", "2031-03-05T00:00"), ("B", "2031-03-20T00:00"))
    )
    agreed = agreement(clause('{ act = "fire" }', readings))
    row = finding(agreed, incident())
    assert (row["status"], row["contested"], row["belief_ppm"], row["plausibility_ppm"]) == (
        "undetermined",
        True,
        0,
        1_000_000,
    )
    late = finding(agreed, incident(start_s=START_S + 30 * DAY_S))
    assert (late["status"], late["contested"]) == ("breach", False)


def test_intervals_hold_their_start_and_not_their_end() -> None:
    last = START_S + 91 * DAY_S  # 1 June
    assert [status(FIRE, incident(start_s=at)) for at in (START_S - 1, START_S, last - 1, last)] == [
        None,
        "breach",
        "breach",
        None,
    ]


def test_an_act_across_the_start_is_a_probability() -> None:
    row = finding(FIRE, incident(start_s=START_S - 3 * HOUR_S, end_s=START_S + HOUR_S))
    assert row["status"] == "undetermined"
    assert abs(int(str(row["belief_ppm"])) - 250_000) < 20_000


def test_no_reading_no_finding() -> None:
    assert status(agreement(clause('{ act = "fire" }'), reading=""), incident()) is None


def test_bearers() -> None:
    bound = agreement(clause('{ act = "fire" }', 'bearers = ["B"]'))
    assert status(bound, incident()) is None
    assert status(bound, incident(alleged_actor="Birch")) == "breach"
    assert status(bound, incident(alleged_actor="unknown men")) == "undetermined"


def test_no_place_no_breach() -> None:
    nowhere = incident(lat_e6=None, lon_e6=None, radius_m=None)
    assert status(FIRE, nowhere) == "undetermined"
    assert status(FIRE, incident(radius_m=None)) == "undetermined"


@pytest.mark.parametrize(
    ("fields", "rung", "party"),
    [
        ({"verb": "saw"}, "consistent_with_party", "A"),
        ({"verb": "heard"}, "side_of_origin_of_fire", "A"),
        ({"verb": "reported"}, "none_stated", None),
        ({"verb": "reported", "claimants": ("Birch",)}, "none_stated", None),
        ({"verb": "reported", "claimants": ("Alder",)}, "consistent_with_party", "A"),
        ({"verb": "saw", "actor_disputed": True}, "none_stated", None),
        ({"verb": "saw", "alleged_actor": None}, "none_stated", None),
    ],
)
def test_attribution_never_goes_further_than_the_evidence(
    fields: dict[str, object], rung: str, party: str | None
) -> None:
    row = finding(FIRE, incident(**fields))
    assert (row["attribution"], row["attributed_to"]) == (rung, party)
