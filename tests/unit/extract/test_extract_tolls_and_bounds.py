"""The dead and the wounded in turns that count them apart; times that lie ahead of "by" and "before"."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import AnyMention, EventMention, TimeMention


def read(text: str, language: str = "en") -> tuple[AnyMention, ...]:
    document = news_of(text, "2033-03-16", language)
    return extract((document,))


@pytest.mark.parametrize(
    ("language", "text", "toll"),
    [
        ("en", "Shelling of Kherson left one person dead and four with shrapnel wounds.", (1, 4)),
        ("en", "The strike on Odesa killed nine people, including three children, and wounded 27.", (9, 27)),
        ("en", "A sniper shot dead a farmer near Stanytsia.", (1, None)),
        (
            "en",
            "Three of the wounded later died in hospital, bringing the death toll from the strike on Lviv to 12.",
            (12, None),
        ),
        ("uk", "На міні поблизу Ізюма підірвалися двоє саперів: один загинув, другого госпіталізували.", (1, 1)),
        ("uk", "Дрон скинув вибухівку на жінку в Херсоні. Вона дістала поранення ніг.", (None, 1)),
    ],
)
def test_tolls(language: str, text: str, toll: tuple[int | None, int | None]) -> None:
    event = next(one for one in read(text, language) if isinstance(one, EventMention))
    assert (event.killed_low, event.wounded_low) == toll


@pytest.mark.parametrize(
    ("language", "text", "begin", "end"),
    [
        ("en", "No shots were fired since the third of February.", "2033-02-03", "2033-03-17"),
        ("en", "At least 46 people have died since the start of the year.", "2033-01-01", "2033-03-17"),
        ("en", "The bodies will be handed over by the end of the month.", "2033-03-16", "2033-04-01"),
        ("en", "She expects a fourth round before mid-May.", "2033-03-16", "2033-05-16"),
        ("en", "Protesters gathered between the 3rd and the 8th of February.", "2033-02-03", "2033-02-09"),
        ("ru", "За лето там нашли двадцать мин, сообщили в министерстве.", "2032-06-01", "2032-09-01"),
    ],
)
def test_times(language: str, text: str, begin: str, end: str) -> None:
    (time,) = (one for one in read(text, language) if isinstance(one, TimeMention))
    found = [datetime.fromtimestamp(at or 0, UTC).strftime("%Y-%m-%d") for at in (time.from_s, time.to_s)]
    assert found == [begin, end]
