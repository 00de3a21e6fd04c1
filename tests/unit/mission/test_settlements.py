"""Names on a map: the largest settlements of the area, and of a mission's own gazetteer only where all is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.mission.folder import Mission, open_mission
from truceline.mission.settlements import settlements
from truceline.model.errors import InputError

_POST = """name,lat,lon,kind,population
Post Alder,50.0,36.2,settlement,2000000
Post Birch,50.1,36.3,,0
The Reach,50,36,district,
"""


def _mission(folder: Path, gazetteer: str = _POST, **settings: object) -> Mission:
    given = {"name": '"North"', "gazetteer": '"gazetteer.csv"', "area": "[35.0, 49.0, 38.0, 51.0]", **settings}
    lines = "\n".join(f"{name} = {value}" for name, value in given.items())
    (folder / "mission.toml").write_text(f"[mission]\n{lines}\n")
    (folder / "gazetteer.csv").write_text(gazetteer)
    return open_mission(folder)


def test_the_largest_come_first_and_none_from_outside_the_area(tmp_path: Path) -> None:
    found = settlements(_mission(tmp_path))
    assert found[0].name == "Kharkiv"
    assert [one.population for one in found] == sorted((one.population for one in found), reverse=True)
    assert {one.name for one in found} >= {"Balakliya", "Belgorod"}
    assert "Kyiv" not in {one.name for one in found}


def test_a_mission_without_an_area_has_all_for_its_bulletin_and_the_largest_for_its_page(tmp_path: Path) -> None:
    (tmp_path / "mission.toml").write_text('[mission]\nname = "North"\n')
    mission = open_mission(tmp_path)
    assert len(settlements(mission)) == 300
    assert "Balakliya" in {one.name for one in settlements(mission, most=None)}


def test_the_world_is_called_as_its_readers_call_it(tmp_path: Path) -> None:
    found = {one.name: one for one in settlements(_mission(tmp_path))}
    assert [found["Kharkiv"].called(language) for language in ("en", "uk", "ru")] == ["Kharkiv", "Харків", "Харьков"]
    assert [found["Belgorod"].called(language) for language in ("en", "uk", "ru")] == [
        "Belgorod",
        "Бєлгород",
        "Белгород",
    ]


def test_an_invented_gazetteer_says_what_a_place_is_called(tmp_path: Path) -> None:
    own = "name,lat,lon,name_uk,name_ru\nPost Alder,50.0,36.2,Вільхове,\n"
    one = settlements(_mission(tmp_path, own, invented="true"))[0]
    assert [one.called(language) for language in ("en", "uk", "ru")] == ["Post Alder", "Вільхове", "Post Alder"]


def test_a_missions_own_names_stay_its_own(tmp_path: Path) -> None:
    assert not [one for one in settlements(_mission(tmp_path)) if "Post" in one.name]


def test_an_invented_island_stands_in_its_own_gazetteer_alone(tmp_path: Path) -> None:
    assert [one.name for one in settlements(_mission(tmp_path, invented="true"))] == ["Post Alder", "Post Birch"]


def test_a_gazetteer_that_cannot_be_read_says_where(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lat is"):
        settlements(_mission(tmp_path, "name,lat,lon\nNowhere,north,36\n", invented="true"))
