"""Findings while incidents and effort come and go: those of a full assessment, whoever is reached."""

from __future__ import annotations

import json
import random
from collections.abc import Collection
from typing import Any

import pyarrow as pa
import pytest
from tests.live_mission import AGREEMENT, NOON_S, ZONES

from truceline.assess.assess import assess
from truceline.assess.conditions import Scene
from truceline.assess.language import load
from truceline.live.clocks import LiveClocks
from truceline.live.findings import Findings
from truceline.model.tables import EFFORT, INCIDENTS

HOUR_S = 3_600


def incident(draw: random.Random, number: int) -> dict[str, Any]:
    start = NOON_S - 48 * HOUR_S + draw.randrange(6 * 24) * HOUR_S // 2
    row: dict[str, Any] = {
        field.name: None if field.nullable else [] if pa.types.is_list(field.type) else 0 for field in INCIDENTS
    }
    placed = draw.random() < 0.9
    return row | {
        "incident_id": f"inc_{number:04d}",
        "event_type": draw.choice(("fire.shelling", "fire", "ground.movement", "ground.movement", "politics.talks")),
        "type_share_ppm": draw.choice((600_000, 1_000_000)),
        "start_s": start,
        "end_s": start + draw.choice((60, 2 * HOUR_S, 30 * HOUR_S)),
        "lat_e6": round((50.0 + draw.gauss(0, 0.08)) * 1e6) if placed else None,
        "lon_e6": round((36.25 + draw.gauss(0, 0.12)) * 1e6) if placed else None,
        "radius_m": draw.choice((100, 2_000, 8_000)) if placed else None,
        "actor_disputed": False,
        "verb": "saw",
    }


def watch(draw: random.Random, number: int) -> dict[str, Any]:
    start = NOON_S - 72 * HOUR_S + draw.randrange(100) * HOUR_S
    row: dict[str, Any] = {field.name: None if field.nullable else 0 for field in EFFORT}
    near = draw.random() < 0.7
    return row | {
        "effort_id": f"eff_{number:04d}",
        "item_id": "itm",
        "watcher": f"w{draw.randrange(3)}",
        "source_class": "patrol",
        "start_s": start,
        "end_s": start + draw.choice((6, 40)) * HOUR_S,
        "status": draw.choice(("on", "on", "on", "outage")),
        "lat_e6": 50_000_000 if near else 10_000_000,
        "lon_e6": 36_250_000,
        "range_m": 60_000,
    }


