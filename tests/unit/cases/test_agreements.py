"""The real agreements as code: each loads without a problem, and says of made-up acts what its text says."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from typing import Any

import msgspec
import pyarrow as pa
import pytest

from truceline.assess.assess import assess
from truceline.assess.language import examine, load
from truceline.assess.portrait import portrait
from truceline.model.agreement import Agreement
from truceline.model.incident import Incident
from truceline.model.tables import INCIDENTS

_ROOM = files("truceline.cases") / "agreements"
_NAMES = tuple(sorted(entry.name for entry in _ROOM.iterdir() if entry.is_dir() and not entry.name.startswith("_")))


def source(name: str) -> tuple[bytes, bytes]:
    folder = _ROOM / name
    return (folder / "agreement.toml").read_bytes(), (folder / "zones.geojson").read_bytes()


def agreement(name: str, more: str = "") -> Agreement:
    toml, zones = source(name)
    return load(toml + more.encode(), zones, "agreement.toml")


def seconds(moment: str) -> int:
    return int(dt.datetime.fromisoformat(moment).timestamp())


def status(given: Agreement, provision: str, at: str, place: tuple[float, float], **fields: Any) -> str:
    """What one act is under a clause: its status, `counted` where it is no breach but counted, or `silent`."""
    start = seconds(at)
    values: dict[str, Any] = dict.fromkeys(INCIDENTS.names) | {
        "incident_id": "inc_" + "0" * 24,
        "event_type": "weapon",
        "type_share_ppm": 1_000_000,
        "start_s": start,
        "end_s": start + 1,
        "lon_e6": round(place[0] * 1e6),
        "lat_e6": round(place[1] * 1e6),
        "radius_m": 200,
        "n_observations": 1,
        "n_sources": 1,
        "origins_min": 1,
        "origins_max": 1,
        "claimants": (),
        "actor_disputed": False,
        "verb": "saw",
        "existence_ppm": 900_000,
    }
    own = {name: values[name] for name in Incident.__struct_fields__ if values.get(name) is not None or name in values}
    incident = Incident(**(own | fields))
    table = pa.Table.from_pylist([msgspec.to_builtins(incident)], schema=INCIDENTS)
    found = {row["provision_id"]: row for row in assess(table, given).to_pylist()}
    if provision not in found:
        return "silent"
    row = found[provision]
    if row["contested"]:
        return "contested"
    return "counted" if row["status"] == "no_breach" and row["counted"] else str(row["status"])


@pytest.mark.parametrize("name", _NAMES)
def test_each_loads_without_a_problem_and_names_its_sources(name: str) -> None:
    given, problems = examine(*source(name), "agreement.toml")
    assert problems == () and given is not None
    assert given.sources and given.provisions
    shown = " ".join(portrait(given).split())
    for clause in (*given.provisions, *given.left):
        assert clause.words in shown and clause.citation in shown
    assert all(clause.left_to in shown for clause in given.left)


def test_all_thirteen_are_here() -> None:
    assert len(_NAMES) == 13


# a place 20 km west of the line of contact near Horlivka, and one 30 km west of it
NEAR, FAR = (37.65, 48.36), (37.53, 48.42)


def test_memorandum_over_100_mm_within_15_km_after_24_hours() -> None:
    given = agreement("minsk_memorandum_2014")
    gun = {"alleged_actor": "Ukrainian forces", "weapon": "artillery_100", "calibre_mm": 152}
    west_10 = (37.78, 48.34)
    assert status(given, "withdrawal", "2014-09-20T12:00+03:00", west_10, **gun) == "no_breach"
    assert status(given, "withdrawal", "2014-10-01T12:00+03:00", west_10, **gun) == "breach"
    assert status(given, "withdrawal", "2014-10-01T12:00+03:00", FAR, **gun) in ("silent", "no_breach")
    mm_100 = gun | {"calibre_mm": 100}
    assert status(given, "withdrawal", "2014-10-01T12:00+03:00", west_10, **mm_100) in ("silent", "no_breach")


def test_package_gives_widths_and_each_side_counts_from_its_own_line() -> None:
    given = agreement("minsk_package_2015")
    howitzer = {"weapon": "artillery_100", "calibre_mm": 122}
    for actor, home in (("Ukrainian forces", NEAR), ("armed formations", (38.35, 48.20))):
        at = "2015-06-01T12:00+03:00"
        assert status(given, "artillery", at, home, alleged_actor=actor, **howitzer) == "breach"
        grad = {"weapon": "mlrs", "calibre_mm": 122}
        assert status(given, "artillery", at, home, alleged_actor=actor, **grad) in ("silent", "no_breach")
        assert status(given, "mlrs", at, home, alleged_actor=actor, **grad) == "breach"
    # between the two lines at Debaltseve: behind the line of 2014 for nobody, and within 25 km for both
    assert status(given, "artillery", "2015-02-20T12:00+02:00", NEAR, alleged_actor="Ukraine", **howitzer) == "counted"
    assert status(given, "mlrs", "2015-06-01T12:00+03:00", FAR, alleged_actor="Ukraine", weapon="mlrs") == "breach"
    beyond = (37.10, 48.55)
    assert status(given, "artillery", "2015-06-01T12:00+03:00", beyond, alleged_actor="Ukraine", **howitzer) in (
        "silent",
        "no_breach",
    )


def test_addendum_waits_for_its_beginning_and_takes_sectors_in_turn() -> None:
    tank = {"weapon": "tank", "alleged_actor": "Ukraine"}
    luhansk, donetsk = (38.95, 48.80), (37.60, 48.20)
    at = "2015-11-20T12:00+02:00"
    assert status(agreement("minsk_addendum_2015"), "tanks-1", at, luhansk, **tank) in ("silent", "no_breach")
    began = '\n[[register]]\nkind = "withdrawal_began"\nparty = "UA"\nat = "2015-10-05T00:00"\nstanding = "{}"\n'
    begun = agreement("minsk_addendum_2015", began.format("established"))
    assert status(begun, "tanks-1", "2015-10-10T12:00+03:00", luhansk, **tank) != "breach"
    assert status(begun, "tanks-1", "2015-10-25T12:00+02:00", luhansk, **tank) == "breach"
    assert status(begun, "sector-2", "2015-10-25T12:00+02:00", donetsk, **tank) != "breach"
    assert status(begun, "sector-2", at, donetsk, **tank) == "breach"
    said = agreement("minsk_addendum_2015", began.format("asserted"))
    assert status(said, "tanks-1", at, luhansk, **tank) in ("contested", "undetermined")


def test_framework_decision_needs_seven_days_of_silence() -> None:
    given = agreement("framework_decision_2016")
    inside = (38.515, 48.680)
    fire = {"event_type": "fire.shelling", "alleged_actor": "Ukraine"}
    assert status(given, "fire", "2016-10-01T12:00+03:00", inside, **fire) == "breach"
    assert status(given, "fire", "2016-10-01T12:00+03:00", (38.60, 48.68), **fire) in ("silent", "no_breach")
    # nobody watched: that the seven days were silent is not established
    assert status(given, "disengaged", "2017-01-01T12:00+02:00", inside, weapon="tank") == "undetermined"
    assert status(given, "disengaged", "2016-09-25T12:00+03:00", inside, weapon="tank") in ("silent", "no_breach")


def test_measures_of_2020_leave_return_fire_open_once_it_is_pleaded() -> None:
    plea = (
        '\n[[register]]\nkind = "plea:fire"\nparty = "UA"\nat = "2020-08-01T00:00"\nuntil = "2020-08-02T00:00"\n'
        'standing = "asserted"\n'
    )
    shot = {"event_type": "fire.sniper", "alleged_actor": "Ukraine"}
    at, place = "2020-08-01T12:00+03:00", (37.7, 48.1)
    assert status(agreement("ceasefire_measures_2020"), "fire", "2020-07-27T00:00+03:00", place, **shot) != "breach"
    assert status(agreement("ceasefire_measures_2020"), "fire", at, place, **shot) == "breach"
    assert status(agreement("ceasefire_measures_2020", plea), "fire", at, place, **shot) == "undetermined"
    drone = {"event_type": "air.drone_sortie"}
    assert status(agreement("ceasefire_measures_2020"), "aerial", at, place, **drone) == "breach"
    town, field = (37.751, 48.139), (37.60, 48.25)
    heavy = {"weapon": "mlrs"}
    assert status(agreement("ceasefire_measures_2020"), "heavy", at, town, **heavy) == "breach"
    assert status(agreement("ceasefire_measures_2020"), "heavy", at, field, **heavy) in ("silent", "no_breach")


@pytest.mark.parametrize(("actor", "other"), [("Russia", "UA"), ("Ukraine", "RU")])
def test_energy_moratorium_is_contested_in_its_first_week_for_both_sides(actor: str, other: str) -> None:
    given = agreement("energy_moratorium_2025")
    strike = {"event_type": "air.drone_strike", "target": "energy.substation", "alleged_actor": actor}
    place = (36.2, 50.0)
    assert status(given, "energy", "2025-03-20T12:00+02:00", place, **strike) == "contested"
    assert status(given, "energy", "2025-04-01T12:00+03:00", place, **strike) == "breach"
    assert status(given, "energy", "2025-04-20T12:00+03:00", place, **strike) == "contested"
    school = strike | {"target": "school"}
    assert status(given, "energy", "2025-04-01T12:00+03:00", place, **school) in ("silent", "no_breach")
    entry = (
        f'\n[[register]]\nkind = "decided_breach:energy"\nparty = "{other}"\nat = "2025-03-28T00:00"\n'
        'standing = "established"\n'
    )
    released = agreement("energy_moratorium_2025", entry)
    assert status(released, "energy", "2025-04-01T12:00+03:00", place, **strike) == "counted"


@pytest.mark.parametrize("actor", ["Russia", "Ukraine"])
def test_a_truce_that_one_side_never_joined_is_contested_for_both(actor: str) -> None:
    given = agreement("victory_day_truce_2025")
    shelling = {"event_type": "fire.shelling", "alleged_actor": actor}
    assert status(given, "all-hostilities", "2025-05-09T12:00+03:00", (37.0, 48.0), **shelling) == "contested"
    assert status(given, "all-hostilities", "2025-05-12T12:00+03:00", (37.0, 48.0), **shelling) in (
        "silent",
        "no_breach",
    )


@pytest.mark.parametrize(
    ("actor", "own", "beyond"),
    [
        ("Israel Defense Forces", (35.35, 33.00), (35.35, 33.15)),
        ("Lebanese Armed Forces", (35.35, 33.15), (35.35, 33.00)),
    ],
)
def test_the_blue_line_binds_whoever_acts_from_either_side(
    actor: str, own: tuple[float, float], beyond: tuple[float, float]
) -> None:
    given = agreement("blue_line_2000")
    for provision, event in (("crossing", "ground.crossing"), ("air", "air.entry")):
        act = {"event_type": event, "alleged_actor": actor}
        assert status(given, provision, "2018-08-01T12:00+03:00", beyond, **act) == "breach"
        assert status(given, provision, "2018-08-01T12:00+03:00", own, **act) in ("silent", "no_breach")


@pytest.mark.parametrize("actor", ["Israel", "Syria"])
def test_no_forces_in_the_area_of_separation(actor: str) -> None:
    given = agreement("disengagement_1974")
    at, inside = "2019-08-01T12:00+03:00", (35.86, 33.10)
    assert status(given, "separation", at, inside, event_type="ground.movement", alleged_actor=actor) == "breach"
    assert status(given, "separation", at, (36.2, 33.1), event_type="ground.movement", alleged_actor=actor) in (
        "silent",
        "no_breach",
    )
    assert status(given, "missiles", at, (36.05, 33.1), weapon="air_defence", alleged_actor=actor) == "breach"
    assert status(given, "tanks", at, (35.95, 33.1), weapon="tank", count_low=80, count_high=80) == "breach"
    assert status(given, "tanks", at, (35.95, 33.1), weapon="tank", count_low=20, count_high=20) in (
        "silent",
        "no_breach",
    )


def test_a_flight_over_the_korean_line_told_of_beforehand_is_counted() -> None:
    told = (
        '\n[[register]]\nkind = "flight_notified"\nparty = "{party}"\nto = "{to}"\nat = "2019-04-04T20:00"\n'
        'from = "2019-04-05T00:00"\nuntil = "2019-04-06T00:00"\nstanding = "established"\n'
    )
    within_5, east_30, west_30 = (128.30, 38.45), (128.00, 38.05), (126.80, 37.70)
    for party, to, name in (("south", "north", "South Korea"), ("north", "south", "DPRK")):
        given = agreement("korea_military_agreement_2018", told.format(party=party, to=to))
        flight = {"alleged_actor": name, "event_type": "air.entry"}
        assert status(given, "aircraft", "2019-04-05T10:00+09:00", within_5, **flight) == "counted"
        assert status(given, "aircraft", "2019-04-07T10:00+09:00", within_5, **flight) == "breach"
        assert status(given, "fixed_wing", "2019-04-07T10:00+09:00", east_30, **flight) == "undetermined"
        assert status(given, "fixed_wing", "2019-04-07T10:00+09:00", west_30, **flight) in ("silent", "no_breach")
        assert status(given, "flight_notice", "2019-04-05T10:00+09:00", within_5, **flight) == "no_breach"
        other = flight | {"alleged_actor": "DPRK" if name == "South Korea" else "South Korea"}
        assert status(given, "aircraft", "2019-04-05T10:00+09:00", within_5, **other) == "breach"
    after = {"alleged_actor": "South Korea", "event_type": "fire.exercise"}
    assert status(given, "exercises", "2024-01-15T10:00+09:00", (127.9, 38.30), **after) == "contested"
    assert status(given, "exercises", "2024-07-15T10:00+09:00", (127.9, 38.30), **after) == "silent"


def test_karabakh_counts_in_moscow_time_and_one_date_is_contested() -> None:
    given, middle = agreement("karabakh_2020"), (46.8, 39.8)
    shelling = {"event_type": "fire.shelling"}
    assert status(given, "ceasefire", "2020-11-10T00:30+04:00", middle, **shelling) == "silent"
    assert status(given, "ceasefire", "2020-11-10T01:30+04:00", middle, **shelling) == "breach"
    gun, kalbajar = {"alleged_actor": "Armenia", "weapon": "artillery_100"}, (46.2, 40.1)
    assert status(given, "kalbajar", "2020-11-16T10:00+04:00", kalbajar, **gun) == "contested"
    assert status(given, "kalbajar", "2020-11-26T10:00+04:00", kalbajar, **gun) == "breach"
    other = gun | {"alleged_actor": "Azerbaijan"}
    assert status(given, "kalbajar", "2020-11-26T10:00+04:00", kalbajar, **other) in ("silent", "no_breach")


@pytest.mark.parametrize("actor", ["Armenia", "Azerbaijan"])
def test_the_corridor_is_five_kilometres_wide_and_leaves_out_the_town(actor: str) -> None:
    given, tank = agreement("karabakh_2020"), {"alleged_actor": actor, "weapon": "tank"}
    at = "2020-12-05T10:00+04:00"
    assert status(given, "corridor", at, (46.55, 39.63), **tank) == "breach"
    assert status(given, "corridor", at, (46.55, 39.665), **tank | {"radius_m": 2_000}) == "undetermined"
    assert status(given, "corridor", at, (46.75, 39.76), **tank) in ("silent", "no_breach")


@pytest.mark.parametrize("actor", ["Sudanese Armed Forces", "Rapid Support Forces"])
def test_jeddah_has_a_duty_before_it_begins_and_an_extension(actor: str) -> None:
    given, khartoum = agreement("jeddah_2023"), (32.5, 15.6)
    strike, gain = {"event_type": "air.strike", "alleged_actor": actor}, {"event_type": "ground.advance"}
    for at, expected in (
        ("2023-05-22T21:40+02:00", "silent"),
        ("2023-05-22T21:50+02:00", "breach"),
        ("2023-05-30T12:00+02:00", "contested"),
        ("2023-06-03T22:00+02:00", "silent"),
    ):
        assert status(given, "attacks", at, khartoum, **strike) == expected
    assert status(given, "advantage", "2023-05-21T12:00+02:00", khartoum, **gain) == "breach"
    assert status(given, "advantage", "2023-05-22T22:00+02:00", khartoum, **gain) == "silent"
    convoy = {"event_type": "ground.movement", "alleged_actor": actor}
    assert status(given, "reinforcement", "2023-05-24T22:00+02:00", khartoum, **convoy) == "breach"


def test_lebanon_binds_each_side_by_its_own_half() -> None:
    given, north, south = agreement("lebanon_2024"), (35.40, 33.30), (35.40, 33.02)
    at, shelling = "2024-12-02T10:00+02:00", {"event_type": "fire.shelling"}
    for actor, theirs, clause, own, other in (
        ("IDF", north, "against_lebanon", south, "against_israel"),
        ("Hezbollah", south, "against_israel", north, "against_lebanon"),
    ):
        named = shelling | {"alleged_actor": actor}
        assert status(given, clause, at, theirs, **named) == "breach"
        assert status(given, clause, at, own, **named) in ("silent", "no_breach")
        assert status(given, other, at, own, **named) in ("silent", "no_breach")
        assert status(given, clause, at, theirs, **shelling) == "undetermined"
        assert status(given, clause, "2024-11-27T03:30+02:00", theirs, **named) == "silent"
        on_the_line = named | {"radius_m": 3_000}
        assert status(given, clause, at, (35.41, 33.095), **on_the_line) == "undetermined"


def test_the_day_of_withdrawal_was_moved() -> None:
    given, north = agreement("lebanon_2024"), (35.40, 33.25)
    moving = {"event_type": "ground.movement", "alleged_actor": "IDF"}
    for at, expected in (
        ("2025-01-26T03:00+02:00", "silent"),
        ("2025-01-28T05:00+02:00", "contested"),
        ("2025-02-19T05:00+02:00", "breach"),
    ):
        assert status(given, "withdrawal", at, north, **moving) == expected
    assert status(given, "withdrawal", "2025-02-19T05:00+02:00", (35.40, 33.00), **moving) in ("silent", "no_breach")
