"""An attacker who holds 300 bulletins of each mission does not find those who watch, and finds them without the door.

The long form, over more missions and with every control: `python -m benchmarks.attack`.
"""

from __future__ import annotations

import json
import re

import h3
import msgspec
import pytest
from benchmarks.attack.campaign import CHANCE, Campaign, attack
from benchmarks.attack.releases import POLICY, bulletins, noisy_door, open_door, through
from benchmarks.attack.worlds import World, exercise, few, towns

from truceline.model.bulletin import Bulletin
from truceline.publish.geojson import render_geojson
from truceline.publish.html import render_html
from truceline.publish.json import render_json
from truceline.publish.markdown import render_markdown
from truceline.publish.tables import TABLES, render_csv
from truceline.record.publication import TABLE

STATED_KM = TABLE["monitors"].stated_km


@pytest.fixture(scope="module")
def worlds() -> tuple[World, ...]:
    return few(103, 4), few(101, 1), towns(104)


@pytest.fixture(scope="module")
def published(worlds: tuple[World, ...]) -> Campaign:
    return attack(worlds, through(POLICY))


@pytest.mark.parametrize("kind", ["observer", "witness"])
def test_nobody_is_found_nearer_than_stated(published: Campaign, kind: str) -> None:
    assert published.bulletins > 3 * 300
    found = published.of(kind)
    assert found.people >= 9
    assert not found.located(STATED_KM), found


def test_no_shift_is_told_better_than_by_chance(published: Campaign) -> None:
    hours = {name: auc for name, auc in published.shifts.items() if name.startswith("hours")}
    assert len(hours) == 4
    assert max(published.shifts.values()) < CHANCE, published.shifts
    assert all(abs(auc - 0.5) < 0.05 for name, auc in hours.items() if "incidents" in name or "habit" in name)


@pytest.mark.parametrize("door", [open_door, noisy_door])
def test_without_the_door_everybody_is_found(worlds: tuple[World, ...], door: object) -> None:
    """The attacker has teeth: redaction switched off, or noise instead of cells."""
    found = attack(worlds[:1], door)  # type: ignore[arg-type]
    for kind in ("observer", "witness"):
        assert found.of(kind).located(STATED_KM)
        assert found.of(kind).median_km < 3
    assert max(found.shifts.values()) > 0.8


@pytest.fixture(scope="module")
def of_the_exercise() -> list[bytes]:
    """Sixty days of the exercise with its own cameras, microphones, teams and some witnesses."""
    return list(bulletins(exercise(105, 60), through(POLICY)))


def test_figures_about_the_mission_change_by_the_week_only(of_the_exercise: list[bytes]) -> None:
    """Running totals and the days' hours are the same in all bulletins of a week, revised or not."""
    weeks: dict[str, set[str]] = {}
    for data in of_the_exercise:
        bulletin = json.loads(data)
        told = [day["day"] for day in bulletin["days"] if day["observer_minutes"] is not None]
        hours = {day["day"]: (day["observer_minutes"], day["night_share_ppm"]) for day in bulletin["days"]}
        figures = json.dumps([[hours[day] for day in told], bulletin["rates"]])
        weeks.setdefault(told[-1] if told else "", set()).add(figures)
    assert len(weeks) >= 8
    assert all(len(figures) == 1 for figures in weeks.values())


def test_every_format_says_no_more_than_the_annex(of_the_exercise: list[bytes]) -> None:
    """No cell, no moment, no name in any format that the data annex does not have, and none that finds anybody."""
    bulletin = msgspec.json.decode(of_the_exercise[-1], type=Bulletin)
    annex = render_json(bulletin).decode()
    cells = set(re.findall(r"\b8[0-9a-f]{14}\b", annex))
    own = {incident.incident_id for incident in bulletin.incidents if incident.source_classes == ("mission",)}
    assert bulletin.places and own
    assert all(h3.get_resolution(place.cell) <= 3 for place in bulletin.places)
    assert all(i.cell is None and i.part_of_day == "unknown" for i in bulletin.incidents if i.incident_id in own)
    formats = [render_html(bulletin, "en"), render_markdown(bulletin, "en"), render_geojson(bulletin)]
    formats += [render_csv(bulletin, table) for table in TABLES]
    for data in formats:
        words = data.decode()
        assert set(re.findall(r"\b8[0-9a-f]{14}\b", words)) <= cells
        assert not re.search(r"\d{2}:\d{2}:\d{2}", words)
    for words in (annex, *(data.decode() for data in formats)):
        assert not re.search(r"\b(camera|acoustic|team|witness|post)-\d", words)
        assert not re.search(r"\b(patrol|camera|acoustic|social)\b", _data(words))


def _data(words: str) -> str:
    """Without the page's own sentences, styles and drawings, which speak of cameras and patrols in general."""
    return words if words.startswith("{") and "FeatureCollection" in words[:60] else ""