def table(schema: pa.Schema, rows: dict[str, dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist([rows[name] for name in sorted(rows)], schema)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_changes_the_findings_are_those_of_a_full_assessment(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(seed)
    if seed == 5:
        monkeypatch.setattr("truceline.assess.clocks.MANY", 12)
    text = AGREEMENT.replace("hours = 12", f"hours = {draw.choice((4, 12, 30))}")
    agreement = load(text.encode(), json.dumps(ZONES).encode(), where="agreement.toml")
    held = {one["incident_id"]: one for one in (incident(draw, n) for n in range(25))}
    effort = {one["effort_id"]: one for one in (watch(draw, n) for n in range(6))}
    live = Findings(agreement, table(INCIDENTS, held), table(EFFORT, effort))
    shown = {row["finding_id"]: row for row in live.first.to_pylist()}
    for step in range(12):
        changed = {one["incident_id"]: one for one in (incident(draw, draw.randrange(40)) for _ in range(2))}
        gone = [name for name in draw.sample(sorted(held), 1) if name not in changed] if draw.random() < 0.5 else []
        new = {f"eff_{step + 100:04d}": watch(draw, step + 100)} if draw.random() < 0.4 else {}
        held = {name: row for name, row in (held | changed).items() if name not in gone}
        effort |= new
        now = held
        found = live.changed(
            table(INCIDENTS, changed),
            gone,
            lambda names, now=now: table(INCIDENTS, {name: now[name] for name in names if name in now}),
            lambda after_s, effort=effort: table(
                EFFORT, {name: one for name, one in effort.items() if one["end_s"] > after_s}
            ),
            watched=table(EFFORT, new),
        )
        replaced = {*found.of, *gone}
        shown = {name: row for name, row in shown.items() if row["incident_id"] not in replaced}
        shown |= {row["finding_id"]: row for row in found.findings.to_pylist()}
        whole = assess(table(INCIDENTS, held), agreement, table(EFFORT, effort))
        assert [shown[name] for name in sorted(shown)] == whole.to_pylist()


def test_a_clock_that_many_restart_is_followed_in_as_many_worlds_as_by_a_full_assessment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Above a number of restarts fewer worlds are drawn, also where the last ones came after it was complete."""
    monkeypatch.setattr("truceline.assess.clocks.MANY", 2)
    agreement = load(AGREEMENT.encode(), json.dumps(ZONES).encode(), where="agreement.toml")
    start_s = agreement.clocks[0].start_s
    shared = {"event_type": "fire", "type_share_ppm": 1_000_000, "lat_e6": 50_000_000, "lon_e6": 36_250_000}
    early = {**incident(random.Random(1), 0), **shared, "radius_m": 100, "start_s": start_s + HOUR_S}
    early["end_s"] = early["start_s"] + 9 * HOUR_S
    held = {early["incident_id"]: early}
    seen = {**watch(random.Random(1), 0), "status": "on", "lat_e6": 50_000_000, "start_s": start_s - HOUR_S}
    seen["end_s"] = start_s + 1_000 * HOUR_S
    effort = table(EFFORT, {"eff": seen})
    live = Findings(agreement, table(INCIDENTS, held), effort)
    assert len(set(live.completions["quiet"].latest.tolist())) > 128
    for number in (1, 2):
        late = {**early, "incident_id": f"inc_{number:04d}", "start_s": start_s + (400 + number) * HOUR_S}
        late["end_s"] = late["start_s"] + 60
        held[late["incident_id"]] = late
        live.changed(
            table(INCIDENTS, {late["incident_id"]: late}),
            (),
            lambda names: table(INCIDENTS, {name: held[name] for name in names}),
            lambda _after_s: effort,
            watched=effort.slice(0, 0),
        )
    whole = Findings(agreement, table(INCIDENTS, held), effort)
    for now, wanted in zip(live.completions["quiet"], whole.completions["quiet"], strict=True):
        assert now.tolist() == wanted.tolist()


@pytest.mark.parametrize("seed", range(4))
def test_a_clock_that_restarts_often_is_followed_from_where_it_changed_and_completes_as_if_from_its_beginning(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many short incidents surely in the zone, so that most changes lie between two others; and some that are vague."""
    draw = random.Random(seed)
    monkeypatch.setattr("truceline.assess.clocks.MANY", draw.choice((45, 512)))
    text = AGREEMENT.replace("hours = 12", f"hours = {draw.choice((4, 9))}")
    agreement = load(text.encode(), json.dumps(ZONES).encode(), where="agreement.toml")
    effort = {one["effort_id"]: one for one in (watch(draw, n) for n in range(draw.choice((0, 12))))}

    def one(number: int) -> dict[str, Any]:
        vague = draw.random() < 0.2
        start = agreement.clocks[0].start_s + draw.randrange(-4, 200) * HOUR_S // 2
        sure = {"lat_e6": 50_000_000, "lon_e6": 36_250_000, "radius_m": 100, "event_type": "fire.shelling"}
        short = {"start_s": start, "end_s": start + draw.choice((1, 600, HOUR_S)), "type_share_ppm": 1_000_000}
        return {**incident(draw, number), **({} if vague else {**sure, **short})}

    held = {row["incident_id"]: row for row in (one(n) for n in range(60))}
    live = LiveClocks(agreement, table(INCIDENTS, held), table(EFFORT, effort))
    looked_at: list[int] = []

    def rows_of(names: Collection[str]) -> pa.Table:
        looked_at.append(len(names))
        return table(INCIDENTS, {name: held[name] for name in names if name in held})

    def effort_of(after_s: int) -> pa.Table:
        return table(EFFORT, {name: one for name, one in effort.items() if one["end_s"] > after_s})

    for step in range(25):
        changed = {row["incident_id"]: row for row in (one(draw.randrange(80)) for _ in range(draw.choice((0, 1, 4))))}
        gone = [name for name in draw.sample(sorted(held), 2) if name not in changed] if draw.random() < 0.5 else []
        new = {f"eff_{step + 100:04d}": watch(draw, step + 100)} if draw.random() < 0.2 else {}
        held |= changed
        for name in gone:
            del held[name]
        effort |= new
        live.changed(Scene(table(INCIDENTS, changed), agreement), gone, rows_of, effort_of, watched=table(EFFORT, new))
        whole = LiveClocks(agreement, table(INCIDENTS, held), table(EFFORT, effort))
        for now, wanted in zip(live.done["quiet"], whole.done["quiet"], strict=True):
            assert now.tolist() == wanted.tolist()
    assert len(looked_at) < 25
    assert min(looked_at, default=0) < 50


def test_a_clock_is_followed_no_longer_than_a_change_is_remembered() -> None:
    """Each restart stands for certain and lies too far from the next but one: none is spared, and few are asked."""
    text = AGREEMENT.replace("hours = 12", "hours = 30")
    agreement = load(text.encode(), json.dumps(ZONES).encode(), where="agreement.toml")
    start_s, draw = agreement.clocks[0].start_s, random.Random(3)
    sure = {"event_type": "fire.shelling", "type_share_ppm": 1_000_000, "radius_m": 100}
    sure |= {"lat_e6": 50_000_000, "lon_e6": 36_250_000}

    def one(number: int, at_h: int) -> dict[str, Any]:
        begin = start_s + at_h * HOUR_S
        return {**incident(draw, number), **sure, "start_s": begin, "end_s": begin + 60}

    held = {row["incident_id"]: row for row in (one(n, 20 * n) for n in range(200))}
    nobody = table(EFFORT, {})
    live = LiveClocks(agreement, table(INCIDENTS, held), nobody)
    asked: list[int] = []

    def rows_of(names: Collection[str]) -> pa.Table:
        asked.append(len(names))
        return table(INCIDENTS, {name: held[name] for name in names if name in held})

    def change(changed: dict[str, dict[str, Any]], gone: tuple[str, ...]) -> None:
        held.update(changed)
        for name in gone:
            del held[name]
        live.changed(Scene(table(INCIDENTS, changed), agreement), gone, rows_of, lambda _: nobody, watched=nobody)
        whole = LiveClocks(agreement, table(INCIDENTS, held), nobody)
        for now, wanted in zip(live.done["quiet"], whole.done["quiet"], strict=True):
            assert now.tolist() == wanted.tolist()

    for n in (50, 120, 150):  # moved by a few hours: one begins, one ends
        change({f"inc_{n:04d}": one(n, 20 * n + 3)}, ())
    assert len(asked) == 3 and max(asked) < 12
    change({}, ("inc_0080",))  # forty hours without any: complete, where it was not
    assert live.done["quiet"].earliest.max() < start_s + 81 * 20 * HOUR_S
    change({"inc_0080": one(80, 1_600)}, ())  # and not any more: it is followed to the end
    assert max(asked) > 100
