"""Which language a text is in, and what is read in those that have no rules of their own."""

from __future__ import annotations

import pytest

from truceline.extract.extract import extract
from truceline.extract.language import detect
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import QuantityMention, Quote, Statement, TimeMention

UKRAINIAN = (
    "Міністерство заявило: «Ми готові до миру», і це було 08.01.2026 року. Без світла лишилися 600 000 домівок у 5 "
    "районах."
)
RUSSIAN = "Представитель ведомства заявил: «Мы готовы к миру», и это было 2026-01-08 в городе. Ранены 17 человек."


def document(text: str, language: str | None = None) -> Document:
    item = EvidenceItem("itm_x", "", "", "text/plain", "own", "news", "x.txt", None, 0)
    return Document(item=item, text=text, body=(Span(0, len(text)),), published_day="2026-01-08", language=language)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The army said that it was in the town and the road was open.", "en"),
        (UKRAINIAN, "uk"),
        (RUSSIAN, "ru"),
        ("Die Armee hat am Montag die Stadt verlassen und ist nicht mehr da.", None),
        ("L'armée a quitté la ville lundi et la route est ouverte.", None),
        ("12345 !!!", None),
        ("", None),
    ],
)
def test_language(text: str, wanted: str | None) -> None:
    assert detect(text) == wanted


GERMAN = "Die Armee sagte: „Wir sind bereit“, und das war am 08.01.2026 so. Ohne Strom blieben 600 000 Haushalte."


def test_other_languages_give_quotations_numbers_and_dates_and_nothing_guessed() -> None:
    found = extract((document(GERMAN),))
    assert {type(one) for one in found} <= {Quote, QuantityMention, TimeMention}
    (quote,) = [one for one in found if isinstance(one, Quote)]
    assert (quote.text, quote.speaker, quote.speaker_id) == ("Wir sind bereit", None, None)
    (time,) = [one for one in found if isinstance(one, TimeMention)]
    assert (time.from_s, time.to_s) == (1767830400, 1767916800)
    numbers = [one.value_milli for one in found if isinstance(one, QuantityMention)]
    assert numbers == [600_000_000]


@pytest.mark.parametrize("text", [UKRAINIAN, RUSSIAN])
def test_quotations_of_every_language(text: str) -> None:
    quotes = [one.text for one in extract((document(text),)) if isinstance(one, Quote)]
    assert quotes in (["Ми готові до миру"], ["Мы готовы к миру"])


def test_each_paragraph_in_its_own_language() -> None:
    text = (
        "The army said that the road was open to all of the people in the town.\n\n"
        "Міністр заявив: «Ми готові до миру і будемо йти далі, що б там не було на цьому шляху».\n\n"
        "The minister said that the road was closed."
    )
    found = extract((document(text),))
    assert {one.text for one in found if isinstance(one, Statement)} >= {
        "the road was open to all of the people in the town",
        "the road was closed",
    }
    (quote,) = [one for one in found if isinstance(one, Quote)]
    assert quote.speaker != "minister"


def test_the_language_of_the_document_is_taken_as_said() -> None:
    text = "The army said the road was open to all."
    assert any(isinstance(one, Statement) for one in extract((document(text, "en"),)))
    assert extract((document(text, "ru"),)) == ()
