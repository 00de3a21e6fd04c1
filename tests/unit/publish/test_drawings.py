from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import msgspec
import pytest
from tests.golden.publish.sample_bulletin import empty_bulletin, sample_bulletin

from truceline.model.bulletin import PublicArea, PublicDay, PublicRate, Ring
from truceline.publish.compose import compose
from truceline.publish.document import Drawing
from truceline.publish.html import render_html
from truceline.publish.legend import SHADES, class_of
from truceline.publish.map import count_cells, draw_map
from truceline.publish.projection import fit
from truceline.publish.svg import element, palette, standalone, stylesheet
from truceline.publish.timeline import draw_timeline
from truceline.publish.whiskers import draw_whiskers
from truceline.publish.words import LANGUAGES, words

NS = "{http://www.w3.org/2000/svg}"
NUMBER = r"-?\d+(?:\.\d+)?"


def drawings() -> Iterator[tuple[str, str]]:
    for lang in LANGUAGES:
        for size, days in ((40, 14), (300, 60), (3, 1)):
            bulletin = sample_bulletin(size, days)
            yield f"map {lang} {size}", draw_map(bulletin.areas, bulletin.incidents, words(lang))
            yield f"timeline {lang} {size}", draw_timeline(bulletin.days, words(lang))
            rates = tuple((rate.label, rate) for rate in bulletin.rates)
            yield f"whiskers {lang} {size}", draw_whiskers(rates, words(lang))


@pytest.mark.parametrize(("name", "svg"), list(drawings()), ids=lambda value: value if len(value) < 40 else "")
def test_drawings_are_well_formed_titled_and_inside_their_frame(name: str, svg: str) -> None:
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    labelled = (root.get("aria-labelledby") or "").split()
    ids = {node.get("id") for node in root.iter() if node.get("id")}
    assert labelled and set(labelled) <= ids
    assert root.findtext(f"{NS}title") and root.findtext(f"{NS}desc")
    _, _, width, height = (float(part) for part in (root.get("viewBox") or "").split())
    slack = 30 if name.startswith("map") else 1  # the map is clipped to its frame
    for x, y in _points(root):
        assert -slack <= x <= width + slack and -slack <= y <= height + slack, (x, y)


def _points(root: ET.Element) -> Iterator[tuple[float, float]]:
    skipped = {id(node) for defs in root.iter(f"{NS}defs") for node in defs.iter()}
    for node in root.iter():
        if id(node) in skipped:
            continue
        if node.tag == f"{NS}rect":
            x, y = float(node.get("x", 0)), float(node.get("y", 0))
            yield x, y
            yield x + float(node.get("width", 0)), y + float(node.get("height", 0))
        if node.tag == f"{NS}text":
            yield float(node.get("x", 0)), float(node.get("y", 0))
        if node.tag == f"{NS}circle":
            yield float(node.get("cx", 0)), float(node.get("cy", 0))
        if node.tag == f"{NS}path":
            for x, y in re.findall(rf"[ML]({NUMBER}) ({NUMBER})", node.get("d", "")):
                yield float(x), float(y)


def test_bars_have_the_height_of_their_value() -> None:
    days = tuple(PublicDay(f"2031-04-0{n}", n, n, 0, 0, 0, 0, None, False) for n in (1, 2, 4))
    root = ET.fromstring(draw_timeline(days, words("en")))
    tall = [float(n.get("height", 0)) for n in root.iter(f"{NS}rect") if n.get("class") == "d-breach"]
    assert tall[1] == pytest.approx(2 * tall[0], abs=0.2) and tall[2] == pytest.approx(4 * tall[0], abs=0.4)


def test_the_band_covers_the_days_in_force_and_no_other() -> None:
    force = (False, True, True, False, True)
    days = tuple(PublicDay(f"2031-04-0{n + 1}", 1, 0, 0, 1, 60, 0, None, on) for n, on in enumerate(force))
    root = ET.fromstring(draw_timeline(days, words("en")))
    bands = [node for node in root.iter(f"{NS}rect") if node.get("class") == "d-band"]
    widths = [float(band.get("width", 0)) for band in bands]
    assert len(bands) == 2 and widths[0] == pytest.approx(2 * widths[1], abs=0.2)


def test_a_whisker_spans_its_interval_and_an_unstated_rate_is_not_drawn() -> None:
    rates = (
        ("a", PublicRate("a", 4, 6000, 4000, 1000, 8000)),
        ("b", PublicRate("b", 1, 60, None, None, None, "too thin")),
    )
    root = ET.fromstring(draw_whiskers(rates, words("en")))
    circles = list(root.iter(f"{NS}circle"))
    assert len(circles) == 1
    (path,) = [node.get("d", "") for node in root.iter(f"{NS}path") if node.get("class") == "d-whisker"]
    low, high = (float(x) for x in re.match(rf"M({NUMBER}) {NUMBER} H({NUMBER})", path).groups())  # type: ignore[union-attr]
    x = float(circles[0].get("cx", 0))
    assert (x - low) / (high - low) == pytest.approx(3 / 7, abs=0.01)


def test_a_rate_of_zero_still_has_an_axis() -> None:
    assert ET.fromstring(draw_whiskers((("a", PublicRate("a", 0, 6000, 0, 0, 0)),), words("en"))) is not None


