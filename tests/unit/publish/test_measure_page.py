"""The page of one series: self-contained, the same in every language, drawn from what was measured."""

from __future__ import annotations

import html
import re
from importlib import resources
from xml.etree import ElementTree as ET

import msgspec
import numpy as np
import pytest
from markupsafe import escape

from truceline.measure.holding import holding
from truceline.measure.nowcast import late_words
from truceline.measure.series import DaySeries, Truce
from truceline.measure.view import view_of
from truceline.model.measures import Further, MeasureView, Nowcast
from truceline.publish.measure_page import render_measure
from truceline.publish.placebo_chart import draw_placebos
from truceline.publish.series_chart import draw_series
from truceline.publish.words import LANGUAGES, words

COMMAND = "truceline measure FILE --truce FROM..TO --html PAGE"
TRUCE = Truce("2025-07-20", "2025-08-29", ("2025-07-19",))


def made(effort: bool = False, rise: bool = True) -> MeasureView:
    chance = np.random.default_rng(3)
    levels = [40.0] * 200 + [6.0] * 26 + [60.0 if rise else 6.0] * 14 + [40.0] * 20
    values: list[float | None] = [float(n) for n in chance.poisson(levels)]
    values[50] = None
    series = DaySeries("2025-01-01", tuple(values), (8.0,) * 260 if effort else None)
    late = (Nowcast("2025-09-16", 3, 5, 3, 9),)
    more = Further(late=late, told=late_words(late))
    return view_of(series, TRUCE, holding(series, TRUCE), more, "<b>file.csv", "shots")


@pytest.fixture(scope="module")
def view() -> MeasureView:
    return made()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_loads_nothing_and_says_everything(view: MeasureView, lang: str) -> None:
    page = render_measure(view, lang).decode()
    assert page == render_measure(view, lang).decode()
    assert not re.search(r'(?:src|href)="(?!#)', page) and "<script" not in page
    assert "default-src 'none'" in html.unescape(page)
    assert f'<html lang="{lang}">' in page and "&lt;b&gt;file.csv" in page
    spoken = words(lang)
    for phrase in (*view.verdict.told, *view.paragraph):
        assert str(escape(spoken.phrase(phrase))) in page
    assert page.count("<svg") == 3 and spoken.measure("late_caption") in page
    for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        assert ET.fromstring(svg).get("role") == "img"
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("lang", ["uk", "ru"])
@pytest.mark.parametrize("effort", [False, True])
def test_no_english_is_left_on_a_page_in_another_language(lang: str, effort: bool) -> None:
    page = render_measure(made(effort), lang).decode()
    body = re.sub(r"<style>.*?</style>", "", page[page.index("<body") :], flags=re.DOTALL)
    body = re.sub(r"<ul class=.references.*?</ul>|<bdi.*?</bdi>", "", body, flags=re.DOTALL)
    plain = html.unescape(re.sub(r"<[^>]+>", " ", body)).replace(COMMAND, "")
    for cited in ("de Jong", "Williams et al.", "Linden"):
        plain = plain.replace(cited, "")
    assert not re.findall(r"[A-Za-z]{2,}", plain)


def test_a_day_without_a_figure_is_a_mark_and_no_bar(view: MeasureView) -> None:
    short = msgspec.structs.replace(view, days=tuple(day for day in view.days if day.value_milli != 0)[:30])
    without = msgspec.structs.replace(short.days[4], value_milli=None)
    changed = msgspec.structs.replace(short, days=(*short.days[:4], without, *short.days[5:]))
    bars = [draw_series(one, words("en")).count('class="d-figure"') for one in (short, changed)]
    assert bars[0] - bars[1] == 1 and 'class="d-missing"' in draw_series(changed, words("en"))


def test_alarms_levels_and_the_truce_are_drawn(view: MeasureView) -> None:
    drawn = draw_series(view, words("en"))
    assert view.verdict.alarms and drawn.count('class="d-alarm"') == len(view.verdict.alarms)
    assert drawn.count('class="d-band"') == 1 and drawn.count('class="d-level"') == 2
    quiet = made(rise=False)
    without = msgspec.structs.replace(quiet, verdict=msgspec.structs.replace(quiet.verdict, alarms=()))
    assert 'class="d-alarm"' not in draw_series(without, words("en"))
    assert 'class="d-expected"' in draw_series(quiet, words("en"))


def test_levels_shown_have_the_ratio_of_the_effect() -> None:
    view = made(rise=False)
    assert view.levels is not None and view.levels.expected_milli is not None
    shown = (view.levels.during_milli + 500) / (view.levels.expected_milli + 500)
    assert shown == pytest.approx((view.verdict.effect.ratio_milli or 0) / 1000, abs=0.002)


def test_placebo_dates_are_all_drawn_and_the_truce_among_them(view: MeasureView) -> None:
    drawn = draw_placebos(view, words("en"))
    assert sum(int(n) for n in re.findall(r"<title>[^<]* – [^<]*: (\d+)</title>", drawn)) == len(view.placebo_milli)
    assert drawn.count('class="d-mark"') == 1


def test_a_series_without_a_truce_has_a_page_too() -> None:
    series = DaySeries("2025-01-01", (1.0, None, 3.0))
    page = render_measure(view_of(series, None, holding(series, None)), "en").decode()
    assert "there is nothing that could hold" in page and 'class="publish"' not in page


def test_a_class_of_a_drawing_has_one_rule() -> None:
    """A notebook has the styles of all drawings on one page: the later rule of a name would colour both."""
    templates = resources.files("truceline.publish").joinpath("templates")
    common, own = (
        set(re.findall(r"\.(d-[\w-]+)\{", templates.joinpath(name).read_text()))
        for name in ("drawing.css", "measure.css")
    )
    assert common and own and not common & own
