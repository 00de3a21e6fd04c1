"""The page about an agreement: whole, in three languages, and with nothing in it that could run."""

from __future__ import annotations

import re
import string
from importlib.resources import files
from xml.etree import ElementTree

import pytest
from tests.unit.assess.scenes import READING, agreement, clause

from truceline.agreements.belts import belts
from truceline.agreements.calendar import draw_calendar
from truceline.agreements.page import render_agreement
from truceline.agreements.wording import agreement_words, wording_in
from truceline.assess.language import load
from truceline.assess.phrases import ENGLISH
from truceline.model.agreement import Agreement
from truceline.model.errors import UsageError

LANGUAGES = ("en", "uk", "ru")
_FIRE = clause('{ act = "fire" }')
_CASES = sorted(
    entry.name
    for entry in (files("truceline.cases") / "agreements").iterdir()
    if entry.is_dir() and not entry.name.startswith("_")
)


def case(name: str) -> Agreement:
    folder = files("truceline.cases") / "agreements" / name
    toml, zones = ((folder / part).read_bytes() for part in ("agreement.toml", "zones.geojson"))
    return load(toml, zones, "agreement.toml")


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("lang", ["uk", "ru"])
def test_every_phrase_has_a_translation_with_the_same_blanks(lang: str) -> None:
    phrases = agreement_words(lang).group("phrases")
    assert phrases.keys() == ENGLISH.keys()
    assert {key for key in ENGLISH if blanks(phrases[key]) != blanks(ENGLISH[key])} == set()
    own = agreement_words(lang).group("text")
    assert agreement_words("en").group("text").keys() <= own.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", _CASES)
def test_every_clause_of_every_case_is_on_its_page(name: str, lang: str) -> None:
    given = case(name)
    page = render_agreement(given, lang).decode()
    for one in (*given.provisions, *given.left):
        assert one.words in page
    assert page.count('<article class="clause"') == len(given.provisions) + len(given.left)
    assert "http-equiv" in page and "<script" not in page
    assert page == render_agreement(given, lang).decode()
    if lang != "en":
        wording = wording_in("en", given)
        assert wording.say("all") not in page and wording.say("such_act", effect=wording.effect("breach")) not in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_drawings_are_sound(lang: str) -> None:
    given = case("minsk_package_2015")
    page = render_agreement(given, lang).decode()
    drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(drawings) == 2
    for one in drawings:
        root = ElementTree.fromstring(one)
        assert root.get("role") == "img" and root.find("{http://www.w3.org/2000/svg}desc") is not None


def test_hostile_names_are_only_words() -> None:
    given = agreement(
        _FIRE.replace("The act is prohibited.", "<script>alert(1)</script> & \u202eabc"), head='notes = ["<b>x</b>"]'
    )
    page = render_agreement(given, "en").decode()
    assert "<script>" not in page and "<b>x</b>" not in page and "\u202e" not in page


def test_contested_readings_stand_under_each_other() -> None:
    other = READING.replace('"all"', '"B"').replace("2031-03-02", "2031-04-02")
    never = '[[reading]]\naccording_to = "third"\nnever = true\nwords = "not joined"\n'
    given = agreement(_FIRE, reading=READING.replace('"all"', '"A"') + other + never)
    words = agreement_words("en")
    drawn = draw_calendar(given, wording_in("en", given), words)
    bars = [float(x) for x in re.findall(r'<rect x="([\d.]+)"[^>]*class="d-band-edge"', drawn)]
    assert len(bars) == 2 and bars[0] < bars[1]
    assert "never in force" in drawn


def test_an_agreement_without_any_moment_has_no_calendar() -> None:
    given = agreement(_FIRE, reading='[[reading]]\naccording_to = "all"\nfrom = "open"\n')
    assert draw_calendar(given, wording_in("en", given), agreement_words("en")) == ""
    assert b"no end stated" in render_agreement(given, "en")


def test_belts_lie_on_the_side_of_their_party() -> None:
    when = '{ all = [{ act = "weapon" }, { not_behind_km = 25, of_line = { A = "contact", B = "contact" } }] }'
    given = agreement(clause(when))
    drawn = {area.label: area for area in belts(given, wording_in("en", given))}
    assert set(drawn) == {"25 km: Alder", "25 km: Birch"}
    for label, west in (("25 km: Alder", True), ("25 km: Birch", False)):
        lons = [lon for ring in drawn[label].rings for lon, _ in ring.lon_lat_e6]
        assert all((lon <= 36_000_100) if west else (lon >= 35_999_900) for lon in lons)
        assert 0.3e6 < max(lons) - min(lons) < 0.4e6  # 25 km at 48° north


def test_another_language_is_refused() -> None:
    with pytest.raises(UsageError):
        render_agreement(agreement(_FIRE), "fr")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_duty_says_who_tells_whom_and_the_calendar_shows_what_a_notice_tells_of(lang: str) -> None:
    duty = (
        '[[duty]]\nid = "notice"\nwords = "Told ahead."\nof = { act = "fire.exercise" }\nnotice = "told"\n'
        'to = "other"\nahead_h = 48\nexcepts = ["p"]\n'
    )
    entry = (
        '[[register]]\nkind = "told"\nparty = "B"\nto = "A"\nat = "2031-03-05"\nfrom = "2031-03-09"\n'
        'until = "2031-03-11"\nstanding = "established"\n'
    )
    given = agreement(_FIRE + duty + entry)
    wording = wording_in(lang, given)
    page = render_agreement(given, lang).decode()
    told, excepted = wording.duty(given.provisions[1])
    assert told in page and excepted in page and "48" in told
    assert wording.tells(given.register[0]) in page
    without = draw_calendar(agreement(_FIRE + duty), wording, agreement_words(lang))
    shown = draw_calendar(given, wording, agreement_words(lang))
    assert shown.count('class="d-zone"') == without.count('class="d-zone"') + 1


def _texts(svg: str) -> dict[str, tuple[float, float]]:
    nodes = (node for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("text"))
    return {"".join(node.itertext()): (float(node.get("x", "nan")), float(node.get("y", "nan"))) for node in nodes}


def test_readings_of_one_clause_are_told_apart_in_the_calendar() -> None:
    told = _texts(draw_calendar(case("lebanon_2024"), wording_in("en", case("lebanon_2024")), agreement_words("en")))
    assert {"Point 12: the text of November", "Point 12:", "as continued on 26 January"} <= told.keys()


def test_a_long_row_is_broken_before_whose_reading_it_is() -> None:
    given = case("korea_military_agreement_2018")
    told = _texts(draw_calendar(given, wording_in("en", given), agreement_words("en")))
    assert {"Article 1, paragraph 3 (flight_notice):", "Democratic People's Republic of Korea"} <= told.keys()


def test_a_stage_begins_no_earlier_than_its_clause() -> None:
    given = case("karabakh_2020")
    svg = draw_calendar(given, wording_in("en", given), agreement_words("en"))
    bars = [node for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("rect")]
    left = {node.get("class"): float(node.get("x", "nan")) for node in reversed(bars) if node.get("height") == "16"}
    assert left["d-frame"] == left["d-band-edge"]


def test_a_zones_name_does_not_stand_in_its_neighbour() -> None:
    given = case("lebanon_2024")
    page = render_agreement(given, "en")
    svg = next(
        part for part in re.findall(r"<svg.*?</svg>", page.decode(), re.DOTALL) if "Territory of Lebanon" in part
    )
    told = _texts(svg)
    assert told["North of Israel"][1] > told["Blue Line"][1]
