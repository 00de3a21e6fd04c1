"""Places as mentions: names in the company that places keep, with what tells their precision; and names of others."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import PlaceMention


def found_in(text: str) -> list[PlaceMention]:
    document = news_of(text, "2033-03-16", "en")
    return [one for one in extract((document,)) if isinstance(one, PlaceMention)]


def places(text: str) -> list[str]:
    return [one.text for one in found_in(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pell, Brod and Iven regions came under attack.", ["Pell", "Brod", "Iven regions"]),
        ("Pell was shelled again, and Brod lost power.", ["Pell", "Brod"]),
        ("Pell, a hub in the Orvane region, was hit.", ["Pell", "Orvane region"]),
        ("Two died in nearby Brod, and one in Iven.", ["Brod", "Iven"]),
        ("Talks took place in Riyadh, Saudi Arabia.", ["Riyadh", "Saudi Arabia"]),
        ("It hit the Nuseirat and Jabalia refugee camps.", ["Nuseirat", "Jabalia refugee camps"]),
        ("The road between Pell and Brod was closed.", ["between Pell and Brod"]),
        ("It flew about 1.5km north-north-west of Shumy.", ["1.5km north-north-west of Shumy"]),
        ("It lies 20 km (12 miles) east of Pell.", ["east of Pell"]),
        ("They fled Sake, 20 km west of Goma.", ["Sake", "20 km west of Goma"]),
        ("Residents of Beit Hanoun were told to leave.", ["Beit Hanoun"]),
        ("A drone fell into the Sea of Azov.", ["Sea of Azov"]),
        ("They crossed the Line of Control in Kashmir.", ["Line of Control", "Kashmir"]),
        ("It was in Colombia's Arauca province.", ["Colombia", "Arauca province"]),
        ("It fell in the Holosiivskyi district of Kyiv.", ["Holosiivskyi district", "Kyiv"]),
        ("They bombed the Red Sea port of Hodeidah.", ["Red Sea", "port of Hodeidah"]),
        ("They shelled al-Fashir and Deir al-Zor.", ["al-Fashir", "Deir al-Zor"]),
        ("Rockets were fired from Lebanon into northern Israel.", ["Lebanon", "northern Israel"]),
        ("It struck the capital Dnipro.", ["Dnipro"]),
    ],
)
def test_places(text: str, wanted: list[str]) -> None:
    assert places(text) == wanted
    for one in found_in(text):
        assert text[one.start : one.end] == one.text


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv and Moscow traded accusations, and Washington urged restraint.",
        "According to Human Rights Watch, it was a crime.",
        "The Kharkiv Human Rights Group wrote to the Red Cross.",
        "Hamas fighters and the Arakan Army met Hezbollah.",
        "President Anton Greel met Mona Idris.",
        "In May, Ukrainian and Russian officers met.",
        "Power was cut. Homes were hit.",
        "He wrote on Telegram and in The New York Times.",
    ],
)
def test_no_places(text: str) -> None:
    assert places(text) == []


def test_roles_tell_where_it_happened_and_where_it_came_from() -> None:
    text = "PELL - Rebels fired rockets from Brod at Iven on Monday. They met in Dalm."
    assert {one.text: one.role for one in found_in(text)} == {
        "PELL": "dateline",
        "Brod": "origin",
        "Iven": "event",
        "Dalm": "mention",
    }
