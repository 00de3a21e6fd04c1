"""What docs/mission.md shows is what the program takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from truceline.mission.folder import open_mission
from truceline.sources.column_map import map_for
from truceline.sources.generic import COLUMNS

GUIDE = Path(__file__).parents[2] / "docs" / "mission.md"


def block(word: str) -> str:
    return next(text for text in re.findall(r"```toml\n(.*?)```", GUIDE.read_text(), re.DOTALL) if word in text)


def test_the_settings_are_taken(tmp_path: Path) -> None:
    (tmp_path / "mission.toml").write_text(block("[mission]"))
    (tmp_path / "map.toml").write_text(block("[columns]"))
    mission = open_mission(tmp_path)
    rule = mission.rule_for("patrol-north.csv")
    assert rule is not None
    assert "[columns]" in mission.context_for(rule).options["map"]


def test_the_map_is_taken() -> None:
    found = map_for(block("[columns]"), "events.csv", COLUMNS)
    assert found.types == {"artillery fire": "fire.shelling"}


@pytest.mark.parametrize("name", ["start", "lat", "lon", "type"])
def test_the_map_names_what_is_needed(name: str) -> None:
    assert name in map_for(block("[columns]"), "events.csv", COLUMNS).columns