def test_small_cells_are_hatched_and_say_no_number() -> None:
    bulletin = sample_bulletin()
    hidden = tuple(
        msgspec.structs.replace(incident, cell=None) for incident in bulletin.incidents if incident.cell_outline
    )
    svg = draw_map((), hidden, words("en"))
    assert 'class="d-hatched"' in svg and "d-seq" not in svg
    assert "number withheld" in svg


def test_an_incident_without_an_outline_is_nowhere_on_the_map() -> None:
    bulletin = sample_bulletin()
    nowhere = tuple(msgspec.structs.replace(incident, cell_outline=None) for incident in bulletin.incidents)
    assert count_cells(nowhere) == ()
    assert draw_map((), nowhere, words("en")) == ""
    assert draw_map((), empty_bulletin().incidents, words("en")) == ""


def test_cells_count_their_incidents_in_any_order() -> None:
    bulletin = sample_bulletin(200)
    counted = count_cells(bulletin.incidents)
    assert counted == count_cells(tuple(reversed(bulletin.incidents)))
    shown = [cell for cell in counted if cell.number is not None]
    assert shown and max(cell.number or 0 for cell in shown) > 1


def test_shades_are_fixed_and_rise() -> None:
    assert [class_of(low) for low in SHADES] == [1, 2, 3, 4, 5]
    assert class_of(10_000) == 5


def test_the_scale_bar_is_true() -> None:
    """A degree of latitude is 111.2 km long, on the map and along the bar."""
    ring = Ring(
        ((30_000_000, 48_000_000), (34_000_000, 48_000_000), (34_000_000, 50_000_000), (30_000_000, 48_000_000))
    )
    projection = fit([ring], 760)
    assert projection is not None
    (_, y0), (_, y1) = projection.point(30_000_000, 48_000_000), projection.point(30_000_000, 49_000_000)
    assert (y0 - y1) / projection.px_per_km == pytest.approx(111.2, abs=0.1)


def test_a_place_that_is_one_point_is_drawn_and_a_lone_point_can_be_fitted() -> None:
    area = PublicArea("dam", "zone", (Ring(((30_000_000, 48_000_000),)),), "Dam")
    assert "Dam" in draw_map((area,), (), words("en"))


def test_names_cannot_break_out_of_the_drawing() -> None:
    area = PublicArea("z", "zone", sample_bulletin().areas[-2].rings, "</title><script>alert(1)</script>\u202e")
    svg = draw_map((area,), (), words("en"))
    assert "<script" not in svg and "\u202e" not in svg
    ET.fromstring(svg)


def test_attributes_are_escaped() -> None:
    assert ET.fromstring(element("g", id='"><script>')).get("id") == '"><script>'


def test_a_standalone_drawing_has_no_variable_left() -> None:
    svg = standalone(draw_timeline(sample_bulletin().days, words("en")), "Libertinus Serif")
    assert "var(" not in svg and "<style>" in svg
    ET.fromstring(svg)


def test_light_and_dark_name_the_same_colours_and_the_style_no_other() -> None:
    light, dark = (set(re.findall(r"(--[a-z0-9-]+):", part)) for part in palette())
    assert light == dark | {"--bar-counted"} or light == dark
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", stylesheet())) <= light


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_cut_off_on_a_phone(lang: str) -> None:
    """Words begin inside the drawing and, at the width of a usual letter, end in it."""
    document = compose(sample_bulletin(), lang, 40, 4)
    drawings = [block for part in document.sections for block in part.blocks if isinstance(block, Drawing)]
    narrow = [one.narrow for one in drawings if one.narrow]
    assert len(narrow) >= 5
    for svg in narrow:
        root = ET.fromstring(svg)
        width = float(root.attrib["viewBox"].split()[2])
        for words_ in root.iter("{http://www.w3.org/2000/svg}text"):
            long = 6.0 * len(words_.text or "")
            before = {"start": 0.0, "middle": long / 2, "end": long}[words_.attrib["text-anchor"]]
            start = float(words_.attrib["x"]) - before
            assert start > -4 and start + long < width + 6, (lang, words_.text)


def test_ids_of_the_two_drawings_differ() -> None:
    page = render_html(sample_bulletin(), "en").decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_map_across_the_antimeridian_holds_what_is_there_and_not_the_whole_earth() -> None:
    def square(west: float, east: float) -> Ring:
        corners = ((west, -17.0), (east, -17.0), (east, -16.0), (west, -16.0), (west, -17.0))
        return Ring(tuple((round(lon * 1e6), round(lat * 1e6)) for lon, lat in corners))

    projection = fit([square(179.5, 180.0), square(-180.0, -179.5)], 760)
    assert projection is not None and projection.east - projection.west < 5
    xs = [projection.point(round(lon * 1e6), -16_000_000)[0] for lon in (179.5, 180.0, -180.0, -179.5)]
    assert 0 < xs[0] < xs[1] < xs[3] < 760 and xs[1] == pytest.approx(xs[2])
    areas = (PublicArea("isle", "zone", (square(179.5, 180.0), square(-180.0, -179.5)), "isle"),)
    names = re.findall(r">(\d+(?:\.\d+)?° [EW])<", draw_map(areas, (), words("en")))
    assert {"179.6° E", "180° E", "179.6° W"} <= set(names)
    apart = fit([square(-100.0, -99.0), square(99.0, 100.0)], 760)
    assert apart is not None and apart.east - apart.west < 200
