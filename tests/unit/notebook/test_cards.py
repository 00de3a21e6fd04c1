"""Cards stand alone: nothing is loaded, nothing foreign is markup, and a notebook's light or dark is followed."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import Any

import pyarrow as pa
import pytest
from babel import Locale

import truceline as tl
from truceline.model.errors import UsageError
from truceline.notebook.card import Chart, Column, card, paragraph, spoken, table, tree
from truceline.notebook.rows import Rows, for_people

EVIL = '<script>alert(1)</script><img src=x onerror="x">\u202egnp.exe'


def words_of(lang: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("truceline.notebook").joinpath("words", f"{lang}.toml").read_text("utf-8"))


@pytest.mark.parametrize("lang", ["uk", "ru"])
def test_every_language_has_the_same_words_and_its_own_plurals(lang: str) -> None:
    english, own = words_of("en"), words_of(lang)
    assert {*english["card"]} == {*own["card"]} and {*english["plural"]} == {*own["plural"]}
    needed = {*Locale.parse(lang).plural_form.tags, "other"}
    assert all({*forms} == needed for forms in own["plural"].values())


def test_what_comes_from_outside_is_never_markup() -> None:
    rows = Rows(pa.table({EVIL: [EVIL]}), EVIL)
    reading = tl.read({EVIL: f"“{EVIL}” said Olena Marchuk. Shelling hit {EVIL} on 3 March 2026."})
    cards = [
        rows._repr_html_(),
        reading._repr_html_(),
        reading.said._repr_html_(),
        card(EVIL, EVIL, table([Column(EVIL)], [(EVIL,)], spoken("en")), tree([(0, EVIL)]), note=EVIL),
    ]
    for html in cards:
        assert "<script" not in html and "<img" not in html and "\u202e" not in html
        assert "&lt;script&gt;" in html


def test_a_card_loads_nothing_and_follows_the_notebook() -> None:
    html = card("Title", paragraph("words"))
    assert not re.search(r"https?://(?!www\.w3\.org)|url\((?!#)|@import|<link|src=", html)
    for place in ("prefers-color-scheme:dark", 'data-jp-theme-light="false"', ".vscode-dark"):
        assert place in html
    style = html.partition("<style>")[2].partition("</style>")[0]
    assert all(".truceline" in rule for rule in style.splitlines() if rule), "a rule that reaches beyond the card"


def test_trees_close_what_they_open() -> None:
    html = str(tree([(0, "a"), (1, "b"), (3, "c"), (0, "d"), (2, "e")]))
    assert html.count("<ul>") == html.count("</ul>") and html.count("<li>") == 5


def test_rows_are_arrow_and_what_people_read() -> None:
    rows = Rows(
        pa.table(
            {
                "start_s": pa.array([0, None], pa.int64()),
                "lat_e6": pa.array([48_000_000, None], pa.int32()),
                "lon_e6": pa.array([37_500_000, None], pa.int32()),
                "p_same_ppm": pa.array([500_000, 1], pa.int32()),
            }
        )
    )
    assert pa.table(rows).equals(rows.to_arrow()) and len(rows) == 2
    frame = rows.to_pandas()
    assert list(frame.columns) == ["start", "lat", "lon", "p_same_ppm"] == for_people(rows.to_arrow()).column_names
    assert frame["start"].dt.tz is not None and frame["lat"][0] == 48.0


def test_places_become_points_and_cells_outlines() -> None:
    geopandas = pytest.importorskip("geopandas")
    points = Rows(pa.table({"lat_e6": [48_000_000, None], "lon_e6": [37_500_000, None]})).to_geopandas()
    assert isinstance(points, geopandas.GeoDataFrame) and points.crs.to_epsg() == 4326
    assert points.geometry[0].x == 37.5 and points.geometry[1] is None
    cells = Rows(pa.table({"cell": ["831f8dfffffffff"]})).to_geopandas()
    assert cells.geometry[0].geom_type == "Polygon"
    with pytest.raises(UsageError, match="no places"):
        Rows(pa.table({"a": [1]})).to_geopandas()


def test_charts_are_saved_as_files_of_their_own(tmp_path: Any) -> None:
    measured = tl.measure({f"2026-01-{day:02}": day for day in range(1, 29)}, truce="2026-01-20..")
    chart = measured.plot()
    assert isinstance(chart, Chart) and "<svg" in chart._repr_html_()
    chart.save(tmp_path / "series.svg")
    saved = (tmp_path / "series.svg").read_text(encoding="utf-8")
    assert saved.startswith("<svg") and "var(--" not in saved
