"""Classes of mistakes met in articles that nobody had read before, in other words."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.extract.slavic.countedkinds import unit_by_form
from truceline.extract.slavic.language import Language
from truceline.model.mentions import (
    AgreementElement,
    EventMention,
    Mention,
    QuantityMention,
    Statement,
    TimeMention,
)


def read(text: str, language: Language) -> tuple[Mention, ...]:
    return extract((news_of(text, "2031-03-14", language),))


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("uk", "Незалежна спостережна місія повідомила, що вибухів не чула.", "Незалежна спостережна місія"),
        ("uk", "Місцеві чиновники заявили, що дорогу перекрито.", "Місцеві чиновники"),
        ("ru", "Восточные дипломаты сообщили, что встреча отложена.", "Восточные дипломаты"),
        ("ru", "Международная наблюдательная миссия заявила, что доступа нет.", "Международная наблюдательная миссия"),
    ],
)
def test_who_speaks_keeps_the_adjectives(language: Language, text: str, speaker: str) -> None:
    assert [one.speaker for one in read(text, language) if isinstance(one, Statement)] == [speaker]


@pytest.mark.parametrize(
    ("language", "text", "low", "high", "unit"),
    [
        ("ru", "Жители слышали от пяти до девяти взрывов.", 5, 9, "explosion"),
        ("ru", "По посёлку выпустили около десяти снарядов.", 9, 11, "round"),
        ("uk", "Кількість тих, хто лишається в місті, оцінюють приблизно у 30 тисяч.", 27_000, 33_000, "person"),
        ("ru", "Число оставшихся в селе оценивают примерно в 20 тысяч.", 18_000, 22_000, "person"),
    ],
)
def test_counts_in_words_are_no_hours(language: Language, text: str, low: int, high: int, unit: str) -> None:
    found = read(text, language)
    assert not [one for one in found if isinstance(one, TimeMention)]
    assert [(one.low_milli, one.high_milli, one.unit) for one in found if isinstance(one, QuantityMention)] == [
        (low * 1000, high * 1000, unit)
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [("uk", "Штурмували підступи до трьох висот."), ("uk", "Тривога в чотирьох областях.")],
)
def test_forms_of_numerals_tell_no_persons(language: Language, text: str) -> None:
    assert [one.unit for one in read(text, language) if isinstance(one, QuantityMention)] == [None]


@pytest.mark.parametrize("word", ["систем", "передач", "областей", "стран", "готелів", "ресторанов", "повісток"])
def test_things_whose_word_ends_like_one_for_persons(word: str) -> None:
    assert unit_by_form(word) is None


@pytest.mark.parametrize("word", ["журналістів", "лікарів", "глядачів", "иностранцев", "спасателей", "учительниц"])
def test_persons_by_the_form_of_their_word(word: str) -> None:
    assert unit_by_form(word) == "person"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "«Нікого з нас там не було, — сказав один із них. — Ми чули 5 вибухів»."),
        ("ru", "Слышали 5 взрывов. «Мы спали», — сказал один из них."),
    ],
)
def test_one_of_them_is_a_pronoun(language: Language, text: str) -> None:
    assert [one.text for one in read(text, language) if isinstance(one, QuantityMention)] == [
        "5 вибухів" if language == "uk" else "5 взрывов"
    ]


@pytest.mark.parametrize(
    ("language", "text", "stance"),
    [
        ("uk", "Баку підтвердив обмін.", "confirms"),
        ("uk", "Єреван заперечив удар.", "denies"),
        ("ru", "Анкара обвинение отвергла.", "rejects"),
        ("ru", "ДЖЕДДА — Обе стороны обвинили друг друга в нарушении тишины.", "claims"),
    ],
)
def test_what_is_told_in_a_bare_noun(language: Language, text: str, stance: str) -> None:
    assert [one.stance for one in read(text, language) if isinstance(one, Statement)] == [stance]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "«Наш патруль стояв на місці. Ми вогню не відкривали», — сказав комендант."),
        ("ru", "Сторона передала тела двухсот погибших под Изюмом."),
        ("uk", "Родини загиблих під Ізюмом чекають на відповідь."),
        ("ru", "С начала перемирия под Изюмом погибли 14 человек."),
    ],
)
def test_what_is_no_event_of_the_day(language: Language, text: str) -> None:
    assert not [one for one in read(text, language) if isinstance(one, EventMention)]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("uk", "Станом на 15:00 обстріляли Ізюм.", "Станом на 15:00 обстріляли Ізюм"),
        ("ru", "В 2–4 км от моста обстреляли Изюм.", "В 2–4 км от моста обстреляли Изюм"),
        ("uk", "«Двоє поранені. Ми відійшли від Ізюма», — сказав він.", "Двоє поранені"),
    ],
)
def test_an_event_is_cut_in_no_figure_and_runs_over_no_full_stop(language: Language, text: str, words: str) -> None:
    assert [one.text for one in read(text, language) if isinstance(one, EventMention)] == [words]


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("uk", "За угодою, підписаною в Лозовій, сторони мають вивести важке озброєння.", "withdrawal_of_weapons"),
        ("ru", "По соглашению, подписанному в Лозовой, стороны должны вернуть пленных.", "prisoner_exchange"),
    ],
)
def test_what_an_agreement_has_them_do_is_agreed(language: Language, text: str, code: str) -> None:
    found = [(one.element, one.status) for one in read(text, language) if isinstance(one, AgreementElement)]
    assert found == [(code, "agreed")]


def test_observers_at_work_are_no_element() -> None:
    text = "Моніторингова місія зафіксувала 12 порушень проти 30 напередодні."
    assert not [one for one in read(text, "uk") if isinstance(one, AgreementElement)]


def test_an_accusation_is_no_clause_of_place() -> None:
    text = "Армия обвинила соседей в обстреле посёлка, где пострадали двое."
    (told,) = [one.text for one in read(text, "ru") if isinstance(one, Statement)]
    assert told.startswith("соседей в обстреле")


def test_a_bearing_of_two_words_is_whole() -> None:
    text = "Патруль чув вибухи за 3–5 км на південний захід від своєї бази в Ізюмі."
    (event,) = [one for one in read(text, "uk") if isinstance(one, EventMention)]
    assert (event.places, event.verb) == (("3–5 км на південний захід від Ізюмі",), "heard")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Представитель гарнизона майор Иван Лобов приехал."),
        ("uk", "Представник гарнізону майор Іван Лобов приїхав."),
        ("ru", "Баку это предложение отверг."),
    ],
)
def test_a_representative_proposes_nothing(language: Language, text: str) -> None:
    assert not [one for one in read(text, language) if isinstance(one, AgreementElement) and one.status == "proposed"]
