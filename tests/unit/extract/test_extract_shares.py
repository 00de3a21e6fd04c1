"""Shares, sub-totals and bare numbers: what they are parts of, and what they count."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import QuantityMention


def quantities(text: str) -> list[QuantityMention]:
    document = news_of(text, "2033-03-16", "en")
    return [found for found in extract((document,)) if isinstance(found, QuantityMention)]


@pytest.mark.parametrize(
    ("text", "words", "value", "of"),
    [
        ("More than a third of the 2,400 residents fled.", "More than a third", 33_333, "residents"),
        ("Nearly half have left.", "Nearly half", 50_000, None),
        ("More than half fled on foot.", "More than half", 50_000, None),
        ("Every third shell did not explode.", "Every third shell", 33_333, "shell"),
        ("A sixth of the wells are dry.", "A sixth", 16_667, "wells"),
        ("One in three of the shelters is open.", "One in three", 33_333, "shelters"),
        ("Half of them children, they fled.", "Half", 50_000, "children"),
    ],
)
def test_a_share(text: str, words: str, value: int, of: str | None) -> None:
    first = quantities(text)[0]
    assert (first.text, first.value_milli, first.unit, first.of) == (words, value, "percent", of)


def test_a_share_is_compared_with_another() -> None:
    text = "Two thirds of them had no water, compared with a quarter a month earlier."
    assert [(one.value_milli, one.unit) for one in quantities(text)] == [(66_667, "percent"), (25_000, "percent")]


@pytest.mark.parametrize("text", ["It took more than half an hour.", "They come every third day."])
def test_what_is_no_share(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "part", "unit", "of"),
    [
        ("There were 34 drones, of which nine were shot down.", "nine", "sortie", "drones"),
        ("Of 24 rockets, 11 were intercepted and 13 fell.", "13", "projectile", "rockets"),
        ("They fired 200 rounds. About 50 exploded.", "About 50", "round", "rounds"),
        ("There were 40 monitors; 12 have left.", "12", "person", "monitors"),
        ("All 34 were taken there, six of them children.", "six of them children", "person", "children"),
        ("Nine of 13 crossing points are closed.", "Nine of 13 crossing points", "object", "crossing points"),
        ("Four out of 13 wells are dry.", "Four out of 13 wells", "object", "wells"),
    ],
)
def test_a_part_takes_what_its_whole_counts(text: str, part: str, unit: str, of: str) -> None:
    found = next(one for one in quantities(text) if one.text == part)
    assert (found.unit, found.of) == (unit, of)
    assert found.part_of is not None


@pytest.mark.parametrize(
    ("text", "values", "unit", "of"),
    [
        ("The number of attacks rose from 14 to 29.", [14, 29], "attack", "attacks"),
        ("Two sappers were lost.", [2], "person", "sappers"),
        ("They sent twenty welders.", [20], "person", "welders"),
        ("It shattered 60 windows.", [60], "object", "windows"),
        ("Five drone operators fled.", [5], "person", "drone operators"),
        ("A couple of hundred pensioners queued.", [200], "person", "pensioners"),
        ("They lost 14 stretchers.", [14], None, "stretchers"),
        ("Six more were hurt.", [6], "person", None),
    ],
)
def test_what_is_counted(text: str, values: list[int], unit: str | None, of: str | None) -> None:
    found = quantities(text)
    assert [one.value_milli for one in found] == [value * 1000 for value in values]
    assert {(one.unit, one.of) for one in found} == {(unit, of)}


def test_a_verb_is_not_what_is_counted() -> None:
    assert [(one.text, one.of) for one in quantities("A few hundred stayed overnight.")] == [("A few hundred", None)]


def test_a_bare_number_has_no_verb_for_its_noun() -> None:
    assert quantities("Seven lie in the ward.") == []


def test_a_house_has_a_number() -> None:
    assert quantities("House 14 and flat 12 burned.") == []
