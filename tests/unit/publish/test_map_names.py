"""Names of settlements on the map: beside their points, none over another or over a mark, in the page's language."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import msgspec
import pytest
from tests.golden.publish.sample_bulletin import sample_bulletin

from truceline.model.bulletin import PublicArea, Ring
from truceline.model.settlement import Settlement
from truceline.publish.compose import compose
from truceline.publish.document import Drawing
from truceline.publish.map import draw_map
from truceline.publish.map_names import Box, along, covers, settlement_names
from truceline.publish.projection import Projection
from truceline.publish.words import LANGUAGES, words

#: a hundred pixels a degree
_FLAT = Projection(west=0.0, north=4.0, stretch=1.0, scale=100.0, width=600.0, height=400.0)


def _town(name: str, x: float, y: float, **names: str) -> Settlement:
    return Settlement(name, round((4.0 - y / 100) * 1e6), round(x * 1e4), 9, names)


def _written(svg: list[str]) -> list[str]:
    return [re.sub(r"<[^>]+>", "", part) for part in svg if part.startswith("<text")]


def test_the_first_of_two_that_have_no_room_is_named() -> None:
    towns = (_town("Large", 300, 200), _town("Beside", 302, 201), _town("Apart", 300, 300))
    assert _written(settlement_names(towns, "en", _FLAT, [], [], [])) == ["Large", "Apart"]


def test_a_name_keeps_off_what_is_taken_and_steps_aside_for_cells_and_lines() -> None:
    town = (_town("Alder", 300, 200),)

    def anchor(taken: list[Box], lines: list[Box], cells: list[Box]) -> str:
        svg = "".join(settlement_names(town, "en", _FLAT, taken, lines, cells))
        return "".join(re.findall(r'text-anchor="(\w+)"', svg))

    beside, around = (310.0, 190.0, 320.0, 210.0), (200.0, 100.0, 400.0, 300.0)
    assert anchor([], [], []) == "start"
    assert anchor([beside], [], []) == anchor([], [beside], []) == anchor([], [], [beside]) == "end"
    assert anchor([], [], [around]) == "start", "a cell on all sides hides no town"
    assert anchor([around], [], []) == anchor([], [around], []) == "", "a mark or a line does"


def test_none_stands_outside_or_across_the_edge() -> None:
    towns = (_town("Outside", 900, 200), _town("Corner", 1, 1))
    assert settlement_names(towns, "en", _FLAT, [], [], []) == []


def test_a_line_is_felt_between_its_corners() -> None:
    line = PublicArea("line", "line", (Ring(((0, 2_000_000), (6_000_000, 2_000_000))),))
    boxes = along(line, _FLAT)
    assert all(covers((x, 195.0, x + 5, 205.0), boxes) for x in range(0, 590, 7))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_of_a_bulletin_names_settlements_in_its_language(lang: str) -> None:
    bulletin = sample_bulletin()
    svgs = [
        svg
        for section in compose(bulletin, lang, 20, 0).sections
        for block in section.blocks
        if isinstance(block, Drawing) and block.name == "map"
        for svg in (block.svg, block.narrow)
    ]
    told = {one.called(lang) for one in bulletin.settlements}
    for svg in svgs:
        assert set(re.findall(r'class="d-town"[^>]*>([^<]+)<', svg)) <= told
        assert re.search('class="d-town"', svg)
    assert len(told & {one.name for one in bulletin.settlements}) == (len(told) if lang == "en" else 0)


def test_figures_in_cells_do_not_give_way_to_settlements() -> None:
    bulletin = sample_bulletin(400)
    bare = draw_map(bulletin.areas, bulletin.incidents, words("en"))
    cells = [cell for one in bulletin.incidents if (cell := one.cell_outline)]
    towns = tuple(Settlement("Everywhere", lat, lon, 9) for lon, lat in {ring.lon_lat_e6[0] for ring in cells})
    named = draw_map(bulletin.areas, bulletin.incidents, words("en"), settlements=towns)
    figures = re.compile(r'<text[^>]*class="d-number".*?</text>')
    assert figures.findall(named) == figures.findall(bare) != []
    assert len(ET.fromstring(named).findall(".//{*}circle")) > 0


def test_the_gazetteer_is_named_where_the_world_is_meant() -> None:
    def caption(invented: bool) -> str:
        bulletin = msgspec.structs.replace(sample_bulletin(), invented=invented)
        return next(
            block.caption
            for section in compose(bulletin, "en", 20, 0).sections
            for block in section.blocks
            if isinstance(block, Drawing) and block.name == "map"
        )

    assert "GeoNames" in caption(invented=False)
    assert "GeoNames" not in caption(invented=True)
