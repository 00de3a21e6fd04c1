"""What a clause begins with, and what became of it in the talks; and clauses that only look like one."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import AgreementElement


def parts(text: str, language: str) -> list[tuple[str, str]]:
    document = news_of(text, "2026-01-08", language)
    found = [one for one in extract([document]) if isinstance(one, AgreementElement)]
    return [(one.text, one.status) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("ru", "По вопросу о статусе порта позиции не сблизились.", [("вопросу о статусе порта", "unresolved")]),
        ("uk", "Щодо статусу порту просування немає.", [("статусу порту", "unresolved")]),
        ("ru", "О судьбе активов участники говорить отказались.", [("судьбе активов", "undisclosed")]),
        ("ru", "Текст протокола публиковать не будут.", [("Текст протокола", "undisclosed")]),
        ("ru", "Условия обмена стороны держат в секрете.", [("Условия обмена", "undisclosed")]),
        ("uk", "Питання про дамбу сторони відклали до осені.", [("Питання про дамбу", "unresolved")]),
        ("uk", "Немає згоди й про те, хто платитиме за міст.", [("хто платитиме за міст", "unresolved")]),
        ("ru", "Вопрос о том, кто заплатит за мост, отложили.", [("кто заплатит за мост", "unresolved")]),
        ("uk", "Що саме вирішили про транзит, тримають у таємниці.",
         [("Що саме вирішили про транзит", "undisclosed")]),
        ("ru", "Мандат миссии ещё согласовывают.", [("Мандат", "unresolved")]),
        ("ru", "Споры вызывает порядок отвода орудий.", [("порядок отвода орудий", "unresolved")]),
        ("uk", "Росія висунула вимогу зняти санкції з банків і припинити мобілізацію.",
         [("зняти санкції", "demanded"), ("припинити мобілізацію", "demanded")]),
        ("ru", "Главным условием Киев называет возвращение детей.", [("возвращение детей", "demanded")]),
        ("ru", "Украина предложила месячное перемирие, а также совместные патрули.",
         [("месячное перемирие", "proposed"), ("совместные патрули", "proposed")]),
        ("uk", "Проти участі військових із Балтії виступила Москва.",
         [("участі військових із Балтії", "rejected")]),
        ("ru", "Отказ от взаимных исков одобрен обеими делегациями.", [("Отказ от взаимных исков", "agreed")]),
        ("ru", "О выводе войск не может быть и речи.", [("выводе войск", "rejected")]),
        ("ru", "Москва требует вывода войск из области и закрепления нейтралитета.",
         [("вывода войск", "demanded"), ("закрепления нейтралитета", "demanded")]),
    ],
)  # fmt: skip
def test_where_it_stands(language: str, text: str, told: list[tuple[str, str]]) -> None:
    assert parts(text, language) == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "О погибших в штабе говорить отказались."),
        ("uk", "Водій коментувати аварію відмовився."),
        ("uk", "Про постраждалих не повідомляється."),
        ("ru", "Что вызвало пожар на складе, не сообщается."),
        ("ru", "Матч между клубами отложили до воскресенья."),
        ("ru", "Пожар вызвал споры среди жителей."),
        ("uk", "До пошуків вони готові долучитися вже завтра."),
    ],
)
def test_no_part_of_an_agreement(language: str, text: str) -> None:
    assert parts(text, language) == []
