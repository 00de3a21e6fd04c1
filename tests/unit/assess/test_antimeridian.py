"""Agreements on the far side of the Earth: zones and lines cut at the antimeridian are whole again."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.unit.assess.scenes import incident, table

from truceline.assess.assess import assess
from truceline.assess.language import examine, load

_HEAD = """
[agreement]
id = "t"
name = "Far truce"

[[party]]
id = "A"
name = "Alder"
home = [178.0, -17.0]

[[party]]
id = "B"
name = "Birch"
home = [-178.0, -17.0]

[[reading]]
according_to = "all"
from = "2031-03-02T00:00"

[[provision]]
id = "zone"
words = "No fire in the zone."
when = { all = [{ act = "fire" }, { in_zone = "strait" }] }

[[provision]]
id = "belt"
words = "No fire near the line."
when = { all = [{ act = "fire" }, { in_zone = "belt" }] }

[[provision]]
id = "line"
words = "Nobody crosses the line."
when = { all = [{ act = "fire" }, { not_behind_km = 5, of_line = { A = "line", B = "line" } }] }

[[zone]]
id = "belt"
buffer_km = 20
of = "line"
"""


def ring(west: float, east: float) -> list[list[float]]:
    return [[west, -18.0], [east, -18.0], [east, -16.0], [west, -16.0], [west, -18.0]]


def zones(strait: dict[str, Any]) -> bytes:
    line = {"type": "LineString", "coordinates": [[180.0, -20.0], [180.0, -14.0]]}
    features = [
        {"type": "Feature", "properties": {"id": name}, "geometry": geometry}
        for name, geometry in (("strait", strait), ("line", line))
    ]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


CUT = {"type": "MultiPolygon", "coordinates": [[ring(179.0, 180.0)], [ring(-180.0, -179.0)]]}
ACROSS = {"type": "Polygon", "coordinates": [ring(179.0, -179.0)]}


@pytest.mark.parametrize("lon", [179.5, 179.9999, -179.9999, -179.5])
def test_a_zone_cut_at_the_antimeridian_holds_both_its_halves(lon: float) -> None:
    given = load(_HEAD.encode(), zones(CUT), "agreement.toml")
    act = incident(1, lat_e6=-17_000_000, lon_e6=round(lon * 1e6), radius_m=2_000)
    found = {row["provision_id"]: row for row in assess(table(act), given).to_pylist()}
    assert found["zone"]["belief_ppm"] == 1_000_000  # the seam is no border
    assert ("belt" in found) == (abs(lon) > 179.8)


@pytest.mark.parametrize(("actor", "lon", "crossed"), [("Alder", -179.9, True), ("Alder", 179.9, False)])
def test_a_line_along_the_antimeridian_has_two_sides(actor: str, lon: float, crossed: bool) -> None:
    given = load(_HEAD.encode(), zones(CUT), "agreement.toml")
    act = incident(1, lat_e6=-17_000_000, lon_e6=round(lon * 1e6), radius_m=200, alleged_actor=actor)
    found = {row["provision_id"]: row["status"] for row in assess(table(act), given).to_pylist()}
    assert (found.get("line") == "breach") == crossed


def test_a_polygon_drawn_across_it_is_refused_with_what_to_do() -> None:
    _, problems = examine(_HEAD.encode(), zones(ACROSS), "agreement.toml")
    assert any("spans 358°" in p.found and "cut it there" in p.advice for p in problems)
