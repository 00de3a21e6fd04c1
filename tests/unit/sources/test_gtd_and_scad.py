"""What the codes of GTD and SCAD become."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from truceline.model.evidence import Blob, ReadContext
from truceline.model.ids import sha256_hex
from truceline.sources.catalogue import by_name

FOLDER = Path(__file__).parents[2] / "data" / "sources"
DAY_S = 86_400
APRIL_2031 = 1_932_768_000  # 2031-04-01T00:00Z


def rows(name: str, data: bytes | None = None) -> list[dict[str, Any]]:
    data = (FOLDER / f"{name}.csv").read_bytes() if data is None else data
    blob = Blob(data=data, sha256=sha256_hex(data), filename=f"{name}.csv", source="", received_s=0)
    table = by_name(name).read(blob, ReadContext(time_zone="UTC")).observations
    assert table is not None
    found: list[dict[str, Any]] = table.sort_by("record").to_pylist()
    return found


def test_gtd_days_types_places_and_tolls() -> None:
    bomb, assault, month, nowhere = rows("gtd")
    assert (bomb["start_s"] - APRIL_2031) / DAY_S == 20
    assert bomb["end_s"] - bomb["start_s"] == DAY_S
    assert (bomb["event_type"], bomb["killed_low"], bomb["wounded_high"]) == ("fire.explosion", 2, 5)
    assert bomb["alleged_actor"] is None
    assert bomb["claimant"] is None
    # half a death, shared with a linked attack, lies between none and one
    assert (assault["killed_low"], assault["killed_high"], assault["wounded_low"]) == (0, 1, None)
    assert (assault["event_type"], assault["target"], assault["weapon"]) == ("ground.clash", "military", "small_arms")
    assert (assault["alleged_actor"], assault["claimant"]) == ("Hill Front", "Hill Front")
    assert (bomb["radius_m"], assault["radius_m"], month["radius_m"]) == (5_000, 15_000, 100_000)
    # a day of 0 is the whole month, and negative tolls are not known
    assert (month["start_s"], month["end_s"]) == (APRIL_2031, APRIL_2031 + 30 * DAY_S)
    assert (month["killed_low"], month["wounded_low"], month["target"]) == (None, None, "communications")
    assert (nowhere["lat_e6"], nowhere["radius_m"], nowhere["event_type"]) == (None, None, "abuse.abduction")


def test_scad_days_types_places_and_deaths() -> None:
    march, repression, fighting = rows("scad")
    assert (march["end_s"] - march["start_s"], march["event_type"]) == (3 * DAY_S, "civil.protest")
    assert (march["killed_low"], march["killed_high"], march["alleged_actor"]) == (0, 0, None)
    assert (repression["killed_low"], repression["killed_high"]) == (None, None)
    assert repression["alleged_actor"] == "Police of Northland"
    assert (fighting["killed_low"], fighting["radius_m"], march["radius_m"]) == (None, 100_000, 10_000)
    assert fighting["place_words"] == "North"


@pytest.mark.parametrize("name", ["gtd", "scad"])
def test_a_code_of_no_list_costs_its_row_alone(name: str) -> None:
    data = (FOLDER / f"{name}.csv").read_text()
    wrong = data.replace(",3,Bombing/Explosion,", ",77,Bombing/Explosion,").replace(",7,0,Police", ",77,0,Police")
    assert wrong != data
    assert len(rows(name, wrong.encode())) == len(rows(name)) - 1
