"""The sectors that a mission names: read, and refused with words that help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from truceline.mission.folder import Mission, open_mission
from truceline.mission.sectors import sectors_in
from truceline.model.errors import MissionError


def square(west: float, south: float, size: float) -> list[list[list[float]]]:
    east, north = west + size, south + size
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def feature(name: object, coordinates: object, kind: str = "Polygon") -> dict[str, object]:
    return {"properties": {"name": name}, "geometry": {"type": kind, "coordinates": coordinates}}


def mission(folder: Path, sectors: object, resolution: int = 5) -> Mission:
    text = sectors if isinstance(sectors, str) else json.dumps({"type": "FeatureCollection", "features": sectors})
    (folder / "s.geojson").write_text(text)
    settings = f'[mission]\nname = "North"\nsectors = "s.geojson"\n[policy]\ncell_resolution = {resolution}\n'
    (folder / "mission.toml").write_text(settings)
    return open_mission(folder)


def test_sectors_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    made = mission(tmp_path, [feature(" Lower  valley ", square(30, 48, 1)), feature("Coast", square(31, 48, 1))])
    assert [(one.zone_id, one.kind, one.label) for one in sectors_in(made)] == [
        ("Lower valley", "zone", "Lower valley"),
        ("Coast", "zone", "Coast"),
    ]


def test_a_mission_without_a_file_names_none(tmp_path: Path) -> None:
    (tmp_path / "mission.toml").write_text('[mission]\nname = "North"\n')
    assert sectors_in(open_mission(tmp_path)) == ()


@pytest.mark.parametrize(
    ("sectors", "found"),
    [
        ("{", "no GeoJSON"),
        ("[]", "no GeoJSON"),
        ([], "no feature"),
        ([feature("", square(30, 48, 1))], "has no name"),
        ([{"geometry": None}], "has no name"),
        ([feature("Coast", [30, 48], "Point")], "is a Point"),
        ([feature("Coast", [[[30, 48], [31, 48]]])], "cannot be read"),
        ([feature("Coast", [[[30, 48], [31, 49], [31, 48], [30, 49], [30, 48]]])], "Self-intersection"),
        ([feature("Coast", square(30, 89.5, 1))], "reaches from"),
        ([feature("Coast", square(30, 48, 1)), feature("Coast", square(31, 48, 1))], "two sectors"),
        ([feature("Coast", square(30, 48, 0.05))], "narrower than the cells"),
    ],
)
def test_what_is_no_sector_is_refused(tmp_path: Path, sectors: object, found: str) -> None:
    with pytest.raises(MissionError, match=found) as refused:
        sectors_in(mission(tmp_path, sectors))
    assert "s.geojson" in str(refused.value)


def test_a_sector_may_not_say_more_than_the_map(tmp_path: Path) -> None:
    """Coarser cells ask for wider sectors."""
    made = [feature("Coast", square(30, 48, 0.5))]
    assert len(sectors_in(mission(tmp_path, made))) == 1
    with pytest.raises(MissionError, match="narrower"):
        sectors_in(mission(tmp_path, made, resolution=3))
