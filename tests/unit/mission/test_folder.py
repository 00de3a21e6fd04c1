from __future__ import annotations

import json
from pathlib import Path

import pytest

from truceline.mission.folder import cut_off_minutes, open_mission
from truceline.model.errors import AgreementError, MissionError

GOOD = """
[mission]
name = "North"
zone = "Europe/Kyiv"
cut_off = "19:30"
area = [22.0, 44.0, 40.5, 52.5]
[[source]]
match = "patrol*.csv"
name = "patrol"
class = "patrol"
zone = "UTC"
"""


def mission_at(folder: Path, text: str) -> Path:
    (folder / "mission.toml").write_text(text, encoding="utf-8")
    return folder


def test_settings_are_read(tmp_path: Path) -> None:
    mission = open_mission(mission_at(tmp_path, GOOD))
    rule = mission.rule_for("patrol-3.csv")
    assert rule is not None
    context = mission.context_for(rule)
    assert (context.source_class, context.time_zone) == ("patrol", "UTC")
    assert context.bounds_e6 == (22_000_000, 44_000_000, 40_500_000, 52_500_000)
    assert mission.context_for(None).time_zone == "Europe/Kyiv"
    assert cut_off_minutes("19:30") == 1170


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("Europe/Kyiv", "Europe/Kiew"), "Europe/Kiew"),
        (('cut_off = "19:30"', 'cut_off = "25:00"'), "25:00"),
        (("[22.0, 44.0, 40.5, 52.5]", "[40.5, 44.0, 22.0, 52.5]"), "lon_min"),
        (('name = "North"', 'nmae = "North"'), "nmae|name"),
        (("[mission]", "[mission"), "TOML"),
        (('class = "patrol"', 'class = "spy"'), "spy"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    with pytest.raises(MissionError, match=message) as caught:
        open_mission(mission_at(tmp_path, GOOD.replace(*change)))
    assert "mission.toml" in caught.value.where
    assert caught.value.advice


def test_without_an_area_the_zones_tell_swapped_coordinates() -> None:
    from truceline.mission.agreed import theatre_of
    from truceline.model.agreement import Agreement, Zone

    ring = "[[36.1,49.9],[36.4,49.9],[36.4,50.1],[36.1,50.1],[36.1,49.9]]"
    zone = Zone("bridge", "zone", f'{{"type":"Polygon","coordinates":[{ring}]}}')
    agreement = Agreement(
        agreement_id="x", name="x", version="1", parties=(), readings=(), zones=(zone,), provisions=()
    )
    assert theatre_of(agreement) == (35_100_000, 48_900_000, 37_400_000, 51_100_000)


def test_an_agreement_is_read_once_for_as_long_as_its_files_stay(tmp_path: Path) -> None:
    from tests.live_mission import AGREEMENT, ZONES

    from truceline.mission.agreed import agreement_if_sound, agreement_of

    mission = open_mission(mission_at(tmp_path, GOOD.replace("[[source]]", 'agreement = "a.toml"\n[[source]]', 1)))
    (tmp_path / "zones.geojson").write_text(json.dumps(ZONES))
    (tmp_path / "a.toml").write_text(AGREEMENT)
    first = agreement_of(mission)
    assert first is not None and agreement_of(mission) is first
    (tmp_path / "a.toml").write_text(AGREEMENT + "# read again\n")
    assert agreement_of(mission) == first and agreement_of(mission) is not first
    (tmp_path / "a.toml").write_text(AGREEMENT + "[")
    assert agreement_if_sound(mission) is None
    with pytest.raises(AgreementError):
        agreement_of(mission)


def test_a_gazetteer_is_one_file_or_several(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"name,lat,lon\nA,1,2\n")
    (tmp_path / "b.csv").write_bytes(b"name,lat,lon\nB,1,2\n")
    none = open_mission(mission_at(tmp_path, GOOD))
    assert none.gazetteer_files() == () and none.area_e6 == (22_000_000, 44_000_000, 40_500_000, 52_500_000)
    for given, names in (('"a.csv"', ["a.csv"]), ('["b.csv", "a.csv"]', ["b.csv", "a.csv"])):
        text = GOOD.replace("[[source]]", f"gazetteer = {given}\n[[source]]", 1)
        files = open_mission(mission_at(tmp_path, text)).gazetteer_files()
        assert [name for name, _ in files] == names and all(data.startswith(b"name,lat,lon") for _, data in files)
