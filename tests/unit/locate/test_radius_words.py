"""How precise words for a place are."""

from __future__ import annotations

import pytest

from truceline.locate.radius_words import PlaceWords, read


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Kharkiv", PlaceWords("Kharkiv")),
        ("the city of Dnipro", PlaceWords("Dnipro", sort="city")),
        ("near Kharkiv", PlaceWords("Kharkiv", "near")),
        ("in the vicinity of Orvane", PlaceWords("Orvane", "near")),
        ("on the western outskirts of Bakhmut", PlaceWords("Bakhmut", "outskirts")),
        ("Pokrovsk district", PlaceWords("Pokrovsk", "district")),
        ("its Zaporizhzhia region", PlaceWords("Zaporizhzhia", "region")),
        ("Kherson oblast", PlaceWords("Kherson", "region")),
        ("Харківська область", PlaceWords("Харківська", "region")),
        ("Orikhiv direction", PlaceWords("Orikhiv", "direction")),
        ("eastern Ukraine", PlaceWords("Ukraine", "part", bearing_deg=90.0)),
        ("3-5 km SE of Horlivka", PlaceWords("Horlivka", "offset", bearing_deg=135.0, low_m=3000, high_m=5000)),
        ("about 3.5km north-east of Orvane", PlaceWords("Orvane", "offset", bearing_deg=45.0, low_m=3500, high_m=3500)),
        ("2 miles from Orvane", PlaceWords("Orvane", "offset", low_m=3218, high_m=3218)),
        ("north of Sumy", PlaceWords("Sumy", "offset", bearing_deg=0.0)),
        ("between Orvane and Pell", PlaceWords("Orvane", "between", other="Pell")),
        ("Zaporizhzhia nuclear power plant", PlaceWords("Zaporizhzhia", "plant")),
        ("Sarvenna airport", PlaceWords("Sarvenna", "facility")),
    ],
)
def test_words_are_taken_apart(words: str, expected: PlaceWords) -> None:
    assert read(words) == expected


@pytest.mark.parametrize("words", ["", " ", "of", "near", "the", "km", "5 km", "between and", "region"])
def test_fragments_do_not_trip_it(words: str) -> None:
    assert read(words).relation
