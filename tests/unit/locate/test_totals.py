"""Totals of a briefing are read in three languages, and are no observations; a count at a place is one."""

from __future__ import annotations

import pytest

from truceline.extract.extract import extract
from truceline.locate.gazetteer import from_rows
from truceline.locate.locate import locate
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import QuantityMention, Statement

PLACES = "name,aliases,lat,lon,radius_m,kind,population,within\nSarvenna,,5.10,-30.20,3000,settlement,40000,Kes.West\n"
SPOKEN = (
    ("en", "The ministry recorded 133 ceasefire violations in the past day, its spokesman told a briefing."),
    ("uk", "Речник заявив, що за добу противник 133 рази порушив режим припинення вогню."),
    ("ru", "Представитель заявил, что за сутки противник 133 раза нарушил режим прекращения огня."),
)


def document(text: str, language: str) -> Document:
    item = EvidenceItem("itm_1", "00", "", "text/plain", "AFP", "news", "a.txt", None, 0)
    return Document(item, text, (Span(0, len(text)),), published_day="2026-01-08", language=language)


def observed(text: str, language: str) -> list[dict[str, object]]:
    read = document(text, language)
    return locate([read], extract((read,)), from_rows(PLACES.encode())).to_pylist()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *SPOKEN,
        ("en", "It counted 24 shellings, 12 drone flights and 5 assaults along the line of contact."),
        ("en", "According to the command, 24 of them were shellings; there were also 5 assaults."),
        ("uk", "За минулу добу окупанти 24 рази обстріляли позиції Сил оборони."),
        ("uk", "За даними командування, зафіксовано 24 обстріли, 12 прольотів безпілотників і 5 штурмів."),
        ("uk", "За добу зафіксовано 133 порушення режиму припинення вогню, більшість із них — обстріли."),
        ("ru", "За сутки противник 24 раза обстрелял позиции войск."),
        ("ru", "По данным командования, зафиксировано 24 обстрела, 12 пролётов беспилотников и 5 штурмов."),
        ("ru", "За сутки зафиксировано 133 нарушения режима прекращения огня, 24 из них — обстрелы."),
    ],
)
def test_a_total_is_no_observation(language: str, text: str) -> None:
    assert observed(text, language) == []


@pytest.mark.parametrize(("language", "text"), SPOKEN)
def test_a_total_stays_a_quantity(language: str, text: str) -> None:
    found = extract((document(text, language),))
    assert [one.value_milli for one in found if isinstance(one, QuantityMention)] == [133_000]


@pytest.mark.parametrize(("language", "text"), SPOKEN[1:])
def test_a_total_stays_what_somebody_claims(language: str, text: str) -> None:
    assert any("133" in one.text for one in extract((document(text, language),)) if isinstance(one, Statement))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Drones struck Kharkiv three times on Tuesday."),
        ("uk", "У вівторок дрони тричі атакували Харків."),
        ("ru", "Во вторник дроны трижды атаковали Харьков."),
    ],
)
def test_a_count_at_a_place_is_one(language: str, text: str) -> None:
    assert len(observed(text, language)) == 1
