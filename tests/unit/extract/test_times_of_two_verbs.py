"""A day belongs to the verb of its own predicate, and the night of the day of publication is the one that is over."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import TimeMention


def days_of(text: str, language: str, published: str) -> list[str]:
    document = news_of(text, published, language)
    found = [one for one in extract([document]) if isinstance(one, TimeMention)]
    return [datetime.fromtimestamp(one.from_s or 0, UTC).strftime("%Y-%m-%dT%H") for one in found]


@pytest.mark.parametrize(
    ("language", "published", "text", "first"),
    [
        ("en", "2023-08-04", "The truce took effect on Thursday and will run until 29 January.", "2023-08-03T00"),
        ("en", "2023-08-02", "On Thursday and Friday the envoys will meet again.", "2023-08-03T00"),
        ("uk", "2023-08-04", "Перемир'я набуло чинності в четвер і діятиме до 29 січня.", "2023-08-03T00"),
        ("ru", "2023-08-04", "Перемирие вступило в силу в четверг и продлится до 29 января.", "2023-08-03T00"),
        ("ru", "2026-02-18", "В воскресенье днём на мине подорвались двое братьев.", "2026-02-15T12"),
        ("ru", "2026-05-22", "С понедельника в пяти регионах вернутся графики отключений.", "2026-05-25T00"),
        ("en", "2026-05-22", "Turkey has offered to host a summit in the first half of June.", "2026-06-01T00"),
        (
            "en",
            "2026-02-18",
            "The pumping station had taken a direct hit during the night, the utility said.",
            "2026-02-17T20",
        ),
    ],
)
def test_the_first_time_is_the_one_meant(language: str, published: str, text: str, first: str) -> None:
    assert days_of(text, language, published)[0] == first
