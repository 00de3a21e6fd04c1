"""Verbs put in between marks, reasons behind a colon, nouns of a claim, and what is "given to understand"."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import Statement


def told(text: str, language: str) -> list[tuple[str, str | None, str]]:
    document = news_of(text, "2026-01-08", language)
    found = [one for one in extract([document]) if isinstance(one, Statement)]
    return [(one.text, one.speaker, one.stance) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "content", "speaker", "stance"),
    [
        ("uk", "Дітей, сподіваються в адміністрації, вдасться вивезти до п'ятниці.",
         "Дітей, сподіваються в адміністрації, вдасться вивезти до п'ятниці", "адміністрації", "asserts"),
        ("ru", "Всего за неделю, подсчитали в мэрии, из города уехали две тысячи человек.",
         "Всего за неделю, подсчитали в мэрии, из города уехали две тысячи человек", "мэрии", "asserts"),
        ("ru", "Хлеба, признаёт мэр Олег Азаров, не будет ещё два дня.",
         "Хлеба, признаёт мэр Олег Азаров, не будет ещё два дня", "Олег Азаров", "asserts"),
        ("ru", "В штаб-квартире миссии объяснили: патрулей на этой неделе не будет.",
         "патрулей на этой неделе не будет", "штаб-квартире миссии", "asserts"),
        ("ru", "Обстановка остаётся сложной, заявили в группировке войск «Север».",
         "Обстановка остаётся сложной", "группировке войск «Север»", "asserts"),
        ("uk", "Ворог скинув на місто 64 бомби, ідеться в повідомленні обласної влади.",
         "Ворог скинув на місто 64 бомби", "повідомленні обласної влади", "asserts"),
        ("uk", "Мер Олег Азаров дав зрозуміти, що евакуацію розширять.", "евакуацію розширять", "Олег Азаров",
         "asserts"),
        ("uk", "Москва переконує, що місто обстрілюють самі військові.", "місто обстрілюють самі військові", "Москва",
         "asserts"),
        ("uk", "Твердження Москви, ніби тут стояли військові, не відповідає дійсності.", "тут стояли військові",
         "Москви", "claims"),
        ("ru", "Согласно сводке полиции, погибли два человека.", "погибли два человека", "полиции", "asserts"),
    ],
)  # fmt: skip
def test_who_said_what(language: str, text: str, content: str, speaker: str, stance: str) -> None:
    assert told(text, language) == [(content, speaker, stance)]


def test_a_denial_and_the_reason_behind_its_colon() -> None:
    found = told("Офицер Ольга Коваль эту информацию опровергает: село контролируют наши военные.", "ru")
    assert found == [
        ("эту информацию", "Ольга Коваль", "denies"),
        ("село контролируют наши военные", "Ольга Коваль", "asserts"),
    ]


def test_what_the_source_behind_a_colon_says_is_not_denied() -> None:
    found = told("Речник сил спростував це: за його даними, тут зберігали цеглу.", "uk")
    assert found == [("тут зберігали цеглу", "Речник сил", "asserts")]


def test_this_is_what_the_sentence_before_says() -> None:
    found = told("Глава делегации сообщил, что стороны согласны на обмен. Российская сторона это подтвердила.", "ru")
    assert ("стороны согласны на обмен", "Российская сторона", "confirms") in found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Мэр дал денег на ремонт школы."),
        ("ru", "Жители вышли на площадь, надеются на помощь."),
        ("uk", "Мешканці вийшли на площу, сподіваються на допомогу."),
        ("uk", "Звинувачення Москви, висунуте вчора, розглянуть у суді."),
    ],
)
def test_nothing_is_said(language: str, text: str) -> None:
    assert told(text, language) == []
