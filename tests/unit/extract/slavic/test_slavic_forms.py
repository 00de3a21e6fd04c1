"""Word tables in stems, and numbers read token by token."""

from __future__ import annotations

import pytest

from truceline.extract.slavic.forms import fold, forms, lowered
from truceline.extract.slavic.numbers import NUMBERS, number_at
from truceline.extract.story import tokenise


def test_stems_make_every_form() -> None:
    table = forms(("shelling", "обстріл~ обстріля^ атак~ вдарен: влучан+"), ("hot", "ракетн#"))
    for word in ("обстрілу", "обстрілами", "обстріляли", "обстріляно", "вдарено", "влучання", "влучань", "атакою"):
        assert table[word].value == "shelling", word
    assert table["обстріляла"].shape == "f"
    assert table["обстріляно"].shape == "pass"
    assert table["ракетних"].shape == "adj"


def test_first_meaning_stays() -> None:
    assert forms(("one", "слово"), ("two", "слово"))["слово"].value == "one"


def test_folding_and_lower_case_keep_offsets() -> None:
    assert fold("подъём") == "подъем"
    assert fold("об’єкт") == "об'єкт"
    assert len(lowered("İстанбул Ё")) == len("İстанбул Ё")


@pytest.mark.parametrize(
    ("language", "words", "low", "high"),
    [
        ("uk", "двадцять п'ять", 25, 25),
        ("uk", "сто двадцять три тисячі", 123_000, 123_000),
        ("uk", "двохсот", 200, 200),
        ("uk", "пів мільйона", 500_000, 500_000),
        ("uk", "десятки тисяч", 20_000, 99_999),
        ("ru", "двумястами", 200, 200),
        ("ru", "полтора миллиона", 1_500_000, 1_500_000),
        ("ru", "пара десятков", 20, 20),
        ("ru", "1 234,5", 1234.5, 1234.5),
        ("ru", "2-х", 2, 2),
    ],
)
def test_numbers(language: str, words: str, low: float, high: float) -> None:
    tokens = tokenise(words, 0, len(words))
    number = number_at(tokens, 0, NUMBERS["uk" if language == "uk" else "ru"])
    assert number is not None
    assert (number.low / 1000, number.high / 1000, number.end) == (low, high, len(tokens))
