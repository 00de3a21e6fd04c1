"""The text of an agreement: what the parties undertake in it is agreed, what it leaves open is not."""

from __future__ import annotations

import pytest

from truceline.extract.extract import extract
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import AgreementElement

_EN = """The Government and the Front, hereinafter the Parties, hereby agree:

1. The Parties shall refrain from any act of force as of 06:00 on 5 June 2026.

2. Heavy artillery shall be moved behind the line in Annex A.

3. Each Party shall:

(a) release all prisoners of war;

(b) clear mines along the main road.

4. A Ceasefire Commission is hereby established. Neither Party shall fly drones over the zone.

5. The Parties could not reach agreement on the administration of the mines and shall return to this question in May.

This Agreement shall enter into force upon signature."""
_UK = """Сторони, за посередництва Координатора, домовилися про таке:

1. Сторони припиняють вогонь з 06:00 3 березня.

2. Кожна Сторона зобов'язується не застосовувати безпілотників над станцією та передати карти мінних полів.

3. Створюється Спільна комісія.

4. Питання оплати електроенергії залишається відкритим. Про порушення Сторони повідомляють Координатора.

Угода набирає чинності з моменту підписання."""
_RU = """Стороны договорились о нижеследующем:

1. Стороны прекращают огонь с полуночи 22 января.

2. Тяжёлая техника выводится из зоны безопасности.

3. Каждая Сторона освобождает всех военнопленных и передаёт карты минных полей.

4. Вопрос о возвращении перемещённых лиц остаётся несогласованным. Ни одна из Сторон не применяет беспилотники.

Соглашение вступает в силу с момента подписания."""


def _elements(text: str, language: str) -> list[tuple[str, str]]:
    item = EvidenceItem(
        item_id="itm_x",
        sha256="",
        part="",
        media_type="text/plain",
        source="own",
        source_class="news",
        filename="x",
        reported_s=None,
        received_s=0,
    )
    document = Document(item=item, text=text, body=(Span(0, len(text)),), published_day="2026-03-01", language=language)
    found = [one for one in extract([document]) if isinstance(one, AgreementElement)]
    return [(one.text, one.status) for one in found]


@pytest.mark.parametrize(
    ("text", "language", "acts"),
    [
        (
            _EN,
            "en",
            [
                "refrain from any act of force",
                "Heavy artillery shall be moved behind the line in Annex A",
                "release all prisoners of war",
                "clear mines along the main road",
                "A Ceasefire Commission",
                "fly drones over the zone",
            ],
        ),
        (
            _UK,
            "uk",
            [
                "припиняють вогонь",
                "не застосовувати безпілотників над станцією",
                "передати карти мінних полів",
                "Створюється Спільна комісія",
            ],
        ),
        (
            _RU,
            "ru",
            [
                "прекращают огонь",
                "Тяжёлая техника выводится из зоны безопасности",
                "освобождает всех военнопленных",
                "передаёт карты минных полей",
                "не применяет беспилотники",
            ],
        ),
    ],
)
def test_what_the_parties_shall_do_is_agreed(text: str, language: str, acts: list[str]) -> None:
    found = _elements(text, language)
    assert [words for words, status in found if status == "agreed"] == acts
    assert [status for _, status in found if status != "agreed"] == ["unresolved"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said residents shall not leave their homes. Buses shall be moved to the depot.", "en"),
        ("Сторони звинувачують одна одну в обстрілах. Рятувальники гасять пожежу в Сумах.", "uk"),
        ("Стороны обвиняют друг друга в обстрелах. Спасатели тушат пожар в Сумах.", "ru"),
    ],
)
def test_a_report_undertakes_nothing(text: str, language: str) -> None:
    assert _elements(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('"…" "Forces shall withdraw."\n\nThe Parties hereby agree.', "en"),
        ("«…» «Сторони домовилися про таке:»\n\n1.\n\n2.\n\n", "uk"),
        ("«Стороны договорились о нижеследующем»\n\n—\n\n", "ru"),
    ],
)
def test_sentences_of_quotations_and_marks_alone_hold_nothing(text: str, language: str) -> None:
    assert [status for _, status in _elements(text, language) if status != "agreed"] == []
