"""A published cell in words: its middle, and the settlement next to it, in the language of the page."""

from __future__ import annotations

import pytest

from truceline.model.bulletin import Ring
from truceline.model.settlement import Settlement
from truceline.publish.around import around, next_to
from truceline.publish.words import words

#: a square around 49.5 N, 36.5 E that reaches some 13 km
_CELL = Ring(
    ((36_400_000, 49_400_000), (36_600_000, 49_400_000), (36_600_000, 49_600_000), (36_400_000, 49_600_000),
     (36_400_000, 49_400_000))
)  # fmt: skip
_NEAR = Settlement("Balakliya", 49_450_000, 36_550_000, 9, {"uk": "Балаклія", "ru": "Балаклея"})
_FAR = Settlement("Kharkiv", 49_980_000, 36_250_000, 1_000_000)


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "near Balakliya"), ("uk", "поруч: Балаклія"), ("ru", "рядом: Балаклея")]
)
def test_the_nearest_is_told_in_the_language_of_the_page(lang: str, said: str) -> None:
    assert next_to(_CELL, (_FAR, _NEAR), words(lang)) == said


def test_none_is_told_that_lies_further_off() -> None:
    assert next_to(_CELL, (_FAR,), words("en")) == ""
    assert next_to(_CELL, (), words("en")) == ""


def test_a_wide_cell_is_next_to_none_and_the_middle_is_no_finer_than_a_tenth() -> None:
    wide = Ring(tuple((lon, lat * 5 - 198_000_000) for lon, lat in _CELL.lon_lat_e6))
    assert next_to(wide, (_NEAR,), words("en")) == ""
    assert around(_CELL, words("en")) == "around 49.5° N, 36.5° E"
